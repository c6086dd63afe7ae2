### The frame of every page: top bar, navigation, search, session and network notices.

shell-skip = انتقل إلى المحتوى
shell-nav = التنقل الرئيسي
shell-nav-home = الرئيسية
shell-nav-board = اليوم
shell-nav-worklist = يومي
shell-nav-patients = المرضى
shell-nav-appointments = المواعيد
shell-nav-calendar = التقويم
shell-nav-waitlist = قائمة الانتظار
shell-nav-contacts = جهات الاتصال
shell-nav-import = استيراد
shell-nav-staff = الموظفون
shell-nav-audit = سجل التدقيق
shell-nav-admin = الإدارة
shell-nav-messages = الرسائل
shell-nav-billing = الفوترة
shell-new = جديد
shell-new-patient = مريض
shell-new-appointment = موعد
shell-new-walk-in = حضور بدون موعد
shell-new-staff = موظف
shell-clock = توقيت العيادة
shell-user-menu = قائمة حساب { $name }
shell-signed-in-as = تم تسجيل الدخول باسم { $name }
shell-language = اللغة
shell-theme = المظهر
shell-theme-auto = حسب النظام
shell-theme-light = فاتح
shell-theme-dark = داكن
shell-sign-in = تسجيل الدخول
shell-sign-out = تسجيل الخروج
shell-sign-in-again = تسجيل الدخول مجددًا

## Search

shell-search-open = ابحث عن مريض
shell-search-title = بحث
shell-search-label = الاسم أو الهاتف أو رقم الملف أو تاريخ الميلاد
shell-search-placeholder = الاسم، الهاتف، رقم الملف، تاريخ الميلاد
shell-search-hint = الأسهم للاختيار، Enter للفتح، Esc للإغلاق
shell-search-recent = فُتحت مؤخرًا
shell-search-found =
    { $count ->
         [zero] لم يُعثر على أحد
         [one] عُثر على شخص واحد
         [two] عُثر على شخصين
         [few] عُثر على { $count } أشخاص
         [many] عُثر على { $count } شخصًا
        *[other] عُثر على { $count } شخص
    }
shell-search-none = لم يُعثر على أحد. تحقق من الكتابة أو جرّب رقم الهاتف أو تاريخ الميلاد.
shell-search-all = عرض كل النتائج

## Notices shown by scripts

shell-session-title = الجلسة
shell-session-before = سيتم تسجيل خروجك قريبًا لعدم النشاط. الدقائق المتبقية:
shell-session-stay = البقاء متصلًا
shell-session-expired = تم تسجيل خروجك. ما كتبته محفوظ هنا: سجّل الدخول مجددًا في علامة التبويب الجديدة ثم عُد.
shell-offline-title = الشبكة
shell-offline = لا اتصال بالخادم. لم يُفقد شيء مما كتبته.
shell-failed = لم تنجح العملية. حاول مرة أخرى.

## Shortcuts

shell-shortcuts = اختصارات لوحة المفاتيح
shell-shortcuts-text = تعمل هذه الاختصارات عند تفعيل البرمجة النصية، وكل المهام ممكنة من دونها أيضًا.
shell-key-search = البحث عن مريض
shell-key-new = فتح قائمة «جديد»
shell-key-save = حفظ النموذج
shell-key-submit = الإرسال من داخل الحقل
shell-key-next-step = الخطوة التالية للصف
shell-key-close = إغلاق
shell-key-today = الانتقال إلى بداية اليوم
shell-keys-chords = مع Ctrl أو Alt فقط
shell-keys-help = وعلامة الاستفهام أيضًا
shell-keys-letters = والحروف المفردة أيضًا
shell-key-help = هذه القائمة

## Sections of the administration

admin-people = الأشخاص
admin-visits = الزيارات
admin-money = المال
admin-charts = الملفات الطبية
admin-connections = الاتصالات
admin-records = السجلات
admin-upkeep = الصيانة
admin-pages = صفحات هذا القسم
