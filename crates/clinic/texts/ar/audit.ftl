### The audit viewer.

audit-title = سجل التدقيق
audit-text = كل وصول وكل تغيير بالترتيب. لا يمكن تعديل شيء هنا.
audit-at = الوقت
audit-actor = من
audit-action = الإجراء
audit-subject = الموضوع
audit-patient = المريض
audit-outcome = النتيجة
audit-risk = الخطورة
audit-ip = عنوان IP
audit-user-agent = البرنامج
audit-session = الجلسة
audit-request = الطلب
audit-before = قبل
audit-after = بعد
audit-any-actor = أي شخص
audit-any-action = أي إجراء
audit-any-outcome = أي نتيجة
audit-any-risk = أي خطورة
audit-outcome-success = تم
audit-outcome-denied = مرفوض
audit-outcome-failure = فشل
audit-risk-low = منخفضة
audit-risk-medium = متوسطة
audit-risk-high = عالية
audit-risk-critical = حرجة
audit-actor-staff = موظف
audit-actor-patient = مريض
audit-actor-device = جهاز
audit-actor-integration = نظام متصل
audit-actor-job = النظام
audit-actor-visitor = زائر
audit-empty-title = لا مدخلات
audit-empty-text = لا شيء يطابق هذه التصفية.
audit-export-note = تُسجَّل عمليات التصدير هنا أيضًا.
audit-count =
    { $count ->
         [zero] لا مدخلات
         [one] مدخلة واحدة
         [two] مدخلتان
         [few] { $count } مدخلات
         [many] { $count } مدخلة
        *[other] { $count } مدخلة
    }

## Words of the page

audit-field-active = نشط
audit-field-emergency-contacts = جهات اتصال الطوارئ
audit-actor-operator = مشغّل المنصة
audit-patient-hint = الرقم أو المعرّف
audit-newest = الأحدث

## What it was done to

audit-subject-patient = مريض
audit-subject-contact = جهة اتصال
audit-subject-session = جلسة
audit-subject-staff = موظف
audit-subject-token = رمز وصول
audit-subject-route = صفحة
audit-subject-appointment = موعد
audit-subject-record = سجل طبي
audit-subject-audit = سجل التدقيق
audit-subject-room = غرفة
audit-subject-day = يوم
audit-subject-import = استيراد

## What was done: action-CODE follows the codes of the API

action-sign-in = سجّل الدخول
action-sign-out = سجّل الخروج
action-refresh-session = جدّد الجلسة
action-resolve-session = تعرّف على الجلسة
action-replay-request = إعادة الرد على الطلب
action-list-patients = عرض قائمة المرضى
action-search-patients = بحث عن مرضى
action-view-patient = فتح بيانات المريض
action-register-patient = سجّل المريض
action-update-patient = عدّل بيانات المريض
action-delete-patient = أزال المريض
action-import-patients = استورد مرضى
action-list-contacts = عرض قائمة جهات الاتصال
action-view-contact = فتح جهة الاتصال
action-create-contact = أنشأ جهة الاتصال
action-update-contact = عدّل جهة الاتصال
action-delete-contact = أزال جهة الاتصال
action-view-day-board = اطّلع على لوحة اليوم
action-list-appointments = عرض قائمة المواعيد
action-view-appointment = فتح الموعد
action-book-appointment = حجز الموعد
action-override-slot = حجز وقتًا محجوزًا
action-backfill-visit = أدخل زيارة سابقة
action-update-appointment = عدّل الموعد
action-reschedule-appointment = غيّر وقت الموعد
action-check-in-appointment = سجّل وصول المريض
action-start-visit = بدأ الزيارة
action-complete-appointment = أنهى الزيارة
action-cancel-appointment = ألغى الموعد
action-mark-no-show = سجّل عدم الحضور
action-revert-status = تراجع عن خطوة
action-delete-appointment = أزال الموعد
action-list-rooms = عرض قائمة الغرف
action-manage-rooms = عدّل الغرف
action-view-records = قرأ السجلات الطبية
action-write-record = كتب سجلًا طبيًا
action-revise-record = عدّل سجلًا طبيًا
action-strike-record = وضع علامة «أُدخل خطأً» على سجل
action-fulfil-requirement = وضع علامة «تم» على مطلوب
action-list-staff = عرض قائمة الموظفين
action-create-staff = سجّل موظفًا
action-change-staff = عدّل بيانات موظف
action-reset-password = أعاد تعيين كلمة مرور
action-issue-token = أصدر رمز وصول
action-revoke-token = ألغى رمز وصول
action-view-audit = اطّلع على سجل التدقيق
action-view-access-log = اطّلع على من فتح الملف
action-view-settings = اطّلع على الإعدادات
