### Exports: files of many records, made in the background.

exports-title = ייצוא
exports-text = קבצים של רשומות רבות מוכנים ברקע. רק לך נמסר מה שביקשת, למשך { $hours } שעות, וכל רשומה שבהם נרשמת כמיוצאת.
exports-new = ייצוא חדש
exports-what = תוכן
exports-format = תבנית
exports-from = מ־
exports-to = עד
exports-span-hint = לתורים ולתנועות בלבד. ריק: הכול.
exports-mark = סימון CSV כ־UTF-8
exports-mark-hint = לגיליונות ישנים שמציגים שמות באופן שגוי.
exports-guarded = לפני טקסט שגיליון היה רואה בו נוסחה מתווסף גרש. הייבוא מסיר אותו.
exports-request = הכנת הקובץ
exports-requested = הקובץ בהכנה
exports-discarded = הוסר
exports-requested-at = התבקש
exports-expires-at = זמין עד
exports-none = אין ייצוא
exports-none-text = יש לבחור למעלה מה דרוש בקובץ.
exports-records =
    { $count ->
        [one] רשומה אחת
        [two] שתי רשומות
       *[other] { $count } רשומות
    }
exports-kind-patients = מטופלים
exports-kind-contacts = כל אנשי הקשר
exports-kind-appointments = תורים
exports-kind-transactions = תנועות
exports-format-csv = CSV
exports-format-xlsx = גיליון (XLSX)
exports-format-jsonl = שורות JSON
exports-status-waiting = ממתין
exports-status-running = בהכנה
exports-status-ready = מוכן
exports-status-failed = נכשל
exports-status-discarded = הוסר
exports-status-expired = פג תוקפו
exports-failure-not-allowed = אין לך עוד הרשאה לייצא זאת.
exports-failure-too-large = יש יותר ממה שקובץ כזה יכול להכיל. יש לבחור תבנית אחרת או פחות ימים.
exports-failure-gave-up = כמה ניסיונות נקטעו. יש לבקש שוב, או לפנות למי שמפעיל את התוכנה.
exports-column-id = מזהה
exports-column-active = פעיל
exports-column-created-at = נוצר ב־
exports-column-updated-at = שונה ב־
exports-column-patient-id = מזהה המטופל
exports-column-provider-id = מזהה המטפל
exports-column-provider = מטפל
exports-column-room = חדר
exports-column-starts-at = מתחיל ב־
exports-column-ends-at = מסתיים ב־
exports-column-preparation = הכנה
exports-column-billing-code = קוד חיוב
exports-column-cost = עלות
exports-column-estimated-cost = עלות משוערת
exports-column-currency = מטבע
exports-column-priority = עדיפות
exports-column-follow-up = נדרש מעקב
exports-column-cancel-reason = סיבת הביטול
exports-column-of = מתקן או מחזיר
exports-column-contact-id = מזהה איש הקשר
exports-column-visit-id = מזהה הביקור
exports-column-visit-at = ביקור
exports-column-effect = משנה את החוב ב־
exports-column-left = נותר
exports-column-service-id = מזהה השירות
exports-column-fee = עמלה על
exports-column-receipt-required = נדרשה קבלה
exports-column-receipt-number = מספר קבלה
exports-column-receipt-issued-at = הקבלה הופקה ב־
exports-column-created-by = נכתב על ידי
