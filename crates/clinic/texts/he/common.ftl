### Words that every feature uses.

## Actions

common-save = שמירה
common-cancel = ביטול
common-edit = עריכה
common-delete = מחיקה
common-back = חזרה
common-print = הדפסה
common-copy = העתקה
common-done = סיום
common-open = פתיחה
common-close = סגירה
common-dismiss = סגירת ההודעה
common-add = הוספה
common-remove = הסרה
common-confirm = אישור
common-continue = המשך
common-apply = החלה
common-clear = ניקוי
common-filter = סינון
common-search = חיפוש
common-undo = ביטול הפעולה
common-retry = ניסיון חוזר
common-download = הורדה
common-export = ייצוא
common-details = פרטים
common-more-actions = פעולות נוספות: { $name }
common-actions = פעולות

## Forms and lists

common-optional = (רשות)
common-error-prefix = שגיאה:
common-error-summary = נא לתקן את הדברים הבאים
common-choose = בחירה
common-any = הכול
common-none = אין
common-not-recorded = לא נרשם
common-yes = כן
common-no = לא
common-today = היום
common-tomorrow = מחר
common-yesterday = אתמול
common-date = תאריך
common-time = שעה
common-from = מתאריך
common-to = עד תאריך
common-name = שם
common-status = סטטוס
common-kind = סוג
common-reason = סיבה
common-notes = הערות
common-saved = נשמר
common-saved-at = נשמר ב־{ $time }
common-saving = בשמירה…
common-pages = דפים
common-previous = הקודם
common-next = הבא
common-loading = בטעינה…
common-created-by = נוצר על ידי { $name }
common-changed-by = שונה על ידי { $name }
common-version = גרסה { $number }
common-results =
    { $count ->
         [one] תוצאה אחת
         [two] שתי תוצאות
        *[other] { $count } תוצאות
    }
common-minutes =
    { $count ->
         [one] דקה אחת
         [two] שתי דקות
        *[other] { $count } דקות
    }
common-days =
    { $count ->
         [one] יום אחד
         [two] יומיים
        *[other] { $count } ימים
    }
common-years-old =
    { $count ->
         [one] שנה
         [two] שנתיים
        *[other] { $count } שנים
    }
common-months-old =
    { $count ->
         [one] חודש
         [two] חודשיים
        *[other] { $count } חודשים
    }

## Status of an appointment

status-waitlist = רשימת המתנה
status-proposed = מוצע
status-pending = ממתין לאישור
status-booked = נקבע
status-arrived = הגיע
status-checked-in = בטיפול
status-fulfilled = הושלם
status-cancelled = בוטל
status-noshow = לא הופיע
status-entered-in-error = הוזן בטעות
status-planned = מתוכנן
status-in-progress = מתקיים
status-finished = הסתיים
status-draft = טיוטה
status-completed = הושלם
status-signed = חתום
status-co-signed = חתום בידי שניים
status-discarded = מבוטל

## Kind of an appointment

kind-consultation = ייעוץ
kind-procedure = פרוצדורה
kind-surgery = ניתוח
kind-follow-up = מעקב
kind-therapy-session = מפגש טיפולי
kind-telehealth = ביקור מרחוק
kind-meeting = פגישה

## Roles

role-admin = מנהל מערכת
role-doctor = רופא
role-therapist = מטפל
role-assistant = עוזר מטפל
role-reception = קבלה
role-billing = חיוב
role-viewer = צפייה בלבד
role-auditor = מבקר
role-patient = מטופל
role-device = מכשיר
role-integration = מערכת מקושרת
role-operator = מפעיל הפלטפורמה

## Sex, kinds of contact, channels

sex-female = נקבה
sex-male = זכר
sex-other = אחר
sex-unknown = לא ידוע
contact-patient = מטופל
contact-provider = נותן שירות
contact-vendor = ספק
contact-staff = צוות
contact-other = אחר
channel-sms = הודעת SMS
channel-email = דוא״ל
channel-phone = שיחת טלפון
channel-post = דואר
channel-none = ללא יצירת קשר
