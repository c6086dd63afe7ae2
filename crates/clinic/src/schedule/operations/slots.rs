//! The times that are free, and why another one is not.

use std::ops::RangeInclusive;

use calendar::{Reason, Slot, Terms};
use jiff::civil::{Date, DateTime};
use tenancy::{Action, Actor, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use super::load::{Availability, Wanted};
use super::services::find_for;
use crate::accounts::operations::provider_ids;
use crate::appointments::Days;
use crate::appointments::operations::{InTheWay, in_the_way};
use crate::rooms;
use crate::schedule::model::{BookableBy, NewService, Service};

/// From one start to the next where no service says how far apart they are.
const STEP_MINUTES: u16 = 15;

/// What somebody looks for.
pub struct Asked {
    pub service: Option<Id<Service>>,
    /// How long it takes where no service says so.
    pub minutes: u16,
    /// Anybody who offers it when absent.
    pub provider: Option<Uuid>,
    pub days: RangeInclusive<Date>,
    /// An appointment that is to be moved, and is not in its own way.
    pub except: Option<Uuid>,
    /// Where busy times are kept between searches, for those who search often.
    pub kept: Option<Days>,
}

/// The first slots that can be booked, in order; those of one start by provider.
pub async fn find_slots(tx: &mut TenantTx, asked: &Asked, most: usize) -> Result<Vec<Slot>> {
    let (availability, found) = look(tx, Action::FindSlots, asked).await?;
    let searches: Vec<_> = found.providers.iter().filter_map(|id| availability.search(*id, &found.terms)).collect();
    let mut slots = Vec::new();
    let mut date = *asked.days.start();
    // Day by day: most of those who ask take one of the first.
    while date <= *asked.days.end() && slots.len() < most {
        let mut of_day: Vec<Slot> = searches.iter().flat_map(|search| search.slots_on(date)).collect();
        of_day.sort_by_key(|slot| (slot.span, slot.provider));
        slots.extend(of_day);
        date = date.tomorrow().map_err(|_| Error::invalid("to", "out_of_range"))?;
    }
    slots.truncate(most);
    Ok(slots)
}

/// Why a time is not free; it is when there is no reason.
pub struct Explained {
    pub reasons: Vec<Reason>,
    pub blocking: Vec<InTheWay>,
}

/// Says everything that stands in the way of a visit that begins when the wall shows this.
pub async fn explain(tx: &mut TenantTx, asked: &Asked, at: DateTime) -> Result<Explained> {
    let action = Action::ExplainSlot;
    let provider = asked.provider.ok_or_else(|| Error::invalid("provider", "required"))?;
    let (availability, found) = look(tx, action, asked).await?;
    let search =
        availability.search(provider, &found.terms).ok_or_else(|| Error::invalid("provider", "unknown_choice"))?;
    let reasons = search.why_not(at);
    let ids: Vec<Uuid> = reasons.iter().flat_map(bookings).copied().collect();
    let blocking = in_the_way(tx, action, &ids).await?;
    tx.record(action, Subject::list("slot", blocking.iter().map(|one| one.patient)));
    Ok(Explained { reasons, blocking })
}

fn bookings(reason: &Reason) -> &[Uuid] {
    if let Reason::Busy { bookings, .. } = reason { bookings } else { &[] }
}

/// What a search goes by.
struct Found {
    terms: Terms,
    providers: Vec<Uuid>,
}

async fn look(tx: &mut TenantTx, action: Action, asked: &Asked) -> Result<(Availability, Found)> {
    let offer = match asked.service {
        Some(id) => Some(offered(tx, action, id).await?),
        None if matches!(tx.actor(), Actor::Patient { .. }) => return Err(Error::invalid("service", "required")),
        None => None,
    };
    let terms = offer.as_ref().map_or_else(|| Terms::lasting(asked.minutes, STEP_MINUTES), NewService::terms);
    let mut providers = provider_ids(tx, action).await?;
    let own = offer.as_ref().map(|offer| offer.providers.as_slice()).filter(|own| !own.is_empty());
    providers.retain(|id| own.is_none_or(|own| own.contains(id)) && asked.provider.is_none_or(|one| one == *id));
    if providers.is_empty() && asked.provider.is_some() {
        return Err(Error::invalid("provider", "unknown_choice"));
    }
    let rooms = match &offer {
        Some(offer) if offer.needs_room => Some(rooms_of(tx, action, offer).await?),
        _ => None,
    };
    let joins = offer.as_ref().filter(|offer| offer.capacity > 1).and(asked.service);
    let equipment = offer.map(|offer| offer.equipment).unwrap_or_default();
    let wanted = Wanted {
        days: asked.days.clone(),
        providers: &providers,
        rooms: rooms.as_deref(),
        equipment: &equipment,
        joins: joins.map(Id::uuid),
        except: asked.except,
        kept: asked.kept.as_ref(),
    };
    let availability = Availability::load(tx, action, wanted).await?;
    Ok((availability, Found { terms, providers }))
}

/// A service that this actor may be offered.
async fn offered(tx: &mut TenantTx, action: Action, id: Id<Service>) -> Result<NewService> {
    let unknown = || Error::invalid("service", "unknown_choice");
    let service = find_for(tx, action, id).await.map_err(|error| match error {
        Error::NotFound => unknown(),
        other => other,
    })?;
    let is_open = !matches!(tx.actor(), Actor::Patient { .. }) || service.offer.bookable_by == BookableBy::Patients;
    if service.active && is_open { Ok(service.offer) } else { Err(unknown()) }
}

async fn rooms_of(tx: &mut TenantTx, action: Action, offer: &NewService) -> Result<Vec<Uuid>> {
    let mut rooms = rooms::operations::bookable_ids(tx, action).await?;
    rooms.retain(|id| offer.rooms.is_empty() || offer.rooms.contains(id));
    Ok(rooms)
}
