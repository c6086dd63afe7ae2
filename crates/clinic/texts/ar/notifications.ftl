notifications-title = الإشعارات
notifications-read-all = تعليم الكل كمقروء
notifications-none = لا جديد
notifications-none-text = هنا يظهر ما يحدث أثناء عملك: مرضى وصلوا أو حجزوا بأنفسهم، وردود، ورسائل تعذر إرسالها.
notifications-new = جديد
notifications-open = فتح
notifications-patient-arrived = مريض موعد { $time } وصل
notifications-booked-online = حجز عبر الإنترنت: { $when }
notifications-moved-online = نُقل موعد عبر الإنترنت، أصبح { $when }
notifications-cancelled-online = أُلغي موعد عبر الإنترنت: { $when }
notifications-message-received =
    { $count ->
        [zero] لا رسائل من المرضى
        [one] كتب مريض إلى العيادة
        [two] رسالتان من المرضى
        [few] { $count } رسائل من المرضى
        [many] { $count } رسالة من المرضى
       *[other] { $count } رسالة من المرضى
    }
notifications-message-failed =
    { $count ->
        [zero] لم تتعذر أي رسالة
        [one] تعذر إرسال رسالة
        [two] تعذر إرسال رسالتين
        [few] تعذر إرسال { $count } رسائل
        [many] تعذر إرسال { $count } رسالة
       *[other] تعذر إرسال { $count } رسالة
    }
notifications-emergency-opened = فتح { $name } وصول الطوارئ إلى السجلات السريرية
notifications-critical-answer = إجابة في أحد التقييمات تحتاج إلى اهتمام اليوم
notifications-webhook-stopped = أُوقف خطاف ويب: لم يعد مستقبِله يجيب
notifications-export-ready = ملف التصدير جاهز
notifications-export-failed = فشل التصدير
notifications-document-damaged =
    { $count ->
        [zero] لا مستندات تالفة في المخزن
        [one] مستند تالف في المخزن
        [two] مستندان تالفان في المخزن
        [few] { $count } مستندات تالفة في المخزن
        [many] { $count } مستندًا تالفًا في المخزن
       *[other] { $count } مستند تالف في المخزن
    }
notifications-reading-alert = قراءة لأحد المرضى تحتاج إلى متابعة
notifications-note-to-co-sign = ملاحظة تنتظر توقيعك المشترك
notifications-assessment-to-co-sign = تقييم ينتظر توقيعك المشترك
