### Jobs: what the program does by itself, what waits, and what was given up.

jobs-title = Jobs
jobs-text = What the program does for the clinic by itself: what waits, what was given up, and when each was done last. Nothing here names a patient.
jobs-none = Nothing waits
jobs-none-text = Everything that was to be done is done, and nothing was given up.
jobs-queue = Kind of work
jobs-queue-messages = Messages
jobs-queue-webhooks = Webhook calls
jobs-queue-exports = Exports
jobs-queue-imports = Imports
jobs-waiting = Waiting
jobs-failed = Given up
jobs-since = since
jobs-run = Do it now
jobs-runs-soon = It is done in a moment
jobs-retry-all = Try all again
jobs-retried = It is tried again
jobs-given-up = What was given up
jobs-all = All
jobs-none-failed = Nothing was given up
jobs-none-failed-text = What cannot be done after several tries appears here.
jobs-what = What
jobs-why = What was wrong
jobs-attempts = Tries
jobs-duties = What the program does by itself
jobs-duties-text = Each is done again and again, and also at once when there is reason to. One that fails is tried again, with longer and longer waits.
jobs-no-duties = Nothing yet
jobs-no-duties-text = In a new clinic it takes a moment until the program knows what there is to do.
jobs-duty = Duty
jobs-ended = Last done
jobs-due = Next
jobs-fine = Went well
jobs-never = Not done yet
jobs-failures =
    { $count ->
         [one] Failed once
        *[other] Failed { $count } times in a row
    }
jobs-discard = Discard
jobs-discard-text = It is not tried any more and leaves this list. Why stays on record for a year.
jobs-discard-reason = Why it need not be done
jobs-discarded = Discarded lately
jobs-discarded-now = It is discarded
jobs-duty-send-codes = Sending codes
jobs-duty-send-messages = Sending messages
jobs-duty-plan-reminders = Writing reminders of visits
jobs-duty-offer-waitlist = Offering free times to those who wait
jobs-duty-tell-patients = Telling patients of bookings and results
jobs-duty-deliver-webhooks = Calling webhooks
jobs-duty-release-holds = Letting go of times that were held
jobs-duty-note-no-shows = Noting who did not come
jobs-duty-charge-fees = Charging fees
jobs-duty-watch-readings = Watching readings
jobs-duty-gather-readings = Summing readings up by the hour
jobs-duty-keep-readings = Making room for readings
jobs-duty-count-days = Counting the numbers of each day
jobs-duty-housekeeping = Clearing away what is over
jobs-duty-verify-documents = Checking documents for damage
jobs-duty-tidy-documents = Clearing away uploads and deleted documents
jobs-duty-sweep-documents = Clearing away files that nobody knows of
jobs-duty-write-exports = Writing exports
jobs-duty-work-imports = Working on imports
