### الوسوم: كلمات خاصة بالعيادة للعثور على أشخاص معًا.

tags-title = الوسوم
tags-text = كلمات خاصة بعيادتك للعثور على المرضى معًا. يراها كل من في الاستقبال.
tags-none = لا وسوم بعد
tags-name = وسم
tags-add = إضافة الوسم
tags-remove = إزالة الوسم
tags-change = تعديل الوسوم
tags-any = الكل
tags-added = أُضيف الوسم
tags-removed = أُزيل الوسم
