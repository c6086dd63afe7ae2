### The calendar: weeks and days as a grid or a list, and moving appointments on it.

calendar-title = Calendar
calendar-views = Views of the calendar
calendar-week = Week
calendar-day = Day
calendar-rooms = Rooms
calendar-from-to = { $from } – { $to } { $year }
calendar-week-number = week { $number }
calendar-previous-week = Previous week
calendar-next-week = Next week
calendar-all-days = All days
calendar-working-days = Working days
calendar-look = Appearance
calendar-grid = Grid
calendar-list = List
calendar-choose-for = Choose a time for { $name }.
calendar-empty = No appointments in this time.
calendar-no-rooms-title = No rooms yet
calendar-no-rooms-text = Rooms appear here as columns once an administrator has added them.
calendar-nobody-title = Nobody sees patients yet
calendar-nobody-text = Doctors, therapists and therapy assistants appear here once an administrator has added them.

## Moving

calendar-keys = Enter picks the appointment up, Space opens it. While it is picked up, arrow keys move it, Enter puts it down and Escape puts it back.
calendar-picked-up = Picked up. Arrow keys move it, Enter puts it down, Escape puts it back.
calendar-kept = Put back, nothing was changed.
calendar-move-anyway = Move anyway
calendar-leave = Leave it where it is
