### المهام: ما يفعله البرنامج من تلقاء نفسه، وما ينتظر، وما تُرك.

jobs-title = المهام
jobs-text = ما يفعله البرنامج للعيادة من تلقاء نفسه: ما ينتظر، وما تُرك، ومتى أُنجز كل شيء آخر مرة. لا يُذكر هنا اسم أي مريض.
jobs-none = لا شيء ينتظر
jobs-none-text = أُنجز كل ما كان يجب إنجازه، ولم يُترك شيء.
jobs-queue = نوع العمل
jobs-queue-messages = الرسائل
jobs-queue-webhooks = استدعاءات خطافات الويب
jobs-queue-exports = التصدير
jobs-queue-imports = الاستيراد
jobs-waiting = في الانتظار
jobs-failed = تُرك
jobs-since = منذ
jobs-run = نفّذ الآن
jobs-runs-soon = سيُنفَّذ بعد لحظة
jobs-retry-all = أعد محاولة الكل
jobs-retried = تُعاد المحاولة
jobs-given-up = ما تُرك
jobs-all = الكل
jobs-none-failed = لم يُترك شيء
jobs-none-failed-text = ما يتعذّر إنجازه بعد عدة محاولات يظهر هنا.
jobs-what = ماذا
jobs-why = ما الخلل
jobs-attempts = المحاولات
jobs-duties = ما يفعله البرنامج من تلقاء نفسه
jobs-duties-text = تُنفَّذ كل مهمة مرارًا، وفورًا عند الحاجة. وما يفشل تُعاد محاولته بعد انتظار يطول شيئًا فشيئًا.
jobs-no-duties = لا شيء بعد
jobs-no-duties-text = في عيادة جديدة يلزم بعض الوقت حتى يعرف البرنامج ما عليه فعله.
jobs-duty = المهمة
jobs-ended = آخر مرة
jobs-due = المرة القادمة
jobs-fine = تمت بنجاح
jobs-never = لم تُنفَّذ بعد
jobs-failures =
    { $count ->
        [zero] لم تفشل
        [one] فشلت مرة واحدة
        [two] فشلت مرتين متتاليتين
        [few] فشلت { $count } مرات متتالية
        [many] فشلت { $count } مرة متتالية
       *[other] فشلت { $count } مرة متتالية
    }
jobs-discard = استبعاد
jobs-discard-text = لن تُعاد محاولته ويخرج من هذه القائمة. ويبقى السبب مسجّلًا سنة.
jobs-discard-reason = لماذا لا حاجة إلى إنجازه
jobs-discarded = استُبعد مؤخرًا
jobs-discarded-now = تم الاستبعاد
jobs-duty-send-codes = إرسال الرموز
jobs-duty-send-messages = إرسال الرسائل
jobs-duty-plan-reminders = كتابة تذكيرات المواعيد
jobs-duty-offer-waitlist = عرض الأوقات الشاغرة على المنتظرين
jobs-duty-tell-patients = إبلاغ المرضى بالحجوزات والنتائج
jobs-duty-deliver-webhooks = استدعاء خطافات الويب
jobs-duty-release-holds = تحرير الأوقات المحجوزة مؤقتًا
jobs-duty-note-no-shows = تسجيل من لم يحضر
jobs-duty-charge-fees = احتساب الرسوم
jobs-duty-watch-readings = مراقبة القراءات
jobs-duty-gather-readings = تلخيص القراءات كل ساعة
jobs-duty-keep-readings = تهيئة مكان للقراءات
jobs-duty-count-days = حساب أرقام كل يوم
jobs-duty-housekeeping = إزالة ما انتهى
jobs-duty-verify-documents = فحص سلامة المستندات
jobs-duty-tidy-documents = إزالة الرفوعات الناقصة والمستندات المحذوفة
jobs-duty-sweep-documents = إزالة الملفات التي لا يعرفها أحد
jobs-duty-write-exports = كتابة ملفات التصدير
jobs-duty-work-imports = معالجة ملفات الاستيراد
