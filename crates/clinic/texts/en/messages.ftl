### Messages: their words, and the outbox.

message-one-time-code = { $code } is your code for { $name }. It is good for 5 minutes. Nobody of the clinic will ask you for it.
message-sign-in-phone-changed = { $name }: your sign-in phone was changed to another number. If that was not you, call the clinic now.
message-activation-code-issued = { $name }: a sign-in code was printed for you at the desk. If you did not ask for it, call the clinic now.
message-title = Messages
message-outbox-text = No carrier is set up: messages wait here, and you can read them out to the patient. The newest come first.
message-none = No messages yet
message-none-text = Codes for patients who sign in and other messages appear here.
message-text = Text
message-kind-one-time-code = Sign-in code
message-kind-sign-in-phone-changed = Phone changed
message-kind-activation-code-issued = Code printed
message-status-queued = Waiting
message-status-sending = Being sent
message-status-sent = Sent
message-status-delivered = Delivered
message-status-undelivered = Not delivered
message-status-failed = Failed
message-status-dead = Given up
message-status-withheld = Not sent
message-withheld-unknown = No account with this phone and user name
message-withheld-blocked = The account is blocked
message-withheld-country = The clinic sends nothing to that country
message-withheld-too-many = Too many codes lately
message-appointment-reminder = { $clinic }: { $given_name }, your appointment is on { $date } at { $time }. Answer C to confirm, X to cancel, STOP for no more messages.
message-waitlist-offer = { $clinic }: { $given_name }, a time is free on { $date } at { $time }. It is kept for you until { $until }. Yes or no: { $link }
message-invoice-reminder = { $clinic }: { $given_name }, invoice { $number } was to be paid by { $date }. { $amount } are still open. If you have paid, please forget this.
message-appointment-reminder-email = Dear { $given_name },

    your appointment at { $clinic } is on { $date } at { $time }.

    If you cannot come, please call us.

    { $clinic }
message-appointment-confirmation = { $clinic }: { $given_name }, your appointment is booked for { $date } at { $time }.
message-appointment-cancelled = { $clinic }: { $given_name }, your appointment on { $date } at { $time } is cancelled.
message-series-confirmation = { $clinic }: { $given_name }, your appointments are booked, { $count } in all, the next on { $date } at { $time }.
message-series-cancelled = { $clinic }: { $given_name }, your appointments from { $date } at { $time } on are cancelled, { $count } in all.
message-subject-reminder = { $clinic }: your appointment on { $date }
message-subject-confirmation = { $clinic }: appointment booked
message-subject-cancelled = { $clinic }: appointment cancelled
message-subject-test = { $name }: a test
message-kind-series-confirmation = Confirmation of a series
message-kind-series-cancelled = Cancellation of a series
message-way = By
message-way-sms = SMS
message-way-email = E-mail
message-test-message = { $name }: this is a test. Messages arrive.
message-any = All
message-retry = Try again
message-retry-all = Try all that were given up
message-retried = It will be tried again.
message-test-queued = The test message is on its way.
message-replies = Answers
message-from = From
message-meaning = Meaning
message-meaning-stop = Wants no more messages
message-meaning-start = Wants messages again
message-meaning-confirmed = Confirmed
message-meaning-cancelled = Cancelled
message-meaning-too-late = Wanted to cancel, too late
message-meaning-other = To be read
message-answer-confirmed = Confirmed
message-answer-cancelled = Cancelled
message-status-console = Would be sent
message-figure-delivered = Delivered in the last 30 days: { $number }
message-figure-undelivered = Not delivered: { $number }
message-figure-dead = Given up: { $number }
message-figure-segments = Segments sent this month: { $number }
message-figure-budget = { $number } % of the budget
message-kind-appointment-reminder = Reminder
message-kind-appointment-confirmation = Confirmation
message-kind-appointment-cancelled = Cancellation
message-kind-waitlist-offer = Free slot offered
message-kind-result-released = Result released
message-kind-invoice-reminder = Reminder of an invoice
message-subject-invoice-reminder = { $clinic }: invoice { $number }
message-kind-from-clinic = Message from the clinic
message-subject-from-clinic = { $clinic }: a message for you
message-kind-test-message = Test
message-withheld-expired = Its time was over
message-withheld-appointment-changed = The appointment was moved or cancelled
message-withheld-opted-out = The number wants no messages
message-withheld-no-consent = The patient does not want such messages

### How the clinic sends.

messaging-title = Sending messages
messaging-about = Who carries the messages of the clinic, what patients are told and reminded of, and what may be spent. Without a carrier messages are kept in the outbox and read out there.
messaging-group-carrier = Carrier
messaging-callback = The carrier tells what became of messages, and brings answers, at this address:
messaging-provider = Carrier
messaging-provider-hint = What is chosen here counts from the next message on.
messaging-provider-console = None: messages stay in the outbox
messaging-account-sid = Account SID
messaging-auth-token = Auth token
messaging-auth-token-kept = A token is kept and never shown. Leave blank to keep it.
messaging-auth-token-none = It is kept sealed and never shown again.
messaging-service-sid = Messaging Service SID
messaging-service-sid-hint = It counts where both this and a number are given.
messaging-from-number = Sender number
messaging-group-mail = E-mail
messaging-mail-about = Patients who want to be reached by e-mail get reminders, confirmations and cancellations there. Codes always go by SMS.
messaging-mail = Mail server
messaging-mail-console = None: letters stay in the outbox
messaging-mail-smtp = A server of the clinic’s, by SMTP
messaging-mail-sender = Sender
messaging-mail-sender-hint = The address that patients see.
messaging-mail-host = Server
messaging-mail-port = Port
messaging-mail-security = Encryption
messaging-mail-security-hint = 465 is usual with TLS from the start, 587 with STARTTLS.
messaging-mail-tls = TLS from the start
messaging-mail-starttls = STARTTLS, or nothing is sent
messaging-mail-plain = None: for a server on the same machine
messaging-mail-user = User
messaging-mail-password = Password
messaging-mail-password-kept = A password is kept and never shown. Leave blank to keep it; another server or user wants it again.
messaging-mail-password-none = It is kept sealed and never shown again.
messaging-group-told = What patients are told at once
messaging-confirmations = That an appointment is booked or moved
messaging-confirmations-hint = A minute later, so that what is undone at once is not told. Nobody is told of walk-ins.
messaging-cancellations = That an appointment is cancelled
messaging-group-reminders = Reminders
messaging-reminders = Remind patients of appointments
messaging-reminders-hint = Patients who do not want it are left out.
messaging-offsets = Hours before the appointment
messaging-offsets-hint = Up to five, with commas between them: 48, 24. 24 is the same hour of the day before.
messaging-quiet-from = Quiet from
messaging-quiet-until = Quiet until
messaging-quiet-hint = A reminder that would fall into the quiet hours goes out a quarter of an hour before they begin.
messaging-cancel-hours = Hours until which an answer cancels
messaging-cancel-hours-hint = Later the patient has to call.
messaging-group-budget = Budget
messaging-monthly-segments = Segments a month
messaging-monthly-segments-hint = 0 for no bound. Text messages but codes wait when it is used up; letters are not counted.
messaging-thousand-cost = Cost of 1,000 segments
messaging-thousand-cost-hint = In the smallest unit of the currency, such as cents.
messaging-trial = Try it out
messaging-trial-recipient = Phone number or e-mail address
messaging-trial-hint = A message that says nothing is sent there.
messaging-trial-send = Send a test message

### What messages say.

wording-title = Texts of messages
wording-about = What patients read, in each language. Codes and what protects accounts are worded by the program.
wording-appointment-reminder = Reminder
wording-appointment-reminder-email = Reminder by e-mail
wording-appointment-confirmation = Confirmation
wording-appointment-cancelled = Cancellation
wording-series-confirmation = Confirmation of a series
wording-series-cancelled = Cancellation of a series
wording-waitlist-offer = Offer to the waiting list
wording-invoice-reminder = Reminder of an invoice
wording-whose = Whose
wording-usual = As delivered
wording-own = The clinic’s own
wording-sample = How it turns out
wording-segments = Segments
wording-segments-of =
    { $count ->
        [one] { $count } segment
       *[other] { $count } segments
    }
wording-units =
    { $count ->
        [one] { $count } unit
       *[other] { $count } units
    }
wording-thousand-cost = 1,000 of these cost about
wording-places = These places are filled in:
wording-look = See how it turns out
wording-restore = Back to the text as delivered
wording-unknown-place = Nothing is known that could be put in { "{" }{ $place }{ "}" }.
wording-too-long = At most { $most } characters.
wording-sample-name = Mona
message-result-released = { $clinic }: there is something new for you to read. Sign in to the patient pages of the clinic.
