### رسوم الزيارات التي فاتت أو أُلغيت متأخرة.

fees-title = الرسوم
fees-text = ما يُحتسب على الزيارات التي يتغيب عنها أحد أو يلغيها متأخرًا. من دون قاعدة لا يُحتسب شيء. وما حدث قبل القاعدة يتبع قاعدة وقته.
fees-set = وضع قاعدة
fees-none = لا رسوم
fees-none-text = لا يُحتسب شيء على زيارة فاتت أو أُلغيت متأخرة.
fees-fee = رسم
fees-occasion = مقابل ماذا
fees-occasion-no-show = رسم عدم الحضور
fees-occasion-late-cancellation = رسم الإلغاء المتأخر
fees-visits = لأي زيارات
fees-all-visits = كل الزيارات
fees-notice-hours = ساعات الإشعار المسبق
fees-notice-hint = للإلغاء المتأخر: أقل من هذه المدة قبل الزيارة.
fees-own-only = فقط عندما يلغي المرضى بأنفسهم
fees-own-only-hint = عندئذ لا يكلّف ما يلغيه الاستقبال شيئًا.
fees-before =
    { $count ->
        [zero] قبل الموعد مباشرة
        [one] قبل أقل من ساعة
        [two] قبل أقل من ساعتين
        [few] قبل أقل من { $count } ساعات
        [many] قبل أقل من { $count } ساعة
       *[other] قبل أقل من { $count } ساعة
    }
fees-end = إنهاؤها الآن
fees-rule-ended = انتهت القاعدة
fees-status-charged = قُيِّد
fees-status-reverted = أُلغي
fees-status-waived = أُعفي منه
fees-waive = إعفاء
fees-waive-text = يُشطب ما تبقى من الرسم. وما دُفع منه يسدد غيره أو يمكن رده.
fees-waive-reason = سبب إعفاء المريض
fees-waived = أُعفي المريض من الرسم
fees-list = كل الرسوم
fees-list-text = ما احتُسب على المرضى لمواعيد فاتتهم أو أُلغيت متأخرًا، الأحدث أولًا.
fees-list-none = لا رسوم
fees-list-none-text = لم يُحتسب على أحد شيء في هذه المدة، أو لا شيء يطابق ما تبحث عنه.
fees-rules = قواعد الرسوم
