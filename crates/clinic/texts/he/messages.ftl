### Messages: their words, and the outbox.

message-one-time-code = { $code } הוא הקוד שלכם ב־{ $name }. תקף ל־5 דקות. איש מהמרפאה לא יבקש אותו.
message-sign-in-phone-changed = { $name }: טלפון ההתחברות שלכם הוחלף במספר אחר. אם לא אתם עשיתם זאת, התקשרו למרפאה עכשיו.
message-activation-code-issued = { $name }: קוד התחברות הודפס עבורכם בקבלה. אם לא ביקשתם, התקשרו למרפאה עכשיו.
message-title = הודעות
message-outbox-text = לא הוגדר ספק הודעות: ההודעות ממתינות כאן, ואפשר להקריא אותן למטופל. החדשות תחילה.
message-none = אין הודעות עדיין
message-none-text = קודים למטופלים שמתחברים והודעות אחרות יופיעו כאן.
message-text = טקסט
message-kind-one-time-code = קוד התחברות
message-kind-sign-in-phone-changed = הטלפון הוחלף
message-kind-activation-code-issued = הודפס קוד
message-status-queued = ממתינה
message-status-sending = בשליחה
message-status-sent = נשלחה
message-status-delivered = נמסרה
message-status-undelivered = לא נמסרה
message-status-failed = נכשלה
message-status-dead = הופסקה
message-status-withheld = לא נשלחה
message-withheld-unknown = אין חשבון עם הטלפון ושם המשתמש האלה
message-withheld-blocked = החשבון חסום
message-withheld-country = המרפאה אינה שולחת למדינה הזו
message-withheld-too-many = יותר מדי קודים לאחרונה
message-appointment-reminder = { $clinic }: { $given_name }, התור שלך ב-{ $date } בשעה { $time }. השיבו C לאישור, X לביטול, STOP להפסקת הודעות.
message-waitlist-offer = { $clinic }: { $given_name }, יש מועד פנוי ב-{ $date } בשעה { $time }. שמור עבורך עד { $until }. כן או לא: { $link }
message-invoice-reminder = { $clinic }: { $given_name }, חשבונית { $number } הייתה לתשלום עד { $date }. נותרו { $amount }. אם שילמת, אין צורך להתייחס להודעה זו.
message-appointment-reminder-email = שלום { $given_name },

    התור שלך ב{ $clinic } ב-{ $date } בשעה { $time }.

    אם אינך יכול או יכולה להגיע, נא להתקשר אלינו.

    { $clinic }
message-appointment-confirmation = { $clinic }: { $given_name }, נקבע לך תור ב-{ $date } בשעה { $time }.
message-appointment-cancelled = { $clinic }: { $given_name }, התור שלך ב-{ $date } בשעה { $time } בוטל.
message-series-confirmation = { $clinic }: { $given_name }, נקבעו לך תורים, { $count } בסך הכול, הבא ב-{ $date } בשעה { $time }.
message-series-cancelled = { $clinic }: { $given_name }, התורים שלך מ-{ $date } בשעה { $time } ואילך בוטלו, { $count } בסך הכול.
message-subject-reminder = { $clinic }: התור שלך ב-{ $date }
message-subject-confirmation = { $clinic }: נקבע תור
message-subject-cancelled = { $clinic }: התור בוטל
message-subject-test = { $name }: בדיקה
message-kind-series-confirmation = אישור סדרה
message-kind-series-cancelled = ביטול סדרה
message-way = באמצעות
message-way-sms = מסרון
message-way-email = דואר אלקטרוני
message-test-message = { $name }: זו הודעת בדיקה. ההודעות מגיעות.
message-any = הכול
message-retry = ניסיון נוסף
message-retry-all = ניסיון נוסף לכל מה שנזנח
message-retried = יהיה ניסיון נוסף.
message-test-queued = הודעת הבדיקה בדרך.
message-replies = תשובות
message-from = מאת
message-meaning = משמעות
message-meaning-stop = לא רוצה עוד הודעות
message-meaning-start = רוצה שוב הודעות
message-meaning-confirmed = אושר
message-meaning-cancelled = בוטל
message-meaning-too-late = רצה לבטל, מאוחר מדי
message-meaning-other = לקריאה
message-answer-confirmed = אושר
message-answer-cancelled = בוטל
message-status-console = הייתה נשלחת
message-figure-delivered = נמסרו ב-30 הימים האחרונים: { $number }
message-figure-undelivered = לא נמסרו: { $number }
message-figure-dead = נזנחו: { $number }
message-figure-segments = מקטעים שנשלחו החודש: { $number }
message-figure-budget = { $number }% מהתקציב
message-kind-appointment-reminder = תזכורת
message-kind-appointment-confirmation = אישור
message-kind-appointment-cancelled = ביטול
message-kind-waitlist-offer = הצעת תור פנוי
message-kind-result-released = תוצאה פורסמה
message-kind-invoice-reminder = תזכורת על חשבונית
message-subject-invoice-reminder = { $clinic }: חשבונית { $number }
message-kind-from-clinic = הודעה מהמרפאה
message-subject-from-clinic = { $clinic }: הודעה עבורך
message-kind-test-message = בדיקה
message-withheld-expired = זמנה עבר
message-withheld-appointment-changed = התור הוזז או בוטל
message-withheld-opted-out = המספר אינו רוצה הודעות
message-withheld-no-consent = המטופל אינו רוצה הודעות כאלה

### How the clinic sends.

messaging-title = שליחת הודעות
messaging-about = מי מעביר את הודעות המרפאה, מה נאמר למטופלים ומתי מזכירים להם, ומה מותר להוציא. בלי מפעיל ההודעות נשמרות בתיבת היוצא ונקראות שם.
messaging-group-carrier = מפעיל
messaging-callback = המפעיל מודיע מה עלה בגורל ההודעות ומביא תשובות בכתובת זו:
messaging-provider = מפעיל
messaging-provider-hint = הבחירה חלה מההודעה הבאה.
messaging-provider-console = אין: ההודעות נשארות בתיבת היוצא
messaging-account-sid = מזהה החשבון (SID)
messaging-auth-token = אסימון אימות
messaging-auth-token-kept = אסימון שמור ולעולם אינו מוצג. השאירו ריק כדי לשמור אותו.
messaging-auth-token-none = הוא נשמר חתום ואינו מוצג שוב.
messaging-service-sid = מזהה שירות ההודעות (SID)
messaging-service-sid-hint = הוא הקובע אם ניתן גם מספר.
messaging-from-number = מספר השולח
messaging-group-mail = דואר אלקטרוני
messaging-mail-about = מטופלים שמעדיפים דואר אלקטרוני מקבלים בו תזכורות, אישורים וביטולים. קודים נשלחים תמיד במסרון.
messaging-mail = שרת דואר
messaging-mail-console = אין: המכתבים נשארים בתיבת היוצא
messaging-mail-smtp = שרת של המרפאה, ב-SMTP
messaging-mail-sender = שולח
messaging-mail-sender-hint = הכתובת שהמטופלים רואים.
messaging-mail-host = שרת
messaging-mail-port = יציאה
messaging-mail-security = הצפנה
messaging-mail-security-hint = מקובל 465 עם TLS מההתחלה, 587 עם STARTTLS.
messaging-mail-tls = TLS מההתחלה
messaging-mail-starttls = STARTTLS, ואם לא, לא נשלח דבר
messaging-mail-plain = ללא: לשרת באותו מחשב
messaging-mail-user = משתמש
messaging-mail-password = סיסמה
messaging-mail-password-kept = סיסמה שמורה ולעולם אינה מוצגת. השאירו ריק כדי לשמור אותה; שרת או משתמש אחר דורשים אותה שוב.
messaging-mail-password-none = היא נשמרת חתומה ואינה מוצגת שוב.
messaging-group-told = מה נאמר למטופלים מיד
messaging-confirmations = שתור נקבע או הוזז
messaging-confirmations-hint = דקה אחר כך, כדי שמה שמבוטל מיד לא ייאמר. למי שבא בלי תור לא נאמר דבר.
messaging-cancellations = שתור בוטל
messaging-group-reminders = תזכורות
messaging-reminders = להזכיר למטופלים את התורים
messaging-reminders-hint = מי שאינו רוצה אינו מקבל.
messaging-offsets = שעות לפני התור
messaging-offsets-hint = עד חמש, מופרדות בפסיקים: 48, 24. 24 פירושו אותה שעה ביום הקודם.
messaging-quiet-from = שקט מ-
messaging-quiet-until = שקט עד
messaging-quiet-hint = תזכורת שהייתה נופלת בשעות השקט נשלחת רבע שעה לפני תחילתן.
messaging-cancel-hours = שעות שעד אליהן תשובה מבטלת
messaging-cancel-hours-hint = אחר כך על המטופל להתקשר.
messaging-group-budget = תקציב
messaging-monthly-segments = מקטעים בחודש
messaging-monthly-segments-hint = 0 ללא הגבלה. כשהוא נגמר המסרונים ממתינים, חוץ מקודים; דואר אינו נספר.
messaging-thousand-cost = מחיר 1,000 מקטעים
messaging-thousand-cost-hint = ביחידה הקטנה ביותר של המטבע, כמו אגורות.
messaging-trial = ניסיון
messaging-trial-recipient = מספר טלפון או כתובת דואר אלקטרוני
messaging-trial-hint = נשלחת לשם הודעה שאינה אומרת דבר.
messaging-trial-send = שליחת הודעת בדיקה

### What messages say.

wording-title = נוסחי ההודעות
wording-about = מה שהמטופלים קוראים, בכל שפה. קודים ומה שמגן על חשבונות מנוסחים בידי התוכנה.
wording-appointment-reminder = תזכורת
wording-appointment-reminder-email = תזכורת בדואר אלקטרוני
wording-appointment-confirmation = אישור
wording-appointment-cancelled = ביטול
wording-series-confirmation = אישור סדרה
wording-series-cancelled = ביטול סדרה
wording-waitlist-offer = הצעה לרשימת ההמתנה
wording-invoice-reminder = תזכורת על חשבונית
wording-whose = של מי
wording-usual = הנוסח המקורי
wording-own = הנוסח של המרפאה
wording-sample = איך זה נראה
wording-segments = מקטעים
wording-segments-of =
    { $count ->
        [one] מקטע אחד
        [two] שני מקטעים
       *[other] { $count } מקטעים
    }
wording-units =
    { $count ->
        [one] יחידה אחת
        [two] שתי יחידות
       *[other] { $count } יחידות
    }
wording-thousand-cost = 1,000 כאלה עולים בערך
wording-places = המקומות האלה מתמלאים:
wording-look = איך זה נראה
wording-restore = חזרה לנוסח המקורי
wording-unknown-place = אין דבר ידוע שאפשר להכניס ל-{ "{" }{ $place }{ "}" }.
wording-too-long = { $most } תווים לכל היותר.
wording-sample-name = מונה
message-result-released = { $clinic }: יש לך משהו חדש לקרוא. יש להיכנס לדפי המטופלים של המרפאה.
