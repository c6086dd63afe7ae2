### הערכות מתוקננות והכלים שלהן.

assessments-title = הערכות
assessments-assessment = הערכה
assessments-new = הערכה חדשה
assessments-choose = בחירת כלי
assessments-none = אין הערכות עדיין
assessments-none-text = שאלונים ומבחנים מדודים של המטופל מופיעים כאן, עם הציונים שלהם.
assessments-instrument = כלי
assessments-administered-on = נעשתה בתאריך
assessments-answers = תשובות
assessments-question = שאלה
assessments-answer = תשובה
assessments-score = ציון
assessments-band = משמעות
assessments-no-score = אין ציון
assessments-complete = השלמה
assessments-keep = שמירה כטיוטה
assessments-go-on = המשך מענה
assessments-amend = תיקון
assessments-co-sign = חתימה נוספת
assessments-to-co-sign = הערכות הממתינות לחתימתך הנוספת
assessments-completed-by = הושלמה בידי
assessments-co-signed-by = נחתמה גם בידי
assessments-completed = הושלמה
assessments-kept = נשמרה כטיוטה
assessments-co-signed = נחתמה
assessments-struck = סומנה כהזנה שגויה
assessments-imported = יובא
assessments-status-draft = טיוטה
assessments-status-completed = הושלמה
assessments-status-waits = ממתינה לחתימה נוספת
assessments-status-co-signed = נחתמה בידי שניים
assessments-critical = דורש טיפול היום
assessments-missing = ללא מענה:
assessments-without-score = השלמה בלי ציון
assessments-unable = לא היה אפשר לבצע
assessments-left = שמאל
assessments-right = ימין
assessments-trial = ניסיון { $number }
assessments-in-english = השאלות באנגלית: לכלי הזה אין תרגום שנבדק. יש לשאול אותן בנוסח של תרגום מתוקף.
assessments-working-translation = זהו תרגום עבודה למי שמודד. הוא לא תוקף.
assessments-since = מאז { $day }
assessments-better = טוב יותר
assessments-worse = פחות טוב
assessments-was = היה:
assessments-change-counts = זה יותר מהשינוי המזערי שנחשב.
assessments-change-within = זה בתחום ההבדל האפשרי במדידה חוזרת.
assessments-change-detectable = השינוי המזערי שניתן לגלות: { $least }.
assessments-change-important = השינוי המזערי שיש לו חשיבות: { $least }.
assessments-trend = מגמה
assessments-trend-drawing = הציונים כקו; הטבלה שמתחת אומרת אותו דבר.
assessments-trend-least = בין הקווים המקווקווים הציון הבא יהיה שונה מהאחרון בפחות מהשינוי המזערי שנחשב.
assessments-instruments = כלים
assessments-instruments-text = מה אפשר לבחור להערכה חדשה. הערכות שכבר נעשו נשארות כפי שהן.
assessments-in-use = בשימוש
assessments-not-in-use = לא בשימוש
assessments-own = של המרפאה
assessments-switch-on = הפעלה
assessments-switch-off = הפסקת שימוש
assessments-permission = רשות הבעלים
assessments-permission-hint = מה שיש למרפאה: מכתב, מספר רישיון, והיכן הוא שמור.
assessments-confirm-permission = אישור והפעלה
assessments-import = ייבוא כלי
assessments-import-text = יש להדביק את ההגדרה כ-JSON. היא נבדקת, וגרסה שפורסמה לעולם אינה משתנה: שינוי הוא גרסה גבוהה יותר.
assessments-definition = הגדרה
assessments-to-answer =
    { $count ->
         [one] שאלה אחת ללא מענה
         [two] שתי שאלות ללא מענה
        *[other] { $count } שאלות ללא מענה
    }
assessments-questions =
    { $count ->
         [one] שאלה אחת
         [two] שתי שאלות
        *[other] { $count } שאלות
    }
