### Diagnosis, prescription and requirement of an appointment; the chart; who opened it.

records-title = Records
records-diagnosis = Diagnosis
records-prescription = Prescription
records-requirement = Requirement
records-requirements = Requirements
records-add-diagnosis = Add diagnosis
records-add-prescription = Add prescription
records-add-requirement = Add requirement
records-edit-diagnosis = Change diagnosis
records-edit-prescription = Change prescription
records-edit-requirement = Change requirement
records-no-diagnosis = No diagnosis yet
records-no-prescription = No prescription yet
records-no-requirement = No requirement yet
records-icd = ICD-10 code
records-icd-hint = For example E11.9
records-prescription-hint = Drug, dose, how often, how long
records-requirement-hint = Test, imaging or referral
records-reason-for-change = Reason for the change
records-reason-for-change-hint = The earlier version stays in the history.
records-mark-error = Mark as entered in error
records-mark-error-text = It stays in the history, struck out, and is no longer shown to the patient.
records-in-error = Entered in error
records-history = History
records-current-version = Current version
records-mark-done = Mark as done
records-signature = Signature
records-state-ordered = Ordered
records-state-done = Done
records-state-overdue = Overdue
records-saved = Saved as version { $number }
records-struck = Marked as entered in error
records-marked-done = Marked as done
records-complete-visit = Complete the visit
records-visit = Visit
records-timeline = Timeline
records-overview = Overview
records-empty-title = Nothing recorded yet
records-empty-text = Diagnoses, prescriptions and requirements of all visits appear here.

## Access log

records-access-title = Who opened this chart
records-access-text = Every access is listed, with the time and what was done.
records-access-who = Who
records-access-what = What
records-access-when = When
records-access-where = From where
records-access-empty = Nobody has opened this chart yet.
records-versions =
    { $count ->
         [one] { $count } version
        *[other] { $count } versions
    }

## The chart, and what the audit calls the fields of a record

records-reason = Reason
records-not-for-role = Your role does not include clinical text.
records-already = This is already recorded for the visit.
records-reason-for-error = Why is it an error?
records-open-requirements = Open requirements
records-no-open-requirements = Nothing is open.
records-all-kinds = All kinds
records-author = Author
records-all-authors = All authors
records-none-match-title = Nothing matches
records-none-match-text = No visit fits this choice of kind, author and days.
records-no-visits-text = This patient has no appointments yet.
records-status = State
records-state = Progress
records-version = Version
records-code = ICD-10 code
records-status-current = Current
records-status-superseded = Replaced
