### التخزين: كم تحفظ العيادة، وهل بقي كما حُفظ.

storage-title = التخزين
storage-text = كم تحفظ العيادة، وكم بقي من المساحة، وهل ما حُفظ باقٍ كما كان.
storage-filling-up = مساحة المستندات تمتلئ. ما حُذف ولم يعد يلزم حفظه يُتلف من تلقاء نفسه؛ ولمزيد من المساحة راجع من يدير البرنامج.
storage-nearly-full = مساحة المستندات تكاد تمتلئ: سيُرفض الرفع قريبًا. اطلب مزيدًا من المساحة ممن يدير البرنامج.
storage-documents = المستندات
storage-reserved = منها ما هو محجوز للرفع أو قيد الإتلاف:
storage-none = لا مستندات بعد
storage-none-text = ما يُرفع إلى الملفات يُحسب هنا.
storage-count = المستندات
storage-versions = الإصدارات
storage-deleted = في سلة المحذوفات
storage-others = كل ما عدا ذلك
storage-files =
    { $count ->
        [zero] لا ملفات
        [one] ملف واحد
        [two] ملفان
        [few] { $count } ملفات
        [many] { $count } ملفًا
       *[other] { $count } ملف
    }
storage-database = قاعدة البيانات
storage-total = المجموع
storage-integrity = السلامة
storage-integrity-text = يُقرأ كل إصدار مرة في الشهر ويُقارن بما حُفظ.
storage-checked = آخر فحص
storage-sound = وُجدت كما حُفظت
storage-unchecked = لم تُفحص بعد
storage-damaged = تالفة
storage-damaged-version = الإصدار { $number } من هذا المستند
storage-swept = آخر بحث عن ملفات لا يعرفها أحد
storage-orphans = ما أُزيل منها
