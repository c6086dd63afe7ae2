//! What patients do themselves: put themselves on the list, see what they are offered, take themselves off. None of these
//! can name another patient.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use super::entries::{end, insert, still_waits};
use super::row::{EntryRow, OfferRow, entries, keep, offers, open_all};
use super::settling::take_back;
use crate::appointments::operations::{Kept, kept};
use crate::schedule;
use crate::schedule::model::BookableBy;
use crate::waitlist::model::{Entry, EntryStatus, NewEntry, Offer};

fn own(tx: &TenantTx, action: Action) -> Result<Uuid> {
    match tx.actor() {
        Actor::Patient { id, .. } => Ok(*id),
        _ => Err(Error::Forbidden(action)),
    }
}

/// The patient waits for something that patients may book by themselves.
pub async fn join(tx: &mut TenantTx, new: &NewEntry) -> Result<Entry> {
    let action = Action::JoinWaitlist;
    let patient = own(tx, action)?;
    let service = new.wishes.service.ok_or_else(|| Error::invalid("service", "required"))?;
    match schedule::operations::find_for(tx, action, Id::new(service)).await {
        Ok(service) if service.offer.bookable_by == BookableBy::Patients => {}
        Ok(_) | Err(Error::NotFound) => return Err(Error::invalid("service", "unknown_choice")),
        Err(other) => return Err(other),
    }
    // Whom the clinic puts first is the clinic's to say.
    let new = NewEntry { is_priority: false, note: None, ..new.clone() };
    insert(tx, action, Id::new(patient), &new).await
}

/// The patient waits no longer.
pub async fn leave(tx: &mut TenantTx, id: Id<Entry>) -> Result<()> {
    let action = Action::LeaveWaitlist;
    let patient = own(tx, action)?;
    let entry = keep(tx, action, id).await?;
    if entry.patient.uuid() != patient {
        return Err(Error::NotFound);
    }
    still_waits(&entry, EntryStatus::Withdrawn)?;
    take_back(tx, action, id, |_| false).await?;
    end(tx, action, &entry, (EntryStatus::Withdrawn, None)).await?;
    Ok(())
}

/// What the patient waits for.
pub async fn own_entries(tx: &mut TenantTx) -> Result<Vec<Entry>> {
    let action = Action::ViewOwnAppointments;
    let patient = own(tx, action)?;
    let db = tx.authorize(action)?;
    let rows = entries!(
        "select",
        "from waitlist_entry where patient_id = $1 and status = 'waiting' order by created_at, id",
        patient
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    open_all(tx, action, rows).await
}

/// An offer that the patient has not answered yet.
pub struct OwnOffer {
    pub offer: Offer,
    /// The appointment that holds the time.
    pub hold: Uuid,
}

/// What the patient is offered, the soonest first.
pub async fn own_offers(tx: &mut TenantTx) -> Result<Vec<OwnOffer>> {
    let action = Action::ViewOwnAppointments;
    let (patient, now) = (own(tx, action)?, tx.now().to_sqlx());
    let db = tx.authorize(action)?;
    let rows = offers!(
        "where status = 'open' and expires_at > $2
             and entry_id in (select id from waitlist_entry where patient_id = $1 and status = 'waiting')
         order by starts_at, id",
        patient,
        now as _
    );
    let offers: Vec<Offer> = rows.fetch_all(db).await?.into_iter().map(OfferRow::open).collect();
    tx.record(action, Subject::patient(patient));
    let holds: Vec<Uuid> = offers.iter().filter_map(|offer| offer.appointment).collect();
    let kept: HashMap<Uuid, Kept> = kept(tx, action, &holds).await?;
    let standing = offers.into_iter().filter_map(|offer| {
        let hold = offer.appointment.filter(|id| kept.get(id) == Some(&Kept::Held))?;
        Some(OwnOffer { offer, hold })
    });
    Ok(standing.collect())
}
