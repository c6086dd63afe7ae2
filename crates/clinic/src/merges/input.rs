//! What clients send to merge two patients.

use std::collections::BTreeMap;

use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::fields::{FIELDS, MAY_KEEP_BOTH};
use super::model::{Choice, Wanted};
use crate::records::input::ReasonInput;

/// Whom the patient of the path is merged with. What is said of no field stays as it is, and is taken from the other where
/// there is nothing.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(example = json!({
    "other": "0198c0de-0000-7000-8000-000000000000", "version": 1, "other_version": 1, "fields": { "phone": "other" },
    "reason": "Registered twice",
}))]
pub struct MergeInput {
    /// Whose chart goes into the patient's.
    pub other: Option<Uuid>,
    /// The version of the patient that was looked at.
    pub version: Option<i32>,
    /// The version of the other that was looked at.
    pub other_version: Option<i32>,
    /// By the name of a field whose value is kept; of `notes` both can be.
    pub fields: BTreeMap<String, Choice>,
    #[schema(max_length = 200)]
    pub reason: Option<String>,
}

impl MergeInput {
    pub fn parse(self) -> Result<Wanted> {
        let mut problems = Vec::new();
        let reason = match (ReasonInput { reason: self.reason }).parse() {
            Ok(reason) => reason,
            Err(Error::Invalid(found)) => {
                problems.extend(found);
                String::new()
            }
            Err(other) => return Err(other),
        };
        let given = [self.other.is_some(), self.version.is_some(), self.other_version.is_some()];
        for (field, _) in ["other", "version", "other_version"].into_iter().zip(given).filter(|(_, given)| !given) {
            problems.push(FieldError::new(field, "required"));
        }
        for (name, choice) in &self.fields {
            let is_known = FIELDS.iter().any(|(known, _)| known == name);
            if !is_known || *choice == Choice::Both && name != MAY_KEEP_BOTH {
                problems.push(FieldError::new(format!("fields/{name}"), "unknown_choice"));
            }
        }
        match (self.other, self.version, self.other_version) {
            (Some(other), Some(version), Some(other_version)) if problems.is_empty() => {
                let versions = (version.into(), other_version.into());
                Ok(Wanted { other, versions, choices: self.fields, reason })
            }
            _ => Err(Error::Invalid(problems)),
        }
    }
}

/// Whom a preview is of.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// Whose chart would go into the patient's.
    pub other: Option<Uuid>,
}
