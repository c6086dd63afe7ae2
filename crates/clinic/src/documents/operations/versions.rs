//! The versions of a document, and what it takes to hand one out.

use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ContentKey, Sealed};

use super::rows::{VersionRow, secret_of};
use super::{subject, visible};
use crate::documents::model::{Document, Handout, Version};
use crate::documents::sealing::KEY;

/// Every version that a document ever had, the newest first.
pub async fn versions(tx: &mut TenantTx, id: Id<Document>) -> Result<(Document, Vec<Version>)> {
    let action = Action::ViewDocument;
    let document = visible(tx, action, id).await?;
    let (keys, secret) = (tx.keys(), secret_of(tx, action, id).await?);
    let sealer = keys.party(&secret);
    let db = tx.authorize(action)?;
    let rows = sqlx::query_as!(
        VersionRow,
        r#"select id, number as "number!", parent_id as parent, file_name as "file_name!: Sealed<String>",
               media_type as "media_type!", size, sha256 as "sha256!: Sealed<String>", stored_at as "stored_at!",
               started_by as stored_by, damaged_at
           from document_version where document_id = $1 and state = 'stored' order by number desc"#,
        id.uuid()
    );
    let found = rows.fetch_all(db).await?.into_iter().map(|row| row.open(&sealer)).collect::<Result<_>>()?;
    tx.record(action, subject(&document));
    Ok((document, found))
}

/// Hands out a version of a document: the one with this number, or the one that stands.
pub async fn handout(tx: &mut TenantTx, id: Id<Document>, number: Option<i32>) -> Result<Handout> {
    let action = Action::DownloadDocument;
    let document = visible(tx, action, id).await?;
    let handout = hand_out(tx, action, &document, number).await?;
    tx.record(action, subject(&document));
    Ok(handout)
}

/// As [`handout`], without a question: whoever calls has judged who asks, and keeps the record.
pub async fn hand_out(tx: &mut TenantTx, action: Action, document: &Document, number: Option<i32>) -> Result<Handout> {
    let current = document.current.as_ref().ok_or(Error::Conflict(Conflict::NothingUploaded))?;
    let (keys, secret) = (tx.keys(), secret_of(tx, action, document.id).await?);
    let sealer = keys.party(&secret);
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select id, number as "number!", parent_id as parent, file_name as "file_name!: Sealed<String>",
               media_type as "media_type!", size, sha256 as "sha256!: Sealed<String>", stored_at as "stored_at!",
               started_by as stored_by, damaged_at, key as "key: Sealed<ContentKey>"
           from document_version where document_id = $1 and state = 'stored' and number = $2"#,
        document.id.uuid(),
        number.unwrap_or(current.number)
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let id: Uuid = row.id;
    let version = VersionRow {
        id,
        number: row.number,
        parent: row.parent,
        file_name: row.file_name,
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
        stored_at: row.stored_at,
        stored_by: row.stored_by,
        damaged_at: row.damaged_at,
    };
    Ok(Handout { version: version.open(&sealer)?, key: sealer.open(KEY, id, &row.key)?.into_inner() })
}
