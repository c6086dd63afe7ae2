### The recycle bin: what was deleted, and the way back.

recycle-bin-title = סל המיחזור
recycle-bin-text = מה שנמחק אינו נראה, אך לא אבד. אפשר לשחזר אותו כאן.
recycle-bin-all = הכול
recycle-bin-kind-patient = מטופלים
recycle-bin-kind-contact = אנשי קשר
recycle-bin-kind-appointment = תורים
recycle-bin-kind-document = מסמכים
recycle-bin-what = פריט
recycle-bin-deleted-at = נמחק
recycle-bin-deleted-by = על ידי
recycle-bin-restore = שחזור
recycle-bin-restored = שוחזר
recycle-bin-none = אין כאן דבר
recycle-bin-none-text = מה שנמחק מופיע כאן, עם מי שמחק ומתי.
