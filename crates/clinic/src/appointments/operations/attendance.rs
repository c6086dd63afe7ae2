//! Whether a patient comes.

use jiff::{Span, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Error, Id, Result, Subject, TenantTx};

use crate::appointments::model::Attendance;
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
