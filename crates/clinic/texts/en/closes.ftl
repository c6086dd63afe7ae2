### The end of the money day: counting, closing, opening again.

closes-title = Closed days
closes-text = What was taken is counted day by day. Nothing can be written into a day that is closed.
closes-close = Close the day
closes-count-today = Close today
closes-again = Close it again
closes-open-days = Not closed yet
closes-entries =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
closes-none = No day was closed yet
closes-none-text = At the end of a day, count what is in the drawers and close it.
closes-day = Day
closes-choose-day = Show this day
closes-closed-by = Closed by
closes-reopened-by = Opened again by
closes-cashier = Recorded by
closes-program = A program
closes-expected = Should be there
closes-counted = Counted
closes-difference = Difference
closes-even = None
closes-reason = Why it differs
closes-reason-hint = Needed where the two differ.
closes-form-text = Count each drawer. What differs from what should be there needs a reason.
closes-nothing = No money changed hands on this day.
closes-pieces = Count notes and coins
closes-pieces-text = How many of each. The sum is worked out for you.
closes-locks = Once it is closed, nothing more is recorded for this day: no charge, no payment, no refund.
closes-already = This day is closed
closes-already-text = Its sheet says what was counted.
closes-open-sheet = Open the sheet
closes-sheet = Day sheet
closes-signature = Signature
closes-state-closed = Closed
closes-state-reopened = Opened again
closes-reopen = Open the day again
closes-reopen-text = What was counted stays to be seen. The day is counted anew when it is closed again.
closes-reopen-reason = Why it is opened again
closes-closed = The day is closed
closes-reopened = The day is open again
