### What patients see of their own.

portal-title = مواعيدك
portal-hello = مرحبًا، { $name }
portal-none = لا مواعيد قادمة
portal-none-text = اتصل بالعيادة لحجز موعد، وسيظهر هنا.
portal-coming = لاحقًا
portal-past = سابقًا
portal-cancel = إلغاء هذا الموعد
portal-cancel-reason = لماذا؟ تود العيادة أن تعرف
portal-cancel-now = ألغِه
portal-keep = أبقِه
portal-cancel-late = لم يعد ممكنًا إلغاء هذا الموعد هنا. اتصل بالعيادة.
portal-cancelled = أُلغي الموعد
portal-written = ما كُتب
portal-written-nothing = لم يُكتب لك شيء في هذا الموعد.
portal-written-locked = ادخل برمز لقراءة ما كُتب.
portal-limited-title = دخول محدود
portal-limited = لم تُثبت هويتك، لذلك تظهر أوقات المواعيد فقط. ادخل برمز لترى كل شيء.
portal-passkey-title = المرة القادمة دون رمز
portal-passkey-text = مفتاح المرور يدخلك ببصمتك أو وجهك أو قفل هاتفك.
portal-passkey-no-script = مفاتيح المرور تحتاج إلى JavaScript، والرموز تعمل دونه.
portal-passkey-removed = أُزيل مفتاح المرور
portal-known-text = لتغييرها اسأل العيادة.
portal-passkey-again = ادخل من جديد برمز لإضافة مفتاح.
portal-appointment = موعد
portal-book = حجز موعد
portal-move = نقل هذا الموعد
portal-services = كل الخدمات
portal-now-at = موعده الآن
portal-with = مع
portal-anybody = أي شخص متاح
portal-show-times = عرض الأوقات
portal-no-times = لا يوجد وقت متاح في هذه الأيام
portal-no-times-text = انظر أيامًا لاحقة أو اختر شخصًا آخر أو اتصل بالعيادة.
portal-days = الأيام
portal-earlier = أيام أبكر
portal-later = أيام لاحقة
portal-zone = كل الأوقات بتوقيت العيادة ({ $zone }).
portal-no-services = لا يمكن حجز شيء هنا بعد
portal-choose-service = ما سبب زيارتك؟
portal-minutes = { $count ->
    [zero] { $count } دقيقة
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $count } دقائق
    [many] { $count } دقيقة
   *[other] { $count } دقيقة
}
portal-confirm = هل هذا صحيح؟
portal-held-until = الوقت محفوظ لك حتى { $time }.
portal-confirm-now = احجز
portal-other-time = اختيار وقت آخر
portal-booked = حُجز الموعد
portal-moved = نُقل الموعد
portal-move-short = نقل
portal-offer = هناك وقت شاغر لك
portal-offer-declined = لقد اعتذرت. تبقى في قائمة الانتظار
portal-wait = ضعني في قائمة الانتظار
portal-wait-text = قل متى يمكنك الحضور. عندما يشغر وقت كهذا تصلك رسالة ويمكنك أخذه بضغطة واحدة.
portal-wait-offer = لا وقت يناسبك؟
portal-waiting = أنت تنتظر
portal-waiting-until = حتى { $day }
portal-wait-no-longer = لا أنتظر بعد الآن
portal-waiting-now = أنت في قائمة الانتظار
portal-waiting-no-longer = أُزلت من قائمة الانتظار
portal-own = ملفك
portal-account = الحساب واللغة
portal-language = اللغة
portal-language-text = لهذه الصفحات أينما سجّلت الدخول، وللرسائل المرسلة إليك.
portal-older = الأقدم
portal-new = جديد
portal-results = نتائجي
portal-results-text = ما كُتب لك وما قيس، الأحدث أولاً. افتح أحدها لقراءته.
portal-results-none = لا شيء للقراءة بعد
portal-results-none-text = يظهر هنا ما تكتبه العيادة لك عندما يصبح جاهزاً.
portal-results-refused = لا تريد أن يظهر هنا ما كُتب.
portal-result-what = ما الذي قيس
portal-result-score = نتيجتك
portal-result-no-score = لا توجد نتيجة، لأن بعض الأسئلة بلا إجابة.
portal-result-means = معنى ذلك:
portal-result-change = كيف تغيّرت
portal-result-talk = الرقم وحده لا يقول الكثير. تحدّث عنه مع من يعالجك.
portal-score-of = { $score } من { $highest }
portal-scale = يمتد المقياس من { $lowest } إلى { $highest }.
portal-higher-is-better = كلما ارتفعت النتيجة كان ذلك أفضل.
portal-lower-is-better = كلما انخفضت النتيجة كان ذلك أفضل.
portal-change-higher = أعلى مما كانت يوم { $day }.
portal-change-lower = أدنى مما كانت يوم { $day }.
portal-change-same = كما كانت يوم { $day }.
portal-change-counts = الفرق كبير بما يكفي ليُعتدّ به.
portal-change-within = الفرق صغير وقد لا يعني شيئاً.
portal-about-diagnosis = ما وجدته العيادة
portal-about-prescription = ما عليك تناوله أو استعماله
portal-about-requirement = ما يلزم عمله، مثل فحص
portal-code-about = يتعلق هذا بـ:
portal-access = من فتح ملفي
portal-access-text = كل من اطّلع من العيادة على بياناتك أو غيّرها. زياراتك أنت غير مذكورة هنا.
portal-access-none = لا أحد بعد
portal-access-none-text = يظهر هنا كل من يفتح ملفك من الآن.
portal-access-emergency = بوصول طارئ
portal-access-support = من خارج العيادة وبإذنها
portal-access-refused = رُفض ولم يرَ شيئاً
portal-did-list = رأى اسمك في قائمة
portal-did-details = فتح بياناتك
portal-did-register = سجّلك
portal-did-change-details = غيّر بياناتك
portal-did-appointment = فتح أحد مواعيدك
portal-did-change-appointment = حجز أحد مواعيدك أو غيّره
portal-did-read = قرأ ما كُتب عن صحتك
portal-did-write = كتب عن صحتك
portal-did-release = أظهر لك ما كُتب
portal-did-withdraw = أخفى عنك ما كُتب
portal-did-account = اطّلع على طريقة دخولك أو غيّرها
portal-did-message = أرسل إليك رسالة
portal-did-messages = اطّلع على الرسائل المرسلة إليك
portal-did-log = اطّلع على من فتح ملفك
portal-consents = ما أوافق عليه
portal-consents-text = يمكنك الموافقة أو الرفض في أي وقت. ولا يُحذف شيء مما قلته من قبل.
portal-consents-stop = إذا أجبت على رسالة بكلمة STOP فأجب أيضاً بكلمة START لتصلك الرسائل من جديد.
portal-consent-unsaid = لم تقل شيئاً؛ ويُعمل به
portal-consent-given = موافق
portal-consent-refused = غير موافق
portal-consent-agree = أوافق
portal-consent-withdraw = أسحب موافقتي
portal-consent-refuse = لا أريد ذلك
portal-consent-ask = لتغيير ذلك اسأل العيادة.
portal-consent-by-you = بواسطتك
portal-consent-by-clinic = سجّلته العيادة
portal-agreed = سُجّل: أنت موافق.
portal-refused = سُجّل: أنت غير موافق.
consent-sms-reminders-title = تذكيرات برسائل نصية
consent-sms-reminders-text = تذكّرك العيادة بمواعيدك برسائل نصية إلى هاتفك: متى، ولا تذكر السبب أبداً.
consent-email-reminders-title = تذكيرات بالبريد الإلكتروني
consent-email-reminders-text = تذكّرك العيادة بمواعيدك بالبريد الإلكتروني: متى، ولا تذكر السبب أبداً.
consent-sms-results-title = إشعار بالنتائج برسالة نصية
consent-sms-results-text = عندما يوجد جديد للقراءة هنا تخبرك رسالة نصية بذلك، ولا تذكر المضمون أبداً.
consent-portal-results-title = النتائج في هذه الصفحات
consent-portal-results-text = يظهر لك هنا ما تكتبه العيادة (التشخيص والوصفات والمتطلبات). ارفض إذا كان غيرك يستعمل هاتفك.
portal-access-times =
    { $count ->
         [zero] لا مرة
         [one] مرة واحدة
         [two] مرتان
         [few] { $count } مرات
         [many] { $count } مرة
        *[other] { $count } مرة
    }
portal-new-count =
    { $count ->
         [zero] لا جديد
         [one] جديد واحد
         [two] جديدان
         [few] { $count } جديدة
         [many] { $count } جديداً
        *[other] { $count } جديد
    }
portal-consent-history =
    { $count ->
         [zero] لا إجابات
         [one] إجابة واحدة حتى الآن
         [two] إجابتان حتى الآن
         [few] { $count } إجابات حتى الآن
         [many] { $count } إجابة حتى الآن
        *[other] { $count } إجابة حتى الآن
    }
portal-exercises = تماريني
portal-exercises-text = اضغط مرة لتقول إنك أديت التمرين في ذلك اليوم، واضغط ثانية للتراجع.
portal-exercises-none = لا تمارين حاليا
portal-exercises-none-text = يظهر هنا ما تطلبه العيادة منك في المنزل.
portal-exercise-mark = أديته
portal-exercise-done = تم
portal-exercise-times =
    { $count ->
         [zero] لم يؤد في آخر 7 أيام
         [one] أدي في يوم واحد من آخر 7 أيام
         [two] أدي في يومين من آخر 7 أيام
         [few] أدي في { $count } أيام من آخر 7 أيام
         [many] أدي في { $count } يوما من آخر 7 أيام
        *[other] أدي في { $count } يوم من آخر 7 أيام
    }
portal-exercises-waiting =
    { $count ->
         [zero] لا شيء اليوم
         [one] تمرين واحد اليوم
         [two] تمرينان اليوم
         [few] { $count } تمارين اليوم
         [many] { $count } تمرينا اليوم
        *[other] { $count } تمرين اليوم
    }
