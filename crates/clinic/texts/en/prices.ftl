### The price list.

prices-title = Prices
prices-text = What each service costs, and from when to when. A price that began stays as it is; the next one takes its place.
prices-set = Set a price
prices-service = Service
prices-no-services-text = Prices belong to services. Say first what the clinic offers.
prices-none = No prices yet
prices-none-text = Once a price is set, visits are charged by it.
prices-days = Days
prices-for-good = for good
prices-from = From the day
prices-from-hint = The price that held until then ends the day before.
prices-to = To the day
prices-to-hint = Blank: for good.
prices-state-now = In force
prices-state-to-come = To come
prices-state-over = Over
prices-end-today = End today
prices-ended = The price ends today
prices-removed = The price was taken off the list
