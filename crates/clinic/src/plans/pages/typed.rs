//! What was typed into the form of an item, and what it means.

use std::collections::HashMap;

use people::text::ascii_digits;
use serde_json::{Map, Value};
use tenancy::{Error, FieldError};
use web::Failure;

use crate::plans::input::{
    ExerciseInput, GoalInput, InterventionInput, PackageInput, PlanInput, ProgressNoteInput, Sent,
};
use crate::plans::model::{CareKind, Item, Owner};
use crate::plans::reassessment_input::ReassessmentInput;

/// Fields that hold numbers.
const NUMBERS: &[&str] =
    &["baseline_level", "weight", "every_weeks", "sets", "reps", "hold_seconds", "times_per_week", "visits", "level"];
/// What the page put into the form for itself.
const OWN: &[&str] = &["csrf_token", "idempotency_key", "version"];

/// The fields as they were typed.
#[derive(Clone, Default)]
pub struct Typed(HashMap<String, String>);

impl Typed {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// What an item says, to be changed.
    pub fn of(item: &Item) -> Self {
        let said = item.content.reveal().fields().into_iter().filter_map(|(field, value)| match value {
            Value::String(text) => Some((field, text)),
            Value::Number(number) => Some((field, number.to_string())),
            _ => None,
        });
        let stands = [("status", item.status.as_str().to_owned()), ("version", item.version.to_string())];
        Self(said.chain(stands.map(|(field, value)| (field.to_owned(), value))).collect())
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    pub fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    /// What a program would have sent.
    pub fn sent(&self, kind: CareKind, owner: Option<Owner>) -> Result<Box<dyn Sent + Send>, Failure> {
        let json = self.json(owner)?;
        Ok(match kind {
            CareKind::Plan => Box::new(web::parse_json::<PlanInput>(&json)?),
            CareKind::Goal => Box::new(web::parse_json::<GoalInput>(&json)?),
            CareKind::Intervention => Box::new(web::parse_json::<InterventionInput>(&json)?),
            CareKind::Exercise => Box::new(web::parse_json::<ExerciseInput>(&json)?),
            CareKind::Reassessment => Box::new(web::parse_json::<ReassessmentInput>(&json)?),
            CareKind::ProgressNote => Box::new(web::parse_json::<ProgressNoteInput>(&json)?),
            CareKind::Package => Box::new(web::parse_json::<PackageInput>(&json)?),
        })
    }

    /// The same as JSON; whose it is says the page, not the form.
    pub fn json(&self, owner: Option<Owner>) -> Result<Vec<u8>, Failure> {
        let (mut fields, mut problems) = (Map::new(), Vec::new());
        for (name, value) in
            self.0.iter().filter(|(name, value)| !OWN.contains(&name.as_str()) && !value.trim().is_empty())
        {
            if let Some(number) = NUMBERS.iter().find(|number| *number == name) {
                match ascii_digits(value).trim().trim_start_matches('+').parse::<i64>() {
                    Ok(read) => fields.insert(name.clone(), read.into()),
                    Err(_) => {
                        problems.push(FieldError::new(*number, "not_a_number"));
                        None
                    }
                };
            } else {
                fields.insert(name.clone(), value.clone().into());
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems).into());
        }
        fields.retain(|name, _| name != "patient" && name != "plan");
        match owner {
            Some(Owner::Patient(patient)) => fields.insert("patient".to_owned(), patient.to_string().into()),
            Some(Owner::Plan(plan)) => fields.insert("plan".to_owned(), plan.to_string().into()),
            None => None,
        };
        Ok(Value::Object(fields).to_string().into_bytes())
    }
}
