### نهاية يوم الصندوق: العدّ والإقفال وإعادة الفتح.

closes-title = الأيام المقفلة
closes-text = يُعدّ ما استُلم يومًا بيوم. لا يمكن تسجيل شيء في يوم مقفل.
closes-close = إقفال اليوم
closes-count-today = إقفال يومنا هذا
closes-again = إقفاله من جديد
closes-open-days = لم تُقفل بعد
closes-entries =
    { $count ->
        [zero] لا قيود
        [one] قيد واحد
        [two] قيدان
        [few] { $count } قيود
        [many] { $count } قيدًا
       *[other] { $count } قيد
    }
closes-none = لم يُقفل أي يوم بعد
closes-none-text = في نهاية اليوم عُدّ ما في الأدراج ثم أقفله.
closes-day = اليوم
closes-choose-day = عرض هذا اليوم
closes-closed-by = أقفله
closes-reopened-by = أعاد فتحه
closes-cashier = سجّله
closes-program = برنامج
closes-expected = المفترض وجوده
closes-counted = المعدود
closes-difference = الفرق
closes-even = لا فرق
closes-reason = سبب الفرق
closes-reason-hint = مطلوب إذا اختلف المبلغان.
closes-form-text = عُدّ كل درج. كل فرق عن المفترض يحتاج إلى سبب.
closes-nothing = لم تُتداول أموال في هذا اليوم.
closes-pieces = عدّ الأوراق والعملات المعدنية
closes-pieces-text = كم من كل فئة. يُحسب المجموع لك.
closes-locks = بعد الإقفال لا يُسجَّل شيء لهذا اليوم: لا مبلغ مستحق ولا دفعة ولا رد مبلغ.
closes-already = هذا اليوم مقفل
closes-already-text = تبيّن ورقته ما جرى عدّه.
closes-open-sheet = فتح الورقة
closes-sheet = ورقة اليوم
closes-signature = التوقيع
closes-state-closed = مقفل
closes-state-reopened = أُعيد فتحه
closes-reopen = إعادة فتح اليوم
closes-reopen-text = يبقى ما جرى عدّه ظاهرًا. ويُعدّ اليوم من جديد عند إقفاله مرة أخرى.
closes-reopen-reason = سبب إعادة الفتح
closes-closed = أُقفل اليوم
closes-reopened = أُعيد فتح اليوم
