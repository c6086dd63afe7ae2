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
