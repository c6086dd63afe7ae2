### Imports: files of many people, looked at, brought in and taken back.

imports-title = ייבוא
imports-text = טבלאות של אנשים, ב־CSV או בגיליון (XLSX), אדם בכל שורה. אופן הכתיבה ותוכן העמודות מזוהים מעצמם, ודבר אינו נשמר לפני אישורך. אפשר לבטל ייבוא.
imports-new = ייבוא חדש
imports-what = תוכן
imports-file-hint = CSV או XLSX, עד { $max } מ״ב.
imports-upload = העלאה ובדיקה
imports-none = אין ייבוא
imports-none-text = יש להעלות טבלה למעלה. היא רק נבדקת עד לייבוא.
imports-nameless = קובץ ללא שם
imports-uploaded-at = הועלה
imports-came-in = יובאו
imports-left-out = הושמטו
imports-rows = שורות
imports-readable = ניתנות לייבוא
imports-problems = לא ניתנות
imports-warnings = שונה בדרך
imports-taken-back = בוטלו
imports-kept = נשארו
imports-kept-text = הם שונו, או שנכתב עליהם דבר, מאז הייבוא.
imports-line = שורה { $line }
imports-found = מה נמצא
imports-comes-in = מיובאת
imports-map = העמודות ואופן כתיבת הקובץ
imports-check-again = בדיקה חוזרת
imports-skip = השמטת שורות עם בעיות
imports-skip-hint = בלי זה הן מונעות את ייבוא האחרות.
imports-undo = ביטול הייבוא
imports-undo-text = כל מי שלא השתנה מאז הייבוא עובר לסל המיחזור. מי ששונה נשאר ומופיע ברשימה.
imports-discard = ויתור
imports-discarded = בוטל
imports-kind-patients = מטופלים
imports-kind-contacts = אנשי קשר אחרים
imports-status-uploading = בקבלה
imports-status-waiting = בבדיקה
imports-status-unreadable = לא ניתן לקריאה
imports-status-checked = נבדק
imports-status-committing = בייבוא
imports-status-done = יובא
imports-status-undoing = בביטול
imports-status-undone = בוטל
imports-status-discarded = הושלך
imports-commit =
    { $count ->
        [one] ייבוא שורה אחת
        [two] ייבוא שתי שורות
       *[other] ייבוא { $count } שורות
    }
imports-target-external-id = מזהה חיצוני
imports-target-mrn = מספר תיק
imports-target-full-name = שם מלא
imports-target-given-name = שם פרטי
imports-target-middle-name = שם אמצעי
imports-target-family-name = שם משפחה
imports-target-date-of-birth = תאריך לידה
imports-target-deceased-on = תאריך פטירה
imports-target-sex = מין
imports-target-phone = טלפון
imports-target-email = דוא״ל
imports-target-address = כתובת
imports-target-city = עיר
imports-target-region = מחוז
imports-target-postal-code = מיקוד
imports-target-country = מדינה
imports-target-language = שפה
imports-target-notes = הערות
