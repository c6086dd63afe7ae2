series-title = סדרה
series-repeat = חזרה
series-repeat-title = חזרה על הביקור
series-how-often = באיזו תדירות
series-every = כל
series-unit = יחידה
series-unit-daily = ימים
series-unit-weekly = שבועות
series-unit-monthly = חודשים
series-count = ביקורים בסך הכול
series-count-hint = כולל זה, עד 104
series-days = בימים אלה
series-days-hint = נוגע לשבועות בלבד
series-check = הצגת הביקורים
series-leave-out = להשמיט
series-is-past = עבר
series-not-free = תפוס
series-is-free = פנוי
series-book = קביעת הביקורים
series-taken-meanwhile = חלק מהמועדים נתפסו בינתיים. ראו למטה מה עדיין פנוי.
series-follows = הסדרה הקודמת
series-went-on = כל הביקורים ממשיכים בסדרה אחרת.
series-move = העברת מה שנותר
series-move-text = השעה בשעון נשארת זהה כל השנה, גם כשמשנים שעון.
series-from = החל מ
series-new-time = שעה חדשה
series-days-later = ימים מאוחר יותר
series-days-later-hint = משני לרביעי: 2; מוקדם יותר: מתחת לאפס
series-cancel = ביטול מה שנותר
series-cancel-text = מה שהיה נשאר כפי שהוא.
series-in-the-way = חלק מהמועדים החדשים תפוסים. ציינו סיבה אם יש לקבוע אותם בכל זאת.
series-nothing-left = לא נותר דבר מהסדרה.
series-into-the-past = חלק מהביקורים היו מתחילים בעבר.
series-further =
    { $count ->
        [one] ביקור נוסף אחד
        [two] שני ביקורים נוספים
       *[other] { $count } ביקורים נוספים
    }
series-conflicts =
    { $count ->
        [one] לביקור אחד אין מקום, והוא מושמט.
        [two] לשני ביקורים אין מקום, והם מושמטים.
       *[other] ל־{ $count } ביקורים אין מקום, והם מושמטים.
    }
series-booked =
    { $count ->
        [one] נקבע ביקור אחד
        [two] נקבעו שני ביקורים
       *[other] נקבעו { $count } ביקורים
    }
series-moved =
    { $count ->
        [one] הועבר ביקור אחד
        [two] הועברו שני ביקורים
       *[other] הועברו { $count } ביקורים
    }
series-cancelled =
    { $count ->
        [one] בוטל ביקור אחד
        [two] בוטלו שני ביקורים
       *[other] בוטלו { $count } ביקורים
    }
