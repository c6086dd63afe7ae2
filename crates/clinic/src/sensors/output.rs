//! Readings, devices, thresholds and alerts as programs read them.

use jiff::Timestamp;
use serde::Serialize;
use tenancy::Error;
use utoipa::ToSchema;
use uuid::Uuid;
use web::{FieldProblem, Guest, field_text};

use super::model::{Alert, AlertStatus, Bucket, Device, Reading, ReadingStatus, Rule, Threshold};
use super::types::{TYPES, Type, decimal};

/// A reading as it was sent.
#[derive(Serialize, ToSchema)]
#[schema(as = Reading)]
pub struct ReadingOutput {
    /// Follows from patient, type, instant and device: the same reading has the same id.
    pub id: Uuid,
    /// The patient's number.
    #[schema(example = 1)]
    pub patient: Option<i64>,
    pub patient_id: Uuid,
    /// The type in the sender's words.
    #[schema(example = "glucometer")]
    pub sensor_type: String,
    /// The code under which readings of one type are found.
    #[schema(example = "glucose")]
    pub type_code: String,
    #[schema(example = "100.5")]
    pub value: String,
    #[schema(example = "mg/dL")]
    pub unit: String,
    #[schema(example = "2030-01-07T05:45:00Z")]
    pub measured_at: Timestamp,
    #[schema(example = "2030-01-07T05:45:02Z")]
    pub received_at: Timestamp,
    /// The device that sent it, or the person who typed it.
    pub device: Uuid,
    /// For those who read the chart.
    pub note: Option<String>,
    pub status: ReadingStatus,
    /// When and by whom it was marked as entered in error: it counts nowhere then.
    pub deleted_at: Option<Timestamp>,
    pub deleted_by: Option<Uuid>,
    /// Why it was; for those who read the chart.
    pub reason: Option<String>,
}

impl ReadingOutput {
    pub fn new(reading: Reading) -> Self {
        let (id, status) = (reading.id(), reading.status());
        let struck = reading.struck;
        Self {
            id,
            status,
            deleted_at: struck.as_ref().map(|struck| struck.at),
            deleted_by: struck.as_ref().map(|struck| struck.by),
            reason: struck.and_then(|struck| struck.reason).map(vault::Phi::into_inner),
            patient: reading.number,
            patient_id: reading.patient,
            sensor_type: reading.measure.said_as.unwrap_or_else(|| reading.measure.sensor_type.clone()),
            type_code: reading.measure.sensor_type,
            value: reading.measure.value,
            unit: reading.measure.unit,
            measured_at: reading.measured_at,
            received_at: reading.received_at,
            device: reading.source,
            note: reading.note.map(vault::Phi::into_inner),
        }
    }
}

/// How it went with one reading of several.
#[derive(Serialize, ToSchema)]
pub struct ReadingResult {
    /// Its place among those that were sent, from 0.
    #[schema(example = 0)]
    pub index: usize,
    /// What it would have been answered with alone: 201, 404, 409 or 422.
    #[schema(example = 201)]
    pub status: u16,
    pub reading: Option<ReadingOutput>,
    /// Why it was refused.
    pub code: Option<&'static str>,
    pub errors: Vec<FieldProblem>,
}

/// How it went with each.
#[derive(Serialize, ToSchema)]
pub struct ReadingResults {
    #[schema(example = 1)]
    pub recorded: usize,
    #[schema(example = 0)]
    pub refused: usize,
    pub results: Vec<ReadingResult>,
}

impl ReadingResult {
    pub fn new(guest: &Guest, index: usize, result: Result<Reading, Error>) -> Self {
        let refused =
            |status, error: &Error, errors| Self { index, status, reading: None, code: Some(error.code()), errors };
        match result {
            Ok(reading) => {
                let reading = Some(ReadingOutput::new(reading));
                Self { index, status: 201, reading, code: None, errors: Vec::new() }
            }
            Err(Error::Invalid(fields)) => {
                let problem = |field: &tenancy::FieldError| FieldProblem {
                    pointer: format!("/readings/{index}/{}", field.field),
                    code: field.code,
                    detail: field_text(guest, field),
                };
                let problems = fields.iter().map(problem).collect();
                refused(422, &Error::Invalid(fields), problems)
            }
            Err(error @ Error::Conflict(_)) => refused(409, &error, Vec::new()),
            Err(error) => refused(404, &error, Vec::new()),
        }
    }
}

impl ReadingResults {
    pub fn new(results: Vec<ReadingResult>) -> Self {
        let recorded = results.iter().filter(|result| result.reading.is_some()).count();
        Self { recorded, refused: results.len() - recorded, results }
    }
}

/// A unit in which a type may be given.
#[derive(Serialize, ToSchema)]
pub struct UnitOutput {
    #[schema(example = "mg/dL")]
    pub ucum: &'static str,
    /// What devices may write instead.
    pub also: &'static [&'static str],
}

/// A known type of reading.
#[derive(Serialize, ToSchema)]
pub struct TypeOutput {
    #[schema(example = "glucose")]
    pub code: &'static str,
    /// Other words for it.
    pub also: &'static [&'static str],
    /// The first is the one that values are compared in.
    pub units: Vec<UnitOutput>,
    /// Beyond these a value is refused.
    #[schema(example = 5)]
    pub lowest_possible: f64,
    #[schema(example = 2000)]
    pub highest_possible: f64,
    /// Of a healthy adult at rest.
    #[schema(example = 70)]
    pub usual_low: Option<f64>,
    #[schema(example = 180)]
    pub usual_high: Option<f64>,
}

/// Every known type.
#[derive(Serialize, ToSchema)]
pub struct TypesOutput {
    pub types: Vec<TypeOutput>,
}

impl TypesOutput {
    pub fn all() -> Self {
        let one = |kind: &Type| TypeOutput {
            code: kind.code,
            also: kind.also,
            units: kind.units.iter().map(|unit| UnitOutput { ucum: unit.ucum, also: unit.also }).collect(),
            lowest_possible: kind.possible.0,
            highest_possible: kind.possible.1,
            usual_low: kind.usual.map(|(low, _)| low),
            usual_high: kind.usual.map(|(_, high)| high),
        };
        Self { types: TYPES.iter().map(one).collect() }
    }
}

/// What the readings between two instants come to.
#[derive(Serialize, ToSchema)]
pub struct PointOutput {
    /// Where the point begins.
    #[schema(example = "2030-01-07T05:00:00Z")]
    pub at: Timestamp,
    #[schema(example = "98")]
    pub min: String,
    #[schema(example = "104")]
    pub max: String,
    #[schema(example = "100.5")]
    pub avg: String,
    #[schema(example = 60)]
    pub count: i64,
}

/// A span of readings as so many points.
#[derive(Serialize, ToSchema)]
pub struct SeriesOutput {
    pub patient_id: Uuid,
    #[schema(example = "glucose")]
    pub type_code: String,
    /// Of every number in it; what the sender wrote where the type is not known.
    #[schema(example = "mg/dL")]
    pub unit: Option<String>,
    #[schema(example = 3600)]
    pub bucket_seconds: i64,
    pub points: Vec<PointOutput>,
}

/// As many decimals as an average is worth.
const DECIMALS: u8 = 3;

impl PointOutput {
    /// With every number turned into the unit that was asked for.
    pub fn new(bucket: &Bucket, value_of: impl Fn(f64) -> f64) -> Self {
        let (one, other) = (value_of(bucket.lowest), value_of(bucket.highest));
        Self {
            at: bucket.at,
            min: decimal(one.min(other), DECIMALS),
            max: decimal(one.max(other), DECIMALS),
            avg: decimal(value_of(bucket.average), DECIMALS),
            count: bucket.times,
        }
    }
}

/// A device as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Device)]
pub struct DeviceOutput {
    pub id: Uuid,
    #[schema(example = "Glucometer of the second floor")]
    pub name: String,
    #[schema(example = "glucometer")]
    pub kind: String,
    pub is_gateway: bool,
    pub patients: Vec<Uuid>,
    #[schema(example = "2030-01-07T05:45:00Z")]
    pub created_at: Timestamp,
    pub last_used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

impl DeviceOutput {
    pub fn new(device: Device) -> Self {
        Self {
            id: device.id,
            name: device.name.into_inner(),
            kind: device.kind,
            is_gateway: device.is_gateway,
            patients: device.patients,
            created_at: device.created_at,
            last_used_at: device.last_used_at,
            revoked_at: device.revoked_at,
        }
    }
}

/// A device that was just registered, with its token, which is shown this once.
#[derive(Serialize, ToSchema)]
pub struct RegisteredDevice {
    #[serde(flatten)]
    pub device: DeviceOutput,
    pub token: String,
}

/// What is watched for, in the unit of the type.
#[derive(Serialize, ToSchema)]
#[schema(as = Threshold)]
pub struct ThresholdOutput {
    pub id: Uuid,
    pub patient: Uuid,
    #[schema(example = "heart_rate")]
    pub sensor_type: String,
    #[schema(example = "/min")]
    pub unit: Option<&'static str>,
    #[schema(example = "50")]
    pub low: Option<String>,
    #[schema(example = "120")]
    pub high: Option<String>,
    #[schema(example = "5")]
    pub hysteresis: String,
    #[schema(example = 1440)]
    pub silent_after_minutes: Option<i32>,
    #[schema(example = "2030-01-07T05:45:00Z")]
    pub set_at: Timestamp,
    pub set_by: Uuid,
    #[schema(example = 1)]
    pub version: i32,
}

/// Limits are kept as finely as they can be typed.
const FINE: u8 = 6;

impl ThresholdOutput {
    pub fn new(threshold: Threshold) -> Self {
        let limits = threshold.limits;
        Self {
            id: threshold.id,
            patient: threshold.patient,
            unit: Type::named(&threshold.sensor_type).map(Type::own_unit),
            sensor_type: threshold.sensor_type,
            low: limits.low.map(|low| decimal(low, FINE)),
            high: limits.high.map(|high| decimal(high, FINE)),
            hysteresis: decimal(limits.hysteresis, FINE),
            silent_after_minutes: limits.silent_after_minutes,
            set_at: threshold.set_at,
            set_by: threshold.set_by,
            version: threshold.version,
        }
    }
}

/// Everything that is watched for, for one patient.
#[derive(Serialize, ToSchema)]
pub struct ThresholdsOutput {
    pub thresholds: Vec<ThresholdOutput>,
}

/// That something watched for was noticed.
#[derive(Serialize, ToSchema)]
#[schema(as = ReadingAlert)]
pub struct AlertOutput {
    pub id: Uuid,
    pub patient: Uuid,
    #[schema(example = "heart_rate")]
    pub sensor_type: String,
    pub rule: Rule,
    pub status: AlertStatus,
    /// The value that it began with, in the unit of the type; of a silence the last before it.
    #[schema(example = "132")]
    pub value: Option<String>,
    #[schema(example = "/min")]
    pub unit: Option<&'static str>,
    pub measured_at: Option<Timestamp>,
    #[schema(example = "2030-01-07T05:45:00Z")]
    pub opened_at: Timestamp,
    pub acknowledged_at: Option<Timestamp>,
    pub acknowledged_by: Option<Uuid>,
    pub resolved_at: Option<Timestamp>,
    /// Nobody where it passed by itself.
    pub resolved_by: Option<Uuid>,
    /// Whether it is over because the reading that it began with was entered in error.
    #[schema(example = false)]
    pub struck: bool,
}

impl AlertOutput {
    pub fn new(alert: Alert) -> Self {
        Self {
            id: alert.id,
            patient: alert.patient,
            unit: Type::named(&alert.sensor_type).map(Type::own_unit),
            sensor_type: alert.sensor_type,
            rule: alert.rule,
            status: alert.status,
            value: alert.amount.map(|amount| decimal(amount, FINE)),
            measured_at: alert.measured_at,
            opened_at: alert.opened_at,
            acknowledged_at: alert.acknowledged.map(|(at, _)| at),
            acknowledged_by: alert.acknowledged.map(|(_, by)| by),
            resolved_at: alert.resolved_at,
            resolved_by: alert.resolved_by,
            struck: alert.is_struck,
        }
    }
}
