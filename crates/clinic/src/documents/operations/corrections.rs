//! What is corrected in what is known of a document. Its bytes are corrected by a new version.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Id, Result, TenantTx};
use web::Expected;

use super::rows::secret_of;
use super::{hold, one, subject};
use crate::documents::model::{Correction, Document};
use crate::documents::sealing::TITLE;

/// Corrects what a document is called, what it is and who may see it. One that is no longer for patients is out of its
/// patient's sight, also when it becomes one for patients again: somebody has to release it anew.
pub async fn correct(
    tx: &mut TenantTx,
    id: Id<Document>,
    correction: &Correction,
    expected: &Expected,
) -> Result<Document> {
    let action = Action::UpdateDocument;
    let before = hold(tx, action, id, expected).await?;
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let secret = secret_of(tx, action, id).await?;
    let sealer = keys.party(&secret);
    let title = sealer.seal(TITLE, id.uuid(), correction.title.as_ref().unwrap_or(before.title.reveal()));
    let privacy = correction.privacy.unwrap_or(before.privacy);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update document set title = $2, kind = $3, privacy = $4, released_at = case when $5 then released_at end,
             released_by = case when $5 then released_by end, revision = revision + 1, updated_at = $6, updated_by = $7
         where id = $1",
        id.uuid(),
        title.as_bytes(),
        correction.kind.unwrap_or(before.kind).as_str(),
        privacy.as_str(),
        privacy.is_for_patients(),
        now,
        by
    )
    .execute(db)
    .await?;
    let after = one(tx, action, id).await?;
    tx.record_change(action, subject(&after), &sealer, &after.changes_since(&before));
    Ok(after)
}
