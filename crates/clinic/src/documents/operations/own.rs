//! A patient's own documents: those that were released to them. The patient is taken from the actor by whoever calls.

use tenancy::{Action, Error, Id, Result, Subject, TenantTx};
use uuid::Uuid;

use super::rows::load;
use super::versions::hand_out;
use crate::documents::model::{Document, Handout};
use crate::records::releases::agrees;

/// More than this nobody has been shown in half a lifetime.
const MOST: i64 = 200;

/// What a patient may read, the newest first; none where they want to be shown nothing.
pub async fn own_list(tx: &mut TenantTx, patient: Uuid) -> Result<Option<Vec<Document>>> {
    let action = Action::ViewOwnDocuments;
    let agrees = agrees(tx, action, patient).await?;
    tx.record(action, Subject::patient(patient));
    if !agrees {
        return Ok(None);
    }
    let db = tx.authorize(action)?;
    let ids = sqlx::query_scalar!(
        r#"select array(select id from shown_document where party_id = $1 order by shown_at desc, id desc limit $2)
           as "ids!""#,
        patient,
        MOST
    );
    let ids = ids.fetch_one(db).await?;
    Ok(Some(load(tx, action, &ids).await?))
}

/// Hands out to a patient the version that stands of what they may read.
pub async fn own_handout(tx: &mut TenantTx, patient: Uuid, id: Id<Document>) -> Result<Handout> {
    let action = Action::DownloadOwnDocument;
    if !agrees(tx, action, patient).await? {
        return Err(Error::NotFound);
    }
    let db = tx.authorize(action)?;
    let shown = sqlx::query_scalar!(
        r#"select id as "id!" from shown_document where id = $1 and party_id = $2"#,
        id.uuid(),
        patient
    );
    let shown = shown.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let document = load(tx, action, &[shown]).await?.pop().ok_or(Error::NotFound)?;
    let handout = hand_out(tx, action, &document, None).await?;
    tx.record(action, Subject::new("document", id.uuid()).about(patient));
    Ok(handout)
}
