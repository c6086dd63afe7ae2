### خطط العلاج والتمارين المنزلية والزيارات المصرح بها.

plans-title = خطة العلاج
plans-tab = الخطة
plans-plan = خطة علاج
plans-goal = هدف
plans-intervention = تدخل علاجي
plans-exercise = تمرين منزلي
plans-reassessment = تقييم متكرر
plans-progress-note = ملاحظة تقدم
plans-package = زيارات مصرح بها
plans-add-plan = خطة علاج جديدة
plans-add-goal = تحديد هدف
plans-add-intervention = إضافة تدخل علاجي
plans-add-exercise = إعطاء تمرين
plans-add-reassessment = تكرار تقييم
plans-add-progress-note = كتابة ملاحظة تقدم
plans-add-package = إضافة زيارات مصرح بها
plans-status-draft = مسودة
plans-status-active = قائم
plans-status-completed = مكتمل
plans-status-revoked = متروك
plans-status-achieved = تحقق
plans-status-not-achieved = لم يتحقق
plans-status-cancelled = ملغى
plans-status-entered-in-error = أدخل خطأً
plans-none = لا توجد خطة علاج بعد
plans-none-text = تبين الخطة ما يراد بلوغه، وما يعمل من أجله هنا وفي المنزل، وكيف تسير الأمور.
plans-plan-title = العنوان
plans-text = النص
plans-label = الاسم
plans-level = المستوى
plans-summary = الملخص
plans-review-on = المراجعة في
plans-review-hint = تظهر عندئذ في قائمتك قبلها بأسبوع.
plans-review-due = تأخرت المراجعة
plans-reviews = خطط حان وقت مراجعتها
plans-goals = الأهداف
plans-no-goals = لم يحدد أي هدف بعد.
plans-goal-hint = ما يريد المريض أن يقدر عليه
plans-baseline = في البداية
plans-target = المستهدف
plans-target-on = تاريخ الهدف
plans-target-passed = مضى تاريخ الهدف
plans-instrument = التقييم
plans-instrument-hint = تظهر آخر نتيجة له بجانب الهدف.
plans-levels = سلم بلوغ الأهداف
plans-levels-hint = صف ما يرى عند كل مستوى ليمكن تقدير الهدف. اترك الخمسة فارغة إن لم يرد تقديره.
plans-much-less = ‎−2: أقل بكثير من المتوقع
plans-less = ‎−1: أقل من المتوقع
plans-expected = 0: كما هو متوقع
plans-more = ‎+1: أكثر من المتوقع
plans-much-more = ‎+2: أكثر بكثير من المتوقع
plans-baseline-level = المستوى في البداية
plans-weight = الوزن
plans-weight-hint = أهميته بجانب الأهداف الأخرى؛ 1 إن ترك فارغا
plans-attainment = بلوغ الأهداف (الدرجة التائية)
plans-attainment-hint = 50 هو المتوقع.
plans-scores = مدى بلوغه
plans-score = تقدير
plans-not-scored = لم يقدر بعد
plans-trend-better = أفضل من قبل
plans-trend-same = كما كان
plans-trend-worse = أسوأ من قبل
plans-interventions = التدخلات العلاجية
plans-no-interventions = لم تدون أي تدخلات بعد.
plans-frequency = التكرار
plans-exercises = تمارين منزلية
plans-no-exercises = لم يعط أي تمرين بعد.
plans-instructions = التعليمات
plans-instructions-hint = يقرأ المريض هذا في صفحاته.
plans-sets = المجموعات
plans-reps = التكرارات
plans-hold-seconds = الثبات (بالثواني)
plans-times-per-week = أيام في الأسبوع
plans-adherence = ما أنجز في آخر أربعة أسابيع
plans-adherence-low = أقل من النصف
plans-reassessments = التقييمات المتكررة
plans-no-reassessments = لا يوجد تقييم يراد تكراره.
plans-every-weeks = التكرار كل (أسابيع)
plans-every-weeks-hint = يحسب من آخر تقييم مكتمل
plans-once-on = مرة واحدة في
plans-once-on-hint = بدلا من عدد من الأسابيع: يوم الخروج مثلا. ويحتسب ما أجري قبله بأسبوع على الأكثر.
plans-due = تقييمات حان موعدها
plans-assess = بدء
plans-due-since = مستحق منذ { $day }
plans-due-on = مستحق في { $day }
plans-assessed-on = أجري في { $day }
plans-once-for = مرة واحدة، ليوم { $day }
plans-progress-notes = ملاحظات التقدم
plans-noted-on = التاريخ
plans-packages = زيارات مصرح بها
plans-all-packages = كلها
plans-no-packages = لا زيارات مصرح بها مسجلة.
plans-no-packages-text = دون ما صرح به. تحسب المواعيد المكتملة منه تلقائيا.
plans-packages-hint = يحسب الموعد المكتمل مرة واحدة من التصريح الذي ينتهي أولا.
plans-package-hint = ما صرح به في كلمات قليلة
plans-visits = عدد الزيارات
plans-visits-left = الزيارات المتبقية
plans-few-left = أوشكت على النفاد
plans-used-up = نفدت
plans-expired = انتهت
plans-begins-on = من
plans-ends-on = حتى
plans-authorization = رقم التصريح
plans-appointment-kind = مواعيد من هذا النوع فقط
plans-service = هذه الخدمة فقط
plans-last-assessments = آخر التقييمات
plans-attainment-at-start = في البداية { $score }
plans-until = حتى { $day }
plans-done-of-due = { $done } من { $due }
plans-left-of = { $left } من { $visits }
plans-hold-for =
    { $count ->
         [zero] ثبات { $count } ثانية
         [one] ثبات ثانية واحدة
         [two] ثبات ثانيتين
         [few] ثبات { $count } ثوان
         [many] ثبات { $count } ثانية
        *[other] ثبات { $count } ثانية
    }
plans-days-a-week =
    { $count ->
         [zero] { $count } يوم في الأسبوع
         [one] يوم واحد في الأسبوع
         [two] يومان في الأسبوع
         [few] { $count } أيام في الأسبوع
         [many] { $count } يوما في الأسبوع
        *[other] { $count } يوم في الأسبوع
    }
plans-each-weeks =
    { $count ->
         [zero] كل أسبوع
         [one] كل أسبوع
         [two] كل أسبوعين
         [few] كل { $count } أسابيع
         [many] كل { $count } أسبوعا
        *[other] كل { $count } أسبوع
    }
plans-more-due =
    { $count ->
         [zero] ولا غيرها
         [one] وتقييم آخر
         [two] وتقييمان آخران
         [few] و{ $count } تقييمات أخرى
         [many] و{ $count } تقييما آخر
        *[other] و{ $count } تقييم آخر
    }
