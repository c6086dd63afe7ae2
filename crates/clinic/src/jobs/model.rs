//! Duties, what waits for them, and what they gave up. No database here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::parties::model::codes;

codes! {
    /// Something that the program does for a clinic by itself.
    DutyName {
        SendCodes = "send_codes",
        SendMessages = "send_messages",
        PlanReminders = "plan_reminders",
        OfferWaitlist = "offer_waitlist",
        TellPatients = "tell_patients",
        DeliverWebhooks = "deliver_webhooks",
        ReleaseHolds = "release_holds",
        NoteNoShows = "note_no_shows",
        ChargeFees = "charge_fees",
        WatchReadings = "watch_readings",
        GatherReadings = "gather_readings",
        KeepReadings = "keep_readings",
        CountDays = "count_days",
        Housekeeping = "housekeeping",
        VerifyDocuments = "verify_documents",
        TidyDocuments = "tidy_documents",
        SweepDocuments = "sweep_documents",
        WriteExports = "write_exports",
        WorkImports = "work_imports",
    }
}

codes! {
    /// Work of one kind, which waits in a line of its own.
    Queue { Messages = "messages", Webhooks = "webhooks", Exports = "exports", Imports = "imports" }
}

impl DutyName {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("jobs-duty-{}", self.as_str().replace('_', "-"))
    }
}

impl Queue {
    /// The key of its name.
    pub fn title(self) -> String {
        format!("jobs-queue-{}", self.as_str())
    }

    /// Who works it off. Codes that somebody waits for have a duty of their own, and are sent before anybody presses here.
    pub fn duty(self) -> DutyName {
        match self {
            Self::Messages => DutyName::SendMessages,
            Self::Webhooks => DutyName::DeliverWebhooks,
            Self::Exports => DutyName::WriteExports,
            Self::Imports => DutyName::WorkImports,
        }
    }
}

/// How a duty of the clinic stands.
#[derive(Debug, Clone)]
pub struct Duty {
    pub name: DutyName,
    pub due_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// In a row, until it was done again.
    pub failures: i64,
    /// The code of the last one.
    pub failed_with: Option<String>,
}

/// How much there is to do in one line.
#[derive(Debug, Clone, Copy)]
pub struct Backlog {
    pub queue: Queue,
    pub waiting: i64,
    pub waiting_since: Option<Timestamp>,
    /// Given up.
    pub failed: i64,
    pub failed_since: Option<Timestamp>,
}

/// What was given up.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: Uuid,
    pub queue: Queue,
    /// The code of its kind: of a message, an event, an export or an import.
    pub what: String,
    /// The code of what was wrong.
    pub why: Option<String>,
    pub attempts: Option<i32>,
    /// When it was given up; of what is asked for once, when that was.
    pub since: Timestamp,
    /// The message, the webhook, the export or the import.
    pub subject: Uuid,
    /// What a webhook was to be told of.
    pub event: Option<Uuid>,
}

/// What somebody decided not to do.
#[derive(Debug)]
pub struct Discarded {
    pub id: Uuid,
    pub queue: Queue,
    pub what: String,
    pub subject: Uuid,
    pub reason: Phi<String>,
    pub at: Timestamp,
    pub by: Option<Uuid>,
}
