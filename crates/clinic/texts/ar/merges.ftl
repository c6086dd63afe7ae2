### ملفان لشخص واحد يصيران ملفًا واحدًا، ثم ملفين من جديد.

merges-title = الملفات المدموجة
merges-merge = دمج الملفين
merges-merge-dots = دمج…
merges-duplicates = تكرار محتمل
merges-duplicates-text = مرضى ربما سُجلوا مرتين: الاسم وتاريخ الميلاد نفسهما، أو الهاتف نفسه.
merges-none = لم يُعثر على تكرار
merges-none-text = لا أحد هنا يشبه غيره.
merges-first-only = تظهر أحدث 100 حالة فقط، وتظهر غيرها كلما سُوّيت هذه.
merges-one = الملف الأول
merges-other = الملف الثاني
merges-why = المشترك
merges-why-birth = الاسم وتاريخ الميلاد
merges-why-phone = الهاتف
merges-why-name = الاسم
merges-compare = مقارنة ودمج
merges-tell-apart = شخصان
merges-told-apart = سُجّل أنهما شخصان
merges-choose = دمج { $name } مع
merges-choose-text = ابحث عن الملف الآخر للشخص نفسه. لا يتغير شيء قبل أن ترى الملفين جنبًا إلى جنب.
merges-likely = ربما الشخص نفسه
merges-nobody-likely = لا أحد يبدو أنه الشخص نفسه. ابحث عن الملف الآخر.
merges-obstacles = يجب حلّه أولًا
merges-field = الحقل
merges-survivor = الملف الذي يبقى
merges-moves = ما ينتقل
merges-moves-text = كل ما في الملف الآخر ينتقل إلى الملف الذي يبقى، ثم يختفي الآخر؛ وتقود عناوينه ورقمه إلى الملف الباقي.
merges-moves-none = لا شيء في الملفين بعد.
merges-kind-appointments = المواعيد
merges-kind-series = السلاسل
merges-kind-encounters = الزيارات
merges-kind-notes = الملاحظات
merges-kind-records = السجلات
merges-kind-history = التاريخ المرضي
merges-kind-assessments = التقييمات
merges-kind-plans = خطط العلاج
merges-kind-packages = زيارات مصرح بها
merges-kind-documents = المستندات
merges-kind-transactions = المستحقات والمدفوعات
merges-kind-invoices = الفواتير
merges-kind-readings = القياسات
merges-kind-limits = حدود القياسات
merges-kind-devices = الأجهزة
merges-kind-waitlist = قائمة الانتظار
merges-kind-messages = الرسائل
merges-sign-in-both = لكليهما حساب دخول. يستمر حساب الملف الذي يبقى ويُغلق الآخر.
merges-sign-in-one = لأحدهما حساب دخول، ويدخل به إلى الملف الذي يبقى. مفاتيح المرور للملف الآخر تُعدّ من جديد.
merges-limits-both = لكليهما حدود للقياس نفسه. تسري حدود الملف الذي يبقى.
merges-no-known-allergies-both = كلاهما يذكر أنه لا حساسية معروفة. يُذكر ذلك مرة واحدة بعد الدمج.
merges-consents = يُحفظ ما وافق عليه كل منهما أو رفضه، والعبرة بآخر جواب.
merges-reversible =
    { $count ->
        [zero] لا يمكن التراجع عنه.
        [one] يمكن التراجع عنه خلال يوم واحد.
        [two] يمكن التراجع عنه خلال يومين.
        [few] يمكن التراجع عنه خلال { $count } أيام.
        [many] يمكن التراجع عنه خلال { $count } يومًا.
       *[other] يمكن التراجع عنه خلال { $count } يوم.
    }
merges-reason = السبب
merges-reason-hint = كيف عرفت أنهما شخص واحد؟
merges-changed-meanwhile = تغيّر أحد الملفين في هذه الأثناء. هذه حالتهما الآن: راجعها وأكّد من جديد.
merges-merged = تم دمج الملفين
merges-reversed = تم التراجع عن الدمج
merges-moved-here = دُمج ذلك الملف في هذا الملف
merges-empty = لا ملفات مدموجة بعد
merges-empty-text = تظهر عمليات الدمج هنا، ويمكن التراجع عنها خلال 30 يومًا.
merges-remains = الباقي
merges-went = دُمج فيه
merges-when = متى
merges-taken-back = تم التراجع
merges-reverse = التراجع عن الدمج
merges-until = حتى { $day }
merges-reverse-text = يعود ما انتقل مع كل ما أضيف إليه. وما كُتب غير ذلك منذ الدمج يبقى في الملف الباقي.
merges-reverse-reason = سبب التراجع
