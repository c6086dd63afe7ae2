### السجلات المالية: حصيلة الزيارات.

finances-title = السجلات المالية
finances-text = ما قُيِّد على الزيارات وما استُلم عنها وما بقي للدفع.
finances-own-text = حصيلة زياراتك أنت: المقيَّد والمستلَم والمتبقي.
finances-none = لا شيء في هذه الأيام
finances-none-text = حين تُقيَّد زيارات هذه الأيام أو تُدفع تظهر مجاميعها هنا.
finances-charged = المقيَّد
finances-received = المستلَم
finances-outstanding = المتبقي
finances-period = مقسَّم حسب
finances-period-day = اليوم
finances-period-month = الشهر
finances-by-period = حسب الوقت
finances-by-service = حسب الخدمة
finances-by-method = حسب طريقة الدفع
finances-by-contact = حسب المريض
finances-no-service = لم يُذكر المقابل
