### שני תיקים של אדם אחד שהופכים לאחד, ושוב לשניים.

merges-title = תיקים שמוזגו
merges-merge = מיזוג תיקים
merges-merge-dots = מיזוג…
merges-duplicates = כפילויות אפשריות
merges-duplicates-text = מטופלים שאולי נרשמו פעמיים: אותו שם ותאריך לידה, או אותו טלפון.
merges-none = לא נמצאו כפילויות
merges-none-text = אין כאן מי שנראה כמו מישהו אחר.
merges-first-only = מוצגות רק 100 האחרונות. עוד יופיעו כשאלה יוסדרו.
merges-one = תיק ראשון
merges-other = תיק שני
merges-why = המשותף
merges-why-birth = שם ותאריך לידה
merges-why-phone = טלפון
merges-why-name = שם
merges-compare = השוואה ומיזוג
merges-tell-apart = שני אנשים
merges-told-apart = נרשם: אלה שני אנשים
merges-choose = מיזוג של { $name } עם
merges-choose-text = יש למצוא את התיק האחר של אותו אדם. דבר לא משתנה לפני שרואים את שניהם זה לצד זה.
merges-likely = אולי אותו אדם
merges-nobody-likely = אין מי שנראה כאותו אדם. יש לחפש את התיק האחר.
merges-obstacles = יש להסדיר תחילה
merges-field = שדה
merges-survivor = התיק שנשאר
merges-moves = מה עובר
merges-moves-text = כל מה שבתיק האחר עובר לתיק שנשאר. האחר נעלם מן העין, והכתובות והמספר שלו מובילים לתיק שנשאר.
merges-moves-none = עדיין אין דבר באף אחד מהתיקים.
merges-kind-appointments = תורים
merges-kind-series = סדרות
merges-kind-encounters = ביקורים
merges-kind-notes = רשימות
merges-kind-records = רשומות
merges-kind-history = רקע רפואי
merges-kind-assessments = הערכות
merges-kind-plans = תוכניות טיפול
merges-kind-packages = ביקורים מאושרים
merges-kind-documents = מסמכים
merges-kind-transactions = חיובים ותשלומים
merges-kind-invoices = חשבוניות
merges-kind-readings = מדידות
merges-kind-limits = גבולות למדידות
merges-kind-devices = מכשירים
merges-kind-waitlist = רשימת המתנה
merges-kind-messages = הודעות
merges-sign-in-both = לשניהם יש כניסה. הכניסה של התיק שנשאר ממשיכה, והאחרת נסגרת.
merges-sign-in-one = לאחד מהם יש כניסה, ובה נכנסים לתיק שנשאר. את מפתחות הגישה של התיק האחר יש להגדיר מחדש.
merges-limits-both = לשניהם גבולות לאותה מדידה. אלה של התיק שנשאר בתוקף.
merges-no-known-allergies-both = בשניהם רשום שאין אלרגיות ידועות. מעתה זה רשום פעם אחת.
merges-consents = מה שכל אחד מהם הסכים לו או סירב לו נשמר. התשובה האחרונה קובעת.
merges-reversible =
    { $count ->
         [one] אפשר לבטל במשך יום אחד.
         [two] אפשר לבטל במשך יומיים.
        *[other] אפשר לבטל במשך { $count } ימים.
    }
merges-reason = סיבה
merges-reason-hint = איך ידוע שמדובר באדם אחד?
merges-changed-meanwhile = אחד מהשניים שונה בינתיים. כך הם כעת: נא לבדוק ולאשר שוב.
merges-merged = התיקים מוזגו
merges-reversed = המיזוג בוטל
merges-moved-here = התיק ההוא מוזג לתיק הזה
merges-empty = עדיין לא מוזגו תיקים
merges-empty-text = מיזוגים מופיעים כאן, ואפשר לבטל אותם במשך 30 יום.
merges-remains = נשאר
merges-went = מוזג לתוכו
merges-when = מתי
merges-taken-back = בוטל
merges-reverse = ביטול המיזוג
merges-until = עד { $day }
merges-reverse-text = מה שעבר חוזר, עם כל מה שנוסף אליו. כל דבר אחר שנכתב מאז נשאר בתיק שנשאר.
merges-reverse-reason = סיבת הביטול
