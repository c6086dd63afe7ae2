//! What many assessments came to, for those who look at them together. With SQL.

use ::instruments::Outcome;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;
use vault::{Json, Sealed};

use super::super::sealing::OUTCOME;
use crate::parties::operations::patient_secrets;

/// What a completed assessment came to.
pub struct Scored {
    pub patient: Uuid,
    pub instrument: String,
    pub version: i32,
    pub administered_on: Date,
    pub score: f64,
}

/// The scores of the days from one to another, in the order in which they were found; none where there are more than that.
/// Those of deleted patients are left out. The record is the caller's to keep.
pub async fn scores(
    tx: &mut TenantTx,
    action: Action,
    (first, last): (Date, Date),
    most: i64,
) -> Result<Option<Vec<Scored>>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select v.id, a.patient_id, a.instrument, a.instrument_version, a.administered_on,
               v.outcome as "outcome: Sealed<Json<Outcome>>"
           from assessment a
           join assessment_version v on v.assessment_id = a.id and v.version = a.version
           join party p on p.id = a.patient_id and p.deleted_at is null
           where a.status in ('completed', 'co-signed') and a.administered_on between $1 and $2
           order by a.administered_on, a.id limit $3"#,
        first.to_sqlx() as _,
        last.to_sqlx() as _,
        most + 1
    );
    let rows = rows.fetch_all(db).await?;
    if i64::try_from(rows.len()).is_ok_and(|found| found > most) {
        return Ok(None);
    }
    let mut patients: Vec<Uuid> = rows.iter().map(|row| row.patient_id).collect();
    patients.sort_unstable();
    patients.dedup();
    let secrets = patient_secrets(tx, action, &patients).await?;
    let mut scores = Vec::new();
    for row in rows {
        // Of somebody who was erased nothing opens any more.
        let Some(secret) = secrets.get(&row.patient_id) else { continue };
        let outcome = keys.party(secret).open(OUTCOME, row.id, &row.outcome)?.into_inner().0;
        scores.extend(outcome.score.map(|score| Scored {
            patient: row.patient_id,
            instrument: row.instrument,
            version: row.instrument_version,
            administered_on: row.administered_on.to_jiff(),
            score: score.approximate(),
        }));
    }
    Ok(Some(scores))
}
