//! Records as pages show them.

use std::collections::HashMap;

use tenancy::Action;
use uuid::Uuid;
use vault::Phi;
use web::Guest;

use super::model::{Record, RecordKind, RecordStatus, RequirementState};
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
    pub author_id: Uuid,
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
            author_id: record.author,
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
}

/// What the reader may do with records.
#[derive(Clone, Copy)]
pub struct Rights {
    pub write: bool,
    pub revise: bool,
    pub strike: bool,
    pub fulfil: bool,
}

impl Rights {
    pub fn of(guest: &Guest) -> Self {
        Self {
            write: guest.may(Action::WriteRecord),
            revise: guest.may(Action::ReviseRecord),
            strike: guest.may(Action::StrikeRecord),
            fulfil: guest.may(Action::FulfilRequirement),
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
