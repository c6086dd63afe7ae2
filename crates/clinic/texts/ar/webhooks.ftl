### خطافات الويب الصادرة: من يُبلَّغ بما يحدث، وهل وصله.

webhooks-title = خطافات الويب
webhooks-one = خطاف ويب
webhooks-about = يُستدعى برنامج آخر عندما يحدث شيء هنا. يعرف ما حدث ولأي سجل بالمعرّفات وحدها، ويطلب الباقي بصلاحية خاصة به.
webhooks-none = لا أحد يُبلَّغ بشيء
webhooks-none-text = البرنامج الذي يريد أن يعرف متى يُحجز موعد لا يحتاج إلى السؤال مرة بعد مرة: يُستدعى.
webhooks-new = خطاف ويب جديد
webhooks-make = إنشاء
webhooks-receiver = المستقبِل
webhooks-url = العنوان
webhooks-url-hint = يبدأ بـ https. لا تُتبع إعادة التوجيه.
webhooks-description = الغرض منه
webhooks-enabled = استدعاء هذا العنوان
webhooks-enabled-hint = ما دام متوقفًا لا يُدوَّن له شيء مما يحدث.
webhooks-types = ما يُبلَّغ به
webhooks-types-count =
    { $count ->
         [zero] لا أنواع من الأحداث
         [one] نوع واحد من الأحداث
         [two] نوعان من الأحداث
         [few] { $count } أنواع من الأحداث
         [many] { $count } نوعًا من الأحداث
        *[other] { $count } نوع من الأحداث
    }
webhooks-state-on = يعمل
webhooks-state-off = متوقف
webhooks-state-failing = لا يصل
webhooks-state-stopped = أُوقف
webhooks-stopped-gone = أجاب المستقبِل بأنه لم يعد موجودًا، فلم يعد يُستدعى. تحقق من العنوان ثم شغّله من جديد.
webhooks-stopped-failing = لم يصل أي استدعاء منذ خمسة أيام، فلم يعد يُستدعى. ابحث عن السبب ثم شغّله من جديد.
webhooks-failing-since = لم يصل أي استدعاء منذ { $when }. تُعاد المحاولة على فترات تطول.
webhooks-change = تعديل
webhooks-secret = المفتاح السري
webhooks-secret-once = سلّمه إلى المستقبِل الآن: لن يُعرض مرة أخرى. كل استدعاء يُوقَّع به.
webhooks-rotate = إنشاء مفتاح سري آخر
webhooks-rotate-text = يظل المفتاح الحالي يوقّع مدة 24 ساعة حتى يتسنى للمستقبِل التغيير.
webhooks-both-sign = المفتاح السابق يوقّع أيضًا حتى { $when }.
webhooks-ping = إرسال تجربة
webhooks-delete = حذف خطاف الويب هذا
webhooks-delete-text = لن يُستدعى بعد الآن، ويُنسى ما أُبلغ به.
webhooks-deleted = حُذف خطاف الويب
webhooks-deliveries = الاستدعاءات
webhooks-deliveries-about = لآخر 30 يومًا. يُعاد إبلاغ كل حدث مدة ثلاثة أيام حتى يجيب المستقبِل بأنه وصله.
webhooks-deliveries-none = لا استدعاءات بعد
webhooks-deliveries-none-text = سيُبلَّغ بما يحدث من الآن، أو بتجربة.
webhooks-event = الحدث
webhooks-attempts = المحاولات
webhooks-answer = الجواب
webhooks-took = { $number } مللي ثانية
webhooks-next = المحاولة التالية
webhooks-again = إعادة الإبلاغ
webhooks-told-soon = يجري الاستدعاء بعد لحظة
webhooks-status-waiting = في الانتظار
webhooks-status-delivered = وصل
webhooks-status-failed = تُرك
webhooks-error-unreachable = لا أحد هناك، أو الشهادة غير صالحة
webhooks-error-timed-out = لا جواب خلال 15 ثانية
webhooks-error-broken-off = انقطع الاتصال قبل الجواب
webhooks-error-out-of-reach = لا يجوز استدعاء هذا العنوان
webhooks-error-redirected = أحال إلى عنوان آخر
webhooks-error-refused = لم يُقبل
webhooks-error-gone = لم يعد موجودًا
webhooks-error-not-tried = كان متوقفًا مدة طويلة
