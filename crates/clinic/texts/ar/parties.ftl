### Patients and contacts: lists, forms, duplicates, import.

parties-title = المرضى
parties-register = تسجيل مريض
parties-register-and-book = تسجيل وحجز موعد
parties-edit-title = تعديل بيانات { $name }
parties-registered-now = تم تسجيل المريض
parties-search = البحث في المرضى
parties-search-hint = أجزاء من الاسم بأي ترتيب، أو الهاتف أو رقم الملف أو تاريخ الميلاد
parties-next-appointment = الموعد القادم
parties-last-visit = آخر زيارة
parties-no-next-appointment = لا يوجد
parties-open-chart = فتح الملف
parties-patient = المريض
parties-chart = الملف الطبي
parties-profile = البيانات

## Form

parties-group-person = البيانات الشخصية
parties-group-contact = بيانات التواصل
parties-group-address = العنوان
parties-group-emergency = جهات الاتصال للطوارئ
parties-group-insurance = التأمين
parties-group-more = تفاصيل إضافية
parties-given-name = الاسم الأول
parties-family-name = اسم العائلة
parties-full-name = الاسم الكامل
parties-date-of-birth = تاريخ الميلاد
parties-born = الميلاد
parties-age = العمر
parties-sex = الجنس
parties-mrn = رقم الملف
parties-mrn-short = رقم الملف
parties-mrn-hint = إن تُرك فارغًا يُعطى الرقم التالي.
parties-number = الرقم
parties-phone = الهاتف
parties-phone-hint = بأي صيغة، وبدون رمز البلد يُعد محليًا.
parties-email = البريد الإلكتروني
parties-address = العنوان
parties-line1 = الشارع والرقم
parties-line2 = المبنى، الطابق، الشقة
parties-city = المدينة
parties-region = المحافظة
parties-postal-code = الرمز البريدي
parties-country = البلد
parties-language = اللغة
parties-preferred-channel = وسيلة التواصل المفضلة
parties-emergency-name = الاسم
parties-emergency-relation = صلة القرابة
parties-emergency-phone = الهاتف
parties-insurance-provider = شركة التأمين
parties-insurance-number = رقم البوليصة
parties-insurance-group = المجموعة
parties-insurance-valid-until = صالح حتى
parties-guardian = الوصي
parties-notes = ملاحظات الاستقبال
parties-notes-hint = يراها كل الموظفين. لا معلومات طبية هنا.
parties-consents = الموافقات
parties-allergies = الحساسية
parties-no-allergies = لا توجد حساسية معروفة
parties-contact-kind = نوع جهة الاتصال

## Duplicates

parties-duplicates-title = ربما سبق تسجيله
parties-duplicates-text = تحقق من هذه السجلات قبل التسجيل مجددًا.
parties-duplicates-use = هذا هو الشخص
parties-duplicates-anyway = شخص آخر: سجّل على أي حال
parties-count =
    { $count ->
         [zero] لا مرضى
         [one] مريض واحد
         [two] مريضان
         [few] { $count } مرضى
         [many] { $count } مريضًا
        *[other] { $count } مريض
    }

## Empty lists

parties-empty-title = لا يوجد مرضى بعد
parties-empty-text = يظهر المرضى هنا بعد تسجيلهم أو استيرادهم.
parties-none-found-title = لا نتائج
parties-none-found-text = جرّب حروفًا أقل أو رقم الهاتف أو تاريخ الميلاد.

## Import

parties-import-file = الملف
parties-import-column = العمود في الملف
parties-import-field = يُنقل إلى
parties-import-ignore = تجاهل
parties-import-separator = الفاصل
parties-import-encoding = الترميز
parties-import-date-order = ترتيب التاريخ
parties-import-row = الصف
parties-import-problem = المشكلة
parties-import-problems-download = تنزيل المشكلات
