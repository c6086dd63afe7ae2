### التقييمات المعيارية وأدواتها.

assessments-title = التقييمات
assessments-assessment = تقييم
assessments-new = تقييم جديد
assessments-choose = اختر أداة
assessments-none = لا توجد تقييمات بعد
assessments-none-text = تظهر هنا استبيانات هذا المريض واختباراته المقيسة مع نتائجها.
assessments-instrument = الأداة
assessments-administered-on = أُجري في
assessments-answers = الإجابات
assessments-question = السؤال
assessments-answer = الإجابة
assessments-score = النتيجة
assessments-band = الدلالة
assessments-no-score = لا نتيجة
assessments-complete = إتمام
assessments-keep = حفظ كمسودة
assessments-go-on = متابعة الإجابة
assessments-amend = تعديل
assessments-co-sign = توقيع مشترك
assessments-to-co-sign = تقييمات بانتظار توقيعك المشترك
assessments-completed-by = أتمه
assessments-co-signed-by = وقّع معه
assessments-completed = تم الإتمام
assessments-kept = حُفظ كمسودة
assessments-co-signed = تم التوقيع المشترك
assessments-struck = وُسم بأنه أُدخل خطأً
assessments-imported = تم الاستيراد
assessments-status-draft = مسودة
assessments-status-completed = مكتمل
assessments-status-waits = ينتظر توقيعًا مشتركًا
assessments-status-co-signed = موقّع توقيعًا مشتركًا
assessments-critical = يتطلب إجراءً اليوم
assessments-missing = لم يُجب عن:
assessments-without-score = إتمامه دون نتيجة
assessments-unable = تعذّر إجراؤه
assessments-left = اليسار
assessments-right = اليمين
assessments-trial = المحاولة { $number }
assessments-in-english = الأسئلة بالإنجليزية: لا تتوفر مع هذه الأداة ترجمة مختبرة. اطرحها بصياغة ترجمة معتمدة.
assessments-working-translation = هذه ترجمة عملية لمن يجري القياس، ولم يتم التحقق من صلاحيتها.
assessments-since = منذ { $day }
assessments-better = أفضل
assessments-worse = أسوأ
assessments-was = كان:
assessments-change-counts = هذا أكبر من أصغر تغيّر يُعتد به.
assessments-change-within = هذا ضمن ما قد يختلف عند تكرار القياس.
assessments-change-detectable = أصغر تغيّر يمكن كشفه: { $least }.
assessments-change-important = أصغر تغيّر مهم: { $least }.
assessments-trend = التطور
assessments-trend-drawing = النتائج على شكل خط؛ والجدول أدناه يعرض الشيء نفسه.
assessments-trend-least = بين الخطين المتقطعين يقل الفرق عن النتيجة الأخيرة عن أصغر تغيّر يُعتد به.
assessments-instruments = الأدوات
assessments-instruments-text = ما يمكن اختياره لتقييم جديد. تبقى التقييمات السابقة كما هي.
assessments-in-use = مستخدمة
assessments-not-in-use = غير مستخدمة
assessments-own = خاصة بالعيادة
assessments-switch-on = استخدام
assessments-switch-off = إيقاف الاستخدام
assessments-permission = إذن المالك
assessments-permission-hint = ما لدى العيادة: رسالة أو رقم ترخيص، ومكان حفظه.
assessments-confirm-permission = تأكيد واستخدام
assessments-import = استيراد أداة
assessments-import-text = ألصق التعريف بصيغة JSON. يتم التحقق منه، ولا تُعدّل النسخة المنشورة أبدًا: كل تغيير نسخة أعلى.
assessments-definition = التعريف
assessments-to-answer =
    { $count ->
         [zero] لا أسئلة متبقية
         [one] سؤال واحد متبقٍ
         [two] سؤالان متبقيان
         [few] { $count } أسئلة متبقية
         [many] { $count } سؤالًا متبقيًا
        *[other] { $count } سؤال متبقٍ
    }
assessments-questions =
    { $count ->
         [zero] لا أسئلة
         [one] سؤال واحد
         [two] سؤالان
         [few] { $count } أسئلة
         [many] { $count } سؤالًا
        *[other] { $count } سؤال
    }
