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
records-none-match-text = Nothing fits this choice of kind, author and days.
records-no-visits-text = This patient has no appointments yet.
records-status = State
records-state = Progress
records-version = Version
records-code = ICD-10 code
records-status-current = Current
records-status-superseded = Replaced
records-release = Show the patient
records-release-text = The patient cannot read all of this yet.
records-released = Shown to the patient
records-withdraw = Hide from the patient
records-withdraw-text = The patient no longer reads this. They may have read it already.
records-withdraw-reason = Why is it hidden?
records-withdrawn = Hidden from the patient
records-released-by = Shown to the patient by
records-withdrawn-by = Hidden from the patient by
records-shown-since = The patient reads this since
records-shown-later = The patient reads this once the visit is completed
records-not-released = Not shown to the patient
records-rule-short = Results
records-rule-title = When patients read what was written
records-rule-text = This holds for visits that are completed from now on. A doctor or therapist can show or hide each record at any time.
records-rule-completed = When the visit is completed
records-rule-released = When a doctor or therapist shows it to them
icd-1 = Infections
icd-2 = Tumours
icd-3 = Blood and immune system
icd-4 = Hormones, nutrition and metabolism
icd-5 = Mental health and behaviour
icd-6 = Brain and nerves
icd-7 = Eyes
icd-8 = Ears
icd-9 = Heart and blood vessels
icd-10 = Lungs and airways
icd-11 = Stomach, bowel and teeth
icd-12 = Skin
icd-13 = Muscles, bones and joints
icd-14 = Kidneys, bladder and sexual organs
icd-15 = Pregnancy and birth
icd-16 = Newborn babies
icd-17 = Conditions present from birth
icd-18 = Symptoms and findings without a certain cause
icd-19 = Injuries and poisoning
icd-20 = Accidents and other causes from outside
icd-21 = Check-ups and other reasons for a visit
records-severe-allergy = A severe allergy speaks against this
records-despite-allergies = I know of this allergy and prescribe it all the same
records-reason-despite = Why it is prescribed all the same
records-repeat-last = Repeat the last one
records-allergy-to = Allergy on record: { $name }
