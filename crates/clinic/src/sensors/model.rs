//! What a reading, a device, a threshold and an alert are. No database here.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;
use web::sessions::hash_secret;

use super::types::Type;
use crate::parties::model::codes;

/// Whom a reading is about, as its sender says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Id(Uuid),
    Number(i64),
    /// Nobody is named: the one patient of the device.
    Own,
}

/// A reading that is to be recorded.
#[derive(Debug, Clone)]
pub struct NewReading {
    pub patient: Named,
    pub measure: Measure,
    pub measured_at: Timestamp,
    pub note: Option<Phi<String>>,
}

/// What was measured, as it was sent and as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub sensor_type: String,
    /// What the sender calls the type, where that is another word for it.
    pub said_as: Option<String>,
    /// The digits as they were sent.
    pub value: String,
    pub unit: String,
    /// In the unit of the type.
    pub amount: f64,
}

codes! {
    /// Whether a reading counts.
    ReadingStatus { Final = "final", EnteredInError = "entered-in-error" }
}

/// A reading that is on record.
#[derive(Debug, Clone)]
pub struct Reading {
    pub patient: Uuid,
    /// The integer by which devices know the patient.
    pub number: Option<i64>,
    pub measure: Measure,
    pub measured_at: Timestamp,
    pub received_at: Timestamp,
    /// The token of the machine, or the person who typed it.
    pub source: Uuid,
    pub note: Option<Phi<String>>,
    /// That it was entered in error, and counts nowhere.
    pub struck: Option<Struck>,
}

/// Who struck a reading, when and why.
#[derive(Debug, Clone)]
pub struct Struck {
    pub at: Timestamp,
    pub by: Uuid,
    /// For those who read the chart.
    pub reason: Option<Phi<String>>,
}

/// What makes a reading the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub patient: Uuid,
    pub sensor_type: String,
    pub measured_at: Timestamp,
    pub source: Uuid,
}

impl Key {
    pub fn id(&self) -> Uuid {
        id_of(self.patient, &self.sensor_type, self.measured_at, self.source)
    }
}

/// The id that follows from what makes a reading the same: so it needs no room, and is the same each time.
pub fn id_of(patient: Uuid, sensor_type: &str, measured_at: Timestamp, source: Uuid) -> Uuid {
    let key = format!("{patient} {sensor_type} {} {source}", measured_at.as_microsecond());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash_secret(&key)[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl Reading {
    pub fn id(&self) -> Uuid {
        id_of(self.patient, &self.measure.sensor_type, self.measured_at, self.source)
    }

    pub fn status(&self) -> ReadingStatus {
        if self.struck.is_some() { ReadingStatus::EnteredInError } else { ReadingStatus::Final }
    }
}

/// How far a device's clock may be ahead.
pub const AHEAD: SignedDuration = SignedDuration::from_mins(5);
/// Nobody sends what was measured longer ago.
pub const OLDEST_DAYS: u16 = 3650;

/// A machine that sends readings, as lists show it.
#[derive(Debug, Clone)]
pub struct Device {
    pub id: Uuid,
    pub name: Phi<String>,
    pub kind: String,
    pub is_gateway: bool,
    pub patients: Vec<Uuid>,
    pub created_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// A device that is to be registered.
#[derive(Debug, Clone)]
pub struct NewDevice {
    pub name: String,
    pub kind: String,
    pub is_gateway: bool,
    pub patients: Vec<Uuid>,
}

/// What is watched for, in the unit of the type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub hysteresis: f64,
    pub silent_after_minutes: Option<i32>,
}

/// What is watched for, for one patient and one type.
#[derive(Debug, Clone)]
pub struct Threshold {
    pub id: Uuid,
    pub patient: Uuid,
    pub sensor_type: String,
    pub limits: Limits,
    pub set_at: Timestamp,
    pub set_by: Uuid,
    pub version: i32,
}

const LONGEST_SILENCE: i32 = 366 * 24 * 60;
const SHORTEST_SILENCE: i32 = 5;

impl Limits {
    /// Refuses limits that watch for nothing, or that nothing could lie between.
    pub fn check(&self) -> Result<()> {
        let mut problems = Vec::new();
        if self.low.is_none() && self.high.is_none() && self.silent_after_minutes.is_none() {
            problems.push(FieldError::new("low", "required"));
        }
        if self.low.zip(self.high).is_some_and(|(low, high)| low >= high) {
            problems.push(FieldError::new("high", "out_of_order"));
        }
        // Back from one limit must not be beyond the other.
        let room = self.low.zip(self.high).map_or(f64::INFINITY, |(low, high)| (high - low) / 2.0);
        if self.hysteresis < 0.0 || self.hysteresis > room.max(0.0) {
            problems.push(FieldError::new("hysteresis", "out_of_range"));
        }
        if self.silent_after_minutes.is_some_and(|minutes| !(SHORTEST_SILENCE..=LONGEST_SILENCE).contains(&minutes)) {
            problems.push(FieldError::new("silent_after_minutes", "out_of_range"));
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    /// Beyond which limit a value lies, knowing beyond which the one before lay: it stays there until it is well back.
    pub fn judge(&self, before: Option<Rule>, amount: f64) -> Option<Rule> {
        let margin = |rule| if before == Some(rule) { self.hysteresis } else { 0.0 };
        if self.high.is_some_and(|high| amount > high - margin(Rule::High)) {
            Some(Rule::High)
        } else if self.low.is_some_and(|low| amount < low + margin(Rule::Low)) {
            Some(Rule::Low)
        } else {
            None
        }
    }

    pub fn silence(&self) -> Option<SignedDuration> {
        self.silent_after_minutes.map(|minutes| SignedDuration::from_mins(i64::from(minutes)))
    }
}

codes! {
    /// What was noticed: a value below or above its limits, or none where one was due.
    Rule { Low = "low", High = "high", Silence = "silence" }
}

codes! {
    /// How far somebody is with an alert.
    AlertStatus { Open = "open", Acknowledged = "acknowledged", Resolved = "resolved" }
}

/// That something watched for was noticed.
#[derive(Debug, Clone)]
pub struct Alert {
    pub id: Uuid,
    pub patient: Uuid,
    pub sensor_type: String,
    pub rule: Rule,
    pub status: AlertStatus,
    pub amount: Option<f64>,
    pub measured_at: Option<Timestamp>,
    pub opened_at: Timestamp,
    pub acknowledged: Option<(Timestamp, Uuid)>,
    pub resolved_at: Option<Timestamp>,
    /// Nobody where it passed by itself.
    pub resolved_by: Option<Uuid>,
    /// The reading that it began with was entered in error.
    pub is_struck: bool,
}

/// What the readings of a span of time come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bucket {
    pub at: Timestamp,
    pub lowest: f64,
    pub highest: f64,
    pub average: f64,
    pub times: i64,
}

/// How a value stands: beyond the patient's own limits, or beyond what is usual where there are none.
pub fn standing(sensor_type: &str, limits: Option<&Limits>, amount: f64) -> Option<Rule> {
    let watched = limits.filter(|limits| limits.low.is_some() || limits.high.is_some());
    let usual = || {
        let (low, high) = Type::named(sensor_type)?.usual?;
        Some(Limits { low: Some(low), high: Some(high), hysteresis: 0.0, silent_after_minutes: None })
    };
    watched.copied().or_else(usual)?.judge(None, amount)
}

#[cfg(test)]
mod tests {
    use super::{Limits, Rule, standing};

    const LIMITS: Limits = Limits { low: Some(50.0), high: Some(100.0), hysteresis: 5.0, silent_after_minutes: None };

    fn walk(amounts: &[f64]) -> Vec<Option<Rule>> {
        let mut seen = None;
        amounts
            .iter()
            .map(|amount| {
                seen = LIMITS.judge(seen, *amount);
                seen
            })
            .collect()
    }

    #[test]
    fn a_value_at_the_limit_is_within_it() {
        assert_eq!(walk(&[50.0, 100.0, 75.0]), [None, None, None]);
        assert_eq!(walk(&[49.9]), [Some(Rule::Low)]);
        assert_eq!(walk(&[100.1]), [Some(Rule::High)]);
    }

    #[test]
    fn who_comes_back_by_a_hair_is_not_back() {
        assert_eq!(
            walk(&[101.0, 99.0, 96.0, 95.0, 99.0]),
            [Some(Rule::High), Some(Rule::High), Some(Rule::High), None, None]
        );
        assert_eq!(
            walk(&[49.0, 51.0, 54.9, 55.0, 51.0]),
            [Some(Rule::Low), Some(Rule::Low), Some(Rule::Low), None, None]
        );
    }

    #[test]
    fn from_one_end_to_the_other_is_one_step() {
        assert_eq!(walk(&[120.0, 40.0, 120.0]), [Some(Rule::High), Some(Rule::Low), Some(Rule::High)]);
    }

    #[test]
    fn limits_that_cannot_be_kept_are_refused() {
        assert!(LIMITS.check().is_ok());
        for wrong in [
            Limits { low: None, high: None, ..LIMITS },
            Limits { low: Some(100.0), ..LIMITS },
            Limits { low: Some(101.0), ..LIMITS },
            Limits { hysteresis: -1.0, ..LIMITS },
            Limits { hysteresis: 25.1, ..LIMITS },
            Limits { silent_after_minutes: Some(4), ..LIMITS },
            Limits { silent_after_minutes: Some(i32::MAX), ..LIMITS },
        ] {
            assert!(wrong.check().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn without_limits_of_ones_own_the_usual_ones_count() {
        assert_eq!(standing("spo2", None, 88.0), Some(Rule::Low));
        let own = Limits { low: Some(85.0), high: None, ..LIMITS };
        assert_eq!(standing("spo2", Some(&own), 88.0), None);
        assert_eq!(standing("weight", None, 400.0), None);
        assert_eq!(standing("something", None, 1e9), None);
    }
}
