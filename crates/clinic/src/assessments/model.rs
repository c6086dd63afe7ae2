//! What an assessment is. No database here.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::instruments::{Answers, Definition, Direction, Number, Outcome, Sex as NormSex, Subject};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::parties::model::{Party, Sex, codes};

codes! {
    /// How far an assessment is.
    Status { Draft = "draft", Completed = "completed", CoSigned = "co-signed", EnteredInError = "entered-in-error" }
}

impl Status {
    /// Whether it counts as found.
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Completed | Self::CoSigned)
    }
}

/// An assessment as it stands.
#[derive(Clone)]
pub struct Assessment {
    pub id: Id<Assessment>,
    pub patient: Uuid,
    pub appointment: Option<Uuid>,
    pub definition: Arc<Definition>,
    pub status: Status,
    pub waits_for_co_sign: bool,
    pub content: Content,
    pub version: i32,
    pub created_at: Timestamp,
    pub created_by: Uuid,
    pub completed: Option<Signed>,
    pub co_signed: Option<Signed>,
    /// Since when its patient may read it, as it was decided; none while they may not.
    pub released_at: Option<Timestamp>,
}

/// What one version says, and who wrote it.
#[derive(Clone)]
pub struct Content {
    pub administered_on: Date,
    pub answers: Phi<Answers>,
    pub outcome: Phi<Outcome>,
    pub reason: Option<Phi<String>>,
    pub at: Timestamp,
    pub by: Uuid,
}

/// Who answers for something, since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed {
    pub at: Timestamp,
    pub by: Uuid,
}

/// How a score differs from an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreChange {
    pub by: Number,
    /// None where it is the same.
    pub is_better: Option<bool>,
    /// Whether it is more than chance, where somebody found out how much that is.
    pub counts: Option<bool>,
}

/// A version of an assessment in its history.
pub struct Version {
    pub number: i32,
    pub status: Status,
    pub content: Content,
}

/// What is to be written down.
#[derive(Clone)]
pub struct NewAssessment {
    pub patient: Uuid,
    pub appointment: Option<Uuid>,
    pub instrument: String,
    pub found: Found,
}

/// What was found, as it was sent: which answers an instrument takes only its definition says.
#[derive(Clone)]
pub struct Found {
    pub answers: BTreeMap<String, Value>,
    /// Today when nobody says.
    pub administered_on: Option<Date>,
    pub completion: Option<Completion>,
}

/// That it is to be completed with this.
#[derive(Debug, Clone, Copy, Default)]
pub struct Completion {
    /// Although so much is missing that there is no score.
    pub without_score: bool,
}

impl Assessment {
    /// What changed, with the values before and after, for the sealed part of the audit.
    pub fn changes_since(&self, before: Option<&Self>) -> Value {
        let (before, after) = (before.map(Self::fields).unwrap_or_default(), self.fields());
        let changed = after.into_iter().filter_map(|(field, new)| {
            let old = before.get(&field).cloned().unwrap_or(Value::Null);
            (old != new).then(|| (field, json!({ "before": old, "after": new })))
        });
        Value::Object(changed.collect())
    }

    fn fields(&self) -> BTreeMap<String, Value> {
        let outcome = self.content.outcome.reveal();
        let fields = [
            ("instrument", json!(self.definition.id)),
            ("status", json!(self.status)),
            ("administered_on", json!(self.content.administered_on)),
            ("answers", json!(self.content.answers.reveal())),
            ("score", json!(outcome.score)),
            ("band", json!(outcome.band)),
            ("reason", json!(self.content.reason.as_ref().map(Phi::reveal))),
            ("version", json!(self.version)),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// How the score differs from that of an earlier one with the same instrument; none where one of them has none.
    pub fn change_since(&self, before: &Self) -> Option<ScoreChange> {
        let by = self.content.outcome.reveal().score? - before.content.outcome.reveal().score?;
        let higher_is_better = self.definition.direction == Direction::HigherIsBetter;
        let is_better = (by != Number::ZERO).then(|| by.is_negative() != higher_is_better);
        let change = self.definition.change.as_ref();
        Some(ScoreChange { by, is_better, counts: change.map(|change| by.abs() >= change.minimal) })
    }

    /// The answers that somebody has to act on today.
    pub fn critical_flags(&self) -> Vec<&str> {
        let raised = self.content.outcome.reveal().flags.iter();
        let is_critical = |id: &&String| self.definition.flag(id).is_some_and(|flag| flag.critical);
        raised.filter(is_critical).map(String::as_str).collect()
    }
}

/// What of a patient the norms ask for, on a day.
pub fn subject_of(party: &Party, on: Date) -> Subject {
    let born = party.person.reveal().date_of_birth;
    let sex = match party.sex {
        Sex::Female => Some(NormSex::Female),
        Sex::Male => Some(NormSex::Male),
        Sex::Other | Sex::Unknown => None,
    };
    Subject { age: born.filter(|born| *born <= on).map(|born| u32::from(people::date::age(born, on))), sex }
}

/// An instrument as the clinic has it.
#[derive(Clone)]
pub struct Instrument {
    /// In its latest version.
    pub definition: Arc<Definition>,
    /// Whether the clinic imported it.
    pub is_own: bool,
    pub decision: Option<Decision>,
}

/// What the clinic decided last about using an instrument.
#[derive(Debug, Clone)]
pub struct Decision {
    pub in_use: bool,
    /// What it holds of the owner.
    pub permission: Option<String>,
    pub at: Timestamp,
    pub by: Option<Uuid>,
}

impl Instrument {
    /// Those that need nobody's permission are in use until the clinic decides otherwise.
    pub fn is_in_use(&self) -> bool {
        match &self.decision {
            Some(decision) => decision.in_use && (!self.definition.needs_permission() || decision.permission.is_some()),
            None => !self.definition.needs_permission(),
        }
    }

    pub fn permission(&self) -> Option<&str> {
        self.decision.as_ref().and_then(|decision| decision.permission.as_deref())
    }
}
