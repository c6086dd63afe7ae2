### מה שהוקלד וטרם נשמר.

drafts-offer = יש לך טקסט שלא נשמר מ־{ $time }.
drafts-restore = שחזור
drafts-discard = ביטול
drafts-discarded = בוטל
drafts-restored = שוחזר. הטקסט יישמר רק עם שמירת הטופס.
drafts-retrying = לא נשמר, מתבצע ניסיון נוסף
drafts-kept = החיבור הסתיים לפני השליחה. יש להיכנס: מה שהוקלד נשמר.
drafts-title = מה שהוקלד נשמר
drafts-text = החיבור הסתיים לפני שהטופס נשלח, ולכן דבר לא השתנה עדיין. אפשר לשלוח אותו עכשיו או לבטל.
drafts-send = שליחה עכשיו
drafts-saving = שומר
