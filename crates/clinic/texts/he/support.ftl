### Support: an operator of the platform looks, by leave of the administrator.

support-title = תמיכה
support-nav = הגדרות
support-text = מי שמארחים את Praxis אינם רואים דבר מהמרפאה. כשעליהם להסתכל כדי לעזור, הכניסו אותם כאן: לכמה שעות, ברישום, ולצפייה בלבד.
support-grants = הרשאות צפייה
support-none = איש לא הוכנס
support-none-text = כאן יופיע מי הוכנס, למה, ובמה צפה.
support-live-until = פתוח עד { $time }
support-was-revoked = בוטל
support-over = הסתיים
support-nobody-entered = איש לא נכנס.
support-entered = נכנס { $at }
support-asked = ביקש { $at }, לא נכנס
support-ended = יצא { $at }
support-revoke = סיום מיידי
support-audit = כל מה שהתמיכה עשתה, ביומן
support-new = לאפשר צפייה
support-reason-hint = במה יצפו ולמה. אל תציינו שם של מטופל.
support-scope = כמה הם רואים
support-scope-settings = הגדרות בלבד
support-scope-settings-text = צוות, כללים, שמות אסימונים, חדרים, שירות זהויות. בלי מטופלים.
support-scope-patients = גם מטופלים ויומן
support-scope-patients-text = מי המטופלים ומתי הם מגיעים. לעולם לא מה שנכתב על בריאותם.
support-hours = לכמה זמן
support-for-hours =
    { $count ->
         [one] שעה אחת
         [two] שעתיים
        *[other] { $count } שעות
    }
support-grant = לאפשר
support-granted = המפעילים יכולים להסתכל עכשיו.
support-revoked = זה הסתיים; מי שהסתכל הוצא.
support-enter-title = צפייה כתמיכה
support-enter-text = אפשר להסתכל עד { $time }. כל מה שתפתחו נרשם אצל המרפאה.
support-enter = כניסה
support-ticket-over = הכרטיס אינו תקף: הוא נוצל, עברה יותר מדקה, או שהמרפאה אינה מאפשרת עוד. בקשו אחר.
support-banner = תמיכה צופה, עד { $time }. הכול נרשם.
support-leave = יציאה
support-left-title = יצאתם
support-left-text = דבר מהמרפאה אינו פתוח עוד בדפדפן הזה. אפשר לסגור את הדף.
support-settings = הגדרות המרפאה
support-settings-text = לצפייה. רק אנשי המרפאה משנים דבר.
support-rooms = חדרים
