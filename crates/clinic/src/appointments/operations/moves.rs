//! Moving an appointment along its life, and taking the last move back.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Role, TenantTx, Topic};
use web::Expected;

use super::booking::taken;
use super::finding::{keep, keep_own};
use super::row::{AppointmentRow, appointments};
use super::subject;
use super::wanted::{Session, Wanted};
use crate::appointments::input::{REASON, free_text};
use crate::appointments::model::{Appointment, Seat, Status, is_late, undo};
use crate::appointments::sealing::CANCEL_REASON;
use crate::messages::operations::note;
use crate::notifications::model as notifications;
use crate::parties::model::Party;
use crate::parties::operations::secret_of;

/// One step along the life cycle.
pub struct Move {
    pub to: Status,
    /// Why it is cancelled.
    pub reason: Option<String>,
    /// The versions that the client expects.
    pub expected: Expected,
    /// Whether the patient has to be told of this step by itself.
    pub is_news: bool,
}

impl Move {
    pub fn to(to: Status) -> Self {
        Self { to, reason: None, expected: Expected::Any, is_news: true }
    }
}

/// The patient is here.
pub async fn check_in(tx: &mut TenantTx, id: Id<Appointment>, expected: impl Into<Expected>) -> Result<Appointment> {
    move_to(tx, id, Move { expected: expected.into(), ..Move::to(Status::Arrived) }).await
}

/// The patient is with the provider.
pub async fn start_visit(tx: &mut TenantTx, id: Id<Appointment>, expected: impl Into<Expected>) -> Result<Appointment> {
    move_to(tx, id, Move { expected: expected.into(), ..Move::to(Status::CheckedIn) }).await
}

/// The visit is over.
pub async fn complete(tx: &mut TenantTx, id: Id<Appointment>, expected: impl Into<Expected>) -> Result<Appointment> {
    move_to(tx, id, Move { expected: expected.into(), ..Move::to(Status::Fulfilled) }).await
}

/// The patient did not come.
pub async fn mark_no_show(
    tx: &mut TenantTx,
    id: Id<Appointment>,
    expected: impl Into<Expected>,
) -> Result<Appointment> {
    move_to(tx, id, Move { expected: expected.into(), ..Move::to(Status::Noshow) }).await
}

/// It will not take place; says who took it back, why, and whether late.
pub async fn cancel(
    tx: &mut TenantTx,
    id: Id<Appointment>,
    reason: Option<&str>,
    expected: impl Into<Expected>,
) -> Result<Appointment> {
    let reason = free_text("reason", reason, REASON).map_err(|problem| Error::Invalid(vec![problem]))?;
    move_to(tx, id, Move { reason, expected: expected.into(), ..Move::to(Status::Cancelled) }).await
}

/// As [`cancel`], for one of several visits whose patient is told of them together.
pub async fn cancel_occurrence(tx: &mut TenantTx, id: Id<Appointment>, reason: Option<&str>) -> Result<Appointment> {
    let reason = free_text("reason", reason, REASON).map_err(|problem| Error::Invalid(vec![problem]))?;
    move_to(tx, id, Move { reason, is_news: false, ..Move::to(Status::Cancelled) }).await
}

/// The patient takes back an appointment of their own that has not begun.
pub async fn cancel_own(
    tx: &mut TenantTx,
    patient: Id<Party>,
    id: Id<Appointment>,
    reason: &str,
) -> Result<Appointment> {
    let (action, to) = (Action::CancelOwnAppointment, Status::Cancelled);
    let reason = free_text("reason", Some(reason), REASON).map_err(|problem| Error::Invalid(vec![problem]))?;
    let before = keep_own(tx, action, patient, id).await?;
    if !before.status.is_open() {
        return Err(Error::Conflict(Conflict::IllegalTransition { from: before.status.as_str(), to: to.as_str() }));
    }
    if before.slot.starts_at <= tx.now() {
        return Err(Error::Conflict(Conflict::InThePast));
    }
    write(tx, &before, Change { reason, ..Change::new(action, &before, to) }).await
}

/// Any move of the life cycle; every other is refused with both states named.
pub async fn move_to(tx: &mut TenantTx, id: Id<Appointment>, step: Move) -> Result<Appointment> {
    let before = keep(tx, step.to.action(), id).await?;
    step.expected.check(before.version)?;
    shift(tx, before, step).await
}

/// As [`move_to`], for an appointment that this transaction holds already.
pub(super) async fn shift(tx: &mut TenantTx, before: Appointment, step: Move) -> Result<Appointment> {
    if !before.status.may_become(step.to) {
        let (from, to) = (before.status.as_str(), step.to.as_str());
        return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
    }
    if before.is_lapsed(tx.now()) && step.to.blocks() {
        return Err(Error::Conflict(Conflict::HoldExpired));
    }
    let is_news = step.is_news;
    let mut change = Change { reason: step.reason, is_news, ..Change::new(step.to.action(), &before, step.to) };
    // Waiting and no longer: only now does it need the time for itself.
    if !before.status.blocks() && step.to.blocks() {
        change.seat = make_sure(tx, change.action, &before).await?;
    }
    write(tx, &before, change).await
}

/// Takes a time that was held or proposed.
pub async fn confirm(tx: &mut TenantTx, id: Id<Appointment>, expected: impl Into<Expected>) -> Result<Appointment> {
    move_to(tx, id, Move { expected: expected.into(), ..Move::to(Status::Booked) }).await
}

/// The patient takes the time that was held for them.
pub async fn confirm_own(tx: &mut TenantTx, patient: Id<Party>, id: Id<Appointment>) -> Result<Appointment> {
    let action = Action::BookOwnAppointment;
    let before = keep_own(tx, action, patient, id).await?;
    take_held(tx, action, before).await
}

/// Whoever was offered a time that is held for them takes it.
pub async fn take_offered(tx: &mut TenantTx, id: Id<Appointment>) -> Result<Appointment> {
    let action = Action::AcceptOffer;
    let before = keep(tx, action, id).await?;
    take_held(tx, action, before).await
}

async fn take_held(tx: &mut TenantTx, action: Action, before: Appointment) -> Result<Appointment> {
    if before.hold_expires_at.is_none() {
        let (from, to) = (before.status.as_str(), Status::Booked.as_str());
        return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
    }
    if before.is_lapsed(tx.now()) {
        return Err(Error::Conflict(Conflict::HoldExpired));
    }
    write(tx, &before, Change::new(action, &before, Status::Booked)).await
}

/// Takes the last move back while that is still possible.
pub async fn revert(tx: &mut TenantTx, id: Id<Appointment>, expected: impl Into<Expected>) -> Result<Appointment> {
    let action = Action::RevertStatus;
    let before = keep(tx, action, id).await?;
    expected.into().check(before.version)?;
    let Some(to) = undo(before.status, before.previous_status, before.moved_at, tx.now()) else {
        let to = before.previous_status.unwrap_or(Status::Booked).as_str();
        return Err(Error::Conflict(Conflict::IllegalTransition { from: before.status.as_str(), to }));
    };
    let mut change = Change { previous: None, ..Change::new(action, &before, to) };
    if !before.status.blocks() && to.blocks() {
        change.seat = make_sure(tx, action, &before).await?;
    }
    write(tx, &before, change).await
}

/// Somebody else may have taken the time meanwhile, or its seat.
async fn make_sure(tx: &mut TenantTx, action: Action, appointment: &Appointment) -> Result<Option<Seat>> {
    if appointment.overbooked {
        return Ok(None);
    }
    let wanted = Wanted {
        provider: appointment.provider.uuid(),
        room: appointment.room.map(Id::uuid),
        staff: &appointment.staff,
        equipment: &appointment.equipment,
        slot: appointment.busy,
        except: Some(appointment.id),
        session: Session {
            service: appointment.service,
            starts_at: appointment.slot.starts_at,
            seats: appointment.seat.of,
        },
    };
    Ok(Some(wanted.clear(tx, action, appointment.id, None).await?.seat))
}

struct Change {
    action: Action,
    to: Status,
    previous: Option<Status>,
    reason: Option<String>,
    /// Another one than it had.
    seat: Option<Seat>,
    is_news: bool,
}

impl Change {
    fn new(action: Action, before: &Appointment, to: Status) -> Self {
        Self { action, to, previous: Some(before.status), reason: None, seat: None, is_news: true }
    }
}

async fn write(tx: &mut TenantTx, before: &Appointment, change: Change) -> Result<Appointment> {
    let Change { action, to, previous, reason, seat, is_news } = change;
    let seat = seat.unwrap_or(before.seat);
    let (keys, now, by) = (tx.keys(), tx.now(), tx.actor_id());
    let secret = secret_of(tx, action, before.patient).await?;
    let sealer = keys.party(&secret);
    let moments = before.moments.at(to, now);
    let cancelled = to == Status::Cancelled;
    let reason = reason.filter(|_| cancelled);
    let reason = sealer.seal_opt(CANCEL_REASON, before.id.uuid(), reason.as_ref());
    let at = |at: Option<Timestamp>| at.map(jiff_sqlx::ToSqlx::to_sqlx);
    let db = tx.authorize(action)?;
    let row = appointments!(
        "update appointment set status = $2, previous_status = $3, moved_at = $4, arrived_at = $5, checked_in_at = $6,
             finished_at = $7, closed_at = $8,
             cancel_reason = case when $2 = 'entered-in-error' then cancel_reason else $9 end,
             cancelled_late = case when $2 = 'entered-in-error' then cancelled_late else $10 end,
             cancelled_by = case when $2 = 'entered-in-error' then cancelled_by else $11 end,
             hold_expires_at = case when $2 = 'proposed' then hold_expires_at end, group_id = $13, seat = $14,
             updated_at = $4, updated_by = $12, version = version + 1
         where id = $1 returning",
        "",
        before.id.uuid(),
        to.as_str(),
        previous.map(Status::as_str),
        now.to_sqlx(),
        at(moments.arrived_at),
        at(moments.checked_in_at),
        at(moments.finished_at),
        at(moments.closed_at),
        reason as _,
        cancelled.then(|| is_late(before.slot.starts_at, now)),
        by.filter(|_| cancelled),
        by,
        seat.group,
        seat.number
    );
    let row = row.fetch_one(db).await.on_constraints(taken())?;
    let after = row.open(&keys, Some(&secret))?;
    tx.record_change(action, subject(&after), &sealer, &after.changes_since(Some(before)));
    tx.announce(Topic::Day);
    if [before.status, to].iter().any(|status| matches!(status, Status::Noshow | Status::Cancelled)) {
        tx.announce(Topic::Fees);
    }
    tell_people(tx, action, before, &after).await?;
    if before.hold_expires_at.is_some() || before.status.blocks() != after.status.blocks() {
        tx.announce(Topic::Waitlist);
    }
    if is_news {
        note(tx, action, Some(before), &after).await?;
    }
    Ok(after)
}

/// The provider whose patient has come, and the desk of what patients do by themselves.
async fn tell_people(tx: &mut TenantTx, action: Action, before: &Appointment, after: &Appointment) -> Result<()> {
    let (kind, roles): (_, &[Role]) = match action {
        Action::CheckInAppointment => (notifications::Kind::PatientArrived, &[]),
        Action::BookOwnAppointment => (notifications::Kind::BookedOnline, &[Role::Reception]),
        // Letting go of a time that was only held is nobody's news.
        Action::CancelOwnAppointment if before.hold_expires_at.is_none() => {
            (notifications::Kind::CancelledOnline, &[Role::Reception])
        }
        _ => return Ok(()),
    };
    tell(tx, kind, after, roles).await
}

/// Tells the provider of an appointment, and these.
pub(super) async fn tell(
    tx: &mut TenantTx,
    kind: notifications::Kind,
    about: &Appointment,
    roles: &[Role],
) -> Result<()> {
    let event = notifications::Event { kind, subject: Some(about.id.uuid()), at: Some(about.slot.starts_at) };
    let audience = notifications::Audience { people: &[about.provider.uuid()], roles };
    crate::notifications::operations::tell(tx, audience, event).await
}

/// Completes a visit that nobody saw arrive: arriving and completing at once, each on record.
pub async fn complete_at_once(tx: &mut TenantTx, id: Id<Appointment>) -> Result<Appointment> {
    let before = keep(tx, Action::CompleteAppointment, id).await?;
    let before = match before.status {
        Status::Booked => shift(tx, before, Move::to(Status::Arrived)).await?,
        _ => before,
    };
    shift(tx, before, Move::to(Status::Fulfilled)).await
}

/// Makes sure that the patient is with the provider, as far as the life of the appointment allows; one that is over
/// already stays as it is.
pub async fn begin_visit(tx: &mut TenantTx, id: Id<Appointment>) -> Result<Appointment> {
    let action = Action::StartVisit;
    let before = keep(tx, action, id).await?;
    match before.status {
        Status::CheckedIn | Status::Fulfilled => {
            tx.record(action, subject(&before));
            Ok(before)
        }
        Status::Booked => {
            let arrived = shift(tx, before, Move::to(Status::Arrived)).await?;
            shift(tx, arrived, Move::to(Status::CheckedIn)).await
        }
        _ => shift(tx, before, Move::to(Status::CheckedIn)).await,
    }
}

/// Makes sure that a visit is over that took place; others stay as they are.
pub async fn end_visit(tx: &mut TenantTx, id: Id<Appointment>) -> Result<Appointment> {
    let action = Action::CompleteAppointment;
    let before = keep(tx, action, id).await?;
    if before.status.may_become(Status::Fulfilled) {
        return shift(tx, before, Move::to(Status::Fulfilled)).await;
    }
    tx.record(action, subject(&before));
    Ok(before)
}

/// Makes sure that an appointment is booked, by moving on or by taking the last move back.
pub async fn reopen(tx: &mut TenantTx, id: Id<Appointment>) -> Result<Appointment> {
    let before = keep(tx, Action::UpdateAppointment, id).await?;
    if before.status == Status::Booked {
        tx.record(Action::UpdateAppointment, subject(&before));
        return Ok(before);
    }
    if before.status.may_become(Status::Booked) {
        return shift(tx, before, Move::to(Status::Booked)).await;
    }
    let to = undo(before.status, before.previous_status, before.moved_at, tx.now());
    if to != Some(Status::Booked) {
        let (from, to) = (before.status.as_str(), Status::Booked.as_str());
        return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
    }
    tx.record(Action::UpdateAppointment, subject(&before));
    revert(tx, id, None).await
}
