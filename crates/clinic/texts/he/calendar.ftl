### The calendar: weeks and days as a grid or a list, and moving appointments on it.

calendar-title = יומן
calendar-views = תצוגות היומן
calendar-week = שבוע
calendar-day = יום
calendar-rooms = חדרים
calendar-from-to = { $from } – { $to } { $year }
calendar-week-number = שבוע { $number }
calendar-previous-week = השבוע הקודם
calendar-next-week = השבוע הבא
calendar-all-days = כל הימים
calendar-working-days = ימי עבודה
calendar-look = תצוגה
calendar-grid = טבלה
calendar-list = רשימה
calendar-choose-for = בחרו שעה עבור { $name }.
calendar-empty = אין תורים בתקופה זו.
calendar-no-rooms-title = אין עדיין חדרים
calendar-no-rooms-text = חדרים יופיעו כאן כעמודות לאחר שמנהל יוסיף אותם.
calendar-nobody-title = אף אחד עדיין לא מקבל מטופלים
calendar-nobody-text = רופאים, מטפלים ועוזרי טיפול יופיעו כאן לאחר שמנהל יוסיף אותם.

## Moving

calendar-keys = Enter מרים את התור, רווח פותח אותו. כשהתור מורם החצים מזיזים אותו, Enter מניח אותו ו-Escape מחזיר אותו למקומו.
calendar-picked-up = התור הורם. החצים מזיזים אותו, Enter מניח אותו, Escape מחזיר אותו למקומו.
calendar-kept = הוחזר למקומו, דבר לא השתנה.
calendar-move-anyway = להזיז בכל זאת
calendar-leave = להשאיר במקומו
