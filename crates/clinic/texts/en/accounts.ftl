### Signing in, the landing page, staff.

accounts-login-title = Staff sign-in
accounts-login-text = Sign in to work at { $name }.
accounts-username = User name
accounts-password = Password
accounts-show-password = Show password
accounts-login-failed = User name or password is not right.
accounts-signed-out = You are signed out.
accounts-session-ended = Your session ended. Sign in to go on where you were.
accounts-forgot = Forgotten your password? An administrator of the clinic can reset it.
accounts-passkey-use = Use a passkey
accounts-passkey-failed = That did not work. Try again, or use another way.
accounts-second-title = Second factor
accounts-second-passkey-text = Confirm with your passkey, or type a code below.
accounts-code = Code
accounts-code-hint = The 6 digits that your authenticator app shows, or one of your codes on paper.
accounts-recovery-hint = One of your codes on paper.
accounts-code-failed = This code is not right, or was used already. Wait for the next one.
accounts-second-lost = Lost your phone? Use a code on paper, or ask an administrator of the clinic.
accounts-other-account = Sign in as somebody else
accounts-set-up-title = Set up a second factor
accounts-set-up-text = The clinic asks your role for a second factor besides the password. Set one up now; it takes a minute.
accounts-expired-title = Choose a new password
accounts-expired-text = Your password has reached the age that the clinic allows. Choose a new one, then go on.
accounts-current-password = Present password
accounts-choose-password = Choose a password
accounts-welcome-person = Welcome, { $name }
accounts-welcome-text = Choose a password for { $name }. Nobody else will know it.
accounts-password-rule = At least { $min } characters; a few words in a row are easiest.
accounts-password-set = Your password is set. Sign in with it.
accounts-confirm-title = Confirm that it is you
accounts-confirm-text = This needs a proof of who you are that is not older than five minutes. Nothing you typed is lost.
accounts-confirm-go-on = Confirm and go on
accounts-patient-login = Patient sign-in
accounts-welcome = Welcome to { $name }
accounts-landing-text = Appointments, visits and records of the clinic in one place.
accounts-landing-staff = For staff
accounts-landing-staff-text = The day board, patients and records.
accounts-landing-patient = For patients
accounts-landing-patient-text = Your appointments, and what your doctor wrote for you.
accounts-platform-title = Praxis: many clinics, one calm day
accounts-platform-text = Each clinic has its own address. Open the address of your clinic to sign in.
accounts-platform-clinics = Clinics

## Staff

accounts-staff-title = Staff
accounts-register-staff = Register staff
accounts-register-reception = Register reception staff
accounts-display-name = Name shown to others
accounts-roles = Roles
accounts-role = Role
accounts-new-password = New password
accounts-password-hint = At least 12 characters; a few words in a row are easiest.
accounts-password-repeat = Password again
accounts-password-mismatch = The two passwords differ.
accounts-active = Active
accounts-inactive = Inactive
accounts-last-seen = Last signed in
accounts-staff-registered = { $name } can now sign in.
accounts-staff-empty = No staff registered yet.

## Last seen

accounts-never-seen = Never

## One’s own account

accounts-account-title = Your account
accounts-factor-needed = Your role needs a second factor by { $date }. Set one up below.
accounts-password-change = Change the password
accounts-password-change-text = You stay signed in here; everywhere else you are signed out.
accounts-password-changed = Password changed
accounts-preferences = Preferences
accounts-preferences-about = Kept in this browser. The clinic’s language holds until you choose one.
accounts-password-about = A good password stays good. Change it when somebody else may know it.
accounts-authenticator = Authenticator app
accounts-authenticator-about = An app on your phone shows a code that you type after the password.
accounts-authenticator-add = Set up an authenticator app
accounts-authenticator-step-app = Open an authenticator app on your phone, such as Aegis, FreeOTP or Google Authenticator.
accounts-authenticator-step-scan = Add an account and scan this picture.
accounts-authenticator-picture = QR code for the authenticator app
accounts-authenticator-type = Cannot scan? Type this key:
accounts-authenticator-step-code = The 6 digits that the app shows now
accounts-authenticator-confirm = Take it into use
accounts-in-use = In use
accounts-not-set-up = Not set up
accounts-remove = Remove
accounts-factor-removed = Second factor removed
accounts-passkeys = Passkeys
accounts-passkeys-about = A passkey opens the clinic with your fingerprint, your face or a security key, without a password.
accounts-passkey-add = Add a passkey
accounts-passkey-added = Passkey added
accounts-passkey-no-script = Passkeys need JavaScript; an authenticator app works without it.
accounts-last-used = last used { $at }
accounts-added = added { $at }
accounts-recovery-title = Codes on paper
accounts-recovery-text = Each code lets you in once when your phone is lost. Print or copy them now: they are not shown again.
accounts-recovery-kept = I have kept them
accounts-recovery-about = For the day your phone is lost. New codes replace all old ones.
accounts-recovery-new = Make new codes
accounts-sessions-title = Signed in
accounts-sessions-none = Nowhere at the moment.
accounts-sessions-end-others = Sign out everywhere else
accounts-sessions-end-all = Sign out everywhere
accounts-session-closed = Signed out there
accounts-sessions-closed = Signed out
accounts-session-device = Device
accounts-session-place = Address
accounts-session-method = How
accounts-session-began = Since
accounts-session-active = Last active
accounts-session-this = This one
accounts-session-end = Sign out
accounts-session-unknown = Unknown device
method-password = Password
method-password-and-code = Password and code
method-password-and-passkey = Password and passkey
method-passkey = Passkey
method-code = Code by telephone
method-activation-code = Activation code
method-identity-service = Identity service
method-unproved = Without proof

## Emergency access

accounts-emergency-title = Emergency access
accounts-emergency-text = For 30 minutes you can read clinical records. Everything you open is recorded as high risk, and the other administrators are told, with your reason.
accounts-emergency-reason = Reason
accounts-emergency-hint = What happened, and whom it is about. At least 10 characters.
accounts-emergency-begin = Begin emergency access
accounts-emergency-banner = Emergency access until { $time }. Everything you open is recorded as high risk.
accounts-emergency-end = End it now
accounts-emergencies-title = Emergency access to look at
accounts-emergency-own = Another administrator has to look at this.
accounts-emergency-seen = Seen

## Administration

accounts-password-or-link = At least { $min } characters. Leave it empty to make a link with which they choose their own.
accounts-invited = Invited
accounts-locked = Locked somewhere
accounts-unlock = Unlock
accounts-unlocked = Account unlocked
accounts-may-sign-in = May sign in
accounts-own-roles = You cannot change your own roles. Another administrator can.
accounts-effective = What these roles allow together
accounts-invite = Make an invitation
accounts-invite-text = This person has not chosen a password yet. Make a link and hand it over.
accounts-reset = Make a reset link
accounts-reset-text = For somebody who forgot the password. You never learn the new one.
accounts-link = Link
accounts-link-text = Hand this link to { $name } yourself, not through anybody else. It works once.
accounts-second-factors = Second factors
accounts-factors-admin-text = For somebody who lost phone and codes. They are signed out everywhere and set up a new one.
accounts-factors-remove = Remove all second factors
accounts-own-made-roles = Roles of the clinic’s own making
accounts-roles-none = No roles of your own yet
accounts-roles-none-text = The eight roles below cover most clinics. Make one of your own where somebody needs a different set.
accounts-role-new = New role
accounts-role-name = Name of the role
accounts-role-actions = What it allows
accounts-role-holders = Held by
accounts-role-matrix = What each role allows
accounts-role-delete = Delete this role
accounts-tokens-title = Tokens
accounts-tokens-none = No tokens yet
accounts-tokens-none-text = A device or a program signs in with a token of its own and may do only what the token names.
accounts-token = Token
accounts-token-new = Make a token
accounts-token-make = Make the token
accounts-token-made = Token for { $name }
accounts-token-once = Copy it now: it is not shown again.
accounts-token-name = What it is for
accounts-token-name-hint = Such as: blood pressure monitor in room 2.
accounts-token-days = Days until it expires
accounts-token-days-hint = Leave empty for a token that works until it is revoked.
accounts-token-scopes = What it may do
accounts-token-created = Made on
accounts-token-used = Last used
accounts-never-used = Never
accounts-token-expires = Expires
accounts-token-never = Never
accounts-token-revoke = Revoke
accounts-token-revoked = Token revoked
accounts-token-over = No longer valid
scope-readings-write = Send readings
scope-readings-read = Read readings
scope-patients-read = Read patients’ details
scope-patients-write = Register and change patients
scope-appointments-read = Read appointments
scope-appointments-write = Book, move and cancel appointments
scope-transactions-read = Read charges, payments and what is owed
scope-transactions-write = Write charges and payments, and issue receipts
scope-analytics-read = Read numbers about the clinic
accounts-policy-title = Rules for getting in
accounts-policy-passwords = Passwords of staff
accounts-policy-min = Shortest, with a second factor
accounts-policy-min-alone = Shortest, without a second factor
accounts-policy-age = Days until it has to be changed
accounts-policy-age-hint = Empty: never, as NIST and OWASP advise. Some contracts ask for 90.
accounts-policy-history = Earlier passwords that may not come again
accounts-policy-factor = Second factor needed for
accounts-policy-factor-hint = Whoever has one of these roles needs an authenticator app or a passkey.
accounts-policy-grace = Days that a new account may go without
accounts-policy-grace-hint = So that somebody can set up the clinic in its first hour. 0: from the first sign-in.
accounts-policy-patients = Patients
accounts-policy-sign-up = Patients may sign themselves up
accounts-policy-idle = Minutes until an idle patient is signed out
accounts-policy-countries = Countries that codes are sent to
accounts-policy-countries-hint = Two letters each, such as EG FR. Empty: the clinic’s own.
accounts-policy-unproved = Let patients in with phone number and user name alone
accounts-policy-unproved-hint = Not safe: whoever knows both gets in. They see appointment times and nothing clinical.
accounts-policy-unproved-reason = Why this is needed
accounts-policy-programs = Programs in browsers
accounts-policy-origins = Origins that may call the API
accounts-policy-origins-hint = One a line, such as https://app.example.org. Empty: none.
accounts-link-hours =
    { $count ->
        [one] It works for one hour.
       *[other] It works for { $count } hours.
    }
accounts-role-in-use =
    { $count ->
        [one] One person has this role; take it away from them to delete it.
       *[other] { $count } people have this role; take it away from them to delete it.
    }

## Support and the platform

method-support-ticket = Ticket of support
