//! Uploading: what is set aside before bytes are sent, and what becomes of them.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::{ContentKey, PartySecret, Sealed};
use web::Expected;

use super::rows::secret_of;
use super::{insert, lock, may_see, one, subject};
use crate::documents::model::{Document, NewDocument, RetentionClass, Upload, Uploaded};
use crate::documents::sealing::{FILE_NAME, KEY, SHA256};
use crate::parties::operations::keep_party;

/// What an upload will belong to.
#[derive(Clone, Copy)]
pub enum Target<'d> {
    Document(Id<Document>),
    /// One about somebody, which is there once its bytes are.
    New(&'d NewDocument),
}

/// Sets aside room for so many bytes, under a key of their own. Until they are there nobody sees any of it.
pub async fn begin_upload(tx: &mut TenantTx, target: Target<'_>, bytes: u64, quota: u64) -> Result<Upload> {
    let action = Action::BeginUpload;
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let upload = Upload { id: tx.new_id::<Upload>().uuid(), key: ContentKey::generate(), reserved: bytes };
    let secret = secret_for(tx, target).await?;
    let key = keys.party(&secret).seal(KEY, upload.id, &upload.key);
    reserve(tx, bytes, quota).await?;
    let document = match target {
        Target::Document(id) => Some(id.uuid()),
        Target::New(_) => None,
    };
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into document_version (id, document_id, state, size, key, started_at, started_by)
         values ($1, $2, 'uploading', $3, $4, $5, $6)",
        upload.id,
        document,
        number(bytes)?,
        key.as_bytes(),
        now,
        by
    )
    .execute(db)
    .await?;
    Ok(upload)
}

async fn secret_for(tx: &mut TenantTx, target: Target<'_>) -> Result<PartySecret> {
    let action = Action::BeginUpload;
    match target {
        Target::New(new) => keep_party(tx, action, new.party.ok_or(Error::NotFound)?).await,
        Target::Document(id) => {
            // Until its key is stored nobody gives the document another owner.
            lock(tx, action, id).await?;
            let document = one(tx, action, id).await?;
            // Whoever hands something in need not be one who may read it.
            if document.current.is_some() {
                may_see(tx, &document)?;
            }
            secret_of(tx, action, id).await
        }
    }
}

/// The database judges: of two who want what is left, the second waits for the first and sees what they left.
async fn reserve(tx: &mut TenantTx, bytes: u64, quota: u64) -> Result<()> {
    let db = tx.authorize(Action::BeginUpload)?;
    let done = sqlx::query!(
        "update document_usage set bytes = bytes + $1 where bytes + $1 <= $2",
        number(bytes)?,
        i64::try_from(quota).unwrap_or(i64::MAX)
    )
    .execute(db)
    .await?;
    if done.rows_affected() == 0 { Err(Error::Conflict(Conflict::QuotaReached)) } else { Ok(()) }
}

/// Makes what was sent the version that stands. It is a draft, whatever the one before was.
pub async fn finish_upload(
    tx: &mut TenantTx,
    target: Target<'_>,
    done: &Uploaded,
    expected: &Expected,
) -> Result<Document> {
    let action = Action::UploadDocument;
    let id = match target {
        Target::Document(id) => id,
        Target::New(new) => {
            let id = insert(tx, new).await?;
            let created = one(tx, Action::CreateDocument, id).await?;
            tx.record(Action::CreateDocument, subject(&created));
            id
        }
    };
    lock(tx, action, id).await?;
    let before = one(tx, action, id).await?;
    if before.current.is_some() {
        may_see(tx, &before)?;
    }
    expected.check(before.revision)?;
    store(tx, &before, done).await?;
    let keep_until = kept_until(tx.now(), before.retention)?.to_sqlx();
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update document set current_id = $2, keep_until = $3, approval = 'draft', approval_comment = null,
             approval_at = null, approval_by = null, revision = revision + 1, updated_at = $4, updated_by = $5
         where id = $1",
        id.uuid(),
        done.upload.id,
        keep_until as _,
        now as _,
        by
    )
    .execute(db)
    .await?;
    let after = one(tx, action, id).await?;
    tx.record(action, subject(&after));
    Ok(after)
}

async fn store(tx: &mut TenantTx, document: &Document, done: &Uploaded) -> Result<()> {
    let action = Action::UploadDocument;
    let (keys, now) = (tx.keys(), tx.now().to_sqlx());
    let secret = secret_of(tx, action, document.id).await?;
    let (sealer, id, size) = (keys.party(&secret), done.upload.id, number(done.kept.size)?);
    let file_name: Sealed<String> = sealer.seal(FILE_NAME, id, &done.file_name);
    let sha256 = sealer.seal(SHA256, id, &hex::encode(done.kept.sha256));
    let (before, parent) = document.current.as_ref().map(|current| (current.number, current.id)).unzip();
    let db = tx.authorize(action)?;
    let stored = sqlx::query!(
        "update document_version set state = 'stored', document_id = $2, number = $3, parent_id = $4, file_name = $5,
             media_type = $6, size = $7, sha256 = $8, stored_at = $9
         where id = $1 and state = 'uploading'",
        id,
        document.id.uuid(),
        before.unwrap_or(0) + 1,
        parent,
        file_name.as_bytes(),
        done.media_type.as_str(),
        size,
        sha256.as_bytes(),
        now
    )
    .execute(&mut *db)
    .await?;
    if stored.rows_affected() == 0 {
        // It took so long that it was taken for given up.
        return Err(Error::Conflict(Conflict::AlreadyDone));
    }
    sqlx::query!("update document_usage set bytes = bytes + $1", size - number(done.upload.reserved)?)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives up an upload; its bytes, if there are any, nobody needs any more.
pub async fn give_up(tx: &mut TenantTx, upload: Uuid) -> Result<()> {
    let db = tx.authorize(Action::BeginUpload)?;
    sqlx::query!("update document_version set state = 'abandoned' where id = $1 and state = 'uploading'", upload)
        .execute(db)
        .await?;
    Ok(())
}

/// Forgets an upload that was given up, once its bytes are gone: what was set aside for it is there again.
pub async fn forget_upload(tx: &mut TenantTx, upload: Uuid) -> Result<()> {
    let db = tx.authorize(Action::BeginUpload)?;
    sqlx::query!(
        "with gone as (delete from document_version where id = $1 and state = 'abandoned' returning size)
         update document_usage set bytes = bytes - (select coalesce(sum(size), 0)::bigint from gone)",
        upload
    )
    .execute(db)
    .await?;
    Ok(())
}

fn number(bytes: u64) -> Result<i64> {
    i64::try_from(bytes).map_err(Error::internal)
}

/// In years of 365 and a quarter days.
fn kept_until(stored_at: Timestamp, class: RetentionClass) -> Result<Timestamp> {
    stored_at.checked_add(SignedDuration::from_hours(class.years() * 8766)).map_err(Error::internal)
}
