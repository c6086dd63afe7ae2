### Signing in, the landing page, staff.

accounts-login-title = دخول الموظفين
accounts-login-text = سجّل الدخول للعمل في { $name }.
accounts-username = اسم المستخدم
accounts-password = كلمة المرور
accounts-show-password = إظهار كلمة المرور
accounts-login-failed = اسم المستخدم أو كلمة المرور غير صحيحة.
accounts-signed-out = تم تسجيل خروجك.
accounts-session-ended = انتهت جلستك. سجّل الدخول لتتابع من حيث توقفت.
accounts-forgot = نسيت كلمة المرور؟ يمكن لمدير العيادة إعادة تعيينها.
accounts-passkey-use = استخدام مفتاح مرور
accounts-passkey-failed = لم ينجح ذلك. حاول مرة أخرى أو استخدم طريقة أخرى.
accounts-second-title = عامل التحقق الثاني
accounts-second-passkey-text = أكد بمفتاح المرور أو اكتب رمزًا أدناه.
accounts-code = الرمز
accounts-code-hint = الأرقام الستة التي يعرضها تطبيق المصادقة، أو أحد رموزك الورقية.
accounts-recovery-hint = أحد رموزك الورقية.
accounts-code-failed = هذا الرمز غير صحيح أو سبق استخدامه. انتظر الرمز التالي.
accounts-second-lost = فقدت هاتفك؟ استخدم رمزًا ورقيًا أو اسأل أحد مديري العيادة.
accounts-other-account = الدخول بحساب آخر
accounts-set-up-title = إعداد عامل تحقق ثانٍ
accounts-set-up-text = تطلب العيادة من دورك عامل تحقق ثانيًا إضافة إلى كلمة المرور. أعده الآن، فلن يستغرق سوى دقيقة.
accounts-expired-title = اختر كلمة مرور جديدة
accounts-expired-text = بلغت كلمة مرورك العمر الذي تسمح به العيادة. اختر كلمة جديدة ثم تابع.
accounts-current-password = كلمة المرور الحالية
accounts-choose-password = اختيار كلمة مرور
accounts-welcome-person = أهلًا { $name }
accounts-welcome-text = اختر كلمة مرور لـ { $name }. لن يعرفها أحد سواك.
accounts-password-rule = { $min } حرفًا على الأقل؛ بضع كلمات متتالية هي الأسهل.
accounts-password-set = تم حفظ كلمة المرور. ادخل بها الآن.
accounts-confirm-title = أكد هويتك
accounts-confirm-text = يتطلب هذا إثبات هوية لا يزيد عمره على خمس دقائق. لم يضع شيء مما كتبته.
accounts-confirm-go-on = تأكيد ومتابعة
accounts-patient-login = دخول المرضى
accounts-welcome = مرحبًا بكم في { $name }
accounts-landing-text = مواعيد العيادة وزياراتها وسجلاتها في مكان واحد.
accounts-landing-staff = للموظفين
accounts-landing-staff-text = لوحة اليوم والمرضى والسجلات.
accounts-landing-patient = للمرضى
accounts-landing-patient-text = مواعيدك وما كتبه طبيبك لك.
accounts-platform-title = براكسيس: عيادات كثيرة ويوم هادئ
accounts-platform-text = لكل عيادة عنوانها الخاص. افتح عنوان عيادتك لتسجيل الدخول.
accounts-platform-clinics = العيادات

## Staff

accounts-staff-title = الموظفون
accounts-register-staff = تسجيل موظف
accounts-register-reception = تسجيل موظف استقبال
accounts-display-name = الاسم الظاهر للآخرين
accounts-roles = الأدوار
accounts-role = الدور
accounts-new-password = كلمة مرور جديدة
accounts-password-hint = 12 حرفًا على الأقل؛ الأسهل بضع كلمات متتالية.
accounts-password-repeat = كلمة المرور مرة أخرى
accounts-password-mismatch = كلمتا المرور غير متطابقتين.
accounts-active = نشط
accounts-inactive = غير نشط
accounts-last-seen = آخر دخول
accounts-staff-registered = يمكن لـ { $name } تسجيل الدخول الآن.
accounts-staff-empty = لا موظفين مسجلين بعد.

## Last seen

accounts-never-seen = لم يدخل بعد

## One’s own account

accounts-account-title = حسابك
accounts-factor-needed = يتطلب دورك عامل تحقق ثانيًا قبل { $date }. أعد واحدًا أدناه.
accounts-password-change = تغيير كلمة المرور
accounts-password-change-text = تبقى مسجل الدخول هنا، ويُنهى دخولك في كل مكان آخر.
accounts-password-changed = تم تغيير كلمة المرور
accounts-preferences = التفضيلات
accounts-preferences-about = تُحفظ في هذا المتصفح. تسري لغة العيادة إلى أن تختار لغة.
accounts-password-about = كلمة المرور الجيدة تبقى جيدة. غيّرها إذا احتمل أن يعرفها غيرك.
accounts-authenticator = تطبيق المصادقة
accounts-authenticator-about = يعرض تطبيق على هاتفك رمزًا تكتبه بعد كلمة المرور.
accounts-authenticator-add = إعداد تطبيق مصادقة
accounts-authenticator-step-app = افتح تطبيق مصادقة على هاتفك، مثل Aegis أو FreeOTP أو Google Authenticator.
accounts-authenticator-step-scan = أضف حسابًا وامسح هذه الصورة.
accounts-authenticator-picture = رمز QR لتطبيق المصادقة
accounts-authenticator-type = لا يمكنك المسح؟ اكتب هذا المفتاح:
accounts-authenticator-step-code = الأرقام الستة التي يعرضها التطبيق الآن
accounts-authenticator-confirm = تفعيل
accounts-in-use = مفعّل
accounts-not-set-up = غير مُعد
accounts-remove = إزالة
accounts-factor-removed = أُزيل عامل التحقق الثاني
accounts-passkeys = مفاتيح المرور
accounts-passkeys-about = يفتح مفتاح المرور العيادة ببصمتك أو وجهك أو مفتاح أمان، من دون كلمة مرور.
accounts-passkey-add = إضافة مفتاح مرور
accounts-passkey-added = أُضيف مفتاح المرور
accounts-passkey-no-script = تحتاج مفاتيح المرور إلى جافاسكربت، أما تطبيق المصادقة فيعمل من دونها.
accounts-last-used = آخر استخدام { $at }
accounts-added = أُضيف { $at }
accounts-recovery-title = رموز ورقية
accounts-recovery-text = يدخلك كل رمز مرة واحدة إذا فُقد هاتفك. اطبعها أو انسخها الآن، فلن تُعرض مرة أخرى.
accounts-recovery-kept = احتفظت بها
accounts-recovery-about = ليوم يُفقد فيه هاتفك. الرموز الجديدة تحل محل كل القديمة.
accounts-recovery-new = إنشاء رموز جديدة
accounts-sessions-title = تسجيلات الدخول
accounts-sessions-none = لا يوجد في الوقت الحالي.
accounts-sessions-end-others = إنهاء الدخول في كل مكان آخر
accounts-sessions-end-all = إنهاء الدخول في كل مكان
accounts-session-closed = أُنهي الدخول هناك
accounts-sessions-closed = أُنهي الدخول
accounts-session-device = الجهاز
accounts-session-place = العنوان
accounts-session-method = الطريقة
accounts-session-began = منذ
accounts-session-active = آخر نشاط
accounts-session-this = هذا
accounts-session-end = إنهاء الدخول
accounts-session-unknown = جهاز غير معروف
method-password = كلمة المرور
method-password-and-code = كلمة المرور ورمز
method-password-and-passkey = كلمة المرور ومفتاح مرور
method-passkey = مفتاح مرور
method-code = رمز عبر الهاتف
method-activation-code = رمز تفعيل
method-identity-service = خدمة الهوية
method-unproved = من دون إثبات

## Emergency access

accounts-emergency-title = وصول طارئ
accounts-emergency-text = يمكنك قراءة السجلات السريرية مدة 30 دقيقة. يُسجَّل كل ما تفتحه على أنه عالي الخطورة، ويُبلَّغ المديرون الآخرون بذلك مع السبب الذي ذكرته.
accounts-emergency-reason = السبب
accounts-emergency-hint = ما الذي حدث ومن المعني به. 10 أحرف على الأقل.
accounts-emergency-begin = بدء الوصول الطارئ
accounts-emergency-banner = وصول طارئ حتى { $time }. يُسجَّل كل ما تفتحه على أنه عالي الخطورة.
accounts-emergency-end = إنهاؤه الآن
accounts-emergencies-title = وصول طارئ للمراجعة
accounts-emergency-own = يجب أن يراجعه مدير آخر.
accounts-emergency-seen = تمت المراجعة

## Administration

accounts-password-or-link = { $min } حرفًا على الأقل. اتركها فارغة لإنشاء رابط يختار به الشخص كلمته.
accounts-invited = مدعو
accounts-locked = مقفل في مكان ما
accounts-unlock = فك القفل
accounts-unlocked = فُك قفل الحساب
accounts-may-sign-in = يمكنه الدخول
accounts-own-roles = لا يمكنك تغيير أدوارك بنفسك. يستطيع ذلك مدير آخر.
accounts-effective = ما تسمح به هذه الأدوار مجتمعة
accounts-invite = إنشاء دعوة
accounts-invite-text = لم يختر هذا الشخص كلمة مرور بعد. أنشئ رابطًا وسلّمه إياه.
accounts-reset = إنشاء رابط لإعادة التعيين
accounts-reset-text = لمن نسي كلمة المرور. لن تعرف الكلمة الجديدة أبدًا.
accounts-link = الرابط
accounts-link-text = سلّم هذا الرابط إلى { $name } بنفسك لا عن طريق غيرك. يعمل مرة واحدة.
accounts-second-factors = عوامل التحقق الثانية
accounts-factors-admin-text = لمن فقد الهاتف والرموز. يُنهى دخوله في كل مكان ويعد عاملًا جديدًا.
accounts-factors-remove = إزالة كل عوامل التحقق الثانية
accounts-own-made-roles = أدوار من وضع العيادة
accounts-roles-none = لا أدوار خاصة بعد
accounts-roles-none-text = تكفي الأدوار الثمانية أدناه معظم العيادات. أنشئ دورًا خاصًا حين يحتاج أحد إلى مجموعة مختلفة.
accounts-role-new = دور جديد
accounts-role-name = اسم الدور
accounts-role-actions = ما يسمح به
accounts-role-holders = حامِلوه
accounts-role-matrix = ما يسمح به كل دور
accounts-role-delete = حذف هذا الدور
accounts-tokens-title = رموز الوصول
accounts-tokens-none = لا رموز وصول بعد
accounts-tokens-none-text = يدخل الجهاز أو البرنامج برمز خاص به ولا يفعل إلا ما يسمح به ذلك الرمز.
accounts-token = رمز الوصول
accounts-token-new = إنشاء رمز وصول
accounts-token-make = إنشاء الرمز
accounts-token-made = رمز الوصول لـ { $name }
accounts-token-once = انسخه الآن، فلن يُعرض مرة أخرى.
accounts-token-name = الغرض منه
accounts-token-name-hint = مثل: جهاز ضغط الدم في الغرفة 2.
accounts-token-days = أيام حتى انتهائه
accounts-token-days-hint = اتركه فارغًا لرمز يعمل حتى يُلغى.
accounts-token-scopes = ما يمكنه فعله
accounts-token-created = أُنشئ في
accounts-token-used = آخر استخدام
accounts-never-used = أبدًا
accounts-token-expires = ينتهي
accounts-token-never = أبدًا
accounts-token-revoke = إلغاء
accounts-token-revoked = أُلغي رمز الوصول
accounts-token-over = لم يعد صالحًا
scope-readings-write = إرسال القراءات
scope-readings-read = قراءة القياسات
scope-patients-read = قراءة بيانات المرضى
scope-patients-write = تسجيل المرضى وتعديل بياناتهم
scope-appointments-read = قراءة المواعيد
scope-appointments-write = حجز المواعيد ونقلها وإلغاؤها
scope-transactions-read = قراءة القيود والمدفوعات والمستحقات
scope-transactions-write = تسجيل القيود والمدفوعات وإصدار الإيصالات
scope-analytics-read = قراءة أرقام العيادة
accounts-policy-title = قواعد الدخول
accounts-policy-passwords = كلمات مرور العاملين
accounts-policy-min = أقصر طول مع عامل تحقق ثانٍ
accounts-policy-min-alone = أقصر طول من دون عامل تحقق ثانٍ
accounts-policy-age = أيام قبل وجوب التغيير
accounts-policy-age-hint = فارغ: أبدًا، كما تنصح NIST وOWASP. تشترط بعض العقود 90.
accounts-policy-history = كلمات سابقة لا يجوز تكرارها
accounts-policy-factor = عامل التحقق الثاني مطلوب من
accounts-policy-factor-hint = كل من له أحد هذه الأدوار يحتاج إلى تطبيق مصادقة أو مفتاح مرور.
accounts-policy-grace = أيام يُسمح فيها لحساب جديد بدونه
accounts-policy-grace-hint = ليتمكن أحدهم من إعداد العيادة في ساعتها الأولى. 0: من أول دخول.
accounts-policy-patients = المرضى
accounts-policy-sign-up = يمكن للمرضى تسجيل أنفسهم
accounts-policy-idle = دقائق الخمول قبل إنهاء دخول المريض
accounts-policy-countries = البلدان التي تُرسل إليها الرموز
accounts-policy-countries-hint = حرفان لكل بلد، مثل EG FR. فارغ: بلد العيادة.
accounts-policy-unproved = السماح للمرضى بالدخول برقم الهاتف واسم المستخدم فقط
accounts-policy-unproved-hint = غير آمن: يدخل كل من يعرفهما. لا يرى سوى أوقات المواعيد ولا شيء سريريًا.
accounts-policy-unproved-reason = سبب الحاجة إلى ذلك
accounts-policy-programs = البرامج في المتصفحات
accounts-policy-origins = المصادر المسموح لها باستدعاء API
accounts-policy-origins-hint = واحد في كل سطر، مثل https://app.example.org. فارغ: لا شيء.
accounts-link-hours =
    { $count ->
        [zero] يعمل أقل من ساعة.
        [one] يعمل ساعة واحدة.
        [two] يعمل ساعتين.
        [few] يعمل { $count } ساعات.
        [many] يعمل { $count } ساعة.
       *[other] يعمل { $count } ساعة.
    }
accounts-role-in-use =
    { $count ->
        [zero] لا يحمله أحد.
        [one] يحمله شخص واحد؛ انزعه منه لتحذفه.
        [two] يحمله شخصان؛ انزعه منهما لتحذفه.
        [few] يحمله { $count } أشخاص؛ انزعه منهم لتحذفه.
        [many] يحمله { $count } شخصًا؛ انزعه منهم لتحذفه.
       *[other] يحمله { $count } شخص؛ انزعه منهم لتحذفه.
    }

## Support and the platform

method-support-ticket = تذكرة دعم
