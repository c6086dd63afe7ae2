//! Patients book and move their own visits. No SQL here: what is offered is the schedule's to say, what is taken the
//! appointments'.

use std::ops::RangeInclusive;

use calendar::Slot;
use jiff::Timestamp;
use jiff::civil::Date;
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;

use super::operations::{in_time, own};
use crate::appointments::model::{self, Appointment, NewAppointment, PatientRef};
use crate::appointments::operations::{self as appointments, Resched};
use crate::appointments::policy::BookingPolicy;
use crate::parties::model::Party;
use crate::schedule::model::{BookableBy, Service};
use crate::schedule::operations::{Asked, find_for, find_slots, list_for};

/// What a patient looks for.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub service: Id<Service>,
    /// Anybody who offers it when absent.
    pub provider: Option<Uuid>,
    /// The visit that is to be moved, and is not in its own way.
    pub moving: Option<Id<Appointment>>,
}

/// What the clinic lets patients book by themselves.
pub async fn services(tx: &mut TenantTx) -> Result<Vec<Service>> {
    let services = list_for(tx, Action::FindSlots).await?;
    Ok(services.into_iter().filter(|service| service.offer.bookable_by == BookableBy::Patients).collect())
}

/// More than a page of days has.
pub(super) const MOST: usize = 240;

/// The first times that are free on these days.
pub async fn free(tx: &mut TenantTx, wish: Wish, days: RangeInclusive<Date>) -> Result<Vec<Slot>> {
    find_slots(tx, &asked(wish, days), MOST).await
}

fn asked(wish: Wish, days: RangeInclusive<Date>) -> Asked {
    Asked {
        service: Some(wish.service),
        minutes: 0,
        provider: wish.provider,
        days,
        except: wish.moving.map(Id::uuid),
        kept: None,
    }
}

/// The slot that begins then, if it is offered.
async fn offered(tx: &mut TenantTx, wish: Wish, starts_at: Timestamp) -> Result<Slot> {
    let day = tx.tenant().day_of(starts_at);
    let slots = find_slots(tx, &asked(wish, day..=day), usize::MAX).await?;
    let slot = slots.into_iter().find(|slot| slot.span.starts_at == starts_at);
    slot.ok_or(Error::Conflict(Conflict::NotOffered))
}

/// Keeps a time for the patient while they look at it again. Whatever they held before is free for others.
pub async fn hold(tx: &mut TenantTx, wish: Wish, starts_at: Timestamp) -> Result<Appointment> {
    let action = Action::HoldOwnSlot;
    let patient = Id::<Party>::new(own(tx.actor(), action)?);
    appointments::release_own(tx, patient).await?;
    let (policy, _) = BookingPolicy::load(tx).await?;
    let ahead = appointments::count_coming(tx, action, patient).await?;
    if ahead >= usize::try_from(policy.most_ahead).unwrap_or(usize::MAX) {
        return Err(Error::Conflict(Conflict::TooManyAhead { most: policy.most_ahead }));
    }
    let slot = offered(tx, wish, starts_at).await?;
    let offer = find_for(tx, action, wish.service).await?.offer;
    let new = NewAppointment {
        patient: Some(PatientRef::Id(patient.uuid())),
        provider: Some(slot.provider),
        slot: Some(model::Slot { starts_at: slot.span.starts_at, ends_at: slot.span.ends_at }),
        service: Some(wish.service.uuid()),
        room: slot.room,
        equipment: offer.equipment,
        kind: Some(offer.kind),
        lasts_as_said: true,
        ..NewAppointment::default()
    };
    let expires_at = tx.now().checked_add(policy.hold()).map_err(Error::internal)?;
    appointments::hold_own(tx, &new, expires_at).await
}

/// Books the time that is held.
pub async fn confirm(tx: &mut TenantTx, id: Id<Appointment>) -> Result<Appointment> {
    let patient = own(tx.actor(), Action::BookOwnAppointment)?;
    appointments::confirm_own(tx, Id::new(patient), id).await
}

/// Lets go of whatever is held.
pub async fn release(tx: &mut TenantTx) -> Result<()> {
    let patient = own(tx.actor(), Action::HoldOwnSlot)?;
    appointments::release_own(tx, Id::new(patient)).await
}

/// Puts a visit of one's own at another time that is offered; its present one counts as free for it.
pub async fn reschedule(
    tx: &mut TenantTx,
    id: Id<Appointment>,
    provider: Option<Uuid>,
    starts_at: Timestamp,
) -> Result<Appointment> {
    let action = Action::RescheduleOwnAppointment;
    let patient = Id::<Party>::new(own(tx.actor(), action)?);
    let before = appointments::keep_own(tx, action, patient, id).await?;
    in_time(tx, before.slot.starts_at).await?;
    let service = before.service.map(Id::new).ok_or(Error::Conflict(Conflict::NotOffered))?;
    let slot = offered(tx, Wish { service, provider, moving: Some(id) }, starts_at).await?;
    let to = Resched {
        slot: model::Slot { starts_at: slot.span.starts_at, ends_at: slot.span.ends_at },
        keeps_length: false,
        provider: Some(slot.provider),
        override_reason: None,
    };
    appointments::reschedule_own(tx, &before, slot.room, &to).await
}
