//! What clients send about a record: the same for the API and the forms.

use people::text;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{NewRecord, RecordKind, icd10};

/// A record as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct RecordInput {
    /// Needed for a new record, ignored in a revision.
    pub appointment: Option<Uuid>,
    /// Needed for a new record; a revision cannot change it.
    pub kind: Option<RecordKind>,
    /// A diagnosis has up to 200 characters, the others up to 100.
    #[schema(example = "Type 2 diabetes mellitus without complications", max_length = 200)]
    pub text: Option<String>,
    /// ICD-10, of a diagnosis.
    #[schema(example = "E11.9", max_length = 8)]
    pub code: Option<String>,
    /// Why it is revised; needed for a revision.
    #[schema(example = "HbA1c result came in", max_length = 200)]
    pub reason: Option<String>,
    /// The severe allergies that speak against a prescription which is written all the same; then a reason is needed.
    #[schema(max_items = 50)]
    pub despite_allergies: Vec<Uuid>,
}

/// Why something was done, when that must be said.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReasonInput {
    #[schema(example = "Written into the wrong patient's chart", max_length = 200)]
    pub reason: Option<String>,
}

const REASON: usize = 200;

impl RecordInput {
    /// A first version, and the visit it belongs to.
    pub fn first(&self) -> Result<(Uuid, NewRecord)> {
        let reason = match self.despite_allergies.is_empty() {
            true => None,
            false => Some(checked_reason(self.reason.as_deref()).map_err(|problem| Error::Invalid(vec![problem]))?),
        };
        let missing = |field| FieldError::new(field, "required");
        match (self.appointment, self.kind) {
            (Some(appointment), Some(kind)) => {
                let new = self.checked(kind).map_err(Error::Invalid)?;
                Ok((appointment, NewRecord { reason, ..new }))
            }
            (appointment, kind) => {
                let given = [("appointment", appointment.is_some()), ("kind", kind.is_some())];
                Err(Error::Invalid(given.iter().filter(|(_, is)| !is).map(|(field, _)| missing(*field)).collect()))
            }
        }
    }

    /// A further version of a record of this kind, and why there is one.
    pub fn revision(&self, kind: RecordKind) -> Result<(NewRecord, String)> {
        let wrong_kind = self.kind.filter(|given| *given != kind).map(|_| FieldError::new("kind", "unknown_choice"));
        let (record, reason) = (self.checked(kind), checked_reason(self.reason.as_deref()));
        match (record, reason, wrong_kind) {
            (Ok(record), Ok(reason), None) => Ok((record, reason)),
            (record, reason, wrong) => {
                let problems = record.err().into_iter().flatten().chain(reason.err()).chain(wrong);
                Err(Error::Invalid(problems.collect()))
            }
        }
    }

    fn checked(&self, kind: RecordKind) -> Result<NewRecord, Vec<FieldError>> {
        let mut problems = Vec::new();
        let text = checked_text("text", self.text.as_deref(), kind.max_length());
        let given = self.code.as_deref().filter(|code| !code.trim().is_empty());
        let code = match (given, kind) {
            (None, _) => None,
            (Some(code), RecordKind::Diagnosis) => icd10(code).or_else(|| {
                problems.push(FieldError::new("code", "malformed"));
                None
            }),
            (Some(_), _) => {
                problems.push(FieldError::new("code", "unknown_choice"));
                None
            }
        };
        match text {
            Ok(text) if problems.is_empty() => {
                let despite_allergies = self.despite_allergies.clone();
                Ok(NewRecord { kind, text, code, despite_allergies, reason: None })
            }
            text => Err(text.err().into_iter().chain(problems).collect()),
        }
    }
}

impl ReasonInput {
    pub fn parse(&self) -> Result<String> {
        checked_reason(self.reason.as_deref()).map_err(|problem| Error::Invalid(vec![problem]))
    }
}

fn checked_reason(given: Option<&str>) -> Result<String, FieldError> {
    checked_text("reason", given, REASON)
}

fn checked_text(field: &'static str, given: Option<&str>, max: usize) -> Result<String, FieldError> {
    match text::clean(given.unwrap_or_default(), max) {
        Ok(text) if text.is_empty() => Err(FieldError::new(field, "required")),
        Ok(text) => Ok(text),
        Err(error) => {
            let problem = FieldError::new(field, crate::forms::text_code(&error));
            Err(problem.limit(i64::try_from(max).unwrap_or(i64::MAX)))
        }
    }
}
