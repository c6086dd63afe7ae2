//! What an appointment is and how it lives. No database here.

use jiff::{SignedDuration, Timestamp};
use money::Money;
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Id};
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::accounts::operations::Staff;
use crate::parties::model::{Party, codes};
use crate::rooms::Room;

codes! {
    /// What an appointment is for.
    Kind {
        Consultation = "consultation",
        Procedure = "procedure",
        Surgery = "surgery",
        FollowUp = "follow-up",
        TherapySession = "therapy-session",
        Telehealth = "telehealth",
        Meeting = "meeting",
    }
}

codes! {
    /// Where an appointment stands in its life, in the codes of FHIR.
    Status {
        Waitlist = "waitlist",
        Proposed = "proposed",
        Pending = "pending",
        Booked = "booked",
        Arrived = "arrived",
        CheckedIn = "checked-in",
        Fulfilled = "fulfilled",
        Cancelled = "cancelled",
        Noshow = "noshow",
        EnteredInError = "entered-in-error",
    }
}

impl Status {
    /// The whole life cycle. Taking back a no-show and undoing the last move are not moves: see [`undo`].
    pub fn may_become(self, to: Self) -> bool {
        use Status::{
            Arrived, Booked, Cancelled, CheckedIn, EnteredInError, Fulfilled, Noshow, Pending, Proposed, Waitlist,
        };
        match self {
            EnteredInError => false,
            _ if to == EnteredInError => true,
            Waitlist => matches!(to, Proposed | Cancelled),
            Proposed => matches!(to, Pending | Booked | Cancelled),
            Pending => matches!(to, Booked | Cancelled),
            Booked => matches!(to, Arrived | Cancelled | Noshow),
            Arrived => matches!(to, CheckedIn | Fulfilled | Cancelled),
            CheckedIn => matches!(to, Fulfilled | Cancelled),
            Fulfilled | Cancelled | Noshow => false,
        }
    }

    /// Whether it keeps others from the same time: as the exclusion constraints have it.
    pub fn blocks(self) -> bool {
        !matches!(self, Self::Waitlist | Self::Cancelled | Self::Noshow | Self::EnteredInError)
    }

    /// Whether the patient counts on it.
    pub fn is_expected(self) -> bool {
        matches!(self, Self::Pending | Self::Booked)
    }

    /// Whether the visit has not begun, so that it can still be put elsewhere.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waitlist | Self::Proposed | Self::Pending | Self::Booked)
    }

    /// What one must be allowed to do to bring an appointment here.
    pub fn action(self) -> Action {
        match self {
            Self::Waitlist | Self::Proposed | Self::Pending | Self::Booked => Action::UpdateAppointment,
            Self::Arrived => Action::CheckInAppointment,
            Self::CheckedIn => Action::StartVisit,
            Self::Fulfilled => Action::CompleteAppointment,
            Self::Cancelled => Action::CancelAppointment,
            Self::Noshow => Action::MarkNoShow,
            Self::EnteredInError => Action::MarkEnteredInError,
        }
    }

    /// The spelling of clients who know three states.
    pub fn edge_spelling(self) -> &'static str {
        match self {
            Self::Booked => "Pending",
            Self::Fulfilled => "Completed",
            Self::Cancelled => "Canceled",
            other => other.as_str(),
        }
    }

    /// Reads a code or an edge spelling; `pending` and `Pending` are two things.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::parse(text).or_else(|| match text {
            "Pending" => Some(Self::Booked),
            _ if text.eq_ignore_ascii_case("completed") => Some(Self::Fulfilled),
            _ if text.eq_ignore_ascii_case("canceled") => Some(Self::Cancelled),
            _ => None,
        })
    }
}

/// How long the last move can be taken back.
pub const UNDO: SignedDuration = SignedDuration::from_mins(10);
/// How long somebody who did not come can still be expected after all.
pub const NOSHOW_UNDO: SignedDuration = SignedDuration::from_hours(24);
/// Who cancels later than this before the start cancels late.
pub const LATE: SignedDuration = SignedDuration::from_hours(24);

/// What an appointment goes back to when its last move is taken back now.
pub fn undo(status: Status, previous: Option<Status>, moved_at: Timestamp, now: Timestamp) -> Option<Status> {
    let since = now.duration_since(moved_at);
    match (status, previous) {
        (Status::EnteredInError, _) => None,
        (Status::Noshow, _) if since <= NOSHOW_UNDO => Some(Status::Booked),
        (_, Some(previous)) if since <= UNDO => Some(previous),
        _ => None,
    }
}

pub fn is_late(starts_at: Timestamp, cancelled_at: Timestamp) -> bool {
    starts_at.duration_since(cancelled_at) < LATE
}

/// When an appointment reached the states of its life.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moments {
    pub arrived_at: Option<Timestamp>,
    pub checked_in_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
}

impl Moments {
    /// What is known once it stands at `status`: a state that it has not reached, or not any more, has no time.
    #[must_use]
    pub fn at(self, status: Status, now: Timestamp) -> Self {
        use Status::{Arrived, Cancelled, CheckedIn, EnteredInError, Fulfilled, Noshow};
        let closed = matches!(status, Cancelled | Noshow | EnteredInError);
        let reached = |known: Option<Timestamp>, here: bool, beyond: bool| match (here, beyond || closed) {
            (true, _) => Some(known.unwrap_or(now)),
            (false, true) => known,
            (false, false) => None,
        };
        Self {
            arrived_at: reached(self.arrived_at, status == Arrived, matches!(status, CheckedIn | Fulfilled)),
            checked_in_at: reached(self.checked_in_at, status == CheckedIn, status == Fulfilled),
            finished_at: reached(self.finished_at, status == Fulfilled, false),
            closed_at: closed.then_some(now),
        }
    }
}

/// What is kept free around an appointment, in minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Buffers {
    pub before: i32,
    pub after: i32,
}

/// A place among those who come to the same group session; most sessions have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Shared by all who come to it; otherwise the appointment's own id.
    pub group: Uuid,
    pub number: i32,
    pub of: i32,
}

impl Seat {
    /// The one seat of an appointment that nobody else comes to.
    pub fn only(id: Id<Appointment>) -> Self {
        Self { group: id.uuid(), number: 1, of: 1 }
    }
}

/// Which occurrence of which series an appointment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    pub series: Uuid,
    /// As the rule has it, wherever it was moved.
    pub day: jiff::civil::Date,
}

/// Who took an appointment back, and why.
#[derive(Clone)]
pub struct Cancellation {
    pub by: Option<Uuid>,
    pub late: bool,
    pub reason: Option<Phi<String>>,
}

/// A half-open interval of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Slot {
    pub fn lasting(starts_at: Timestamp, minutes: i64) -> tenancy::Result<Self> {
        let ends_at = starts_at.checked_add(SignedDuration::from_mins(minutes));
        Ok(Self { starts_at, ends_at: ends_at.map_err(|_| Error::invalid("starts_at", "out_of_range"))? })
    }

    /// As long as it is, at another time.
    pub fn moved_to(self, starts_at: Timestamp) -> tenancy::Result<Self> {
        let ends_at = starts_at.checked_add(self.ends_at.duration_since(self.starts_at));
        Ok(Self { starts_at, ends_at: ends_at.map_err(|_| Error::invalid("starts_at", "out_of_range"))? })
    }

    pub fn minutes(self) -> i64 {
        self.ends_at.duration_since(self.starts_at).as_mins()
    }

    /// With what is kept free around it.
    pub fn widened(self, buffers: Buffers) -> tenancy::Result<Self> {
        let minutes = |minutes: i32| SignedDuration::from_mins(i64::from(minutes));
        let starts_at = self.starts_at.checked_sub(minutes(buffers.before)).map_err(Error::internal)?;
        let ends_at = self.ends_at.checked_add(minutes(buffers.after)).map_err(Error::internal)?;
        Ok(Self { starts_at, ends_at })
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// Somebody comes to somebody at a time.
#[derive(Clone)]
pub struct Appointment {
    pub id: Id<Appointment>,
    pub patient: Id<Party>,
    pub provider: Id<Staff>,
    pub room: Option<Id<Room>>,
    pub staff: Vec<Uuid>,
    pub equipment: Vec<String>,
    pub kind: Kind,
    pub status: Status,
    pub slot: Slot,
    /// The time with what is kept free around it.
    pub busy: Slot,
    pub service: Option<Uuid>,
    pub seat: Seat,
    /// Until then the time is kept for the patient, who has not said yes.
    pub hold_expires_at: Option<Timestamp>,
    pub occurrence: Option<Occurrence>,
    pub cost: Option<Money>,
    pub estimated_cost: Option<Money>,
    pub is_priority: bool,
    pub follow_up_needed: bool,
    pub billing_code: Option<String>,
    pub reason: Option<Phi<String>>,
    pub preparation_notes: Option<Phi<String>>,
    pub insurance_authorization: Option<Phi<String>>,
    /// Booked over another one on purpose.
    pub overbooked: bool,
    pub override_reason: Option<Phi<String>>,
    /// Entered after it took place.
    pub backfilled: bool,
    pub cancellation: Option<Cancellation>,
    pub moments: Moments,
    pub previous_status: Option<Status>,
    pub moved_at: Timestamp,
    pub version: i32,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
}

/// A patient as clients name one: by id, or by the number that old clients know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatientRef {
    Id(Uuid),
    Number(i64),
}

impl PatientRef {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        text.parse().map(Self::Id).or_else(|_| text.parse().map(Self::Number)).ok()
    }
}

/// What is to stand in an appointment, checked. What is absent was not said: a new one needs it, a change keeps it.
#[derive(Clone, Default)]
pub struct NewAppointment {
    pub patient: Option<PatientRef>,
    pub provider: Option<Uuid>,
    pub slot: Option<Slot>,
    /// Whether its length was said; else what is done says how long it takes.
    pub lasts_as_said: bool,
    pub service: Option<Uuid>,
    pub status: Option<Status>,
    pub room: Option<Uuid>,
    pub staff: Vec<Uuid>,
    pub equipment: Vec<String>,
    pub kind: Option<Kind>,
    pub cost: Option<Money>,
    pub estimated_cost: Option<Money>,
    pub is_priority: bool,
    pub follow_up_needed: bool,
    pub billing_code: Option<String>,
    pub reason: Option<String>,
    pub preparation_notes: Option<String>,
    pub insurance_authorization: Option<String>,
    /// Why it may stand over another one.
    pub override_reason: Option<String>,
}

impl Appointment {
    /// What is kept free around it.
    pub fn buffers(&self) -> Buffers {
        let minutes = |from: Timestamp, to: Timestamp| i32::try_from(to.duration_since(from).as_mins()).unwrap_or(0);
        Buffers {
            before: minutes(self.busy.starts_at, self.slot.starts_at),
            after: minutes(self.slot.ends_at, self.busy.ends_at),
        }
    }

    /// Whether it was held for somebody who did not say yes in time.
    pub fn is_lapsed(&self, now: Timestamp) -> bool {
        self.hold_expires_at.is_some_and(|at| at <= now)
    }

    /// Which fields a change touched, with their values before and after, for the sealed part of the record.
    pub fn changes_since(&self, before: Option<&Self>) -> serde_json::Value {
        let before = before.map(Self::fields);
        let changed = self.fields().into_iter().filter_map(|(field, new)| {
            let old = before.as_ref().and_then(|before| before.get(&field).cloned()).unwrap_or_default();
            (old != new).then(|| (field, serde_json::json!({ "before": old, "after": new })))
        });
        serde_json::Value::Object(changed.collect())
    }

    fn fields(&self) -> serde_json::Map<String, serde_json::Value> {
        let text = |value: &Option<Phi<String>>| value.as_ref().map(|text| text.reveal().clone());
        let money = |money: &Option<Money>| money.as_ref().map(ToString::to_string);
        let cancelled = self.cancellation.as_ref();
        let value = serde_json::json!({
            "patient": self.patient,
            "provider": self.provider,
            "room": self.room,
            "staff": self.staff,
            "equipment": self.equipment,
            "kind": self.kind,
            "status": self.status,
            "starts_at": self.slot.starts_at,
            "ends_at": self.slot.ends_at,
            "service": self.service,
            "seat": (self.seat.of > 1).then_some(self.seat.number),
            "hold_expires_at": self.hold_expires_at,
            "series": self.occurrence.map(|occurrence| occurrence.series),
            "cost": money(&self.cost),
            "estimated_cost": money(&self.estimated_cost),
            "is_priority": self.is_priority,
            "follow_up_needed": self.follow_up_needed,
            "billing_code": self.billing_code,
            "reason": text(&self.reason),
            "preparation_notes": text(&self.preparation_notes),
            "insurance_authorization": text(&self.insurance_authorization),
            "overbooked": self.overbooked,
            "override_reason": text(&self.override_reason),
            "cancel_reason": cancelled.and_then(|cancelled| text(&cancelled.reason)),
            "cancelled_late": cancelled.map(|cancelled| cancelled.late),
        });
        match value {
            serde_json::Value::Object(map) => map,
            _ => serde_json::Map::new(),
        }
    }
}

/// What became of a patient's appointments since then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Attendance {
    pub since: Timestamp,
    /// Visits that took place.
    pub kept: i64,
    /// To which the patient did not come.
    pub missed: i64,
    /// Taken back too late for somebody else to have the time.
    pub cancelled_late: i64,
}

impl Attendance {
    /// Whether there is anything to mind.
    pub fn is_spotless(&self) -> bool {
        self.missed == 0 && self.cancelled_late == 0
    }
}
