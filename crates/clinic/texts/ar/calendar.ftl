### The calendar: weeks and days as a grid or a list, and moving appointments on it.

calendar-title = التقويم
calendar-views = طرق عرض التقويم
calendar-week = الأسبوع
calendar-day = اليوم
calendar-rooms = الغرف
calendar-from-to = { $from } – { $to } { $year }
calendar-week-number = الأسبوع { $number }
calendar-previous-week = الأسبوع السابق
calendar-next-week = الأسبوع التالي
calendar-all-days = كل الأيام
calendar-working-days = أيام العمل
calendar-look = طريقة العرض
calendar-grid = شبكة
calendar-list = قائمة
calendar-choose-for = اختر وقتًا لـ { $name }.
calendar-empty = لا مواعيد في هذه الفترة.
calendar-no-rooms-title = لا توجد غرف بعد
calendar-no-rooms-text = تظهر الغرف هنا كأعمدة بعد أن يضيفها أحد المديرين.
calendar-nobody-title = لا أحد يستقبل المرضى بعد
calendar-nobody-text = يظهر الأطباء والمعالجون ومساعدوهم هنا بعد أن يضيفهم أحد المديرين.

## Moving

calendar-keys = مفتاح الإدخال يلتقط الموعد، ومفتاح المسافة يفتحه. بعد التقاطه تحرّكه الأسهم، ويضعه مفتاح الإدخال، ويعيده مفتاح الهروب إلى مكانه.
calendar-picked-up = تم التقاطه. الأسهم تحرّكه، ومفتاح الإدخال يضعه، ومفتاح الهروب يعيده إلى مكانه.
calendar-kept = أُعيد إلى مكانه ولم يتغيّر شيء.
calendar-move-anyway = نقله رغم ذلك
calendar-leave = تركه في مكانه
