### דמי ביטול ואי־הגעה.

fees-title = דמי ביטול
fees-text = מה מחויב על ביקורים שלא הגיעו אליהם או שבוטלו מאוחר. בלי כלל לא מחויב דבר. מה שקרה לפני כלל הולך לפי הכלל של זמנו.
fees-set = קביעת כלל
fees-none = אין דמי ביטול
fees-none-text = איש אינו מחויב על ביקור שהחמיץ או ביטל מאוחר.
fees-fee = דמי ביטול
fees-occasion = עבור מה
fees-occasion-no-show = דמי אי־הגעה
fees-occasion-late-cancellation = דמי ביטול מאוחר
fees-visits = של אילו ביקורים
fees-all-visits = כל הביקורים
fees-notice-hours = שעות הודעה מראש
fees-notice-hint = בביטול מאוחר: פחות מכך לפני הביקור.
fees-own-only = רק כשהמטופלים מבטלים בעצמם
fees-own-only-hint = מה שהקבלה מבטלת אינו עולה אז דבר.
fees-before =
    { $count ->
        [one] פחות משעה לפני
        [two] פחות משעתיים לפני
       *[other] פחות מ־{ $count } שעות לפני
    }
fees-end = סיום עכשיו
fees-rule-ended = הכלל הסתיים
fees-status-charged = חויב
fees-status-reverted = בוטל
fees-status-waived = נמחל
fees-waive = ויתור
fees-waive-text = מה שנותר מהחיוב נמחק. מה ששולם ממנו משלם עבור דבר אחר או ניתן להחזר.
fees-waive-reason = מדוע מוותרים למטופל
fees-waived = על החיוב ויתרו
fees-list = כל דמי הביטול
fees-list-text = מה שחויבו בו מטופלים על ביקורים שהחמיצו או ביטלו מאוחר, החדש תחילה.
fees-list-none = אין דמי ביטול
fees-list-none-text = איש לא חויב בתקופה זו, או ששום דבר אינו מתאים לחיפוש.
fees-rules = כללי דמי ביטול
