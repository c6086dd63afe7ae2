//! What clients send about the end of a day: the same for the API and the form.

use jiff::civil::Date;
use money::Money;
use serde::{Deserialize, Serialize};
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Drawer, NewClose, NewCount, Span};
use crate::amounts::MoneyInput;
use crate::appointments::input::Reading;
use crate::forms::{optional_text, required_text};
use crate::ledger::model::Method;

const REASON: usize = 500;
/// More drawers than any clinic has.
const MANY: usize = 500;

/// A day to be closed, as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DayCloseInput {
    /// Of the clinic; today when left out.
    #[schema(example = "2030-01-07")]
    pub day: Option<String>,
    /// One for each method, currency and cashier that took or gave something back.
    #[schema(max_items = 500)]
    pub counts: Vec<CountInput>,
}

/// What was counted, as sent by a client.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct CountInput {
    #[schema(example = "cash")]
    pub method: Option<Method>,
    /// Who recorded it; left out where the program did.
    pub cashier: Option<Uuid>,
    /// Less than nothing where more was given back than taken.
    #[schema(example = json!({ "amount": "350.00", "currency": "EGP" }))]
    pub counted: Option<MoneyInput>,
    /// Why this is another amount than expected; needed where it is.
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

/// Why a day is opened again, as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReopenInput {
    #[schema(example = "A payment was forgotten", max_length = 500)]
    pub reason: Option<String>,
}

/// A day that has begun, and from where to where it goes.
pub fn past_day(reading: &Reading, field: &'static str, text: Option<&str>) -> Result<(Date, Span)> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    let day = text.map_or(Ok(reading.wall.today), |text| reading.wall.date(text));
    let day = day.map_err(|code| Error::invalid(field, code))?;
    if day > reading.wall.today {
        return Err(Error::invalid(field, "in_future"));
    }
    let (starts_at, ends_at) = reading.wall.day(day).map_err(|code| Error::invalid(field, code))?;
    Ok((day, Span { starts_at, ends_at }))
}

impl DayCloseInput {
    pub fn parse(&self, reading: &Reading) -> Result<NewClose> {
        let (day, span) = past_day(reading, "day", self.day.as_deref())?;
        if self.counts.len() > MANY {
            return Err(Error::invalid("counts", "too_many"));
        }
        let (mut counts, mut problems): (Vec<NewCount>, Vec<FieldError>) = (Vec::new(), Vec::new());
        for (place, input) in self.counts.iter().enumerate() {
            match input.parse(reading) {
                Ok(count) if counts.iter().any(|other| other.drawer == count.drawer) => {
                    problems.push(FieldError::new(format!("counts/{place}"), "duplicate"));
                }
                Ok(count) => counts.push(count),
                Err(wrong) => problems.extend(wrong.into_iter().map(|problem| FieldError {
                    field: format!("counts/{place}/{}", problem.field).into(),
                    ..problem
                })),
            }
        }
        if problems.is_empty() { Ok(NewClose { day, span, counts }) } else { Err(Error::Invalid(problems)) }
    }
}

impl CountInput {
    fn parse(&self, reading: &Reading) -> Result<NewCount, Vec<FieldError>> {
        let mut problems = Vec::new();
        let mut fail = |field: &'static str, code| problems.push(FieldError::new(field, code));
        let method = self.method.ok_or("required").map_err(|code| fail("method", code)).ok();
        let counted: Result<Money, _> =
            self.counted.as_ref().ok_or("required").and_then(|counted| counted.parse_signed(reading.currency));
        let counted = counted.map_err(|code| fail("counted", code)).ok();
        let reason = optional_text("reason", self.reason.as_deref(), REASON).map_err(|problem| problems.push(problem));
        match (method, counted, reason) {
            (Some(method), Some(counted), Ok(reason)) => {
                let drawer = Drawer { method, currency: counted.currency, cashier: self.cashier };
                Ok(NewCount { drawer, counted: counted.minor, reason })
            }
            _ => Err(problems),
        }
    }
}

impl ReopenInput {
    pub fn parse(&self) -> Result<String> {
        required_text("reason", self.reason.as_deref(), REASON).map_err(|problem| Error::Invalid(vec![problem]))
    }
}
