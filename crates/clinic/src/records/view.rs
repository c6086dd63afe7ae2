//! Records as pages show them.

use std::collections::HashMap;

use tenancy::Action;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Record, RecordKind, RecordStatus, RequirementState, ResultRule, Shown};
use crate::shell::Moment;

/// One version, ready to be shown.
#[derive(Clone)]
pub struct RecordView {
    pub id: Uuid,
    pub appointment: Uuid,
    pub kind: RecordKind,
    pub version: i32,
    pub status: RecordStatus,
    pub text: String,
    pub code: Option<String>,
    pub state: Option<RequirementState>,
    pub reason: Option<String>,
    pub author: String,
    pub at: Moment,
}

impl RecordView {
    pub fn new(record: Record, guest: &Guest, names: &HashMap<Uuid, String>) -> Self {
        Self {
            id: record.id.uuid(),
            appointment: record.appointment,
            kind: record.kind,
            version: record.version,
            status: record.status,
            text: record.text.into_inner(),
            code: record.code,
            state: record.state,
            reason: record.reason.map(Phi::into_inner),
            author: names.get(&record.author).cloned().unwrap_or_default(),
            at: Moment::new(guest, record.created_at),
        }
    }

    pub fn is_current(&self) -> bool {
        self.status == RecordStatus::Current
    }

    pub fn is_struck(&self) -> bool {
        self.status == RecordStatus::EnteredInError
    }

    pub fn is_ordered(&self) -> bool {
        self.is_current() && self.state == Some(RequirementState::Ordered)
    }

    pub fn is_done(&self) -> bool {
        self.state == Some(RequirementState::Done)
    }
}

/// A visit's record of one kind, or the place where it will stand.
pub struct Card {
    pub kind: RecordKind,
    pub record: Option<RecordView>,
    pub shown: Option<ShownView>,
    /// Whether there is an earlier one to repeat.
    pub can_repeat: bool,
    /// Allergies that speak against it, by name.
    pub against: Vec<String>,
}

impl Card {
    /// Whether there is something that the patient may not read yet.
    pub fn waits(&self) -> bool {
        self.record.is_some() && self.shown.as_ref().is_some_and(|shown| !shown.is_shown)
    }
}

/// Whether the patient reads a record, since when or why not, and whose decision that was.
#[derive(Clone)]
pub struct ShownView {
    pub is_shown: bool,
    pub key: &'static str,
    pub at: Option<Moment>,
    pub by: String,
    pub reason: Option<String>,
}

impl ShownView {
    /// `rule` is what holds for a visit that is not completed yet; none once it is.
    pub fn new(shown: Shown, rule: Option<ResultRule>, guest: &Guest, names: &HashMap<Uuid, String>) -> Self {
        let is_shown = shown.since.is_some();
        let key = match (&shown.decision, rule) {
            (Some(decision), _) if decision.released => "records-released-by",
            (Some(_), _) => "records-withdrawn-by",
            (None, _) if is_shown => "records-shown-since",
            (None, Some(ResultRule::Completed)) => "records-shown-later",
            (None, _) => "records-not-released",
        };
        let at = shown.decision.as_ref().map(|decision| decision.at).or(shown.since);
        let by = shown.decision.as_ref().and_then(|decision| names.get(&decision.by)).cloned().unwrap_or_default();
        let reason = shown.decision.and_then(|decision| decision.reason).map(Phi::into_inner);
        Self { is_shown, key, at: at.map(|at| Moment::new(guest, at)), by, reason }
    }
}

/// What the reader may do with records.
#[derive(Clone, Copy)]
pub struct Rights {
    pub write: bool,
    pub revise: bool,
    pub strike: bool,
    pub fulfil: bool,
    pub release: bool,
    pub withdraw: bool,
}

impl Rights {
    pub fn of(guest: &Guest) -> Self {
        Self {
            write: guest.may(Action::WriteRecord),
            revise: guest.may(Action::ReviseRecord),
            strike: guest.may(Action::StrikeRecord),
            fulfil: guest.may(Action::FulfilRequirement),
            release: guest.may(Action::ReleaseRecord),
            withdraw: guest.may(Action::WithdrawRecord),
        }
    }
}

/// The words and the drawing of each kind.
impl RecordKind {
    pub fn icon(self) -> &'static str {
        self.as_str()
    }

    pub fn title(self) -> String {
        format!("records-{}", self.as_str())
    }

    pub fn add_title(self) -> String {
        format!("records-add-{}", self.as_str())
    }

    pub fn edit_title(self) -> String {
        format!("records-edit-{}", self.as_str())
    }

    pub fn none_title(self) -> String {
        format!("records-no-{}", self.as_str())
    }

    /// A word of help below the field; a diagnosis needs none.
    pub fn hint(self) -> Option<&'static str> {
        match self {
            Self::Diagnosis => None,
            Self::Prescription => Some("records-prescription-hint"),
            Self::Requirement => Some("records-requirement-hint"),
        }
    }
}
