//! Whether a patient comes.

use jiff::{Span, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use crate::appointments::model::{Attendance, Kind};
use crate::parties::model::Party;

/// What became of a patient's appointments in the last twelve months.
pub async fn attendance(tx: &mut TenantTx, patient: Id<Party>) -> Result<Attendance> {
    let action = Action::ListAppointments;
    let (now, since) = (tx.now(), a_year_before(tx)?);
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select count(*) filter (where status = 'fulfilled') as "kept!",
                  count(*) filter (where status = 'noshow') as "missed!",
                  count(*) filter (where status = 'cancelled' and cancelled_late) as "cancelled_late!"
           from appointment where patient_id = $1 and starts_at >= $2 and starts_at < $3 and deleted_at is null"#,
        patient.uuid(),
        since.to_sqlx(),
        now.to_sqlx()
    );
    let row = row.fetch_one(db).await?;
    tx.record(action, Subject::patient(patient.uuid()));
    Ok(Attendance { since, kept: row.kept, missed: row.missed, cancelled_late: row.cancelled_late })
}

fn a_year_before(tx: &TenantTx) -> Result<Timestamp> {
    let here = tx.now().to_zoned(tx.tenant().time_zone.clone());
    Ok(here.checked_sub(Span::new().years(1)).map_err(Error::internal)?.timestamp())
}

/// When a patient's appointments began that were completed, of which kind they were and for which service, the first at
/// the head; for what another feature counts and records.
pub async fn completed(
    tx: &mut TenantTx,
    action: Action,
    patient: Uuid,
) -> Result<Vec<(Timestamp, Kind, Option<Uuid>)>> {
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        "select starts_at, kind, service_id from appointment
         where patient_id = $1 and status = 'fulfilled' and deleted_at is null order by starts_at, id",
        patient
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    let open = rows.map(|row| {
        let kind = Kind::parse(&row.kind).ok_or_else(|| Error::internal("an appointment has an unknown kind"))?;
        Ok((row.starts_at.to_jiff(), kind, row.service_id))
    });
    open.collect()
}
