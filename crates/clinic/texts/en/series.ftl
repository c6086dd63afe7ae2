series-title = Series
series-repeat = Repeat
series-repeat-title = Repeat this visit
series-how-often = How often
series-every = Every
series-unit = Unit
series-unit-daily = days
series-unit-weekly = weeks
series-unit-monthly = months
series-count = Visits in all
series-count-hint = This one included, 104 at most
series-days = On these days
series-days-hint = Counts for weeks only
series-check = Show the visits
series-leave-out = Leave out
series-is-past = Over
series-not-free = Not free
series-is-free = Free
series-book = Book these visits
series-taken-meanwhile = Some of these times were taken meanwhile. See below what is still free.
series-follows = The series before
series-went-on = All its visits go on in another series.
series-move = Move what is left
series-move-text = The hour on the clock stays the same through the year, also when the clocks change.
series-from = From
series-new-time = New time
series-days-later = Days later
series-days-later-hint = From Mondays to Wednesdays is 2; earlier is below zero
series-cancel = Cancel what is left
series-cancel-text = What has been stays as it is.
series-in-the-way = Some of the new times are taken. Say why if they are to be booked all the same.
series-nothing-left = There is nothing left of this series.
series-into-the-past = Some visits would begin in the past.
series-further =
    { $count ->
        [one] One further visit
       *[other] { $count } further visits
    }
series-conflicts =
    { $count ->
        [one] One visit has no room. It is left out unless you free it.
       *[other] { $count } visits have no room. They are left out unless you free them.
    }
series-booked =
    { $count ->
        [one] One visit booked
       *[other] { $count } visits booked
    }
series-moved =
    { $count ->
        [one] One visit moved
       *[other] { $count } visits moved
    }
series-cancelled =
    { $count ->
        [one] One visit cancelled
       *[other] { $count } visits cancelled
    }
