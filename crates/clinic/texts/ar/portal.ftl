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
