### תוכניות טיפול, תרגילים לבית וביקורים מאושרים.

plans-title = תוכנית טיפול
plans-tab = תוכנית
plans-plan = תוכנית טיפול
plans-goal = יעד
plans-intervention = התערבות
plans-exercise = תרגיל לבית
plans-reassessment = הערכה חוזרת
plans-progress-note = הערת התקדמות
plans-package = ביקורים מאושרים
plans-add-plan = תוכנית טיפול חדשה
plans-add-goal = קביעת יעד
plans-add-intervention = הוספת התערבות
plans-add-exercise = מתן תרגיל
plans-add-reassessment = חזרה על הערכה
plans-add-progress-note = כתיבת הערת התקדמות
plans-add-package = הוספת ביקורים מאושרים
plans-status-draft = טיוטה
plans-status-active = פעיל
plans-status-completed = הושלם
plans-status-revoked = הופסק
plans-status-achieved = הושג
plans-status-not-achieved = לא הושג
plans-status-cancelled = בוטל
plans-status-entered-in-error = הוזן בטעות
plans-none = אין עדיין תוכנית טיפול
plans-none-text = תוכנית אומרת מה יש להשיג, מה נעשה לשם כך כאן ובבית, ואיך זה מתקדם.
plans-plan-title = כותרת
plans-text = טקסט
plans-label = שם
plans-level = רמה
plans-summary = תקציר
plans-review-on = לבדיקה מחדש ב
plans-review-hint = היא תופיע ברשימה שלך שבוע מראש.
plans-review-due = הבדיקה מחדש באיחור
plans-reviews = תוכניות לבדיקה מחדש
plans-goals = יעדים
plans-no-goals = עדיין לא נקבע יעד.
plans-goal-hint = מה המטופל רוצה להיות מסוגל לעשות
plans-baseline = בהתחלה
plans-target = מטרה
plans-target-on = תאריך יעד
plans-target-passed = תאריך היעד עבר
plans-instrument = הערכה
plans-instrument-hint = הציון האחרון שלה מוצג ליד היעד.
plans-levels = סולם השגת יעדים
plans-levels-hint = יש לתאר מה ייראה בכל רמה, ואז אפשר לדרג את היעד. אם אין צורך, יש להשאיר את כל החמש ריקות.
plans-much-less = ‎−2: הרבה פחות מהצפוי
plans-less = ‎−1: פחות מהצפוי
plans-expected = 0: כצפוי
plans-more = ‎+1: יותר מהצפוי
plans-much-more = ‎+2: הרבה יותר מהצפוי
plans-baseline-level = רמה בהתחלה
plans-weight = משקל
plans-weight-hint = כמה הוא חשוב לצד היעדים האחרים; 1 כשריק
plans-attainment = השגת היעדים (ציון T)
plans-attainment-hint = 50 הוא הצפוי.
plans-scores = עד כמה הושג
plans-score = דירוג
plans-not-scored = עדיין לא דורג
plans-trend-better = טוב מקודם
plans-trend-same = כמו קודם
plans-trend-worse = גרוע מקודם
plans-interventions = התערבויות
plans-no-interventions = עדיין לא נרשמה התערבות.
plans-frequency = תדירות
plans-exercises = תרגילים לבית
plans-no-exercises = עדיין לא ניתן תרגיל.
plans-instructions = הנחיות
plans-instructions-hint = המטופל קורא זאת בעמודים שלו.
plans-sets = סטים
plans-reps = חזרות
plans-hold-seconds = החזקה (בשניות)
plans-times-per-week = ימים בשבוע
plans-adherence = בוצע בארבעת השבועות האחרונים
plans-adherence-low = פחות ממחצית
plans-reassessments = הערכות חוזרות
plans-no-reassessments = אין הערכה שיש לחזור עליה.
plans-every-weeks = לחזור כל (שבועות)
plans-every-weeks-hint = נספר מההערכה האחרונה שהושלמה
plans-once-on = פעם אחת, ב
plans-once-on-hint = במקום מספר שבועות: יום השחרור, למשל. הערכה שנעשתה עד שבוע קודם נחשבת.
plans-due = הערכות שהגיע זמנן
plans-assess = התחלה
plans-due-since = לביצוע מאז { $day }
plans-due-on = לביצוע ב־{ $day }
plans-assessed-on = נעשתה ב־{ $day }
plans-once-for = פעם אחת, ל־{ $day }
plans-progress-notes = הערות התקדמות
plans-noted-on = תאריך
plans-packages = ביקורים מאושרים
plans-all-packages = כולם
plans-no-packages = לא רשומים ביקורים מאושרים.
plans-no-packages-text = יש לרשום מה אושר. תורים שהושלמו נספרים מאליהם.
plans-packages-hint = תור שהושלם נספר פעם אחת, באישור שפג ראשון.
plans-package-hint = מה אושר, בכמה מילים
plans-visits = מספר הביקורים
plans-visits-left = ביקורים שנותרו
plans-few-left = כמעט נוצלו
plans-used-up = נוצלו
plans-expired = פג תוקף
plans-begins-on = מיום
plans-ends-on = עד יום
plans-authorization = מספר אישור
plans-appointment-kind = רק תורים מסוג זה
plans-service = רק שירות זה
plans-last-assessments = הערכות אחרונות
plans-attainment-at-start = בהתחלה { $score }
plans-until = עד { $day }
plans-done-of-due = { $done } מתוך { $due }
plans-left-of = { $left } מתוך { $visits }
plans-hold-for =
    { $count ->
         [one] החזקה שנייה אחת
         [two] החזקה שתי שניות
        *[other] החזקה { $count } שניות
    }
plans-days-a-week =
    { $count ->
         [one] יום אחד בשבוע
         [two] יומיים בשבוע
        *[other] { $count } ימים בשבוע
    }
plans-each-weeks =
    { $count ->
         [one] כל שבוע
         [two] כל שבועיים
        *[other] כל { $count } שבועות
    }
plans-more-due =
    { $count ->
         [one] ועוד אחת
         [two] ועוד שתיים
        *[other] ועוד { $count }
    }
