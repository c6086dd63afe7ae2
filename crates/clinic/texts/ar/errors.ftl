### Errors as people read them. error-CODE-title and error-CODE-detail follow the codes of the API,
### field-CODE stands beside the field. They never say whether a thing of another clinic exists.

error-not-found-title = غير موجود
error-not-found-detail = هذه الصفحة أو السجل غير موجود، أو ليس لديك صلاحية رؤيته.
error-forbidden-title = غير مسموح
error-forbidden-detail = دورك لا يسمح بذلك. يمكن لمدير العيادة تغيير الصلاحية.
error-unauthenticated-title = يرجى تسجيل الدخول
error-unauthenticated-detail = لم تسجّل الدخول أو انتهت جلستك.
error-second-factor-required-title = يلزم عامل تحقق ثانٍ
error-second-factor-required-detail = كلمة المرور صحيحة. أدخل عامل التحقق الثاني أيضًا.
error-second-factor-missing-title = أعد عامل تحقق ثانيًا أولًا
error-second-factor-missing-detail = تطلب العيادة من دورك عامل تحقق ثانيًا. أعد واحدًا ثم تابع.
error-password-expired-title = انتهت صلاحية كلمة المرور
error-password-expired-detail = اختر كلمة مرور جديدة ثم تابع.
error-reauthentication-required-title = أكد هويتك
error-reauthentication-required-detail = يتطلب هذا إثبات هوية لا يزيد عمره على خمس دقائق. أكد بكلمة المرور ثم أعد المحاولة.
error-invalid-title = بعض البيانات تحتاج إلى تصحيح
error-invalid-detail = لم يُحفظ شيء بعد. صحّح الحقول المشار إليها وأرسل مرة أخرى.
error-conflict-title = يتعارض هذا مع شيء آخر
error-conflict-detail = التغيير لا يتوافق مع الحالة الراهنة. أعد تحميل الصفحة وتحقق.
error-slot-taken-title = هذا الوقت محجوز
error-slot-taken-detail = الطبيب أو الغرفة أو المعدات محجوزة في هذا الوقت. اختر وقتًا آخر.
error-stale-version-title = غيّره شخص آخر
error-stale-version-detail = تم التغيير بعد أن فتحته. قارن بالإصدار الحالي قبل الحفظ.
error-busy-title = الخدمة مشغولة الآن
error-busy-detail = الخدمة غير متاحة مؤقتًا. حاول بعد قليل.
error-internal-title = حدث خطأ ما
error-internal-detail = الخطأ من جانبنا وقد سُجّل. حاول مرة أخرى، وإن تكرر فأبلغنا بالرقم المرجعي.
error-uri-too-long-title = العنوان طويل جدًا
error-uri-too-long-detail = اختصر العنوان المطلوب ثم حاول مرة أخرى.
error-slow-body-title = استغرق وصول الطلب وقتًا طويلًا
error-slow-body-detail = تحقّق من اتصالك ثم أرسله مرة أخرى.
error-rate-limited-title = طلبات كثيرة جدًا
error-rate-limited-detail = انتظر قليلًا ثم حاول مرة أخرى.
error-too-large-title = الحجم كبير جدًا
error-too-large-detail = ما أُرسل يتجاوز الحجم المسموح به.
error-malformed-title = غير مقروء
error-malformed-detail = تعذّرت قراءة الطلب.
error-unsupported-media-title = صيغة غير مدعومة
error-unsupported-media-detail = لا يمكن قراءة هذا النوع من المحتوى هنا.
error-method-not-allowed-title = غير ممكن بهذه الطريقة
error-method-not-allowed-detail = هذا العنوان لا يقبل هذه الطريقة.
error-csrf-title = انتهت صلاحية النموذج
error-csrf-detail = ارجع وأعد تحميل الصفحة ثم أرسل النموذج مرة أخرى.
error-duplicate-email-title = البريد الإلكتروني مستخدم
error-duplicate-email-detail = هناك جهة اتصال أخرى في هذه العيادة لديها هذا البريد.
error-duplicate-mrn-title = رقم الملف مستخدم
error-duplicate-mrn-detail = هناك مريض آخر في هذه العيادة لديه رقم الملف هذا.
error-illegal-transition-title = لا يمكن من هذه الحالة
error-illegal-transition-detail = حالة الموعد «{ $from }» ولا يمكن أن تصبح «{ $to }».
error-in-the-past-title = هذا الوقت قد مضى
error-in-the-past-detail = لا يمكن أن يبدأ الموعد في الماضي.
error-too-many-ahead-title = بلغت أقصى عدد من المواعيد القادمة
error-too-many-ahead-detail = ألغِ أحدها أولًا أو اتصل بالعيادة.
error-hold-expired-title = لم يعد هذا الوقت محجوزًا لك
error-hold-expired-detail = حُفظ لفترة ولم يُؤكَّد. اختر وقتًا من جديد.
error-too-late-title = فات أوان التغيير من هنا
error-too-late-detail = قبل الموعد بهذا القدر لا يغيّره إلا العيادة. يُرجى الاتصال.
error-not-offered-title = هذا الوقت غير معروض
error-not-offered-detail = اختر أحد الأوقات المعروضة كمتاحة.
error-already-waiting-title = موجود بالفعل في قائمة الانتظار
error-already-waiting-detail = لا أحد ينتظر الشيء نفسه مرتين. عدّل القيد الموجود.
error-already-offered-title = معروض بالفعل
error-already-offered-detail = هناك عرض ينتظر الإجابة أولًا، أو سبق عرض هذا الوقت نفسه. اختر وقتًا آخر أو احجزه.
error-offer-over-title = انتهى هذا العرض
error-offer-over-detail = أُجيب عنه أو سُحب أو لم يُجب عنه في الوقت.
error-webhook-off-title = خطاف الويب متوقف
error-webhook-off-detail = شغّله أولًا.
error-idempotency-mismatch-title = مستخدم لطلب آخر
error-idempotency-mismatch-detail = استُخدم مفتاح منع التكرار هذا مع محتوى مختلف.
error-idempotency-in-progress-title = قيد التنفيذ
error-idempotency-in-progress-detail = الطلب نفسه قيد المعالجة. انتظر نتيجته.

## On the error page

error-reference = الرقم المرجعي:
error-home = إلى الصفحة الرئيسية
error-wanted = ما أردت فعله
error-own-roles = دورك
error-allowed-roles = مسموح لـ
error-advice-forbidden = اطلب ذلك ممن له أحد هذه الأدوار، أو اطلب من مدير النظام تغيير دورك.
error-advice-not-found = تحقق من العنوان، أو ابحث عن المريض بالاسم أو الهاتف أو رقم الملف.
error-advice-conflict = لم يتغير شيء. افتح الصفحة من جديد لترى الوضع الحالي ثم قرر.
error-advice-internal = ما كتبته لا يزال في النموذج: عد إلى الوراء وأرسله مرة أخرى. إن تكرر ذلك فأبلغ المدير بالرقم المرجعي.
error-advice-busy = انتظر بضع ثوانٍ. ما كتبته لا يزال في النموذج: عد إلى الوراء وأرسله مرة أخرى.
error-conflict-theirs = الإصدار الحالي
error-conflict-yours = إصدارك
error-conflict-base = كما كان من قبل
error-conflict-field = الحقل
error-conflict-both = غيّره الطرفان
error-conflict-choose = اختر لكل حقل ما ينبغي أن يبقى. لم يضع شيء مما كتبته.
error-conflict-edit = اعتماد هذا ومتابعة التعديل

## Beside a field

field-required = هذا الحقل مطلوب
field-not-a-number = أدخل عددًا صحيحًا.
field-too-small = { $min } على الأقل.
field-too-large = { $max } على الأكثر.
field-common-password = هذه من كلمات المرور التي تُخمَّن أولًا. اختر غيرها، مثل أربع كلمات لا علاقة بينها.
field-used-before = سبق أن استخدمت كلمة المرور هذه. اختر غيرها.
field-wrong-password = كلمة المرور هذه غير صحيحة.
field-wrong-code = هذا الرمز غير صحيح. انتظر التالي وحاول مرة أخرى.
field-not-accepted = تعذّر قبول ذلك. حاول مرة أخرى.
field-too-many = يوجد منها الكثير بالفعل. أزل واحدًا أولًا.
field-no-occurrence = هذه القاعدة لا تحدد أي يوم. اختر نهاية أبعد.
field-own-account = لا يمكنك تغيير ذلك لنفسك. يستطيع ذلك مدير آخر.
field-last-administrator = تحتاج العيادة إلى مدير واحد على الأقل يمكنه الدخول.
field-not-an-origin = اكتب مصادر مثل https://app.example.org من دون مسار.
field-changed-meanwhile = غيّر شخص آخر هذه القواعد في الأثناء. راجعها ثم احفظ من جديد.
field-password-needs-tls = لا تُرسل كلمة المرور إلا عبر اتصال مشفّر.
field-malformed = الصيغة غير صحيحة
field-not-a-date = أدخل تاريخًا صحيحًا، مثل 27/03/1985
field-not-a-phone = أدخل رقم هاتف مع رمز المنطقة أو البلد
field-not-an-email = أدخل بريدًا إلكترونيًا، مثل name@example.org
field-out-of-range = خارج النطاق المسموح
field-unknown-choice = اختر أحد الخيارات
field-in-future = لا يمكن أن يكون في المستقبل
field-no-such-time = تُقدَّم الساعة حينها: هذا الوقت غير موجود في ذلك اليوم
field-in-past = هذا الوقت مضى
field-not-an-amount = أدخل مبلغًا، مثل 350.00
field-not-a-time = أدخل وقتًا، مثل 09:30
field-not-hours = اكتب أوقاتًا مثل 09:00–12:00، 13:00–17:00.
field-taken = مستخدم بالفعل
field-already-waiting = موجود بالفعل في قائمة الانتظار لهذا
field-duplicate = ورد هنا مرتين
field-too-many-chosen = اختر { $max } على الأكثر.
field-fixed = لم يعد تغيير هذا ممكنًا
field-control-characters = يحتوي على رموز لا يمكن حفظها
field-too-long =
    { $max ->
         [zero] يجب أن يكون فارغًا
         [one] بحد أقصى حرف واحد
         [two] بحد أقصى حرفان
         [few] بحد أقصى { $max } أحرف
         [many] بحد أقصى { $max } حرفًا
        *[other] بحد أقصى { $max } حرف
    }
field-too-short =
    { $min ->
         [zero] أي عدد من الأحرف
         [one] بحد أدنى حرف واحد
         [two] بحد أدنى حرفان
         [few] بحد أدنى { $min } أحرف
         [many] بحد أدنى { $min } حرفًا
        *[other] بحد أدنى { $min } حرف
    }

## Records and staff

error-already-recorded-title = مسجل بالفعل
error-already-recorded-detail = للزيارة واحد من هذا النوع بالفعل. عدّله بدلًا من ذلك.
error-entered-in-error-title = أُدخل خطأً
error-entered-in-error-detail = وُضعت على هذا السجل علامة «أُدخل خطأً» ولا يمكن تعديله بعد ذلك.
error-has-appointments-title = ما زالت هناك مواعيد قادمة
error-has-appointments-detail =
    { $count ->
         [zero] لا توجد مواعيد قادمة.
         [one] يوجد موعد قادم واحد. ألغه أولًا.
         [two] يوجد موعدان قادمان. ألغهما أولًا.
         [few] توجد { $count } مواعيد قادمة. ألغها أولًا.
         [many] يوجد { $count } موعدًا قادمًا. ألغها أولًا.
        *[other] يوجد { $count } موعد قادم. ألغها أولًا.
    }
error-duplicate-username-title = اسم المستخدم مستعمل
error-duplicate-username-detail = شخص آخر في العيادة يدخل بهذا الاسم.
error-duplicate-name-title = الاسم مستخدم بالفعل
error-duplicate-name-detail = يوجد هنا شيء آخر بهذا الاسم.
error-role-in-use-title = الدور مستخدم
error-role-in-use-detail = يحمل أحدهم هذا الدور. انزعه منه أولًا.
error-own-account-title = ليس لنفسك
error-own-account-detail = لا يغير أحد أدواره بنفسه. يستطيع ذلك مدير آخر.
error-last-administrator-title = المدير الأخير
error-last-administrator-detail = تحتاج العيادة إلى مدير واحد على الأقل يمكنه الدخول.
error-suspended-title = موقوف
error-suspended-detail = لا يمكن لهذا الشخص الدخول. اسمح له أولًا.
field-mismatch = القيمتان غير متطابقتين

## Support and the platform

error-already-done-title = تم بالفعل
error-already-done-detail = سبقك شخص آخر، أو كان الأمر كذلك من قبل. اطّلع على الوضع الحالي.
error-clinic-in-use-title = هناك من يعمل بالفعل
error-clinic-in-use-detail = من الآن فصاعدًا يدعو مديرو العيادة موظفيهم بأنفسهم.
error-support-over-title = انتهى وصول الدعم
error-support-over-detail = لم تعد العيادة تسمح بالاطلاع، أو انتهت التذكرة. اسأل العيادة أو اطلب تذكرة أخرى.
field-not-in-use = لا تستخدم العيادة هذه الأداة. يمكن لمدير النظام تفعيلها.
field-unknown-field = لا يوجد شيء بهذا الاسم هنا.
field-unreadable = هذا ليس JSON؛ توقفت القراءة عند السطر { $max }.
field-too-few = ينقص شيء هنا.
field-out-of-order = الترتيب غير صحيح.
field-unsupported = هذه القواعد لا تتوافق معًا.
field-too-precise = المنازل العشرية أكثر مما يمكن قياسه.
field-out-of-place = هذا لا يخص قيدا من هذا النوع.
field-not-ended = هذا لما انتهى فقط.
field-has-allergies = هناك حساسية مسجلة. أنهها أو سمها خطأ أولا.
field-severe-allergy = حساسية شديدة تمنع هذا. ضع علامة إن كان سيوصف مع ذلك.
field-unknown-placeholder = لا شيء بهذا الاسم يمكن ملؤه بين الأقواس.
error-conflict-keep-both = الاحتفاظ بالاثنين
error-nothing-uploaded-title = لا ملف بعد
error-nothing-uploaded-detail = لم يُرفع شيء إلى هذا المستند.
error-too-many-exports-title = عمليات تصدير كثيرة في وقت واحد
error-too-many-exports-detail = أزل إحداها أولًا أو انتظر حتى تنتهي مدتها.
error-no-export-file-title = لا ملف
error-no-export-file-detail = لم يُعدّ بعد، أو لم يعد موجودًا.
error-wrong-import-state-title = غير ممكن في حالة الاستيراد هذه
error-wrong-import-state-detail = هو قيد التنفيذ أو انتهى أو تغيّر في الأثناء.
error-import-has-problems-title = هناك صفوف لا يمكن استيرادها
error-import-has-problems-detail = اتركها، أو صحح الملف وارفعه مجددًا.
error-patient-deleted-title = المريض محذوف
error-patient-deleted-detail = استعد المريض أو جهة الاتصال أولًا.
error-wrong-approval-title = لا يمكن من هذه الحالة
error-wrong-approval-detail = اعتماد المستند في حالة أخرى. انظر إلى حالته.
error-not-for-patients-title = ليس للمرضى
error-not-for-patients-detail = المستندات الداخلية أو المقيّدة أو التي لا تخص مريضًا لا تُعرض على المرضى أبدًا.
error-damaged-title = تالف
error-damaged-detail = هذا الملف ليس ما حُفظ. استعده من نسخة احتياطية أو ارفعه من جديد.
error-quota-reached-title = لا مساحة بعد
error-quota-reached-detail = مستندات العيادة تشغل كل المساحة المسموح بها.
field-unsupported-type = لا يمكن حفظ هذا النوع من الملفات. اختر PDF أو صورة أو DICOM أو مستندًا مكتبيًا أو نصًا.
field-file-too-large = { $max } ميغابايت على الأكثر.
error-reading-differs-title = مسجلة بقيمة أخرى
error-reading-differs-detail = لدى الجهاز نفسه قيمة أخرى مسجلة من هذا النوع لهذه اللحظة.
field-not-a-decimal = أدخل رقمًا، مثل 36.6
field-not-possible = لا أحد لديه قيمة كهذه. تحقق من الرقم ووحدته.
field-unknown-unit = هذه ليست وحدة لهذا النوع.
field-too-long-ago = هذا أقدم مما تحتفظ به العيادة.
field-unknown-patient = لا مريض بهذا الرقم.
error-exercise-over-title = لا يؤدى في ذلك اليوم
error-exercise-over-detail = لم يكن التمرين قد بدأ حينها أو أنه انتهى. انظر إلى تمارينك من جديد.
field-plan-over = انتهت هذه الخطة. فعلها من جديد أو اكتب خطة أخرى.
field-no-levels = صف مستويات الهدف الخمسة أولا.
field-before-the-first = هذا قبل اليوم الأول.
field-one-of-two = اذكر أحدهما: عدد الأسابيع أو اليوم.
field-too-late-to-say = لا يمكن الإفادة إلا عن اليوم والأمس.
error-patient-merged-title = دُمج هذا الملف في ملف آخر
error-patient-merged-detail = لم يعد ظاهرًا. افتح الملف الباقي ونفّذ ذلك هناك.
error-both-waiting-title = كلاهما ينتظر الشيء نفسه
error-both-waiting-detail = كلاهما في قائمة الانتظار للشيء نفسه. أزل أحدهما منها أولًا.
error-both-under-way-title = زيارتان جاريتان
error-both-under-way-detail = هناك زيارة جارية مع كل منهما الآن. أنهِ إحدى الزيارتين أولًا.
error-both-planned-title = خطتان بالعنوان نفسه
error-both-planned-detail = لكليهما خطة علاج جارية بالعنوان نفسه. على طبيب أو معالج أن يغيّر عنوان إحداهما أو ينهيها أولًا.
error-allergies-contradict-title = معلومات الحساسية متناقضة
error-allergies-contradict-detail = يذكر أحد الملفين أنه لا حساسية معروفة، ويذكر الآخر حساسية. على طبيب أو معالج أن يحسم ذلك أولًا.
error-too-many-readings-title = قياسات كثيرة جدًا
error-too-many-readings-detail = لا ينتقل أكثر من { $most } قياس دفعة واحدة. ادمج بالاتجاه المعاكس ليبقى الملف الذي فيه القياسات.
error-merged-since-title = بُني عليه شيء بعد ذلك
error-merged-since-detail = دُمج أحدهما من جديد أو حُذف بعد ذلك. تراجع عن الدمج الأحدث أولًا.
error-merge-settled-title = فات أوان التراجع
error-merge-settled-detail = يمكن التراجع عن الدمج خلال 30 يومًا.
field-same-patient = هذا هو المريض نفسه
error-more-than-paid-title = أكثر مما دُفع
error-more-than-paid-detail = لم يبق من هذه الدفعة هذا القدر: ربما رُدّ جزء منها.
error-more-than-charged-title = أكثر مما قُيِّد
error-more-than-charged-detail = المبلغ المستحق لا يبلغ هذا القدر.
error-no-receipt-title = لا إيصال لهذا
error-no-receipt-detail = الإيصالات للدفعات وردّ المبالغ، حيث ينتقل المال.
error-not-correctable-title = غير ممكن هنا
error-not-correctable-detail = لا تُردّ إلا الدفعات، ولا يُصحَّح إلا المستحقات والدفعات.
field-not-in-coins = لا توجد عملات معدنية لهذا المبلغ. قرِّبه إلى ما يمكن دفعه نقدًا.
field-other-currency = هذا بعملة غير عملة ما يتصل به.
field-one-of-two-taxes = اذكر أحدهما: الضريبة أو نسبتها.
error-price-there-title = يوجد سعر بالفعل
error-price-there-detail = في بعض هذه الأيام للخدمة سعر بهذه العملة. اختر أيامًا أخرى، أو أنهِ ذلك السعر أولًا.
error-price-in-force-title = هذا السعر سارٍ بالفعل
error-price-in-force-detail = ربما حُسب به على أحد. أنهِه بدلًا من ذلك.
field-no-price = لا سعر لهذا في القائمة في ذلك اليوم.
error-already-invoiced-title = على فاتورة أخرى بالفعل
error-already-invoiced-detail = هذا المستحق أو هذه الزيارة على فاتورة أو مسودة أخرى.
error-charge-changed-title = قُيِّد شيء في هذه الأثناء
error-charge-changed-detail = المستحق يختلف عما في المسودة. خذ ما قُيِّد إلى المسودة.
error-invoice-issued-title = صدرت بالفعل
error-invoice-issued-detail = الفاتورة الصادرة لا تتغير أبدًا. ألغِها بإشعار دائن.
error-more-than-invoiced-title = أكثر مما فُوتِر
error-more-than-invoiced-detail = لم يبق من هذه الفاتورة هذا القدر: ربما أُلغي جزء منها.
error-not-creditable-title = غير ممكن هنا
error-not-creditable-detail = لا تُلغى بإشعار دائن إلا الفواتير الصادرة.
field-one-of-two-parts = اذكر أحدهما: نسبة أو مبلغًا.
field-same-series = للفواتير وللإشعارات الدائنة سلسلتان مختلفتان.
field-nothing-to-charge = تكلفة هذه الزيارة غير معروفة، أو قُيِّدت من قبل.
field-charged-meanwhile = قُيِّدت هذه الزيارة في هذه الأثناء. خذ ما قُيِّد إلى الفاتورة.
error-not-overdue-title = لا شيء متأخر
error-not-overdue-detail = لا شيء من هذه الفاتورة متأخر على صاحبها.
error-already-reminded-title = سبق التذكير
error-already-reminded-detail = أُرسلت كل التذكيرات المستحقة حتى الآن.
error-not-reachable-title = لا يمكن الوصول إليه
error-not-reachable-detail = لا رقم ولا عنوان للرسائل، أو هي غير مرغوبة. اطبع الفاتورة وأرسلها.
error-no-way-there-title = لا سبيل للوصول
error-no-way-there-detail = لا يوجد رقم هاتف ولا بريد إلكتروني تُرسل إليه الرسائل.
error-wants-no-messages-title = لا يريد رسائل
error-wants-no-messages-detail = قال إنه لا يريد رسائل.
field-too-many-entries = أكثر من { $max } قيد. اختر أيامًا أقل.
field-not-levels = اكتب أيامًا مثل 7, 21, 42: خمسة على الأكثر، كل منها بعد سابقه.
error-day-closed-title = هذا اليوم مقفل
error-day-closed-detail = عُدّت أمواله فلا يُسجَّل فيه شيء بعد ذلك. يمكن لمن له الصلاحية أن يعيد فتحه.
field-difference-unexplained = يختلف هذا عن المفترض. اذكر السبب.
field-count-missing = سُجّل شيء لم يُعدّ هنا. عُدّه أيضًا.
field-pieces-differ = هذا غير مجموع الأوراق والعملات المعدنية.
field-pieces-unread = تعذّرت قراءة عدد الأوراق والعملات المعدنية.
field-less-than-due = هذا أقل من المطلوب دفعه.
error-fee-rule-there-title = توجد قاعدة بالفعل
error-fee-rule-there-detail = لهذه الزيارات قاعدة بهذه العملة. أنهِها أولًا.
