### What the clinic offers, everybody’s hours, and closed days.

## Services

schedule-services = الخدمات
schedule-service-new = خدمة جديدة
schedule-services-none = لا خدمات بعد
schedule-services-none-text = بدون خدمات يحجز الاستقبال حسب النوع والمدة. والخدمة تحدد أيضًا من يقدمها وأين ومن يمكنه حجزها.
schedule-what = ما هي
schedule-name-hint = كما يقرؤه المرضى.
schedule-duration = المدة
schedule-duration-minutes = المدة بالدقائق
schedule-price = السعر
schedule-who-books = من يمكنه حجزها
schedule-by-staff = الموظفون
schedule-by-patients = المرضى والموظفون
schedule-who-offers = من يقدمها
schedule-who-offers-hint = لا تختر أحدًا ليقدمها كل من يستقبل المرضى.
schedule-everybody = الجميع
schedule-where = أين وبماذا
schedule-needs-room = تحتاج إلى غرفة
schedule-rooms-hint = لا تختر أي غرفة لتصلح كل الغرف.
schedule-equipment = الأجهزة
schedule-equipment-hint = كل ما يلزم، مفصولًا بفواصل.
schedule-rules = القواعد
schedule-in-minutes = بالدقائق؛ لا يُحجز فيها شيء آخر.
schedule-buffer-before = وقت فارغ قبلها
schedule-buffer-after = وقت فارغ بعدها
schedule-lead = أقل مهلة بالدقائق
schedule-lead-hint = أقل مدة قبل البداية يمكن الحجز فيها.
schedule-horizon = أيام مقدمًا
schedule-horizon-hint = إلى أي مدى يمكن الحجز؛ اتركه فارغًا بلا حد.
schedule-step = بداية كل … دقيقة
schedule-step-hint = فارغ: الواحد تلو الآخر.
schedule-capacity = المقاعد
schedule-capacity-hint = أكثر من مقعد يجعلها جماعية.
schedule-position = الترتيب في القوائم
schedule-position-hint = الأرقام الصغيرة أولًا.
schedule-retire = إيقاف تقديمها
schedule-retire-text = ما حُجز يبقى محجوزًا. الخدمة التي أُوقفت لا تعود؛ أنشئ خدمة جديدة.
schedule-retired = لم تعد تُقدَّم

## Hours

schedule-hours = أوقات العمل
schedule-whose-hours = أوقات مَن
schedule-the-clinic = العيادة
schedule-week-now = الأسبوع
schedule-week-set = تحديد الأسبوع
schedule-usual-clinic = لم تُحدد أوقات: تُعدّ العيادة مفتوحة من الاثنين إلى الجمعة من 09:00 إلى 17:00.
schedule-usual-provider = لا أوقات خاصة: تسري أوقات العيادة.
schedule-usual-thing = لا أوقات خاصة: يمكن استخدامه في أي وقت.
schedule-since = من { $day }
schedule-until = حتى { $day }
schedule-closed-day = مغلق
schedule-day-hint = أوقات مثل 09:00–12:00، 13:00–17:00. الفارغ يعني مغلقًا.
schedule-starts-on = ابتداءً من هذا اليوم
schedule-starts-on-hint = حتى ذلك اليوم يستمر الأسبوع الحالي. الفارغ يستبدله فورًا.
schedule-copy-monday = نسخ الاثنين إلى كل الأيام
schedule-forget = العودة إلى الأوقات المعتادة
schedule-exceptions = أيام بعينها
schedule-exceptions-text = ما يسري في تاريخ معين بدل الأسبوع. أيام العيادة تسري على الجميع.
schedule-exceptions-none = لا يوم قادم يختلف.
schedule-exception-hours-hint = اترك الاثنين فارغين للإغلاق.
schedule-exception-add = إضافة اليوم
schedule-exception-added = أُضيف اليوم
schedule-exception-removed = عاد الأسبوع يسري في ذلك اليوم
schedule-note = ملاحظة
schedule-closures = أيام الإغلاق
schedule-closures-text = العطلات وما شابه: لا يُعرض أي موعد. ما حُجز يبقى محجوزًا.
schedule-closures-none = لا أيام إغلاق قادمة.
schedule-first-day = اليوم الأول
schedule-last-day = اليوم الأخير
schedule-closure-add = إغلاق هذه الأيام
schedule-closure-added = العيادة مغلقة في هذه الأيام
schedule-closure-removed = العيادة مفتوحة من جديد في هذه الأيام
schedule-own = أوقاتي
schedule-own-text = يحدد المسؤول الأسبوع. أما أيام غيابك أو أوقاتك المختلفة فتضيفها بنفسك.

## At the desk

schedule-outside-hours = خارج أوقات العمل: { $hours } في هذا اليوم.
schedule-no-hours = لا أوقات عمل في هذا اليوم.
schedule-is-closed = العيادة مغلقة في هذا اليوم: { $name }.
