### Errors as people read them. error-CODE-title and error-CODE-detail follow the codes of the API,
### field-CODE stands beside the field. They never say whether a thing of another clinic exists.

error-not-found-title = לא נמצא
error-not-found-detail = הדף או הרשומה אינם קיימים, או שאין לך הרשאה לראותם.
error-forbidden-title = אין הרשאה
error-forbidden-detail = התפקיד שלך אינו מאפשר זאת. מנהל המרפאה יכול לשנות זאת.
error-unauthenticated-title = נא להיכנס
error-unauthenticated-detail = לא בוצעה כניסה, או שהחיבור הסתיים.
error-second-factor-required-title = נדרש גורם אימות נוסף
error-second-factor-required-detail = הסיסמה נכונה. יש להציג גם את גורם האימות הנוסף.
error-second-factor-missing-title = יש להגדיר תחילה גורם אימות נוסף
error-second-factor-missing-detail = המרפאה דורשת מהתפקיד שלך גורם אימות נוסף. יש להגדיר אחד ואז להמשיך.
error-password-expired-title = תוקף הסיסמה פג
error-password-expired-detail = יש לבחור סיסמה חדשה ואז להמשיך.
error-reauthentication-required-title = אישור זהות
error-reauthentication-required-detail = פעולה זו דורשת הוכחת זהות מחמש הדקות האחרונות. יש לאשר בסיסמה ולנסות שוב.
error-invalid-title = יש פרטים שדורשים תיקון
error-invalid-detail = עדיין לא נשמר דבר. יש לתקן את השדות המסומנים ולשלוח שוב.
error-conflict-title = יש התנגשות
error-conflict-detail = השינוי אינו תואם את המצב הנוכחי. יש לטעון את הדף מחדש ולבדוק.
error-slot-taken-title = המועד תפוס
error-slot-taken-detail = המטפל, החדר או הציוד כבר תפוסים במועד זה. יש לבחור מועד אחר.
error-stale-version-title = מישהו אחר שינה זאת
error-stale-version-detail = בוצע שינוי אחרי שהדף נפתח. יש להשוות לגרסה הנוכחית לפני השמירה.
error-busy-title = המערכת עמוסה כרגע
error-busy-detail = השירות אינו זמין כרגע. נא לנסות שוב בעוד רגע.
error-internal-title = משהו השתבש
error-internal-detail = התקלה אצלנו והיא נרשמה. נא לנסות שוב; אם היא חוזרת, נא למסור לנו את מספר הסימוכין.
error-uri-too-long-title = הכתובת ארוכה מדי
error-uri-too-long-detail = נא לקצר את הכתובת המבוקשת ולנסות שוב.
error-slow-body-title = הבקשה התעכבה יותר מדי בדרך
error-slow-body-detail = נא לבדוק את החיבור ולשלוח שוב.
error-rate-limited-title = יותר מדי בקשות
error-rate-limited-detail = נא להמתין רגע ולנסות שוב.
error-too-large-title = גדול מדי
error-too-large-detail = התוכן שנשלח גדול מהמותר.
error-malformed-title = לא קריא
error-malformed-detail = לא ניתן לקרוא את הבקשה.
error-unsupported-media-title = פורמט לא נתמך
error-unsupported-media-detail = לא ניתן לקרוא כאן תוכן מסוג זה.
error-method-not-allowed-title = לא אפשרי בדרך זו
error-method-not-allowed-detail = כתובת זו אינה מקבלת את השיטה הזאת.
error-csrf-title = תוקף הטופס פג
error-csrf-detail = יש לחזור, לטעון את הדף מחדש ולשלוח שוב את הטופס.
error-duplicate-email-title = כתובת הדוא״ל כבר בשימוש
error-duplicate-email-detail = לאיש קשר אחר במרפאה יש כתובת דוא״ל זו.
error-duplicate-mrn-title = מספר התיק כבר בשימוש
error-duplicate-mrn-detail = למטופל אחר במרפאה יש מספר תיק זה.
error-illegal-transition-title = לא אפשרי ממצב זה
error-illegal-transition-detail = התור במצב ”{ $from }“ ואינו יכול לעבור למצב ”{ $to }“.
error-in-the-past-title = המועד כבר חלף
error-in-the-past-detail = תור אינו יכול להתחיל בעבר.
error-too-many-ahead-title = הגעת למספר המרבי של תורים עתידיים
error-too-many-ahead-detail = יש לבטל אחד מהם תחילה, או להתקשר למרפאה.
error-hold-expired-title = המועד כבר אינו שמור
error-hold-expired-detail = הוא נשמר לזמן מה ולא אושר. יש לבחור מועד מחדש.
error-too-late-title = מאוחר מדי לשנות כאן
error-too-late-detail = סמוך כל כך לתור רק המרפאה יכולה לשנות אותו. נא להתקשר.
error-not-offered-title = מועד זה אינו מוצע
error-not-offered-detail = יש לבחור אחד מן המועדים המוצגים כפנויים.
error-already-waiting-title = כבר ברשימת ההמתנה
error-already-waiting-detail = איש אינו ממתין פעמיים לאותו דבר. יש לשנות את הרישום הקיים.
error-already-offered-title = כבר הוצע
error-already-offered-detail = יש הצעה שממתינה לתשובה, או שמועד זה כבר הוצע. יש לבחור מועד אחר, או לקבוע אותו.
error-offer-over-title = ההצעה הסתיימה
error-offer-over-detail = היא נענתה, בוטלה או לא נענתה בזמן.
error-webhook-off-title = ה־webhook כבוי
error-webhook-off-detail = הפעילו אותו תחילה.
error-idempotency-mismatch-title = כבר נעשה בו שימוש
error-idempotency-mismatch-detail = במפתח זה כבר נעשה שימוש עם תוכן אחר.
error-idempotency-in-progress-title = עדיין בביצוע
error-idempotency-in-progress-detail = אותה בקשה נמצאת בטיפול. נא להמתין לתוצאה.

## On the error page

error-reference = סימוכין:
error-home = לדף הבית
error-wanted = רצית
error-own-roles = התפקיד שלך
error-allowed-roles = מותר עבור
error-advice-forbidden = יש לבקש זאת ממי שיש לו אחד מהתפקידים האלה, או לבקש ממנהל המערכת לשנות את תפקידך.
error-advice-not-found = יש לבדוק את הכתובת, או לחפש את המטופל לפי שם, טלפון או מספר תיק.
error-advice-conflict = לא שונה דבר. יש לפתוח שוב את הדף כדי לראות את המצב הנוכחי, ואז להחליט.
error-advice-internal = מה שהקלדת עדיין בטופס: יש לחזור אחורה ולשלוח שוב. אם זה קורה שוב, יש למסור למנהל את מספר הסימוכין.
error-advice-busy = יש להמתין כמה שניות. מה שהקלדת עדיין בטופס: יש לחזור אחורה ולשלוח שוב.
error-conflict-theirs = הגרסה הנוכחית
error-conflict-yours = הגרסה שלך
error-conflict-base = כפי שהיה קודם
error-conflict-field = שדה
error-conflict-both = שונה על ידי שניכם
error-conflict-choose = יש לבחור בכל שדה מה יישאר. דבר ממה שהקלדת לא אבד.
error-conflict-edit = לקחת את זה ולהמשיך לערוך

## Beside a field

field-required = שדה חובה
field-not-a-number = יש להזין מספר שלם.
field-too-small = { $min } לפחות.
field-too-large = { $max } לכל היותר.
field-common-password = הסיסמה היא מאלה שמנחשים ראשונות. יש לבחור אחרת, למשל ארבע מילים שאין ביניהן קשר.
field-used-before = כבר השתמשת בסיסמה זו. יש לבחור אחרת.
field-wrong-password = הסיסמה אינה נכונה.
field-wrong-code = הקוד אינו נכון. יש להמתין לבא ולנסות שוב.
field-not-accepted = לא ניתן היה לקבל זאת. יש לנסות שוב.
field-too-many = יש כבר יותר מדי. יש להסיר אחד תחילה.
field-no-occurrence = הכלל אינו מציין אף יום. יש לבחור סיום מאוחר יותר.
field-own-account = אי אפשר לשנות זאת לעצמך. מנהל אחר יכול.
field-last-administrator = המרפאה זקוקה למנהל אחד לפחות שרשאי להיכנס.
field-not-an-origin = יש לכתוב מקורות כגון https://app.example.org, ללא נתיב.
field-changed-meanwhile = מישהו אחר שינה את הכללים בינתיים. יש לבדוק אותם ולשמור שוב.
field-password-needs-tls = סיסמה נשלחת רק בחיבור מוצפן.
field-malformed = התבנית אינה תקינה
field-not-a-date = נא להזין תאריך תקין, לדוגמה 27/03/1985
field-not-a-phone = נא להזין מספר טלפון עם קידומת
field-not-an-email = נא להזין כתובת דוא״ל, לדוגמה name@example.org
field-out-of-range = מחוץ לטווח המותר
field-unknown-choice = נא לבחור באחת האפשרויות
field-in-future = לא ייתכן תאריך עתידי
field-no-such-time = השעון מוזז אז קדימה: השעה הזאת אינה קיימת באותו יום
field-in-past = המועד הזה כבר עבר
field-not-an-amount = יש להזין סכום, למשל 350.00
field-not-a-time = יש להזין שעה, למשל 09:30
field-not-hours = יש לכתוב שעות כגון 09:00–12:00, 13:00–17:00.
field-taken = כבר בשימוש
field-already-waiting = כבר ברשימת ההמתנה לכך
field-duplicate = מופיע כאן פעמיים
field-too-many-chosen = אפשר לבחור { $max } לכל היותר.
field-fixed = כבר אי אפשר לשנות זאת
field-control-characters = יש תווים שלא ניתן לשמור
field-too-long =
    { $max ->
         [one] לכל היותר תו אחד
         [two] לכל היותר שני תווים
        *[other] לכל היותר { $max } תווים
    }
field-too-short =
    { $min ->
         [one] לפחות תו אחד
         [two] לפחות שני תווים
        *[other] לפחות { $min } תווים
    }

## Records and staff

error-already-recorded-title = כבר נרשם
error-already-recorded-detail = לביקור כבר יש רשומה כזאת. אפשר לשנות אותה.
error-entered-in-error-title = הוזן בטעות
error-entered-in-error-detail = הרשומה סומנה כהוזנה בטעות ואי אפשר לשנות אותה עוד.
error-has-appointments-title = עדיין יש תורים
error-has-appointments-detail =
    { $count ->
         [one] נקבע תור אחד שעוד לא התקיים. יש לבטל אותו תחילה.
         [two] נקבעו שני תורים שעוד לא התקיימו. יש לבטל אותם תחילה.
        *[other] נקבעו { $count } תורים שעוד לא התקיימו. יש לבטל אותם תחילה.
    }
error-duplicate-username-title = שם המשתמש תפוס
error-duplicate-username-detail = אדם אחר במרפאה נכנס בשם הזה.
error-duplicate-name-title = השם כבר בשימוש
error-duplicate-name-detail = לדבר אחר כאן יש השם הזה.
error-role-in-use-title = התפקיד בשימוש
error-role-in-use-detail = למישהו יש התפקיד הזה. יש להסיר אותו ממנו תחילה.
error-own-account-title = לא לעצמך
error-own-account-detail = איש אינו משנה את תפקידיו שלו. מנהל אחר יכול.
error-last-administrator-title = המנהל האחרון
error-last-administrator-detail = המרפאה זקוקה למנהל אחד לפחות שרשאי להיכנס.
error-suspended-title = מושעה
error-suspended-detail = האדם אינו רשאי להיכנס. יש לאשר זאת תחילה.
field-mismatch = שני הערכים שונים

## Support and the platform

error-already-done-title = כבר נעשה
error-already-done-detail = מישהו אחר הקדים, או שכך היה קודם. בדקו מה המצב.
error-clinic-in-use-title = מישהו כבר עובד שם
error-clinic-in-use-detail = מעתה מנהלי המרפאה מזמינים אנשים בעצמם.
error-support-over-title = גישת התמיכה הסתיימה
error-support-over-detail = המרפאה אינה מאפשרת עוד להסתכל, או שהכרטיס אינו תקף. פנו למרפאה, או בקשו כרטיס אחר.
field-not-in-use = המרפאה אינה משתמשת בכלי הזה. מנהל יכול להפעיל אותו.
field-unknown-field = אין כאן דבר בשם הזה.
field-unreadable = זה אינו JSON; הקריאה נעצרה בשורה { $max }.
field-too-few = חסר כאן משהו.
field-out-of-order = הסדר אינו נכון.
field-unsupported = הכללים האלה אינם מתיישבים זה עם זה.
field-too-precise = יש יותר ספרות עשרוניות ממה שאפשר למדוד.
field-out-of-place = זה לא שייך לרשומה מסוג זה.
field-not-ended = זה רק למה שהסתיים.
field-has-allergies = רשומות אלרגיות. יש לסיים אותן או לסמן אותן כהזנה שגויה קודם.
field-severe-allergy = אלרגיה קשה שוללת זאת. סמנו את התיבה אם לרשום בכל זאת.
field-unknown-placeholder = אין דבר בשם הזה שאפשר למלא בין הסוגריים.
error-conflict-keep-both = לשמור את שניהם
error-nothing-uploaded-title = עדיין אין קובץ
error-nothing-uploaded-detail = לא הועלה דבר למסמך זה.
error-too-many-exports-title = יותר מדי קובצי ייצוא בבת אחת
error-too-many-exports-detail = יש להסיר אחד מהם תחילה, או להמתין שתוקפו יפוג.
error-no-export-file-title = אין קובץ
error-no-export-file-detail = הוא עדיין לא מוכן, או שאינו קיים עוד.
error-wrong-import-state-title = לא אפשרי במצב הייבוא
error-wrong-import-state-detail = הוא בעיצומו, הסתיים או השתנה בינתיים.
error-import-has-problems-title = יש שורות שאי אפשר לייבא
error-import-has-problems-detail = יש להשמיט אותן, או לתקן את הקובץ ולהעלותו שוב.
error-patient-deleted-title = המטופל מחוק
error-patient-deleted-detail = יש לשחזר תחילה את המטופל או איש הקשר.
error-wrong-approval-title = לא אפשרי ממצב זה
error-wrong-approval-detail = אישור המסמך נמצא במצב אחר. כדאי לבדוק את מצבו.
error-not-for-patients-title = לא למטופלים
error-not-for-patients-detail = מסמכים פנימיים, מוגבלים או שאינם על מטופל לעולם אינם מוצגים למטופל.
error-damaged-title = פגום
error-damaged-detail = קובץ זה אינו מה שנשמר. יש לשחזר אותו מגיבוי או להעלות אותו שוב.
error-quota-reached-title = אין עוד מקום
error-quota-reached-detail = מסמכי המרפאה תופסים את כל המקום המותר.
field-unsupported-type = לא ניתן לשמור קובץ מסוג זה. יש לבחור PDF, תמונה, DICOM, מסמך אופיס או טקסט.
field-file-too-large = לכל היותר { $max } מ״ב.
error-reading-differs-title = נרשם אחרת
error-reading-differs-detail = לאותו מכשיר רשום ערך אחר מהסוג הזה לאותו רגע.
field-not-a-decimal = יש להזין מספר, למשל 36.6
field-not-possible = לאיש אין ערך כזה. יש לבדוק את המספר ואת היחידה.
field-unknown-unit = זו אינה יחידה של הסוג הזה.
field-too-long-ago = זה ישן יותר ממה שהמרפאה שומרת.
field-unknown-patient = אין מטופל עם המספר הזה.
error-exercise-over-title = לא לביצוע באותו יום
error-exercise-over-detail = התרגיל עוד לא התחיל אז, או שהסתיים. כדאי להסתכל שוב בתרגילים.
field-plan-over = תוכנית זו הסתיימה. יש להפעיל אותה מחדש או לכתוב אחרת.
field-no-levels = יש לתאר תחילה את חמש הרמות של היעד.
field-before-the-first = זה לפני היום הראשון.
field-one-of-two = יש לציין אחד מהשניים: באיזו תדירות, או באיזה יום.
field-too-late-to-say = אפשר לדווח רק על היום ועל אתמול.
error-patient-merged-title = התיק הזה מוזג לתיק אחר
error-patient-merged-detail = הוא כבר אינו נראה. יש לפתוח את התיק שנשאר ולעשות זאת שם.
error-both-waiting-title = שניהם ממתינים לאותו דבר
error-both-waiting-detail = שניהם ברשימת ההמתנה לאותו דבר. יש להסיר תחילה אחד מהם.
error-both-under-way-title = שני הביקורים מתנהלים
error-both-under-way-detail = כרגע מתנהל ביקור עם כל אחד מהם. יש לסיים תחילה אחד מהביקורים.
error-both-planned-title = שתי תוכניות באותה כותרת
error-both-planned-detail = לשניהם תוכנית טיפול פעילה באותה כותרת. רופא או מטפל צריכים תחילה לשנות את הכותרת של אחת מהן או לסיים אותה.
error-allergies-contradict-title = המידע על אלרגיות סותר
error-allergies-contradict-detail = בתיק אחד רשום שאין אלרגיות ידועות, ובאחר רשומות אלרגיות. רופא או מטפל צריכים להכריע תחילה.
error-too-many-readings-title = יותר מדי מדידות
error-too-many-readings-detail = יותר מ-{ $most } מדידות אינן עוברות בבת אחת. יש למזג בכיוון ההפוך, כך שהתיק עם המדידות יישאר.
error-merged-since-title = משהו נבנה עליו מאז
error-merged-since-detail = אחד מהשניים מוזג שוב או נמחק מאז. יש לבטל תחילה את המיזוג המאוחר יותר.
error-merge-settled-title = מאוחר מדי לבטל
error-merge-settled-detail = אפשר לבטל מיזוג במשך 30 יום.
field-same-patient = זה אותו מטופל
error-more-than-paid-title = יותר ממה ששולם
error-more-than-paid-detail = לא נשאר כל כך הרבה מהתשלום: אולי חלק כבר הוחזר.
error-more-than-charged-title = יותר ממה שחויב
error-more-than-charged-detail = החיוב אינו מגיע לסכום כזה.
error-no-receipt-title = אין קבלה על זה
error-no-receipt-detail = קבלות הן על תשלומים והחזרים, כשכסף עובר מיד ליד.
error-not-correctable-title = לא אפשרי כאן
error-not-correctable-detail = רק תשלומים מוחזרים, ורק חיובים ותשלומים מתוקנים.
field-not-in-coins = אין מטבעות לסכום הזה. עגלו אותו למה שאפשר לשלם במזומן.
field-other-currency = זה במטבע אחר ממה שהוא שייך אליו.
field-one-of-two-taxes = ציינו אחד מהשניים: המס או שיעורו.
error-price-there-title = כבר קיים מחיר
error-price-there-detail = בחלק מהימים האלה כבר יש לשירות מחיר במטבע הזה. בחרו ימים אחרים, או סיימו קודם את המחיר ההוא.
error-price-in-force-title = המחיר הזה כבר בתוקף
error-price-in-force-detail = ייתכן שמישהו חויב לפיו. סיימו אותו במקום זאת.
field-no-price = אין לזה מחיר במחירון באותו יום.
error-already-invoiced-title = כבר בחשבונית אחרת
error-already-invoiced-detail = החיוב או הביקור מופיעים בחשבונית או בטיוטה אחרת.
error-charge-changed-title = משהו חויב בינתיים
error-charge-changed-detail = החיוב שונה ממה שבטיוטה. קחו לטיוטה את מה שחויב.
error-invoice-issued-title = כבר הופקה
error-invoice-issued-detail = חשבונית שהופקה אינה משתנה עוד. בטלו אותה בחשבונית זיכוי.
error-more-than-invoiced-title = יותר ממה שחויב בחשבונית
error-more-than-invoiced-detail = לא נשאר כל כך הרבה מהחשבונית: אולי חלק כבר זוכה.
error-not-creditable-title = לא אפשרי כאן
error-not-creditable-detail = רק חשבוניות שהופקו מבוטלות בחשבונית זיכוי.
field-one-of-two-parts = ציינו אחד מהשניים: אחוז או סכום.
field-same-series = לחשבוניות ולזיכויים סדרות נפרדות.
field-nothing-to-charge = לא ידוע מה עולה הביקור, או שכבר חויב.
field-charged-meanwhile = הביקור חויב בינתיים. קחו את החיוב לחשבונית.
error-not-overdue-title = אין דבר באיחור
error-not-overdue-detail = אין בחשבונית זו דבר באיחור מצד מי שהיא עבורו.
error-already-reminded-title = כבר נשלחה תזכורת
error-already-reminded-detail = כל התזכורות שהגיע זמנן נשלחו.
error-not-reachable-title = אי אפשר להשיג
error-not-reachable-detail = אין מספר או כתובת להודעות, או שאין רצון בהן. הדפיסו את החשבונית ושלחו אותה.
error-no-way-there-title = אין דרך להגיע
error-no-way-there-detail = אין מספר טלפון או כתובת דוא״ל שאפשר לשלוח אליהם הודעות.
error-wants-no-messages-title = לא רוצה הודעות
error-wants-no-messages-detail = נאמר שאין רצון בהודעות.
field-too-many-entries = יותר מ-{ $max } רישומים. בחרו פחות ימים.
field-not-levels = כתבו ימים כגון 7, 21, 42: עד חמישה, כל אחד אחרי קודמו.
error-day-closed-title = היום הזה סגור
error-day-closed-detail = הקופה שלו נספרה ולכן לא נרשם בו עוד דבר. מי שמורשה יכול לפתוח אותו מחדש.
field-difference-unexplained = זה שונה ממה שאמור להיות. ציינו מדוע.
field-count-missing = נרשם משהו שלא נספר כאן. ספרו גם אותו.
field-pieces-differ = זה אינו סכום השטרות והמטבעות.
field-pieces-unread = לא ניתן לקרוא כמה שטרות ומטבעות יש.
field-less-than-due = זה פחות ממה שיש לשלם.
error-fee-rule-there-title = כבר קיים כלל
error-fee-rule-there-detail = לביקורים האלה יש כלל במטבע הזה. סיימו אותו קודם.
