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
