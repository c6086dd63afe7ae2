### المال: حساب المريض، والمدفوعات، والدفتر، والإيصالات.

ledger-title = المدفوعات
ledger-text = كل ما قُيِّد ودُفع ورُدّ وصُحِّح. لا يُغيَّر شيء هنا أبدًا.
ledger-account = الحساب
ledger-balance = الرصيد
ledger-owed = المستحق
ledger-credit = رصيد دائن
ledger-even = لا شيء مستحق
ledger-open = المتبقي للدفع
ledger-unused = لم يُستخدم بعد
ledger-open-charges = مبالغ مطلوب دفعها
ledger-lately = آخر ما جرى
ledger-none = لم يُقيَّد شيء ولم يُدفع بعد
ledger-none-text = هنا تظهر تكاليف الزيارات وما دُفع عنها.
ledger-nothing = لم يُعثر على شيء
ledger-nothing-text = لا شيء يطابق عوامل التصفية هذه. امسحها لترى الكل.
ledger-take-payment = استلام دفعة
ledger-add-charge = إضافة مبلغ مستحق
ledger-paid = استُلمت الدفعة
ledger-paid-change = استُلمت الدفعة. الباقي للمريض: { $amount }
ledger-charged = قُيِّد المبلغ
ledger-refunded = رُدّ المبلغ
ledger-adjusted = صُحِّح
ledger-what = البيان
ledger-contact = مع
ledger-amount = المبلغ
ledger-amount-in = المبلغ بعملة { $currency }
ledger-amount-hint = عند الدفع نقدًا يُقرَّب المبلغ إلى ما تتوفر له عملات معدنية.
ledger-charge-hint = شاملًا الضريبة.
ledger-currency = العملة
ledger-given = المبلغ المسلَّم نقدًا
ledger-given-hint = ما يسلّمه المريض؛ ويُحسب الباقي له.
ledger-change = الباقي
ledger-method = طريقة الدفع
ledger-method-cash = نقدًا
ledger-method-card = بطاقة
ledger-method-bank-transfer = تحويل مصرفي
ledger-method-insurance = تأمين
ledger-method-check = شيك
ledger-kind-charge = مبلغ مستحق
ledger-kind-payment = دفعة
ledger-kind-refund = رد مبلغ
ledger-kind-adjustment = تسوية
ledger-cause = السبب
ledger-cause-correction = تصحيح
ledger-cause-discount = خصم
ledger-cause-write-off = شطب
ledger-cause-cash-rounding = تقريب نقدي
ledger-status-open = للدفع
ledger-status-partly-settled = مدفوع جزئيًا
ledger-status-settled = مدفوع
ledger-status-completed = تم
ledger-status-partly-refunded = رُدّ جزئيًا
ledger-status-refunded = رُدّ
ledger-status-cancelled = ملغى
ledger-net = الصافي
ledger-tax = الضريبة
ledger-tax-within = الضريبة المشمولة
ledger-tax-rate = الضريبة بالمئة
ledger-tax-rate-hint = فارغ: لا ضريبة. منها يُحسب مقدار الضريبة في المبلغ.
ledger-due-on = يستحق في
ledger-overdue = متأخر
ledger-billing-code = رمز الفوترة
ledger-billing-period = فترة الفوترة
ledger-invoice-number = رقم الفاتورة
ledger-note = ملاحظة
ledger-visit = الزيارة
ledger-in-cash = نقدًا
ledger-charges-visit = قيِّد الزيارة أولًا: { $amount }
ledger-charges-visit-hint = لم يُقيَّد شيء لهذه الزيارة بعد. من دون ذلك تبقى الدفعة في الحساب.
ledger-with-receipt = مع إيصال
ledger-about = التفاصيل
ledger-with = ما يتصل به
ledger-of = من
ledger-open-it = فتح
ledger-pays-for = يسدد:
ledger-paid-by = سُدِّد من:
ledger-refund = رد المبلغ
ledger-refund-text = يُكتب رد المبلغ بجانب الدفعة. لا يتغير شيء مما هو مكتوب.
ledger-adjust = تصحيح
ledger-adjust-text = يبقى الخطأ كما هو ويُكتب بجانبه سطر يصححه.
ledger-adjust-hint = بعلامة ناقص إذا كان أقل مما هو مكتوب.
ledger-receipt = إيصال
ledger-receipt-refund = إيصال رد مبلغ
ledger-issue-receipt = إصدار إيصال
ledger-receipt-lines = ما دُفع
ledger-on-account = في الحساب
ledger-paid-sum = المدفوع
ledger-given-back = المردود
ledger-received-by = استلمه
ledger-on-strip = كشريط عرضه 80 مم
ledger-on-sheet = كورقة كاملة
ledger-service = ما المقابل حسب قائمة الأسعار
ledger-service-hint = اترك المبلغ فارغًا: يُحسب سعر ذلك اليوم من القائمة.
ledger-no-service = لا شيء من القائمة
ledger-all =
    { $count ->
        [zero] لا قيود
        [one] القيد الوحيد
        [two] القيدان
        [few] كل القيود: { $count }
        [many] كل القيود: { $count }
       *[other] كل القيود: { $count }
    }
