### The day board, booking, the worklist, lists and details of appointments.

## Day board

appointments-title = תורים
appointments-board-title = היום בקבלה
appointments-tabs = תורים לפי שלב
appointments-tab-expected = צפויים
appointments-tab-arrived = הגיעו
appointments-tab-done = הסתיימו
appointments-tab-cancelled = בוטלו
appointments-expected-next = הצפויים הבאים
appointments-tab-all = הכול
appointments-day = יום
appointments-previous-day = היום הקודם
appointments-next-day = היום הבא
appointments-patient = מטופל
appointments-provider = מטפל
appointments-any-provider = כל המטפלים
appointments-room = חדר
appointments-wait = המתנה
appointments-wait-minutes = { $minutes } דק׳
appointments-phone-ends = טל׳ …{ $digits }
appointments-paid = שולם
appointments-owing = לתשלום
appointments-priority = דחוף
appointments-late = באיחור

## Steps

appointments-check-in = רישום הגעה
appointments-start = התחלה
appointments-complete = סיום
appointments-take-payment = קבלת תשלום
appointments-confirm = אישור
appointments-reschedule = שינוי מועד
appointments-cancel = ביטול התור
appointments-no-show = לא הופיע
appointments-enter-in-error = הוזן בטעות
appointments-undo = ביטול הפעולה
appointments-next-step = השלב הבא
appointments-move-to = העברה אל
appointments-step-for = { $step }: { $name }
appointments-status-changed = { $name }: { $status }
appointments-cancel-title = ביטול התור של { $name }
appointments-cancel-reason = מה סיבת הביטול?
appointments-cancelled-by = בוטל על ידי { $name }
appointments-cancelled-late = ביטול מאוחר
appointments-keep = להשאיר
appointments-reschedule-title = שינוי המועד של { $name }
appointments-rescheduled = הועבר ל־{ $time }

## Booking

appointments-book = קביעת תור
appointments-book-for = קביעת תור עבור { $name }
appointments-booked = התור נקבע: { $time }
appointments-edit-title = עריכת התור
appointments-walk-in = הגעה ללא תור
appointments-walk-in-text = מישהו בקבלה: מאתרים או רושמים אותו. הביקור מתחיל ברגע שמי שנבחר פנוי.
appointments-register-and-check-in = רישום האדם והגעתו
appointments-free-now = פנוי עכשיו
appointments-busy-until = תפוס עד { $time }
appointments-now = עכשיו
appointments-what = מה
appointments-when = מתי
appointments-date = תאריך
appointments-starts = התחלה
appointments-ends = סיום
appointments-duration = משך
appointments-duration-minutes = משך בדקות
appointments-kind = סוג
appointments-cost = מחיר
appointments-estimated-cost = עלות משוערת
appointments-billing-code = קוד חיוב
appointments-insurance-authorization = אישור ביטוח
appointments-preparation-notes = הכנה
appointments-follow-up-needed = נדרש מעקב
appointments-is-priority = דחוף
appointments-is-priority-hint = מוצג ראשון ומסומן בלוח היום.
appointments-reason = סיבת הביקור
appointments-no-room = ללא חדר
appointments-no-free-times = אין מועד פנוי ביום זה.
appointments-pick-time = שעות פנויות: די בלחיצה אחת
appointments-conflict-title = המועד הזה כבר תפוס
appointments-conflict-text = { $what }: תפוס במועד זה.
appointments-override = לקבוע בכל זאת
appointments-override-reason = סיבה לקביעה כפולה
appointments-override-hint = נרשם עם שמך.

## Worklist, lists, details

appointments-worklist-title = היום שלי
appointments-next-patient = המטופל הבא
appointments-no-next-patient = אין ממתינים
appointments-patients-title = מטופלים והתור הבא שלהם
appointments-details-title = פרטי התור
appointments-with = אצל { $name }
appointments-past = שהיו
appointments-upcoming = קרובים
appointments-mine = התורים שלי
appointments-history = מה קרה
appointments-print-day = הדפסת רשימת היום
appointments-display = מסך חדר ההמתנה
appointments-display-now = נא להיכנס
appointments-display-waiting = ממתינים
appointments-display-nobody = איש אינו נקרא כרגע.
appointments-empty-expected-title = אין עוד צפויים
appointments-empty-expected-text = כל מי שנקבע לו תור ליום זה הגיע או בוטל.
appointments-empty-arrived-title = אין ממתינים
appointments-empty-arrived-text = אנשים יופיעו כאן לאחר רישום הגעתם.
appointments-empty-done-title = עדיין לא הסתיים ביקור
appointments-empty-done-text = ביקורים שהסתיימו ביום זה יופיעו כאן.
appointments-empty-cancelled-title = אין ביטולים
appointments-empty-cancelled-text = תורים שבוטלו או הוחמצו ביום זה יופיעו כאן.
appointments-empty-title = אין תורים
appointments-empty-day-title = אין תורים
appointments-empty-text = אין התאמה לבחירה. אפשר לשנות את הסינון או לקבוע תור.
appointments-empty-day-text = אין תורים ביום זה.
appointments-count =
    { $count ->
         [one] תור אחד
         [two] שני תורים
        *[other] { $count } תורים
    }
appointments-waiting =
    { $count ->
         [one] אדם אחד ממתין
         [two] שני אנשים ממתינים
        *[other] { $count } אנשים ממתינים
    }
appointments-attendance = ב־12 החודשים האחרונים:
appointments-missed =
    { $count ->
        [one] תור אחד שהוחמץ
        [two] שני תורים שהוחמצו
       *[other] { $count } תורים שהוחמצו
    }
appointments-cancelled-late-count =
    { $count ->
        [one] ביטול מאוחר אחד
        [two] שני ביטולים מאוחרים
       *[other] { $count } ביטולים מאוחרים
    }
appointments-answered-confirmed = אישר בהודעה
appointments-answered-cancelled = ביטל בהודעה

### The clinic's rules for booking.

rules-title = כללי הזמנה
rules-about = מה מטופלים יכולים לעשות בעצמם ומה קורה מעצמו. הצוות יכול לקבוע, להזיז ולבטל בכל עת.
rules-cutoff = דקות לפני ההתחלה שעד אליהן מטופלים מזיזים או מבטלים
rules-cutoff-hint = אחר כך עליהם להתקשר. 0: עד ההתחלה.
rules-most-ahead = תורים שמטופל יכול לקבוע מראש
rules-most-ahead-hint = בעצמו; הקבלה יכולה לקבוע יותר.
rules-hold = דקות שבהן זמן נשמר
rules-hold-hint = כל אותו זמן אחרים לא יכולים לקחת אותו בזמן שמישהו בודק אותו שוב.
rules-grace = דקות אחרי הסוף עד שמישהו נחשב כמי שלא הגיע
rules-grace-hint = ריק: איש אינו מסומן מעצמו.
rules-offer = דקות שבהן הצעה לרשימת ההמתנה עומדת
rules-offer-hint = אחר כך שואלים את הבא.
