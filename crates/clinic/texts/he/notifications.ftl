notifications-title = התראות
notifications-read-all = סימון הכול כנקרא
notifications-none = אין חדש
notifications-none-text = כאן מופיע מה שקורה בזמן העבודה: מטופלים שהגיעו או קבעו תור בעצמם, תשובות, והודעות שלא נשלחו.
notifications-new = חדש
notifications-open = פתיחה
notifications-patient-arrived = המטופל של { $time } הגיע
notifications-booked-online = נקבע תור מקוון: { $when }
notifications-moved-online = תור הועבר באופן מקוון, כעת { $when }
notifications-cancelled-online = תור בוטל באופן מקוון: { $when }
notifications-message-received =
    { $count ->
        [one] מטופל כתב למרפאה
        [two] { $count } הודעות ממטופלים
       *[other] { $count } הודעות ממטופלים
    }
notifications-message-failed =
    { $count ->
        [one] הודעה אחת לא נשלחה
        [two] { $count } הודעות לא נשלחו
       *[other] { $count } הודעות לא נשלחו
    }
notifications-emergency-opened = { $name } פתח גישת חירום לרשומות קליניות
notifications-critical-answer = תשובה בהערכה דורשת תשומת לב היום
notifications-webhook-stopped = webhook נעצר: המקבל שלו אינו משיב עוד
notifications-export-ready = קובץ ייצוא מוכן
notifications-export-failed = הייצוא נכשל
notifications-document-damaged =
    { $count ->
        [one] מסמך אחד פגום במאגר
        [two] שני מסמכים פגומים במאגר
       *[other] { $count } מסמכים פגומים במאגר
    }
notifications-reading-alert = מדידה של מטופל דורשת טיפול
notifications-note-to-co-sign = רשומה ממתינה לחתימתך הנוספת
notifications-assessment-to-co-sign = הערכה ממתינה לחתימתך הנוספת
