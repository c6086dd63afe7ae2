### Outgoing webhooks: who is told of what happens, and whether they heard.

webhooks-title = Webhooks
webhooks-one = Webhook
webhooks-about = Another program is called when something happens here. It learns what happened and to which record, by ids alone, and asks for the rest with an access of its own.
webhooks-none = Nobody is told of anything
webhooks-none-text = A program that wants to know when an appointment is booked need not ask again and again: it is called.
webhooks-new = New webhook
webhooks-make = Create it
webhooks-receiver = Receiver
webhooks-url = Address
webhooks-url-hint = Begins with https. Redirects are not followed.
webhooks-description = What it is for
webhooks-enabled = Call this address
webhooks-enabled-hint = While it is off, nothing that happens is noted for it.
webhooks-types = What it is told of
webhooks-types-count =
    { $count ->
         [one] { $count } kind of event
        *[other] { $count } kinds of events
    }
webhooks-state-on = On
webhooks-state-off = Off
webhooks-state-failing = Not heard
webhooks-state-stopped = Stopped
webhooks-stopped-gone = The receiver answered that it is gone for good, so it is not called any more. Check the address, then switch it on again.
webhooks-stopped-failing = No call has arrived for five days, so it is not called any more. Find out why, then switch it on again.
webhooks-failing-since = No call has arrived since { $when }. It is tried again, with longer and longer waits.
webhooks-change = Change it
webhooks-secret = Secret
webhooks-secret-once = Give it to the receiver now: it is not shown again. Every call is signed with it.
webhooks-rotate = Make another secret
webhooks-rotate-text = The present secret goes on signing for 24 hours, so that the receiver has time to change.
webhooks-both-sign = The secret before this one signs as well until { $when }.
webhooks-ping = Send a test
webhooks-delete = Delete this webhook
webhooks-delete-text = It is not called any more, and what it was told is forgotten.
webhooks-deleted = The webhook is deleted
webhooks-deliveries = Calls
webhooks-deliveries-about = Of the last 30 days. Each event is told until the receiver answers that it heard, for three days.
webhooks-deliveries-none = No calls yet
webhooks-deliveries-none-text = What happens from now on is told, or a test.
webhooks-event = Event
webhooks-attempts = Attempts
webhooks-answer = Answer
webhooks-took = { $number } ms
webhooks-next = Next attempt
webhooks-again = Tell again
webhooks-told-soon = The call is made in a moment
webhooks-status-waiting = Waiting
webhooks-status-delivered = Heard
webhooks-status-failed = Given up
webhooks-error-unreachable = Nobody is there, or the certificate is not valid
webhooks-error-timed-out = No answer within 15 seconds
webhooks-error-broken-off = Hung up before it had answered
webhooks-error-out-of-reach = The address may not be called
webhooks-error-redirected = Answered with another address
webhooks-error-refused = Not accepted
webhooks-error-gone = Gone for good
webhooks-error-not-tried = Was off too long
