### Days and months by name, and how they are put together.

date-long = { $weekday } { $day } { $month } { $year }
date-short = { $weekday } { $day } { $month }
date-and-time = { $day } à { $time }

## From Monday on

date-weekday-1 = lundi
date-weekday-2 = mardi
date-weekday-3 = mercredi
date-weekday-4 = jeudi
date-weekday-5 = vendredi
date-weekday-6 = samedi
date-weekday-7 = dimanche
date-weekday-short-1 = lun.
date-weekday-short-2 = mar.
date-weekday-short-3 = mer.
date-weekday-short-4 = jeu.
date-weekday-short-5 = ven.
date-weekday-short-6 = sam.
date-weekday-short-7 = dim.

## From January on

date-month-1 = janvier
date-month-2 = février
date-month-3 = mars
date-month-4 = avril
date-month-5 = mai
date-month-6 = juin
date-month-7 = juillet
date-month-8 = août
date-month-9 = septembre
date-month-10 = octobre
date-month-11 = novembre
date-month-12 = décembre
date-month-short-1 = janv.
date-month-short-2 = févr.
date-month-short-3 = mars
date-month-short-4 = avr.
date-month-short-5 = mai
date-month-short-6 = juin
date-month-short-7 = juil.
date-month-short-8 = août
date-month-short-9 = sept.
date-month-short-10 = oct.
date-month-short-11 = nov.
date-month-short-12 = déc.
