//! Many visits at once, as they stood in another calendar: entered in one statement, and taken back.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret};

use super::booking::taken;
use super::places::places;
use super::wanted::queue_up_for;
use crate::amounts;
use crate::appointments::model::{Appointment, Kind, Seat, Slot, Status};
use crate::appointments::sealing::{PREPARATION_NOTES, REASON};
use crate::parties::bulk::keep_patients;

/// A visit as it stood in another calendar.
pub struct Entered {
    pub patient: Uuid,
    pub provider: Uuid,
    pub room: Option<Uuid>,
    pub service: Option<Uuid>,
    /// What the service needs, of one that is still to come.
    pub equipment: Vec<String>,
    /// For how many there is room in what is done; one comes to most.
    pub seats: i32,
    pub kind: Kind,
    pub slot: Slot,
    pub busy: Slot,
    pub status: Status,
    pub reason: Option<String>,
    pub preparation_notes: Option<String>,
}

/// What became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brought {
    In(Uuid),
    /// Somebody has its time already.
    Taken,
    PatientGone,
}

/// Enters these, but for those whose time is taken: the constraints of the database decide. Nobody is told of them; those who
/// still come are reminded as everybody is.
pub async fn import(tx: &mut TenantTx, action: Action, visits: &[Entered]) -> Result<Vec<Brought>> {
    let whom: Vec<Uuid> = visits.iter().flat_map(|visit| [Some(visit.provider), visit.room]).flatten().collect();
    let what: Vec<&String> = visits.iter().flat_map(|visit| &visit.equipment).collect();
    queue_up_for(tx, action, &whom, &what).await?;
    release_lapsed(tx, action, visits).await?;
    let patients: Vec<Uuid> = visits.iter().map(|visit| visit.patient).collect();
    let secrets = keep_patients(tx, action, &patients).await?;
    let ids: Vec<Uuid> = visits.iter().map(|_| tx.new_id::<Appointment>().uuid()).collect();
    let places = places(tx, action, visits, &ids).await?;
    let (keys, now) = (tx.keys(), tx.now());
    let (mut rows, mut outcomes) = (Rows::default(), Vec::with_capacity(visits.len()));
    for ((visit, id), seat) in visits.iter().zip(ids).zip(places) {
        outcomes.push(match (secrets.get(&visit.patient), seat) {
            (None, _) => Brought::PatientGone,
            (Some(_), None) => Brought::Taken,
            (Some(secret), Some(seat)) => {
                rows.add((&keys, secret), (id, seat, now), visit);
                Brought::In(id)
            }
        });
    }
    let entered = insert(tx, action, &rows).await?;
    for outcome in &mut outcomes {
        if matches!(outcome, Brought::In(id) if !entered.contains_key(id)) {
            *outcome = Brought::Taken;
        }
    }
    tx.record(action, Subject::list("appointment", entered.into_values()));
    tx.announce(Topic::Day);
    tx.announce(Topic::Waitlist);
    Ok(outcomes)
}

/// Takes away what was held of these providers and rooms and not confirmed in time, as the constraints do not know what time it
/// is.
async fn release_lapsed(tx: &mut TenantTx, action: Action, visits: &[Entered]) -> Result<()> {
    let providers: Vec<Uuid> = visits.iter().map(|visit| visit.provider).collect();
    let rooms: Vec<Uuid> = visits.iter().filter_map(|visit| visit.room).collect();
    let now = tx.now().to_sqlx();
    let db = tx.authorize(action)?;
    sqlx::query!(
        "delete from appointment where hold_expires_at <= $1 and (provider_id = any($2) or room_id = any($3))",
        now as _,
        &providers,
        &rooms
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Visits as columns: what `unnest` makes rows of again.
#[derive(Default)]
struct Rows {
    ids: Vec<Uuid>,
    patients: Vec<Uuid>,
    statuses: Vec<String>,
    providers: Vec<Uuid>,
    rooms: Vec<Option<Uuid>>,
    services: Vec<Option<Uuid>>,
    kinds: Vec<String>,
    starts: Vec<jiff_sqlx::Timestamp>,
    ends: Vec<jiff_sqlx::Timestamp>,
    busy_from: Vec<jiff_sqlx::Timestamp>,
    busy_until: Vec<jiff_sqlx::Timestamp>,
    reasons: Vec<Option<Vec<u8>>>,
    notes: Vec<Option<Vec<u8>>>,
    /// When they reached the state that they are in.
    moved: Vec<jiff_sqlx::Timestamp>,
    groups: Vec<Uuid>,
    seats: Vec<i32>,
    of_seats: Vec<i32>,
}

impl Rows {
    fn add(
        &mut self,
        (keys, secret): (&ClinicKeys, &PartySecret),
        (id, seat, now): (Uuid, Seat, Timestamp),
        visit: &Entered,
    ) {
        let sealer = keys.party(secret);
        let sealed = |field, text: Option<&String>| {
            sealer.seal_opt(field, id, text).map(|sealed: vault::Sealed<String>| sealed.as_bytes().to_vec())
        };
        self.ids.push(id);
        self.patients.push(visit.patient);
        self.statuses.push(visit.status.as_str().to_owned());
        self.providers.push(visit.provider);
        self.rooms.push(visit.room);
        self.services.push(visit.service);
        self.kinds.push(visit.kind.as_str().to_owned());
        self.starts.push(visit.slot.starts_at.to_sqlx());
        self.ends.push(visit.slot.ends_at.to_sqlx());
        self.busy_from.push(visit.busy.starts_at.to_sqlx());
        self.busy_until.push(visit.busy.ends_at.to_sqlx());
        self.reasons.push(sealed(REASON, visit.reason.as_ref()));
        self.notes.push(sealed(PREPARATION_NOTES, visit.preparation_notes.as_ref()));
        self.moved.push(visit.slot.ends_at.min(now).to_sqlx());
        self.groups.push(seat.group);
        self.seats.push(seat.number);
        self.of_seats.push(seat.of);
    }
}

/// Those that found their place, and whom they are about. What took place, was missed or is cancelled was entered afterwards,
/// and asks for no fee.
async fn insert(tx: &mut TenantTx, action: Action, rows: &Rows) -> Result<HashMap<Uuid, Uuid>> {
    let (currency, now, by) = (amounts::currency_of(tx.tenant()), tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    let entered = sqlx::query!(
        "insert into appointment (id, patient_id, status, provider_id, room_id, service_id, kind, starts_at, ends_at,
             busy_from, busy_until, reason, preparation_notes, moved_at, group_id, seat, seats, currency, backfilled, cancelled_late,
             equipment, arrived_at, checked_in_at, finished_at, closed_at, created_at, created_by, updated_at, updated_by)
         select r.id, r.patient, r.status, r.provider, r.room, r.service, r.kind, r.starts_at, r.ends_at, r.busy_from,
             r.busy_until, r.reason, r.notes, case when r.status = 'booked' then $16 else r.moved_at end, r.in_group, r.seat, r.seats,
             $15,
             r.status <> 'booked', case when r.status = 'cancelled' then false end,
             coalesce((select s.equipment from service s where s.id = r.service and r.status = 'booked'), '{}'),
             case when r.status = 'fulfilled' then r.starts_at end, case when r.status = 'fulfilled' then r.starts_at end,
             case when r.status = 'fulfilled' then r.ends_at end,
             case when r.status in ('cancelled', 'noshow') then r.moved_at end, $16, $17, $16, $17
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
             $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::bytea[], $13::bytea[],
             $14::timestamptz[], $18::uuid[], $19::integer[], $20::integer[])
             as r (id, patient, status, provider, room, service, kind, starts_at, ends_at, busy_from, busy_until, reason,
                 notes, moved_at, in_group, seat, seats)
         -- One that is in somebody's way costs the others nothing.
         on conflict do nothing
         returning id, patient_id",
        &rows.ids,
        &rows.patients,
        &rows.statuses,
        &rows.providers,
        &rows.rooms as _,
        &rows.services as _,
        &rows.kinds,
        &rows.starts as _,
        &rows.ends as _,
        &rows.busy_from as _,
        &rows.busy_until as _,
        &rows.reasons as _,
        &rows.notes as _,
        &rows.moved as _,
        currency.as_str(),
        now as _,
        by,
        &rows.groups,
        &rows.seats,
        &rows.of_seats
    );
    let entered = entered.fetch_all(db).await.on_constraints(taken())?;
    Ok(entered.into_iter().map(|row| (row.id, row.patient_id)).collect())
}

/// Takes those of these visits out of sight that are as they came in: at their first version, and with nothing that was written,
/// said or charged about them since. Says which, and of whom; the record is the caller's to keep.
pub async fn take_back(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    // Whoever writes about them meanwhile holds them: that is waited for, and then seen.
    sqlx::query!("select id from appointment where id = any($1) and deleted_at is null order by id for update", ids)
        .fetch_all(&mut *db)
        .await?;
    let taken = sqlx::query!(
        "update appointment a set deleted_at = $2, deleted_by = $3, updated_at = $2, updated_by = $3, version = version + 1
         where id = any($1) and version = 1 and deleted_at is null
           and not exists (select from clinical_record r where r.appointment_id = a.id)
           and not exists (select from encounter e where e.appointment_id = a.id)
           and not exists (select from assessment s where s.appointment_id = a.id)
           and not exists (select from document d where d.appointment_id = a.id)
           and not exists (select from transaction t where t.appointment_id = a.id)
           and not exists (select from invoice_line l where l.appointment_id = a.id)
           and not exists (select from fee f where f.appointment_id = a.id)
           and not exists (select from message m where m.appointment_id = a.id)
         returning id, patient_id",
        ids,
        now as _,
        by
    );
    let taken = taken.fetch_all(db).await?.into_iter().map(|row| (row.id, row.patient_id)).collect();
    tx.announce(Topic::Day);
    tx.announce(Topic::Waitlist);
    Ok(taken)
}
