### Fees for visits that were missed or cancelled late.

fees-title = Fees
fees-text = What is charged for visits that somebody misses or cancels late. Without a rule nothing is charged. What happened before a rule was set goes by the rule of its time.
fees-set = Set a rule
fees-none = No fees
fees-none-text = Nobody is charged for a visit that they miss or cancel late.
fees-fee = Fee
fees-occasion = What for
fees-occasion-no-show = No-show fee
fees-occasion-late-cancellation = Late cancellation fee
fees-visits = Of which visits
fees-all-visits = All visits
fees-notice-hours = Hours of notice
fees-notice-hint = Of a late cancellation: less than so long before the visit.
fees-own-only = Only when patients cancel by themselves
fees-own-only-hint = What the desk cancels costs nothing then.
fees-before =
    { $count ->
        [one] Less than an hour before
       *[other] Less than { $count } hours before
    }
fees-end = End it now
fees-rule-ended = The rule has ended
fees-status-charged = Charged
fees-status-reverted = Taken back
fees-status-waived = Waived
fees-waive = Waive
fees-waive-text = What is left of the fee is written off. What was paid of it pays for something else, or can be given back.
fees-waive-reason = Why the patient is let off
fees-waived = The fee is waived
fees-list = All fees
fees-list-text = What patients were charged for visits that they missed or cancelled late, the newest first.
fees-list-none = No such fees
fees-list-none-text = Nobody was charged in this time, or nothing fits what you look for.
fees-rules = Rules for fees
