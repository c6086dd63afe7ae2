//! What a chart's timeline tells, and what it is narrowed to. No database here.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tenancy::Action;
use utoipa::ToSchema;
use uuid::Uuid;
use web::Place;

use crate::parties::model::codes;

codes! {
    /// What can be asked for alone.
    LineKind {
        Diagnosis = "diagnosis", Prescription = "prescription", Requirement = "requirement", Note = "note",
        Assessment = "assessment", Document = "document", Goal = "goal", ProgressNote = "progress-note",
    }
}

impl LineKind {
    /// What one must be allowed to see it.
    pub const fn needs(self) -> Action {
        match self {
            Self::Diagnosis | Self::Prescription | Self::Requirement => Action::ViewRecords,
            Self::Note => Action::ViewNotes,
            Self::Assessment => Action::ViewAssessments,
            Self::Document => Action::ListDocuments,
            Self::Goal | Self::ProgressNote => Action::ViewPlans,
        }
    }

    /// The key of what it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Diagnosis => "records-diagnosis",
            Self::Prescription => "records-prescription",
            Self::Requirement => "records-requirement",
            Self::Note => "notes-note",
            Self::Assessment => "assessments-assessment",
            Self::Document => "documents-document",
            Self::Goal => "plans-goal",
            Self::ProgressNote => "plans-progress-note",
        }
    }
}

codes! {
    /// What stands in a timeline by itself, the rest being told with the visit it belongs to.
    RootKind { Visit = "visit", Note = "note", Assessment = "assessment", Document = "document", Plan = "plan" }
}

/// Where something stands in a timeline.
#[derive(Debug, Clone, Copy)]
pub struct Root {
    pub kind: RootKind,
    pub id: Uuid,
    pub at: Timestamp,
}

impl Root {
    pub const fn place(&self) -> Place {
        Place { at: self.at, id: self.id }
    }
}

/// What a timeline is narrowed to; it stands in the address.
#[derive(Debug, Default, Clone)]
pub struct Narrow {
    pub kind: Option<LineKind>,
    pub author: Option<Uuid>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Narrow {
    /// Whether something of a visit is what is asked for.
    pub fn takes(&self, kind: LineKind, by: Option<Uuid>) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind) && self.author.is_none_or(|wanted| by == Some(wanted))
    }

    /// Whether visits are told for themselves, rather than for what was written at them.
    pub const fn takes_visits(&self) -> bool {
        self.kind.is_none() && self.author.is_none()
    }

    pub fn is_empty(&self) -> bool {
        self.takes_visits() && self.from.is_none() && self.to.is_none()
    }

    /// For the addresses of the other pages.
    pub fn query(&self) -> String {
        let parts = [
            self.kind.map(|kind| format!("kind={}&", kind.as_str())),
            self.author.map(|author| format!("author={author}&")),
            self.from.map(|from| format!("from={from}&")),
            self.to.map(|to| format!("to={to}&")),
        ];
        parts.into_iter().flatten().collect()
    }
}
