### The frame of every page: top bar, navigation, search, session and network notices.

shell-skip = Skip to content
shell-nav = Main navigation
shell-nav-home = Home
shell-nav-board = Today
shell-nav-worklist = My day
shell-nav-patients = Patients
shell-nav-appointments = Appointments
shell-nav-calendar = Calendar
shell-nav-waitlist = Waitlist
shell-nav-contacts = Contacts
shell-nav-import = Import
shell-nav-staff = Staff
shell-nav-audit = Audit
shell-nav-admin = Administration
shell-nav-messages = Messages
shell-nav-billing = Billing
shell-new = New
shell-new-patient = Patient
shell-new-appointment = Appointment
shell-new-walk-in = Walk-in
shell-new-staff = Staff member
shell-clock = Clinic time
shell-user-menu = Account menu of { $name }
shell-signed-in-as = Signed in as { $name }
shell-language = Language
shell-theme = Appearance
shell-theme-auto = As the system
shell-theme-light = Light
shell-theme-dark = Dark
shell-sign-in = Sign in
shell-sign-out = Sign out
shell-sign-in-again = Sign in again

## Search

shell-search-open = Find a patient
shell-search-title = Search
shell-search-label = Name, phone, record number or date of birth
shell-search-placeholder = Name, phone, record number, date of birth
shell-search-hint = Arrow keys to choose, Enter to open, Esc to close
shell-search-recent = Recently opened
shell-search-found =
    { $count ->
         [one] { $count } person found
        *[other] { $count } people found
    }
shell-search-none = Nobody found. Check the spelling, or try the phone number or date of birth.
shell-search-all = Show all results

## Notices shown by scripts

shell-session-title = Session
shell-session-before = You will soon be signed out for inactivity. Minutes left:
shell-session-stay = Stay signed in
shell-session-expired = You were signed out. What you typed is kept here: sign in again in the new tab, then come back.
shell-offline-title = Network
shell-offline = No connection to the server. Nothing you typed is lost.
shell-failed = That did not work. Please try again.

## Shortcuts

shell-shortcuts = Keyboard shortcuts
shell-shortcuts-text = These work while scripts are on; every task works without them too.
shell-key-search = Find a patient
shell-key-new = Open the “New” menu
shell-key-save = Save the form
shell-key-submit = Send from within a field
shell-key-next-step = Next step of the row
shell-key-close = Close
shell-key-today = Go to where the day begins
shell-keys-chords = With Ctrl or Alt only
shell-keys-help = Also the question mark
shell-keys-letters = Also single letters
shell-key-help = This list

## Sections of the administration

admin-people = People
admin-visits = Visits
admin-money = Money
admin-charts = Charts
admin-connections = Connections
admin-records = Records
admin-upkeep = Upkeep
admin-pages = Pages of this section
