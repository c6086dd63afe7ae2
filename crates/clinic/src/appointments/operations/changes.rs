//! Changing an appointment that stands: everything in it, its time, or taking it away.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, TenantTx, Topic};
use uuid::Uuid;
use web::Expected;

use super::booking::{Wanted, currency_of, not_past, taken};
use super::finding::hold;
use super::moves::{Move, shift};
use super::row::{AppointmentRow, Contents, appointment_with, appointments};
use super::subject;
use crate::appointments::model::{Appointment, NewAppointment, PatientRef, Slot};
use crate::appointments::sealing::{OVERRIDE_REASON, SealedTexts};
use crate::parties::operations::{id_of_number, secret_of};

/// Replaces what is known of an appointment, at one of the versions that the client expects.
pub async fn update(
    tx: &mut TenantTx,
    id: Id<Appointment>,
    new: &NewAppointment,
    expected: impl Into<Expected>,
) -> Result<Appointment> {
    let action = Action::UpdateAppointment;
    let before = hold(tx, action, id).await?;
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
    };
    let overbooked = place.take(tx, action, &before, new.override_reason.as_deref()).await?;
    let after = write(tx, &before, new, &place, overbooked).await?;
    if overbooked && !before.overbooked {
        tx.record(Action::OverrideSlot, subject(&after));
    }
    tx.announce(Topic::Day);
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
}

impl Place<'_> {
    /// Makes sure of the place; the answer is whether it stands over another appointment.
    async fn take(
        &self,
        tx: &mut TenantTx,
        action: Action,
        before: &Appointment,
        reason: Option<&str>,
    ) -> Result<bool> {
        let moved = self.slot != before.slot || self.provider != before.provider.uuid();
        let same = !moved && self.room == before.room.map(Id::uuid) && self.equipment == before.equipment;
        if same && self.staff == before.staff {
            return Ok(before.overbooked);
        }
        if moved && !before.status.is_open() {
            let (from, to) = (before.status.as_str(), "booked");
            return Err(Error::Conflict(Conflict::IllegalTransition { from, to }));
        }
        if self.slot.starts_at != before.slot.starts_at {
            not_past(self.slot.starts_at, tx.now())?;
        }
        let Self { provider, room, staff, equipment, slot } = *self;
        let wanted = Wanted { provider, room, staff, equipment, slot, except: Some(before.id) };
        wanted.check(tx, action).await?;
        if !before.status.blocks() {
            return Ok(false);
        }
        wanted.clear(tx, action, reason).await
    }
}

async fn write(
    tx: &mut TenantTx,
    before: &Appointment,
    new: &NewAppointment,
    place: &Place<'_>,
    overbooked: bool,
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
        new,
        currency: currency_of(tx, new),
        texts: SealedTexts::seal(&sealer, id, new, override_reason.as_ref()),
        overbooked,
    };
    let db = tx.authorize(action)?;
    let row = appointment_with!(
        "update appointment set provider_id = $2, room_id = $3, staff_ids = $4, equipment = $5, kind = $6, starts_at = $7,
             ends_at = $8, cost_minor = $9, estimated_cost_minor = $10, currency = $11, is_priority = $12,
             follow_up_needed = $13, billing_code = $14, reason = $15, preparation_notes = $16,
             insurance_authorization = $17, overbooked = $18, override_reason = $19, updated_at = $20, updated_by = $21,
             version = version + 1
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
    let before = hold(tx, action, id).await?;
    expected.into().check(before.version)?;
    let slot = match to.keeps_length {
        true => before.slot.moved_to(to.slot.starts_at)?,
        false => to.slot,
    };
    let place = Place {
        provider: to.provider.unwrap_or(before.provider.uuid()),
        room: before.room.map(Id::uuid),
        staff: &before.staff,
        equipment: &before.equipment,
        slot,
    };
    let overbooked = place.take(tx, action, &before, to.override_reason.as_deref()).await?;
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let secret = secret_of(tx, action, before.patient).await?;
    let sealer = keys.party(&secret);
    let reason = to.override_reason.as_ref().filter(|_| overbooked);
    let reason = sealer.seal_opt(OVERRIDE_REASON, id.uuid(), reason);
    let db = tx.authorize(action)?;
    let row = appointments!(
        "update appointment set provider_id = $2, starts_at = $3, ends_at = $4, overbooked = $5,
             override_reason = case when $5 then coalesce($6, override_reason) end, updated_at = $7, updated_by = $8,
             version = version + 1
         where id = $1 returning",
        "",
        id.uuid(),
        place.provider,
        place.slot.starts_at.to_sqlx(),
        place.slot.ends_at.to_sqlx(),
        overbooked,
        reason as _,
        now,
        by
    );
    let row = row.fetch_one(db).await.on_constraints(taken())?;
    let after = row.open(&keys, Some(&secret))?;
    if overbooked && !before.overbooked {
        tx.record(Action::OverrideSlot, subject(&after));
    }
    tx.record_change(action, subject(&after), &sealer, &after.changes_since(Some(&before)));
    tx.announce(Topic::Day);
    Ok(after)
}

/// Takes an appointment out of every list; nothing is destroyed.
pub async fn delete(tx: &mut TenantTx, id: Id<Appointment>, expected: impl Into<Expected>) -> Result<()> {
    let action = Action::DeleteAppointment;
    let before = hold(tx, action, id).await?;
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
    Ok(())
}
