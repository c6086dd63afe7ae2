### The audit viewer.

audit-title = יומן ביקורת
audit-text = כל גישה וכל שינוי לפי הסדר. אי אפשר לשנות כאן דבר.
audit-at = שעה
audit-actor = מי
audit-action = פעולה
audit-subject = נושא
audit-patient = מטופל
audit-outcome = תוצאה
audit-risk = סיכון
audit-ip = כתובת IP
audit-user-agent = תוכנה
audit-session = חיבור
audit-request = בקשה
audit-before = לפני
audit-after = אחרי
audit-any-actor = כל אחד
audit-any-action = כל פעולה
audit-any-outcome = כל תוצאה
audit-any-risk = כל סיכון
audit-outcome-success = בוצע
audit-outcome-denied = נדחה
audit-outcome-failure = נכשל
audit-risk-low = נמוך
audit-risk-medium = בינוני
audit-risk-high = גבוה
audit-risk-critical = קריטי
audit-actor-staff = צוות
audit-actor-patient = מטופל
audit-actor-device = מכשיר
audit-actor-integration = מערכת מקושרת
audit-actor-job = המערכת
audit-actor-visitor = מבקר אנונימי
audit-empty-title = אין רשומות
audit-empty-text = אין התאמה לסינון הזה.
audit-export-note = גם ייצוא נרשם כאן.
audit-count =
    { $count ->
         [one] רשומה אחת
         [two] שתי רשומות
        *[other] { $count } רשומות
    }
