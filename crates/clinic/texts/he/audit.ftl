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

## Words of the page

audit-field-active = פעיל
audit-field-emergency-contacts = אנשי קשר לחירום
audit-actor-operator = מפעיל המערכת
audit-patient-hint = מספר או מזהה
audit-newest = החדשות ביותר

## What it was done to

audit-subject-patient = מטופל
audit-subject-contact = איש קשר
audit-subject-session = חיבור
audit-subject-staff = צוות
audit-subject-token = אסימון
audit-subject-route = עמוד
audit-subject-appointment = תור
audit-subject-record = רשומה רפואית
audit-subject-audit = יומן ביקורת
audit-subject-room = חדר
audit-subject-service = שירות
audit-subject-hours = שעות פעילות
audit-subject-closure = ימי סגירה
audit-subject-slot = מועד
audit-subject-day = יום
audit-subject-day-board = לוח היום
audit-subject-worklist = רשימת הרופא
audit-subject-waiting-room = מסך חדר ההמתנה
audit-subject-request = בקשה חוזרת
audit-subject-settings = הגדרות
audit-subject-import = ייבוא
audit-subject-first-factor = סיסמה, ממתין לגורם נוסף
audit-subject-setting = הגדרה
audit-subject-role = תפקיד
audit-subject-passkey = מפתח גישה
audit-subject-draft = טקסט שלא נשמר
audit-subject-emergency = גישת חירום

## What was done: action-CODE follows the codes of the API

action-sign-in = כניסה למערכת
action-sign-out = יציאה מהמערכת
action-refresh-session = חידוש החיבור
action-resolve-session = זיהוי החיבור
action-replay-request = מענה חוזר לבקשה
action-reauthenticate = אימות זהות מחדש
action-change-password = שינוי הסיסמה
action-enrol-factor = הגדרת גורם אימות נוסף
action-remove-factor = הסרת גורם אימות נוסף
action-end-session = סיום חיבור
action-view-own-account = צפייה בחשבון האישי
action-change-preferences = שינוי העדפות
action-keep-draft = שמירת טקסט בהקלדה
action-restore-draft = שחזור טקסט שלא נשמר
action-break-glass = גישת חירום
action-list-patients = הצגת רשימת המטופלים
action-search-patients = חיפוש מטופלים
action-view-patient = פתיחת פרטי המטופל
action-register-patient = רישום המטופל
action-update-patient = שינוי פרטי המטופל
action-delete-patient = הסרת המטופל
action-import-patients = ייבוא מטופלים
action-list-contacts = הצגת רשימת אנשי הקשר
action-view-contact = פתיחת איש הקשר
action-create-contact = יצירת איש הקשר
action-update-contact = שינוי איש הקשר
action-delete-contact = הסרת איש הקשר
action-view-day-board = צפייה בלוח היום
action-list-appointments = הצגת רשימת התורים
action-view-appointment = פתיחת התור
action-book-appointment = קביעת התור
action-override-slot = קביעה על זמן תפוס
action-backfill-visit = הזנת ביקור שהיה
action-update-appointment = שינוי התור
action-reschedule-appointment = דחיית התור
action-check-in-appointment = קבלת המטופל
action-start-visit = התחלת הביקור
action-complete-appointment = סיום הביקור
action-cancel-appointment = ביטול התור
action-mark-no-show = סימון אי־הגעה
action-revert-status = ביטול שלב
action-delete-appointment = הסרת התור
action-list-rooms = הצגת רשימת החדרים
action-manage-rooms = שינוי החדרים
action-view-schedule = צפייה בשעות ובשירותים
action-manage-schedule = שינוי שעות ושירותים
action-change-own-hours = שינוי ימים אישיים
action-find-slots = חיפוש מועדים פנויים
action-explain-slot = בירור מדוע מועד אינו פנוי
action-view-records = קריאת רשומות רפואיות
action-write-record = כתיבת רשומה רפואית
action-revise-record = עדכון רשומה רפואית
action-strike-record = סימון רשומה כהוזנה בטעות
action-fulfil-requirement = סימון דרישה כבוצעה
action-sign-up-patient = הרשמה עצמית של מטופל
action-request-code = בקשת קוד כניסה
action-sign-in-unproved = התחברות בלי הוכחה
action-issue-activation-code = הנפקת קוד הפעלה
action-view-patient-account = צפייה בחשבון של מטופל
action-change-patient-account = שינוי חשבון של מטופל
action-view-own-appointments = צפייה בתורים האישיים
action-book-own-appointment = קביעת תור אישי
action-cancel-own-appointment = ביטול תור אישי
action-view-own-records = קריאת הרשומות האישיות
action-send-message = שליחת הודעה
action-view-messages = צפייה בהודעות
action-list-staff = הצגת רשימת הצוות
action-create-staff = רישום איש צוות
action-change-staff = שינוי פרטי איש צוות
action-reset-password = איפוס סיסמה
action-issue-token = הנפקת אסימון
action-revoke-token = ביטול אסימון
action-list-tokens = הצגת אסימונים
action-unlock-account = שחרור חשבון נעול
action-end-staff-sessions = סיום החיבורים של איש צוות
action-manage-roles = שינוי תפקידי המרפאה
action-change-access-policy = שינוי כללי הכניסה
action-manage-identity-service = שינוי שירות הזהויות
action-grant-support-access = מתן גישת תמיכה
action-view-audit = צפייה ביומן הביקורת
action-view-access-log = צפייה במי שפתח את התיק
action-view-settings = צפייה בהגדרות
action-mark-entered-in-error = סימון תור שהוזן בטעות
action-tidy-up = ניקוי שוטף

## Support and the platform

audit-actor-support = תמיכה
audit-subject-support-grant = הרשאת צפייה
audit-subject-support-ticket = כרטיס תמיכה
audit-subject-support-entry = ביקור תמיכה
audit-subject-operator = מפעיל
action-revoke-support-access = ביטול גישת תמיכה
action-list-support-access = צפייה בגישות תמיכה
action-enter-as-support = כניסת תמיכה
action-view-as-support = תמיכה צופה בהגדרות
action-leave-support = יציאת תמיכה
