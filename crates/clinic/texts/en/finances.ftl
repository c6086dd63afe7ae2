### Financial records: what visits came to.

finances-title = Financial records
finances-text = What was charged for visits, what was received for it, and what is still to be paid.
finances-own-text = What came of your own visits: charged, received, and still to be paid.
finances-none = Nothing in these days
finances-none-text = Once visits of these days are charged or paid, their sums stand here.
finances-charged = Charged
finances-received = Received
finances-outstanding = Outstanding
finances-period = Divided into
finances-period-day = Day
finances-period-month = Month
finances-by-period = By time
finances-by-service = By service
finances-by-method = By how it was paid
finances-by-contact = By patient
finances-no-service = Not said what for
