//! What lies in the recycle bin. No database here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::parties::model::codes;

codes! {
    /// What was deleted.
    DeletedKind { Patient = "patient", Contact = "contact", Appointment = "appointment", Document = "document" }
}

impl DeletedKind {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("recycle-bin-kind-{}", self.as_str())
    }

    /// How the sign before it is called.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Patient => "user",
            Self::Contact => "patients",
            Self::Appointment => "calendar",
            Self::Document => "document",
        }
    }
}

/// Something that was deleted.
pub struct Deleted {
    pub id: Uuid,
    pub kind: DeletedKind,
    /// Whom it is or is about, or what it is called.
    pub title: Phi<String>,
    /// When an appointment was to begin.
    pub starts_at: Option<Timestamp>,
    pub patient: Option<Uuid>,
    pub deleted_at: Timestamp,
    pub deleted_by: Option<Uuid>,
}
