//! What forms and JSON have in common: the codes of refused values, and reading as this clinic reads.

use std::collections::HashMap;

use http::{HeaderMap, StatusCode, header};
use people::{DateError, DateOrder, Phone, Region, TextError, text};
use tenancy::{Error, FieldError};
use web::{Failure, Guest};

use crate::parties::input::Reading;

pub fn text_code(error: &TextError) -> &'static str {
    match error {
        TextError::TooLong { .. } => "too_long",
        TextError::ControlCharacter => "control_characters",
    }
}

/// A free text of a field, cleaned; none where nothing was typed.
pub fn optional_text(field: &'static str, given: Option<&str>, max: usize) -> Result<Option<String>, FieldError> {
    match text::clean(given.unwrap_or_default(), max) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(error) => {
            let problem = FieldError::new(field, text_code(&error));
            Err(problem.limit(i64::try_from(max).unwrap_or(i64::MAX)))
        }
    }
}

/// The same of a field that must be filled in.
pub fn required_text(field: &'static str, given: Option<&str>, max: usize) -> Result<String, FieldError> {
    optional_text(field, given, max)?.ok_or_else(|| FieldError::new(field, "required"))
}

pub fn date_code(error: DateError) -> &'static str {
    match error {
        DateError::InFuture => "in_future",
        DateError::TooLongAgo => "out_of_range",
        _ => "not_a_date",
    }
}

/// A clinic in a region without numbering plan takes international numbers only.
pub fn phone(text: &str, region: Option<Region>) -> Option<Phone> {
    Phone::parse(text, region?).ok()
}

/// A stored number as people of the region write it.
pub fn shown_phone(e164: &str, region: Option<Region>) -> String {
    let shown = region.and_then(|region| Some(Phone::parse(e164, region).ok()?.display_national(region)));
    shown.unwrap_or_else(|| e164.to_owned())
}

/// How this clinic reads phones and dates. Only the United States write the month first.
pub fn reading(guest: &Guest) -> Reading {
    reading_in(guest.tenant(), guest.today())
}

pub fn reading_in(tenant: &tenancy::Tenant, today: jiff::civil::Date) -> Reading {
    let order = if tenant.region == "US" { DateOrder::MonthDayYear } else { DateOrder::DayMonthYear };
    Reading { region: Region::parse(&tenant.region), order, today }
}

/// A fresh idempotency key for a form.
pub fn new_key(caller: &Guest) -> String {
    caller.app().house().clock().new_uuid().to_string()
}

/// A text as a value in a query.
pub fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// The fields of a form as they were typed; of several of one name the last.
#[derive(Clone, Default)]
pub struct Typed(HashMap<String, String>);

impl Typed {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    pub fn of<const N: usize>(fields: [(&str, String); N]) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// Whether the field came at all, be it empty.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// None where nothing was typed.
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|text| !text.is_empty())
    }

    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == value
    }

    /// The same with another value in one field.
    #[must_use]
    pub fn with(mut self, name: &str, value: String) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }
}

/// The messages of a form that came back.
#[derive(Default)]
pub struct FormErrors {
    all: Vec<FormError>,
}

pub struct FormError {
    pub field: String,
    pub text: String,
}

impl FormErrors {
    pub fn new(guest: &Guest, fields: &[FieldError]) -> Self {
        // A form is flat: the last part of the pointer is the field's name there.
        let name = |field: &str| field.rsplit('/').next().unwrap_or(field).to_owned();
        let all =
            fields.iter().map(|error| FormError { field: name(&error.field), text: web::field_text(guest, error) });
        Self { all: all.collect() }
    }

    /// A message about the form as a whole.
    pub fn general(text: String) -> Self {
        Self::one("main", text)
    }

    /// A message about one field, in words that no code has.
    pub fn one(field: &str, text: String) -> Self {
        Self { all: vec![FormError { field: field.to_owned(), text }] }
    }

    pub fn all(&self) -> &[FormError] {
        &self.all
    }

    /// The message of one field; empty when it is fine.
    pub fn of(&self, field: &str) -> String {
        self.all.iter().find(|error| error.field == field).map(|error| error.text.clone()).unwrap_or_default()
    }
}

/// What a form says itself of a failure: what was not accepted, and at `field` what the present state refuses. Anything else
/// goes its way.
pub fn refusal(guest: &Guest, failure: Failure, field: &str) -> Result<(StatusCode, FormErrors), Failure> {
    let errors = match &failure {
        Failure::Operation(Error::Invalid(problems)) => FormErrors::new(guest, problems),
        Failure::Operation(Error::Conflict(_)) => FormErrors::one(field, web::detail(guest, &failure)),
        _ => return Err(failure),
    };
    Ok((failure.status(), errors))
}

/// A path of ours as an address that can be handed over, at the host by which the clinic was reached.
pub fn own_address(guest: &Guest, headers: &HeaderMap, path: &str) -> tenancy::Result<String> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).ok_or(Error::NotFound)?;
    let scheme = if guest.app().settings().https { "https" } else { "http" };
    Ok(format!("{scheme}://{host}{path}"))
}
