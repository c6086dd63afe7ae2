### المستندات: قائمة المريض، والمستند مع إصداراته، وما يُقرَّر بشأنه.

documents-title = المستندات
documents-document = مستند
documents-count =
    { $count ->
        [zero] لا مستندات
        [one] مستند واحد
        [two] مستندان
        [few] { $count } مستندات
        [many] { $count } مستندًا
       *[other] { $count } مستند
    }
documents-add = إضافة مستند
documents-name = العنوان
documents-privacy = من يطّلع عليه
documents-privacy-hint = يرى المرضى ما هو عام أو سري، وبعد اعتماده وإتاحته لهم فقط.
documents-privacy-public = عام: كل العاملين هنا والمريض
documents-privacy-internal = داخلي: من يديرون العيادة، ولا يراه المريض أبدًا
documents-privacy-confidential = سري: المعالجون والمريض
documents-privacy-restricted = مقيّد: الأطباء والمعالجون المختصون، ولا يراه المريض أبدًا
documents-kind-medical-record = سجل طبي
documents-kind-report = تقرير
documents-kind-contract = عقد
documents-kind-imaging = تصوير
documents-kind-other = غير ذلك
documents-retention = مدة الحفظ
documents-retention-clinical = عشر سنوات
documents-retention-business = سبع سنوات
documents-retention-brief = سنة واحدة
documents-file = الملف
documents-file-hint = ملف PDF أو صورة أو DICOM أو مستند مكتبي أو نص، حتى { $max } ميغابايت. اختره أو أفلته هنا.
documents-upload = رفع
documents-uploaded = تم رفع الملف
documents-none = لا مستندات
documents-none-text = تُحفظ هنا الرسائل والتقارير والعقود والصور مختومة.
documents-no-file = لا ملف بعد
documents-version = الإصدار
documents-versions = الإصدارات
documents-new-version = رفع إصدار جديد
documents-new-version-hint = يعود المستند مسودة، وتبقى الإصدارات السابقة.
documents-size = الحجم
documents-size-kb = { $number } كيلوبايت
documents-size-mb = { $number } ميغابايت
documents-size-gb = { $number } غيغابايت
documents-type = النوع
documents-checksum = بصمة SHA-256
documents-open = فتح
documents-download = تنزيل
documents-damaged = تالف
documents-damaged-text = هذا الملف ليس ما حُفظ. استعده من نسخة احتياطية أو ارفعه من جديد.
documents-about = عن هذا المستند
documents-what-next = الخطوة التالية
documents-state-draft = مسودة
documents-state-in-review = قيد المراجعة
documents-state-approved = معتمد
documents-state-rejected = مرفوض
documents-decided = آخر قرار من
documents-comment = تعليق
documents-comment-hint = لازم عند الرفض.
documents-correct = تصحيح
documents-updated = تم التصحيح
documents-submit = تقديم للمراجعة
documents-submitted = قُدّم للمراجعة
documents-approve = اعتماد
documents-approved = تم الاعتماد
documents-reject = رفض
documents-rejected = تم الرفض
documents-release = إتاحة للمريض
documents-released = يستطيع المريض قراءته الآن
documents-released-mark = متاح للمريض
documents-released-since = متاح للمريض منذ
documents-withdraw = إخفاء عن المريض
documents-withdrawn = أُخفي عن المريض
documents-delete = حذف
documents-delete-text = يختفي من كل القوائم، ويُحفظ ما دامت القواعد تقتضي ذلك ثم يُتلف.
documents-deleted = تم الحذف
documents-own-text = ما أتاحته لك العيادة.
documents-own-none-text = حين تتيح لك العيادة مستندًا تجده هنا.
documents-policy = المستندات
documents-policy-location = إزالة الموقع من الصور
documents-policy-location-text = تكتب الهواتف في الصورة مكان التقاطها. بعد تفعيل هذا يُزال ذلك من كل صورة تُرفع: من ملفات JPEG وPNG وWebP، وليس من TIFF أو HEIF أو DICOM أو الملفات الأخرى، ولا من مقطع الفيديو الذي تلحقه بعض الهواتف بالصورة. أما الصورة نفسها وبقية ما فيها فلا تتغيّر.
