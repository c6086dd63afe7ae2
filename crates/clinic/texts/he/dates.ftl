### Days and months by name, and how they are put together.

date-long = { $weekday }, { $day } ב{ $month } { $year }
date-short = יום { $weekday } { $day } ב{ $month }
date-and-time = { $day }, { $time }

## From Monday on

date-weekday-1 = יום שני
date-weekday-2 = יום שלישי
date-weekday-3 = יום רביעי
date-weekday-4 = יום חמישי
date-weekday-5 = יום שישי
date-weekday-6 = שבת
date-weekday-7 = יום ראשון
date-weekday-short-1 = ב׳
date-weekday-short-2 = ג׳
date-weekday-short-3 = ד׳
date-weekday-short-4 = ה׳
date-weekday-short-5 = ו׳
date-weekday-short-6 = ש׳
date-weekday-short-7 = א׳

## From January on

date-month-1 = ינואר
date-month-2 = פברואר
date-month-3 = מרץ
date-month-4 = אפריל
date-month-5 = מאי
date-month-6 = יוני
date-month-7 = יולי
date-month-8 = אוגוסט
date-month-9 = ספטמבר
date-month-10 = אוקטובר
date-month-11 = נובמבר
date-month-12 = דצמבר
date-month-short-1 = ינו׳
date-month-short-2 = פבר׳
date-month-short-3 = מרץ
date-month-short-4 = אפר׳
date-month-short-5 = מאי
date-month-short-6 = יוני
date-month-short-7 = יולי
date-month-short-8 = אוג׳
date-month-short-9 = ספט׳
date-month-short-10 = אוק׳
date-month-short-11 = נוב׳
date-month-short-12 = דצמ׳
