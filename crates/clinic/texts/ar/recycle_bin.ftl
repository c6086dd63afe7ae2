### The recycle bin: what was deleted, and the way back.

recycle-bin-title = سلة المحذوفات
recycle-bin-text = ما حُذف لم يعد ظاهرًا لكنه لم يضِع. يمكن استعادته من هنا.
recycle-bin-all = الكل
recycle-bin-kind-patient = المرضى
recycle-bin-kind-contact = جهات الاتصال
recycle-bin-kind-appointment = المواعيد
recycle-bin-kind-document = المستندات
recycle-bin-what = العنصر
recycle-bin-deleted-at = حُذف في
recycle-bin-deleted-by = بواسطة
recycle-bin-restore = استعادة
recycle-bin-restored = استُعيد
recycle-bin-none = لا شيء هنا
recycle-bin-none-text = ما يحذفه أحد يظهر هنا مع من حذفه ومتى.
