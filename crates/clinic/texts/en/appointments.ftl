### The day board, booking, the worklist, lists and details of appointments.

## Day board

appointments-title = Appointments
appointments-board-title = Today at the desk
appointments-tabs = Appointments by progress
appointments-tab-expected = Expected
appointments-tab-arrived = Arrived
appointments-tab-done = Done
appointments-tab-cancelled = Cancelled
appointments-expected-next = Expected next
appointments-tab-all = All
appointments-day = Day
appointments-previous-day = Previous day
appointments-next-day = Next day
appointments-patient = Patient
appointments-provider = Provider
appointments-any-provider = All providers
appointments-room = Room
appointments-wait = Waiting
appointments-wait-minutes = { $minutes } min
appointments-phone-ends = phone …{ $digits }
appointments-paid = Paid
appointments-owing = Owing
appointments-priority = Priority
appointments-late = Late

## Steps

appointments-check-in = Check in
appointments-start = Start
appointments-complete = Complete
appointments-take-payment = Take payment
appointments-confirm = Confirm
appointments-reschedule = Reschedule
appointments-cancel = Cancel appointment
appointments-no-show = No show
appointments-enter-in-error = Entered in error
appointments-undo = Undo
appointments-next-step = Next step
appointments-move-to = Move to
appointments-step-for = { $step }: { $name }
appointments-status-changed = { $name }: { $status }
appointments-cancel-title = Cancel the appointment of { $name }
appointments-cancel-reason = Why is it cancelled?
appointments-cancelled-by = Cancelled by { $name }
appointments-cancelled-late = Late cancellation
appointments-keep = Keep it
appointments-reschedule-title = Reschedule { $name }
appointments-rescheduled = Moved to { $time }

## Booking

appointments-book = Book appointment
appointments-book-for = Book for { $name }
appointments-booked = Booked for { $time }
appointments-edit-title = Edit appointment
appointments-walk-in = Walk-in
appointments-walk-in-text = Somebody is at the desk: find or register the person. The visit begins as soon as the one you choose is free.
appointments-register-and-check-in = Register and check in
appointments-free-now = free now
appointments-busy-until = busy until { $time }
appointments-now = Now
appointments-what = What
appointments-when = When
appointments-date = Date
appointments-starts = Starts
appointments-ends = Ends
appointments-duration = Duration
appointments-duration-minutes = Duration in minutes
appointments-kind = Kind
appointments-cost = Cost
appointments-estimated-cost = Estimated cost
appointments-billing-code = Billing code
appointments-insurance-authorization = Insurance authorisation
appointments-preparation-notes = Preparation
appointments-follow-up-needed = Follow-up needed
appointments-is-priority = Priority
appointments-is-priority-hint = Shown first and marked on the day board.
appointments-reason = Reason for the visit
appointments-no-room = No room
appointments-no-free-times = No free time on this day.
appointments-pick-time = Free times: one press is enough
appointments-conflict-title = This time is already taken
appointments-conflict-text = { $what } is booked at that time.
appointments-override = Book anyway
appointments-override-reason = Reason for double booking
appointments-override-hint = Recorded with your name.

## Worklist, lists, details

appointments-worklist-title = My day
appointments-next-patient = Next patient
appointments-no-next-patient = Nobody is waiting
appointments-patients-title = Patients and their next appointment
appointments-details-title = Appointment details
appointments-with = with { $name }
appointments-past = Past
appointments-upcoming = Upcoming
appointments-mine = My appointments
appointments-history = What happened
appointments-print-day = Print day list
appointments-display = Waiting room screen
appointments-display-now = Please come in
appointments-display-waiting = Waiting
appointments-display-nobody = Nobody is called at the moment.
appointments-empty-expected-title = Nobody else is expected
appointments-empty-expected-text = Everyone booked for this day has arrived or was cancelled.
appointments-empty-arrived-title = Nobody is waiting
appointments-empty-arrived-text = People appear here when they are checked in.
appointments-empty-done-title = No visit completed yet
appointments-empty-done-text = Completed visits of this day appear here.
appointments-empty-cancelled-title = Nothing was cancelled
appointments-empty-cancelled-text = Cancelled and missed appointments of this day appear here.
appointments-empty-title = No appointments
appointments-empty-day-title = No appointments
appointments-empty-text = Nothing matches this choice. Change the filters or book an appointment.
appointments-empty-day-text = No appointments on this day.
appointments-count =
    { $count ->
         [one] { $count } appointment
        *[other] { $count } appointments
    }
appointments-waiting =
    { $count ->
         [one] { $count } person waiting
        *[other] { $count } people waiting
    }
appointments-attendance = Last 12 months:
appointments-missed =
    { $count ->
        [one] one visit missed
       *[other] { $count } visits missed
    }
appointments-cancelled-late-count =
    { $count ->
        [one] one late cancellation
       *[other] { $count } late cancellations
    }
appointments-answered-confirmed = Confirmed by message
appointments-answered-cancelled = Cancelled by message

### The clinic's rules for booking.

rules-title = Booking rules
rules-about = What patients may do by themselves, and what happens by itself. Staff may book, move and cancel at any time.
rules-cutoff = Minutes before the start until which patients move or cancel
rules-cutoff-hint = Later they have to call. 0: until the start.
rules-most-ahead = Visits that a patient may have booked ahead
rules-most-ahead-hint = By themselves; the desk may book more.
rules-hold = Minutes for which a time is held
rules-hold-hint = So long others cannot take it while somebody looks at it once more.
rules-grace = Minutes after the end until somebody counts as not come
rules-grace-hint = Blank: nobody is marked by itself.
rules-offer = Minutes for which an offer to the waiting list stands
rules-offer-hint = Then the next one is asked.
