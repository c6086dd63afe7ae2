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
