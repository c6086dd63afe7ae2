### שירות הזהויות שהמרפאה בוטחת בו: חיבורו וכניסה דרכו.

identity-title = שירות זהויות
identity-about = אנשי הצוות יכולים להיכנס, ותוכנות יכולות לפנות, בחשבונות של שירות שהמרפאה בוטחת בו.
identity-test = בדיקה
identity-findings = מה העלתה הבדיקה
identity-works = עובד
identity-fails = לא עובד
identity-step-keys = תיאור ומפתחות.
identity-step-sign-in = כניסה בדפדפן.
identity-step-introspection = שאלות על אסימונים.
identity-works-keys =
    { $count ->
         [one] השירות עונה ומפרסם מפתח אחד שאפשר להשתמש בו.
         [two] השירות עונה ומפרסם שני מפתחות שאפשר להשתמש בהם.
        *[other] השירות עונה ומפרסם { $count } מפתחות שאפשר להשתמש בהם.
    }
identity-works-sign-in = השירות מציין את הדפים הנחוצים.
identity-works-introspection = השירות מכיר את הלקוח ועונה.
identity-trouble-address = אי אפשר לפנות לכתובת הזו: היא חייבת להתחיל ב-https ולא להוביל לרשת של השרת הזה.
identity-trouble-unreachable = אין חיבור: השם אינו מוכר, איש אינו עונה או שהאישור אינו תקף.
identity-trouble-timed-out = לא הגיעה תשובה בתוך חמש שניות.
identity-trouble-status = השירות ענה במצב { $what }.
identity-trouble-answer-too-large = התשובה ארוכה בהרבה מדי.
identity-trouble-not-json = התשובה אינה ה-JSON הנדרש.
identity-trouble-wrong-issuer = התיאור שם מציין מנפיק אחר. יש להזין את המנפיק בדיוק כפי שהשירות כותב אותו.
identity-trouble-missing = בתיאור השירות חסר { $what }.
identity-trouble-no-keys = השירות אינו מפרסם מפתח שאפשר להשתמש בו.
identity-trouble-client = השירות אינו מקבל את מזהה הלקוח או את הסוד שלו.
identity-trouble-busy = יש יותר מדי שאלות כרגע. נסו שוב בעוד רגע.

## הגדרות

identity-group-service = השירות
identity-enabled = לבטוח בשירות הזה
identity-label = השם שהצוות רואה
identity-label-hint = מופיע על כפתור הכניסה, למשל „חשבון בית החולים”.
identity-issuer = מנפיק
identity-issuer-hint = הכתובת שהאסימונים שלו מציינים, תו אחר תו.
identity-group-tokens = אסימונים
identity-mode = איך נבדקים האסימונים
identity-mode-hint = לפי מפתחות, השירות אינו נשאל על כל אסימון. בשאלה, עובדים גם אסימונים אטומים.
identity-mode-keys = לפי המפתחות שהוא מפרסם
identity-mode-introspection = בשאלה לשירות
identity-audience = נמען
identity-audience-hint = למי האסימונים חייבים להיות מיועדים: השם של Praxis בשירות.
identity-token-type = סוג האסימון
identity-token-type-hint = הסוג at+jwt בטוח יותר. בחרו JWT אם השירות כותב זאת על אסימוני הגישה שלו.
identity-algorithms = חתימות שמתקבלות
identity-group-claims = נתונים
identity-claims-hint = איפה השירות כותב מה. נתיב כמו realm_access.roles מוביל לנתונים מקוננים.
identity-clinic-claim = הנתון שמציין את המרפאה
identity-clinic-value = מה הוא חייב לומר
identity-clinic-value-hint = אם השדה ריק: { $name }.
identity-username-claim = הנתון עם שם המשתמש
identity-name-claim = הנתון עם שם האדם
identity-roles-claim = הנתון עם התפקידים
identity-roles = מה התפקידים שלו כאן
identity-roles-hint = אחד בכל שורה, למשל physician = doctor. תפקידים שאינם כאן חסרי משמעות.
identity-group-client = ‏Praxis בשירות
identity-client-hint = נחוץ לכניסה בדפדפן ולשאלות על אסימונים.
identity-client-id = מזהה הלקוח
identity-client-secret = סוד הלקוח
identity-client-secret-kept = הסוד שמור ואינו מוצג לעולם. הזינו סוד אחר כדי להחליפו.
identity-client-secret-none = הוא נשמר מוצפן ולא יוצג שוב.
identity-browser = אנשי הצוות יכולים להיכנס שם בדפדפן
identity-scope = היקפים
identity-scope-hint = מה מבקשים מלבד openid, עם רווחים ביניהם.
identity-callback = רשמו בשירות את הכתובת הזו ככתובת החזרה:
identity-group-newcomers = מי שבאים בפעם הראשונה
identity-provision = להוסיף אותם לצוות
identity-provision-hint = בתפקידים שהשירות מציין, ובלי סיסמה כאן.
identity-link-by-username = לקשר אותם לאיש צוות עם אותו שם משתמש
identity-link-hint = רק אם איש אינו יכול לבחור בעצמו את שם המשתמש שלו בשירות.
identity-link-by-email = לקשר אותם לאיש צוות עם אותה כתובת דוא״ל
identity-link-by-email-hint = רק כתובות שהשירות אימת.
field-not-an-https-address = הזינו כתובת שמתחילה ב-https ואינה ברשת של השרת הזה

## אנשים

identity-people = אנשי צוות מקושרים
identity-people-none = עדיין איש אינו מקושר.
identity-subject = השם בשירות
identity-subject-hint = הערך של הנתון „sub”.
identity-remove = הסרת הקישור
identity-removed = הקישור הוסר
identity-link = קישור ידני
identity-link-staff = איש צוות

## כניסה

identity-sign-in = כניסה עם { $name }
identity-sign-in-plain = כניסה עם שירות הזהויות
identity-sign-in-failed = לא ניתן היה להכניס אותך
identity-sign-in-lost = הכניסה הזו התחילה בדפדפן אחר או לפני זמן רב מדי. נא להתחיל מחדש.
identity-sign-in-refused = שירות הזהויות לא אישר את הכניסה. נא להתחיל מחדש.
identity-sign-in-unknown = שירות הזהויות מכיר אותך, אבל אין לך גישה למרפאה הזו. מנהל המרפאה יכול לתת אותה.
identity-sign-in-unavailable = שירות הזהויות אינו זמין כרגע. נסו שוב בעוד רגע, או היכנסו עם הסיסמה.
