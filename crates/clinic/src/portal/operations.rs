//! Everything a patient can do to their own. The only file here with SQL.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Conflict, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::appointments::model::{Appointment, Kind, Slot, Status};
use crate::appointments::operations::{cancel_own, keep_own};
use crate::appointments::policy::BookingPolicy;
use crate::parties::model::Party;
use crate::records::model::Record;
use crate::records::releases::own_of_appointment;

/// An appointment of one's own: when, with whom, and how it stands. Nothing clinical.
pub struct OwnVisit {
    pub id: Uuid,
    pub kind: Kind,
    pub status: Status,
    pub slot: Slot,
    pub provider: Uuid,
    pub service: Option<Uuid>,
    /// Until then it is kept, and not booked.
    pub hold_expires_at: Option<Timestamp>,
    /// Until then the patient may move or cancel it without calling.
    pub changes_until: Timestamp,
}

impl OwnVisit {
    pub fn is_coming(&self, now: Timestamp) -> bool {
        self.slot.ends_at > now && self.status.blocks()
    }

    pub fn can_be_cancelled(&self, now: Timestamp) -> bool {
        self.slot.starts_at > now && self.changes_until >= now && self.status.is_open()
    }
}

/// Who asks, if it is a patient.
pub fn own(actor: &Actor, action: Action) -> Result<Uuid> {
    match actor {
        Actor::Patient { id, .. } => Ok(*id),
        _ => Err(Error::Forbidden(action)),
    }
}

/// Nobody has more visits than fit here in half a lifetime.
const VISITS: i64 = 500;

/// One's own appointments, the latest first.
pub async fn list(tx: &mut TenantTx) -> Result<Vec<OwnVisit>> {
    select(tx, None).await
}

/// One of one's own appointments.
pub async fn find(tx: &mut TenantTx, id: Uuid) -> Result<OwnVisit> {
    select(tx, Some(id)).await?.pop().ok_or(Error::NotFound)
}

async fn select(tx: &mut TenantTx, id: Option<Uuid>) -> Result<Vec<OwnVisit>> {
    let action = Action::ViewOwnAppointments;
    let (patient, now) = (own(tx.actor(), action)?, tx.now().to_sqlx());
    let (policy, _) = BookingPolicy::load(tx).await?;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, kind, status, starts_at, ends_at, provider_id, service_id, hold_expires_at from appointment
         where patient_id = $1 and ($2::uuid is null or id = $2) and deleted_at is null and status <> 'entered-in-error'
           and (hold_expires_at is null or hold_expires_at > $4)
         order by starts_at desc, id desc limit $3",
        patient,
        id,
        VISITS,
        now
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    let visits = rows.into_iter().filter_map(|row| {
        let starts_at = row.starts_at.to_jiff();
        Some(OwnVisit {
            id: row.id,
            kind: Kind::parse(&row.kind)?,
            status: Status::parse(&row.status)?,
            slot: Slot { starts_at, ends_at: row.ends_at.to_jiff() },
            changes_until: starts_at.checked_sub(policy.cutoff()).unwrap_or(starts_at),
            provider: row.provider_id,
            service: row.service_id,
            hold_expires_at: row.hold_expires_at.map(jiff_sqlx::Timestamp::to_jiff),
        })
    });
    Ok(visits.collect())
}

/// Refuses what comes so late that only the clinic can do it.
pub async fn in_time(tx: &mut TenantTx, starts_at: Timestamp) -> Result<()> {
    let (policy, _) = BookingPolicy::load(tx).await?;
    let latest = starts_at.checked_sub(policy.cutoff()).map_err(Error::internal)?;
    if latest < tx.now() { Err(Error::Conflict(Conflict::TooLate)) } else { Ok(()) }
}

/// What one may read of what was written at one of one's own appointments, as it stands now; none where one wants to be
/// shown nothing.
pub async fn records(tx: &mut TenantTx, appointment: Uuid) -> Result<Option<Vec<Record>>> {
    let patient = own(tx.actor(), Action::ViewOwnRecords)?;
    own_of_appointment(tx, patient, appointment).await
}

/// Takes back an appointment of one's own that has not begun.
pub async fn cancel(tx: &mut TenantTx, appointment: Id<Appointment>, reason: &str) -> Result<Appointment> {
    let action = Action::CancelOwnAppointment;
    let patient = Id::<Party>::new(own(tx.actor(), action)?);
    let before = keep_own(tx, action, patient, appointment).await?;
    if before.status.is_open() && before.slot.starts_at > tx.now() {
        in_time(tx, before.slot.starts_at).await?;
    }
    cancel_own(tx, patient, appointment, reason).await
}

/// Whether a path that names a patient, by id or by number, names the one who asks.
pub async fn is_oneself(tx: &mut TenantTx, named: &str) -> Result<bool> {
    let patient = own(tx.actor(), Action::ViewOwnAppointments)?;
    if let Ok(id) = named.parse::<Uuid>() {
        return Ok(id == patient);
    }
    let Ok(number) = named.parse::<i64>() else { return Ok(false) };
    let db = tx.authorize(Action::ResolveSession)?;
    let own = sqlx::query_scalar!(
        r#"select exists (select from party where id = $1 and number = $2) as "own!""#,
        patient,
        number
    );
    Ok(own.fetch_one(db).await?)
}
