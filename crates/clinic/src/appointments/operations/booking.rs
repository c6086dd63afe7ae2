//! Booking: who wants a time says so, and the database judges whether it is free.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use tenancy::{Action, Conflict, Error, FieldError, Id, OnConstraint as _, Result, TenantTx, Topic};
use uuid::Uuid;
use vault::PartySecret;

use super::row::{AppointmentRow, Contents, appointment_with, appointments};
use super::subject;
use crate::accounts::operations::{are_staff, is_provider};
use crate::appointments::model::{Appointment, Kind, Moments, NewAppointment, PatientRef, Slot, Status};
use crate::appointments::sealing::SealedTexts;
use crate::appointments::wall::minute_of;
use crate::parties::operations::{id_of_number, keep_patient};
use crate::rooms;

/// Books a time; refuses one in the past, and one that is taken unless a reason says why it is booked all the same.
pub async fn book(tx: &mut TenantTx, new: &NewAppointment) -> Result<Appointment> {
    let status = new.status.unwrap_or(Status::Booked);
    if !status.is_open() {
        return Err(Error::invalid("status", "unknown_choice"));
    }
    let slot = new.slot.ok_or_else(|| Error::invalid("starts_at", "required"))?;
    not_past(slot.starts_at, tx.now())?;
    let entry = Entry { action: Action::BookAppointment, status, moments: Moments::default(), backfilled: false };
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
    let entry = Entry { action: Action::BackfillVisit, status: Status::Fulfilled, moments, backfilled: true };
    insert(tx, entry, new, slot).await
}

/// The minute that is under way is not past: somebody at the desk is seen "now".
pub(super) fn not_past(starts_at: Timestamp, now: Timestamp) -> Result<()> {
    if starts_at < minute_of(now) { Err(Error::Conflict(Conflict::InThePast)) } else { Ok(()) }
}

/// How a new appointment comes into the world.
struct Entry {
    action: Action,
    status: Status,
    moments: Moments,
    backfilled: bool,
}

async fn insert(tx: &mut TenantTx, entry: Entry, new: &NewAppointment, slot: Slot) -> Result<Appointment> {
    let Entry { action, status, moments, backfilled } = entry;
    let (patient, secret) = patient_of(tx, action, new.patient).await?;
    let provider = new.provider.ok_or_else(|| Error::invalid("provider", "required"))?;
    let wanted = Wanted { provider, room: new.room, staff: &new.staff, equipment: &new.equipment, slot, except: None };
    wanted.check(tx, action).await?;
    let overbooked = status.blocks() && wanted.clear(tx, action, new.override_reason.as_deref()).await?;
    let (keys, now, by, id) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id(), tx.new_id::<Appointment>());
    let sealer = keys.party(&secret);
    let reason_over = new.override_reason.as_ref().filter(|_| overbooked);
    let contents = Contents {
        provider,
        room: new.room,
        staff: &new.staff,
        equipment: &new.equipment,
        kind: new.kind.unwrap_or(Kind::Consultation),
        slot,
        new,
        currency: currency_of(tx, new),
        texts: SealedTexts::seal(&sealer, id.uuid(), new, reason_over),
        overbooked,
    };
    let at = |at: Option<Timestamp>| at.map(jiff_sqlx::ToSqlx::to_sqlx);
    let db = tx.authorize(action)?;
    let row = appointment_with!(
        "insert into appointment (id, patient_id, status, provider_id, room_id, staff_ids, equipment, kind, starts_at, ends_at,
             cost_minor, estimated_cost_minor, currency, is_priority, follow_up_needed, billing_code, reason,
             preparation_notes, insurance_authorization, overbooked, override_reason, backfilled, arrived_at,
             checked_in_at, finished_at, moved_at, created_at, created_by, updated_at, updated_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26, $26, $27, $26, $27)
         returning",
        [id.uuid(), patient, status.as_str()],
        &contents,
        [backfilled, at(moments.arrived_at), at(moments.checked_in_at), at(moments.finished_at), now, by]
    );
    let row = row.fetch_one(db).await.on_constraints(taken())?;
    let appointment = row.open(&keys, Some(&secret))?;
    tx.record_change(action, subject(&appointment), &sealer, &appointment.changes_since(None));
    if overbooked {
        tx.record(Action::OverrideSlot, subject(&appointment));
    }
    tx.announce(Topic::Day);
    Ok(appointment)
}

pub(super) fn currency_of(tx: &TenantTx, new: &NewAppointment) -> String {
    let money = new.cost.as_ref().or(new.estimated_cost.as_ref());
    money.map_or_else(|| tx.tenant().currency.clone(), |money| money.currency.clone())
}

/// The constraints that keep a time from being booked twice. Whoever is in the way was found before, but for races.
pub(super) fn taken() -> [(&'static str, Conflict); 3] {
    ["appointment_provider_free", "appointment_room_free", "appointment_equipment_free"]
        .map(|name| (name, Conflict::SlotTaken { blocked_by: Vec::new() }))
}

async fn patient_of(tx: &mut TenantTx, action: Action, patient: Option<PatientRef>) -> Result<(Uuid, PartySecret)> {
    let unknown = || Error::invalid("patient", "unknown_choice");
    let id = match patient.ok_or_else(|| Error::invalid("patient", "required"))? {
        PatientRef::Id(id) => id,
        PatientRef::Number(number) => match id_of_number(tx, action, number).await {
            Ok(id) => id.uuid(),
            Err(Error::NotFound) => return Err(unknown()),
            Err(other) => return Err(other),
        },
    };
    match keep_patient(tx, action, id).await {
        Ok(secret) => Ok((id, secret)),
        Err(Error::NotFound) => Err(unknown()),
        Err(other) => Err(other),
    }
}

/// A time that somebody wants, with everybody and everything needed for it.
pub(super) struct Wanted<'a> {
    pub provider: Uuid,
    pub room: Option<Uuid>,
    pub staff: &'a [Uuid],
    pub equipment: &'a [String],
    pub slot: Slot,
    /// The appointment that wants it, when it has a place already.
    pub except: Option<Id<Appointment>>,
}

impl Wanted<'_> {
    /// Refuses people and rooms that are not there.
    pub async fn check(&self, tx: &mut TenantTx, action: Action) -> Result<()> {
        let mut problems = Vec::new();
        if !is_provider(tx, action, self.provider).await? {
            problems.push(FieldError::new("provider", "unknown_choice"));
        }
        if !are_staff(tx, action, self.staff).await? {
            problems.push(FieldError::new("staff", "unknown_choice"));
        }
        if let Some(room) = self.room
            && !rooms::operations::is_bookable(tx, action, room).await?
        {
            problems.push(FieldError::new("room", "unknown_choice"));
        }
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    /// Finds what is in the way. With a reason it may be; then the answer is true, and the override must be recorded.
    pub async fn clear(&self, tx: &mut TenantTx, action: Action, reason: Option<&str>) -> Result<bool> {
        let blocked_by = self.blockers(tx, action).await?;
        if blocked_by.is_empty() {
            return Ok(false);
        }
        if reason.is_none() {
            return Err(Error::Conflict(Conflict::SlotTaken { blocked_by }));
        }
        tx.authorize(Action::OverrideSlot)?;
        Ok(true)
    }

    /// Everyone who wants the same provider, room or device waits here for each other: concurrent writers to an
    /// exclusion constraint may otherwise each wait for the other until one is thrown out as a deadlock, rows that
    /// were overbooked on purpose stand outside the constraint, and it cannot say who is in the way.
    async fn blockers(&self, tx: &mut TenantTx, action: Action) -> Result<Vec<Uuid>> {
        let tenant = tx.tenant().id;
        let mut locks: Vec<i64> =
            [Some(self.provider), self.room].into_iter().flatten().map(|id| lock(tenant, &id)).collect();
        locks.extend(self.equipment.iter().map(|name| lock(tenant, name)));
        // One order for all.
        locks.sort_unstable();
        let db = tx.authorize(action)?;
        sqlx::query!("select pg_advisory_xact_lock(key) as got from unnest($1::bigint[]) as key", &locks)
            .fetch_all(&mut *db)
            .await?;
        if self.room.is_none() && self.equipment.is_empty() {
            return self.blockers_of_provider(db).await;
        }
        let blockers = sqlx::query_scalar!(
            "select id from appointment
             where (provider_id = $1 or room_id = $2 or equipment && $3)
               and starts_at < $5 and starts_at > $4::timestamptz - interval '24 hours' and ends_at > $4
               and deleted_at is null
               and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and id is distinct from $6
             order by starts_at, id",
            self.provider,
            self.room,
            self.equipment,
            self.slot.starts_at.to_sqlx(),
            self.slot.ends_at.to_sqlx(),
            self.except.map(Id::uuid)
        );
        Ok(blockers.fetch_all(db).await?)
    }

    /// The same for most appointments, which need nothing else. PostgreSQL takes ten times longer to plan it than to
    /// carry it out, and plans it anew for every time of day that it is shown; what a subquery says, it cannot see.
    async fn blockers_of_provider(&self, db: &mut PgConnection) -> Result<Vec<Uuid>> {
        let blockers = sqlx::query_scalar!(
            "select id from appointment
             where provider_id = $1
               and starts_at < (select $3::timestamptz) and ends_at > (select $2::timestamptz)
               and starts_at > (select $2::timestamptz - interval '24 hours')
               and deleted_at is null
               and status in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled')
               and id is distinct from $4
             order by starts_at, id",
            self.provider,
            self.slot.starts_at.to_sqlx(),
            self.slot.ends_at.to_sqlx(),
            self.except.map(Id::uuid)
        );
        Ok(blockers.fetch_all(db).await?)
    }
}

fn lock(tenant: Uuid, what: &impl std::hash::Hash) -> i64 {
    let mut hasher = DefaultHasher::new();
    (tenant, what).hash(&mut hasher);
    hasher.finish().cast_signed()
}
