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
audit-subject-service = خدمة
audit-subject-hours = أوقات العمل
audit-subject-closure = أيام إغلاق
audit-subject-slot = موعد متاح
audit-subject-day = يوم
audit-subject-day-board = لوحة اليوم
audit-subject-worklist = قائمة الطبيب
audit-subject-waiting-room = شاشة غرفة الانتظار
audit-subject-request = طلب مكرر
audit-subject-settings = الإعدادات
audit-subject-import = استيراد
audit-subject-first-factor = كلمة المرور، والعامل الثاني منتظر
audit-subject-setting = إعداد
audit-subject-role = دور
audit-subject-passkey = مفتاح مرور
audit-subject-draft = نص غير محفوظ
audit-subject-emergency = وصول طارئ
audit-subject-message = رسالة
audit-subject-inbound-message = رسالة من مريض
audit-subject-messaging = طريقة إرسال الرسائل

## What was done: action-CODE follows the codes of the API

action-sign-in = تسجيل الدخول
action-sign-out = تسجيل الخروج
action-refresh-session = تجديد الجلسة
action-resolve-session = التعرّف على الجلسة
action-replay-request = إعادة الرد على طلب
action-reauthenticate = تأكيد الهوية
action-change-password = تغيير كلمة المرور
action-enrol-factor = إعداد عامل تحقق ثانٍ
action-remove-factor = إزالة عامل تحقق ثانٍ
action-end-session = إنهاء جلسة
action-view-own-account = الاطلاع على الحساب الشخصي
action-change-preferences = تغيير التفضيلات
action-keep-draft = الاحتفاظ بما يُكتب
action-restore-draft = استعادة نص غير محفوظ
action-break-glass = وصول طارئ
action-list-patients = عرض قائمة المرضى
action-search-patients = البحث عن مرضى
action-view-patient = فتح بيانات المريض
action-register-patient = تسجيل المريض
action-update-patient = تعديل بيانات المريض
action-delete-patient = إزالة المريض
action-import-patients = استيراد مرضى
action-list-contacts = عرض قائمة جهات الاتصال
action-view-contact = فتح جهة الاتصال
action-create-contact = إنشاء جهة الاتصال
action-update-contact = تعديل جهة الاتصال
action-delete-contact = إزالة جهة الاتصال
action-view-day-board = الاطلاع على لوحة اليوم
action-list-appointments = عرض قائمة المواعيد
action-view-appointment = فتح الموعد
action-book-appointment = حجز الموعد
action-hold-slot = حفظ وقت لشخص
action-hold-own-slot = حفظ وقت لنفسه
action-reschedule-own-appointment = نقل موعد شخصي
action-book-series = حجز سلسلة مواعيد
action-change-series = تغيير سلسلة مواعيد
action-view-series = الاطلاع على سلسلة مواعيد
action-view-waitlist = الاطلاع على قائمة الانتظار
action-manage-waitlist = تغيير قائمة الانتظار
action-offer-slot = عرض وقت شاغر
action-view-offer = فتح رابط عرض
action-accept-offer = قبول وقت معروض
action-decline-offer = رفض وقت معروض
action-change-booking-policy = تغيير قواعد الحجز
action-manage-feeds = تغيير عنوان التقويم الشخصي
action-read-feed = قراءة تقويم بعنوانه
action-override-slot = الحجز في وقت محجوز
action-backfill-visit = إدخال زيارة سابقة
action-update-appointment = تعديل الموعد
action-reschedule-appointment = تغيير وقت الموعد
action-check-in-appointment = تسجيل وصول المريض
action-start-visit = بدء الزيارة
action-complete-appointment = إنهاء الزيارة
action-cancel-appointment = إلغاء الموعد
action-mark-no-show = تسجيل عدم الحضور
action-revert-status = التراجع عن خطوة
action-delete-appointment = إزالة الموعد
action-list-rooms = عرض قائمة الغرف
action-manage-rooms = تعديل الغرف
action-view-schedule = الاطلاع على الأوقات والخدمات
action-manage-schedule = تعديل الأوقات والخدمات
action-change-own-hours = تعديل الأيام الخاصة
action-find-slots = البحث عن مواعيد متاحة
action-explain-slot = السؤال عن سبب عدم توفر موعد
action-view-records = قراءة السجلات الطبية
action-write-record = كتابة سجل طبي
action-revise-record = تعديل سجل طبي
action-strike-record = وضع علامة «أُدخل خطأً» على سجل
action-fulfil-requirement = وضع علامة «تم» على مطلوب
action-sign-up-patient = تسجيل مريض لنفسه
action-request-code = طلب رمز دخول
action-sign-in-unproved = دخول دون إثبات
action-issue-activation-code = إصدار رمز تفعيل
action-view-patient-account = الاطلاع على حساب مريض
action-change-patient-account = تغيير حساب مريض
action-view-own-appointments = الاطلاع على المواعيد الشخصية
action-book-own-appointment = حجز موعد شخصي
action-cancel-own-appointment = إلغاء موعد شخصي
action-join-waitlist = الانضمام إلى قائمة الانتظار
action-leave-waitlist = مغادرة قائمة الانتظار
action-view-own-records = قراءة السجل الشخصي
action-send-message = إرسال رسالة
action-view-messages = الاطلاع على الرسائل
action-retry-message = إعادة محاولة رسالة
action-deliver-messages = تسليم الرسائل
action-receive-message = استلام رسالة
action-list-staff = عرض قائمة الموظفين
action-create-staff = تسجيل موظف
action-change-staff = تعديل بيانات موظف
action-reset-password = إعادة تعيين كلمة مرور
action-issue-token = إصدار رمز وصول
action-revoke-token = إلغاء رمز وصول
action-list-tokens = عرض رموز الوصول
action-unlock-account = فك قفل حساب
action-end-staff-sessions = إنهاء جلسات أحد العاملين
action-manage-roles = تغيير أدوار العيادة
action-change-access-policy = تغيير قواعد الدخول
action-manage-identity-service = تغيير خدمة الهوية
action-manage-messaging = إدارة الرسائل
action-grant-support-access = منح وصول للدعم
action-view-audit = الاطلاع على سجل التدقيق
action-view-access-log = الاطلاع على من فتح الملف
action-view-settings = الاطلاع على الإعدادات
action-mark-entered-in-error = تعليم موعد أُدخل خطأً
action-tidy-up = تنظيف دوري
action-notify = إشعار الموظفين
action-read-notifications = قراءة الإشعارات

## Support and the platform

audit-actor-support = الدعم
audit-subject-support-grant = إذن اطلاع
audit-subject-support-ticket = تذكرة دعم
audit-subject-support-entry = زيارة دعم
audit-subject-operator = مشغّل
action-revoke-support-access = إلغاء وصول الدعم
action-list-support-access = عرض وصول الدعم
action-enter-as-support = دخول الدعم
action-view-as-support = الدعم يطلع على الإعدادات
action-leave-support = مغادرة الدعم
action-release-record = إظهار سجل للمريض
action-withdraw-record = إخفاء سجل عن المريض
action-change-result-rule = تغيير موعد قراءة المرضى للنتائج
action-view-own-access-log = الاطلاع على من فتح الملف الشخصي
action-give-consent = إعطاء موافقة
action-withdraw-consent = رفض موافقة أو سحبها
action-change-own-language = اختيار اللغة
audit-field-released = ظاهر للمريض
action-view-assessments = قراءة التقييمات
action-write-assessment = كتابة تقييم
action-complete-assessment = إتمام تقييم
action-co-sign-assessment = التوقيع المشترك على تقييم
action-amend-assessment = تعديل تقييم
action-strike-assessment = وسم تقييم بأنه أدخل خطأً
action-view-instruments = الاطلاع على أدوات التقييم
action-manage-instruments = تحديد أدوات التقييم المستخدمة
audit-subject-assessment = تقييم
audit-subject-instrument = أداة تقييم
