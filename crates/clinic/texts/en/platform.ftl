### Where those who host the clinics work.

platform-title = Platform
platform-clock = Time
platform-clinics = Clinics
platform-clinic = Clinic
platform-support = Support
platform-record = Record
platform-account = My account
platform-for-operators = For operators
platform-for-operators-text = Those who host the clinics sign in here.
platform-sign-in-title = Operator sign-in
platform-sign-in-text = A password, then a code of your authenticator app.
platform-sign-in-failed = Name or password is not right.
platform-operator-name = Operator
platform-forgot = Lost your password or your authenticator? Whoever has the command line makes you a new link.
platform-second-lost = Lost your phone? Use a code on paper, or ask for a new link.
platform-set-up-text = No operator signs in without one. It takes a minute.
platform-welcome-text = Choose a password; nobody else will know it. Next you set up an authenticator app, so have your phone ready.
platform-new-clinic = New clinic
platform-create = Create the clinic
platform-search = Name, short name or address
platform-no-clinics = No clinics yet
platform-no-clinics-text = Each clinic gets an address, a room in the database and a key of its own.
platform-none-found = No clinic found
platform-none-found-text = Try a part of its name or of its address.
platform-slug = Short name
platform-slug-hint = Small letters, digits and hyphens. It cannot be changed later.
platform-address = Address
platform-addresses = Addresses
platform-new-address = New address
platform-address-hint = A host name such as north.example.org, without https and port.
platform-no-addresses = Nobody can reach this clinic: it has no address.
platform-schema = Tables
platform-created = Created
platform-status-active = Active
platform-status-suspended = Suspended
platform-status-provisioning = Not finished
platform-count =
    { $count ->
         [one] { $count } clinic
        *[other] { $count } clinics
    }
platform-place = Place
platform-region = Country
platform-region-hint = Two letters, such as EG: how telephone numbers are read.
platform-time-zone = Time zone
platform-time-zone-hint = Such as Africa/Cairo
platform-currency = Currency
platform-currency-hint = Three letters, such as EGP
platform-administrator = First administrator
platform-administrator-hint = They get a link by which they choose a password.
platform-administrator-text = While nobody works at this clinic yet, a link for its first administrator can be made here. After that the clinic invites its own people.
platform-invitation-title = The clinic is ready
platform-invitation-text = Hand this link to the first administrator. It is shown now and never again, and it is good once.
platform-suspend = Suspend
platform-suspend-text = Everybody is turned away from this clinic at once, its own people too. Nothing is deleted.
platform-type-slug = Type { $slug } to confirm
platform-suspended = The clinic is suspended.
platform-resume = Resume
platform-resume-text = The clinic opens again, as it was.
platform-resumed = The clinic is open again.
platform-address-added = The address was added.
platform-address-removed = The address was removed.
platform-support-text = Clinics that let operators look just now. Each entry is on the clinic’s record and on yours.
platform-no-offers = No clinic lets operators look
platform-no-offers-text = An administrator of a clinic grants it under Administration, Support.
platform-offer-until = Until
platform-why = Why you enter
platform-why-hint = The clinic reads this.
platform-ask = Ask for a ticket
platform-ticket-title = Ticket
platform-ticket = Ticket to { $clinic }
platform-ticket-text =
    { $count ->
         [one] It is good once, for { $count } second.
        *[other] It is good once, for { $count } seconds.
    }
platform-ticket-go = Go to the clinic
platform-record-text = Everything operators did, and every attempt. It can only be added to.
platform-actor-operator = Operator
platform-actor-host = Command line
platform-actor-clinic = The clinic
platform-actor-visitor = Visitor

## What was done

deed-show-password = Showing the password
deed-show-code = Showing the second factor
deed-sign-out = Signing out
deed-confirm = Confirming who they are
deed-choose-password = Choosing a password by link
deed-change-password = Changing the password
deed-set-up-authenticator = Setting up the authenticator
deed-renew-recovery-codes = New codes on paper
deed-end-session = Ending a session
deed-add-operator = Adding an operator
deed-reset-operator = Resetting an operator
deed-suspend-operator = Suspending an operator
deed-resume-operator = Letting an operator in again
deed-create-clinic = Creating a clinic
deed-invite-administrator = Inviting the first administrator
deed-suspend-clinic = Suspending a clinic
deed-resume-clinic = Resuming a clinic
deed-add-address = Adding an address
deed-remove-address = Removing an address
deed-grant-support = Clinic lets operators look
deed-revoke-support = Clinic lets operators look no more
deed-ask-for-support = Asking for a ticket
deed-enter-support = Entering a clinic
deed-leave-support = Leaving a clinic
