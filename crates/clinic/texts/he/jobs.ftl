### משימות: מה התוכנה עושה מעצמה, מה ממתין ועל מה ויתרה.

jobs-title = משימות
jobs-text = מה התוכנה עושה מעצמה עבור המרפאה: מה ממתין, על מה ויתרה ומתי כל דבר נעשה לאחרונה. שום מטופל אינו נזכר כאן.
jobs-none = דבר אינו ממתין
jobs-none-text = כל מה שהיה צריך להיעשות נעשה, ועל דבר לא ויתרו.
jobs-queue = סוג העבודה
jobs-queue-messages = הודעות
jobs-queue-webhooks = קריאות Webhook
jobs-queue-exports = ייצוא
jobs-queue-imports = ייבוא
jobs-waiting = ממתין
jobs-failed = ויתרו עליו
jobs-since = מאז
jobs-run = לבצע עכשיו
jobs-runs-soon = זה יבוצע בעוד רגע
jobs-retry-all = לנסות הכול שוב
jobs-retried = מנסים שוב
jobs-given-up = על מה ויתרו
jobs-all = הכול
jobs-none-failed = על דבר לא ויתרו
jobs-none-failed-text = מה שלא הצליח אחרי כמה ניסיונות מופיע כאן.
jobs-what = מה
jobs-why = מה השתבש
jobs-attempts = ניסיונות
jobs-duties = מה התוכנה עושה מעצמה
jobs-duties-text = כל משימה מבוצעת שוב ושוב, וגם מיד כשיש סיבה. משימה שנכשלת תנוסה שוב, בהמתנות הולכות ומתארכות.
jobs-no-duties = עדיין כלום
jobs-no-duties-text = במרפאה חדשה עובר רגע עד שהתוכנה יודעת מה עליה לעשות.
jobs-duty = משימה
jobs-ended = בוצעה לאחרונה
jobs-due = הבאה
jobs-fine = הצליחה
jobs-never = טרם בוצעה
jobs-failures =
    { $count ->
         [one] נכשלה פעם אחת
         [two] נכשלה פעמיים ברצף
        *[other] נכשלה { $count } פעמים ברצף
    }
jobs-discard = לבטל
jobs-discard-text = לא ינסו זאת עוד, וזה יוצא מהרשימה. הסיבה נשמרת ברישום שנה.
jobs-discard-reason = מדוע אין צורך לבצע זאת
jobs-discarded = בוטל לאחרונה
jobs-discarded-now = בוטל
jobs-duty-send-codes = שליחת קודים
jobs-duty-send-messages = שליחת הודעות
jobs-duty-plan-reminders = כתיבת תזכורות לביקורים
jobs-duty-offer-waitlist = הצעת זמנים פנויים לממתינים
jobs-duty-tell-patients = עדכון מטופלים על תורים ותוצאות
jobs-duty-deliver-webhooks = קריאה ל־Webhooks
jobs-duty-release-holds = שחרור זמנים שנשמרו
jobs-duty-note-no-shows = רישום מי שלא הגיעו
jobs-duty-charge-fees = חיוב דמי אי־הגעה וביטול
jobs-duty-watch-readings = מעקב אחר מדידות
jobs-duty-gather-readings = סיכום מדידות לפי שעה
jobs-duty-keep-readings = פינוי מקום למדידות
jobs-duty-count-days = ספירת הנתונים של כל יום
jobs-duty-housekeeping = ניקוי מה שהסתיים
jobs-duty-verify-documents = בדיקת שלמות המסמכים
jobs-duty-tidy-documents = ניקוי העלאות ומסמכים שנמחקו
jobs-duty-sweep-documents = ניקוי קבצים שאיש אינו מכיר
jobs-duty-write-exports = כתיבת ייצוא
jobs-duty-work-imports = טיפול בייבוא
