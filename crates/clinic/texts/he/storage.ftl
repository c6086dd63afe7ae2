### אחסון: כמה המרפאה שומרת, והאם זה עדיין כפי שנשמר.

storage-title = אחסון
storage-text = כמה המרפאה שומרת, כמה מקום נותר, והאם מה שנשמר עדיין כפי שהיה.
storage-filling-up = המקום למסמכים מתמלא. מה שנמחק ואין עוד צורך לשמור מושמד מעצמו; לעוד מקום פנו למי שמפעיל את התוכנה.
storage-nearly-full = המקום למסמכים כמעט מלא: העלאות יידחו בקרוב. בקשו עוד מקום ממי שמפעיל את התוכנה.
storage-documents = מסמכים
storage-reserved = מתוכם שמור להעלאות או בתהליך השמדה:
storage-none = עדיין אין מסמכים
storage-none-text = מה שמועלה לתיקים נספר כאן.
storage-count = מסמכים
storage-versions = גרסאות
storage-deleted = בסל המיחזור
storage-others = כל השאר
storage-files =
    { $count ->
         [one] קובץ אחד
         [two] שני קבצים
        *[other] { $count } קבצים
    }
storage-database = מסד הנתונים
storage-total = סך הכול
storage-integrity = שלמות
storage-integrity-text = כל גרסה נקראת שוב פעם בחודש ומושווית למה שנשמר.
storage-checked = נבדק לאחרונה
storage-sound = נמצאו כפי שנשמרו
storage-unchecked = טרם נבדקו
storage-damaged = פגומות
storage-damaged-version = גרסה { $number } של מסמך זה
storage-swept = חיפוש אחרון של קבצים שאיש אינו מכיר
storage-orphans = קבצים כאלה שהוסרו
