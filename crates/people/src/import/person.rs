//! One person out of one row.

use std::fmt;

use jiff::civil::Date;

use super::Context;
use super::cells::Cells;
use super::full_name;
use super::postal::{self, Cleaned};
use super::problem::{ProblemCode, WarningCode};
use super::target::Target;
use super::values::{self, Sex};
use crate::date::{self, DateError, DateOrder, NumericDate};
use crate::email::Email;
use crate::mrn::Mrn;
use crate::phone::{Phone, Region};

/// A person as a row tells: read, cleaned, not yet compared with anybody in the clinic.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ImportedPerson {
    pub external_id: Option<String>,
    pub mrn: Option<Mrn>,
    /// One of the two names may be empty, not both.
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: Option<Date>,
    pub deceased_on: Option<Date>,
    pub sex: Sex,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub address_lines: Vec<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    /// ISO 3166 alpha-2 where it was understood, otherwise as written.
    pub country: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    pub notes: Option<String>,
}

impl fmt::Debug for ImportedPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ImportedPerson(..)")
    }
}

const LONGEST_NAME: usize = 100;
const LONGEST_LINE: usize = 200;
const LONGEST_NOTES: usize = 10_000;

/// Reads the cells; whether the person can be taken shows in the problems noted there.
pub(super) fn read(cells: &mut Cells<'_>, order: Option<DateOrder>, context: Context) -> ImportedPerson {
    let mut person = ImportedPerson::default();
    names(cells, &mut person);
    dates(cells, &mut person, order, context.today);
    person.sex = sex(cells);
    person.phone = phone(cells, context.region);
    person.email = email(cells);
    address(cells, &mut person, context.region);
    person.external_id = cells.text(Target::ExternalId, LONGEST_LINE);
    person.mrn = mrn(cells);
    person.language = language(cells);
    person.notes = cells.text(Target::Notes, LONGEST_NOTES);
    person
}

fn names(cells: &mut Cells<'_>, person: &mut ImportedPerson) {
    let given = name(cells, Target::GivenName);
    let middle = name(cells, Target::MiddleName);
    let family = name(cells, Target::FamilyName);
    person.given_name = [given, middle].into_iter().flatten().collect::<Vec<_>>().join(" ");
    person.family_name = family.unwrap_or_default();

    if person.given_name.is_empty()
        && person.family_name.is_empty()
        && let Some(full) = name(cells, Target::FullName)
    {
        (person.given_name, person.family_name) = full_name::split_full_name(&full);
        cells.warn(Target::FullName, WarningCode::FullNameSplit);
    }

    let named = |text: &str| text.chars().any(char::is_alphabetic);
    // Names come first: a problem here is a name that could not be read, and is not missing.
    if !cells.problems.is_empty() {
        return;
    }
    match (person.given_name.is_empty(), person.family_name.is_empty()) {
        (true, true) => cells.refuse(Target::FamilyName, ProblemCode::NameMissing),
        _ if !named(&person.given_name) && !named(&person.family_name) => {
            cells.refuse(Target::FamilyName, ProblemCode::NameWithoutLetters);
        }
        (false, false) => {}
        _ => cells.warn(Target::FamilyName, WarningCode::OneNameOnly),
    }
}

fn name(cells: &mut Cells<'_>, target: Target) -> Option<String> {
    let written = cells.name(target, LONGEST_NAME)?;
    let name = full_name::without_trailing_digits(&written);
    if name != written {
        cells.warn(target, WarningCode::DigitsInName);
    }
    if name.chars().any(char::is_numeric) {
        cells.warn(target, WarningCode::DigitsLeftInName);
    }
    Some(name)
}

fn dates(cells: &mut Cells<'_>, person: &mut ImportedPerson, order: Option<DateOrder>, today: Date) {
    let read = |text: &str| date::within_life(NumericDate::split(text)?.under(order)?, today);

    match cells.text(Target::DateOfBirth, LONGEST_LINE).map(|text| read(&text)) {
        Some(Ok(date)) => person.date_of_birth = Some(date),
        Some(Err(error)) => cells.refuse(Target::DateOfBirth, birth_date_problem(error)),
        None => cells.warn(Target::DateOfBirth, WarningCode::BirthDateMissing),
    }

    let Some(text) = cells.text(Target::DeceasedOn, LONGEST_LINE) else { return };
    match read(&text) {
        Ok(date) => {
            person.deceased_on = Some(date);
            cells.warn(Target::DeceasedOn, WarningCode::Deceased);
            if person.date_of_birth.is_some_and(|birth| birth > date) {
                cells.refuse(Target::DeceasedOn, ProblemCode::DeathBeforeBirth);
            }
        }
        Err(_) if values::says_no(&text) => {}
        Err(_) => cells.refuse(Target::DeceasedOn, ProblemCode::DeathDateUnreadable),
    }
}

const fn birth_date_problem(error: DateError) -> ProblemCode {
    match error {
        DateError::Unreadable => ProblemCode::BirthDateUnreadable,
        DateError::TwoDigitYear => ProblemCode::BirthDateTwoDigitYear,
        DateError::NoSuchDay => ProblemCode::BirthDateNoSuchDay,
        DateError::Ambiguous => ProblemCode::BirthDateAmbiguous,
        DateError::InFuture => ProblemCode::BirthDateInFuture,
        DateError::TooLongAgo => ProblemCode::BirthDateTooLongAgo,
    }
}

fn sex(cells: &mut Cells<'_>) -> Sex {
    let Some(text) = cells.text(Target::Sex, LONGEST_LINE) else { return Sex::Unknown };
    Sex::understand(&text).unwrap_or_else(|| {
        cells.warn(Target::Sex, WarningCode::SexNotUnderstood);
        Sex::Unknown
    })
}

fn phone(cells: &mut Cells<'_>, region: Region) -> Option<Phone> {
    let mut phones: Vec<Phone> = Vec::new();
    for text in cells.texts(Target::Phone, LONGEST_LINE) {
        match Phone::parse(&text, region) {
            Ok(phone) if phones.contains(&phone) => {}
            Ok(phone) => phones.push(phone),
            Err(_) => cells.warn(Target::Phone, WarningCode::PhoneNotUnderstood),
        }
    }

    if phones.len() > 1 {
        cells.warn(Target::Phone, WarningCode::SecondPhoneLeftOut);
    }
    let first = phones.into_iter().next()?;
    if !first.is_known_range() {
        cells.warn(Target::Phone, WarningCode::PhoneRangeUnknown);
    }
    Some(first)
}

fn email(cells: &mut Cells<'_>) -> Option<Email> {
    let text = cells.text(Target::Email, LONGEST_NOTES)?;
    let email = Email::parse(&text).ok();
    if email.is_none() {
        cells.warn(Target::Email, WarningCode::EmailNotUnderstood);
    }
    email
}

fn mrn(cells: &mut Cells<'_>) -> Option<Mrn> {
    let text = cells.text(Target::Mrn, LONGEST_LINE)?;
    let mrn = Mrn::parse(&text).ok();
    if mrn.is_none() {
        cells.refuse(Target::Mrn, ProblemCode::MrnUnusable);
    }
    mrn
}

fn language(cells: &mut Cells<'_>) -> Option<String> {
    let text = cells.text(Target::Language, LONGEST_LINE)?;
    let language = values::language(&text);
    if language.is_none() {
        cells.warn(Target::Language, WarningCode::LanguageNotUnderstood);
    }
    language
}

fn address(cells: &mut Cells<'_>, person: &mut ImportedPerson, home: Region) {
    person.address_lines = cells.texts(Target::Address, LONGEST_LINE);
    person.city = cells.text(Target::City, LONGEST_NAME);
    person.region = cells.text(Target::Region, LONGEST_NAME);
    person.country = cells.text(Target::Country, LONGEST_NAME).map(|text| {
        values::country(&text).unwrap_or_else(|| {
            cells.warn(Target::Country, WarningCode::CountryNotUnderstood);
            text
        })
    });
    let state = person.region.as_deref().and_then(|region| postal::us_state(region, home));
    if person.country.is_none() && state.is_some() {
        person.country = Some("US".to_owned());
        cells.warn(Target::Region, WarningCode::CountryFromState);
    }

    let Some(code) = cells.text(Target::PostalCode, LONGEST_NAME) else { return };
    let code = if person.country.as_deref() == Some("US") {
        postal::us_postal_code(&code, state)
    } else {
        Cleaned::as_is(code)
    };
    if let Some(warning) = code.warning {
        cells.warn(Target::PostalCode, warning);
    }
    person.postal_code = code.text;
}
