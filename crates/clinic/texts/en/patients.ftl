### How patients come in by themselves, and what the desk does about it.

patients-login-text = Type your phone number and user name. We send a code to that phone.
patients-login-unproved = Type your phone number and user name.
patients-login-failed = Phone number or user name is not right.
patients-login-by-code = Send me a code, to see everything
patients-phone = Phone number
patients-phone-hint = We send a code to it.
patients-username-hint = What you will sign in with; your name will do.
patients-send-code = Send the code
patients-sign-up = Register as a patient
patients-sign-up-text = Register at { $name }. Nothing is kept until the code has shown that the phone is yours.
patients-sign-up-instead = New here? Register
patients-known-already = Registered already? Sign in
patients-have-paper = I have a code on paper
patients-by-phone = Sign in by phone instead
patients-staff-here = I work here
patients-here = Are you a patient? Sign in here.
patients-code-title = Type the code
patients-code-text = If the clinic knows these details, a code is on its way to
patients-code = Code
patients-code-hint = 6 digits, good for 5 minutes in this browser.
patients-code-over = This code is over. Ask for a new one.
patients-code-again = Send another code
patients-code-resent = Another code is on its way. Only the newest one works.
patients-code-too-soon = A code was just sent. Wait a minute before you ask for another.
patients-code-none = No message? Check the number, wait a minute, or ask the clinic: they can print a code for you.
patients-begin-again = Begin again
patients-activate-title = Sign in with a code on paper
patients-activate-text = The clinic gave you a sheet with a code. It lets you in once.
patients-activate-code = Code on the sheet
patients-activation-failed = This code is not right, was used already or is older than a day.
patients-access-title = Patient sign-in
patients-blocked = Blocked
patients-held = The phone number is new. Until it has stood for a day, a code to it shows appointment times only. Until:
patients-known-by = Known by
patients-known-by-text = Phone and user name together say who signs in; a code to the phone proves it.
patients-phone-change-hint = A new number shows little for a day, the old one is told, and passkeys are removed.
patients-open-account = Let this patient sign in
patients-paper-title = Code on paper
patients-paper-about = For somebody whom no message reaches. Check who is before you, print the code and hand it over: it lets its holder in once, within a day.
patients-paper-outstanding = A code is out already. A new one voids it. Good until
patients-paper-make = Make a code
patients-paper-heading = Your way into { $name }
patients-paper-text = Point your phone’s camera at the picture, or open the address and type the code.
patients-paper-picture = QR code with the address and the code
patients-paper-address = Address
patients-paper-until = Good until
patients-paper-once = It works once. Afterwards sign in with phone number and user name, or add a passkey.
patients-block-title = Block
patients-block-text = Signs the patient out everywhere and lets nobody in by this account.
patients-blocked-text = Nobody comes in by this account.
patients-block = Block this account
patients-unblock = Open it again
patients-code-wrong =
    { $count ->
        [one] This code is not right. One try is left.
       *[other] This code is not right. { $count } tries are left.
    }
patients-unproved-warning = Patients get in by phone number and user name alone; a stranger who knows both gets in too. Reason given: { $reason }
patients-code-refused = We could not let you in with this code. Please ask the clinic.
