### Webhooks יוצאים: למי מודיעים מה קורה, והאם ההודעה הגיעה.

webhooks-title = Webhooks
webhooks-one = Webhook
webhooks-about = תוכנה אחרת נקראת כאשר קורה כאן משהו. היא לומדת מה קרה ולאיזו רשומה, במזהים בלבד, ומבקשת את השאר בגישה משלה.
webhooks-none = לא מודיעים לאיש דבר
webhooks-none-text = תוכנה שרוצה לדעת מתי נקבע תור אינה צריכה לשאול שוב ושוב: היא נקראת.
webhooks-new = Webhook חדש
webhooks-make = יצירה
webhooks-receiver = מקבל
webhooks-url = כתובת
webhooks-url-hint = מתחילה ב־https. אין מעקב אחר הפניות.
webhooks-description = למה הוא משמש
webhooks-enabled = לקרוא לכתובת זו
webhooks-enabled-hint = כל עוד הוא כבוי, דבר ממה שקורה אינו נרשם עבורו.
webhooks-types = על מה מודיעים לו
webhooks-types-count =
    { $count ->
         [one] סוג אירוע אחד
         [two] שני סוגי אירועים
        *[other] { $count } סוגי אירועים
    }
webhooks-state-on = פועל
webhooks-state-off = כבוי
webhooks-state-failing = לא מגיע
webhooks-state-stopped = נעצר
webhooks-stopped-gone = המקבל השיב שאינו קיים עוד, ולכן אינו נקרא יותר. בדקו את הכתובת והפעילו שוב.
webhooks-stopped-failing = אף קריאה לא הגיעה זה חמישה ימים, ולכן אינו נקרא יותר. בררו מדוע והפעילו שוב.
webhooks-failing-since = אף קריאה לא הגיעה מאז { $when }. מנסים שוב, בהפסקות שהולכות וגדלות.
webhooks-change = שינוי
webhooks-secret = סוד
webhooks-secret-once = מסרו אותו למקבל עכשיו: הוא לא יוצג שוב. כל קריאה נחתמת בו.
webhooks-rotate = יצירת סוד אחר
webhooks-rotate-text = הסוד הנוכחי ממשיך לחתום 24 שעות, כדי שלמקבל יהיה זמן להחליף.
webhooks-both-sign = גם הסוד הקודם חותם עד { $when }.
webhooks-ping = שליחת ניסיון
webhooks-delete = מחיקת ה־webhook
webhooks-delete-text = הוא לא ייקרא עוד, ומה שנאמר לו יישכח.
webhooks-deleted = ה־webhook נמחק
webhooks-deliveries = קריאות
webhooks-deliveries-about = מ־30 הימים האחרונים. על כל אירוע מודיעים במשך שלושה ימים, עד שהמקבל משיב ששמע.
webhooks-deliveries-none = אין עדיין קריאות
webhooks-deliveries-none-text = יודיעו על מה שקורה מעכשיו, או על ניסיון.
webhooks-event = אירוע
webhooks-attempts = ניסיונות
webhooks-answer = תשובה
webhooks-took = { $number } מ״ש
webhooks-next = הניסיון הבא
webhooks-again = להודיע שוב
webhooks-told-soon = הקריאה תצא בעוד רגע
webhooks-status-waiting = ממתין
webhooks-status-delivered = התקבל
webhooks-status-failed = הופסק
webhooks-error-unreachable = אין שם איש, או שהאישור אינו תקף
webhooks-error-timed-out = אין תשובה תוך 15 שניות
webhooks-error-broken-off = ניתק לפני שהשיב
webhooks-error-out-of-reach = אסור לקרוא לכתובת זו
webhooks-error-redirected = השיב בכתובת אחרת
webhooks-error-refused = לא התקבל
webhooks-error-gone = אינו קיים עוד
webhooks-error-not-tried = היה כבוי זמן רב מדי
