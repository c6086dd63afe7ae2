### What the clinic offers, everybody’s hours, and closed days.

## Services

schedule-services = שירותים
schedule-service-new = שירות חדש
schedule-services-none = עדיין אין שירותים
schedule-services-none-text = בלי שירותים הקבלה קובעת תורים לפי סוג ומשך. שירות יודע גם מי נותן אותו, היכן, ומי רשאי לקבוע אותו.
schedule-what = מה זה
schedule-name-hint = כפי שהמטופלים קוראים.
schedule-duration = משך
schedule-duration-minutes = משך בדקות
schedule-price = מחיר
schedule-who-books = מי רשאי לקבוע
schedule-by-staff = צוות
schedule-by-patients = מטופלים וצוות
schedule-who-offers = מי נותן אותו
schedule-who-offers-hint = אין לבחור איש כדי שכל מי שמקבל מטופלים ייתן אותו.
schedule-everybody = כולם
schedule-where = היכן ובאיזה ציוד
schedule-needs-room = נדרש חדר
schedule-rooms-hint = אין לבחור חדר כדי שכל חדר יתאים.
schedule-equipment = ציוד
schedule-equipment-hint = כל מה שנדרש, מופרד בפסיקים.
schedule-rules = כללים
schedule-in-minutes = בדקות; לא ייקבע בהן דבר אחר.
schedule-buffer-before = זמן פנוי לפני
schedule-buffer-after = זמן פנוי אחרי
schedule-lead = התראה מוקדמת בדקות
schedule-lead-hint = כמה זמן לפני ההתחלה אפשר עוד לקבוע.
schedule-horizon = ימים מראש
schedule-horizon-hint = עד כמה מראש אפשר לקבוע; ריק: ללא הגבלה.
schedule-step = התחלה כל … דקות
schedule-step-hint = ריק: בזה אחר זה.
schedule-capacity = מקומות
schedule-capacity-hint = יותר ממקום אחד: קבוצה.
schedule-position = מקום ברשימות
schedule-position-hint = מספרים קטנים קודם.
schedule-retire = הפסקת השירות
schedule-retire-text = מה שנקבע נשאר קבוע. שירות שהופסק אינו חוזר; יש ליצור חדש.
schedule-retired = השירות אינו ניתן עוד

## Hours

schedule-hours = שעות פעילות
schedule-whose-hours = שעות של
schedule-the-clinic = המרפאה
schedule-week-now = השבוע
schedule-week-set = קביעת השבוע
schedule-usual-clinic = לא נקבעו שעות: המרפאה נחשבת פתוחה מיום שני עד שישי, 09:00 עד 17:00.
schedule-usual-provider = אין שעות משלו: חלות שעות המרפאה.
schedule-usual-thing = אין שעות משלו: אפשר להשתמש בכל עת.
schedule-since = החל מ{ $day }
schedule-until = עד { $day }
schedule-closed-day = סגור
schedule-day-hint = שעות כגון 09:00–12:00, 13:00–17:00. ריק: סגור.
schedule-starts-on = החל מיום זה
schedule-starts-on-hint = עד אז נמשך השבוע הנוכחי. ריק: מוחלף מיד.
schedule-copy-monday = העתקת יום שני לכל הימים
schedule-forget = חזרה לשעות הרגילות
schedule-exceptions = ימים בודדים
schedule-exceptions-text = מה שחל בתאריך מסוים במקום השבוע. ימי המרפאה מחייבים את כולם.
schedule-exceptions-none = אין ימים קרובים יוצאים מן הכלל.
schedule-exception-hours-hint = להשאיר את שניהם ריקים: סגור.
schedule-exception-add = הוספת היום
schedule-exception-added = היום נוסף
schedule-exception-removed = השבוע חל שוב באותו יום
schedule-note = הערה
schedule-closures = ימי סגירה
schedule-closures-text = חגים וכדומה: לא מוצע שום מועד. מה שנקבע נשאר קבוע.
schedule-closures-none = אין ימי סגירה קרובים.
schedule-first-day = היום הראשון
schedule-last-day = היום האחרון
schedule-closure-add = סגירת הימים האלה
schedule-closure-added = המרפאה סגורה בימים אלה
schedule-closure-removed = המרפאה שוב פתוחה בימים אלה
schedule-own = השעות שלי
schedule-own-text = מנהל קובע את השבוע. ימי היעדרות או שעות אחרות מוסיפים בעצמכם.

## At the desk

schedule-outside-hours = מחוץ לשעות העבודה: { $hours } ביום זה.
schedule-no-hours = אין שעות עבודה ביום זה.
schedule-is-closed = המרפאה סגורה ביום זה: { $name }.
