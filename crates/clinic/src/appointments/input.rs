//! What clients send about an appointment: the same for create, replace and the forms.

use money::{Currency, Money};
use serde::{Deserialize, Deserializer};
use tenancy::FieldError;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Object, OneOf, Schema, Type};
use uuid::Uuid;
use web::Guest;

use super::model::{Kind, NewAppointment, PatientRef, Slot, Status};
use super::wall::{self, Wall};
use crate::amounts::{MoneyInput, currency_of};

/// An appointment as sent by a client. Read-only fields that come back with a replacement are ignored.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AppointmentInput {
    /// The patient's id, or their number.
    #[serde(deserialize_with = "id_or_number")]
    #[schema(schema_with = described_id_or_number)]
    pub patient: Option<String>,
    /// Whoever sends it, when they see patients themselves.
    pub provider: Option<Uuid>,
    /// What is done, of what the clinic offers; says how long it takes when nothing else does.
    pub service: Option<Uuid>,
    #[schema(max_items = 20)]
    pub staff: Vec<Uuid>,
    pub room: Option<Uuid>,
    #[schema(max_items = 20)]
    pub equipment: Vec<String>,
    pub kind: Option<Kind>,
    /// A code of the life cycle, or `Pending`, `Completed`, `Canceled`.
    #[schema(example = "booked")]
    pub status: Option<String>,
    /// RFC 3339; without an offset it is the clinic's own time.
    #[schema(example = "2030-01-07T09:00:00+02:00")]
    pub starts_at: Option<String>,
    #[schema(example = "2030-01-07T09:30:00+02:00")]
    pub ends_at: Option<String>,
    /// With `time`, instead of `starts_at`: a day in the clinic's zone.
    #[schema(example = "2030-01-07")]
    pub date: Option<String>,
    #[schema(example = "09:00")]
    pub time: Option<String>,
    /// Minutes, instead of `ends_at`; 30 when neither is given.
    #[serde(alias = "duration_minutes")]
    #[schema(minimum = 1, maximum = 1440, example = 30)]
    pub duration: Option<i64>,
    pub cost: Option<MoneyInput>,
    pub estimated_cost: Option<MoneyInput>,
    #[serde(alias = "is_prior")]
    pub is_priority: Option<bool>,
    pub follow_up_needed: Option<bool>,
    #[schema(max_length = 40)]
    pub billing_code: Option<String>,
    #[schema(max_length = 500)]
    pub reason: Option<String>,
    #[schema(max_length = 2000)]
    pub preparation_notes: Option<String>,
    #[schema(max_length = 100)]
    pub insurance_authorization: Option<String>,
    /// Books over another appointment, and says why.
    #[schema(max_length = 500)]
    pub override_reason: Option<String>,
}

fn described_id_or_number() -> RefOr<Schema> {
    let id = Object::builder().schema_type(Type::String).description(Some("Id, or number as text."));
    let number = Object::builder().schema_type(Type::Integer).description(Some("Number."));
    let none = Object::builder().schema_type(Type::Null);
    let either = OneOf::builder().item(id).item(number).item(none);
    RefOr::T(Schema::OneOf(either.examples(["0198c0de-0000-7000-8000-000000000001"]).build()))
}

fn id_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(i64),
        Text(String),
    }
    Ok(Option::<Either>::deserialize(deserializer)?.map(|given| match given {
        Either::Number(number) => number.to_string(),
        Either::Text(text) => text,
    }))
}

/// What reading depends on: the clinic's clock and its money.
#[derive(Debug, Clone)]
pub struct Reading {
    pub wall: Wall,
    pub currency: Currency,
}

impl Reading {
    pub fn of(guest: &Guest) -> Self {
        let (tenant, reading) = (guest.tenant(), crate::forms::reading(guest));
        let wall = Wall { zone: tenant.time_zone.clone(), order: reading.order, today: reading.today };
        Self { wall, currency: currency_of(tenant) }
    }
}

/// Whether everything that an appointment cannot do without must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    All,
    Changes,
}

pub const DEFAULT_MINUTES: i64 = 30;
const LONGEST_MINUTES: i64 = 24 * 60;
const MANY: usize = 20;
const CODE: usize = 40;
const LINE: usize = 100;
pub const REASON: usize = 500;
pub const NOTES: usize = 2000;

impl AppointmentInput {
    pub fn parse(self, reading: &Reading, need: Need) -> Result<NewAppointment, Vec<FieldError>> {
        let mut check = Check { problems: Vec::new(), reading };
        let slot = check.slot(&self, need);
        let lasts_as_said =
            self.duration.is_some() || self.ends_at.as_ref().is_some_and(|text| !text.trim().is_empty());
        let cost = check.money("cost", self.cost.as_ref());
        let estimated_cost = check.money("estimated_cost", self.estimated_cost.as_ref());
        if let (Some(cost), Some(estimate)) = (&cost, &estimated_cost)
            && cost.currency != estimate.currency
        {
            check.fail("estimated_cost", "unknown_choice");
        }
        let new = NewAppointment {
            patient: check.patient(self.patient.as_deref(), need),
            provider: self.provider,
            slot,
            lasts_as_said,
            service: self.service,
            status: check.status(self.status.as_deref()),
            room: self.room,
            staff: check.few("staff", self.staff),
            equipment: check.equipment(self.equipment),
            kind: self.kind,
            cost,
            estimated_cost,
            is_priority: self.is_priority.unwrap_or(false),
            follow_up_needed: self.follow_up_needed.unwrap_or(false),
            billing_code: check.line("billing_code", self.billing_code, CODE),
            reason: check.text("reason", self.reason.as_deref(), REASON),
            preparation_notes: check.text("preparation_notes", self.preparation_notes.as_deref(), NOTES),
            insurance_authorization: check.line("insurance_authorization", self.insurance_authorization, LINE),
            override_reason: check.text("override_reason", self.override_reason.as_deref(), REASON),
        };
        if new.provider.is_none() && need == Need::All {
            check.fail("provider", "required");
        }
        if check.problems.is_empty() { Ok(new) } else { Err(check.problems) }
    }
}

/// A text of several lines, or why it cannot be kept; empty is absent.
pub fn free_text(field: &'static str, value: Option<&str>, max: usize) -> Result<Option<String>, FieldError> {
    match people::text::clean(value.unwrap_or_default(), max) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(error) => Err(text_error(field, error, max)),
    }
}

fn text_error(field: &'static str, error: people::TextError, max: usize) -> FieldError {
    let code = crate::forms::text_code(&error);
    let limit = (code == "too_long").then_some(max).and_then(|max| i64::try_from(max).ok());
    FieldError { limit, ..FieldError::new(field, code) }
}

/// When: `starts_at` or `date` and `time`, then `ends_at` or `duration`.
pub struct When<'a> {
    pub starts_at: Option<&'a str>,
    pub date: Option<&'a str>,
    pub time: Option<&'a str>,
    pub ends_at: Option<&'a str>,
    pub minutes: Option<i64>,
}

impl When<'_> {
    /// `None` when nothing was said about the time at all.
    pub fn parse(&self, wall: &Wall) -> Result<Option<Slot>, FieldError> {
        let given = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let starts_at = match (given(self.starts_at), given(self.date), given(self.time)) {
            (Some(text), ..) => wall.moment(&text).map_err(|code| FieldError::new("starts_at", code))?,
            (None, Some(date), Some(time)) => {
                let date = wall.date(&date).map_err(|code| FieldError::new("date", code))?;
                let time = wall::time(&time).map_err(|code| FieldError::new("time", code))?;
                wall.instant(date.to_datetime(time)).map_err(|code| FieldError::new("time", code))?
            }
            // A date that brings its time along.
            (None, Some(date), None) if date.contains('T') => {
                wall.moment(&date).map_err(|code| FieldError::new("date", code))?
            }
            (None, Some(_), None) => return Err(FieldError::new("time", "required")),
            (None, None, Some(_)) => return Err(FieldError::new("date", "required")),
            (None, None, None) if given(self.ends_at).is_some() => {
                return Err(FieldError::new("starts_at", "required"));
            }
            (None, None, None) => return Ok(None),
        };
        let (field, ends_at) = match given(self.ends_at) {
            Some(text) => ("ends_at", wall.moment(&text)),
            None => ("duration", wall::plus_minutes(starts_at, self.minutes.unwrap_or(DEFAULT_MINUTES))),
        };
        let ends_at = ends_at.map_err(|code| FieldError::new(field, code))?;
        let minutes = ends_at.duration_since(starts_at).as_mins();
        if ends_at <= starts_at || minutes > LONGEST_MINUTES {
            return Err(FieldError::new(field, "out_of_range"));
        }
        Ok(Some(Slot { starts_at, ends_at }))
    }
}

struct Check<'a> {
    problems: Vec<FieldError>,
    reading: &'a Reading,
}

impl Check<'_> {
    fn fail(&mut self, field: &'static str, code: &'static str) {
        self.problems.push(FieldError::new(field, code));
    }

    fn slot(&mut self, input: &AppointmentInput, need: Need) -> Option<Slot> {
        let when = When {
            starts_at: input.starts_at.as_deref(),
            date: input.date.as_deref(),
            time: input.time.as_deref(),
            ends_at: input.ends_at.as_deref(),
            minutes: input.duration,
        };
        match when.parse(&self.reading.wall) {
            Ok(None) if need == Need::All => self.fail("starts_at", "required"),
            Ok(slot) => return slot,
            Err(problem) => self.problems.push(problem),
        }
        None
    }

    fn patient(&mut self, value: Option<&str>, need: Need) -> Option<PatientRef> {
        match value.filter(|text| !text.trim().is_empty()) {
            None if need == Need::All => self.fail("patient", "required"),
            None => {}
            Some(text) => match PatientRef::parse(text) {
                None => self.fail("patient", "malformed"),
                found => return found,
            },
        }
        None
    }

    fn status(&mut self, value: Option<&str>) -> Option<Status> {
        let text = value.filter(|text| !text.trim().is_empty())?;
        let status = Status::read(text);
        if status.is_none() {
            self.fail("status", "unknown_choice");
        }
        status
    }

    fn money(&mut self, field: &'static str, value: Option<&MoneyInput>) -> Option<Money> {
        value?.parse(self.reading.currency).map_err(|code| self.fail(field, code)).ok()
    }

    fn few<T>(&mut self, field: &'static str, values: Vec<T>) -> Vec<T> {
        if values.len() > MANY {
            self.fail(field, "out_of_range");
            return Vec::new();
        }
        values
    }

    fn equipment(&mut self, values: Vec<String>) -> Vec<String> {
        let values = self.few("equipment", values);
        values.into_iter().filter_map(|name| self.line("equipment", Some(name), LINE)).collect()
    }

    fn line(&mut self, field: &'static str, value: Option<String>, max: usize) -> Option<String> {
        match people::text::one_line(&value?, max) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(error) => {
                self.problems.push(text_error(field, error, max));
                None
            }
        }
    }

    fn text(&mut self, field: &'static str, value: Option<&str>, max: usize) -> Option<String> {
        free_text(field, value, max).map_err(|problem| self.problems.push(problem)).ok().flatten()
    }
}
