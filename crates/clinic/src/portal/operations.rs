//! Everything a patient can do to their own. The only file here with SQL.

use tenancy::{Action, Actor, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::appointments::model::{Appointment, Kind, Slot, Status};
use crate::appointments::operations::cancel_own;
use crate::parties::model::Party;
use crate::records::model::Record;
use crate::records::operations::own_of_appointment;

/// An appointment of one's own: when, with whom, and how it stands. Nothing clinical.
pub struct OwnVisit {
    pub id: Uuid,
    pub kind: Kind,
    pub status: Status,
    pub slot: Slot,
    pub provider: Uuid,
}

impl OwnVisit {
    pub fn is_coming(&self, now: jiff::Timestamp) -> bool {
        self.slot.ends_at > now && self.status.blocks()
    }

    pub fn can_be_cancelled(&self, now: jiff::Timestamp) -> bool {
        self.slot.starts_at > now && self.status.is_open()
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
    let patient = own(tx.actor(), action)?;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, kind, status, starts_at, ends_at, provider_id from appointment
         where patient_id = $1 and ($2::uuid is null or id = $2) and deleted_at is null and status <> 'entered-in-error'
         order by starts_at desc, id desc limit $3",
        patient,
        id,
        VISITS
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    let visits = rows.into_iter().filter_map(|row| {
        Some(OwnVisit {
            id: row.id,
            kind: Kind::parse(&row.kind)?,
            status: Status::parse(&row.status)?,
            slot: Slot { starts_at: row.starts_at.to_jiff(), ends_at: row.ends_at.to_jiff() },
            provider: row.provider_id,
        })
    });
    Ok(visits.collect())
}

/// What was written at one of one's own appointments, as it stands now.
pub async fn records(tx: &mut TenantTx, appointment: Uuid) -> Result<Vec<Record>> {
    let patient = own(tx.actor(), Action::ViewOwnRecords)?;
    own_of_appointment(tx, patient, appointment).await
}

/// Takes back an appointment of one's own that has not begun.
pub async fn cancel(tx: &mut TenantTx, appointment: Id<Appointment>, reason: &str) -> Result<Appointment> {
    let patient = own(tx.actor(), Action::CancelOwnAppointment)?;
    cancel_own(tx, Id::<Party>::new(patient), appointment, reason).await
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
