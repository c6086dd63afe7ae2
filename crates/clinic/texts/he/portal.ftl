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
