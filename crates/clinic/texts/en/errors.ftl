### Errors as people read them. error-CODE-title and error-CODE-detail follow the codes of the API,
### field-CODE stands beside the field. They never say whether a thing of another clinic exists.

error-not-found-title = Not found
error-not-found-detail = This page or record does not exist, or you may not see it.
error-forbidden-title = Not allowed
error-forbidden-detail = Your role does not allow this. An administrator of the clinic can change that.
error-unauthenticated-title = Please sign in
error-unauthenticated-detail = You are not signed in, or your session has ended.
error-second-factor-required-title = A second factor is needed
error-second-factor-required-detail = The password is right. Show the second factor as well.
error-second-factor-missing-title = Set up a second factor first
error-second-factor-missing-detail = The clinic asks your role for a second factor. Set one up, then go on.
error-password-expired-title = The password has expired
error-password-expired-detail = Choose a new password, then go on.
error-reauthentication-required-title = Confirm that it is you
error-reauthentication-required-detail = This needs a proof of who you are that is not older than five minutes. Confirm with your password and try again.
error-invalid-title = Some entries need correcting
error-invalid-detail = Nothing was saved yet. Correct the marked fields and send again.
error-conflict-title = This conflicts with something else
error-conflict-detail = The change does not fit the present state. Load the page again and check.
error-slot-taken-title = This time is taken
error-slot-taken-detail = The provider, room or equipment is already booked then. Choose another time.
error-stale-version-title = Someone else changed this
error-stale-version-detail = It was changed after you opened it. Compare with the present version before saving.
error-busy-title = Busy just now
error-busy-detail = The service is not available for a moment. Please try again shortly.
error-internal-title = Something went wrong
error-internal-detail = The fault is ours and has been logged. Please try again; if it happens again, tell us the reference.
error-uri-too-long-title = The address is too long
error-uri-too-long-detail = Shorten the address that was asked for, then try again.
error-slow-body-title = The request took too long to arrive
error-slow-body-detail = Check your connection, then send it again.
error-rate-limited-title = Too many requests
error-rate-limited-detail = Please wait a moment, then try again.
error-too-large-title = Too large
error-too-large-detail = What was sent is larger than allowed.
error-malformed-title = Not readable
error-malformed-detail = The request could not be read.
error-unsupported-media-title = Unsupported format
error-unsupported-media-detail = This kind of content cannot be read here.
error-method-not-allowed-title = Not possible this way
error-method-not-allowed-detail = This address does not accept that method.
error-csrf-title = The form has expired
error-csrf-detail = Go back, load the page again and send the form once more.
error-duplicate-email-title = E-mail already in use
error-duplicate-email-detail = Another contact of this clinic has this e-mail address.
error-duplicate-mrn-title = Record number already in use
error-duplicate-mrn-detail = Another patient of this clinic has this record number.
error-illegal-transition-title = Not possible from here
error-illegal-transition-detail = The appointment is “{ $from }” and cannot become “{ $to }”.
error-in-the-past-title = This time has passed
error-in-the-past-detail = An appointment cannot start in the past.
error-too-many-ahead-title = As many visits ahead as can be booked here
error-too-many-ahead-detail = Cancel one of them first, or call the clinic.
error-hold-expired-title = This time is no longer held
error-hold-expired-detail = It was kept for a while and not confirmed. Choose a time again.
error-too-late-title = Too late to change it here
error-too-late-detail = So shortly before the appointment only the clinic can change it. Please call.
error-not-offered-title = This time is not offered
error-not-offered-detail = Choose one of the times that are shown as free.
error-already-waiting-title = Already on the waiting list
error-already-waiting-detail = Nobody waits twice for the same. Change the entry that is there.
error-already-offered-title = Already offered
error-already-offered-detail = There is an offer to be answered first, or this very time was offered before. Choose another time, or book it.
error-offer-over-title = This offer is over
error-offer-over-detail = It was answered, taken back, or not answered in time.
error-webhook-off-title = The webhook is off
error-webhook-off-detail = Switch it on first.
error-idempotency-mismatch-title = Already used for something else
error-idempotency-mismatch-detail = This idempotency key was used with different content.
error-idempotency-in-progress-title = Still being done
error-idempotency-in-progress-detail = The same request is being processed. Wait a moment for its result.

## On the error page

error-reference = Reference:
error-home = To the start page
error-wanted = You wanted to
error-own-roles = Your role
error-allowed-roles = Allowed for
error-advice-forbidden = Ask somebody with one of these roles to do it, or an administrator to change your role.
error-advice-not-found = Check the address, or look for the patient by name, phone or record number.
error-advice-conflict = Nothing was changed. Open the page again to see how it stands now, then decide.
error-advice-internal = What you typed is still in the form: go back and send it again. If it happens again, tell your administrator the reference.
error-advice-busy = Wait a few seconds. What you typed is still in the form: go back and send it again.
error-conflict-theirs = Present version
error-conflict-yours = Your version
error-conflict-base = As it was before
error-conflict-field = Field
error-conflict-both = Changed by both
error-conflict-choose = Choose for each field what shall stand. Nothing you typed is lost.
error-conflict-edit = Take this and go on editing

## Beside a field

field-required = Fill this in
field-not-a-number = Enter a whole number.
field-too-small = At least { $min }.
field-too-large = At most { $max }.
field-common-password = This password is among those that are guessed first. Choose another, such as four words that have nothing to do with each other.
field-used-before = You used this password before. Choose another.
field-wrong-password = This password is not right.
field-wrong-code = This code is not right. Wait for the next one and try again.
field-not-accepted = This could not be accepted. Try again.
field-too-many = There are too many already. Remove one first.
field-no-occurrence = This rule names no day. Choose a later end.
field-own-account = You cannot change this about yourself. Another administrator can.
field-last-administrator = The clinic needs at least one administrator who may sign in.
field-not-an-origin = Write origins such as https://app.example.org, without a path.
field-changed-meanwhile = Somebody else changed these rules meanwhile. Check them, then save again.
field-password-needs-tls = A password is sent only over an encrypted connection.
field-malformed = This cannot be read as intended
field-not-a-date = Enter a real date, such as 27/03/1985
field-not-a-phone = Enter a phone number with area or country code
field-not-an-email = Enter an e-mail address, such as name@example.org
field-out-of-range = Outside the allowed range
field-unknown-choice = Choose one of the options
field-in-future = This cannot be in the future
field-no-such-time = The clocks go forward then: this time does not exist on that day
field-in-past = This time has passed
field-not-an-amount = Enter an amount, such as 350.00
field-not-a-time = Enter a time, such as 09:30
field-not-hours = Write hours such as 09:00–12:00, 13:00–17:00.
field-taken = Already in use
field-already-waiting = Already on the waiting list for this
field-duplicate = Stands here twice
field-fixed = This cannot be changed any more
field-control-characters = Contains characters that cannot be stored
field-too-long =
    { $max ->
         [one] At most { $max } character
        *[other] At most { $max } characters
    }
field-too-short =
    { $min ->
         [one] At least { $min } character
        *[other] At least { $min } characters
    }

## Records and staff

error-already-recorded-title = Already recorded
error-already-recorded-detail = The visit has one of these already. Change it instead.
error-entered-in-error-title = Entered in error
error-entered-in-error-detail = This record was marked as entered in error and cannot be changed any more.
error-has-appointments-title = Still has appointments
error-has-appointments-detail =
    { $count ->
         [one] There is { $count } appointment to come. Cancel it first.
        *[other] There are { $count } appointments to come. Cancel them first.
    }
error-duplicate-username-title = User name already in use
error-duplicate-username-detail = Somebody else of this clinic signs in with this name.
error-duplicate-name-title = Name already in use
error-duplicate-name-detail = Something else here has this name.
error-role-in-use-title = Role in use
error-role-in-use-detail = Somebody has this role. Take it away from them first.
error-own-account-title = Not about yourself
error-own-account-detail = Nobody changes their own roles. Another administrator can.
error-last-administrator-title = The last administrator
error-last-administrator-detail = The clinic needs at least one administrator who may sign in.
error-suspended-title = Suspended
error-suspended-detail = This person may not sign in. Allow it again first.
field-mismatch = The two entries differ

## Support and the platform

error-already-done-title = Already done
error-already-done-detail = Somebody else was quicker, or it was so before. Look at how things stand.
error-clinic-in-use-title = Somebody works there already
error-clinic-in-use-detail = From now on the clinic’s own administrators invite people.
error-support-over-title = Support access is over
error-support-over-detail = The clinic lets nobody look any more, or the ticket is over. Ask the clinic, or for another ticket.
field-not-in-use = The clinic does not use this instrument. An administrator can switch it on.
field-unknown-field = There is nothing of this name here.
field-unreadable = This is no JSON; line { $max } is where it ends.
field-too-few = Something is missing here.
field-out-of-order = This is in the wrong order.
field-unsupported = These rules do not go together.
field-too-precise = This has more decimals than can be read off.
field-out-of-place = This does not belong to an entry of this kind.
field-not-ended = This is only for what has ended.
field-has-allergies = There are allergies on record. End them, or mark them as entered in error, first.
field-severe-allergy = A severe allergy speaks against this. Tick the box if it is to be prescribed all the same.
field-unknown-placeholder = Nothing of this name can be filled in between braces.
error-conflict-keep-both = Keep both
error-nothing-uploaded-title = No file yet
error-nothing-uploaded-detail = Nothing was uploaded to this document.
error-too-many-exports-title = Too many exports at a time
error-too-many-exports-detail = Remove one of yours first, or wait until it expires.
error-no-export-file-title = No file
error-no-export-file-detail = It is not made yet, or not there any more.
error-wrong-import-state-title = Not possible as the import stands
error-wrong-import-state-detail = It is under way, over, or was changed meanwhile.
error-import-has-problems-title = There are rows that cannot come in
error-import-has-problems-detail = Leave them out, or correct the file and upload it again.
error-patient-deleted-title = The patient is deleted
error-patient-deleted-detail = Restore the patient or contact first.
error-wrong-approval-title = Not possible from here
error-wrong-approval-detail = The document’s approval stands elsewhere. Look at how it stands.
error-not-for-patients-title = Not for patients
error-not-for-patients-detail = Documents that are internal, restricted or about no patient are never shown to one.
error-damaged-title = Damaged
error-damaged-detail = This file is not what was kept. Restore it from a backup, or upload it again.
error-quota-reached-title = No more room
error-quota-reached-detail = The clinic’s documents take all the room that they may.
field-unsupported-type = This kind of file cannot be kept. Choose a PDF, a picture, DICOM, an office document or plain text.
field-file-too-large = At most { $max } MB.
error-reading-differs-title = Recorded otherwise
error-reading-differs-detail = The same device has another value of this type for this instant on record.
field-not-a-decimal = Enter a number, such as 36.6
field-not-possible = Nobody has such a value. Check the number and its unit.
field-unknown-unit = This is not a unit of this type.
field-too-long-ago = This is older than the clinic keeps.
field-unknown-patient = No patient has this number.
error-exercise-over-title = Not to be done on that day
error-exercise-over-detail = The exercise had not begun then, or it is over. Look at your exercises again.
field-plan-over = This plan is over. Make it active again, or write another.
field-no-levels = Describe the five levels of the goal first.
field-before-the-first = This is before the first day.
field-one-of-two = Say one of the two: how often, or on which day.
field-too-late-to-say = Only today and yesterday can be said.
error-patient-merged-title = This chart was merged into another one
error-patient-merged-detail = It is out of sight. Open the chart that remains and do it there.
error-both-waiting-title = Both wait for the same
error-both-waiting-detail = Both are on the waiting list for the same. Take one of them off it first.
error-both-under-way-title = Both visits are under way
error-both-under-way-detail = Somebody is at a visit with each of them at this moment. Finish one of the visits first.
error-both-planned-title = Both have a plan of one title
error-both-planned-detail = Both have an active treatment plan with the same title. A doctor or therapist has to rename or end one of them first.
error-allergies-contradict-title = What is said of allergies contradicts itself
error-allergies-contradict-detail = One chart says that no allergies are known, the other names some. A doctor or therapist has to settle that first.
error-too-many-readings-title = Too many readings
error-too-many-readings-detail = More than { $most } readings do not go over at once. Merge the other way round, so that the chart with the readings remains.
error-merged-since-title = Something was built on it since
error-merged-since-detail = One of the two was merged again or deleted since. Take the later merge back first.
error-merge-settled-title = Too late to take it back
error-merge-settled-detail = A merge can be taken back for 30 days.
field-same-patient = This is the same patient
error-more-than-paid-title = More than was paid
error-more-than-paid-detail = So much is not left of this payment: perhaps a part was given back already.
error-more-than-charged-title = More than was charged
error-more-than-charged-detail = The charge does not come to so much.
error-no-receipt-title = No receipt for this
error-no-receipt-detail = Receipts are for payments and refunds, where money changes hands.
error-not-correctable-title = Not possible with this
error-not-correctable-detail = Only payments are given back, and only charges and payments are put right.
field-not-in-coins = There are no coins for this amount. Round it to what can be paid in cash.
field-other-currency = This is in another currency than what it belongs to.
field-one-of-two-taxes = Say one of the two: the tax, or its rate.
error-price-there-title = A price is there already
error-price-there-detail = On some of these days the service has a price in this currency. Choose other days, or end that price first.
error-price-in-force-title = This price holds already
error-price-in-force-detail = Somebody may have been charged by it. End it instead.
field-no-price = The list has no price for this on that day.
error-day-closed-title = This day is closed
error-day-closed-detail = Its money was counted, so nothing more is written into it. Who may can open the day again.
field-difference-unexplained = This differs from what should be there. Say why.
field-count-missing = Something was recorded that is not counted here. Count it, too.
field-pieces-differ = This is another sum than that of the notes and coins.
field-pieces-unread = How many notes and coins there are cannot be read.
field-less-than-due = This is less than is to be paid.
error-fee-rule-there-title = A rule is there already
error-fee-rule-there-detail = These visits have a rule in this currency. End that one first.
