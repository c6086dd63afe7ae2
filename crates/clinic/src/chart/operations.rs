//! What the chart reads that belongs to no single feature. The only file here with SQL.

use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::parties::model::Party;
use crate::records::model::Visit;

/// The patient that a path or a filter names, by id or by number.
pub async fn patient_id(tx: &mut TenantTx, action: Action, text: &str) -> Result<Id<Party>> {
    if let Ok(id) = text.parse::<Uuid>() {
        return Ok(Id::new(id));
    }
    let number = text.parse().map_err(|_| Error::NotFound)?;
    crate::parties::operations::id_of_number(tx, action, number).await
}

/// Nobody has more visits than fit here in half a lifetime.
const VISITS: i64 = 1000;

/// A patient's appointments, the latest first.
pub async fn visits(tx: &mut TenantTx, patient: Uuid) -> Result<Vec<Visit>> {
    let action = Action::ListAppointments;
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select id, patient_id, provider_id, status, starts_at from appointment
         where patient_id = $1 and deleted_at is null order by starts_at desc, id desc limit $2",
        patient,
        VISITS
    );
    let rows = rows.fetch_all(db).await?;
    tx.record(action, Subject::patient(patient));
    let visit = rows.into_iter().map(|row| Visit {
        id: row.id,
        patient: row.patient_id,
        provider: row.provider_id,
        status: row.status,
        starts_at: row.starts_at.to_jiff(),
    });
    Ok(visit.collect())
}
