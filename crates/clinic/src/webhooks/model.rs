//! Who is told of what, how it is said, and when it is said again. No database here.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tenancy::{Error, Id, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::parties::model::codes;

codes! {
    /// What somebody can be told of.
    EventType {
        PatientCreated = "patient.created",
        PatientUpdated = "patient.updated",
        PatientDeleted = "patient.deleted",
        PatientRestored = "patient.restored",
        PatientMerged = "patient.merged",
        PatientParted = "patient.parted",
        AppointmentBooked = "appointment.booked",
        AppointmentConfirmed = "appointment.confirmed",
        AppointmentUpdated = "appointment.updated",
        AppointmentMoved = "appointment.moved",
        AppointmentArrived = "appointment.arrived",
        AppointmentCheckedIn = "appointment.checked_in",
        AppointmentCompleted = "appointment.completed",
        AppointmentNoShow = "appointment.no_show",
        AppointmentCancelled = "appointment.cancelled",
        AppointmentReverted = "appointment.reverted",
        AppointmentEnteredInError = "appointment.entered_in_error",
        AppointmentDeleted = "appointment.deleted",
        AppointmentRestored = "appointment.restored",
        DocumentAdded = "document.added",
        DocumentUpdated = "document.updated",
        DocumentDeleted = "document.deleted",
        DocumentRestored = "document.restored",
        AssessmentCompleted = "assessment.completed",
        AssessmentCoSigned = "assessment.co_signed",
        AssessmentAmended = "assessment.amended",
        AssessmentStruck = "assessment.struck",
        NoteSigned = "note.signed",
        NoteCoSigned = "note.co_signed",
        NoteAmended = "note.amended",
        NoteStruck = "note.struck",
        AlertRaised = "alert.raised",
        InvoiceIssued = "invoice.issued",
        InvoiceCredited = "invoice.credited",
    }
}

/// What is told to try somebody out: nothing happened.
pub const PING: &str = "ping";

codes! {
    /// Why somebody is told nothing more, where nobody decided so by hand: they answered that they are gone for good, or
    /// nothing had arrived for days.
    StoppedFor { Gone = "gone", Failing = "failing" }
}

codes! {
    /// How far something that is told has got.
    DeliveryStatus { Waiting = "waiting", Delivered = "delivered", Failed = "failed" }
}

codes! {
    /// Why an attempt came to nothing.
    DeliveryError {
        Unreachable = "unreachable",
        TimedOut = "timed_out",
        BrokenOff = "broken_off",
        OutOfReach = "out_of_reach",
        Redirected = "redirected",
        Refused = "refused",
        Gone = "gone",
        NotTried = "not_tried",
    }
}

/// Who is told, and of what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewWebhook {
    pub url: String,
    pub description: Option<String>,
    pub types: Vec<EventType>,
    pub enabled: bool,
}

/// The same, as it stands.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub id: Id<Webhook>,
    pub offer: NewWebhook,
    pub stopped_for: Option<StoppedFor>,
    /// Until when the secret before this one signs as well.
    pub earlier_until: Option<Timestamp>,
    pub failing_since: Option<Timestamp>,
    pub version: i32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    pub id: Uuid,
    /// One of [`EventType`], or [`PING`].
    pub told: String,
    pub happened_at: Timestamp,
    pub subject: Uuid,
    pub patient: Option<Uuid>,
    pub other: Option<Uuid>,
    pub version: Option<i32>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    told: &'a str,
    timestamp: Timestamp,
    data: Thing,
}

/// Ids and nothing else: whoever hears of them asks for the rest, and is judged and recorded as they do.
#[derive(Serialize)]
struct Thing {
    id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    patient: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

impl Event {
    /// By which whoever hears it twice knows that it is the same.
    pub fn message_id(&self) -> String {
        format!("msg_{}", self.id.simple())
    }

    /// Whom it is about.
    pub fn whom(&self) -> Option<Uuid> {
        self.patient.or_else(|| self.told.starts_with("patient.").then_some(self.subject))
    }

    /// What is sent, byte by byte the same at every try.
    pub fn body(&self) -> Result<String> {
        let data = Thing { id: self.subject, patient: self.patient, merged_into: self.other, version: self.version };
        let body = Body { told: &self.told, timestamp: self.happened_at, data };
        serde_json::to_string(&body).map_err(Error::internal)
    }
}

/// That somebody is told of something, and how far that got.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub event: Event,
    pub status: DeliveryStatus,
    pub attempts: i32,
    pub next_attempt_at: Timestamp,
    pub attempted_at: Option<Timestamp>,
    pub duration_ms: Option<i32>,
    pub answered: Option<i32>,
    pub error: Option<DeliveryError>,
    pub delivered_at: Option<Timestamp>,
}

/// Before each further attempt, in seconds: three days in all, as Standard Webhooks proposes.
const WAITS: [u64; 9] = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
/// However long somebody asks to be left alone.
const LONGEST_WAIT: Duration = Duration::from_secs(86_400);
/// Whatever nobody heard for so long is not told any more, also where nobody tried.
pub const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(4 * 24);
/// Where nothing has arrived for so long, nobody listens.
pub const STOPPED_AFTER: SignedDuration = SignedDuration::from_hours(5 * 24);
/// So long two secrets sign, that whoever listens has time to change.
pub const BOTH_SIGN_FOR: SignedDuration = SignedDuration::from_hours(24);

/// How long to wait after that many attempts; none when it is given up. For each a little differently, so that those who
/// were refused together do not come back together.
pub fn wait_after(attempts: i32, of: Uuid, wanted: Option<Duration>) -> Option<Duration> {
    let base = WAITS.get(usize::try_from(attempts.saturating_sub(1)).ok()?)?;
    let wait = crate::messages::sending::spread(Duration::from_secs(*base), of, attempts);
    Some(wait.max(wanted.unwrap_or_default().min(LONGEST_WAIT)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(told: &str) -> Event {
        Event {
            id: Uuid::from_u128(7),
            told: told.to_owned(),
            happened_at: "2030-01-07T08:00:00Z".parse().unwrap(),
            subject: Uuid::from_u128(1),
            patient: None,
            other: None,
            version: None,
        }
    }

    #[test]
    fn what_is_told_is_ids_and_nothing_else() {
        let moved = Event { patient: Some(Uuid::from_u128(2)), version: Some(3), ..event("appointment.moved") };
        assert_eq!(
            moved.body().unwrap(),
            r#"{"type":"appointment.moved","timestamp":"2030-01-07T08:00:00Z","data":{"id":"00000000-0000-0000-0000-000000000001","patient":"00000000-0000-0000-0000-000000000002","version":3}}"#
        );
        assert_eq!(
            event(PING).body().unwrap(),
            r#"{"type":"ping","timestamp":"2030-01-07T08:00:00Z","data":{"id":"00000000-0000-0000-0000-000000000001"}}"#
        );
        assert_eq!(moved.message_id(), "msg_00000000000000000000000000000007");
    }

    #[test]
    fn attempts_go_on_for_three_days_and_no_longer() {
        let waits: Vec<Duration> = (1..).map_while(|attempts| wait_after(attempts, Uuid::from_u128(5), None)).collect();
        assert!(waits.windows(3).all(|some| some[0] < some[2]), "longer and longer, but for chance: {waits:?}");
        let all: Duration = waits.iter().sum();
        let days = all.as_secs_f64() / 86_400.0;
        assert!((2.3..=GIVEN_UP_AFTER.as_secs_f64() / 86_400.0).contains(&days), "{days} days");
    }

    #[test]
    fn who_asks_to_be_left_alone_is_but_not_for_ever() {
        let hour = Some(Duration::from_secs(3600));
        assert_eq!(wait_after(1, Uuid::nil(), hour), hour);
        assert_eq!(wait_after(1, Uuid::nil(), Some(Duration::MAX)), Some(LONGEST_WAIT));
        assert!(wait_after(8, Uuid::nil(), hour) > hour);
        assert_eq!(wait_after(10, Uuid::nil(), hour), None);
    }
}
