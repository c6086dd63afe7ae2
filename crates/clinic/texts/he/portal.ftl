### What patients see of their own.

portal-title = התורים שלכם
portal-hello = שלום, { $name }
portal-none = אין תור קרוב
portal-none-text = התקשרו למרפאה לקביעת תור, והוא יופיע כאן.
portal-coming = בהמשך
portal-past = קודם לכן
portal-cancel = ביטול התור
portal-cancel-reason = למה? המרפאה תשמח לדעת
portal-cancel-now = לבטל
portal-keep = להשאיר
portal-cancel-late = כבר אי אפשר לבטל את התור כאן. התקשרו למרפאה.
portal-cancelled = התור בוטל
portal-written = מה נכתב
portal-written-nothing = לא נכתב עבורכם דבר בתור הזה.
portal-written-locked = התחברו עם קוד כדי לקרוא מה נכתב.
portal-limited-title = גישה מוגבלת
portal-limited = לא הוכחתם מי אתם, ולכן מוצגות רק שעות התורים. התחברו עם קוד כדי לראות הכול.
portal-passkey-title = בפעם הבאה בלי קוד
portal-passkey-text = מפתח גישה מכניס אתכם בטביעת אצבע, בזיהוי פנים או בנעילת הטלפון.
portal-passkey-no-script = מפתחות גישה דורשים JavaScript; קודים עובדים בלעדיו.
portal-passkey-removed = מפתח הגישה הוסר
portal-known-text = לשינוי, פנו למרפאה.
portal-passkey-again = התחברו שוב עם קוד כדי להוסיף אחד.
portal-appointment = תור
portal-book = קביעת תור
portal-move = הזזת התור
portal-services = כל השירותים
portal-now-at = מועדו כעת
portal-with = עם
portal-anybody = כל מי שפנוי
portal-show-times = הצגת מועדים
portal-no-times = אין מועד פנוי בימים אלה
portal-no-times-text = אפשר לבדוק ימים מאוחרים יותר, לבחור מישהו אחר או להתקשר למרפאה.
portal-days = ימים
portal-earlier = ימים מוקדמים יותר
portal-later = ימים מאוחרים יותר
portal-zone = כל השעות לפי שעון המרפאה ({ $zone }).
portal-no-services = עדיין אי אפשר לקבוע כאן דבר
portal-choose-service = לשם מה תרצו להגיע?
portal-minutes = { $count ->
    [one] דקה אחת
    [two] שתי דקות
   *[other] { $count } דקות
}
portal-confirm = האם זה נכון?
portal-held-until = המועד שמור עבורך עד { $time }.
portal-confirm-now = לקבוע
portal-other-time = בחירת מועד אחר
portal-booked = התור נקבע
portal-moved = התור הוזז
portal-move-short = הזזה
portal-offer = יש מועד פנוי עבורך
portal-offer-declined = סירבת. נשארת ברשימת ההמתנה
portal-wait = רשמו אותי לרשימת ההמתנה
portal-wait-text = ציינו מתי תוכלו להגיע. כשיתפנה מועד כזה תקבלו הודעה ותוכלו לקחת אותו בלחיצה אחת.
portal-wait-offer = אף מועד לא מתאים?
portal-waiting = בהמתנה
portal-waiting-until = עד { $day }
portal-wait-no-longer = להפסיק להמתין
portal-waiting-now = נרשמת לרשימת ההמתנה
portal-waiting-no-longer = הוסרת מרשימת ההמתנה
portal-own = התיק שלך
portal-account = חשבון ושפה
portal-language = שפה
portal-language-text = לדפים אלה, בכל מקום שממנו נכנסים, ולהודעות אליך.
portal-older = ישנים יותר
portal-new = חדש
portal-results = התוצאות שלי
portal-results-text = מה שנכתב עבורך ומה שנמדד, החדש ביותר ראשון. יש לפתוח כדי לקרוא.
portal-results-none = אין עדיין מה לקרוא
portal-results-none-text = מה שהמרפאה כותבת עבורך יופיע כאן כשיהיה מוכן.
portal-results-refused = ביקשת שלא יוצג כאן מה שנכתב.
portal-result-what = מה נמדד
portal-result-score = הציון שלך
portal-result-no-score = אין ציון: לא על הכול ניתנה תשובה.
portal-result-means = המשמעות:
portal-result-change = מה השתנה
portal-result-talk = מספר לבדו אומר מעט. כדאי לדבר על כך עם מי שמטפל בך.
portal-score-of = { $score } מתוך { $highest }
portal-scale = הסולם נע בין { $lowest } ל־{ $highest }.
portal-higher-is-better = ציון גבוה יותר הוא טוב יותר.
portal-lower-is-better = ציון נמוך יותר הוא טוב יותר.
portal-change-higher = גבוה מהציון ב{ $day }.
portal-change-lower = נמוך מהציון ב{ $day }.
portal-change-same = זהה לציון ב{ $day }.
portal-change-counts = ההבדל גדול מספיק כדי להיחשב.
portal-change-within = ההבדל קטן: ייתכן שאין לו משמעות.
portal-about-diagnosis = מה שהמרפאה מצאה
portal-about-prescription = מה עליך ליטול או להשתמש
portal-about-requirement = מה שיש לעשות, כגון בדיקה
portal-code-about = זה נוגע ל:
portal-access = מי פתח את הרשומה שלי
portal-access-text = כל אנשי המרפאה שצפו בנתונים שלך או שינו אותם. הביקורים שלך כאן אינם מופיעים.
portal-access-none = עדיין אף אחד
portal-access-none-text = מי שיפתח את הרשומה שלך מעתה יופיע כאן.
portal-access-emergency = בגישת חירום
portal-access-support = מבחוץ, באישור המרפאה
portal-access-refused = נדחה ולא ראה דבר
portal-did-list = ראה את שמך ברשימה
portal-did-details = פתח את הפרטים שלך
portal-did-register = רשם אותך
portal-did-change-details = שינה את הפרטים שלך
portal-did-appointment = פתח תור שלך
portal-did-change-appointment = קבע או שינה תור שלך
portal-did-read = קרא את מה שנכתב על בריאותך
portal-did-write = כתב על בריאותך
portal-did-release = הציג לך את מה שנכתב
portal-did-withdraw = הסתיר ממך את מה שנכתב
portal-did-account = צפה באופן הכניסה שלך או שינה אותו
portal-did-message = שלח אליך הודעה
portal-did-messages = צפה בהודעות אליך
portal-did-log = צפה במי שפתח את הרשומה שלך
portal-consents = ההסכמות שלי
portal-consents-text = אפשר להסכים או לסרב בכל עת. דבר ממה שנאמר קודם אינו נמחק.
portal-consents-stop = אם השבת STOP להודעה, יש להשיב גם START כדי לקבל שוב הודעות.
portal-consent-unsaid = לא אמרת דבר; זה נעשה
portal-consent-given = הסכמה ניתנה
portal-consent-refused = אין הסכמה
portal-consent-agree = הסכמה
portal-consent-withdraw = ביטול ההסכמה
portal-consent-refuse = לא רוצה
portal-consent-ask = כדי לשנות זאת יש לפנות למרפאה.
portal-consent-by-you = על ידך
portal-consent-by-clinic = נרשם על ידי המרפאה
portal-agreed = נרשם: יש הסכמה.
portal-refused = נרשם: אין הסכמה.
consent-sms-reminders-title = תזכורות במסרונים
consent-sms-reminders-text = המרפאה מזכירה לך תורים במסרונים לטלפון: מתי, ולעולם לא לשם מה.
consent-email-reminders-title = תזכורות בדואר אלקטרוני
consent-email-reminders-text = המרפאה מזכירה לך תורים בדואר אלקטרוני: מתי, ולעולם לא לשם מה.
consent-sms-results-title = הודעה על תוצאות במסרון
consent-sms-results-text = כשיש כאן משהו חדש לקרוא, מסרון מודיע על כך; לעולם לא מה כתוב בו.
consent-portal-results-title = תוצאות בדפים אלה
consent-portal-results-text = מה שהמרפאה כותבת עבורך (אבחנות, מרשמים, דרישות) מוצג לך כאן. יש לסרב אם אחרים משתמשים בטלפון שלך.
portal-access-times =
    { $count ->
         [one] פעם אחת
         [two] פעמיים
        *[other] { $count } פעמים
    }
portal-new-count =
    { $count ->
         [one] חדש אחד
         [two] שניים חדשים
        *[other] { $count } חדשים
    }
portal-consent-history =
    { $count ->
         [one] תשובה אחת עד כה
         [two] שתי תשובות עד כה
        *[other] { $count } תשובות עד כה
    }
portal-exercises = התרגילים שלי
portal-exercises-text = לחיצה אחת אומרת שביצעת את התרגיל באותו יום; לחיצה נוספת מבטלת.
portal-exercises-none = אין כרגע תרגילים
portal-exercises-none-text = כאן מופיע מה שהמרפאה נותנת לך לעשות בבית.
portal-exercise-mark = ביצעתי
portal-exercise-done = בוצע
portal-exercise-times =
    { $count ->
         [one] בוצע ביום אחד מתוך 7 הימים האחרונים
         [two] בוצע ביומיים מתוך 7 הימים האחרונים
        *[other] בוצע ב-{ $count } מתוך 7 הימים האחרונים
    }
portal-exercises-waiting =
    { $count ->
         [one] תרגיל אחד להיום
         [two] שני תרגילים להיום
        *[other] { $count } תרגילים להיום
    }
