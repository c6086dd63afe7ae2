### How patients come in by themselves, and what the desk does about it.

patients-login-text = הקלידו את מספר הטלפון ושם המשתמש. נשלח קוד לטלפון הזה.
patients-login-unproved = הקלידו את מספר הטלפון ושם המשתמש.
patients-login-failed = מספר הטלפון או שם המשתמש אינם נכונים.
patients-login-by-code = שלחו לי קוד, כדי לראות הכול
patients-phone = מספר טלפון
patients-phone-hint = נשלח אליו קוד.
patients-username-hint = איתו תתחברו; השם שלכם מספיק.
patients-send-code = שליחת הקוד
patients-sign-up = הרשמה כמטופל
patients-sign-up-text = הרשמה ב־{ $name }. דבר לא נשמר עד שהקוד מראה שהטלפון שלכם.
patients-sign-up-instead = חדשים כאן? להרשמה
patients-known-already = כבר רשומים? להתחברות
patients-have-paper = יש לי קוד על נייר
patients-by-phone = התחברות באמצעות הטלפון
patients-staff-here = אני עובד כאן
patients-here = מטופלים? להתחברות כאן.
patients-code-title = הקלדת הקוד
patients-code-text = אם המרפאה מכירה את הפרטים, קוד בדרך אל
patients-code = קוד
patients-code-hint = 6 ספרות, תקפות ל־5 דקות בדפדפן הזה.
patients-code-over = הקוד אינו תקף עוד. בקשו קוד חדש.
patients-code-again = שליחת קוד נוסף
patients-code-resent = קוד נוסף בדרך. רק החדש ביותר עובד.
patients-code-too-soon = קוד נשלח זה עתה. המתינו דקה לפני בקשה נוספת.
patients-code-none = אין הודעה? בדקו את המספר, המתינו דקה או פנו למרפאה: אפשר להדפיס לכם קוד.
patients-begin-again = להתחיל מחדש
patients-activate-title = התחברות עם קוד על נייר
patients-activate-text = המרפאה נתנה לכם דף עם קוד. הוא מכניס פעם אחת.
patients-activate-code = הקוד שבדף
patients-activation-failed = הקוד אינו נכון, כבר נוצל או ישן מיממה.
patients-access-title = התחברות המטופל
patients-blocked = חסום
patients-held = מספר הטלפון חדש. במשך יממה קוד אליו מראה רק את שעות התורים. עד:
patients-known-by = מוכר לפי
patients-known-by-text = הטלפון ושם המשתמש יחד אומרים מי מתחבר; קוד לטלפון מוכיח זאת.
patients-phone-change-hint = מספר חדש מראה מעט במשך יממה, הישן מקבל הודעה, ומפתחות הגישה מוסרים.
patients-open-account = לאפשר למטופל להתחבר
patients-paper-title = קוד על נייר
patients-paper-about = למי שהודעות אינן מגיעות אליו. ודאו מי עומד מולכם, הדפיסו את הקוד ומסרו אותו: הוא מכניס את המחזיק בו פעם אחת, בתוך יממה.
patients-paper-outstanding = קוד כבר הונפק. קוד חדש מבטל אותו. תקף עד
patients-paper-make = יצירת קוד
patients-paper-heading = הכניסה שלכם אל { $name }
patients-paper-text = כוונו את מצלמת הטלפון אל התמונה, או פתחו את הכתובת והקלידו את הקוד.
patients-paper-picture = קוד QR עם הכתובת והקוד
patients-paper-address = כתובת
patients-paper-until = תקף עד
patients-paper-once = עובד פעם אחת. אחר כך מתחברים עם מספר הטלפון ושם המשתמש, או מוסיפים מפתח גישה.
patients-block-title = חסימה
patients-block-text = מנתק את המטופל מכל מקום ואינו מכניס איש בחשבון הזה.
patients-blocked-text = איש אינו נכנס בחשבון הזה.
patients-block = חסימת החשבון
patients-unblock = פתיחה מחדש
patients-code-wrong =
    { $count ->
        [one] הקוד אינו נכון. נותר ניסיון אחד.
        [two] הקוד אינו נכון. נותרו שני ניסיונות.
       *[other] הקוד אינו נכון. נותרו { $count } ניסיונות.
    }
patients-unproved-warning = מטופלים נכנסים עם מספר טלפון ושם משתמש בלבד; גם זר שיודע את שניהם נכנס. הסיבה שנמסרה: { $reason }
patients-code-refused = לא הצלחנו להכניס אתכם עם הקוד הזה. פנו למרפאה.
