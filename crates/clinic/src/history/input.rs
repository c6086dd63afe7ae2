//! What clients send about the medical history: the same for the API and the forms.

use people::text;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Details, HistoryKind, HistoryState, NewEntry, RoughDate, Severity};
use crate::forms::{date_code, optional_text};
use crate::parties::input::Reading;
use crate::records::model::icd10;

/// An entry of the medical history as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct HistoryInput {
    /// Needed for a new entry; a revision cannot change it.
    pub patient: Option<Uuid>,
    /// Needed for a new entry; a revision cannot change it.
    pub kind: Option<HistoryKind>,
    /// The condition, the drug, or what the patient is allergic to. Not for `no-known-allergies`.
    #[schema(example = "Penicillin", max_length = 200)]
    pub name: Option<String>,
    /// ICD-10, of a condition.
    #[schema(example = "E11.9", max_length = 8)]
    pub code: Option<String>,
    /// Of an allergy.
    pub severity: Option<Severity>,
    /// Of an allergy: what happened.
    #[schema(example = "Hives", max_length = 200)]
    pub reaction: Option<String>,
    /// Of a medication.
    #[schema(example = "500 mg", max_length = 100)]
    pub dose: Option<String>,
    /// Of a medication.
    #[schema(example = "by mouth", max_length = 100)]
    pub route: Option<String>,
    /// Of a medication.
    #[schema(example = "twice a day", max_length = 100)]
    pub frequency: Option<String>,
    /// A year, a month or a day.
    #[schema(example = "2019-03", max_length = 10)]
    pub since: Option<String>,
    /// A year, a month or a day; only of what has ended.
    #[schema(example = "2024", max_length = 10)]
    pub until: Option<String>,
    #[schema(example = "As told by the daughter", max_length = 1000)]
    pub note: Option<String>,
    /// `active` when left out.
    pub state: Option<HistoryState>,
    /// Why it is revised.
    #[schema(example = "The dose was raised in hospital", max_length = 200)]
    pub reason: Option<String>,
}

const NAME: usize = 200;
const SHORT: usize = 100;
const NOTE: usize = 1000;
const REASON: usize = 200;

impl HistoryInput {
    /// A first version, and whose it is.
    pub fn first(&self, reading: &Reading) -> Result<(Uuid, NewEntry)> {
        let required = |field| FieldError::new(field, "required");
        match (self.patient, self.kind) {
            (Some(patient), Some(kind)) => Ok((patient, self.checked(kind, reading).map_err(Error::Invalid)?)),
            (patient, kind) => {
                let missing = [("patient", patient.is_none()), ("kind", kind.is_none())];
                Err(Error::Invalid(missing.iter().filter(|(_, is)| *is).map(|(field, _)| required(*field)).collect()))
            }
        }
    }

    /// A further version of an entry of this kind about this patient, and why there is one.
    pub fn revision(
        &self,
        (kind, patient): (HistoryKind, Uuid),
        reading: &Reading,
    ) -> Result<(NewEntry, Option<String>)> {
        let fixed = [
            ("kind", self.kind.is_some_and(|given| given != kind)),
            ("patient", self.patient.is_some_and(|given| given != patient)),
        ];
        let fixed = fixed.iter().filter(|(_, is)| *is).map(|(field, _)| FieldError::new(*field, "fixed"));
        let mut problems: Vec<_> = fixed.collect();
        let reason = optional("reason", self.reason.as_deref(), REASON, &mut problems);
        match self.checked(kind, reading) {
            Ok(entry) if problems.is_empty() => Ok((entry, reason)),
            entry => Err(Error::Invalid(entry.err().into_iter().flatten().chain(problems).collect())),
        }
    }

    fn checked(&self, kind: HistoryKind, reading: &Reading) -> Result<NewEntry, Vec<FieldError>> {
        let mut problems = self.out_of_place(kind);
        let mut text = |field, given: &Option<String>, max| optional(field, given.as_deref(), max, &mut problems);
        let name = text("name", &self.name, NAME);
        let details = Details {
            dose: text("dose", &self.dose, SHORT),
            route: text("route", &self.route, SHORT),
            frequency: text("frequency", &self.frequency, SHORT),
            reaction: text("reaction", &self.reaction, NAME),
            note: text("note", &self.note, NOTE),
            since: None,
            until: None,
            name: name.clone().unwrap_or_default(),
        };
        let has_name_problem = problems.iter().any(|problem| problem.field == "name");
        if name.is_none() && !has_name_problem && kind != HistoryKind::NoKnownAllergies {
            problems.push(FieldError::new("name", "required"));
        }
        let state = self.state.unwrap_or(HistoryState::Active);
        let since = rough("since", self.since.as_deref(), reading, &mut problems);
        let until = rough("until", self.until.as_deref(), reading, &mut problems);
        if until.is_some() && state == HistoryState::Active {
            problems.push(FieldError::new("until", "not_ended"));
        }
        let code = self.code.as_deref().map(str::trim).filter(|code| !code.is_empty());
        let code = code.filter(|_| kind == HistoryKind::Condition).and_then(|code| {
            icd10(code).or_else(|| {
                problems.push(FieldError::new("code", "malformed"));
                None
            })
        });
        let details = Details { since, until, ..details };
        if problems.is_empty() {
            Ok(NewEntry { kind, state, severity: self.severity, code, details })
        } else {
            Err(problems)
        }
    }

    /// What entries of other kinds have and this one has not.
    fn out_of_place(&self, kind: HistoryKind) -> Vec<FieldError> {
        let is_given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let is = |of: HistoryKind| kind == of;
        let fields = [
            ("name", is_given(&self.name), !is(HistoryKind::NoKnownAllergies)),
            ("code", is_given(&self.code), is(HistoryKind::Condition)),
            ("severity", self.severity.is_some(), is(HistoryKind::Allergy)),
            ("reaction", is_given(&self.reaction), is(HistoryKind::Allergy)),
            ("dose", is_given(&self.dose), is(HistoryKind::Medication)),
            ("route", is_given(&self.route), is(HistoryKind::Medication)),
            ("frequency", is_given(&self.frequency), is(HistoryKind::Medication)),
        ];
        let wrong = fields.iter().filter(|(_, is_given, belongs)| *is_given && !belongs);
        wrong.map(|(field, ..)| FieldError::new(*field, "out_of_place")).collect()
    }
}

fn optional(field: &'static str, given: Option<&str>, max: usize, problems: &mut Vec<FieldError>) -> Option<String> {
    optional_text(field, given, max).unwrap_or_else(|problem| {
        problems.push(problem);
        None
    })
}

/// As far as somebody remembers it, or the day as this clinic writes days.
fn rough(
    field: &'static str,
    given: Option<&str>,
    reading: &Reading,
    problems: &mut Vec<FieldError>,
) -> Option<RoughDate> {
    let text = text::ascii_digits(given?);
    if text.trim().is_empty() {
        return None;
    }
    let code = match RoughDate::parse(&text) {
        Some(date) if date.is_after(reading.today) => "in_future",
        Some(date) if date.year < people::date::EARLIEST_YEAR => "out_of_range",
        Some(date) => return Some(date),
        None => match people::date::parse(&text, reading.order, reading.today) {
            Ok(day) => return Some(day.into()),
            Err(error) => date_code(error),
        },
    };
    problems.push(FieldError::new(field, code));
    None
}
