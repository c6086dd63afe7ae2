//! What was deleted: what it was called, and the way back.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{PartySecret, Sealed};

use crate::documents::model::Document;
use crate::documents::sealing::{Keeper, TITLE};
use crate::parties::operations::keep_party;

/// What documents that were deleted are called. Which of them one may see is the caller's to know.
pub async fn deleted_titles(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select d.id as "id!", d.party_id, d.secret as "own: Sealed<PartySecret>", p.secret as "of_party?: Sealed<PartySecret>",
               d.title as "title!: Sealed<String>"
           from document d left join party p on p.id = d.party_id
           where d.id = any($1) and d.deleted_at is not null and (d.party_id is null or p.secret is not null)"#,
        ids
    );
    let titles = rows.fetch_all(db).await?.into_iter().map(|row| {
        let secret = Keeper { party: row.party_id, of_party: row.of_party, own: row.own }.open(&keys, row.id)?;
        Ok((row.id, keys.party(&secret).open(TITLE, row.id, &row.title)?.into_inner()))
    });
    titles.collect()
}

/// Brings back a document that was deleted; refused while whom it is about is deleted. The record is the caller's to keep.
pub async fn restore(tx: &mut TenantTx, action: Action, id: Id<Document>) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    let row = sqlx::query!("select party_id from document where id = $1 and deleted_at is not null", id.uuid());
    if let Some(party) = row.fetch_optional(db).await?.ok_or(Error::NotFound)?.party_id {
        keep_party(tx, action, party).await.map_err(|error| match error {
            Error::NotFound => Error::Conflict(Conflict::PatientDeleted),
            other => other,
        })?;
    }
    let db = tx.authorize(action)?;
    // Where its versions are being destroyed, there is nothing to come back to.
    let restored = sqlx::query!(
        "update document d set deleted_at = null, deleted_by = null, updated_at = $2, updated_by = $3,
             revision = revision + 1
         where id = $1 and deleted_at is not null
           and not exists (select from document_version v where v.document_id = d.id and v.state = 'abandoned')",
        id.uuid(),
        now as _,
        by
    );
    if restored.execute(db).await?.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}
