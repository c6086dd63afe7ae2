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
message-status-failed = فشلت
message-status-dead = أُوقفت المحاولة
message-status-withheld = لم تُرسل
message-withheld-unknown = لا حساب بهذا الهاتف واسم المستخدم
message-withheld-blocked = الحساب محظور
message-withheld-country = العيادة لا ترسل إلى هذا البلد
message-withheld-too-many = رموز كثيرة مؤخرًا
message-appointment-reminder = { $clinic }: { $given_name }، موعدك يوم { $date } الساعة { $time }. أجب C للتأكيد، X للإلغاء، STOP لإيقاف الرسائل.
message-waitlist-offer = { $clinic }: { $given_name }، هناك وقت شاغر يوم { $date } الساعة { $time }. محفوظ لك حتى { $until }. نعم أو لا: { $link }
message-invoice-reminder = { $clinic }: { $given_name }، كان يجب دفع الفاتورة { $number } حتى { $date }. المتبقي { $amount }. إن كنت قد دفعت فلا تلتفت إلى هذه الرسالة.
message-appointment-reminder-email = مرحبًا { $given_name }،

    موعدك في { $clinic } يوم { $date } الساعة { $time }.

    إن لم تتمكن من الحضور فاتصل بنا من فضلك.

    { $clinic }
message-appointment-confirmation = { $clinic }: { $given_name }، حُجز موعدك يوم { $date } الساعة { $time }.
message-appointment-cancelled = { $clinic }: { $given_name }، أُلغي موعدك يوم { $date } الساعة { $time }.
message-series-confirmation = { $clinic }: { $given_name }، حُجزت مواعيدك وعددها { $count }، أقربها يوم { $date } الساعة { $time }.
message-series-cancelled = { $clinic }: { $given_name }، أُلغيت مواعيدك ابتداءً من { $date } الساعة { $time } وعددها { $count }.
message-subject-reminder = { $clinic }: موعدك يوم { $date }
message-subject-confirmation = { $clinic }: حُجز موعد
message-subject-cancelled = { $clinic }: أُلغي موعد
message-subject-test = { $name }: تجربة
message-kind-series-confirmation = تأكيد سلسلة
message-kind-series-cancelled = إلغاء سلسلة
message-way = بواسطة
message-way-sms = رسالة نصية
message-way-email = بريد إلكتروني
message-test-message = { $name }: هذه رسالة تجريبية. الرسائل تصل.
message-any = الكل
message-retry = حاول مجددًا
message-retry-all = إعادة محاولة كل ما تُرك
message-retried = ستُعاد المحاولة.
message-test-queued = الرسالة التجريبية في الطريق.
message-replies = الردود
message-from = من
message-meaning = المعنى
message-meaning-stop = لا يريد رسائل بعد الآن
message-meaning-start = يريد الرسائل من جديد
message-meaning-confirmed = مؤكد
message-meaning-cancelled = ملغى
message-meaning-too-late = أراد الإلغاء متأخرًا
message-meaning-other = للقراءة
message-answer-confirmed = مؤكد
message-answer-cancelled = ملغى
message-status-console = كانت سترسل
message-figure-delivered = سُلّمت في آخر 30 يومًا: { $number }
message-figure-undelivered = لم تُسلّم: { $number }
message-figure-dead = تُركت: { $number }
message-figure-segments = المقاطع المرسلة هذا الشهر: { $number }
message-figure-budget = { $number }٪ من الميزانية
message-kind-appointment-reminder = تذكير
message-kind-appointment-confirmation = تأكيد
message-kind-appointment-cancelled = إلغاء
message-kind-waitlist-offer = عرض موعد شاغر
message-kind-result-released = صدور نتيجة
message-kind-invoice-reminder = تذكير بفاتورة
message-subject-invoice-reminder = { $clinic }: الفاتورة { $number }
message-kind-from-clinic = رسالة من العيادة
message-subject-from-clinic = { $clinic }: رسالة لك
message-kind-test-message = تجربة
message-withheld-expired = فات وقتها
message-withheld-appointment-changed = نُقل الموعد أو أُلغي
message-withheld-opted-out = هذا الرقم لا يريد رسائل
message-withheld-no-consent = المريض لا يريد مثل هذه الرسائل

### How the clinic sends.

messaging-title = إرسال الرسائل
messaging-about = من ينقل رسائل العيادة، وبماذا يُخبَر المرضى ومتى يُذكَّرون، وما يجوز إنفاقه. من دون ناقل تبقى الرسائل في صندوق الصادر وتُقرأ هناك.
messaging-group-carrier = الناقل
messaging-callback = يخبر الناقل بمصير الرسائل ويحضر الردود على هذا العنوان:
messaging-provider = الناقل
messaging-provider-hint = يسري الاختيار من الرسالة التالية.
messaging-provider-console = لا أحد: تبقى الرسائل في صندوق الصادر
messaging-account-sid = معرّف الحساب SID
messaging-auth-token = رمز التوثيق
messaging-auth-token-kept = الرمز محفوظ ولا يُعرض أبدًا. اتركه فارغًا للإبقاء عليه.
messaging-auth-token-none = يُحفظ مختومًا ولا يُعرض مرة أخرى.
messaging-service-sid = معرّف خدمة الرسائل SID
messaging-service-sid-hint = هو المعتمد إذا أُعطي معه رقم أيضًا.
messaging-from-number = رقم المرسل
messaging-group-mail = البريد الإلكتروني
messaging-mail-about = من يفضّل البريد الإلكتروني تصله فيه التذكيرات والتأكيدات والإلغاءات. أما الرموز فتُرسل دائمًا برسالة نصية.
messaging-mail = خادم البريد
messaging-mail-console = لا أحد: تبقى الرسائل في صندوق الصادر
messaging-mail-smtp = خادم للعيادة عبر SMTP
messaging-mail-sender = المرسل
messaging-mail-sender-hint = العنوان الذي يراه المرضى.
messaging-mail-host = الخادم
messaging-mail-port = المنفذ
messaging-mail-security = التشفير
messaging-mail-security-hint = المعتاد 465 مع TLS من البداية، و587 مع STARTTLS.
messaging-mail-tls = TLS من البداية
messaging-mail-starttls = STARTTLS، وإلا فلا يُرسل شيء
messaging-mail-plain = بلا: لخادم على الجهاز نفسه
messaging-mail-user = المستخدم
messaging-mail-password = كلمة المرور
messaging-mail-password-kept = كلمة المرور محفوظة ولا تُعرض أبدًا. اتركها فارغة للإبقاء عليها؛ وتُطلب من جديد لخادم أو مستخدم آخر.
messaging-mail-password-none = تُحفظ مختومة ولا تُعرض مرة أخرى.
messaging-group-told = ما يُخبَر به المرضى فورًا
messaging-confirmations = حجز موعد أو نقله
messaging-confirmations-hint = بعد دقيقة، كي لا يُخبَر بما يُتراجع عنه فورًا. ولا يُرسل شيء لمن يحضر بلا موعد.
messaging-cancellations = إلغاء موعد
messaging-group-reminders = التذكيرات
messaging-reminders = تذكير المرضى بمواعيدهم
messaging-reminders-hint = من لا يريد ذلك لا يُذكَّر.
messaging-offsets = الساعات قبل الموعد
messaging-offsets-hint = خمس على الأكثر تفصل بينها فواصل: 48, 24. الرقم 24 يعني الساعة نفسها من اليوم السابق.
messaging-quiet-from = الهدوء من
messaging-quiet-until = الهدوء حتى
messaging-quiet-hint = التذكير الذي يقع في ساعات الهدوء يُرسل قبل بدئها بربع ساعة.
messaging-cancel-hours = الساعات التي يُقبل حتى قبلها الإلغاء بالرد
messaging-cancel-hours-hint = بعد ذلك على المريض أن يتصل.
messaging-group-budget = الميزانية
messaging-monthly-segments = المقاطع في الشهر
messaging-monthly-segments-hint = 0 بلا حد. عند نفادها تنتظر الرسائل النصية ما عدا الرموز، ولا يُحسب البريد.
messaging-thousand-cost = كلفة 1000 مقطع
messaging-thousand-cost-hint = بأصغر وحدة من العملة، كالقرش.
messaging-trial = تجربة
messaging-trial-recipient = رقم هاتف أو عنوان بريد إلكتروني
messaging-trial-hint = تُرسل إليه رسالة لا تقول شيئًا.
messaging-trial-send = إرسال رسالة تجريبية

### What messages say.

wording-title = نصوص الرسائل
wording-about = ما يقرؤه المرضى بكل لغة. أما الرموز وما يحمي الحسابات فيصوغها البرنامج.
wording-appointment-reminder = تذكير
wording-appointment-reminder-email = تذكير بالبريد الإلكتروني
wording-appointment-confirmation = تأكيد
wording-appointment-cancelled = إلغاء
wording-series-confirmation = تأكيد سلسلة
wording-series-cancelled = إلغاء سلسلة
wording-waitlist-offer = عرض لقائمة الانتظار
wording-invoice-reminder = تذكير بفاتورة
wording-whose = لمن
wording-usual = النص الأصلي
wording-own = نص العيادة
wording-sample = كيف تظهر
wording-segments = المقاطع
wording-segments-of =
    { $count ->
        [zero] لا مقاطع
        [one] مقطع واحد
        [two] مقطعان
        [few] { $count } مقاطع
        [many] { $count } مقطعًا
       *[other] { $count } مقطع
    }
wording-units =
    { $count ->
        [zero] لا وحدات
        [one] وحدة واحدة
        [two] وحدتان
        [few] { $count } وحدات
        [many] { $count } وحدة
       *[other] { $count } وحدة
    }
wording-thousand-cost = كلفة 1000 رسالة منها نحو
wording-places = تُملأ هذه المواضع:
wording-look = اعرض كيف تظهر
wording-restore = العودة إلى النص الأصلي
wording-unknown-place = لا شيء معروف يوضع في { "{" }{ $place }{ "}" }.
wording-too-long = { $most } حرفًا على الأكثر.
wording-sample-name = منى
message-result-released = { $clinic }: لديك جديد للقراءة. سجّل الدخول إلى صفحات المرضى في العيادة.
