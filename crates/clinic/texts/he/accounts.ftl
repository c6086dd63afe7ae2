### Signing in, the landing page, staff.

accounts-login-title = כניסת צוות
accounts-login-text = כניסה לעבודה ב־{ $name }.
accounts-username = שם משתמש
accounts-password = סיסמה
accounts-show-password = הצגת הסיסמה
accounts-login-failed = שם המשתמש או הסיסמה שגויים.
accounts-signed-out = היציאה בוצעה.
accounts-session-ended = החיבור הסתיים. יש להיכנס כדי להמשיך מאותה נקודה.
accounts-forgot = שכחת סיסמה? מנהל המרפאה יכול לאפס אותה.
accounts-passkey-use = שימוש במפתח גישה
accounts-passkey-failed = זה לא הצליח. יש לנסות שוב או להשתמש בדרך אחרת.
accounts-second-title = גורם אימות נוסף
accounts-second-passkey-text = יש לאשר במפתח הגישה או להקליד קוד למטה.
accounts-code = קוד
accounts-code-hint = 6 הספרות שמציג יישום האימות, או אחד מהקודים שעל הנייר.
accounts-recovery-hint = אחד מהקודים שעל הנייר.
accounts-code-failed = הקוד אינו נכון או שכבר נעשה בו שימוש. יש להמתין לקוד הבא.
accounts-second-lost = הטלפון אבד? אפשר להשתמש בקוד שעל הנייר או לפנות למנהל המרפאה.
accounts-other-account = כניסה בחשבון אחר
accounts-set-up-title = הגדרת גורם אימות נוסף
accounts-set-up-text = המרפאה דורשת מהתפקיד שלך גורם אימות נוסף על הסיסמה. יש להגדיר אותו עכשיו; זה אורך דקה.
accounts-expired-title = בחירת סיסמה חדשה
accounts-expired-text = הסיסמה הגיעה לגיל המרבי שהמרפאה מתירה. יש לבחור סיסמה חדשה ואז להמשיך.
accounts-current-password = הסיסמה הנוכחית
accounts-choose-password = בחירת סיסמה
accounts-welcome-person = ברוך בואך, { $name }
accounts-welcome-text = יש לבחור סיסמה עבור { $name }. איש מלבדך לא יידע אותה.
accounts-password-rule = { $min } תווים לפחות; הקל ביותר הוא כמה מילים ברצף.
accounts-password-set = הסיסמה נקבעה. אפשר להיכנס איתה.
accounts-confirm-title = אישור זהות
accounts-confirm-text = פעולה זו דורשת הוכחת זהות מחמש הדקות האחרונות. דבר ממה שהקלדת לא אבד.
accounts-confirm-go-on = אישור והמשך
accounts-patient-login = כניסת מטופלים
accounts-welcome = ברוכים הבאים ל־{ $name }
accounts-landing-text = תורים, ביקורים ורשומות של המרפאה במקום אחד.
accounts-landing-staff = לצוות
accounts-landing-staff-text = לוח היום, מטופלים ורשומות.
accounts-landing-patient = למטופלים
accounts-landing-patient-text = התורים שלך ומה שהרופא כתב עבורך.
accounts-platform-title = Praxis: מרפאות רבות, יום רגוע אחד
accounts-platform-text = לכל מרפאה כתובת משלה. יש לפתוח את כתובת המרפאה כדי להיכנס.
accounts-platform-clinics = מרפאות

## Staff

accounts-staff-title = צוות
accounts-register-staff = רישום איש צוות
accounts-register-reception = רישום צוות קבלה
accounts-display-name = השם המוצג לאחרים
accounts-roles = תפקידים
accounts-role = תפקיד
accounts-new-password = סיסמה חדשה
accounts-password-hint = לפחות 12 תווים; הכי נוח כמה מילים ברצף.
accounts-password-repeat = הסיסמה שוב
accounts-password-mismatch = שתי הסיסמאות שונות.
accounts-active = פעיל
accounts-inactive = לא פעיל
accounts-last-seen = כניסה אחרונה
accounts-staff-registered = { $name } – הכניסה פעילה מעתה.
accounts-staff-empty = עדיין לא נרשם צוות.

## Last seen

accounts-never-seen = מעולם לא

## One’s own account

accounts-account-title = החשבון שלך
accounts-factor-needed = התפקיד שלך דורש גורם אימות נוסף עד { $date }. יש להגדיר אחד למטה.
accounts-password-change = שינוי הסיסמה
accounts-password-change-text = החיבור כאן נשאר; בכל מקום אחר מתבצעת יציאה.
accounts-password-changed = הסיסמה שונתה
accounts-preferences = העדפות
accounts-preferences-about = נשמרות בדפדפן זה. שפת המרפאה תקפה עד שתיבחר שפה.
accounts-password-about = סיסמה טובה נשארת טובה. יש לשנות אותה כשייתכן שמישהו אחר יודע אותה.
accounts-authenticator = יישום אימות
accounts-authenticator-about = יישום בטלפון מציג קוד שמקלידים אחרי הסיסמה.
accounts-authenticator-add = הגדרת יישום אימות
accounts-authenticator-step-app = יש לפתוח יישום אימות בטלפון, למשל Aegis, FreeOTP או Google Authenticator.
accounts-authenticator-step-scan = יש להוסיף חשבון ולסרוק את התמונה.
accounts-authenticator-picture = קוד QR ליישום האימות
accounts-authenticator-type = אי אפשר לסרוק? יש להקליד את המפתח:
accounts-authenticator-step-code = 6 הספרות שהיישום מציג עכשיו
accounts-authenticator-confirm = הפעלה
accounts-in-use = בשימוש
accounts-not-set-up = לא הוגדר
accounts-remove = הסרה
accounts-factor-removed = גורם האימות הוסר
accounts-passkeys = מפתחות גישה
accounts-passkeys-about = מפתח גישה פותח את המרפאה בטביעת אצבע, בפנים או במפתח אבטחה, בלי סיסמה.
accounts-passkey-add = הוספת מפתח גישה
accounts-passkey-added = מפתח הגישה נוסף
accounts-passkey-no-script = מפתחות גישה דורשים JavaScript; יישום אימות פועל בלעדיו.
accounts-last-used = שימוש אחרון { $at }
accounts-added = נוסף { $at }
accounts-recovery-title = קודים על נייר
accounts-recovery-text = כל קוד מכניס פעם אחת כשהטלפון אבד. יש להדפיס או להעתיק אותם עכשיו: הם לא יוצגו שוב.
accounts-recovery-kept = שמרתי אותם
accounts-recovery-about = ליום שבו הטלפון אובד. קודים חדשים מחליפים את כל הישנים.
accounts-recovery-new = יצירת קודים חדשים
accounts-sessions-title = חיבורים
accounts-sessions-none = אין כרגע.
accounts-sessions-end-others = יציאה מכל שאר המקומות
accounts-sessions-end-all = ניתוק מכל המקומות
accounts-session-closed = בוצעה יציאה שם
accounts-sessions-closed = בוצעה יציאה
accounts-session-device = מכשיר
accounts-session-place = כתובת
accounts-session-method = אופן
accounts-session-began = מאז
accounts-session-active = פעילות אחרונה
accounts-session-this = זה
accounts-session-end = יציאה
accounts-session-unknown = מכשיר לא מוכר
method-password = סיסמה
method-password-and-code = סיסמה וקוד
method-password-and-passkey = סיסמה ומפתח גישה
method-passkey = מפתח גישה
method-code = קוד בטלפון
method-activation-code = קוד הפעלה
method-identity-service = שירות זהויות
method-unproved = ללא הוכחה

## Emergency access

accounts-emergency-title = גישת חירום
accounts-emergency-text = במשך 30 דקות אפשר לקרוא רשומות קליניות. כל מה שייפתח יירשם כסיכון גבוה, והמנהלים האחרים יקבלו הודעה עם הסיבה.
accounts-emergency-reason = סיבה
accounts-emergency-hint = מה קרה ובמי מדובר. 10 תווים לפחות.
accounts-emergency-begin = התחלת גישת חירום
accounts-emergency-banner = גישת חירום עד { $time }. כל מה שנפתח נרשם כסיכון גבוה.
accounts-emergency-end = סיום עכשיו
accounts-emergencies-title = גישות חירום לבדיקה
accounts-emergency-own = מנהל אחר צריך לבדוק זאת.
accounts-emergency-seen = נבדק

## Administration

accounts-password-or-link = { $min } תווים לפחות. אפשר להשאיר ריק וליצור קישור שבו האדם בוחר סיסמה בעצמו.
accounts-invited = הוזמן
accounts-locked = נעול במקום כלשהו
accounts-unlock = שחרור נעילה
accounts-unlocked = החשבון שוחרר
accounts-may-sign-in = רשאי להיכנס
accounts-own-roles = אי אפשר לשנות את התפקידים של עצמך. מנהל אחר יכול.
accounts-effective = מה התפקידים האלה מתירים יחד
accounts-invite = יצירת הזמנה
accounts-invite-text = האדם עדיין לא בחר סיסמה. יש ליצור קישור ולמסור אותו.
accounts-reset = יצירת קישור לאיפוס
accounts-reset-text = למי ששכח את הסיסמה. הסיסמה החדשה לא תיוודע לך.
accounts-link = קישור
accounts-link-text = יש למסור את הקישור ל{ $name } באופן אישי ולא דרך אחרים. הוא פועל פעם אחת.
accounts-second-factors = גורמי אימות נוספים
accounts-factors-admin-text = למי שאיבד את הטלפון ואת הקודים. האדם ינותק בכל מקום ויגדיר גורם חדש.
accounts-factors-remove = הסרת כל גורמי האימות הנוספים
accounts-own-made-roles = תפקידים שהמרפאה יצרה
accounts-roles-none = אין עדיין תפקידים משלכם
accounts-roles-none-text = שמונת התפקידים שלמטה מספיקים לרוב המרפאות. אפשר ליצור תפקיד כשמישהו צריך הרכב אחר.
accounts-role-new = תפקיד חדש
accounts-role-name = שם התפקיד
accounts-role-actions = מה הוא מתיר
accounts-role-holders = מחזיקים
accounts-role-matrix = מה כל תפקיד מתיר
accounts-role-delete = מחיקת התפקיד
accounts-tokens-title = אסימונים
accounts-tokens-none = אין עדיין אסימונים
accounts-tokens-none-text = מכשיר או תוכנה נכנסים באסימון משלהם ורשאים לעשות רק את מה שהאסימון מתיר.
accounts-token = אסימון
accounts-token-new = יצירת אסימון
accounts-token-make = יצירת האסימון
accounts-token-made = אסימון עבור { $name }
accounts-token-once = יש להעתיק אותו עכשיו: הוא לא יוצג שוב.
accounts-token-name = למה הוא משמש
accounts-token-name-hint = למשל: מד לחץ דם בחדר 2.
accounts-token-days = ימים עד לתפוגה
accounts-token-days-hint = אפשר להשאיר ריק לאסימון שפועל עד שיבוטל.
accounts-token-scopes = מה הוא רשאי לעשות
accounts-token-created = נוצר ב־
accounts-token-used = שימוש אחרון
accounts-never-used = מעולם לא
accounts-token-expires = פג
accounts-token-never = לעולם לא
accounts-token-revoke = ביטול
accounts-token-revoked = האסימון בוטל
accounts-token-over = אינו תקף עוד
scope-readings-write = שליחת מדידות
scope-readings-read = קריאת מדידות
scope-patients-read = קריאת פרטי מטופלים
scope-patients-write = רישום ושינוי של מטופלים
scope-appointments-read = קריאת תורים
scope-appointments-write = קביעה, העברה וביטול של תורים
scope-transactions-read = קריאת חיובים, תשלומים ויתרות
scope-transactions-write = רישום חיובים ותשלומים והפקת קבלות
scope-analytics-read = קריאת נתוני המרפאה
accounts-policy-title = כללי כניסה
accounts-policy-passwords = סיסמאות הצוות
accounts-policy-min = האורך המזערי עם גורם אימות נוסף
accounts-policy-min-alone = האורך המזערי ללא גורם אימות נוסף
accounts-policy-age = ימים עד שחובה להחליף
accounts-policy-age-hint = ריק: לעולם לא, כפי שממליצים NIST ו־OWASP. יש חוזים שדורשים 90.
accounts-policy-history = סיסמאות קודמות שאסור לחזור עליהן
accounts-policy-factor = גורם אימות נוסף נדרש עבור
accounts-policy-factor-hint = מי שיש לו אחד מהתפקידים האלה זקוק ליישום אימות או למפתח גישה.
accounts-policy-grace = ימים שבהם חשבון חדש פטור
accounts-policy-grace-hint = כדי שאפשר יהיה להקים את המרפאה בשעתה הראשונה. 0: מהכניסה הראשונה.
accounts-policy-patients = מטופלים
accounts-policy-sign-up = מטופלים רשאים להירשם בעצמם
accounts-policy-idle = דקות ללא פעילות עד ליציאת מטופל
accounts-policy-countries = מדינות שאליהן נשלחים קודים
accounts-policy-countries-hint = שתי אותיות לכל אחת, למשל EG FR. ריק: מדינת המרפאה.
accounts-policy-unproved = להכניס מטופלים עם מספר טלפון ושם משתמש בלבד
accounts-policy-unproved-hint = לא בטוח: כל מי שיודע את שניהם נכנס. רואים רק מועדי תורים ושום דבר קליני.
accounts-policy-unproved-reason = מדוע זה נחוץ
accounts-policy-programs = תוכנות בדפדפנים
accounts-policy-origins = מקורות שרשאים לפנות ל־API
accounts-policy-origins-hint = אחד בכל שורה, למשל https://app.example.org. ריק: אף אחד.
accounts-link-hours =
    { $count ->
        [one] הוא פועל שעה אחת.
        [two] הוא פועל שעתיים.
       *[other] הוא פועל { $count } שעות.
    }
accounts-role-in-use =
    { $count ->
        [one] לאדם אחד יש התפקיד; יש להסיר אותו ממנו כדי למחוק.
        [two] לשני אנשים יש התפקיד; יש להסיר אותו מהם כדי למחוק.
       *[other] ל־{ $count } אנשים יש התפקיד; יש להסיר אותו מהם כדי למחוק.
    }

## Support and the platform

method-support-ticket = כרטיס תמיכה
