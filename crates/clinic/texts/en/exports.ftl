### Exports: files of many records, made in the background.

exports-title = Exports
exports-text = Files of many records are made in the background. Only you get those that you asked for, for { $hours } hours, and every record in them is noted as exported.
exports-new = New export
exports-what = What
exports-format = As
exports-from = Appointments from
exports-to = Appointments until
exports-span-hint = For appointments only. Left empty, all of them.
exports-mark = Mark CSV as UTF-8
exports-mark-hint = For older spreadsheets that show names wrongly.
exports-guarded = Text that a spreadsheet would take for a formula gets an apostrophe before it. Importing takes it off again.
exports-request = Make the file
exports-requested = The file is being made
exports-discarded = Removed
exports-requested-at = Asked for
exports-expires-at = There until
exports-none = No exports
exports-none-text = Choose above what you need in a file.
exports-records =
    { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
exports-kind-patients = Patients
exports-kind-contacts = All contacts
exports-kind-appointments = Appointments
exports-format-csv = CSV
exports-format-xlsx = Spreadsheet (XLSX)
exports-format-jsonl = JSON lines
exports-status-waiting = Waiting
exports-status-running = Being made
exports-status-ready = Ready
exports-status-failed = Failed
exports-status-discarded = Removed
exports-status-expired = Expired
exports-failure-not-allowed = You may not export this any more.
exports-failure-too-large = There is more than such a file can hold. Choose another format or fewer days.
exports-failure-gave-up = Several tries broke off. Ask again, or tell who runs the program.
exports-column-id = ID
exports-column-active = Active
exports-column-created-at = Created at
exports-column-updated-at = Changed at
exports-column-patient-id = Patient ID
exports-column-provider-id = Provider ID
exports-column-provider = Provider
exports-column-room = Room
exports-column-starts-at = Starts at
exports-column-ends-at = Ends at
exports-column-preparation = Preparation
exports-column-billing-code = Billing code
exports-column-cost = Cost
exports-column-estimated-cost = Estimated cost
exports-column-currency = Currency
exports-column-priority = Priority
exports-column-follow-up = Follow-up needed
exports-column-cancel-reason = Reason for cancelling
