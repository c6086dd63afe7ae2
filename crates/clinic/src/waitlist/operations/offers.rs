//! Offering a free time to somebody who waits, or booking it for them.

use calendar::Slot;
use jiff::ToSpan as _;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Conflict, Error, Id, OnConstraint as _, Result, TenantTx, Topic};
use uuid::Uuid;
use web::Expected;
use web::sessions::{hash_secret, new_secret};

use super::entries::{end, still_waits};
use super::row::{OfferRow, keep, load, offers};
use super::settling::{close, take_back};
use super::subject;
use crate::appointments::model::{self, NewAppointment, PatientRef};
use crate::appointments::operations::{self as appointments, busy_times};
use crate::appointments::policy::BookingPolicy;
use crate::messages;
use crate::parties::operations::{keep_patient, load_living};
use crate::schedule::operations::{Asked, find_slots};
use crate::waitlist::letter::Letter;
use crate::waitlist::model::{Entry, EntryStatus, Offer, OfferStatus};
use crate::waitlist::quiet::Quiet;

/// Which free time is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub provider: Uuid,
    pub starts_at: Timestamp,
}

impl From<&Slot> for Choice {
    fn from(slot: &Slot) -> Self {
        Self { provider: slot.provider, starts_at: slot.span.starts_at }
    }
}

/// So many days are looked through at a time: most find something in the first.
const DAYS: i64 = 7;

fn asked(entry: &Entry, provider: Option<Uuid>, days: std::ops::RangeInclusive<jiff::civil::Date>) -> Asked {
    let wishes = &entry.wishes;
    Asked { service: wishes.service.map(Id::new), minutes: wishes.minutes, provider, days, except: None, kept: None }
}

fn span(slot: &Slot) -> model::Slot {
    model::Slot { starts_at: slot.span.starts_at, ends_at: slot.span.ends_at }
}

/// The first free times that suit somebody, at which they have nothing else to come to, and that the caller wants, too.
pub async fn free(
    tx: &mut TenantTx,
    entry: &Entry,
    most: usize,
    is_wanted: impl Fn(Choice) -> bool,
) -> Result<Vec<Slot>> {
    let zone = tx.tenant().time_zone.clone();
    let last = entry.wishes.latest_on;
    let mut first = entry.wishes.earliest_on.max(tx.tenant().day_of(tx.now()));
    let mut found = Vec::new();
    while first <= last && found.len() < most {
        let until = first.saturating_add((DAYS - 1).days()).min(last);
        let slots = match find_slots(tx, &asked(entry, entry.wishes.provider, first..=until), usize::MAX).await {
            // What they wait for is not offered any more, or whom they wait for is not there.
            Err(Error::Invalid(_)) => return Ok(Vec::new()),
            slots => slots?,
        };
        let is_fine = |slot: &Slot| entry.wishes.suit(&zone, span(slot)) && is_wanted(Choice::from(slot));
        let mut suiting: Vec<Slot> = slots.into_iter().filter(is_fine).collect();
        if let (Some(one), Some(other)) = (suiting.first(), suiting.last()) {
            let days = model::Slot { starts_at: one.span.starts_at, ends_at: other.span.ends_at };
            let busy = busy_times(tx, Action::FindSlots, entry.patient, days).await?;
            suiting.retain(|slot| !busy.iter().any(|time| time.overlaps(span(slot))));
        }
        found.extend(suiting);
        first = until.tomorrow().map_err(Error::internal)?;
    }
    found.truncate(most);
    Ok(found)
}

/// The free time that is meant, with what it takes.
async fn chosen(tx: &mut TenantTx, entry: &Entry, choice: Choice) -> Result<Slot> {
    let day = tx.tenant().day_of(choice.starts_at);
    let slots = find_slots(tx, &asked(entry, Some(choice.provider), day..=day), usize::MAX).await?;
    let slot = slots.into_iter().find(|slot| slot.span.starts_at == choice.starts_at);
    slot.ok_or(Error::Conflict(Conflict::NotOffered))
}

fn visit(entry: &Entry, slot: &Slot) -> NewAppointment {
    NewAppointment {
        patient: Some(PatientRef::Id(entry.patient.uuid())),
        provider: Some(slot.provider),
        slot: Some(span(slot)),
        lasts_as_said: true,
        service: entry.wishes.service,
        room: slot.room,
        kind: Some(entry.wishes.kind),
        is_priority: entry.is_priority,
        ..NewAppointment::default()
    }
}

/// An entry that nobody else changes until this transaction ends, nor its patient.
async fn keep_waiting(tx: &mut TenantTx, action: Action, id: Id<Entry>) -> Result<Entry> {
    let patient = load(tx, action, id).await?.patient;
    keep_patient(tx, action, patient.uuid()).await?;
    keep(tx, action, id).await
}

/// An offer that was just made.
pub struct Made {
    pub offer: Offer,
    /// Whether a message is on its way, so that nobody has to call.
    pub is_sent: bool,
}

/// Offers somebody a free time: it is held for them while they may answer, and they get a link to do so. What the
/// program offers by itself can be answered no later than patients may move a visit.
pub async fn offer(tx: &mut TenantTx, id: Id<Entry>, choice: Choice, letter: &Letter<'_>) -> Result<Made> {
    let action = Action::OfferSlot;
    let entry = keep_waiting(tx, action, id).await?;
    still_waits(&entry, EntryStatus::Booked)?;
    free_of_offers(tx, action, id).await?;
    let slot = chosen(tx, &entry, choice).await?;
    let messaging = messages::operations::load(tx).await?.messaging;
    let (policy, _) = BookingPolicy::load(tx).await?;
    let by_itself = matches!(tx.actor(), Actor::Job { .. });
    let cutoff = if by_itself { policy.cutoff() } else { SignedDuration::ZERO };
    let latest = choice.starts_at.checked_sub(cutoff).map_err(Error::internal)?;
    let quiet = Quiet::of(&messaging, &tx.tenant().time_zone);
    let expires_at = quiet.expiry(tx.now(), policy.offer(), latest)?.ok_or(Error::Conflict(Conflict::NotOffered))?;
    let held = appointments::hold(tx, &visit(&entry, &slot), expires_at).await?;
    let offer = Offer {
        id: tx.new_id(),
        entry: id,
        appointment: Some(held.id.uuid()),
        provider: slot.provider,
        slot: span(&slot),
        status: OfferStatus::Open,
        expires_at,
    };
    let secret = new_secret();
    let patient = load_living(tx, action, entry.patient.uuid()).await?;
    let message = letter.send(tx, &messaging, &patient, (&offer, &secret)).await?;
    insert(tx, action, &offer, (&secret, message)).await?;
    tx.record(action, subject(&entry));
    tx.announce(Topic::Waitlist);
    Ok(Made { offer, is_sent: message.is_some() })
}

/// Refuses whoever has an offer to answer; one that ran out is over.
async fn free_of_offers(tx: &mut TenantTx, action: Action, entry: Id<Entry>) -> Result<()> {
    let now = tx.now();
    let db = tx.authorize(action)?;
    let open = offers!("where entry_id = $1 and status = 'open'", entry.uuid()).fetch_optional(db).await?;
    match open.map(OfferRow::open) {
        Some(offer) if offer.stands(now) => Err(Error::Conflict(Conflict::AlreadyOffered)),
        Some(offer) => close(tx, action, offer.id, OfferStatus::Expired).await.map(drop),
        None => Ok(()),
    }
}

async fn insert(
    tx: &mut TenantTx,
    action: Action,
    offer: &Offer,
    (secret, message): (&str, Option<Uuid>),
) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into waitlist_offer (id, entry_id, appointment_id, provider_id, starts_at, ends_at, status, secret_hash,
             message_id, expires_at, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11)",
        offer.id.uuid(),
        offer.entry.uuid(),
        offer.appointment,
        offer.provider,
        offer.slot.starts_at.to_sqlx() as _,
        offer.slot.ends_at.to_sqlx() as _,
        &hash_secret(secret)[..],
        message,
        offer.expires_at.to_sqlx() as _,
        now as _,
        by
    )
    .execute(db)
    .await
    .on_constraints([
        ("waitlist_offer_one_open", Conflict::AlreadyOffered),
        ("waitlist_offer_once", Conflict::AlreadyOffered),
    ])?;
    Ok(())
}

/// Books a free time for somebody who waits, which ends their waiting. The very time that they were offered becomes
/// theirs; any other offer is taken back.
pub async fn book(tx: &mut TenantTx, id: Id<Entry>, choice: Choice, expected: &Expected) -> Result<Entry> {
    let action = Action::ManageWaitlist;
    let entry = keep_waiting(tx, action, id).await?;
    expected.check(entry.version)?;
    still_waits(&entry, EntryStatus::Booked)?;
    let now = tx.now();
    let is_chosen = |offer: &Offer| {
        offer.stands(now) && offer.provider == choice.provider && offer.slot.starts_at == choice.starts_at
    };
    let db = tx.authorize(action)?;
    let open = offers!("where entry_id = $1 and status = 'open'", id.uuid()).fetch_optional(db).await?;
    let open = open.map(OfferRow::open).filter(is_chosen);
    let appointment = match open.and_then(|offer| Some((offer.id, offer.appointment?))) {
        Some((offer, held)) => {
            close(tx, action, offer, OfferStatus::Accepted).await?;
            appointments::confirm(tx, Id::new(held), None).await?
        }
        None => {
            take_back(tx, action, id, |_| false).await?;
            let slot = chosen(tx, &entry, choice).await?;
            appointments::book(tx, &visit(&entry, &slot)).await?
        }
    };
    end(tx, action, &entry, (EntryStatus::Booked, Some(appointment.id.uuid()))).await
}
