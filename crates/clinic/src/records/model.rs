//! What a clinical record is. No database here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::parties::model::codes;

codes! {
    /// What a record says about a visit.
    RecordKind { Diagnosis = "diagnosis", Prescription = "prescription", Requirement = "requirement" }
}

codes! {
    /// Whether a version still counts.
    RecordStatus { Current = "current", Superseded = "superseded", EnteredInError = "entered-in-error" }
}

codes! {
    /// How far a requirement has come.
    RequirementState { Ordered = "ordered", Done = "done" }
}

codes! {
    /// When patients read what was written at a visit, as long as nobody decides about it: when the visit is completed, or
    /// not before somebody releases it.
    ResultRule { Completed = "completed", Released = "released" }
}

impl RecordKind {
    /// The longest text, in characters.
    pub const fn max_length(self) -> usize {
        match self {
            Self::Diagnosis => 200,
            Self::Prescription | Self::Requirement => 100,
        }
    }

    /// How page addresses spell it.
    pub const fn in_paths(self) -> &'static str {
        match self {
            Self::Diagnosis => "diagnosis",
            Self::Prescription => "prescription",
            Self::Requirement => "requires",
        }
    }

    /// What a new record of this kind begins as.
    pub const fn first_state(self) -> Option<RequirementState> {
        match self {
            Self::Requirement => Some(RequirementState::Ordered),
            Self::Diagnosis | Self::Prescription => None,
        }
    }
}

/// One version of a record.
#[derive(Clone)]
pub struct Record {
    /// The same in all versions.
    pub id: Id<Record>,
    /// Of this version: what its values are sealed to.
    pub row: Uuid,
    pub appointment: Uuid,
    pub patient: Uuid,
    pub kind: RecordKind,
    pub version: i32,
    pub status: RecordStatus,
    pub text: Phi<String>,
    /// ICD-10, of a diagnosis.
    pub code: Option<String>,
    pub state: Option<RequirementState>,
    /// Why this version took the place of the one before.
    pub reason: Option<Phi<String>>,
    pub written_at: Timestamp,
    pub written_by: Uuid,
    pub created_at: Timestamp,
    pub author: Uuid,
}

impl Record {
    /// What changed, with the values before and after, for the sealed part of the audit.
    pub fn changes_since(&self, before: Option<&Self>) -> serde_json::Value {
        let (before, after) = (before.map(Self::fields).unwrap_or_default(), self.fields());
        let mut changes = serde_json::Map::new();
        for (field, new) in after {
            let old = before.get(&field).cloned().unwrap_or(serde_json::Value::Null);
            if old != new {
                changes.insert(field, serde_json::json!({ "before": old, "after": new }));
            }
        }
        changes.into()
    }

    fn fields(&self) -> serde_json::Map<String, serde_json::Value> {
        let value = serde_json::json!({
            (self.kind.as_str()): self.text.reveal(),
            "code": self.code,
            "state": self.state,
            "status": self.status,
            "reason": self.reason.as_ref().map(Phi::reveal),
            "version": self.version,
        });
        match value {
            serde_json::Value::Object(map) => map,
            _ => serde_json::Map::new(),
        }
    }
}

/// What somebody decided last about showing a record to its patient.
#[derive(Clone)]
pub struct Decision {
    pub released: bool,
    /// Why it was withdrawn.
    pub reason: Option<Phi<String>>,
    pub at: Timestamp,
    pub by: Uuid,
}

/// Whether a patient may read a record.
#[derive(Clone)]
pub struct Shown {
    /// None while they may not.
    pub since: Option<Timestamp>,
    pub decision: Option<Decision>,
}

/// A record in a patient's own list: what kind and of which visit, not what it says.
pub struct OwnRecord {
    /// Of the version that is shown.
    pub row: Uuid,
    pub appointment: Uuid,
    pub kind: RecordKind,
    pub author: Uuid,
    pub visit_at: Timestamp,
    pub shown_at: Timestamp,
}

/// A record that may be written: checked, in its canonical form.
#[derive(Clone)]
pub struct NewRecord {
    pub kind: RecordKind,
    pub text: String,
    pub code: Option<String>,
    /// Severe allergies that speak against a prescription, of which the author knows.
    pub despite_allergies: Vec<Uuid>,
    /// Why it is prescribed all the same.
    pub reason: Option<String>,
}

/// The visit that a record belongs to.
#[derive(Debug, Clone)]
pub struct Visit {
    pub id: Uuid,
    pub patient: Uuid,
    pub provider: Uuid,
    pub status: String,
    pub starts_at: Timestamp,
}

/// An ICD-10 code in capitals: a letter, a digit, a digit or letter, and up to four more after a dot.
pub fn icd10(text: &str) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    let (category, detail) = code.split_once('.').unwrap_or((&code, "0"));
    let mut head = category.chars();
    let fits = matches!((head.next(), head.next(), head.next(), head.next()),
        (Some(letter), Some(digit), Some(last), None)
            if letter.is_ascii_uppercase() && digit.is_ascii_digit() && last.is_ascii_alphanumeric());
    let detailed = (1..=4).contains(&detail.len()) && detail.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (fits && detailed).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::icd10;

    #[test]
    fn an_icd_code_is_read_in_any_case() {
        assert_eq!(icd10(" e11.9 ").as_deref(), Some("E11.9"));
        assert_eq!(icd10("I10").as_deref(), Some("I10"));
        assert_eq!(icd10("S52.521A").as_deref(), Some("S52.521A"));
    }

    #[test]
    fn what_is_no_icd_code_is_refused() {
        for text in ["", "E", "11.9", "E11.", "E1.9", "E11.12345", "E11.9.1", "É11", "E11 9"] {
            assert_eq!(icd10(text), None, "{text}");
        }
    }
}
