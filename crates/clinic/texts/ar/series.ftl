series-title = سلسلة
series-repeat = تكرار
series-repeat-title = تكرار هذه الزيارة
series-how-often = كم مرة
series-every = كل
series-unit = الوحدة
series-unit-daily = أيام
series-unit-weekly = أسابيع
series-unit-monthly = أشهر
series-count = مجموع الزيارات
series-count-hint = بما فيها هذه، 104 على الأكثر
series-days = في هذه الأيام
series-days-hint = للأسابيع فقط
series-check = عرض الزيارات
series-leave-out = استثناء
series-is-past = انقضى
series-not-free = غير متاح
series-is-free = متاح
series-book = حجز هذه الزيارات
series-taken-meanwhile = حُجز بعض هذه الأوقات في هذه الأثناء. انظر أدناه ما بقي متاحًا.
series-follows = السلسلة السابقة
series-went-on = كل زياراتها مستمرة في سلسلة أخرى.
series-move = نقل ما تبقى
series-move-text = تبقى الساعة كما هي طوال العام، حتى عند تغيير التوقيت.
series-from = ابتداءً من
series-new-time = الوقت الجديد
series-days-later = بعد أيام
series-days-later-hint = من الاثنين إلى الأربعاء: 2؛ والأبكر تحت الصفر
series-cancel = إلغاء ما تبقى
series-cancel-text = ما مضى يبقى كما هو.
series-in-the-way = بعض الأوقات الجديدة محجوز. اذكر السبب إن لزم حجزها رغم ذلك.
series-nothing-left = لم يبق شيء من هذه السلسلة.
series-into-the-past = بعض الزيارات كانت ستبدأ في الماضي.
series-further =
    { $count ->
        [one] زيارة إضافية واحدة
        [two] زيارتان إضافيتان
        [few] { $count } زيارات إضافية
       *[other] { $count } زيارة إضافية
    }
series-conflicts =
    { $count ->
        [one] زيارة واحدة لا مكان لها، وتُستثنى.
        [two] زيارتان لا مكان لهما، وتُستثنيان.
        [few] { $count } زيارات لا مكان لها، وتُستثنى.
       *[other] { $count } زيارة لا مكان لها، وتُستثنى.
    }
series-booked =
    { $count ->
        [one] حُجزت زيارة واحدة
        [two] حُجزت زيارتان
        [few] حُجزت { $count } زيارات
       *[other] حُجزت { $count } زيارة
    }
series-moved =
    { $count ->
        [one] نُقلت زيارة واحدة
        [two] نُقلت زيارتان
        [few] نُقلت { $count } زيارات
       *[other] نُقلت { $count } زيارة
    }
series-cancelled =
    { $count ->
        [one] أُلغيت زيارة واحدة
        [two] أُلغيت زيارتان
        [few] أُلغيت { $count } زيارات
       *[other] أُلغيت { $count } زيارة
    }
