### The audit viewer.

audit-title = Audit
audit-text = Every access and every change, in order. Nothing here can be altered.
audit-at = Time
audit-actor = Who
audit-action = Action
audit-subject = Subject
audit-patient = Patient
audit-outcome = Outcome
audit-risk = Risk
audit-ip = Address
audit-user-agent = Program
audit-session = Session
audit-request = Request
audit-before = Before
audit-after = After
audit-any-actor = Anyone
audit-any-action = Any action
audit-any-outcome = Any outcome
audit-any-risk = Any risk
audit-outcome-success = Done
audit-outcome-denied = Denied
audit-outcome-failure = Failed
audit-risk-low = Low
audit-risk-medium = Medium
audit-risk-high = High
audit-risk-critical = Critical
audit-actor-staff = Staff
audit-actor-patient = Patient
audit-actor-device = Device
audit-actor-integration = Integration
audit-actor-job = The system
audit-actor-visitor = Visitor
audit-empty-title = No entries
audit-empty-text = Nothing matches these filters.
audit-export-note = Exports are recorded here too.
audit-count =
    { $count ->
         [one] { $count } entry
        *[other] { $count } entries
    }

## Words of the page

audit-field-active = Active
audit-field-emergency-contacts = Emergency contacts
audit-actor-operator = Platform operator
audit-patient-hint = Number or id
audit-newest = Newest

## What it was done to

audit-subject-patient = Patient
audit-subject-contact = Contact
audit-subject-session = Session
audit-subject-staff = Staff
audit-subject-token = Token
audit-subject-route = Page
audit-subject-appointment = Appointment
audit-subject-record = Clinical record
audit-subject-audit = Audit
audit-subject-room = Room
audit-subject-day = Day
audit-subject-import = Import

## What was done: action-CODE follows the codes of the API

action-sign-in = Signed in
action-sign-out = Signed out
action-refresh-session = Renewed the session
action-resolve-session = Session found
action-replay-request = Request answered again
action-list-patients = Listed patients
action-search-patients = Searched for patients
action-view-patient = Opened the patient
action-register-patient = Registered the patient
action-update-patient = Changed the patient’s details
action-delete-patient = Removed the patient
action-import-patients = Imported patients
action-list-contacts = Listed contacts
action-view-contact = Opened the contact
action-create-contact = Created the contact
action-update-contact = Changed the contact
action-delete-contact = Removed the contact
action-view-day-board = Looked at the day board
action-list-appointments = Listed appointments
action-view-appointment = Opened the appointment
action-book-appointment = Booked the appointment
action-override-slot = Double-booked a time
action-backfill-visit = Entered a past visit
action-update-appointment = Changed the appointment
action-reschedule-appointment = Rescheduled the appointment
action-check-in-appointment = Checked the patient in
action-start-visit = Started the visit
action-complete-appointment = Completed the visit
action-cancel-appointment = Cancelled the appointment
action-mark-no-show = Marked as no show
action-revert-status = Undid a step
action-delete-appointment = Removed the appointment
action-list-rooms = Listed rooms
action-manage-rooms = Changed the rooms
action-view-records = Read clinical records
action-write-record = Wrote a clinical record
action-revise-record = Revised a clinical record
action-strike-record = Marked a record as entered in error
action-fulfil-requirement = Marked a requirement as done
action-list-staff = Listed staff
action-create-staff = Registered staff
action-change-staff = Changed staff
action-reset-password = Reset a password
action-issue-token = Issued a token
action-revoke-token = Revoked a token
action-view-audit = Looked at the audit
action-view-access-log = Looked at who opened the chart
action-view-settings = Looked at the settings
