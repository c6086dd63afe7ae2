//! The sign-in of the one who is given up: it opens the chart that remains, unless that one has a sign-in of its own.
//! Passkeys do not go over; they were made for one id, and open nothing else. With SQL.

use sqlx::PgConnection;
use tenancy::Result;
use uuid::Uuid;
use vault::Sealed;

use super::{Resealing, Way};
use crate::patients::sealing::{PHONE, USERNAME};

const KIND: &str = "patient_account";

pub(super) async fn go(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    if give(db, way, resealing).await? {
        sqlx::query!(
            "insert into patient_merge_row (merge_id, kind, row_id) values ($1, $2, $3)",
            way.merge,
            KIND,
            way.from
        )
        .execute(db)
        .await?;
    }
    Ok(())
}

/// One that was made since stays.
pub(super) async fn go_back(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<()> {
    let went = sqlx::query_scalar!(
        r#"select exists (select from patient_merge_row r join patient_merge m on m.id = r.merge_id
               join patient_account a on a.patient_id = m.survivor_id and a.created_at <= m.merged_at
               where r.merge_id = $1 and r.kind = $2 and r.row_id = $3) as "went!""#,
        way.merge,
        KIND,
        way.to
    );
    if went.fetch_one(&mut *db).await? {
        give(db, way, resealing).await?;
    }
    Ok(())
}

/// Whether there was a sign-in to give, and nobody had one already.
async fn give(db: &mut PgConnection, way: Way, resealing: &Resealing<'_>) -> Result<bool> {
    let row = sqlx::query!(
        r#"select a.username as "username: Sealed<Vec<u8>>", a.phone as "phone: Sealed<Vec<u8>>" from patient_account a
           where a.patient_id = $1 and not exists (select from patient_account b where b.patient_id = $2) for update"#,
        way.from,
        way.to
    );
    let Some(row) = row.fetch_optional(&mut *db).await? else { return Ok(false) };
    let ids: (Uuid, Uuid) = (way.from, way.to);
    let username = resealing.carry(USERNAME, ids, &row.username)?;
    let phone = resealing.carry(PHONE, ids, &row.phone)?;
    sqlx::query!(
        "update patient_account set patient_id = $2, username = $3, phone = $4 where patient_id = $1",
        way.from,
        way.to,
        username,
        phone
    )
    .execute(db)
    .await?;
    Ok(true)
}
