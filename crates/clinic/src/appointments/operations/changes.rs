//! Changing an appointment that stands: everything in it, its time, or taking it away.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Role, TenantTx, Topic};
use uuid::Uuid;
use web::Expected;

use super::booking::{buffers_of, currency_of, not_past, offer, taken};
use super::finding::keep;
use super::moves::{Move, shift, tell};
use super::row::{AppointmentRow, Contents, appointment_with, appointments};
use super::subject;
use super::wanted::{Granted, Session, Wanted};
use crate::appointments::model::{Appointment, Buffers, NewAppointment, Occurrence, PatientRef, Seat, Slot, Status};
use crate::appointments::sealing::{OVERRIDE_REASON, SealedTexts};
use crate::messages::operations::note;
use crate::notifications::model::Kind;
use crate::parties::naming::id_of_number;
use crate::parties::operations::{keep_patient, secret_of};

/// Replaces what is known of an appointment, at one of the versions that the client expects.
pub async fn update(
    tx: &mut TenantTx,
    id: Id<Appointment>,
    new: &NewAppointment,
    expected: impl Into<Expected>,
) -> Result<Appointment> {
    let action = Action::UpdateAppointment;
    let before = keep(tx, action, id).await?;
    expected.into().check(before.version)?;
    if !is_for(tx, action, new.patient, &before).await? {
        return Err(Error::invalid("patient", "unknown_choice"));
    }
    let place = Place {
        provider: new.provider.unwrap_or(before.provider.uuid()),
        room: new.room,
        staff: &new.staff,
        equipment: &new.equipment,
        slot: new.slot.unwrap_or(before.slot),
        terms: terms(tx, action, &before, new.service).await?,
    };
    let granted = place.take(tx, action, &before, new.override_reason.as_deref()).await?;
    let after = write(tx, &before, new, &place, granted).await?;
    if granted.overbooked && !before.overbooked {
        tx.record(Action::OverrideSlot, subject(&after));
    }
    tx.announce(Topic::Day);
    tx.announce(Topic::Waitlist);
    note(tx, action, Some(&before), &after).await?;
    match new.status {
        Some(status) if status != after.status => shift(tx, after, Move::to(status)).await,
        _ => Ok(after),
    }
}

/// Nobody's appointment becomes somebody else's: what is written in it belongs to the first.
async fn is_for(tx: &mut TenantTx, action: Action, given: Option<PatientRef>, before: &Appointment) -> Result<bool> {
    match given {
        None => Ok(true),
        Some(PatientRef::Id(id)) => Ok(id == before.patient.uuid()),
        Some(PatientRef::Number(number)) => match id_of_number(tx, action, number).await {
            Ok(id) => Ok(id == before.patient),
            Err(Error::NotFound) => Ok(false),
            Err(other) => Err(other),
        },
    }
}

/// Where and when an appointment is to take place.
struct Place<'a> {
    provider: Uuid,
    room: Option<Uuid>,
    staff: &'a [Uuid],
    equipment: &'a [String],
    slot: Slot,
    terms: Terms,
}

/// What its service asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Terms {
    service: Option<Uuid>,
    buffers: Buffers,
    seats: i32,
}

impl Terms {
    fn of(appointment: &Appointment) -> Self {
        Self { service: appointment.service, buffers: appointment.buffers(), seats: appointment.seat.of }
    }
}

/// Those of another service, if one is named; else what held before.
async fn terms(tx: &mut TenantTx, action: Action, before: &Appointment, service: Option<Uuid>) -> Result<Terms> {
    let Some(id) = service.filter(|id| before.service != Some(*id)) else { return Ok(Terms::of(before)) };
    let offer = offer(tx, action, id).await?;
    let seats = i32::try_from(offer.capacity).unwrap_or(1);
    Ok(Terms { service: Some(id), buffers: buffers_of(&offer), seats })
}

impl Place<'_> {
    /// With what is kept free around it.
    fn busy(&self) -> Result<Slot> {
        self.slot.widened(self.terms.buffers)
    }

    /// Makes sure of the place.
    async fn take(
        &self,
        tx: &mut TenantTx,
        action: Action,
        before: &Appointment,
        reason: Option<&str>,
    ) -> Result<Granted> {
        let others = self.terms != Terms::of(before);
        let moved = self.slot != before.slot || self.provider != before.provider.uuid();
        let same = !moved && self.room == before.room.map(Id::uuid) && self.equipment == before.equipment;
        if same && self.staff == before.staff && !others {
            return Ok(Granted { overbooked: before.overbooked, seat: before.seat });
        }
        if moved && !before.status.is_open() {
            let (from, to) = (before.status.as_str(), "booked");
            return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
        }
        if self.slot.starts_at != before.slot.starts_at {
            not_past(self.slot.starts_at, tx.now())?;
        }
        let Self { provider, room, staff, equipment, slot, terms } = *self;
        let session = Session { service: terms.service, starts_at: slot.starts_at, seats: terms.seats };
        let busy = self.busy()?;
        let wanted = Wanted { provider, room, staff, equipment, slot: busy, except: Some(before.id), session };
        wanted.check(tx, action).await?;
        if !before.status.blocks() {
            let seat = Seat { group: before.id.uuid(), number: 1, of: terms.seats };
            return Ok(Granted { overbooked: false, seat });
        }
        wanted.clear(tx, action, before.id, reason).await
    }
}

async fn write(
    tx: &mut TenantTx,
    before: &Appointment,
    new: &NewAppointment,
    place: &Place<'_>,
    Granted { overbooked, seat }: Granted,
) -> Result<Appointment> {
    let action = Action::UpdateAppointment;
    let (keys, now, by, id) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id(), before.id.uuid());
    let secret = secret_of(tx, action, before.patient).await?;
    let sealer = keys.party(&secret);
    let kept = before.override_reason.as_ref().map(|reason| reason.reveal().clone());
    let override_reason = new.override_reason.clone().or(kept).filter(|_| overbooked);
    let contents = Contents {
        provider: place.provider,
        room: place.room,
        staff: place.staff,
        equipment: place.equipment,
        kind: new.kind.unwrap_or(before.kind),
        slot: place.slot,
        busy: place.busy()?,
        service: place.terms.service,
        seat,
        new,
        currency: currency_of(tx, new),
        texts: SealedTexts::seal(&sealer, id, new, override_reason.as_ref()),
        overbooked,
    };
    let db = tx.authorize(action)?;
    let row = appointment_with!(
        "update appointment set provider_id = $2, room_id = $3, staff_ids = $4, equipment = $5, kind = $6, starts_at = $7,
             ends_at = $8, busy_from = $9, busy_until = $10, service_id = $11, group_id = $12, seat = $13, seats = $14,
             cost_minor = $15, estimated_cost_minor = $16, currency = $17, is_priority = $18, follow_up_needed = $19,
             billing_code = $20, reason = $21, preparation_notes = $22, insurance_authorization = $23, overbooked = $24,
             override_reason = $25, updated_at = $26, updated_by = $27, version = version + 1
         where id = $1 returning",
        [id],
        &contents,
        [now, by]
    );
    let after = row.fetch_one(db).await.on_constraints(taken())?.open(&keys, Some(&secret))?;
    tx.record_change(action, subject(&after), &sealer, &after.changes_since(Some(before)));
    Ok(after)
}

/// Another time for an appointment, and perhaps another provider.
#[derive(Clone)]
pub struct Resched {
    pub slot: Slot,
    /// As long as before, whatever the slot says of its end.
    pub keeps_length: bool,
    pub provider: Option<Uuid>,
    pub override_reason: Option<String>,
}

/// Puts an appointment that has not begun at another time.
pub async fn reschedule(
    tx: &mut TenantTx,
    id: Id<Appointment>,
    to: &Resched,
    expected: impl Into<Expected>,
) -> Result<Appointment> {
    let action = Action::RescheduleAppointment;
    let before = keep(tx, action, id).await?;
    expected.into().check(before.version)?;
    let put_to = Put { room: before.room.map(Id::uuid), occurrence: before.occurrence, is_news: true };
    put(tx, action, &before, to, put_to).await
}

/// As [`reschedule`], for a visit of a series that goes on as another one.
pub async fn reschedule_occurrence(
    tx: &mut TenantTx,
    visit: &Appointment,
    to: &Resched,
    occurrence: Occurrence,
) -> Result<Appointment> {
    let action = Action::RescheduleAppointment;
    let before = keep(tx, action, visit.id).await?;
    // Its patient is told of the whole series.
    let put_to = Put { room: before.room.map(Id::uuid), occurrence: Some(occurrence), is_news: false };
    put(tx, action, &before, to, put_to).await
}

/// The patient puts an appointment of their own, which this transaction holds, at another time; never over somebody
/// else's.
pub async fn reschedule_own(
    tx: &mut TenantTx,
    before: &Appointment,
    room: Option<Uuid>,
    to: &Resched,
) -> Result<Appointment> {
    if !before.status.is_open() || before.hold_expires_at.is_some() {
        let (from, to) = (before.status.as_str(), Status::Booked.as_str());
        return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
    }
    let to = Resched { override_reason: None, ..to.clone() };
    let put_to = Put { room, occurrence: before.occurrence, is_news: true };
    let after = put(tx, Action::RescheduleOwnAppointment, before, &to, put_to).await?;
    tell(tx, Kind::MovedOnline, &after, &[Role::Reception]).await?;
    Ok(after)
}

/// What else changes with the time.
struct Put {
    room: Option<Uuid>,
    occurrence: Option<Occurrence>,
    is_news: bool,
}

/// Its own time is free for it; whoever is in the way leaves it where it is.
async fn put(
    tx: &mut TenantTx,
    action: Action,
    before: &Appointment,
    to: &Resched,
    Put { room, occurrence, is_news }: Put,
) -> Result<Appointment> {
    let slot = if to.keeps_length { before.slot.moved_to(to.slot.starts_at)? } else { to.slot };
    let place = Place {
        provider: to.provider.unwrap_or(before.provider.uuid()),
        room,
        staff: &before.staff,
        equipment: &before.equipment,
        slot,
        terms: Terms::of(before),
    };
    let Granted { overbooked, seat } = place.take(tx, action, before, to.override_reason.as_deref()).await?;
    let (keys, now, by, busy) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id(), place.busy()?);
    let secret = secret_of(tx, action, before.patient).await?;
    let sealer = keys.party(&secret);
    let reason = to.override_reason.as_ref().filter(|_| overbooked);
    let reason = sealer.seal_opt(OVERRIDE_REASON, before.id.uuid(), reason);
    let db = tx.authorize(action)?;
    let row = appointments!(
        "update appointment set provider_id = $2, starts_at = $3, ends_at = $4, busy_from = $5, busy_until = $6,
             group_id = $7, seat = $8, overbooked = $9,
             override_reason = case when $9 then coalesce($10, override_reason) end, series_id = $11, series_day = $12,
             room_id = $13, updated_at = $14, updated_by = $15, version = version + 1
         where id = $1 returning",
        "",
        before.id.uuid(),
        place.provider,
        place.slot.starts_at.to_sqlx(),
        place.slot.ends_at.to_sqlx(),
        busy.starts_at.to_sqlx(),
        busy.ends_at.to_sqlx(),
        seat.group,
        seat.number,
        overbooked,
        reason as _,
        occurrence.map(|occurrence| occurrence.series),
        occurrence.map(|occurrence| occurrence.day.to_sqlx()) as _,
        room,
        now,
        by
    );
    let row = row.fetch_one(db).await.on_constraints(taken())?;
    let after = row.open(&keys, Some(&secret))?;
    if overbooked && !before.overbooked {
        tx.record(Action::OverrideSlot, subject(&after));
    }
    tx.record_change(action, subject(&after), &sealer, &after.changes_since(Some(before)));
    tx.announce(Topic::Day);
    tx.announce(Topic::Waitlist);
    if is_news {
        note(tx, action, Some(before), &after).await?;
    }
    Ok(after)
}

/// Takes an appointment out of every list; nothing is destroyed.
pub async fn delete(tx: &mut TenantTx, id: Id<Appointment>, expected: impl Into<Expected>) -> Result<()> {
    let action = Action::DeleteAppointment;
    let before = keep(tx, action, id).await?;
    expected.into().check(before.version)?;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update appointment set deleted_at = $2, deleted_by = $3, updated_at = $2, updated_by = $3, version = version + 1
         where id = $1",
        id.uuid(),
        now,
        by
    )
    .execute(db)
    .await?;
    tx.record(action, subject(&before));
    tx.announce(Topic::Day);
    tx.announce(Topic::Waitlist);
    Ok(())
}

/// Brings back an appointment that was deleted; refused while its patient is deleted, and where somebody else has its time by
/// now. The record is the caller's to keep.
pub async fn restore(tx: &mut TenantTx, action: Action, id: Id<Appointment>) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    let row = sqlx::query!("select patient_id from appointment where id = $1 and deleted_at is not null", id.uuid());
    let patient = row.fetch_optional(db).await?.ok_or(Error::NotFound)?.patient_id;
    // Deleting the patient waits for this, and counts it.
    keep_patient(tx, action, patient).await.map_err(|error| match error {
        Error::NotFound => Error::Conflict(Conflict::PatientDeleted),
        other => other,
    })?;
    let db = tx.authorize(action)?;
    let restored = sqlx::query!(
        "update appointment set deleted_at = null, deleted_by = null, updated_at = $2, updated_by = $3,
             version = version + 1
         where id = $1 and deleted_at is not null",
        id.uuid(),
        now,
        by
    );
    if restored.execute(db).await.on_constraints(taken())?.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    tx.announce(Topic::Day);
    Ok(())
}
