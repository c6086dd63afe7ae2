//! What can be told, and to whom. No database here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tenancy::Role;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::parties::model::codes;

codes! {
    /// What happened.
    Kind {
        PatientArrived = "patient_arrived",
        BookedOnline = "booked_online",
        MovedOnline = "moved_online",
        CancelledOnline = "cancelled_online",
        MessageReceived = "message_received",
        MessageFailed = "message_failed",
        EmergencyOpened = "emergency_opened",
        CriticalAnswer = "critical_answer",
        DocumentDamaged = "document_damaged",
        ReadingAlert = "reading_alert",
        NoteToCoSign = "note_to_co_sign",
        AssessmentToCoSign = "assessment_to_co_sign",
        WebhookStopped = "webhook_stopped",
        ExportReady = "export_ready",
        ExportFailed = "export_failed",
    }
}

/// Something that happened.
#[derive(Debug, Clone, Copy)]
pub struct Event {
    pub kind: Kind,
    /// Where it happened to one thing. What has none is told as one until somebody looks.
    pub subject: Option<Uuid>,
    /// When the appointment is.
    pub at: Option<Timestamp>,
}

impl Event {
    /// One of several that are told as one.
    pub fn of(kind: Kind) -> Self {
        Self { kind, subject: None, at: None }
    }
}

/// Who is told; whoever did it knows.
#[derive(Debug, Clone, Copy)]
pub struct Audience<'a> {
    pub people: &'a [Uuid],
    pub roles: &'a [Role],
}

/// A notification as its owner finds it.
#[derive(Debug, Clone)]
pub struct Notification {
    pub id: Uuid,
    pub kind: Kind,
    pub subject: Option<Uuid>,
    pub at: Option<Timestamp>,
    pub times: i32,
    pub created_at: Timestamp,
    pub is_read: bool,
}
