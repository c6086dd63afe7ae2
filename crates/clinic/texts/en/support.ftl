### Support: an operator of the platform looks, by leave of the administrator.

support-title = Support
support-nav = Settings
support-text = Those who host Praxis see nothing of the clinic. Where they have to look to help, let them in here: for a few hours, on record, and to look only.
support-grants = Leave to look
support-none = Nobody has been let in
support-none-text = Who was let in, why, and what they looked at will stand here.
support-live-until = Open until { $time }
support-was-revoked = Ended by you
support-over = Over
support-nobody-entered = Nobody has entered.
support-entered = entered { $at }
support-asked = asked { $at }, did not enter
support-ended = left { $at }
support-revoke = End at once
support-audit = Everything that support did, in the audit
support-new = Let operators look
support-reason-hint = What they shall look at, and why. Name no patient.
support-scope = How much they see
support-scope-settings = Settings only
support-scope-settings-text = Staff, rules, names of tokens, rooms, identity service. No patient.
support-scope-patients = Patients and calendar too
support-scope-patients-text = Who the patients are and when they come. Never what was written about their health.
support-hours = For how long
support-for-hours =
    { $count ->
         [one] { $count } hour
        *[other] { $count } hours
    }
support-grant = Let them look
support-granted = Operators may look now.
support-revoked = It is over; whoever was looking is out.
support-enter-title = Look as support
support-enter-text = You may look until { $time }. Everything you open is on the clinic’s record.
support-enter = Enter
support-ticket-over = This ticket is over: it was used, it is older than a minute, or the clinic lets nobody look any more. Ask for another one.
support-banner = Support is looking, until { $time }. Everything is on record.
support-leave = Leave
support-left-title = You have left
support-left-text = Nothing of the clinic is open in this browser any more. You can close this page.
support-settings = The clinic’s settings
support-settings-text = To look at. Only the clinic’s own people change anything.
support-rooms = Rooms
