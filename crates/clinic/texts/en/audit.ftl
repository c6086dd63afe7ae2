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
audit-subject-service = Service
audit-subject-hours = Hours
audit-subject-closure = Closed days
audit-subject-slot = Time
audit-subject-day = Day
audit-subject-day-board = Day board
audit-subject-worklist = Doctor’s list
audit-subject-waiting-room = Waiting room screen
audit-subject-request = Repeated request
audit-subject-settings = Settings
audit-subject-import = Import
audit-subject-first-factor = Password, second factor to come
audit-subject-setting = Setting
audit-subject-role = Role
audit-subject-passkey = Passkey
audit-subject-draft = Unsaved text
audit-subject-emergency = Emergency access

## What was done: action-CODE follows the codes of the API

action-sign-in = Sign-in
action-sign-out = Sign-out
action-refresh-session = Renewing the session
action-resolve-session = Finding the session
action-replay-request = Answering a request again
action-reauthenticate = Confirming who one is
action-change-password = Changing the password
action-enrol-factor = Setting up a second factor
action-remove-factor = Removing a second factor
action-end-session = Ending a session
action-view-own-account = Looking at one’s own account
action-change-preferences = Changing one’s preferences
action-keep-draft = Keeping what is being typed
action-restore-draft = Getting back unsaved text
action-break-glass = Emergency access
action-list-patients = Listing patients
action-search-patients = Searching for patients
action-view-patient = Opening the patient
action-register-patient = Registering the patient
action-update-patient = Changing the patient’s details
action-delete-patient = Removing the patient
action-import-patients = Importing patients
action-list-contacts = Listing contacts
action-view-contact = Opening the contact
action-create-contact = Creating the contact
action-update-contact = Changing the contact
action-delete-contact = Removing the contact
action-view-day-board = Looking at the day board
action-list-appointments = Listing appointments
action-view-appointment = Opening the appointment
action-book-appointment = Booking the appointment
action-override-slot = Booking a taken time
action-backfill-visit = Entering a past visit
action-update-appointment = Changing the appointment
action-reschedule-appointment = Rescheduling the appointment
action-check-in-appointment = Checking the patient in
action-start-visit = Starting the visit
action-complete-appointment = Completing the visit
action-cancel-appointment = Cancelling the appointment
action-mark-no-show = Marking as no show
action-revert-status = Undoing a step
action-delete-appointment = Removing the appointment
action-list-rooms = Listing rooms
action-manage-rooms = Changing the rooms
action-view-schedule = Viewing hours and services
action-manage-schedule = Changing hours and services
action-change-own-hours = Changing own days
action-find-slots = Looking for free times
action-explain-slot = Asking why a time is not free
action-view-records = Reading clinical records
action-write-record = Writing a clinical record
action-revise-record = Revising a clinical record
action-strike-record = Marking a record as entered in error
action-fulfil-requirement = Marking a requirement as done
action-sign-up-patient = A patient signing up
action-request-code = Asking for a sign-in code
action-sign-in-unproved = Signing in without proof
action-issue-activation-code = Issuing an activation code
action-view-patient-account = Looking at a patient’s account
action-change-patient-account = Changing a patient’s account
action-view-own-appointments = Looking at one’s own appointments
action-book-own-appointment = Booking for oneself
action-cancel-own-appointment = Cancelling one’s own appointment
action-view-own-records = Reading one’s own records
action-send-message = Sending a message
action-view-messages = Looking at messages
action-list-staff = Listing staff
action-create-staff = Registering staff
action-change-staff = Changing staff
action-reset-password = Resetting a password
action-issue-token = Issuing a token
action-revoke-token = Revoking a token
action-list-tokens = Listing tokens
action-unlock-account = Unlocking an account
action-end-staff-sessions = Ending somebody’s sessions
action-manage-roles = Changing the clinic’s roles
action-change-access-policy = Changing the rules for getting in
action-manage-identity-service = Changing the identity service
action-grant-support-access = Granting support access
action-view-audit = Looking at the audit
action-view-access-log = Looking at who opened the chart
action-view-settings = Looking at the settings
action-mark-entered-in-error = Marking an appointment as entered in error
action-tidy-up = Tidying up

## Support and the platform

audit-actor-support = Support
audit-subject-support-grant = Leave to look
audit-subject-support-ticket = Ticket of support
audit-subject-support-entry = Visit of support
audit-subject-operator = Operator
action-revoke-support-access = Ending support access
action-list-support-access = Looking at support access
action-enter-as-support = Entering as support
action-view-as-support = Support looks at the settings
action-leave-support = Support leaves
