### خدمة الهوية التي تثق بها العيادة: ربطها وتسجيل الدخول من خلالها.

identity-title = خدمة الهوية
identity-about = يستطيع العاملون تسجيل الدخول، والبرامج الاتصال، بحسابات خدمة تثق بها العيادة.
identity-test = اختبارها
identity-findings = نتيجة الاختبار
identity-works = يعمل
identity-fails = لا يعمل
identity-step-keys = الوصف والمفاتيح.
identity-step-sign-in = تسجيل الدخول بالمتصفح.
identity-step-introspection = السؤال عن الرموز.
identity-works-keys =
    { $count ->
         [zero] تجيب الخدمة ولا تنشر أي مفتاح.
         [one] تجيب الخدمة وتنشر مفتاحًا واحدًا صالحًا للاستعمال.
         [two] تجيب الخدمة وتنشر مفتاحين صالحين للاستعمال.
         [few] تجيب الخدمة وتنشر { $count } مفاتيح صالحة للاستعمال.
         [many] تجيب الخدمة وتنشر { $count } مفتاحًا صالحًا للاستعمال.
        *[other] تجيب الخدمة وتنشر { $count } مفتاح صالح للاستعمال.
    }
identity-works-sign-in = تذكر الخدمة الصفحات اللازمة.
identity-works-introspection = تعرف الخدمة العميل وتجيب.
identity-trouble-address = لا يمكن الاتصال بهذا العنوان: يجب أن يبدأ بـ https وألا يؤدي إلى شبكة هذا الخادم نفسه.
identity-trouble-unreachable = لا اتصال: الاسم غير معروف، أو لا أحد يجيب، أو الشهادة غير صالحة.
identity-trouble-timed-out = لم يصل جواب خلال خمس ثوانٍ.
identity-trouble-status = أجابت الخدمة بالحالة { $what }.
identity-trouble-answer-too-large = الجواب أطول بكثير من اللازم.
identity-trouble-not-json = الجواب ليس بصيغة JSON المطلوبة.
identity-trouble-wrong-issuer = الوصف هناك يذكر جهة إصدار أخرى. أدخل جهة الإصدار كما تكتبها الخدمة تمامًا.
identity-trouble-missing = ينقص وصفَ الخدمة { $what }.
identity-trouble-no-keys = لا تنشر الخدمة أي مفتاح صالح للاستعمال.
identity-trouble-client = لا تقبل الخدمة معرّف العميل أو سرّه.
identity-trouble-busy = الأسئلة الجارية كثيرة جدًا. حاول بعد لحظة.

## الإعدادات

identity-group-service = الخدمة
identity-enabled = الثقة بهذه الخدمة
identity-label = الاسم الذي يراه العاملون
identity-label-hint = يظهر على زر الدخول، مثل «حساب المستشفى».
identity-issuer = جهة الإصدار
identity-issuer-hint = العنوان الذي تذكره رموزها، حرفًا بحرف.
identity-group-tokens = الرموز
identity-mode = كيف تُفحص الرموز
identity-mode-hint = بالمفاتيح لا تُسأل الخدمة عن كل رمز. وبسؤالها تعمل الرموز المبهمة أيضًا.
identity-mode-keys = بالمفاتيح التي تنشرها
identity-mode-introspection = بسؤال الخدمة
identity-audience = الجهة المقصودة
identity-audience-hint = لمن يجب أن تكون الرموز: اسم Praxis لدى الخدمة.
identity-token-type = نوع الرمز
identity-token-type-hint = النوع at+jwt أكثر أمانًا. اختر JWT إذا كانت الخدمة تكتبه على رموز الوصول.
identity-algorithms = التواقيع المقبولة
identity-group-claims = البيانات
identity-claims-hint = أين تكتب الخدمة كل شيء. يؤدي مسار مثل realm_access.roles إلى البيانات المتداخلة.
identity-clinic-claim = البيان الذي يسمّي العيادة
identity-clinic-value = ما يجب أن يقوله
identity-clinic-value-hint = إذا تُرك فارغًا: { $name }.
identity-username-claim = البيان الذي فيه اسم المستخدم
identity-name-claim = البيان الذي فيه اسم الشخص
identity-roles-claim = البيان الذي فيه الأدوار
identity-roles = ما تعنيه أدوارها هنا
identity-roles-hint = دور في كل سطر، مثل physician = doctor. الأدوار غير المذكورة هنا لا تعني شيئًا.
identity-group-client = ‏Praxis لدى الخدمة
identity-client-hint = لازم لتسجيل الدخول بالمتصفح وللسؤال عن الرموز.
identity-client-id = معرّف العميل
identity-client-secret = سرّ العميل
identity-client-secret-kept = السرّ محفوظ ولا يُعرض أبدًا. أدخل سرًا آخر ليحل محله.
identity-client-secret-none = يُحفظ مشفّرًا ولا يُعرض مرة أخرى.
identity-browser = يستطيع العاملون تسجيل الدخول هناك بالمتصفح
identity-scope = النطاقات
identity-scope-hint = ما يُطلب إضافةً إلى openid، وبينها مسافات.
identity-callback = سجّل هذا العنوان لدى الخدمة عنوانًا للعودة:
identity-group-newcomers = من يأتون لأول مرة
identity-provision = إضافتهم إلى العاملين
identity-provision-hint = بالأدوار التي تذكرها الخدمة، ومن دون كلمة مرور هنا.
identity-link-by-username = ربطهم بمن له اسم المستخدم نفسه
identity-link-hint = فقط إذا كان لا أحد يستطيع اختيار اسم المستخدم لنفسه لدى الخدمة.
identity-link-by-email = ربطهم بمن له عنوان البريد الإلكتروني نفسه
identity-link-by-email-hint = العناوين التي تحققت منها الخدمة فقط.
field-not-an-https-address = أدخل عنوانًا يبدأ بـ https وليس في شبكة هذا الخادم

## الأشخاص

identity-people = العاملون المرتبطون
identity-people-none = لم يُربط أحد بعد.
identity-subject = الاسم لدى الخدمة
identity-subject-hint = قيمة البيان «sub».
identity-remove = إزالة الربط
identity-removed = أُزيل الربط
identity-link = الربط يدويًا
identity-link-staff = العامل

## تسجيل الدخول

identity-sign-in = تسجيل الدخول بـ { $name }
identity-sign-in-plain = تسجيل الدخول بخدمة الهوية
identity-sign-in-failed = تعذّر تسجيل دخولك
identity-sign-in-lost = بدأ هذا الدخول في متصفح آخر أو قبل وقت طويل. ابدأ من جديد من فضلك.
identity-sign-in-refused = لم تؤكد خدمة الهوية هذا الدخول. ابدأ من جديد من فضلك.
identity-sign-in-unknown = تعرفك خدمة الهوية، لكن ليس لك دخول إلى هذه العيادة. يستطيع أحد مسؤولي العيادة منحك ذلك.
identity-sign-in-unavailable = لا يمكن الوصول إلى خدمة الهوية الآن. حاول بعد لحظة أو ادخل بكلمة مرورك.
