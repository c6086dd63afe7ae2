### The day board, booking, the worklist, lists and details of appointments.

## Day board

appointments-title = المواعيد
appointments-board-title = اليوم في الاستقبال
appointments-tabs = المواعيد حسب المرحلة
appointments-tab-expected = المنتظرون
appointments-tab-arrived = الحاضرون
appointments-tab-done = المنتهون
appointments-tab-cancelled = الملغاة
appointments-expected-next = المنتظرون التالون
appointments-tab-all = الكل
appointments-day = اليوم
appointments-previous-day = اليوم السابق
appointments-next-day = اليوم التالي
appointments-patient = المريض
appointments-provider = الطبيب
appointments-any-provider = كل الأطباء
appointments-room = الغرفة
appointments-wait = الانتظار
appointments-wait-minutes = { $minutes } د
appointments-phone-ends = هاتف …{ $digits }
appointments-paid = مدفوع
appointments-owing = مستحق
appointments-priority = أولوية
appointments-late = متأخر

## Steps

appointments-check-in = تسجيل الوصول
appointments-start = بدء
appointments-complete = إنهاء
appointments-take-payment = استلام الدفع
appointments-confirm = تأكيد
appointments-reschedule = تغيير الموعد
appointments-cancel = إلغاء الموعد
appointments-no-show = لم يحضر
appointments-enter-in-error = أُدخل خطأً
appointments-undo = تراجع
appointments-next-step = الخطوة التالية
appointments-move-to = نقل إلى
appointments-step-for = { $step }: { $name }
appointments-status-changed = { $name }: { $status }
appointments-cancel-title = إلغاء موعد { $name }
appointments-cancel-reason = ما سبب الإلغاء؟
appointments-cancelled-by = ألغاه { $name }
appointments-cancelled-late = إلغاء متأخر
appointments-keep = الإبقاء عليه
appointments-reschedule-title = تغيير موعد { $name }
appointments-rescheduled = نُقل إلى { $time }

## Booking

appointments-book = حجز موعد
appointments-book-for = حجز موعد لـ { $name }
appointments-booked = تم الحجز: { $time }
appointments-edit-title = تعديل الموعد
appointments-walk-in = حضور بدون موعد
appointments-walk-in-text = شخص عند الاستقبال: ابحث عنه أو سجّله. تبدأ الزيارة حالما يتفرغ من تختاره.
appointments-register-and-check-in = تسجيل الشخص ووصوله
appointments-free-now = متاح الآن
appointments-busy-until = مشغول حتى { $time }
appointments-now = الآن
appointments-what = ماذا
appointments-when = متى
appointments-date = التاريخ
appointments-starts = البداية
appointments-ends = النهاية
appointments-duration = المدة
appointments-duration-minutes = المدة بالدقائق
appointments-kind = النوع
appointments-cost = التكلفة
appointments-estimated-cost = التكلفة التقديرية
appointments-billing-code = رمز الفوترة
appointments-insurance-authorization = موافقة التأمين
appointments-preparation-notes = التحضير
appointments-follow-up-needed = يحتاج إلى متابعة
appointments-is-priority = أولوية
appointments-is-priority-hint = يظهر أولًا ويُميَّز في لوحة اليوم.
appointments-reason = سبب الزيارة
appointments-no-room = بدون غرفة
appointments-no-free-times = لا وقت متاح في هذا اليوم.
appointments-pick-time = أوقات متاحة: تكفي ضغطة واحدة
appointments-conflict-title = هذا الوقت محجوز بالفعل
appointments-conflict-text = { $what }: محجوز في هذا الوقت.
appointments-override = الحجز على أي حال
appointments-override-reason = سبب الحجز المزدوج
appointments-override-hint = يُسجَّل باسمك.

## Worklist, lists, details

appointments-worklist-title = يومي
appointments-next-patient = المريض التالي
appointments-no-next-patient = لا أحد في الانتظار
appointments-patients-title = المرضى ومواعيدهم القادمة
appointments-details-title = تفاصيل الموعد
appointments-with = مع { $name }
appointments-past = السابقة
appointments-upcoming = القادمة
appointments-mine = مواعيدي
appointments-history = ما حدث
appointments-print-day = طباعة قائمة اليوم
appointments-display = شاشة غرفة الانتظار
appointments-display-now = تفضلوا بالدخول
appointments-display-waiting = في الانتظار
appointments-display-nobody = لا نداء لأحد في هذه اللحظة.
appointments-empty-expected-title = لا أحد منتظر
appointments-empty-expected-text = كل من لديه موعد في هذا اليوم وصل أو أُلغي موعده.
appointments-empty-arrived-title = لا أحد في الانتظار
appointments-empty-arrived-text = يظهر الأشخاص هنا بعد تسجيل وصولهم.
appointments-empty-done-title = لم تكتمل أي زيارة بعد
appointments-empty-done-text = تظهر هنا الزيارات المكتملة لهذا اليوم.
appointments-empty-cancelled-title = لا إلغاءات
appointments-empty-cancelled-text = تظهر هنا المواعيد الملغاة والفائتة لهذا اليوم.
appointments-empty-title = لا توجد مواعيد
appointments-empty-day-title = لا مواعيد
appointments-empty-text = لا شيء يطابق هذا الاختيار. غيّر التصفية أو احجز موعدًا.
appointments-empty-day-text = لا مواعيد في هذا اليوم.
appointments-count =
    { $count ->
         [zero] لا مواعيد
         [one] موعد واحد
         [two] موعدان
         [few] { $count } مواعيد
         [many] { $count } موعدًا
        *[other] { $count } موعد
    }
appointments-waiting =
    { $count ->
         [zero] لا أحد في الانتظار
         [one] شخص واحد في الانتظار
         [two] شخصان في الانتظار
         [few] { $count } أشخاص في الانتظار
         [many] { $count } شخصًا في الانتظار
        *[other] { $count } شخص في الانتظار
    }
appointments-attendance = خلال آخر 12 شهرًا:
appointments-missed =
    { $count ->
        [zero] لا زيارات فائتة
        [one] زيارة فائتة واحدة
        [two] زيارتان فائتتان
        [few] { $count } زيارات فائتة
        [many] { $count } زيارة فائتة
       *[other] { $count } زيارة فائتة
    }
appointments-cancelled-late-count =
    { $count ->
        [zero] لا إلغاءات متأخرة
        [one] إلغاء متأخر واحد
        [two] إلغاءان متأخران
        [few] { $count } إلغاءات متأخرة
        [many] { $count } إلغاءً متأخرًا
       *[other] { $count } إلغاء متأخرًا
    }
appointments-answered-confirmed = أكّد برسالة
appointments-answered-cancelled = ألغى برسالة

### The clinic's rules for booking.

rules-title = قواعد الحجز
rules-about = ما يستطيع المرضى فعله بأنفسهم وما يحدث من تلقاء نفسه. أما العاملون فيحجزون وينقلون ويلغون في أي وقت.
rules-cutoff = الدقائق قبل البداية التي يمكن للمرضى حتى حينها النقل أو الإلغاء
rules-cutoff-hint = بعد ذلك عليهم أن يتصلوا. 0: حتى البداية.
rules-most-ahead = المواعيد القادمة التي يمكن للمريض حجزها
rules-most-ahead-hint = بنفسه؛ ويمكن للاستقبال حجز المزيد.
rules-hold = الدقائق التي يُحجز فيها الوقت مؤقتًا
rules-hold-hint = خلالها لا يأخذه غيره ريثما يراجعه مرة أخرى.
rules-grace = الدقائق بعد النهاية حتى يُعدّ المريض متغيبًا
rules-grace-hint = فارغ: لا يُسجَّل أحد من تلقاء نفسه.
rules-offer = الدقائق التي يبقى فيها العرض لقائمة الانتظار
rules-offer-hint = بعدها يُسأل التالي.
