### Words that every feature uses.

## Actions

common-save = Save
common-cancel = Cancel
common-edit = Edit
common-delete = Delete
common-back = Back
common-print = Print
common-copy = Copy
common-done = Done
common-open = Open
common-close = Close
common-dismiss = Dismiss
common-add = Add
common-remove = Remove
common-confirm = Confirm
common-continue = Continue
common-apply = Apply
common-clear = Clear
common-filter = Filter
common-search = Search
common-undo = Undo
common-retry = Try again
common-download = Download
common-export = Export
common-details = Details
common-more-actions = More actions for { $name }
common-actions = Actions

## Forms and lists

common-optional = (optional)
common-error-prefix = Error:
common-error-summary = Please correct the following
common-choose = Choose
common-any = Any
common-none = None
common-not-recorded = Not recorded
common-yes = Yes
common-no = No
common-today = Today
common-tomorrow = Tomorrow
common-yesterday = Yesterday
common-date = Date
common-time = Time
common-from = From
common-to = To
common-name = Name
common-status = Status
common-kind = Kind
common-reason = Reason
common-notes = Notes
common-saved = Saved
common-saved-at = Saved { $time }
common-saving = Saving…
common-pages = Pages
common-previous = Previous
common-next = Next
common-loading = Loading…
common-created-by = Created by { $name }
common-changed-by = Changed by { $name }
common-version = Version { $number }
common-results =
    { $count ->
         [one] { $count } result
        *[other] { $count } results
    }
common-minutes =
    { $count ->
         [one] { $count } minute
        *[other] { $count } minutes
    }
common-days =
    { $count ->
         [one] { $count } day
        *[other] { $count } days
    }
common-years-old =
    { $count ->
         [one] { $count } year
        *[other] { $count } years
    }
common-months-old =
    { $count ->
         [one] { $count } month
        *[other] { $count } months
    }

## Status of an appointment

status-waitlist = Waiting list
status-proposed = Proposed
status-pending = Pending
status-booked = Booked
status-arrived = Arrived
status-checked-in = In consultation
status-fulfilled = Completed
status-cancelled = Cancelled
status-noshow = No show
status-entered-in-error = Entered in error
status-planned = Planned
status-in-progress = Under way
status-finished = Finished
status-draft = Draft
status-completed = Completed
status-signed = Signed
status-co-signed = Co-signed
status-discarded = Discarded

## Kind of an appointment

kind-consultation = Consultation
kind-procedure = Procedure
kind-surgery = Surgery
kind-follow-up = Follow-up
kind-therapy-session = Therapy session
kind-telehealth = Telehealth
kind-meeting = Meeting

## Roles

role-admin = Administrator
role-doctor = Doctor
role-therapist = Therapist
role-assistant = Therapy assistant
role-reception = Reception
role-billing = Billing
role-viewer = Viewer
role-auditor = Auditor
role-patient = Patient
role-device = Device
role-integration = Integration
role-operator = Platform operator

## Sex, kinds of contact, channels

sex-female = Female
sex-male = Male
sex-other = Other
sex-unknown = Unknown
contact-patient = Patient
contact-provider = Provider
contact-vendor = Vendor
contact-staff = Staff
contact-other = Other
channel-sms = Text message
channel-email = E-mail
channel-phone = Phone call
channel-post = Post
channel-none = Do not contact
