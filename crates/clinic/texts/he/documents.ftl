### מסמכים: הרשימה של מטופל, מסמך על גרסאותיו, ומה שמוחלט לגביו.

documents-title = מסמכים
documents-document = מסמך
documents-count =
    { $count ->
        [one] מסמך אחד
        [two] שני מסמכים
       *[other] { $count } מסמכים
    }
documents-add = הוספת מסמך
documents-name = כותרת
documents-privacy = מי רשאי לראות
documents-privacy-hint = מטופלים רואים את מה שציבורי או חסוי, ורק לאחר שאושר ונמסר להם.
documents-privacy-public = ציבורי: כל מי שעובד כאן, והמטופל
documents-privacy-internal = פנימי: מי שמנהלים את המרפאה, לעולם לא המטופל
documents-privacy-confidential = חסוי: המטפלים, והמטופל
documents-privacy-restricted = מוגבל: רופאים ומטפלים מוסמכים, לעולם לא המטופל
documents-kind-medical-record = רשומה רפואית
documents-kind-report = דוח
documents-kind-contract = חוזה
documents-kind-imaging = הדמיה
documents-kind-other = אחר
documents-retention = משך השמירה
documents-retention-clinical = עשר שנים
documents-retention-business = שבע שנים
documents-retention-brief = שנה אחת
documents-file = קובץ
documents-file-hint = PDF, תמונות, DICOM, מסמכי אופיס או טקסט, עד { $max } מ״ב. אפשר לבחור או לגרור לכאן.
documents-upload = העלאה
documents-uploaded = הקובץ הועלה
documents-none = אין מסמכים
documents-none-text = מכתבים, דוחות, חוזים ותמונות נשמרים כאן, חתומים.
documents-no-file = עדיין אין קובץ
documents-version = גרסה
documents-versions = גרסאות
documents-new-version = העלאת גרסה חדשה
documents-new-version-hint = המסמך חוזר להיות טיוטה. הגרסאות הקודמות נשארות.
documents-size = גודל
documents-size-kb = { $number } ק״ב
documents-size-mb = { $number } מ״ב
documents-type = סוג
documents-checksum = סיכום ביקורת SHA-256
documents-open = פתיחה
documents-download = הורדה
documents-damaged = פגום
documents-damaged-text = קובץ זה אינו מה שנשמר. יש לשחזר אותו מגיבוי או להעלות אותו שוב.
documents-about = על המסמך
documents-what-next = מה הלאה
documents-state-draft = טיוטה
documents-state-in-review = בבדיקה
documents-state-approved = אושר
documents-state-rejected = נדחה
documents-decided = ההחלטה האחרונה של
documents-comment = הערה
documents-comment-hint = נדרשת לדחייה.
documents-correct = תיקון
documents-updated = תוקן
documents-submit = הגשה לבדיקה
documents-submitted = הוגש לבדיקה
documents-approve = אישור
documents-approved = המסמך אושר
documents-reject = דחייה
documents-rejected = המסמך נדחה
documents-release = הצגה למטופל
documents-released = המטופל רשאי לקרוא עכשיו
documents-released-mark = גלוי למטופל
documents-released-since = גלוי למטופל מאז
documents-withdraw = הסתרה מהמטופל
documents-withdrawn = הוסתר מהמטופל
documents-delete = מחיקה
documents-delete-text = המסמך נעלם מכל הרשימות. הוא נשמר כל עוד הכללים דורשים, ואז מושמד.
documents-deleted = המסמך נמחק
documents-own-text = מה שהמרפאה מסרה לך.
documents-own-none-text = כשהמרפאה תמסור לך מסמך, הוא יופיע כאן.
documents-policy = מסמכים
documents-policy-location = הסרת המיקום מתמונות
documents-policy-location-text = טלפונים רושמים בתוך תמונה היכן צולמה. כשזה מופעל, המידע הזה מוסר מכל תמונה שמועלית: מקובצי JPEG, PNG ו־WebP, ולא מקובצי TIFF, HEIF, DICOM או אחרים, וגם לא מסרטון שטלפונים מסוימים מצרפים לתמונה. התמונה עצמה וכל היתר נשארים כפי שהם.
