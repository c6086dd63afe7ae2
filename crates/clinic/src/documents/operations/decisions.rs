//! What people decide about a document: whether it counts, and whether its patient may read it.

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, Error, Id, Result, TenantTx};
use uuid::Uuid;
use vault::Sealed;
use web::Expected;

use super::rows::secret_of;
use super::{hold, one, subject};
use crate::documents::model::ApprovalState::{self, Approved, Draft, InReview, Rejected};
use crate::documents::model::Document;
use crate::documents::sealing::APPROVAL_COMMENT;

/// Hands a draft in to be looked at; one that was rejected, too.
pub async fn submit(tx: &mut TenantTx, id: Id<Document>, expected: &Expected) -> Result<Document> {
    let action = Action::SubmitDocument;
    let document = hold(tx, action, id, expected).await?;
    if document.current.is_none() {
        return Err(Error::Conflict(Conflict::NothingUploaded));
    }
    stands(&document, &[Draft, Rejected])?;
    decide(tx, action, id, InReview, None).await
}

/// Approves what is in review.
pub async fn approve(
    tx: &mut TenantTx,
    id: Id<Document>,
    comment: Option<&String>,
    expected: &Expected,
) -> Result<Document> {
    let action = Action::ApproveDocument;
    stands(&hold(tx, action, id, expected).await?, &[InReview])?;
    decide(tx, action, id, Approved, comment).await
}

/// Rejects what is in review, and says why.
pub async fn reject(tx: &mut TenantTx, id: Id<Document>, comment: &String, expected: &Expected) -> Result<Document> {
    let action = Action::RejectDocument;
    stands(&hold(tx, action, id, expected).await?, &[InReview])?;
    decide(tx, action, id, Rejected, Some(comment)).await
}

/// Lets the patient read what was approved, now and after each version that is approved later. What they may read already
/// stays as it is.
pub async fn release(tx: &mut TenantTx, id: Id<Document>, expected: &Expected) -> Result<Document> {
    let action = Action::ReleaseDocument;
    let document = hold(tx, action, id, expected).await?;
    if document.patient.is_none() || !document.privacy.is_for_patients() {
        return Err(Error::Conflict(Conflict::NotForPatients));
    }
    stands(&document, &[Approved])?;
    show(tx, action, document, true).await
}

/// Takes a document out of its patient's sight.
pub async fn withdraw(tx: &mut TenantTx, id: Id<Document>, expected: &Expected) -> Result<Document> {
    let action = Action::WithdrawDocument;
    let document = hold(tx, action, id, expected).await?;
    show(tx, action, document, false).await
}

fn stands(document: &Document, among: &[ApprovalState]) -> Result<()> {
    match among.contains(&document.approval.state) {
        true => Ok(()),
        false => Err(Error::Conflict(Conflict::WrongApproval)),
    }
}

async fn decide(
    tx: &mut TenantTx,
    action: Action,
    id: Id<Document>,
    to: ApprovalState,
    comment: Option<&String>,
) -> Result<Document> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), person(tx, action)?);
    let secret = secret_of(tx, action, id).await?;
    let comment: Option<Sealed<String>> = keys.party(&secret).seal_opt(APPROVAL_COMMENT, id.uuid(), comment);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update document set approval = $2, approval_comment = $3, approval_at = $4, approval_by = $5,
             revision = revision + 1, updated_at = $4, updated_by = $5
         where id = $1",
        id.uuid(),
        to.as_str(),
        comment as _,
        now as _,
        by
    )
    .execute(db)
    .await?;
    let after = one(tx, action, id).await?;
    tx.record(action, subject(&after));
    Ok(after)
}

async fn show(tx: &mut TenantTx, action: Action, document: Document, shown: bool) -> Result<Document> {
    if document.released_at.is_some() == shown {
        tx.record(action, subject(&document));
        return Ok(document);
    }
    let (now, by) = (tx.now().to_sqlx(), person(tx, action)?);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update document set released_at = case when $2 then $3::timestamptz end, released_by = case when $2 then $4::uuid end,
             revision = revision + 1, updated_at = $3, updated_by = $4
         where id = $1",
        document.id.uuid(),
        shown,
        now as _,
        by
    )
    .execute(db)
    .await?;
    let after = one(tx, action, document.id).await?;
    tx.record(action, subject(&after));
    Ok(after)
}

/// Only people decide.
fn person(tx: &TenantTx, action: Action) -> Result<Uuid> {
    tx.actor_id().ok_or(Error::Forbidden(action))
}
