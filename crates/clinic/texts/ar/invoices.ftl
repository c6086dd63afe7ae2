### الفواتير والإشعارات الدائنة.

invoices-title = الفواتير
invoices-text = ما طُلب دفعه، بأرقام متتالية دون انقطاع. ما صدر لا يتغير أبدًا، ويُلغى بإشعار دائن.
invoices-number = الرقم
invoices-draft = مسودة فاتورة
invoices-for = إلى
invoices-total = المجموع
invoices-open = المتبقي للدفع
invoices-paid = المدفوع
invoices-credited-sum = المُلغى
invoices-credits = يُلغي
invoices-due-on = يستحق في
invoices-due-hint = فارغ: حسب شروط العيادة.
invoices-net = بدون الضريبة
invoices-discounts = الخصومات
invoices-discount = خصم
invoices-discount-whole = خصم على المجموع
invoices-part-hint = مبلغ، أو نسبة مثل 10 %.
invoices-lines = البنود
invoices-line-plain = خدمات
invoices-line-number = البند { $number }
invoices-line-new = بند آخر
invoices-line-charged = قُيِّد من قبل:
invoices-line-remove = إزالة من الفاتورة
invoices-no-lines = لا شيء فيها بعد.
invoices-description = المقابل
invoices-quantity = الكمية
invoices-price-in = السعر بعملة { $currency }
invoices-whole = المجموع كله
invoices-note-hint = تُطبع تحت البنود.
invoices-payer = الجهة الدافعة
invoices-payer-part = حصة جهة أخرى
invoices-payer-hint = شركة تأمين أو جهة عمل من جهات الاتصال.
invoices-no-payer = لا أحد غيره
invoices-payer-share = ما تتحمله الجهة الدافعة
invoices-payer-bears = تتحمله الجهة الدافعة
invoices-own-part = المتبقي على المريض
invoices-by-payer = منه على الجهة الدافعة
invoices-payer-paid = دفعة الجهة الدافعة
invoices-paid-by = الدافع
invoices-authorization = رقم الموافقة
invoices-as-saved = كما حُفظت آخر مرة
invoices-new = فاتورة جديدة
invoices-edit = تعديل المسودة
invoices-edit-text = لا يُقيَّد شيء ولا يؤخذ رقم قبل إصدار الفاتورة. ما قُيِّد من قبل مذكور هنا.
invoices-collect = إضافة ما ليس على أي فاتورة
invoices-issue = إصدار
invoices-discard = التخلص من المسودة
invoices-drafted = بدأت مسودة
invoices-issued = صدرت الفاتورة
invoices-discarded = أُزيلت المسودة
invoices-credited = صدر إشعار دائن
invoices-credit = إلغاء بإشعار دائن
invoices-credit-text = تبقى الفاتورة كما هي. للإشعار الدائن رقم خاص به، وما دُفع عنها يصبح متاحًا من جديد.
invoices-credit-notes = الإشعارات الدائنة
invoices-creditable = { $amount } على الأكثر
invoices-nothing = لم توجد فواتير
invoices-nothing-text = تبدأ الفاتورة من حساب المريض. امسح المرشحات لرؤية الكل.
invoices-kind-invoice = فاتورة
invoices-kind-credit-note = إشعار دائن
invoices-status-draft = مسودة
invoices-status-open = للدفع
invoices-status-partly-paid = مدفوعة جزئيًا
invoices-status-overdue = متأخرة
invoices-status-paid = مدفوعة
invoices-status-credited = مُلغاة
invoices-status-issued = صادر
invoices-back = العودة إلى الفاتورة
invoices-policy = الفوترة
invoices-policy-text = ما يُطبع على الفواتير وكيف تُرقَّم. الفواتير الصادرة تحتفظ بما فيها.
invoices-letterhead = على الورق
invoices-clinic-name = الاسم على الورق
invoices-clinic-name-hint = فارغ: اسم العيادة.
invoices-address = العنوان
invoices-tax-number = الرقم الضريبي
invoices-footer = أسفل الصفحة
invoices-footer-hint = أين يُدفع ومن يُسأل.
invoices-numbers = الأرقام والشروط
invoices-series = سلسلة الفواتير
invoices-series-hint = أحرف لاتينية كبيرة وأرقام وشرطات. كل سلسلة أخرى تبدأ من 1.
invoices-credit-series = سلسلة الإشعارات الدائنة
invoices-payment-days = أيام حتى الدفع
invoices-overdue = الفواتير المتأخرة
invoices-overdue-text = ما كان يجب دفعه حتى الآن، الأقدم أولًا. كل تذكير يُرسل مرة واحدة، بكلمات العيادة وبالطريقة التي وافق عليها المريض.
invoices-none-overdue = لا شيء متأخر
invoices-none-overdue-text = ما هو للدفع لم يستحق بعد.
invoices-days-overdue = أيام التأخر
invoices-reminded-last = آخر تذكير
invoices-not-reminded = ليس بعد
invoices-level = التذكير { $number }
invoices-remind = إرسال التذكير { $number }
invoices-reminded = التذكير في الطريق
invoices-reminder-days = التذكيرات، بالأيام بعد موعد الدفع
invoices-reminder-days-hint = مثل 7, 21, 42: خمسة على الأكثر، كل منها بعد سابقه. فارغ: لا تذكير.
invoices-all =
    { $count ->
        [zero] لا فواتير
        [one] الفاتورة الوحيدة
        [two] الفاتورتان
        [few] كل الفواتير: { $count }
        [many] كل الفواتير: { $count }
       *[other] كل الفواتير: { $count }
    }
invoices-remind-all = تذكير الكل
invoices-remind-more = تذكير التالين
invoices-all-reminded = لا شيء للتذكير به
invoices-all-reminded-text = ما تأخر سداده ذُكّر به اليوم، أو لم يحن بعد مستوى آخر.
invoices-reminded-count =
    { $count ->
        [zero] لا تذكيرات في الطريق
        [one] تذكير واحد في الطريق
        [two] تذكيران في الطريق
        [few] { $count } تذكيرات في الطريق
        [many] { $count } تذكيرًا في الطريق
       *[other] { $count } تذكير في الطريق
    }
