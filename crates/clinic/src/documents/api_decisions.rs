//! What is decided about documents.

use axum::response::Response;
use tenancy::{Action, Id};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Path, WebResult};

use super::input::CommentInput;
use super::model::Document;
use super::operations;
use super::output::DocumentOutput;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(submit_document))
        .routes(routes!(approve_document))
        .routes(routes!(reject_document))
        .routes(routes!(release_document))
        .routes(routes!(withdraw_document))
}

fn answer(caller: &Caller, document: Document) -> tenancy::Result<Answer> {
    let revision = document.revision.into();
    Ok(Answer::json(&DocumentOutput::new(document, caller))?.version(revision))
}

/// Hand a draft in to be looked at.
#[utoipa::path(post, path = "/business/documents/{id}/submit", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = DocumentOutput), Problems))]
async fn submit_document(caller: Caller, Path(id): Path<Id<Document>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let document = operations::submit(&mut tx, id, &expected).await?;
    Ok(answer(&caller, document)?.commit(&caller, tx).await?)
}

/// Approve a document that is in review.
#[utoipa::path(post, path = "/business/documents/{id}/approve", tag = "documents", params(("id" = Uuid, Path)),
    request_body = Option<CommentInput>, responses((status = 200, body = DocumentOutput), Problems))]
async fn approve_document(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    expected: Expected,
    body: bytes::Bytes,
) -> WebResult<Response> {
    caller.require(Action::ApproveDocument)?;
    let input: CommentInput = web::parse_json_if_any(&body)?.unwrap_or_default();
    let comment = input.parse()?;
    let mut tx = caller.begin().await?;
    let document = operations::approve(&mut tx, id, comment.as_ref(), &expected).await?;
    Ok(answer(&caller, document)?.commit(&caller, tx).await?)
}

/// Reject a document that is in review, and say why.
#[utoipa::path(post, path = "/business/documents/{id}/reject", tag = "documents", params(("id" = Uuid, Path)),
    request_body = CommentInput, responses((status = 200, body = DocumentOutput), Problems))]
async fn reject_document(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    expected: Expected,
    Json(input): Json<CommentInput>,
) -> WebResult<Response> {
    caller.require(Action::RejectDocument)?;
    let comment = input.parse_required()?;
    let mut tx = caller.begin().await?;
    let document = operations::reject(&mut tx, id, &comment, &expected).await?;
    Ok(answer(&caller, document)?.commit(&caller, tx).await?)
}

/// Let the patient read a document that is approved.
#[utoipa::path(post, path = "/business/documents/{id}/release", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = DocumentOutput), Problems))]
async fn release_document(caller: Caller, Path(id): Path<Id<Document>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let document = operations::release(&mut tx, id, &expected).await?;
    Ok(answer(&caller, document)?.commit(&caller, tx).await?)
}

/// Take a document out of its patient's sight.
#[utoipa::path(post, path = "/business/documents/{id}/withdraw", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = DocumentOutput), Problems))]
async fn withdraw_document(caller: Caller, Path(id): Path<Id<Document>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let document = operations::withdraw(&mut tx, id, &expected).await?;
    Ok(answer(&caller, document)?.commit(&caller, tx).await?)
}
