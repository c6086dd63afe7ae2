### Diagnosis, prescription and requirement of an appointment; the chart; who opened it.

records-title = السجلات
records-diagnosis = التشخيص
records-prescription = الوصفة
records-requirement = المطلوب
records-requirements = المطلوبات
records-add-diagnosis = إضافة تشخيص
records-add-prescription = إضافة وصفة
records-add-requirement = إضافة مطلوب
records-edit-diagnosis = تعديل التشخيص
records-edit-prescription = تعديل الوصفة
records-edit-requirement = تعديل المطلوب
records-no-diagnosis = لا تشخيص بعد
records-no-prescription = لا وصفة بعد
records-no-requirement = لا مطلوبات بعد
records-icd = رمز ICD-10
records-icd-hint = مثل E11.9
records-prescription-hint = الدواء، الجرعة، عدد المرات، المدة
records-requirement-hint = تحليل أو أشعة أو إحالة
records-reason-for-change = سبب التعديل
records-reason-for-change-hint = يبقى الإصدار السابق في السجل.
records-mark-error = وضع علامة «أُدخل خطأً»
records-mark-error-text = يبقى في السجل مشطوبًا ولا يظهر للمريض بعد ذلك.
records-in-error = أُدخل خطأً
records-history = السجل السابق
records-current-version = الإصدار الحالي
records-mark-done = وضع علامة «تم»
records-signature = التوقيع
records-state-ordered = مطلوب
records-state-done = تم
records-state-overdue = متأخر
records-saved = حُفظ بالإصدار { $number }
records-struck = وُضعت علامة «أُدخل خطأً»
records-marked-done = وُضعت علامة «تم»
records-complete-visit = إنهاء الزيارة
records-visit = الزيارة
records-timeline = التسلسل الزمني
records-overview = نظرة عامة
records-empty-title = لا شيء مسجل بعد
records-empty-text = تظهر هنا تشخيصات ووصفات ومطلوبات كل الزيارات.

## Access log

records-access-title = من فتح هذا الملف
records-access-text = كل وصول مذكور مع الوقت وما تم.
records-access-who = من
records-access-what = ماذا
records-access-when = متى
records-access-where = من أين
records-access-empty = لم يفتح أحد هذا الملف بعد.
records-versions =
    { $count ->
         [zero] لا إصدارات
         [one] إصدار واحد
         [two] إصداران
         [few] { $count } إصدارات
         [many] { $count } إصدارًا
        *[other] { $count } إصدار
    }

## The chart, and what the audit calls the fields of a record

records-reason = السبب
records-not-for-role = دورك لا يتيح الاطلاع على النصوص الطبية.
records-already = هذا مسجل بالفعل لهذه الزيارة.
records-reason-for-error = لماذا هو خطأ؟
records-open-requirements = مطلوبات لم تتم
records-no-open-requirements = لا شيء قيد الانتظار.
records-all-kinds = كل الأنواع
records-author = الكاتب
records-all-authors = جميع الكتّاب
records-none-match-title = لا شيء مطابق
records-none-match-text = لا شيء يوافق هذا الاختيار من النوع والكاتب والأيام.
records-no-visits-text = ليس لهذا المريض مواعيد بعد.
records-status = الحالة
records-state = التقدّم
records-version = الإصدار
records-code = رمز ICD-10
records-status-current = حالي
records-status-superseded = مُستبدَل
records-release = إظهاره للمريض
records-release-text = لا يستطيع المريض قراءة كل هذا بعد.
records-released = أُظهر للمريض
records-withdraw = إخفاؤه عن المريض
records-withdraw-text = لن يقرأه المريض بعد الآن، وربما قرأه من قبل.
records-withdraw-reason = ما سبب الإخفاء؟
records-withdrawn = أُخفي عن المريض
records-released-by = أظهره للمريض
records-withdrawn-by = أخفاه عن المريض
records-shown-since = يقرؤه المريض منذ
records-shown-later = يقرؤه المريض بعد اكتمال الزيارة
records-not-released = غير ظاهر للمريض
records-rule-short = النتائج
records-rule-title = متى يقرأ المرضى ما كُتب
records-rule-text = يسري هذا على الزيارات التي تكتمل من الآن. ويستطيع الطبيب أو المعالج إظهار أي سجل أو إخفاءه في أي وقت.
records-rule-completed = عند اكتمال الزيارة
records-rule-released = عندما يُظهره لهم طبيب أو معالج
icd-1 = العدوى
icd-2 = الأورام
icd-3 = الدم وجهاز المناعة
icd-4 = الهرمونات والتغذية والأيض
icd-5 = الصحة النفسية والسلوك
icd-6 = الدماغ والأعصاب
icd-7 = العيون
icd-8 = الآذان
icd-9 = القلب والأوعية الدموية
icd-10 = الرئتان والجهاز التنفسي
icd-11 = المعدة والأمعاء والأسنان
icd-12 = الجلد
icd-13 = العضلات والعظام والمفاصل
icd-14 = الكلى والمثانة والأعضاء التناسلية
icd-15 = الحمل والولادة
icd-16 = حديثو الولادة
icd-17 = حالات موجودة منذ الولادة
icd-18 = أعراض ونتائج بلا سبب مؤكد
icd-19 = الإصابات والتسمم
icd-20 = الحوادث وأسباب خارجية أخرى
icd-21 = الفحوص وأسباب أخرى للزيارة
records-severe-allergy = حساسية شديدة تمنع هذا
records-despite-allergies = أعلم بهذه الحساسية وأصفه مع ذلك
records-reason-despite = لماذا يوصف مع ذلك
records-repeat-last = تكرار الأخيرة
records-allergy-to = حساسية مسجلة: { $name }
