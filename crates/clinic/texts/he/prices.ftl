### המחירון.

prices-title = מחירון
prices-text = כמה עולה כל שירות, וממתי עד מתי. מחיר שנכנס לתוקף אינו משתנה; הבא אחריו מחליף אותו.
prices-set = קביעת מחיר
prices-service = שירות
prices-no-services-text = מחירים שייכים לשירותים. ציינו קודם מה המרפאה מציעה.
prices-none = עדיין אין מחירים
prices-none-text = אחרי שנקבע מחיר, ביקורים מחויבים לפיו.
prices-days = ימים
prices-for-good = ללא הגבלה
prices-from = מיום
prices-from-hint = המחיר שהיה בתוקף עד אז מסתיים יום קודם.
prices-to = עד יום
prices-to-hint = ריק: ללא הגבלה.
prices-state-now = בתוקף
prices-state-to-come = עתידי
prices-state-over = הסתיים
prices-end-today = לסיים היום
prices-ended = המחיר מסתיים היום
prices-removed = המחיר הוסר מהמחירון
