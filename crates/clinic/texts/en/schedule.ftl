### What the clinic offers, everybody’s hours, and closed days.

## Services

schedule-services = Services
schedule-service-new = New service
schedule-services-none = No services yet
schedule-services-none-text = Without services the desk books by kind and length. A service also knows who offers it, where, and who may book it.
schedule-what = What it is
schedule-name-hint = As patients read it.
schedule-duration = Length
schedule-duration-minutes = Length in minutes
schedule-price = Price
schedule-who-books = Who may book it
schedule-by-staff = Staff
schedule-by-patients = Patients and staff
schedule-who-offers = Who offers it
schedule-who-offers-hint = Choose nobody for everybody who sees patients.
schedule-everybody = Everybody
schedule-where = Where and with what
schedule-needs-room = It needs a room
schedule-rooms-hint = Choose none for any room.
schedule-equipment = Equipment
schedule-equipment-hint = Everything it takes, separated by commas.
schedule-rules = Rules
schedule-in-minutes = In minutes; kept free of other bookings.
schedule-buffer-before = Free time before
schedule-buffer-after = Free time after
schedule-lead = Earliest in minutes
schedule-lead-hint = How long before its start it can be booked at the latest.
schedule-horizon = Days ahead
schedule-horizon-hint = How far ahead it can be booked; blank is without bounds.
schedule-step = A start every … minutes
schedule-step-hint = Blank: one after the other.
schedule-capacity = Seats
schedule-capacity-hint = More than one makes it a group.
schedule-position = Place in lists
schedule-position-hint = Small numbers come first.
schedule-retire = Offer it no longer
schedule-retire-text = What was booked stays booked. A service that is not offered any more does not come back; make a new one instead.
schedule-retired = It is not offered any more

## Hours

schedule-hours = Hours
schedule-whose-hours = Whose hours
schedule-the-clinic = The clinic
schedule-week-now = The week
schedule-week-set = Set the week
schedule-usual-clinic = No hours are set: the clinic is taken to be open from Monday to Friday, 09:00 to 17:00.
schedule-usual-provider = No hours of their own: those of the clinic hold.
schedule-usual-thing = No hours of its own: it can be used at any time.
schedule-since = From { $day }
schedule-until = until { $day }
schedule-closed-day = Closed
schedule-day-hint = Hours such as 09:00–12:00, 13:00–17:00. Blank is closed.
schedule-starts-on = From this day on
schedule-starts-on-hint = Until then the present week goes on. Blank replaces it at once.
schedule-copy-monday = Copy Monday to all days
schedule-forget = Use the usual hours again
schedule-exceptions = Single days
schedule-exceptions-text = What holds on a date in place of the week. The clinic’s days bind everybody.
schedule-exceptions-none = No day to come is otherwise.
schedule-exception-hours-hint = Leave both blank for closed.
schedule-exception-add = Add the day
schedule-exception-added = The day was added
schedule-exception-removed = The week holds again on that day
schedule-note = Note
schedule-closures = Closed days
schedule-closures-text = Holidays and the like: nobody is offered a time. What is booked stays booked.
schedule-closures-none = No closed days to come.
schedule-first-day = First day
schedule-last-day = Last day
schedule-closure-add = Close these days
schedule-closure-added = The clinic is closed on these days
schedule-closure-removed = The clinic is open again on these days
schedule-own = My hours
schedule-own-text = An administrator sets the week. Days on which you are away, or here at other hours, you add yourself.

## At the desk

schedule-outside-hours = Outside working hours: { $hours } on this day.
schedule-no-hours = No working hours on this day.
schedule-is-closed = The clinic is closed on this day: { $name }.
