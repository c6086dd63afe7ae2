### חשבוניות וחשבוניות זיכוי.

invoices-title = חשבוניות
invoices-text = מה שנתבקש לתשלום, במספרים רצופים. מה שהופק אינו משתנה עוד; חשבונית זיכוי מבטלת אותו.
invoices-number = מספר
invoices-draft = טיוטת חשבונית
invoices-for = עבור
invoices-total = סה״כ
invoices-open = נותר לתשלום
invoices-paid = שולם
invoices-credited-sum = זוכה
invoices-credits = מזכה את
invoices-due-on = לתשלום עד
invoices-due-hint = ריק: לפי תנאי המרפאה.
invoices-net = ללא מס
invoices-discounts = הנחות
invoices-discount = הנחה
invoices-discount-whole = הנחה על הכול
invoices-part-hint = סכום, או אחוז כגון 10 %.
invoices-lines = שורות
invoices-line-plain = שירותים
invoices-line-number = שורה { $number }
invoices-line-new = שורה נוספת
invoices-line-charged = חויב קודם:
invoices-line-remove = הסרה מהחשבונית
invoices-no-lines = עדיין אין בה דבר.
invoices-description = עבור מה
invoices-quantity = כמות
invoices-price-in = מחיר ב-{ $currency }
invoices-whole = הכול יחד
invoices-note-hint = מודפסת מתחת לשורות.
invoices-payer = גורם משלם
invoices-payer-part = חלקו של גורם אחר
invoices-payer-hint = מבטח או מעסיק, מאנשי הקשר.
invoices-no-payer = אין אחר
invoices-payer-share = חלקו של הגורם המשלם
invoices-payer-bears = על חשבון הגורם המשלם
invoices-own-part = נותר למטופל
invoices-by-payer = מזה על הגורם המשלם
invoices-payer-paid = תשלום הגורם המשלם
invoices-paid-by = שולם בידי
invoices-authorization = מספר אישור
invoices-as-saved = כפי שנשמר לאחרונה
invoices-new = חשבונית חדשה
invoices-edit = עריכת הטיוטה
invoices-edit-text = דבר אינו מחויב ואין מספר עד שהחשבונית מופקת. מה שחויב קודם כבר מופיע כאן.
invoices-collect = הוספת מה שאינו בשום חשבונית
invoices-issue = הפקה
invoices-discard = מחיקת הטיוטה
invoices-drafted = טיוטה נפתחה
invoices-issued = החשבונית הופקה
invoices-discarded = הטיוטה נמחקה
invoices-credited = הופקה חשבונית זיכוי
invoices-credit = ביטול בחשבונית זיכוי
invoices-credit-text = החשבונית נשארת כמות שהיא. לחשבונית הזיכוי מספר משלה, ומה ששולם עבורה מתפנה שוב.
invoices-credit-notes = חשבוניות זיכוי
invoices-creditable = לכל היותר { $amount }
invoices-nothing = לא נמצאו חשבוניות
invoices-nothing-text = חשבונית נפתחת מחשבון המטופל. נקו את הסינון כדי לראות הכול.
invoices-kind-invoice = חשבונית
invoices-kind-credit-note = חשבונית זיכוי
invoices-status-draft = טיוטה
invoices-status-open = לתשלום
invoices-status-partly-paid = שולמה חלקית
invoices-status-overdue = באיחור
invoices-status-paid = שולמה
invoices-status-credited = זוכתה
invoices-status-issued = הופקה
invoices-back = חזרה לחשבונית
invoices-policy = הפקת חשבוניות
invoices-policy-text = מה מודפס על חשבוניות וכיצד הן ממוספרות. חשבוניות שהופקו שומרות על תוכנן.
invoices-letterhead = על הנייר
invoices-clinic-name = השם על הנייר
invoices-clinic-name-hint = ריק: שם המרפאה.
invoices-address = כתובת
invoices-tax-number = מספר עוסק
invoices-footer = תחתית
invoices-footer-hint = היכן משלמים ואת מי שואלים.
invoices-numbers = מספרים ותנאים
invoices-series = סדרת החשבוניות
invoices-series-hint = אותיות לטיניות גדולות, ספרות ומקפים. סדרה אחרת מתחילה ב-1.
invoices-credit-series = סדרת חשבוניות הזיכוי
invoices-payment-days = ימים עד לתשלום
invoices-overdue = חשבוניות באיחור
invoices-overdue-text = מה שהיה צריך להיות משולם עד כה, הוותיק ראשון. כל תזכורת נשלחת פעם אחת, במילות המרפאה ובדרך שהמטופל הסכים לה.
invoices-none-overdue = אין דבר באיחור
invoices-none-overdue-text = מה שיש לשלם עדיין לא הגיע מועדו.
invoices-days-overdue = ימי איחור
invoices-reminded-last = תזכורת אחרונה
invoices-not-reminded = עדיין לא
invoices-level = תזכורת { $number }
invoices-remind = שליחת תזכורת { $number }
invoices-reminded = התזכורת בדרך
invoices-reminder-days = תזכורות, ימים אחרי מועד התשלום
invoices-reminder-days-hint = למשל 7, 21, 42: עד חמש, כל אחת אחרי קודמתה. ריק: אין.
invoices-all =
    { $count ->
        [one] החשבונית היחידה
        [two] שתי החשבוניות
       *[other] כל { $count } החשבוניות
    }
invoices-remind-all = להזכיר לכולם
invoices-remind-more = להזכיר לבאים בתור
invoices-all-reminded = אין על מה להזכיר
invoices-all-reminded-text = על מה שבפיגור הוזכר היום, או שטרם הגיע מועד הרמה הבאה.
invoices-reminded-count =
    { $count ->
         [one] תזכורת אחת בדרך
         [two] שתי תזכורות בדרך
        *[other] { $count } תזכורות בדרך
    }
