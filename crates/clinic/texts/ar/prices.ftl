### قائمة الأسعار.

prices-title = الأسعار
prices-text = تكلفة كل خدمة ومن متى إلى متى. السعر الذي بدأ العمل به لا يتغير؛ يحل محله السعر التالي.
prices-set = تحديد سعر
prices-service = الخدمة
prices-no-services-text = الأسعار تخص الخدمات. اذكر أولًا ما تقدمه العيادة.
prices-none = لا أسعار بعد
prices-none-text = بعد تحديد سعر تُحسب الزيارات به.
prices-days = الأيام
prices-for-good = بلا نهاية
prices-from = من يوم
prices-from-hint = ينتهي السعر الساري قبله في اليوم السابق.
prices-to = إلى يوم
prices-to-hint = فارغ: بلا نهاية.
prices-state-now = سارٍ
prices-state-to-come = قادم
prices-state-over = منتهٍ
prices-end-today = إنهاء اليوم
prices-ended = ينتهي السعر اليوم
prices-removed = أُزيل السعر من القائمة
