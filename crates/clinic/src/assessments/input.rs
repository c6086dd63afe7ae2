//! What clients send about an assessment: the same for the API and the forms.

use std::collections::BTreeMap;

use ::instruments::{Flaw, Wrong};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Assessment, Completion, Found, NewAssessment, Status};
use crate::forms::required_text;

/// An assessment as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AssessmentInput {
    /// Needed for a new one; a replacement cannot change it.
    pub patient: Option<Uuid>,
    /// Needed for a new one; a replacement cannot change it.
    #[schema(example = "phq-9", max_length = 40)]
    pub instrument: Option<String>,
    /// The visit at which it was done. A replacement cannot change it.
    pub appointment: Option<Uuid>,
    /// By the ids of the items: an option's value, a measurement, several of them, or `{"left": …, "right": …}`. What was
    /// not answered is left out.
    #[schema(example = json!({ "1": 0, "2": 1 }))]
    pub answers: BTreeMap<String, Value>,
    /// Today when left out.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    pub administered_on: Option<String>,
    /// `draft`, or `completed` to complete it at once.
    #[schema(example = "draft")]
    pub status: Option<Status>,
    /// Completes it although so much is missing that there is no score.
    pub without_score: bool,
}

/// Whether an assessment is complete as it stands.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CompletionInput {
    /// Completes it although so much is missing that there is no score.
    #[schema(example = true)]
    pub without_score: bool,
}

/// Other answers to a completed assessment, and why.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AmendmentInput {
    #[schema(example = json!({ "1": 1, "2": 1 }))]
    pub answers: BTreeMap<String, Value>,
    /// As it was when left out.
    #[schema(value_type = Option<String>, format = Date, example = "2030-01-07")]
    pub administered_on: Option<String>,
    #[schema(example = true)]
    pub without_score: bool,
    #[schema(example = "Item 2 was read wrongly", max_length = 200)]
    pub reason: Option<String>,
}

/// What the clinic decides about an instrument.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ChoiceInput {
    #[schema(example = true)]
    pub in_use: bool,
    /// What the clinic holds of the owner, needed to use an instrument of the class `permission`.
    #[schema(example = "Letter of 4 March 2029, in the office", max_length = 200)]
    pub permission: Option<String>,
}

const REASON: usize = 200;
const PERMISSION: usize = 200;

impl AssessmentInput {
    pub fn parse(&self, today: Date) -> Result<NewAssessment> {
        let instrument = self.instrument.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let found = self.found(today);
        match (self.patient, instrument, found) {
            (Some(patient), Some(instrument), Ok(found)) => {
                Ok(NewAssessment { patient, appointment: self.appointment, instrument: instrument.to_owned(), found })
            }
            (patient, instrument, found) => {
                let given = [("patient", patient.is_some()), ("instrument", instrument.is_some())];
                let missing = given.iter().filter(|(_, is)| !is).map(|(field, _)| FieldError::new(*field, "required"));
                Err(Error::Invalid(missing.chain(found.err().into_iter().flatten()).collect()))
            }
        }
    }

    /// What a replacement names has to be what stands there.
    pub fn must_be_about(&self, assessment: &Assessment) -> Result<()> {
        let instrument = self.instrument.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let fixed = [
            ("patient", self.patient.is_some_and(|patient| patient != assessment.patient)),
            ("instrument", instrument.is_some_and(|id| id != assessment.definition.id)),
            ("appointment", self.appointment.is_some() && self.appointment != assessment.appointment),
        ];
        let wrong: Vec<_> =
            fixed.iter().filter(|(_, is)| *is).map(|(field, _)| FieldError::new(*field, "fixed")).collect();
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }

    /// What takes the place of a draft.
    pub fn found(&self, today: Date) -> Result<Found, Vec<FieldError>> {
        let completion = match self.status {
            None | Some(Status::Draft) => Ok(None),
            Some(Status::Completed) => Ok(Some(Completion { without_score: self.without_score })),
            Some(Status::CoSigned | Status::EnteredInError) => Err(FieldError::new("status", "unknown_choice")),
        };
        match (completion, day(self.administered_on.as_deref(), today)) {
            (Ok(completion), Ok(administered_on)) => {
                Ok(Found { answers: self.answers.clone(), administered_on, completion })
            }
            (completion, day) => Err(completion.err().into_iter().chain(day.err()).collect()),
        }
    }
}

impl AmendmentInput {
    pub fn parse(&self, today: Date) -> Result<(Found, String)> {
        let completion = Some(Completion { without_score: self.without_score });
        match (day(self.administered_on.as_deref(), today), required_text("reason", self.reason.as_deref(), REASON)) {
            (Ok(administered_on), Ok(reason)) => {
                Ok((Found { answers: self.answers.clone(), administered_on, completion }, reason))
            }
            (day, reason) => Err(Error::Invalid(day.err().into_iter().chain(reason.err()).collect())),
        }
    }
}

impl ChoiceInput {
    /// Whether it is to be used, and by whose leave.
    pub fn parse(&self) -> Result<(bool, Option<String>)> {
        let given = self.permission.as_deref().filter(|text| !text.trim().is_empty());
        let permission = given.map(|text| required_text("permission", Some(text), PERMISSION)).transpose();
        Ok((self.in_use, permission.map_err(|problem| Error::Invalid(vec![problem]))?))
    }
}

/// A day on which something can have been done.
fn day(given: Option<&str>, today: Date) -> Result<Option<Date>, FieldError> {
    let Some(text) = given.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    match text.parse::<Date>() {
        Ok(day) if day > today => Err(FieldError::new("administered_on", "in_future")),
        Ok(day) if day.year() < 1900 => Err(FieldError::new("administered_on", "out_of_range")),
        Ok(day) => Ok(Some(day)),
        Err(_) => Err(FieldError::new("administered_on", "not_a_date")),
    }
}

/// Answers that an instrument does not take, as fields of what was sent.
pub fn refused(wrong: Vec<Wrong>) -> Error {
    Error::Invalid(
        wrong.into_iter().map(|wrong| FieldError::new(format!("answers/{}", wrong.item), wrong.code)).collect(),
    )
}

/// Answers that are missing, as fields of what was sent.
pub fn missing(items: &[String]) -> Error {
    Error::Invalid(items.iter().map(|item| FieldError::new(format!("answers/{item}"), "required")).collect())
}

/// What is wrong with a definition, by its place in it.
pub fn flawed(flaws: Vec<Flaw>) -> Error {
    let told = flaws.into_iter().map(|flaw| {
        let place = if flaw.place.is_empty() { "definition".to_owned() } else { flaw.place };
        let problem = FieldError::new(place, flaw.code);
        match flaw.line.and_then(|line| i64::try_from(line).ok()) {
            Some(line) => problem.limit(line),
            None => problem,
        }
    });
    Error::Invalid(told.collect())
}
