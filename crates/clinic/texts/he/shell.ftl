### The frame of every page: top bar, navigation, search, session and network notices.

shell-skip = דילוג לתוכן
shell-nav = ניווט ראשי
shell-nav-home = דף הבית
shell-nav-board = היום
shell-nav-worklist = היום שלי
shell-nav-patients = מטופלים
shell-nav-appointments = תורים
shell-nav-calendar = יומן
shell-nav-waitlist = רשימת המתנה
shell-nav-contacts = אנשי קשר
shell-nav-import = ייבוא
shell-nav-staff = צוות
shell-nav-audit = יומן ביקורת
shell-nav-admin = ניהול
shell-nav-messages = הודעות
shell-nav-billing = חיוב
shell-new = חדש
shell-new-patient = מטופל
shell-new-appointment = תור
shell-new-walk-in = הגעה ללא תור
shell-new-staff = איש צוות
shell-clock = שעון המרפאה
shell-user-menu = תפריט החשבון של { $name }
shell-signed-in-as = מחובר בשם { $name }
shell-language = שפה
shell-theme = מראה
shell-theme-auto = לפי המערכת
shell-theme-light = בהיר
shell-theme-dark = כהה
shell-sign-in = כניסה
shell-sign-out = יציאה
shell-sign-in-again = כניסה מחדש

## Search

shell-search-open = חיפוש מטופל
shell-search-title = חיפוש
shell-search-label = שם, טלפון, מספר תיק או תאריך לידה
shell-search-placeholder = שם, טלפון, מספר תיק, תאריך לידה
shell-search-hint = חיצים לבחירה, Enter לפתיחה, Esc לסגירה
shell-search-recent = נפתחו לאחרונה
shell-search-found =
    { $count ->
         [one] נמצא אדם אחד
         [two] נמצאו שני אנשים
        *[other] נמצאו { $count } אנשים
    }
shell-search-none = לא נמצא אף אחד. כדאי לבדוק את האיות או לנסות מספר טלפון או תאריך לידה.
shell-search-all = הצגת כל התוצאות

## Notices shown by scripts

shell-session-title = החיבור
shell-session-before = בקרוב תתבצע יציאה בשל חוסר פעילות. דקות שנותרו:
shell-session-stay = להישאר מחובר
shell-session-expired = החיבור הסתיים. מה שהוקלד נשמר כאן: יש להיכנס מחדש בלשונית החדשה ולחזור.
shell-offline-title = רשת
shell-offline = אין חיבור לשרת. דבר ממה שהוקלד לא אבד.
shell-failed = הפעולה לא הצליחה. נא לנסות שוב.

## Shortcuts

shell-shortcuts = קיצורי מקלדת
shell-shortcuts-text = הקיצורים פועלים כשהסקריפטים מופעלים; כל המשימות אפשריות גם בלעדיהם.
shell-key-search = חיפוש מטופל
shell-key-new = פתיחת התפריט ”חדש“
shell-key-save = שמירת הטופס
shell-key-submit = שליחה מתוך שדה
shell-key-next-step = השלב הבא בשורה
shell-key-close = סגירה
shell-key-today = מעבר לתחילת היום
shell-keys-chords = רק עם Ctrl או Alt
shell-keys-help = גם סימן השאלה
shell-keys-letters = גם אותיות בודדות
shell-key-help = רשימה זו

## Sections of the administration

admin-people = אנשים
admin-visits = ביקורים
admin-money = כספים
admin-charts = תיקים
admin-connections = חיבורים
admin-records = רשומות
admin-upkeep = תחזוקה
admin-pages = עמודי המדור
