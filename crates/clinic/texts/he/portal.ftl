### What patients see of their own.

portal-title = התורים שלכם
portal-hello = שלום, { $name }
portal-none = אין תור קרוב
portal-none-text = התקשרו למרפאה לקביעת תור, והוא יופיע כאן.
portal-coming = בהמשך
portal-past = קודם לכן
portal-cancel = ביטול התור
portal-cancel-reason = למה? המרפאה תשמח לדעת
portal-cancel-now = לבטל
portal-keep = להשאיר
portal-cancel-late = כבר אי אפשר לבטל את התור כאן. התקשרו למרפאה.
portal-cancelled = התור בוטל
portal-written = מה נכתב
portal-written-nothing = לא נכתב עבורכם דבר בתור הזה.
portal-written-locked = התחברו עם קוד כדי לקרוא מה נכתב.
portal-limited-title = גישה מוגבלת
portal-limited = לא הוכחתם מי אתם, ולכן מוצגות רק שעות התורים. התחברו עם קוד כדי לראות הכול.
portal-passkey-title = בפעם הבאה בלי קוד
portal-passkey-text = מפתח גישה מכניס אתכם בטביעת אצבע, בזיהוי פנים או בנעילת הטלפון.
portal-passkey-no-script = מפתחות גישה דורשים JavaScript; קודים עובדים בלעדיו.
portal-passkey-removed = מפתח הגישה הוסר
portal-known-text = לשינוי, פנו למרפאה.
portal-passkey-again = התחברו שוב עם קוד כדי להוסיף אחד.
portal-appointment = תור
portal-book = קביעת תור
portal-move = הזזת התור
portal-services = כל השירותים
portal-now-at = מועדו כעת
portal-with = עם
portal-anybody = כל מי שפנוי
portal-show-times = הצגת מועדים
portal-no-times = אין מועד פנוי בימים אלה
portal-no-times-text = אפשר לבדוק ימים מאוחרים יותר, לבחור מישהו אחר או להתקשר למרפאה.
portal-days = ימים
portal-earlier = ימים מוקדמים יותר
portal-later = ימים מאוחרים יותר
portal-zone = כל השעות לפי שעון המרפאה ({ $zone }).
portal-no-services = עדיין אי אפשר לקבוע כאן דבר
portal-choose-service = לשם מה תרצו להגיע?
portal-minutes = { $count ->
    [one] דקה אחת
    [two] שתי דקות
   *[other] { $count } דקות
}
portal-confirm = האם זה נכון?
portal-held-until = המועד שמור עבורך עד { $time }.
portal-confirm-now = לקבוע
portal-other-time = בחירת מועד אחר
portal-booked = התור נקבע
portal-moved = התור הוזז
portal-move-short = הזזה
portal-offer = יש מועד פנוי עבורך
portal-offer-declined = סירבת. נשארת ברשימת ההמתנה
portal-wait = רשמו אותי לרשימת ההמתנה
portal-wait-text = ציינו מתי תוכלו להגיע. כשיתפנה מועד כזה תקבלו הודעה ותוכלו לקחת אותו בלחיצה אחת.
portal-wait-offer = אף מועד לא מתאים?
portal-waiting = בהמתנה
portal-waiting-until = עד { $day }
portal-wait-no-longer = להפסיק להמתין
portal-waiting-now = נרשמת לרשימת ההמתנה
portal-waiting-no-longer = הוסרת מרשימת ההמתנה
