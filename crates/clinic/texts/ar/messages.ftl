### Messages: their words, and the outbox.

message-one-time-code = { $code } هو رمزك في { $name }. صالح لمدة 5 دقائق. لن يطلبه منك أحد من العيادة.
message-sign-in-phone-changed = { $name }: تغيّر هاتف الدخول الخاص بك إلى رقم آخر. إن لم تكن أنت فاتصل بالعيادة الآن.
message-activation-code-issued = { $name }: طُبع رمز دخول لك في الاستقبال. إن لم تطلبه فاتصل بالعيادة الآن.
message-title = الرسائل
message-outbox-text = لم يُعدّ مزوّد رسائل: تنتظر الرسائل هنا ويمكنك قراءتها للمريض. الأحدث أولًا.
message-none = لا رسائل بعد
message-none-text = تظهر هنا رموز دخول المرضى والرسائل الأخرى.
message-text = النص
message-kind-one-time-code = رمز الدخول
message-kind-sign-in-phone-changed = تغيّر الهاتف
message-kind-activation-code-issued = طُبع رمز
message-status-queued = قيد الانتظار
message-status-sending = قيد الإرسال
message-status-sent = أُرسلت
message-status-delivered = وصلت
message-status-undelivered = لم تصل
message-status-failed = فشلت، ستُعاد المحاولة
message-status-dead = أُوقفت المحاولة
message-status-withheld = لم تُرسل
message-withheld-unknown = لا حساب بهذا الهاتف واسم المستخدم
message-withheld-blocked = الحساب محظور
message-withheld-country = العيادة لا ترسل إلى هذا البلد
message-withheld-too-many = رموز كثيرة مؤخرًا
