### Patients and contacts: lists, forms, duplicates, import.

parties-title = מטופלים
parties-register = רישום מטופל
parties-register-and-book = רישום וקביעת תור
parties-edit-title = עריכת { $name }
parties-registered-now = המטופל נרשם
parties-search = חיפוש מטופלים
parties-search-hint = חלקי שם בכל סדר, טלפון, מספר תיק או תאריך לידה
parties-next-appointment = התור הבא
parties-last-visit = ביקור אחרון
parties-no-next-appointment = לא נקבע
parties-open-chart = פתיחת התיק
parties-patient = מטופל
parties-chart = תיק רפואי
parties-profile = פרטים

## Form

parties-group-person = פרטים אישיים
parties-group-contact = פרטי קשר
parties-group-address = כתובת
parties-group-emergency = אנשי קשר לשעת חירום
parties-group-insurance = ביטוח
parties-group-more = פרטים נוספים
parties-given-name = שם פרטי
parties-family-name = שם משפחה
parties-full-name = שם מלא
parties-date-of-birth = תאריך לידה
parties-born = תאריך לידה
parties-age = גיל
parties-sex = מין
parties-mrn = מספר תיק
parties-mrn-short = מס׳ תיק
parties-mrn-hint = אם יישאר ריק, יינתן המספר הפנוי הבא.
parties-number = מספר
parties-phone = טלפון
parties-phone-hint = בכל תבנית; ללא קידומת בינלאומית ייחשב מקומי.
parties-email = דוא״ל
parties-address = כתובת
parties-line1 = רחוב ומספר
parties-line2 = בניין, קומה, דירה
parties-city = עיר
parties-region = מחוז
parties-postal-code = מיקוד
parties-country = מדינה
parties-language = שפה
parties-preferred-channel = ערוץ קשר מועדף
parties-emergency-name = שם
parties-emergency-relation = קרבה
parties-emergency-phone = טלפון
parties-insurance-provider = מבטח
parties-insurance-number = מספר פוליסה
parties-insurance-group = קבוצה
parties-insurance-valid-until = בתוקף עד
parties-guardian = אפוטרופוס
parties-notes = הערות לקבלה
parties-notes-hint = גלוי לכל הצוות. ללא מידע רפואי.
parties-consents = הסכמות
parties-allergies = אלרגיות
parties-no-allergies = אין אלרגיות ידועות
parties-contact-kind = סוג איש קשר

## Duplicates

parties-duplicates-title = ייתכן שכבר רשום
parties-duplicates-text = נא לבדוק רשומות אלה לפני רישום נוסף.
parties-duplicates-use = זה האדם
parties-duplicates-anyway = אדם אחר: לרשום בכל זאת
parties-count =
    { $count ->
         [one] מטופל אחד
         [two] שני מטופלים
        *[other] { $count } מטופלים
    }

## Empty lists

parties-empty-title = אין עדיין מטופלים
parties-empty-text = מטופלים יופיעו כאן לאחר רישום או ייבוא.
parties-none-found-title = לא נמצאו תוצאות
parties-none-found-text = כדאי לנסות פחות אותיות, מספר טלפון או תאריך לידה.

## Import

parties-import-file = קובץ
parties-import-column = עמודה בקובץ
parties-import-field = מועבר אל
parties-import-ignore = להתעלם
parties-import-separator = מפריד
parties-import-encoding = קידוד
parties-import-date-order = סדר התאריך
parties-import-row = שורה
parties-import-problem = בעיה
parties-import-problems-download = הורדת הבעיות
