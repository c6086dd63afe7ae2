### Support: an operator of the platform looks, by leave of the administrator.

support-title = الدعم
support-nav = الإعدادات
support-text = من يستضيفون Praxis لا يرون شيئًا من العيادة. إذا احتاجوا إلى الاطلاع للمساعدة فاسمح لهم هنا: لساعات قليلة، مع التسجيل، وللاطلاع فقط.
support-grants = أذونات الاطلاع
support-none = لم يُسمح لأحد
support-none-text = من سُمح له ولماذا وما اطلع عليه سيظهر هنا.
support-live-until = مفتوح حتى { $time }
support-was-revoked = أُلغي
support-over = انتهى
support-nobody-entered = لم يدخل أحد.
support-entered = دخل { $at }
support-asked = طلب { $at } ولم يدخل
support-ended = غادر { $at }
support-revoke = إنهاء فورًا
support-audit = كل ما فعله الدعم، في السجل
support-new = السماح بالاطلاع
support-reason-hint = ما الذي سيطلعون عليه ولماذا. لا تذكر اسم أي مريض.
support-scope = مقدار ما يرونه
support-scope-settings = الإعدادات فقط
support-scope-settings-text = الموظفون والقواعد وأسماء الرموز والغرف وخدمة الهوية. لا مرضى.
support-scope-patients = المرضى والمواعيد أيضًا
support-scope-patients-text = من هم المرضى ومتى يأتون. ليس ما كُتب عن صحتهم أبدًا.
support-hours = المدة
support-for-hours =
    { $count ->
         [zero] بلا مدة
         [one] ساعة واحدة
         [two] ساعتان
         [few] { $count } ساعات
         [many] { $count } ساعة
        *[other] { $count } ساعة
    }
support-grant = السماح
support-granted = يمكن للمشغّلين الاطلاع الآن.
support-revoked = انتهى الأمر؛ خرج من كان يطّلع.
support-enter-title = الاطلاع كدعم
support-enter-text = يمكنك الاطلاع حتى { $time }. كل ما تفتحه يُسجَّل لدى العيادة.
support-enter = دخول
support-ticket-over = انتهت هذه التذكرة: استُخدمت، أو مضى عليها أكثر من دقيقة، أو لم تعد العيادة تسمح. اطلب غيرها.
support-banner = الدعم يطّلع حتى { $time }. كل شيء مسجَّل.
support-leave = مغادرة
support-left-title = لقد غادرت
support-left-text = لم يعد شيء من العيادة مفتوحًا في هذا المتصفح. يمكنك إغلاق الصفحة.
support-settings = إعدادات العيادة
support-settings-text = للاطلاع. لا يغيّر شيئًا إلا أهل العيادة.
support-rooms = الغرف
