//! One appointment as a row of a board: what it shows, and what can be done with it.

use jiff::Timestamp;
use money::Money;
use tenancy::Action;
use uuid::Uuid;
use web::Guest;

use crate::appointments::day::Entry;
use crate::appointments::model::{Status, undo};
use crate::fees::model::Occasion;
use crate::ledger::model::TAKE;

/// What the day waits for next.
#[derive(Clone, Copy)]
pub struct Step {
    pub to: &'static str,
    pub key: &'static str,
    pub icon: &'static str,
}

/// The one next step from here, when the reader may take it.
fn next_step(guest: &Guest, status: Status) -> Option<Step> {
    let (to, key, icon) = match status {
        Status::Proposed | Status::Pending => (Status::Booked, "appointments-confirm", "check"),
        Status::Booked => (Status::Arrived, "appointments-check-in", "arrived"),
        Status::Arrived => (Status::CheckedIn, "appointments-start", "play"),
        Status::CheckedIn => (Status::Fulfilled, "appointments-complete", "check"),
        _ => return None,
    };
    guest.may(to.action()).then_some(Step { to: to.as_str(), key, icon })
}

/// Whether somebody is there whose visit the reader may begin, or has begun.
pub fn begins(guest: &Guest, status: Status) -> bool {
    let rights = [Action::StartEncounter, Action::WriteNote, Action::StartVisit];
    matches!(status, Status::Arrived | Status::CheckedIn) && rights.iter().all(|action| guest.may(*action))
}

/// Where money is taken for a visit.
pub fn payment_of(patient: Uuid, visit: Uuid) -> String {
    format!("/patients/{patient}/account/payment?appointment={visit}")
}

/// Minutes in the waiting room that call for attention.
pub const WARN: i64 = 15;
pub const LATE: i64 = 30;

pub struct Row<'a> {
    pub entry: &'a Entry,
    pub next: Option<Step>,
    /// Whether the reader may begin the visit and write its note.
    pub begins: bool,
    /// Minutes since the patient came, while nobody has seen them.
    pub wait: Option<i64>,
    /// Should have been here by now.
    pub is_late: bool,
    pub can_reschedule: bool,
    pub can_cancel: bool,
    pub can_miss: bool,
    pub can_undo: bool,
    can_pay: bool,
    sees_money: bool,
}

impl<'a> Row<'a> {
    pub fn new(guest: &Guest, entry: &'a Entry, now: Timestamp) -> Self {
        let may = |to: Status| entry.status.may_become(to) && guest.may(to.action());
        let waits_since = entry.arrived_at.filter(|_| entry.status == Status::Arrived);
        let back = undo(entry.status, entry.previous, entry.moved_at, now);
        let begins = begins(guest, entry.status);
        Self {
            // Whoever writes a note of it begins the visit with the note.
            next: next_step(guest, entry.status).filter(|_| !begins || entry.status != Status::Arrived),
            begins,
            wait: waits_since.map(|since| now.duration_since(since).as_mins().max(0)),
            is_late: entry.status == Status::Booked && now.duration_since(entry.slot.starts_at).as_mins() >= 5,
            can_reschedule: entry.status.is_open() && guest.may(Action::RescheduleAppointment),
            can_cancel: may(Status::Cancelled),
            can_miss: may(Status::Noshow) && entry.slot.starts_at <= now,
            can_undo: back.is_some() && guest.may(Action::RevertStatus),
            sees_money: guest.may(Action::ViewBalance),
            can_pay: TAKE.iter().all(|action| guest.may(*action)),
            entry,
        }
    }

    pub fn level(&self) -> &'static str {
        match self.wait {
            Some(minutes) if minutes >= LATE => "late",
            Some(minutes) if minutes >= WARN => "warn",
            _ => "",
        }
    }

    /// What is still to be paid for it, nothing where it is paid; for those who may see that. What took place and was not
    /// charged yet is owed, too.
    pub fn owed(&self) -> Option<Vec<Money>> {
        let agreed = self.entry.cost.filter(|cost| cost.minor > 0 && self.is_done());
        let owed = self.entry.charged.as_ref().map(|charged| charged.open.clone()).or(agreed.map(|cost| vec![cost]));
        owed.filter(|_| self.sees_money)
    }

    /// That a fee was charged for it, for those who may see money.
    pub fn fee(&self) -> Option<Occasion> {
        self.entry.charged.as_ref().and_then(|charged| charged.fee).filter(|_| self.sees_money)
    }

    /// Where the reader takes money for it, once somebody is there.
    pub fn payment(&self) -> Option<String> {
        let is_due = matches!(self.entry.status, Status::Arrived | Status::CheckedIn | Status::Fulfilled);
        (self.can_pay && is_due).then(|| payment_of(self.entry.patient, self.entry.id))
    }

    pub fn is_done(&self) -> bool {
        self.entry.status == Status::Fulfilled
    }

    pub fn details(&self) -> String {
        format!("/patient/appointment-details/{}/{}/", self.entry.id, self.entry.patient)
    }

    pub fn is_over(&self) -> bool {
        matches!(self.entry.status, Status::Fulfilled | Status::Cancelled | Status::Noshow | Status::EnteredInError)
    }

    pub fn kind_key(&self) -> String {
        format!("kind-{}", self.entry.kind.as_str())
    }
}
