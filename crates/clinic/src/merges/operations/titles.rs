//! Titles of plans. A patient has one active plan of a title; what the database knows of a title depends on whose plan it
//! is, so it is told anew when a plan changes charts. With SQL.

use sqlx::PgConnection;
use tenancy::{Action, Conflict, OnConstraint as _, Result, TenantTx};
use uuid::Uuid;
use vault::{Json, PartySecret, Sealed};

use super::{Resealing, Way};
use crate::parties::sealing::open_secret;
use crate::plans::model::Content;
use crate::plans::operations::title_index;
use crate::plans::sealing::CONTENT;

/// Whether both have an active plan of one title.
pub(super) async fn are_shared(tx: &mut TenantTx, action: Action, this: Uuid, other: Uuid) -> Result<bool> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select v.id, v.content as "content: Sealed<Json<Content>>", p.secret as "secret: Sealed<PartySecret>"
           from care_item c join care_version v on v.item_id = c.id and v.version = c.version
           join party p on p.id = c.patient_id
           where c.patient_id = $1 and c.kind = 'plan' and c.status = 'active'"#,
        other
    );
    let mut titles = Vec::new();
    for row in rows.fetch_all(&mut *db).await? {
        let secret = open_secret(&keys, other, row.secret.as_ref())?;
        let content = keys.party(&secret).open(CONTENT, row.id, &row.content)?.into_inner().0;
        titles.extend(title_index(&keys, this, &content));
    }
    let shared = sqlx::query_scalar!(
        r#"select exists (select from care_item where title_index = any($1) and status = 'active') as "shared!""#,
        &titles
    );
    Ok(shared.fetch_one(db).await?)
}

/// Tells the titles of the plans that are noted, which are sealed for their new owner already.
pub(super) async fn index_anew(db: &mut PgConnection, way: Way, with: &Resealing<'_>) -> Result<()> {
    let rows = sqlx::query!(
        r#"select c.id, v.id as version, v.content as "content: Sealed<Json<Content>>"
           from care_item c join patient_merge_row r on r.row_id = c.id
           join care_version v on v.item_id = c.id and v.version = c.version
           where r.merge_id = $1 and r.kind = 'care_item' and c.kind = 'plan'"#,
        way.merge
    );
    let (mut ids, mut titles) = (Vec::new(), Vec::new());
    for row in rows.fetch_all(&mut *db).await? {
        let content = with.to.open(CONTENT, row.version, &row.content)?.into_inner().0;
        titles.push(title_index(with.keys, way.to, &content).unwrap_or_default());
        ids.push(row.id);
    }
    sqlx::query!(
        "update care_item c set title_index = new.title from unnest($1::uuid[], $2::bytea[]) as new (id, title)
         where c.id = new.id",
        &ids,
        &titles
    )
    .execute(db)
    .await
    .on_constraint("care_item_plan_once", Conflict::BothPlanned)?;
    Ok(())
}
