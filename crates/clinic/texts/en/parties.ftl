### Patients and contacts: lists, forms, duplicates, import.

parties-title = Patients
parties-register = Register patient
parties-register-and-book = Register and book
parties-edit-title = Edit { $name }
parties-registered-now = Patient registered
parties-search = Search patients
parties-search-hint = Parts of names in any order, phone, record number or date of birth
parties-next-appointment = Next appointment
parties-last-visit = Last visit
parties-no-next-appointment = None booked
parties-open-chart = Open chart
parties-patient = Patient
parties-chart = Chart
parties-profile = Details

## Form

parties-group-person = Person
parties-group-contact = Contact
parties-group-address = Address
parties-group-emergency = Emergency contacts
parties-group-insurance = Insurance
parties-group-more = More details
parties-given-name = Given name
parties-family-name = Family name
parties-full-name = Full name
parties-date-of-birth = Date of birth
parties-born = Born
parties-age = Age
parties-sex = Sex
parties-mrn = Record number
parties-mrn-short = MRN
parties-mrn-hint = Left empty, the next free number is given.
parties-number = Number
parties-phone = Phone
parties-phone-hint = Any format; without a country code it is read as local.
parties-email = E-mail
parties-address = Address
parties-line1 = Street and number
parties-line2 = Building, floor, apartment
parties-city = City
parties-region = Region
parties-postal-code = Postal code
parties-country = Country
parties-language = Language
parties-preferred-channel = Preferred channel
parties-emergency-name = Name
parties-emergency-relation = Relation
parties-emergency-phone = Phone
parties-insurance-provider = Insurer
parties-insurance-number = Policy number
parties-insurance-group = Group
parties-insurance-valid-until = Valid until
parties-guardian = Guardian
parties-notes = Notes for the desk
parties-notes-hint = Seen by all staff. Nothing clinical here.
parties-consents = Consents
parties-allergies = Allergies
parties-no-allergies = No known allergies
parties-contact-kind = Kind of contact

## Duplicates

parties-duplicates-title = Possibly registered already
parties-duplicates-text = Please check these before you register again.
parties-duplicates-use = This is the person
parties-duplicates-anyway = Someone else: register anyway
parties-count =
    { $count ->
         [one] { $count } patient
        *[other] { $count } patients
    }

## Empty lists

parties-empty-title = No patients yet
parties-empty-text = Patients appear here once they are registered or imported.
parties-none-found-title = Nobody found
parties-none-found-text = Try fewer letters, the phone number or the date of birth.

## Import

parties-import-file = File
parties-import-column = Column in the file
parties-import-field = Goes to
parties-import-ignore = Leave out
parties-import-separator = Separator
parties-import-encoding = Encoding
parties-import-date-order = Order of dates
parties-import-row = Row
parties-import-problem = Problem
parties-import-problems-download = Download the problems
