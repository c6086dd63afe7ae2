### Words that every feature uses.

## Actions

common-save = حفظ
common-cancel = إلغاء
common-edit = تعديل
common-delete = حذف
common-back = رجوع
common-print = طباعة
common-copy = نسخ
common-done = تم
common-open = فتح
common-close = إغلاق
common-dismiss = إخفاء الرسالة
common-add = إضافة
common-remove = إزالة
common-confirm = تأكيد
common-continue = متابعة
common-apply = تطبيق
common-clear = مسح
common-filter = تصفية
common-search = بحث
common-undo = تراجع
common-retry = إعادة المحاولة
common-download = تنزيل
common-export = تصدير
common-details = التفاصيل
common-more-actions = إجراءات أخرى: { $name }
common-actions = الإجراءات

## Forms and lists

common-optional = (اختياري)
common-error-prefix = خطأ:
common-error-summary = يرجى تصحيح ما يلي
common-choose = اختر
common-any = الكل
common-none = لا يوجد
common-not-recorded = غير مسجَّل
common-yes = نعم
common-no = لا
common-today = اليوم
common-tomorrow = غدًا
common-yesterday = أمس
common-date = التاريخ
common-time = الوقت
common-from = من
common-to = إلى
common-name = الاسم
common-status = الحالة
common-kind = النوع
common-reason = السبب
common-notes = ملاحظات
common-saved = تم الحفظ
common-saved-at = حُفظ { $time }
common-saving = جارٍ الحفظ…
common-pages = الصفحات
common-previous = السابق
common-next = التالي
common-loading = جارٍ التحميل…
common-created-by = أنشأه { $name }
common-changed-by = عدّله { $name }
common-version = الإصدار { $number }
common-results =
    { $count ->
         [zero] لا نتائج
         [one] نتيجة واحدة
         [two] نتيجتان
         [few] { $count } نتائج
         [many] { $count } نتيجة
        *[other] { $count } نتيجة
    }
common-minutes =
    { $count ->
         [zero] أقل من دقيقة
         [one] دقيقة واحدة
         [two] دقيقتان
         [few] { $count } دقائق
         [many] { $count } دقيقة
        *[other] { $count } دقيقة
    }
common-days =
    { $count ->
         [zero] أقل من يوم
         [one] يوم واحد
         [two] يومان
         [few] { $count } أيام
         [many] { $count } يومًا
        *[other] { $count } يوم
    }
common-years-old =
    { $count ->
         [zero] أقل من سنة
         [one] سنة واحدة
         [two] سنتان
         [few] { $count } سنوات
         [many] { $count } سنة
        *[other] { $count } سنة
    }
common-months-old =
    { $count ->
         [zero] أقل من شهر
         [one] شهر واحد
         [two] شهران
         [few] { $count } أشهر
         [many] { $count } شهرًا
        *[other] { $count } شهر
    }

## Status of an appointment

status-waitlist = قائمة الانتظار
status-proposed = مقترح
status-pending = بانتظار التأكيد
status-booked = محجوز
status-arrived = وصل
status-checked-in = في الكشف
status-fulfilled = مكتمل
status-cancelled = ملغى
status-noshow = لم يحضر
status-entered-in-error = أُدخل خطأً
status-planned = مخطط لها
status-in-progress = جارية
status-finished = منتهية
status-draft = مسودة
status-completed = مكتمل
status-signed = موقّع
status-co-signed = موقّع توقيعًا مشتركًا
status-discarded = متجاهل

## Kind of an appointment

kind-consultation = استشارة
kind-procedure = إجراء طبي
kind-surgery = جراحة
kind-follow-up = متابعة
kind-therapy-session = جلسة علاجية
kind-telehealth = استشارة عن بُعد
kind-meeting = اجتماع

## Roles

role-admin = مدير
role-doctor = طبيب
role-therapist = معالج
role-assistant = مساعد معالج
role-reception = الاستقبال
role-billing = الفوترة
role-viewer = اطلاع فقط
role-auditor = مدقق
role-patient = مريض
role-device = جهاز
role-integration = نظام متصل
role-operator = مشغّل المنصة

## Sex, kinds of contact, channels

sex-female = أنثى
sex-male = ذكر
sex-other = آخر
sex-unknown = غير معروف
contact-patient = مريض
contact-provider = مقدم رعاية
contact-vendor = مورّد
contact-staff = موظف
contact-other = آخر
channel-sms = رسالة نصية
channel-email = بريد إلكتروني
channel-phone = مكالمة هاتفية
channel-post = البريد
channel-none = بدون تواصل
