### Imports: files of many people, looked at, brought in and taken back.

imports-title = Imports
imports-text = Tables of people, as CSV or as a spreadsheet (XLSX), one person a row. How the file is written and which column holds what is found by itself, and nothing is stored before you say so. An import can be taken back.
imports-new = New import
imports-what = What
imports-file-hint = CSV or XLSX, up to { $max } MB.
imports-upload = Upload and check
imports-none = No imports
imports-none-text = Upload a table above. It is only looked at until you bring it in.
imports-nameless = File without a name
imports-uploaded-at = Uploaded
imports-came-in = Came in
imports-left-out = Left out
imports-rows = Rows
imports-readable = Can come in
imports-problems = Cannot
imports-warnings = Changed on the way
imports-taken-back = Taken back
imports-kept = Stayed
imports-kept-text = They were changed, or something was written about them, since they came in.
imports-line = Row { $line }
imports-found = What was found
imports-comes-in = Comes in
imports-map = Columns and how the file is written
imports-check-again = Check again
imports-skip = Leave out rows with problems
imports-skip-hint = Without this, they keep the others from coming in.
imports-undo = Take the import back
imports-undo-text = Everybody who is as they came in goes into the recycle bin. Whoever was changed since stays, and is listed.
imports-discard = Discard
imports-discarded = Discarded
imports-kind-patients = Patients
imports-kind-contacts = Other contacts
imports-status-uploading = Arriving
imports-status-waiting = Being checked
imports-status-unreadable = Cannot be read
imports-status-checked = Checked
imports-status-committing = Coming in
imports-status-done = Came in
imports-status-undoing = Being taken back
imports-status-undone = Taken back
imports-status-discarded = Discarded
imports-commit =
    { $count ->
        [one] Bring in { $count } row
       *[other] Bring in { $count } rows
    }
imports-target-external-id = Identifier elsewhere
imports-target-mrn = Record number
imports-target-full-name = Full name
imports-target-given-name = Given name
imports-target-middle-name = Middle name
imports-target-family-name = Family name
imports-target-date-of-birth = Date of birth
imports-target-deceased-on = Date of death
imports-target-sex = Sex
imports-target-phone = Phone
imports-target-email = E-mail
imports-target-address = Address
imports-target-city = City
imports-target-region = Region
imports-target-postal-code = Postal code
imports-target-country = Country
imports-target-language = Language
imports-target-notes = Notes
