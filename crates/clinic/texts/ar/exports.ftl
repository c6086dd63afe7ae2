### Exports: files of many records, made in the background.

exports-title = التصدير
exports-text = تُعدّ ملفات السجلات الكثيرة في الخلفية. لا يحصل غيرك على ما طلبته، وذلك لمدة { $hours } ساعة، ويُسجَّل تصدير كل سجل فيها.
exports-new = تصدير جديد
exports-what = المحتوى
exports-format = الصيغة
exports-from = من
exports-to = حتى
exports-span-hint = للمواعيد والمعاملات فقط. إن تُرك فارغًا، فالكل.
exports-mark = تمييز CSV بعلامة UTF-8
exports-mark-hint = للجداول القديمة التي تعرض الأسماء خطأً.
exports-guarded = النص الذي قد يعدّه برنامج الجداول معادلةً تسبقه فاصلة عليا، ويزيلها الاستيراد.
exports-request = إعداد الملف
exports-requested = الملف قيد الإعداد
exports-discarded = أُزيل
exports-requested-at = وقت الطلب
exports-expires-at = متاح حتى
exports-none = لا تصدير
exports-none-text = اختر أعلاه ما تحتاجه في ملف.
exports-records =
    { $count ->
        [zero] لا سجلات
        [one] سجل واحد
        [two] سجلان
        [few] { $count } سجلات
        [many] { $count } سجلًا
       *[other] { $count } سجل
    }
exports-kind-patients = المرضى
exports-kind-contacts = كل جهات الاتصال
exports-kind-appointments = المواعيد
exports-kind-transactions = المعاملات
exports-format-csv = CSV
exports-format-xlsx = جدول بيانات (XLSX)
exports-format-jsonl = أسطر JSON
exports-status-waiting = في الانتظار
exports-status-running = قيد الإعداد
exports-status-ready = جاهز
exports-status-failed = فشل
exports-status-discarded = أُزيل
exports-status-expired = انتهت مدته
exports-failure-not-allowed = لم يعد مسموحًا لك بتصدير هذا.
exports-failure-too-large = المحتوى أكثر مما يسعه ملف كهذا. اختر صيغة أخرى أو أيامًا أقل.
exports-failure-gave-up = انقطعت عدة محاولات. اطلب مجددًا أو أخبر من يدير البرنامج.
exports-column-id = المعرف
exports-column-active = نشط
exports-column-created-at = أُنشئ في
exports-column-updated-at = عُدّل في
exports-column-patient-id = معرف المريض
exports-column-provider-id = معرف الطبيب
exports-column-provider = الطبيب
exports-column-room = الغرفة
exports-column-starts-at = يبدأ في
exports-column-ends-at = ينتهي في
exports-column-preparation = التحضير
exports-column-billing-code = رمز الفوترة
exports-column-cost = التكلفة
exports-column-estimated-cost = التكلفة المقدرة
exports-column-currency = العملة
exports-column-priority = أولوية
exports-column-follow-up = يحتاج متابعة
exports-column-cancel-reason = سبب الإلغاء
exports-column-of = يصحّح أو يردّ
exports-column-contact-id = معرف جهة الاتصال
exports-column-visit-id = معرف الزيارة
exports-column-visit-at = الزيارة
exports-column-effect = يغيّر المستحق بمقدار
exports-column-left = المتبقي
exports-column-service-id = معرف الخدمة
exports-column-fee = رسم عن
exports-column-receipt-required = الإيصال مطلوب
exports-column-receipt-number = رقم الإيصال
exports-column-receipt-issued-at = صدر الإيصال في
exports-column-created-by = كتبها
