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
