//! Answering an offer: by its link, or by its patient. Exactly one answer counts.

use tenancy::{Action, Actor, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use web::sessions::hash_secret;

use super::entries::end;
use super::row::{OfferRow, keep, load, offers};
use super::settling::close;
use super::subject;
use crate::appointments::model::Appointment;
use crate::appointments::operations::{Kept, kept, release_offered, take_offered};
use crate::parties::operations::load_living;
use crate::waitlist::model::{Entry, EntryStatus, Offer, OfferStatus};

/// An offer as whoever has its link sees it.
pub struct Answered {
    /// Whom it is for, as they are called.
    pub given_name: String,
    pub offer: Offer,
    /// What became of it by now.
    pub status: OfferStatus,
}

/// The offer behind a link. Looking changes nothing, whoever looks.
pub async fn open(tx: &mut TenantTx, secret: &str) -> Result<Answered> {
    let action = Action::ViewOffer;
    let offer = by_secret(tx, action, secret).await?;
    let entry = load(tx, action, offer.entry).await?;
    let patient = load_living(tx, action, entry.patient.uuid()).await?;
    let status = status_now(tx, action, &offer).await?;
    tx.record(action, subject(&entry));
    Ok(Answered { given_name: patient.person.reveal().given_name.clone(), offer, status })
}

/// Its row says what was answered; what somebody at the desk did to the time meanwhile is found at the time.
async fn status_now(tx: &mut TenantTx, action: Action, offer: &Offer) -> Result<OfferStatus> {
    let now = tx.now();
    if offer.slot.starts_at <= now {
        return Ok(OfferStatus::Expired);
    }
    if offer.status != OfferStatus::Open {
        return Ok(offer.status);
    }
    let ids: Vec<Uuid> = offer.appointment.into_iter().collect();
    let kept = kept(tx, action, &ids).await?;
    Ok(match offer.appointment.and_then(|id| kept.get(&id)) {
        Some(Kept::Taken) => OfferStatus::Accepted,
        Some(Kept::Held) if offer.stands(now) => OfferStatus::Open,
        _ if offer.expires_at <= now => OfferStatus::Expired,
        _ => OfferStatus::Withdrawn,
    })
}

async fn by_secret(tx: &mut TenantTx, action: Action, secret: &str) -> Result<Offer> {
    let hash = hash_secret(secret);
    let db = tx.authorize(action)?;
    let row = offers!("where secret_hash = $1", &hash[..]).fetch_optional(db).await?;
    Ok(row.ok_or(Error::NotFound)?.open())
}

async fn by_id(tx: &mut TenantTx, action: Action, id: Id<Offer>) -> Result<Offer> {
    let db = tx.authorize(action)?;
    let row = offers!("where id = $1", id.uuid()).fetch_optional(db).await?;
    Ok(row.ok_or(Error::NotFound)?.open())
}

/// One of the patient's own.
async fn own(tx: &mut TenantTx, action: Action, id: Id<Offer>) -> Result<Offer> {
    let Actor::Patient { id: patient, .. } = *tx.actor() else { return Err(Error::Forbidden(action)) };
    let offer = by_id(tx, action, id).await?;
    let entry = load(tx, action, offer.entry).await?;
    if entry.patient.uuid() == patient { Ok(offer) } else { Err(Error::NotFound) }
}

/// Whoever has the link takes the time.
pub async fn accept(tx: &mut TenantTx, secret: &str) -> Result<Appointment> {
    let offer = by_secret(tx, Action::AcceptOffer, secret).await?;
    take(tx, &offer).await
}

/// The patient takes a time that they were offered.
pub async fn accept_own(tx: &mut TenantTx, id: Id<Offer>) -> Result<Appointment> {
    let offer = own(tx, Action::AcceptOffer, id).await?;
    take(tx, &offer).await
}

/// The entry with its offer as it stands, which nobody else answers until this transaction ends; refuses what is over.
async fn keep_standing(tx: &mut TenantTx, action: Action, seen: &Offer) -> Result<(Entry, Offer, Uuid)> {
    let entry = keep(tx, action, seen.entry).await?;
    let offer = by_id(tx, action, seen.id).await?;
    match offer.appointment {
        Some(hold) if offer.stands(tx.now()) && entry.status == EntryStatus::Waiting => Ok((entry, offer, hold)),
        _ => Err(Error::Conflict(Conflict::OfferOver)),
    }
}

async fn take(tx: &mut TenantTx, seen: &Offer) -> Result<Appointment> {
    let action = Action::AcceptOffer;
    let (entry, offer, hold) = keep_standing(tx, action, seen).await?;
    let appointment = match take_offered(tx, Id::new(hold)).await {
        // Somebody at the desk let go of it, or booked it.
        Err(Error::NotFound | Error::Conflict(_)) => Err(Error::Conflict(Conflict::OfferOver)),
        taken => taken,
    }?;
    close(tx, action, offer.id, OfferStatus::Accepted).await?;
    end(tx, action, &entry, (EntryStatus::Booked, Some(hold))).await?;
    Ok(appointment)
}

/// Whoever has the link does not want the time. They stay on the list.
pub async fn decline(tx: &mut TenantTx, secret: &str) -> Result<()> {
    let offer = by_secret(tx, Action::DeclineOffer, secret).await?;
    refuse(tx, &offer).await
}

/// The patient does not want a time that they were offered.
pub async fn decline_own(tx: &mut TenantTx, id: Id<Offer>) -> Result<()> {
    let offer = own(tx, Action::DeclineOffer, id).await?;
    refuse(tx, &offer).await
}

async fn refuse(tx: &mut TenantTx, seen: &Offer) -> Result<()> {
    let action = Action::DeclineOffer;
    let (entry, offer, hold) = keep_standing(tx, action, seen).await?;
    release_offered(tx, action, hold).await?;
    close(tx, action, offer.id, OfferStatus::Declined).await?;
    tx.record(action, subject(&entry));
    Ok(())
}
