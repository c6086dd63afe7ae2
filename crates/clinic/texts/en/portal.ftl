### What patients see of their own.

portal-title = Your appointments
portal-hello = Hello, { $name }
portal-none = No appointment ahead
portal-none-text = Call the clinic to make one. It will stand here.
portal-coming = Further ahead
portal-past = Earlier
portal-cancel = Cancel this appointment
portal-cancel-reason = Why? The clinic would like to know
portal-cancel-now = Cancel it
portal-keep = Keep it
portal-cancel-late = This appointment cannot be cancelled here any more. Call the clinic.
portal-cancelled = Appointment cancelled
portal-written = What was written
portal-written-nothing = Nothing was written for you at this appointment.
portal-written-locked = Sign in with a code to read what was written.
portal-limited-title = Limited access
portal-limited = You have not proved who you are, so only appointment times are shown. Sign in with a code to see everything.
portal-passkey-title = Next time without a code
portal-passkey-text = A passkey lets you in with your fingerprint, your face or your phone’s lock.
portal-passkey-no-script = Passkeys need JavaScript; codes work without it.
portal-passkey-removed = Passkey removed
portal-known-text = To change these, ask the clinic.
portal-passkey-again = Sign in again with a code to add one.
portal-appointment = Appointment
portal-book = Book an appointment
portal-move = Move this appointment
portal-services = All services
portal-now-at = It is now at
portal-with = With
portal-anybody = Anybody who is free
portal-show-times = Show times
portal-no-times = No free time in these days
portal-no-times-text = Look at later days, choose somebody else, or call the clinic.
portal-days = Days
portal-earlier = Earlier days
portal-later = Later days
portal-zone = All times are those of the clinic ({ $zone }).
portal-no-services = Nothing can be booked here yet
portal-choose-service = What would you like to come for?
portal-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
portal-confirm = Is this right?
portal-held-until = The time is kept for you until { $time }.
portal-confirm-now = Book it
portal-other-time = Choose another time
portal-booked = Appointment booked
portal-moved = Appointment moved
portal-move-short = Move
