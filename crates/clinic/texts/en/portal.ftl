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
portal-offer = A time is free for you
portal-offer-declined = You said no. You stay on the waiting list
portal-wait = Put me on the waiting list
portal-wait-text = Say when you could come. When such a time becomes free, you get a message and can take it with one press.
portal-wait-offer = No time suits?
portal-waiting = You wait for
portal-waiting-until = Until { $day }
portal-wait-no-longer = Wait no longer
portal-waiting-now = You are on the waiting list
portal-waiting-no-longer = You are off the waiting list
portal-own = Your file
portal-account = Account and language
portal-language = Language
portal-language-text = For these pages, wherever you sign in, and for messages to you.
portal-older = Older
portal-new = New
portal-results = My results
portal-results-text = What was written for you and measured, the newest first. Open one to read it.
portal-results-none = Nothing to read yet
portal-results-none-text = What the clinic writes for you appears here when it is ready.
portal-results-refused = You do not want to be shown here what was written.
portal-result-what = What was measured
portal-result-score = Your score
portal-result-no-score = There is no score: not everything was answered.
portal-result-means = This means:
portal-result-change = How it changed
portal-result-talk = A number alone says little. Talk about it with whoever treats you.
portal-score-of = { $score } of { $highest }
portal-scale = The scale goes from { $lowest } to { $highest }.
portal-higher-is-better = A higher score is better.
portal-lower-is-better = A lower score is better.
portal-change-higher = Higher than on { $day }.
portal-change-lower = Lower than on { $day }.
portal-change-same = The same as on { $day }.
portal-change-counts = The difference is large enough to count.
portal-change-within = The difference is small: it may mean nothing.
portal-about-diagnosis = What the clinic found
portal-about-prescription = What you are to take or use
portal-about-requirement = What is to be done, such as a test
portal-code-about = This is about:
portal-access = Who opened my record
portal-access-text = Everybody of the clinic who looked at your data or changed it. Your own visits here are left out.
portal-access-none = Nobody yet
portal-access-none-text = Whoever opens your record from now on stands here.
portal-access-emergency = By emergency access
portal-access-support = From outside, by leave of the clinic
portal-access-refused = Was refused, and saw nothing
portal-did-list = Saw your name in a list
portal-did-details = Opened your details
portal-did-register = Registered you
portal-did-change-details = Changed your details
portal-did-appointment = Opened an appointment of yours
portal-did-change-appointment = Booked or changed an appointment of yours
portal-did-read = Read what was written about your health
portal-did-write = Wrote about your health
portal-did-release = Showed you what was written
portal-did-withdraw = Hid from you what was written
portal-did-account = Looked at or changed how you sign in
portal-did-message = Had a message sent to you
portal-did-messages = Looked at messages to you
portal-did-log = Looked at who opened your record
portal-consents = What I agree to
portal-consents-text = You can agree or say no at any time. Nothing that you said before is deleted.
portal-consents-stop = If you answered STOP to a message, also answer START to get messages again.
portal-consent-unsaid = You have not said anything; it is done
portal-consent-given = Agreed
portal-consent-refused = Not agreed
portal-consent-agree = I agree
portal-consent-withdraw = I take it back
portal-consent-refuse = I do not want it
portal-consent-ask = To change this, ask the clinic.
portal-consent-by-you = by you
portal-consent-by-clinic = noted by the clinic
portal-agreed = Noted: you agree.
portal-refused = Noted: you do not agree.
consent-sms-reminders-title = Reminders by text message
consent-sms-reminders-text = The clinic reminds you of appointments by text messages to your phone: when, never what for.
consent-email-reminders-title = Reminders by e-mail
consent-email-reminders-text = The clinic reminds you of appointments by e-mail: when, never what for.
consent-sms-results-title = News of results by text message
consent-sms-results-text = When there is something new to read here, a text message tells you so; never what it says.
consent-portal-results-title = Results on these pages
consent-portal-results-text = What the clinic writes for you (diagnoses, prescriptions, requirements) is shown to you here. Say no if others may use your phone.
portal-access-times =
    { $count ->
         [one] once
        *[other] { $count } times
    }
portal-new-count =
    { $count ->
         [one] { $count } new
        *[other] { $count } new
    }
portal-consent-history =
    { $count ->
         [one] { $count } answer so far
        *[other] { $count } answers so far
    }
portal-exercises = My exercises
portal-exercises-text = Press once on a day to say that you did an exercise; press again to take it back.
portal-exercises-none = No exercises at the moment
portal-exercises-none-text = What the clinic gives you to do at home stands here.
portal-exercise-mark = I did it
portal-exercise-done = done
portal-exercise-times =
    { $count ->
         [one] Done on { $count } of the last 7 days
        *[other] Done on { $count } of the last 7 days
    }
portal-exercises-waiting =
    { $count ->
         [one] { $count } to do today
        *[other] { $count } to do today
    }
