### Where those who host the clinics work.

platform-title = פלטפורמה
platform-clock = שעה
platform-clinics = מרפאות
platform-clinic = מרפאה
platform-support = תמיכה
platform-record = יומן
platform-account = החשבון שלי
platform-for-operators = למפעילים
platform-for-operators-text = מי שמארחים את המרפאות נכנסים כאן.
platform-sign-in-title = כניסת מפעילים
platform-sign-in-text = סיסמה, ואחריה קוד מאפליקציית האימות.
platform-sign-in-failed = השם או הסיסמה אינם נכונים.
platform-operator-name = מפעיל
platform-forgot = איבדתם את הסיסמה או את אפליקציית האימות? מי שיש לו שורת הפקודה יכין לכם קישור חדש.
platform-second-lost = איבדתם את הטלפון? השתמשו בקוד מהנייר, או בקשו קישור חדש.
platform-set-up-text = אף מפעיל אינו נכנס בלעדיה. זה לוקח דקה.
platform-welcome-text = בחרו סיסמה; איש מלבדכם לא יידע אותה. אחר כך תגדירו אפליקציית אימות, אז הכינו את הטלפון.
platform-new-clinic = מרפאה חדשה
platform-create = יצירת המרפאה
platform-search = שם, שם קצר או כתובת
platform-no-clinics = עדיין אין מרפאות
platform-no-clinics-text = לכל מרפאה כתובת, חדר במסד הנתונים ומפתח משלה.
platform-none-found = לא נמצאה מרפאה
platform-none-found-text = נסו חלק מהשם או מהכתובת.
platform-slug = שם קצר
platform-slug-hint = אותיות לטיניות קטנות, ספרות ומקפים. אי אפשר לשנות אחר כך.
platform-address = כתובת
platform-addresses = כתובות
platform-new-address = כתובת חדשה
platform-address-hint = שם מארח כגון north.example.org, בלי https ובלי פורט.
platform-no-addresses = איש אינו יכול להגיע למרפאה הזאת: אין לה כתובת.
platform-schema = טבלאות
platform-created = נוצרה
platform-status-active = פעילה
platform-status-suspended = מושעית
platform-status-provisioning = לא הושלמה
platform-count =
    { $count ->
         [one] מרפאה אחת
         [two] שתי מרפאות
        *[other] { $count } מרפאות
    }
platform-place = מקום
platform-region = מדינה
platform-region-hint = שתי אותיות, כגון IL: כך נקראים מספרי הטלפון.
platform-time-zone = אזור זמן
platform-time-zone-hint = כגון Asia/Jerusalem
platform-currency = מטבע
platform-currency-hint = שלוש אותיות, כגון ILS
platform-administrator = מנהל ראשון
platform-administrator-hint = יקבל קישור לבחירת סיסמה.
platform-administrator-text = כל עוד איש אינו עובד במרפאה הזאת, אפשר להכין כאן קישור למנהל הראשון שלה. אחר כך המרפאה מזמינה את אנשיה בעצמה.
platform-invitation-title = המרפאה מוכנה
platform-invitation-text = מסרו את הקישור הזה למנהל הראשון. הוא מוצג עכשיו ולא עוד, ותקף פעם אחת.
platform-suspend = השעיה
platform-suspend-text = כולם נחסמים מיד, גם אנשי המרפאה. דבר אינו נמחק.
platform-type-slug = הקלידו { $slug } לאישור
platform-suspended = המרפאה הושעתה.
platform-resume = חידוש
platform-resume-text = המרפאה נפתחת שוב, כפי שהייתה.
platform-resumed = המרפאה פתוחה שוב.
platform-address-added = הכתובת נוספה.
platform-address-removed = הכתובת הוסרה.
platform-support-text = מרפאות שמאפשרות עכשיו למפעילים להסתכל. כל כניסה נרשמת אצל המרפאה ואצלכם.
platform-no-offers = אף מרפאה אינה מאפשרת להסתכל
platform-no-offers-text = מנהל המרפאה נותן את הגישה תחת ניהול, תמיכה.
platform-offer-until = עד
platform-why = למה אתם נכנסים
platform-why-hint = המרפאה תקרא את זה.
platform-ask = בקשת כרטיס
platform-ticket-title = כרטיס
platform-ticket = כרטיס אל { $clinic }
platform-ticket-text =
    { $count ->
         [one] תקף פעם אחת, לשנייה אחת.
         [two] תקף פעם אחת, לשתי שניות.
        *[other] תקף פעם אחת, למשך { $count } שניות.
    }
platform-ticket-go = מעבר למרפאה
platform-record-text = כל מה שהמפעילים עשו, וכל ניסיון. אפשר רק להוסיף אליו.
platform-actor-operator = מפעיל
platform-actor-host = שורת הפקודה
platform-actor-clinic = המרפאה
platform-actor-visitor = מבקר

## What was done

deed-show-password = הצגת הסיסמה
deed-show-code = הצגת הגורם השני
deed-sign-out = יציאה
deed-confirm = אישור זהות
deed-choose-password = בחירת סיסמה בקישור
deed-change-password = שינוי סיסמה
deed-set-up-authenticator = הגדרת אפליקציית האימות
deed-renew-recovery-codes = קודים חדשים על נייר
deed-end-session = סיום חיבור
deed-add-operator = הוספת מפעיל
deed-reset-operator = איפוס מפעיל
deed-suspend-operator = השעיית מפעיל
deed-resume-operator = החזרת מפעיל
deed-create-clinic = יצירת מרפאה
deed-invite-administrator = הזמנת המנהל הראשון
deed-suspend-clinic = השעיית מרפאה
deed-resume-clinic = חידוש מרפאה
deed-add-address = הוספת כתובת
deed-remove-address = הסרת כתובת
deed-grant-support = המרפאה מאפשרת להסתכל
deed-revoke-support = המרפאה ביטלה את האפשרות
deed-ask-for-support = בקשת כרטיס
deed-enter-support = כניסה למרפאה
deed-leave-support = יציאה ממרפאה
