//! How clients say which reading they mean, and why it is struck: the same for the API and the forms.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tenancy::{Action, Error, FieldError, Result, TenantTx};
use utoipa::ToSchema;
use uuid::Uuid;

use super::api::code_of;
use super::input::named;
use super::model::{Key, Named};
use crate::parties::naming::{id_of_number, survivor_of};
use crate::records::input::ReasonInput;

/// A reading that is on record, by what makes it the same.
#[derive(Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
#[schema(example = json!({ "patient": 1, "sensor_type": "glucometer", "measured_at": "2030-01-07T05:45:00Z",
    "device": "0198c0de-0000-7000-8000-000000000000" }))]
pub struct ReadingKeyInput {
    /// The patient's number or id.
    #[schema(value_type = i64, example = 1)]
    pub patient: Option<Value>,
    /// A code, or another word for it.
    #[schema(value_type = String, example = "glucometer", max_length = 40)]
    pub sensor_type: Option<String>,
    #[schema(value_type = String, format = DateTime, example = "2030-01-07T05:45:00Z")]
    pub measured_at: Option<String>,
    /// The device that sent it, or the person who typed it.
    #[schema(value_type = Uuid)]
    pub device: Option<String>,
}

/// A reading that was entered in error, and why.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(example = json!({ "patient": 1, "sensor_type": "glucometer", "measured_at": "2030-01-07T05:45:00Z",
    "device": "0198c0de-0000-7000-8000-000000000000", "reason": "Typed a nought too many" }))]
pub struct ReadingStrikeInput {
    #[serde(flatten)]
    pub key: ReadingKeyInput,
    #[schema(example = "Typed a nought too many", max_length = 200)]
    pub reason: Option<String>,
}

impl ReadingStrikeInput {
    pub fn reason(&self) -> ReasonInput {
        ReasonInput { reason: self.reason.clone() }
    }
}

/// A reading as a client names it.
#[derive(Debug, Clone)]
pub struct NamedReading {
    patient: Named,
    sensor_type: String,
    measured_at: Timestamp,
    source: Uuid,
}

impl ReadingKeyInput {
    pub fn parse(&self) -> Result<NamedReading> {
        let parts = (self.patient(), self.sensor_type(), self.measured_at(), self.device());
        match parts {
            (Ok(patient), Ok(sensor_type), Ok(measured_at), Ok(source)) => {
                Ok(NamedReading { patient, sensor_type, measured_at, source })
            }
            (patient, sensor_type, measured_at, device) => {
                let problems = [patient.err(), sensor_type.err(), measured_at.err(), device.err()];
                Err(Error::Invalid(problems.into_iter().flatten().collect()))
            }
        }
    }

    fn patient(&self) -> Result<Named, FieldError> {
        match named(self.patient.as_ref())? {
            Named::Own => Err(FieldError::new("patient", "required")),
            named => Ok(named),
        }
    }

    fn sensor_type(&self) -> Result<String, FieldError> {
        let said = said("sensor_type", self.sensor_type.as_deref())?;
        code_of(said).map_err(|_| FieldError::new("sensor_type", "malformed"))
    }

    fn measured_at(&self) -> Result<Timestamp, FieldError> {
        let said = said("measured_at", self.measured_at.as_deref())?;
        instant(said).ok_or_else(|| FieldError::new("measured_at", "malformed"))
    }

    fn device(&self) -> Result<Uuid, FieldError> {
        said("device", self.device.as_deref())?.parse().map_err(|_| FieldError::new("device", "malformed"))
    }
}

/// An instant as finely as PostgreSQL keeps it.
pub fn instant(text: &str) -> Option<Timestamp> {
    let at: Timestamp = text.parse().ok()?;
    Timestamp::from_microsecond(at.as_microsecond()).ok()
}

fn said<'a>(field: &'static str, text: Option<&'a str>) -> Result<&'a str, FieldError> {
    text.map(str::trim).filter(|text| !text.is_empty()).ok_or_else(|| FieldError::new(field, "required"))
}

impl NamedReading {
    /// The reading that is meant. Whoever was merged into somebody is that somebody by all their names.
    pub async fn key(self, tx: &mut TenantTx, action: Action) -> Result<Key> {
        let patient = match self.patient {
            Named::Number(number) => id_of_number(tx, action, number).await?.uuid(),
            Named::Id(id) => survivor_of(tx, action, id).await?.unwrap_or(id),
            Named::Own => return Err(Error::NotFound),
        };
        let Self { sensor_type, measured_at, source, .. } = self;
        Ok(Key { patient, sensor_type, measured_at, source })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tenancy::Error;

    use super::ReadingKeyInput;

    #[test]
    fn a_reading_is_named_by_all_that_makes_it_the_same() {
        let fine = json!({ "patient": 1, "sensor_type": "glucometer", "measured_at": "2030-01-07T05:45:00Z",
            "device": "0198c0de-0000-7000-8000-000000000000" });
        for (field, value, said) in [
            ("patient", json!(null), "patient required"),
            ("patient", json!("somebody"), "patient malformed"),
            ("sensor_type", json!(null), "sensor_type required"),
            ("sensor_type", json!("Lux!"), "sensor_type malformed"),
            ("measured_at", json!(" "), "measured_at required"),
            ("measured_at", json!("2030-01-07"), "measured_at malformed"),
            ("device", json!(null), "device required"),
            ("device", json!("7"), "device malformed"),
        ] {
            let mut input = fine.clone();
            input[field] = value;
            let input: ReadingKeyInput = serde_json::from_value(input).unwrap();
            let Err(Error::Invalid(problems)) = input.parse() else { panic!("{said}") };
            let told: Vec<_> = problems.iter().map(|it| format!("{} {}", it.field, it.code)).collect();
            assert_eq!(told, [said]);
        }
        let input: ReadingKeyInput = serde_json::from_value(fine).unwrap();
        assert_eq!(input.parse().unwrap().sensor_type, "glucose");
    }
}
