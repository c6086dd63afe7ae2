### Where those who host the clinics work.

platform-title = المنصة
platform-clock = الوقت
platform-clinics = العيادات
platform-clinic = العيادة
platform-support = الدعم
platform-record = السجل
platform-account = حسابي
platform-for-operators = للمشغّلين
platform-for-operators-text = من يستضيفون العيادات يسجّلون الدخول هنا.
platform-sign-in-title = دخول المشغّلين
platform-sign-in-text = كلمة مرور، ثم رمز من تطبيق المصادقة.
platform-sign-in-failed = الاسم أو كلمة المرور غير صحيحة.
platform-operator-name = المشغّل
platform-forgot = فقدت كلمة المرور أو تطبيق المصادقة؟ من لديه سطر الأوامر ينشئ لك رابطًا جديدًا.
platform-second-lost = فقدت هاتفك؟ استخدم رمزًا من الورق، أو اطلب رابطًا جديدًا.
platform-set-up-text = لا يدخل أي مشغّل من دونه. يستغرق الأمر دقيقة.
platform-welcome-text = اختر كلمة مرور لن يعرفها أحد سواك. ثم تُعدّ تطبيق المصادقة، فليكن هاتفك جاهزًا.
platform-new-clinic = عيادة جديدة
platform-create = إنشاء العيادة
platform-search = الاسم أو الاسم المختصر أو العنوان
platform-no-clinics = لا عيادات بعد
platform-no-clinics-text = لكل عيادة عنوان ومساحة في قاعدة البيانات ومفتاح خاص بها.
platform-none-found = لم يُعثر على عيادة
platform-none-found-text = جرّب جزءًا من اسمها أو عنوانها.
platform-slug = الاسم المختصر
platform-slug-hint = أحرف لاتينية صغيرة وأرقام وشرطات. لا يمكن تغييره لاحقًا.
platform-address = العنوان
platform-addresses = العناوين
platform-new-address = عنوان جديد
platform-address-hint = اسم مضيف مثل north.example.org، من دون https ولا منفذ.
platform-no-addresses = لا يمكن لأحد الوصول إلى هذه العيادة: ليس لها عنوان.
platform-schema = الجداول
platform-created = أُنشئت في
platform-status-active = نشطة
platform-status-suspended = موقوفة
platform-status-provisioning = غير مكتملة
platform-count =
    { $count ->
         [zero] لا عيادات
         [one] عيادة واحدة
         [two] عيادتان
         [few] { $count } عيادات
         [many] { $count } عيادة
        *[other] { $count } عيادة
    }
platform-place = المكان
platform-region = البلد
platform-region-hint = حرفان مثل EG: لقراءة أرقام الهاتف.
platform-time-zone = المنطقة الزمنية
platform-time-zone-hint = مثل Africa/Cairo
platform-currency = العملة
platform-currency-hint = ثلاثة أحرف مثل EGP
platform-administrator = المدير الأول
platform-administrator-hint = يحصل على رابط يختار به كلمة مرور.
platform-administrator-text = ما دام لا أحد يعمل في هذه العيادة بعد، يمكن هنا إنشاء رابط لمديرها الأول. بعد ذلك تدعو العيادة موظفيها بنفسها.
platform-invitation-title = العيادة جاهزة
platform-invitation-text = سلّم هذا الرابط إلى المدير الأول. يظهر الآن ولا يظهر ثانية، ويصلح مرة واحدة.
platform-suspend = إيقاف
platform-suspend-text = يُمنع الجميع من هذه العيادة فورًا، حتى موظفوها. لا يُحذف شيء.
platform-type-slug = اكتب { $slug } للتأكيد
platform-suspended = أُوقفت العيادة.
platform-resume = استئناف
platform-resume-text = تُفتح العيادة من جديد كما كانت.
platform-resumed = العيادة مفتوحة من جديد.
platform-address-added = أُضيف العنوان.
platform-address-removed = أُزيل العنوان.
platform-support-text = العيادات التي تسمح للمشغّلين بالاطلاع الآن. كل دخول يُسجَّل لدى العيادة ولديكم.
platform-no-offers = لا عيادة تسمح بالاطلاع
platform-no-offers-text = يمنحه مدير العيادة من الإدارة، الدعم.
platform-offer-until = حتى
platform-why = سبب دخولك
platform-why-hint = ستقرأ العيادة هذا.
platform-ask = اطلب تذكرة
platform-ticket-title = تذكرة
platform-ticket = تذكرة إلى { $clinic }
platform-ticket-text =
    { $count ->
         [zero] انتهت صلاحيتها.
         [one] تصلح مرة واحدة، لثانية واحدة.
         [two] تصلح مرة واحدة، لثانيتين.
         [few] تصلح مرة واحدة، لمدة { $count } ثوانٍ.
         [many] تصلح مرة واحدة، لمدة { $count } ثانية.
        *[other] تصلح مرة واحدة، لمدة { $count } ثانية.
    }
platform-ticket-go = الذهاب إلى العيادة
platform-record-text = كل ما فعله المشغّلون وكل محاولة. لا يمكن إلا الإضافة إليه.
platform-actor-operator = المشغّل
platform-actor-host = سطر الأوامر
platform-actor-clinic = العيادة
platform-actor-visitor = زائر

## What was done

deed-show-password = إدخال كلمة المرور
deed-show-code = إدخال العامل الثاني
deed-sign-out = تسجيل الخروج
deed-confirm = تأكيد الهوية
deed-choose-password = اختيار كلمة المرور بالرابط
deed-change-password = تغيير كلمة المرور
deed-set-up-authenticator = إعداد تطبيق المصادقة
deed-renew-recovery-codes = رموز ورقية جديدة
deed-end-session = إنهاء جلسة
deed-add-operator = إضافة مشغّل
deed-reset-operator = إعادة ضبط مشغّل
deed-suspend-operator = إيقاف مشغّل
deed-resume-operator = إعادة مشغّل
deed-create-clinic = إنشاء عيادة
deed-invite-administrator = دعوة المدير الأول
deed-suspend-clinic = إيقاف عيادة
deed-resume-clinic = استئناف عيادة
deed-add-address = إضافة عنوان
deed-remove-address = إزالة عنوان
deed-grant-support = العيادة تسمح بالاطلاع
deed-revoke-support = العيادة تلغي السماح
deed-ask-for-support = طلب تذكرة
deed-enter-support = دخول عيادة
deed-leave-support = مغادرة عيادة
