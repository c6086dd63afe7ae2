//! What clients send about readings, devices and limits: the same for the API and the forms.

use jiff::{SignedDuration, Timestamp};
use people::text;
use serde::Deserialize;
use serde_json::Value;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use super::model::{AHEAD, Limits, Measure, Named, NewDevice, NewReading, OLDEST_DAYS};
use super::types::Type;
use crate::forms::text_code;

/// A reading as sent by a client. The same again is the same reading, and answered alike.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReadingInput {
    /// The patient's number or id. A device of one patient may leave it out.
    #[schema(value_type = Option<i64>, example = 1)]
    pub patient: Option<Value>,
    /// A known type (`GET /api/readings/types/`), another word for it, or any other code.
    #[schema(value_type = String, example = "glucometer", max_length = 40)]
    pub sensor_type: Option<Value>,
    /// A decimal, best as a string: its digits are kept as they are.
    #[schema(value_type = String, example = "100.5", max_length = 20)]
    pub value: Option<Value>,
    /// As UCUM writes it.
    #[schema(value_type = String, example = "mg/dL", max_length = 20)]
    pub unit: Option<Value>,
    #[schema(value_type = String, format = DateTime, example = "2030-01-07T05:45:00Z")]
    pub measured_at: Option<Value>,
    #[schema(value_type = Option<String>, max_length = 500)]
    pub note: Option<Value>,
}

/// Several readings at once; each is judged by itself.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReadingBatchInput {
    /// Each as a reading that is sent alone; what is none is refused by itself, and the others are taken.
    #[schema(value_type = Vec<Value>, max_items = 1000, example = json!([{
        "patient": 1, "sensor_type": "heart_rate", "value": "72", "unit": "/min", "measured_at": "2030-01-07T05:45:00Z"
    }]))]
    pub readings: Vec<Value>,
}

/// As many readings as one request may bring.
pub const MOST: usize = 1000;
const NOTE: usize = 500;

/// What the time of a reading is held against.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub now: Timestamp,
    /// The clinic keeps single values for so long.
    pub days_kept: Option<u16>,
}

impl Bounds {
    fn oldest(self) -> Timestamp {
        let days = i64::from(self.days_kept.unwrap_or(OLDEST_DAYS).min(OLDEST_DAYS));
        self.now.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN)
    }
}

impl ReadingBatchInput {
    pub fn check(&self) -> Result<()> {
        match self.readings.len() {
            0 => Err(Error::invalid("readings", "required")),
            count if count > MOST => Err(Error::Invalid(vec![FieldError::new("readings", "too_many").limit(1000)])),
            _ => Ok(()),
        }
    }
}

impl ReadingInput {
    pub fn of_value(value: Value) -> Result<Self> {
        if !value.is_object() {
            return Err(Error::invalid("reading", "malformed"));
        }
        serde_json::from_value(value).map_err(|_| Error::invalid("reading", "malformed"))
    }

    pub fn parse(&self, bounds: Bounds) -> Result<NewReading> {
        let parts = (named(self.patient.as_ref()), self.measure(), self.measured_at(bounds), self.note());
        match parts {
            (Ok(patient), Ok(measure), Ok(measured_at), Ok(note)) => {
                Ok(NewReading { patient, measure, measured_at, note })
            }
            (patient, measure, measured_at, note) => {
                let problems = [patient.err(), measured_at.err(), note.err()].into_iter().flatten();
                Err(Error::Invalid(problems.chain(measure.err().into_iter().flatten()).collect()))
            }
        }
    }

    fn measure(&self) -> Result<Measure, Vec<FieldError>> {
        let value = match &self.value {
            Some(Value::Number(number)) => Some(number.to_string()),
            value => words(value),
        };
        measure(words(&self.sensor_type).as_deref(), value.as_deref(), words(&self.unit).as_deref())
    }

    fn measured_at(&self, bounds: Bounds) -> Result<Timestamp, FieldError> {
        let said = words(&self.measured_at).ok_or_else(|| FieldError::new("measured_at", "required"))?;
        let at: Timestamp = said.parse().map_err(|_| FieldError::new("measured_at", "malformed"))?;
        // What PostgreSQL keeps, so that the same again is the same.
        let at = Timestamp::from_microsecond(at.as_microsecond())
            .map_err(|_| FieldError::new("measured_at", "malformed"))?;
        in_bounds(at, bounds)
    }

    fn note(&self) -> Result<Option<Phi<String>>, FieldError> {
        match &self.note {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(said)) => note(said),
            Some(_) => Err(FieldError::new("note", "malformed")),
        }
    }
}

/// Whom a client means, by number or id.
pub fn named(patient: Option<&Value>) -> Result<Named, FieldError> {
    let malformed = || FieldError::new("patient", "malformed");
    match patient {
        None | Some(Value::Null) => Ok(Named::Own),
        Some(Value::Number(number)) => number.as_i64().map(Named::Number).ok_or_else(malformed),
        Some(Value::String(text)) => {
            let id = || text.trim().parse::<Uuid>().ok().map(Named::Id);
            text.trim().parse().ok().map(Named::Number).or_else(id).ok_or_else(malformed)
        }
        Some(_) => Err(malformed()),
    }
}

/// A note as it is typed; none where nothing was.
pub fn note(typed: &str) -> Result<Option<Phi<String>>, FieldError> {
    let note = text::clean(typed, NOTE);
    let note = note.map_err(|error| FieldError::new("note", text_code(&error)).limit(500))?;
    Ok((!note.is_empty()).then(|| Phi::new(note)))
}

/// An instant at which something can have been measured.
pub fn in_bounds(at: Timestamp, bounds: Bounds) -> Result<Timestamp, FieldError> {
    if at.duration_since(bounds.now) > AHEAD {
        Err(FieldError::new("measured_at", "in_future"))
    } else if at < bounds.oldest() {
        Err(FieldError::new("measured_at", "too_long_ago"))
    } else {
        Ok(at)
    }
}

fn words(value: &Option<Value>) -> Option<String> {
    value.as_ref()?.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Reads what was measured, and judges whether it can be.
pub fn measure(sensor_type: Option<&str>, value: Option<&str>, unit: Option<&str>) -> Result<Measure, Vec<FieldError>> {
    let fields = [("sensor_type", sensor_type), ("value", value), ("unit", unit)];
    let (Some(said), Some(value), Some(unit)) = (sensor_type, value, unit) else {
        let missing = fields.iter().filter(|(_, value)| value.is_none());
        return Err(missing.map(|(field, _)| FieldError::new(*field, "required")).collect());
    };
    let problem = |field: &'static str, code: &'static str| vec![FieldError::new(field, code)];
    let digits = digits(value).ok_or_else(|| problem("value", "not_a_decimal"))?;
    let number: f64 = digits.parse().map_err(|_| problem("value", "not_a_decimal"))?;
    let (code, amount) = match Type::named(said) {
        None if !is_code(said) => return Err(problem("sensor_type", "malformed")),
        None if !is_unit(unit) => return Err(problem("unit", "malformed")),
        None => (said, number),
        Some(kind) => {
            let known = kind.unit(unit).ok_or_else(|| problem("unit", "unknown_unit"))?;
            let amount = known.amount_of(number);
            if !kind.is_possible(amount) {
                return Err(problem("value", "not_possible"));
            }
            (kind.code, amount)
        }
    };
    let said_as = (said != code).then(|| said.to_owned());
    Ok(Measure { sensor_type: code.to_owned(), said_as, value: digits, unit: unit.to_owned(), amount })
}

/// A decimal as it is written down, of up to nine digits before the point and six behind it.
pub fn digits(typed: &str) -> Option<String> {
    let (sign, rest) = typed.strip_prefix('-').map_or(("", typed), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
    let is_plain =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    (is_plain(whole, 9) && is_plain(fraction, 6)).then(|| format!("{sign}{rest}"))
}

/// Whether a type that is not known is well-formed.
pub fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

/// UCUM is written in printable letters without blanks.
fn is_unit(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// A device as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DeviceInput {
    #[schema(example = "Glucometer of the second floor", max_length = 100)]
    pub name: Option<String>,
    /// What it is: a code of lower-case letters, digits, `_` and `-`.
    #[schema(example = "glucometer", max_length = 40)]
    pub kind: Option<String>,
    /// Passes on readings of several patients.
    pub is_gateway: bool,
    /// One patient; of a gateway as many as it serves.
    pub patients: Vec<Uuid>,
}

/// As many patients as one gateway may serve.
const PATIENTS: usize = 500;

impl DeviceInput {
    pub fn parse(&self) -> Result<NewDevice> {
        let mut problems = Vec::new();
        let mut refuse = |field: &'static str, code: &'static str| problems.push(FieldError::new(field, code));
        let name = text::one_line(self.name.as_deref().unwrap_or_default(), 100).unwrap_or_else(|error| {
            refuse("name", text_code(&error));
            "-".to_owned()
        });
        if name.is_empty() {
            refuse("name", "required");
        }
        let kind = self.kind.as_deref().map(str::trim).filter(|kind| !kind.is_empty());
        match kind {
            None => refuse("kind", "required"),
            Some(kind) if !is_code(kind) => refuse("kind", "malformed"),
            Some(_) => {}
        }
        let mut patients = self.patients.clone();
        patients.sort_unstable();
        patients.dedup();
        match patients.len() {
            0 => refuse("patients", "required"),
            count if count > 1 && !self.is_gateway || count > PATIENTS => refuse("patients", "too_many"),
            _ => {}
        }
        let is_gateway = self.is_gateway;
        match problems.is_empty() {
            true => Ok(NewDevice { name, kind: kind.unwrap_or_default().to_owned(), is_gateway, patients }),
            false => Err(Error::Invalid(problems)),
        }
    }
}

/// What is to be watched for, for one patient and one type.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ThresholdInput {
    pub patient: Option<Uuid>,
    #[schema(example = "heart_rate", max_length = 40)]
    pub sensor_type: Option<String>,
    /// The type's own unit when left out.
    #[schema(example = "/min", max_length = 20)]
    pub unit: Option<String>,
    /// What lies below is told.
    #[schema(value_type = Option<String>, example = "50")]
    pub low: Option<Value>,
    /// What lies above is told.
    #[schema(value_type = Option<String>, example = "120")]
    pub high: Option<Value>,
    /// So far back inside a value has to come to count as back; a few per cent of what is usual when left out.
    #[schema(value_type = Option<String>, example = "5")]
    pub hysteresis: Option<Value>,
    /// So many minutes without a reading are told.
    #[schema(example = 1440, minimum = 5, maximum = 527_040)]
    pub silent_after_minutes: Option<i32>,
}

impl ThresholdInput {
    /// Whom it is about, which type, and the limits in the type's own unit.
    pub fn parse(&self) -> Result<(Uuid, String, Limits)> {
        let patient = self.patient.ok_or_else(|| Error::invalid("patient", "required"))?;
        let said = self.sensor_type.as_deref().map(str::trim).filter(|said| !said.is_empty());
        let said = said.ok_or_else(|| Error::invalid("sensor_type", "required"))?;
        let kind = Type::named(said);
        if kind.is_none() && !is_code(said) {
            return Err(Error::invalid("sensor_type", "malformed"));
        }
        let unit = self.unit.as_deref().map(str::trim).filter(|unit| !unit.is_empty());
        let unit = match (kind, unit) {
            (Some(kind), Some(unit)) => Some(kind.unit(unit).ok_or_else(|| Error::invalid("unit", "unknown_unit"))?),
            _ => None,
        };
        let amount = |number: f64| unit.map_or(number, |unit| unit.amount_of(number));
        let (low, high) = (number("low", &self.low)?.map(amount), number("high", &self.high)?.map(amount));
        // A difference: where a scale begins does not matter to it.
        let width = |number: f64| amount(number) - amount(0.0);
        let hysteresis = number("hysteresis", &self.hysteresis)?.map(width);
        let hysteresis = hysteresis.unwrap_or_else(|| usual_hysteresis(kind, low, high));
        let limits = Limits { low, high, hysteresis, silent_after_minutes: self.silent_after_minutes };
        limits.check()?;
        Ok((patient, kind.map_or(said, |kind| kind.code).to_owned(), limits))
    }
}

/// What a type says, unless the limits are too near to each other for it.
fn usual_hysteresis(kind: Option<&Type>, low: Option<f64>, high: Option<f64>) -> f64 {
    let room = low.zip(high).map_or(f64::INFINITY, |(low, high)| ((high - low) / 4.0).max(0.0));
    kind.map_or(0.0, |kind| kind.hysteresis).min(room)
}

fn number(field: &'static str, value: &Option<Value>) -> Result<Option<f64>> {
    let text = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return Err(Error::invalid(field, "not_a_decimal")),
    };
    let read = digits(&text).and_then(|digits| digits.parse().ok());
    read.map(Some).ok_or_else(|| Error::invalid(field, "not_a_decimal"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tenancy::Error;

    use super::{Bounds, ReadingInput, digits};

    fn refused(change: &serde_json::Value) -> String {
        let mut reading = json!({
            "patient": 1, "sensor_type": "glucometer", "value": "100.50", "unit": "mg/dL",
            "measured_at": "2030-01-07T08:00:00Z",
        });
        for (field, value) in change.as_object().unwrap() {
            reading[field] = value.clone();
        }
        let bounds = Bounds { now: "2030-01-07T08:00:00Z".parse().unwrap(), days_kept: Some(30) };
        match ReadingInput::of_value(reading).and_then(|input| input.parse(bounds)) {
            Ok(new) => format!("{} {} {}", new.measure.sensor_type, new.measure.value, new.measure.unit),
            Err(Error::Invalid(problems)) => {
                problems.iter().map(|it| format!("{} {}", it.field, it.code)).collect::<Vec<_>>().join(", ")
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_a_device_sends_is_taken_as_it_is_or_refused_by_name() {
        for (change, said) in [
            (json!({}), "glucose 100.50 mg/dL"),
            (json!({ "value": 100.5 }), "glucose 100.5 mg/dL"),
            (json!({ "value": "5.5", "unit": "mmol/L" }), "glucose 5.5 mmol/L"),
            (json!({ "sensor_type": "lux", "unit": "lx" }), "lux 100.50 lx"),
            (json!({ "patient": "7" }), "glucose 100.50 mg/dL"),
            (json!({ "patient": {} }), "patient malformed"),
            (json!({ "patient": 1.5 }), "patient malformed"),
            (json!({ "value": "1e3" }), "value not_a_decimal"),
            (json!({ "value": "NaN" }), "value not_a_decimal"),
            (json!({ "value": "4" }), "value not_possible"),
            (json!({ "value": [] }), "value required"),
            (json!({ "unit": "km" }), "unit unknown_unit"),
            (json!({ "sensor_type": "Lux!" }), "sensor_type malformed"),
            (json!({ "sensor_type": "lux", "unit": "a b" }), "unit malformed"),
            (json!({ "measured_at": "2030-01-07T08:05:00Z" }), "glucose 100.50 mg/dL"),
            (json!({ "measured_at": "2030-01-07T08:05:01Z" }), "measured_at in_future"),
            (json!({ "measured_at": "2029-12-08T08:00:00Z" }), "glucose 100.50 mg/dL"),
            (json!({ "measured_at": "2029-12-08T07:59:59Z" }), "measured_at too_long_ago"),
            (json!({ "measured_at": "2030-01-07" }), "measured_at malformed"),
            (json!({ "note": 7 }), "note malformed"),
            (json!({ "note": "x".repeat(501) }), "note too_long"),
        ] {
            assert_eq!(refused(&change), said, "{change}");
        }
        assert_eq!(refused(&json!({ "value": null, "measured_at": null })), "measured_at required, value required");
    }

    #[test]
    fn digits_are_kept_as_they_are() {
        for text in ["0", "100.5", "100.50", "-0.000001", "999999999.999999"] {
            assert_eq!(digits(text).as_deref(), Some(text));
        }
        for text in ["", "-", ".5", "5.", "1,5", "+5", "1234567890", "0.1234567", " 5", "1e3", "٣", "0x1", "inf"] {
            assert_eq!(digits(text), None, "{text}");
        }
    }
}
