### Imports: files of many people and visits, looked at, brought in and taken back.

imports-title = الاستيراد
imports-text = جداول أشخاص أو مواعيد أو معاملات بصيغة CSV أو جدول بيانات (XLSX)، واحد في كل صف. تُكتشف طريقة كتابة الملف ومحتوى الأعمدة تلقائيًا، ولا يُحفظ شيء قبل موافقتك. ويمكن التراجع عن الاستيراد.
imports-new = استيراد جديد
imports-what = المحتوى
imports-file-hint = CSV أو XLSX، حتى { $max } ميغابايت.
imports-upload = رفع وفحص
imports-none = لا عمليات استيراد
imports-none-text = ارفع جدولًا أعلاه. يُفحص فقط حتى تستورده.
imports-nameless = ملف بلا اسم
imports-uploaded-at = رُفع في
imports-came-in = استُورد
imports-left-out = تُرك
imports-rows = الصفوف
imports-readable = قابلة للاستيراد
imports-problems = غير قابلة
imports-warnings = عُدّل أثناء القراءة
imports-taken-back = تُراجع عنها
imports-kept = بقيت
imports-kept-text = عُدّلت أو كُتب عنها شيء منذ استيرادها.
imports-line = الصف { $line }
imports-found = ما وُجد
imports-comes-in = يُستورد
imports-map = الأعمدة وطريقة كتابة الملف
imports-check-again = فحص من جديد
imports-skip = ترك الصفوف التي فيها مشكلات
imports-skip-hint = بدون هذا تمنع استيراد غيرها.
imports-undo = التراجع عن الاستيراد
imports-undo-text = ينتقل كل ما لم يتغير منذ استيراده إلى سلة المحذوفات، وتُصحَّح المعاملات بأسطر أخرى. وما عُدّل يبقى ويُدرج.
imports-discard = إهمال
imports-discarded = أُهمل
imports-kind-patients = المرضى
imports-kind-contacts = جهات اتصال أخرى
imports-kind-appointments = المواعيد
imports-kind-transactions = المعاملات
imports-status-uploading = قيد الوصول
imports-status-waiting = قيد الفحص
imports-status-unreadable = لا يُقرأ
imports-status-checked = فُحص
imports-status-committing = قيد الاستيراد
imports-status-done = استُورد
imports-status-undoing = قيد التراجع
imports-status-undone = تُراجع عنه
imports-status-discarded = أُهمل
imports-commit =
    { $count ->
        [zero] لا صفوف للاستيراد
        [one] استيراد صف واحد
        [two] استيراد صفين
        [few] استيراد { $count } صفوف
        [many] استيراد { $count } صفًا
       *[other] استيراد { $count } صف
    }
imports-target-external-id = معرف خارجي
imports-target-mrn = رقم الملف
imports-target-full-name = الاسم الكامل
imports-target-given-name = الاسم الأول
imports-target-middle-name = الاسم الأوسط
imports-target-family-name = اسم العائلة
imports-target-date-of-birth = تاريخ الميلاد
imports-target-deceased-on = تاريخ الوفاة
imports-target-sex = الجنس
imports-target-phone = الهاتف
imports-target-email = البريد الإلكتروني
imports-target-address = العنوان
imports-target-city = المدينة
imports-target-region = المنطقة
imports-target-postal-code = الرمز البريدي
imports-target-country = الدولة
imports-target-language = اللغة
imports-target-notes = ملاحظات
imports-target-date = التاريخ
imports-target-time = الوقت
imports-target-starts-at = البداية، اليوم والوقت
imports-target-ends-at = النهاية
imports-target-duration = الدقائق
imports-target-patient-number = رقم المريض
imports-target-provider = الطبيب
imports-target-service = الخدمة
imports-target-room = الغرفة
imports-target-kind = النوع
imports-target-status = الحالة
imports-target-reason = السبب
imports-target-method = طريقة الدفع
imports-target-amount = المبلغ
imports-target-currency = العملة
imports-target-tax = الضريبة المتضمنة
imports-target-note = ملاحظة
imports-target-billing-code = رمز الفوترة
imports-target-invoice-number = رقم الفاتورة
