### الزيارات وملاحظات الجلسات وقوالبها.

notes-title = الملاحظات
notes-note = ملاحظة الجلسة
notes-visit = الزيارة
notes-start-visit = بدء الزيارة
notes-finish-visit = إنهاء الزيارة
notes-finish-visit-hint = توقيع الملاحظة ينهيها تلقائيًا.
notes-visit-finished = انتهت الزيارة
notes-none = لا توجد ملاحظات بعد
notes-none-text = يظهر هنا ما يُكتب في زيارات هذا المريض.
notes-subjective = الشكوى (ذاتي)
notes-objective = الفحص (موضوعي)
notes-assessment = التقييم
notes-plan = الخطة
notes-subjective-hint = ما يقوله المريض
notes-objective-hint = ما وجدته
notes-assessment-hint = ما يعنيه ذلك
notes-plan-hint = ما ينبغي فعله
notes-sign = توقيع
notes-keep = حفظ كمسودة
notes-kept = حُفظت كمسودة
notes-signed = تم التوقيع
notes-co-sign = توقيع مشترك
notes-co-signed = تم التوقيع المشترك
notes-amend = تعديل
notes-amend-text = ما وُقّع يبقى كما هو ويمكن مقارنته. أنت توقّع على ما يرد هنا الآن.
notes-amended = تم التعديل
notes-sign-amendment = توقيع التعديل
notes-struck = وُسمت بأنها أُدخلت خطأً
notes-struck-text = لم تعد تُحتسب ولا تظهر إلا هنا، وتبقى كما وُقّعت.
notes-strike-text = تبقى مقروءة هنا مع علامتها ولا تظهر في مكان آخر. ويمكن كتابة ملاحظة أخرى للزيارة.
notes-write-anew = كتابة ملاحظة أخرى
notes-discarded = تم تجاهل المسودة
notes-incomplete = توقيعها رغم وجود أقسام فارغة
notes-status-draft = مسودة
notes-status-signed = موقّعة
notes-status-waits = تنتظر توقيعًا مشتركًا
notes-status-co-signed = موقّعة توقيعًا مشتركًا
notes-signed-by = وقّعها
notes-co-signed-by = وقّع معه
notes-intact = لم تتغير منذ توقيعها.
notes-altered = عُدّلت بعد توقيعها
notes-altered-text = ما في قاعدة البيانات ليس ما وُقّع. أبلغ مسؤولًا؛ فالسجل يبيّن ما كان.
notes-compare = مقارنة
notes-no-difference = دون تغيير
notes-removed = حُذف:
notes-added = أُضيف:
notes-previous = الملاحظة السابقة
notes-no-previous = هذه أول ملاحظة.
notes-copy = نسخ
notes-draft-since = لديك مسودة من { $time }.
notes-resume = متابعة
notes-changed-elsewhere = لم يُحفظ: عُدّلت في نافذة أخرى. احفظها كمسودة لترى النسختين.
notes-cannot-be-kept = لم يُحفظ: قسم طويل جدًا أو يحوي أحرفًا لا يمكن حفظها.
notes-waiting = المطلوب
notes-unsigned = ملاحظاتك غير الموقّعة
notes-to-co-sign = بانتظار توقيعك المشترك
notes-nothing-waits = لا شيء ينتظر
notes-nothing-waits-text = تظهر هنا الملاحظات والتقييمات التي تنتظر التوقيع، والتقييمات التي حان موعدها، والخطط التي تنتظر المراجعة.
notes-template = قالب
notes-templates = القوالب
notes-templates-text = كلمات تبدأ بها الملاحظة. قوالب العيادة لكل من يكتب، وقوالبك لك وحدك.
notes-new-template = قالب جديد
notes-no-templates = لا توجد قوالب بعد
notes-no-templates-text = ما تكتبه كثيرًا يمكن أن يبدأ بقالب.
notes-template-name = الاسم
notes-template-removed = تم حذف القالب
notes-remove-template = حذف
notes-share = لكل من يكتب الملاحظات
notes-share-hint = وإلا فهو لك وحدك.
notes-own = خاص بك
notes-shared = خاص بالعيادة
notes-choose-template = اختر قالبًا
notes-insert = إدراج
notes-slash = أو اكتب / في بداية السطر.
notes-placeholders = تُملأ عند إدراج القالب:
notes-placeholder-patient = اسم المريض
notes-placeholder-age = عمره
notes-placeholder-date = يوم الزيارة
notes-placeholder-time = وقت بدئها
notes-placeholder-author = من يكتب
notes-placeholder-last-result = آخر نتيجة تقييم
notes-age =
    { $count ->
         [zero] اليوم
         [one] يوم واحد
         [two] يومان
         [few] { $count } أيام
         [many] { $count } يومًا
        *[other] { $count } يوم
    }
