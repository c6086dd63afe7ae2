### How patients come in by themselves, and what the desk does about it.

patients-login-text = اكتب رقم هاتفك واسم المستخدم، وسنرسل رمزًا إلى هذا الهاتف.
patients-login-unproved = اكتب رقم هاتفك واسم المستخدم.
patients-login-failed = رقم الهاتف أو اسم المستخدم غير صحيح.
patients-login-by-code = أرسلوا لي رمزًا لأرى كل شيء
patients-phone = رقم الهاتف
patients-phone-hint = سنرسل رمزًا إليه.
patients-username-hint = ما ستدخل به لاحقًا؛ يكفي اسمك.
patients-send-code = أرسل الرمز
patients-sign-up = التسجيل كمريض
patients-sign-up-text = سجّل في { $name }. لا نحفظ شيئًا قبل أن يثبت الرمز أن الهاتف لك.
patients-sign-up-instead = جديد هنا؟ سجّل الآن
patients-known-already = مسجّل من قبل؟ ادخل
patients-have-paper = لدي رمز على ورقة
patients-by-phone = الدخول بالهاتف بدلًا من ذلك
patients-staff-here = أعمل هنا
patients-here = هل أنت مريض؟ ادخل من هنا.
patients-code-title = اكتب الرمز
patients-code-text = إذا كانت العيادة تعرف هذه البيانات فالرمز في طريقه إلى
patients-code = الرمز
patients-code-hint = 6 أرقام، صالحة 5 دقائق في هذا المتصفح.
patients-code-over = انتهى هذا الرمز. اطلب رمزًا جديدًا.
patients-code-again = أرسل رمزًا آخر
patients-code-resent = رمز آخر في الطريق. أحدث رمز هو الصالح فقط.
patients-code-too-soon = أُرسل رمز للتو. انتظر دقيقة قبل طلب رمز آخر.
patients-code-none = لم تصل رسالة؟ تأكد من الرقم أو انتظر دقيقة أو اسأل العيادة: يمكنها طباعة رمز لك.
patients-begin-again = ابدأ من جديد
patients-activate-title = الدخول برمز على ورقة
patients-activate-text = أعطتك العيادة ورقة عليها رمز. يدخلك مرة واحدة.
patients-activate-code = الرمز على الورقة
patients-activation-failed = هذا الرمز غير صحيح أو استُخدم من قبل أو مضى عليه أكثر من يوم.
patients-access-title = دخول المريض
patients-blocked = محظور
patients-held = رقم الهاتف جديد. خلال يوم واحد لا يُظهر الرمز المرسل إليه سوى أوقات المواعيد. حتى:
patients-known-by = يُعرف بـ
patients-known-by-text = الهاتف واسم المستخدم معًا يحددان من يدخل، والرمز المرسل إلى الهاتف يثبته.
patients-phone-change-hint = الرقم الجديد يُظهر القليل ليوم واحد، ويُبلَّغ الرقم القديم، وتُزال مفاتيح المرور.
patients-open-account = السماح لهذا المريض بالدخول
patients-paper-title = رمز على ورقة
patients-paper-about = لمن لا تصله الرسائل. تحقق من الشخص أمامك واطبع الرمز وسلّمه: يدخل حامله مرة واحدة خلال يوم.
patients-paper-outstanding = هناك رمز صادر. الرمز الجديد يلغيه. صالح حتى
patients-paper-make = أنشئ رمزًا
patients-paper-heading = دخولك إلى { $name }
patients-paper-text = وجّه كاميرا هاتفك إلى الصورة، أو افتح العنوان واكتب الرمز.
patients-paper-picture = رمز QR فيه العنوان والرمز
patients-paper-address = العنوان
patients-paper-until = صالح حتى
patients-paper-once = يعمل مرة واحدة. بعدها ادخل برقم الهاتف واسم المستخدم أو أضف مفتاح مرور.
patients-block-title = حظر
patients-block-text = يُخرج المريض من كل مكان ولا يُدخل أحدًا بهذا الحساب.
patients-blocked-text = لا يدخل أحد بهذا الحساب.
patients-block = حظر هذا الحساب
patients-unblock = أعد فتحه
patients-code-wrong =
    { $count ->
        [zero] هذا الرمز غير صحيح. لم تبق محاولات.
        [one] هذا الرمز غير صحيح. بقيت محاولة واحدة.
        [two] هذا الرمز غير صحيح. بقيت محاولتان.
        [few] هذا الرمز غير صحيح. بقيت { $count } محاولات.
        [many] هذا الرمز غير صحيح. بقيت { $count } محاولة.
       *[other] هذا الرمز غير صحيح. بقيت { $count } محاولة.
    }
patients-unproved-warning = يدخل المرضى برقم الهاتف واسم المستخدم وحدهما، ويدخل كذلك أي غريب يعرفهما. السبب المذكور: { $reason }
patients-code-refused = لم نتمكن من إدخالك بهذا الرمز. اسأل العيادة من فضلك.
