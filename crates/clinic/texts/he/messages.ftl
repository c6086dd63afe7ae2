### Messages: their words, and the outbox.

message-one-time-code = { $code } הוא הקוד שלכם ב־{ $name }. תקף ל־5 דקות. איש מהמרפאה לא יבקש אותו.
message-sign-in-phone-changed = { $name }: טלפון ההתחברות שלכם הוחלף במספר אחר. אם לא אתם עשיתם זאת, התקשרו למרפאה עכשיו.
message-activation-code-issued = { $name }: קוד התחברות הודפס עבורכם בקבלה. אם לא ביקשתם, התקשרו למרפאה עכשיו.
message-title = הודעות
message-outbox-text = לא הוגדר ספק הודעות: ההודעות ממתינות כאן, ואפשר להקריא אותן למטופל. החדשות תחילה.
message-none = אין הודעות עדיין
message-none-text = קודים למטופלים שמתחברים והודעות אחרות יופיעו כאן.
message-text = טקסט
message-kind-one-time-code = קוד התחברות
message-kind-sign-in-phone-changed = הטלפון הוחלף
message-kind-activation-code-issued = הודפס קוד
message-status-queued = ממתינה
message-status-sending = בשליחה
message-status-sent = נשלחה
message-status-delivered = נמסרה
message-status-undelivered = לא נמסרה
message-status-failed = נכשלה, תנוסה שוב
message-status-dead = הופסקה
message-status-withheld = לא נשלחה
message-withheld-unknown = אין חשבון עם הטלפון ושם המשתמש האלה
message-withheld-blocked = החשבון חסום
message-withheld-country = המרפאה אינה שולחת למדינה הזו
message-withheld-too-many = יותר מדי קודים לאחרונה
