//! What clients send about a series.

use calendar::{Rule, RuleError};
use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Error, FieldError, Id, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{From, NewSeries, Shift};
use crate::appointments::input::{AppointmentInput, Need, REASON, Reading, free_text};
use crate::appointments::model::Appointment;
use crate::appointments::wall;

/// A series as sent by a client: its first visit, and the rule by which it comes again.
#[derive(Clone, Deserialize, ToSchema)]
pub struct SeriesInput {
    pub appointment: AppointmentInput,
    /// RFC 5545 in the clinic's wall time: `FREQ` daily, weekly, monthly or yearly, with `INTERVAL`, `BYDAY`, `BYMONTHDAY`
    /// and an end by `COUNT` or `UNTIL`; 104 visits at most.
    #[serde(default)]
    #[schema(example = "FREQ=WEEKLY;COUNT=10", max_length = 300)]
    pub rule: String,
    /// Days of the rule on which nobody comes.
    #[serde(default)]
    #[schema(max_items = 104, example = json!(["2030-01-21"]))]
    pub skip: Vec<String>,
}

fn rule_error(error: RuleError) -> FieldError {
    let code = match error {
        RuleError::Missing(_) => "required",
        RuleError::Unsupported(_) => "unknown_choice",
        RuleError::Malformed(_) | RuleError::Twice(_) => "malformed",
    };
    FieldError::new("rule", code)
}

impl SeriesInput {
    pub fn parse(self, reading: &Reading) -> Result<NewSeries> {
        let mut problems = Vec::new();
        let rule = match self.rule.trim() {
            "" => Err(FieldError::new("rule", "required")),
            text => text.parse::<Rule>().map_err(rule_error),
        };
        let rule = rule.map_err(|problem| problems.push(problem)).ok();
        let skip = self.skip.iter().map(|day| reading.wall.date(day));
        let skip: Vec<Date> = match skip.collect::<Result<_, _>>() {
            Ok(skip) => skip,
            Err(code) => {
                problems.push(FieldError::new("skip", code));
                Vec::new()
            }
        };
        let visit = self.appointment.parse(reading, Need::All);
        let visit = visit.map_err(|more| problems.extend(more.into_iter().map(below_appointment))).ok();
        let slot = visit.as_ref().and_then(|visit| visit.slot);
        match (rule, visit, slot) {
            (Some(rule), Some(visit), Some(slot)) if problems.is_empty() => {
                Ok(NewSeries { starts: reading.wall.shown(slot.starts_at), minutes: slot.minutes(), visit, rule, skip })
            }
            _ => Err(Error::Invalid(problems)),
        }
    }
}

fn below_appointment(problem: FieldError) -> FieldError {
    FieldError { field: format!("appointment/{}", problem.field).into(), ..problem }
}

/// How what is left of a series is to be.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ShiftInput {
    /// This visit and those after it; all that are still to come when it is left out.
    pub from: Option<Uuid>,
    /// So many days later; earlier below nought.
    #[schema(minimum = -366, maximum = 366, example = 2)]
    pub days: i32,
    #[schema(example = "10:00")]
    pub time: Option<String>,
    /// Minutes.
    #[schema(minimum = 1, maximum = 1440)]
    pub duration: Option<i64>,
    pub provider: Option<Uuid>,
    /// Moves over other appointments, and says why.
    #[schema(max_length = 500)]
    pub override_reason: Option<String>,
}

impl ShiftInput {
    pub fn parse(self) -> Result<(From, Shift)> {
        let mut problems = Vec::new();
        let time = self.time.as_deref().map(wall::time).transpose();
        let time = time.map_err(|code| problems.push(FieldError::new("time", code))).ok().flatten();
        if !(-366..=366).contains(&self.days) {
            problems.push(FieldError::new("days", "out_of_range"));
        }
        if self.duration.is_some_and(|minutes| !(1..=1440).contains(&minutes)) {
            problems.push(FieldError::new("duration", "out_of_range"));
        }
        let reason = free_text("override_reason", self.override_reason.as_deref(), REASON);
        let override_reason = reason.map_err(|problem| problems.push(problem)).ok().flatten();
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let shift = Shift { days: self.days, time, minutes: self.duration, provider: self.provider, override_reason };
        Ok((from(self.from), shift))
    }
}

/// Which visits of a series are cancelled, and why.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CancelSeriesInput {
    /// This visit and those after it; all that are still to come when it is left out.
    pub from: Option<Uuid>,
    #[schema(max_length = 500, example = "moves away")]
    pub reason: Option<String>,
}

pub fn from(visit: Option<Uuid>) -> From {
    visit.map_or(From::Now, |id| From::Visit(Id::<Appointment>::new(id)))
}
