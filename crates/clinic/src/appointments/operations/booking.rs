//! Booking: who wants a time says so, and the database judges whether it is free.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use money::{Currency, Money};
use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::PartySecret;

use super::row::{AppointmentRow, Contents, appointment_with, appointments};
use super::subject;
use super::wanted::{Granted, Session, Wanted};
use crate::amounts;
use crate::appointments::model::{
    Appointment, Buffers, Kind, Moments, NewAppointment, Occurrence, PatientRef, Seat, Slot, Status,
};
use crate::appointments::sealing::SealedTexts;
use crate::appointments::wall::minute_of;
use crate::messages::operations::note;
use crate::parties::model::Party;
use crate::parties::naming::id_of_number;
use crate::parties::operations::{self as parties, Book, keep_patient};
use crate::prices::operations as prices;
use crate::schedule;
use crate::schedule::model::NewService;

/// Books a time; refuses one in the past, and one that is taken unless a reason says why it is booked all the same.
pub async fn book(tx: &mut TenantTx, new: &NewAppointment) -> Result<Appointment> {
    let status = new.status.unwrap_or(Status::Booked);
    if !status.is_open() {
        return Err(Error::invalid("status", "unknown_choice"));
    }
    let slot = new.slot.ok_or_else(|| Error::invalid("starts_at", "required"))?;
    not_past(slot.starts_at, tx.now())?;
    insert(tx, Entry::new(Action::BookAppointment, status), new, slot).await
}

/// Keeps a time for a patient who has not said yes yet, until `expires_at`. Nobody holds over somebody else.
pub async fn hold(tx: &mut TenantTx, new: &NewAppointment, expires_at: Timestamp) -> Result<Appointment> {
    let slot = new.slot.ok_or_else(|| Error::invalid("starts_at", "required"))?;
    not_past(slot.starts_at, tx.now())?;
    let entry = Entry { hold_expires_at: Some(expires_at), ..Entry::new(Action::HoldSlot, Status::Proposed) };
    insert(tx, entry, &NewAppointment { override_reason: None, ..new.clone() }, slot).await
}

/// The patient keeps a time while they look at it once more; never over somebody else.
pub async fn hold_own(tx: &mut TenantTx, new: &NewAppointment, expires_at: Timestamp) -> Result<Appointment> {
    let slot = new.slot.ok_or_else(|| Error::invalid("starts_at", "required"))?;
    not_past(slot.starts_at, tx.now())?;
    let entry = Entry { hold_expires_at: Some(expires_at), ..Entry::new(Action::HoldOwnSlot, Status::Proposed) };
    insert(tx, entry, &NewAppointment { override_reason: None, ..new.clone() }, slot).await
}

/// Lets go of whatever the patient holds by themselves.
pub async fn release_own(tx: &mut TenantTx, patient: Id<Party>) -> Result<()> {
    let action = Action::HoldOwnSlot;
    let db = tx.authorize(action)?;
    let released = sqlx::query!(
        "delete from appointment where patient_id = $1 and hold_expires_at is not null and created_by = $1",
        patient.uuid()
    );
    let released = released.execute(db).await?.rows_affected();
    tx.record(action, Subject::patient(patient.uuid()));
    if released > 0 {
        tx.announce(Topic::Day);
        tx.announce(Topic::Waitlist);
    }
    Ok(())
}

/// Books one of the visits of a series.
pub async fn book_occurrence(
    tx: &mut TenantTx,
    new: &NewAppointment,
    slot: Slot,
    occurrence: Occurrence,
) -> Result<Appointment> {
    not_past(slot.starts_at, tx.now())?;
    let entry = Entry { occurrence: Some(occurrence), ..Entry::new(Action::BookAppointment, Status::Booked) };
    insert(tx, entry, new, slot).await
}

/// Enters a visit that took place without having been booked.
pub async fn backfill(tx: &mut TenantTx, new: &NewAppointment) -> Result<Appointment> {
    let slot = new.slot.ok_or_else(|| Error::invalid("starts_at", "required"))?;
    if slot.ends_at > tx.now() {
        return Err(Error::invalid("ends_at", "in_future"));
    }
    let moments = Moments {
        arrived_at: Some(slot.starts_at),
        checked_in_at: Some(slot.starts_at),
        finished_at: Some(slot.ends_at),
        closed_at: None,
    };
    let entry = Entry { moments, backfilled: true, ..Entry::new(Action::BackfillVisit, Status::Fulfilled) };
    insert(tx, entry, new, slot).await
}

/// The minute that is under way is not past: somebody at the desk is seen "now".
pub(super) fn not_past(starts_at: Timestamp, now: Timestamp) -> Result<()> {
    if starts_at < minute_of(now) { Err(Error::Conflict(Conflict::InThePast)) } else { Ok(()) }
}

/// Lets nobody else book the same provider, room or device until this is settled.
pub async fn queue_up(tx: &mut TenantTx, action: Action, new: &NewAppointment, slot: Slot) -> Result<()> {
    complete(tx, action, new, slot).await?.wanted()?.queue_up(tx, action).await
}

/// Who would be in the way of such an appointment at that time. Keeps nobody from anything.
pub async fn blockers_of(tx: &mut TenantTx, action: Action, new: &NewAppointment, slot: Slot) -> Result<Vec<Uuid>> {
    let whole = complete(tx, action, new, slot).await?;
    let (wanted, seats) = (whole.wanted()?, whole.seats);
    let blockers = wanted.blockers(tx, action).await?;
    let (together, in_the_way): (Vec<_>, Vec<_>) =
        blockers.iter().filter(|blocker| !blocker.lapsed).partition(|blocker| blocker.seat.is_some());
    let is_full = together.len() >= usize::try_from(seats).unwrap_or(1);
    let full = together.into_iter().filter(|_| is_full);
    Ok(in_the_way.into_iter().chain(full).map(|blocker| blocker.id).collect())
}

/// An appointment with everything filled in that its service says.
struct Complete {
    new: NewAppointment,
    slot: Slot,
    busy: Slot,
    seats: i32,
}

impl Complete {
    fn wanted(&self) -> Result<Wanted<'_>> {
        let new = &self.new;
        Ok(Wanted {
            provider: new.provider.ok_or_else(|| Error::invalid("provider", "required"))?,
            room: new.room,
            staff: &new.staff,
            equipment: &new.equipment,
            slot: self.busy,
            except: None,
            session: Session { service: new.service, starts_at: self.slot.starts_at, seats: self.seats },
        })
    }

    fn contents(&self, provider: Uuid, granted: Granted, currency: Currency, texts: SealedTexts) -> Contents<'_> {
        let new = &self.new;
        Contents {
            provider,
            room: new.room,
            staff: &new.staff,
            equipment: &new.equipment,
            kind: new.kind.unwrap_or(Kind::Consultation),
            slot: self.slot,
            busy: self.busy,
            service: new.service,
            seat: granted.seat,
            new,
            currency,
            texts,
            overbooked: granted.overbooked,
        }
    }
}

async fn complete(tx: &mut TenantTx, action: Action, new: &NewAppointment, slot: Slot) -> Result<Complete> {
    let mut new = new.clone();
    let Some(service) = new.service else { return Ok(Complete { new, slot, busy: slot, seats: 1 }) };
    let offer = offer(tx, action, service).await?;
    if let Some(provider) = new.provider
        && !offer.providers.is_empty()
        && !offer.providers.contains(&provider)
    {
        return Err(Error::invalid("provider", "unknown_choice"));
    }
    if offer.needs_room && new.room.is_none() {
        return Err(Error::invalid("room", "required"));
    }
    let slot = match new.lasts_as_said {
        true => slot,
        false => Slot::lasting(slot.starts_at, i64::from(offer.duration_minutes))?,
    };
    let missing = offer.equipment.iter().filter(|item| !new.equipment.contains(item)).cloned();
    let equipment: Vec<String> = new.equipment.iter().cloned().chain(missing).collect();
    let price = match new.cost {
        None => price_on(tx, action, (service, &offer), slot).await?,
        agreed => agreed,
    };
    new = NewAppointment { equipment, kind: new.kind.or(Some(offer.kind)), cost: price, ..new };
    let busy = slot.widened(buffers_of(&offer))?;
    Ok(Complete { new, slot, busy, seats: i32::try_from(offer.capacity).unwrap_or(1) })
}

/// What a service costs on the day of a visit: by the price list, else what it says itself.
async fn price_on(
    tx: &mut TenantTx,
    action: Action,
    (service, offer): (Uuid, &NewService),
    slot: Slot,
) -> Result<Option<Money>> {
    let (currency, day) = (amounts::currency_of(tx.tenant()), tx.tenant().day_of(slot.starts_at));
    let listed = prices::of_day(tx, action, (service, day), Some(currency)).await?.map(|price| price.amount);
    Ok(listed.or(offer.price_minor.map(|minor| Money::new(minor, currency))))
}

/// What is offered under this id.
pub(super) async fn offer(tx: &mut TenantTx, action: Action, service: Uuid) -> Result<NewService> {
    match schedule::operations::find_for(tx, action, Id::new(service)).await {
        Ok(service) if service.active => Ok(service.offer),
        Ok(_) | Err(Error::NotFound) => Err(Error::invalid("service", "unknown_choice")),
        Err(other) => Err(other),
    }
}

pub(super) fn buffers_of(offer: &NewService) -> Buffers {
    Buffers { before: i32::from(offer.buffer_before_minutes), after: i32::from(offer.buffer_after_minutes) }
}

/// How a new appointment comes into the world.
struct Entry {
    action: Action,
    status: Status,
    moments: Moments,
    backfilled: bool,
    hold_expires_at: Option<Timestamp>,
    occurrence: Option<Occurrence>,
}

impl Entry {
    fn new(action: Action, status: Status) -> Self {
        let moments = Moments::default();
        Self { action, status, moments, backfilled: false, hold_expires_at: None, occurrence: None }
    }
}

async fn insert(tx: &mut TenantTx, entry: Entry, new: &NewAppointment, slot: Slot) -> Result<Appointment> {
    let Entry { action, status, moments, backfilled, hold_expires_at, occurrence } = entry;
    let (patient, secret) = patient_of(tx, action, new.patient).await?;
    let id = tx.new_id::<Appointment>();
    let whole = complete(tx, action, new, slot).await?;
    let (new, wanted) = (&whole.new, whole.wanted()?);
    wanted.check(tx, action).await?;
    let granted = match status.blocks() {
        true => wanted.clear(tx, action, id, new.override_reason.as_deref()).await?,
        false => Granted { overbooked: false, seat: Seat::only(id) },
    };
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let sealer = keys.party(&secret);
    let reason_over = new.override_reason.as_ref().filter(|_| granted.overbooked);
    let texts = SealedTexts::seal(&sealer, id.uuid(), new, reason_over);
    let contents = whole.contents(wanted.provider, granted, currency_of(tx, new), texts);
    let at = |at: Option<Timestamp>| at.map(jiff_sqlx::ToSqlx::to_sqlx);
    let db = tx.authorize(action)?;
    let row = appointment_with!(
        "insert into appointment (id, patient_id, status, provider_id, room_id, staff_ids, equipment, kind, starts_at, ends_at,
             busy_from, busy_until, service_id, group_id, seat, seats, cost_minor, estimated_cost_minor, currency,
             is_priority, follow_up_needed, billing_code, reason, preparation_notes, insurance_authorization, overbooked,
             override_reason, backfilled, arrived_at, checked_in_at, finished_at, hold_expires_at, series_id, series_day,
             moved_at, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $35, $36, $35, $36)
         returning",
        [id.uuid(), patient, status.as_str()],
        &contents,
        [
            backfilled,
            at(moments.arrived_at),
            at(moments.checked_in_at),
            at(moments.finished_at),
            at(hold_expires_at),
            occurrence.map(|occurrence| occurrence.series),
            occurrence.map(|occurrence| occurrence.day.to_sqlx()) as _,
            now,
            by
        ]
    );
    let row = row.fetch_one(db).await.on_constraints(taken())?;
    let appointment = row.open(&keys, Some(&secret))?;
    tx.record_change(action, subject(&appointment), &sealer, &appointment.changes_since(None));
    if appointment.overbooked {
        tx.record(Action::OverrideSlot, subject(&appointment));
    }
    tx.announce(Topic::Day);
    if hold_expires_at.is_some() {
        tx.announce(Topic::Holds);
    }
    // Whoever comes again and again is told once, by the series.
    if occurrence.is_none() {
        note(tx, action, None, &appointment).await?;
    }
    Ok(appointment)
}

pub(super) fn currency_of(tx: &TenantTx, new: &NewAppointment) -> Currency {
    let money = new.cost.or(new.estimated_cost);
    money.map_or_else(|| amounts::currency_of(tx.tenant()), |money| money.currency)
}

/// The constraints that keep a time from being booked twice. Whoever is in the way was found before, but for races.
pub(super) fn taken() -> [(&'static str, Conflict); 4] {
    ["appointment_provider_free", "appointment_room_free", "appointment_equipment_free", "appointment_seat_free"]
        .map(|name| (name, Conflict::SlotTaken { blocked_by: Vec::new() }))
}

async fn patient_of(tx: &mut TenantTx, action: Action, patient: Option<PatientRef>) -> Result<(Uuid, PartySecret)> {
    let id = patient_id(tx, action, patient).await?;
    match keep_patient(tx, action, id.uuid()).await {
        Ok(secret) => Ok((id.uuid(), secret)),
        Err(Error::NotFound) => Err(Error::invalid("patient", "unknown_choice")),
        Err(other) => Err(other),
    }
}

/// The patient a path names, by id or by number.
pub async fn patient_named(tx: &mut TenantTx, text: &str) -> Result<Party> {
    let id = match PatientRef::parse(text).ok_or(Error::NotFound)? {
        PatientRef::Id(id) => Id::new(id),
        PatientRef::Number(number) => id_of_number(tx, Action::ViewPatient, number).await?,
    };
    parties::find(tx, Book::Patients, id).await
}

/// The patient who is meant by an id or a number. An id is believed: whoever uses it finds out.
pub async fn patient_id(tx: &mut TenantTx, action: Action, patient: Option<PatientRef>) -> Result<Id<Party>> {
    match patient.ok_or_else(|| Error::invalid("patient", "required"))? {
        PatientRef::Id(id) => Ok(Id::new(id)),
        PatientRef::Number(number) => match id_of_number(tx, action, number).await {
            Err(Error::NotFound) => Err(Error::invalid("patient", "unknown_choice")),
            found => found,
        },
    }
}
