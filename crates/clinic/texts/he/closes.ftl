### סוף יום הקופה: ספירה, סגירה ופתיחה מחדש.

closes-title = ימים סגורים
closes-text = מה שהתקבל נספר יום אחר יום. אי אפשר לרשום דבר ביום סגור.
closes-close = סגירת היום
closes-count-today = סגירת היום הנוכחי
closes-again = סגירה מחדש
closes-open-days = טרם נסגרו
closes-entries =
    { $count ->
        [one] רישום אחד
        [two] שני רישומים
       *[other] { $count } רישומים
    }
closes-none = עדיין לא נסגר אף יום
closes-none-text = בסוף היום ספרו את מה שבמגירות וסגרו אותו.
closes-day = יום
closes-choose-day = הצגת היום הזה
closes-closed-by = נסגר על ידי
closes-reopened-by = נפתח מחדש על ידי
closes-cashier = נרשם על ידי
closes-program = תוכנה
closes-expected = אמור להיות
closes-counted = נספר
closes-difference = הפרש
closes-even = אין
closes-reason = סיבת ההפרש
closes-reason-hint = נדרשת אם יש הפרש.
closes-form-text = ספרו כל מגירה. כל הפרש ממה שאמור להיות מחייב סיבה.
closes-nothing = לא עבר כסף ביום הזה.
closes-pieces = ספירת שטרות ומטבעות
closes-pieces-text = כמה מכל סוג. הסכום מחושב עבורכם.
closes-locks = לאחר הסגירה לא נרשם עוד דבר ביום הזה: לא חיוב, לא תשלום ולא החזר.
closes-already = היום הזה סגור
closes-already-text = בגיליון שלו רשום מה נספר.
closes-open-sheet = פתיחת הגיליון
closes-sheet = גיליון יומי
closes-signature = חתימה
closes-state-closed = סגור
closes-state-reopened = נפתח מחדש
closes-reopen = פתיחת היום מחדש
closes-reopen-text = מה שנספר נשאר גלוי. היום נספר שוב כשסוגרים אותו מחדש.
closes-reopen-reason = מדוע הוא נפתח מחדש
closes-closed = היום נסגר
closes-reopened = היום נפתח מחדש
