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
