### Diagnosis, prescription and requirement of an appointment; the chart; who opened it.

records-title = רשומות
records-diagnosis = אבחנה
records-prescription = מרשם
records-requirement = דרישה
records-requirements = דרישות
records-add-diagnosis = הוספת אבחנה
records-add-prescription = הוספת מרשם
records-add-requirement = הוספת דרישה
records-edit-diagnosis = שינוי האבחנה
records-edit-prescription = שינוי המרשם
records-edit-requirement = שינוי הדרישה
records-no-diagnosis = אין עדיין אבחנה
records-no-prescription = אין עדיין מרשם
records-no-requirement = אין עדיין דרישה
records-icd = קוד ICD-10
records-icd-hint = לדוגמה E11.9
records-prescription-hint = תרופה, מינון, תדירות, משך
records-requirement-hint = בדיקה, הדמיה או הפניה
records-reason-for-change = סיבת השינוי
records-reason-for-change-hint = הגרסה הקודמת נשארת בהיסטוריה.
records-mark-error = סימון כהוזן בטעות
records-mark-error-text = הרשומה נשארת בהיסטוריה כשהיא מחוקה בקו, ואינה מוצגת עוד למטופל.
records-in-error = הוזן בטעות
records-history = היסטוריה
records-current-version = גרסה נוכחית
records-mark-done = סימון כבוצע
records-signature = חתימה
records-state-ordered = הוזמן
records-state-done = בוצע
records-state-overdue = באיחור
records-saved = נשמר כגרסה { $number }
records-struck = סומן כהוזן בטעות
records-marked-done = סומן כבוצע
records-complete-visit = סיום הביקור
records-visit = ביקור
records-timeline = ציר זמן
records-overview = סקירה
records-empty-title = עדיין לא נרשם דבר
records-empty-text = אבחנות, מרשמים ודרישות מכל הביקורים יופיעו כאן.

## Access log

records-access-title = מי פתח את התיק
records-access-text = כל גישה מופיעה עם השעה והפעולה.
records-access-who = מי
records-access-what = מה
records-access-when = מתי
records-access-where = מהיכן
records-access-empty = איש לא פתח עדיין את התיק.
records-versions =
    { $count ->
         [one] גרסה אחת
         [two] שתי גרסאות
        *[other] { $count } גרסאות
    }

## The chart, and what the audit calls the fields of a record

records-reason = סיבה
records-not-for-role = התפקיד שלך אינו כולל טקסט רפואי.
records-already = זה כבר נרשם לביקור הזה.
records-reason-for-error = מדוע זו טעות?
records-open-requirements = דרישות פתוחות
records-no-open-requirements = אין דרישות פתוחות.
records-all-kinds = כל הסוגים
records-author = מחבר
records-all-authors = כל המחברים
records-none-match-title = אין התאמות
records-none-match-text = אין דבר המתאים לבחירה זו של סוג, מחבר וימים.
records-no-visits-text = למטופל הזה אין עדיין תורים.
records-status = מצב
records-state = התקדמות
records-version = גרסה
records-code = קוד ICD-10
records-status-current = נוכחי
records-status-superseded = הוחלף
records-release = הצגה למטופל
records-release-text = המטופל עדיין אינו יכול לקרוא את כל זה.
records-released = הוצג למטופל
records-withdraw = הסתרה מהמטופל
records-withdraw-text = המטופל לא יקרא זאת עוד. ייתכן שכבר קרא.
records-withdraw-reason = מדוע להסתיר?
records-withdrawn = הוסתר מהמטופל
records-released-by = הוצג למטופל על ידי
records-withdrawn-by = הוסתר מהמטופל על ידי
records-shown-since = המטופל קורא זאת מאז
records-shown-later = המטופל יקרא זאת עם סיום הביקור
records-not-released = לא מוצג למטופל
records-rule-short = תוצאות
records-rule-title = מתי מטופלים קוראים את מה שנכתב
records-rule-text = חל על ביקורים שיסתיימו מעתה. רופא או מטפל יכולים להציג או להסתיר כל רשומה בכל עת.
records-rule-completed = עם סיום הביקור
records-rule-released = כשרופא או מטפל מציגים להם
icd-1 = זיהומים
icd-2 = גידולים
icd-3 = דם ומערכת החיסון
icd-4 = הורמונים, תזונה וחילוף חומרים
icd-5 = בריאות הנפש והתנהגות
icd-6 = מוח ועצבים
icd-7 = עיניים
icd-8 = אוזניים
icd-9 = לב וכלי דם
icd-10 = ריאות ודרכי נשימה
icd-11 = קיבה, מעיים ושיניים
icd-12 = עור
icd-13 = שרירים, עצמות ומפרקים
icd-14 = כליות, שלפוחית ואיברי מין
icd-15 = היריון ולידה
icd-16 = יילודים
icd-17 = מצבים מלידה
icd-18 = תסמינים וממצאים ללא סיבה ודאית
icd-19 = פציעות והרעלות
icd-20 = תאונות וסיבות חיצוניות אחרות
icd-21 = בדיקות וסיבות אחרות לביקור
records-severe-allergy = אלרגיה קשה שוללת זאת
records-despite-allergies = האלרגיה ידועה לי ואני רושם בכל זאת
records-reason-despite = מדוע לרשום בכל זאת
records-repeat-last = לחזור על האחרונה
records-allergy-to = אלרגיה רשומה: { $name }
