//! Documents as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Serialize;
use tenancy::{Action, Id};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Numbered, Path, Query, WebResult, is_known, not_modified};

use super::input::{CorrectionInput, DocumentInput};
use super::model::Document;
use super::operations;
use super::output::{DocumentOutput, VersionOutput};
use super::query::DocumentQuery;
use super::{api_content, api_decisions};
use crate::api::{Problems, Unchanged, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_documents, create_document))
        .routes(routes!(view_document, update_document, delete_document))
        .routes(routes!(list_document_versions))
        .merge(api_content::routes())
        .merge(api_decisions::routes())
}

/// List the documents that you may see, the newest first.
#[utoipa::path(get, path = "/business/documents", tag = "documents", params(DocumentQuery),
    responses((status = 200, body = Numbered<DocumentOutput>), Problems))]
async fn list_documents(caller: Caller, Query(query): Query<DocumentQuery>) -> WebResult<Response> {
    let page = query.page()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, query.filter(), page).await?;
    tx.commit().await?;
    let listing = listing.map(|document| DocumentOutput::new(document, &caller));
    Ok(Answer::numbered(listing, &caller)?.into_response())
}

/// Announce a document. Its bytes are uploaded next.
#[utoipa::path(post, path = "/business/documents", tag = "documents", request_body = DocumentInput,
    responses((status = 201, body = DocumentOutput), Problems))]
async fn create_document(caller: Caller, Json(input): Json<DocumentInput>) -> WebResult<Response> {
    caller.require(Action::CreateDocument)?;
    let new = input.parse()?;
    let mut tx = caller.begin().await?;
    let document = operations::create(&mut tx, &new).await?;
    let (revision, location) = (document.revision, format!("/business/documents/{}", document.id));
    let answer = Answer::created(&DocumentOutput::new(document, &caller), location)?.version(revision.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View what is known of a document.
#[utoipa::path(get, path = "/business/documents/{id}", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = DocumentOutput), Unchanged, Problems))]
async fn view_document(caller: Caller, Path(id): Path<Id<Document>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let document = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let revision = document.revision.into();
    if is_known(&headers, revision) {
        return Ok(not_modified(revision));
    }
    Ok(Answer::json(&DocumentOutput::new(document, &caller))?.version(revision).into_response())
}

/// Correct what a document is called, what it is and who may see it. Its bytes are corrected by a new version.
#[utoipa::path(put, path = "/business/documents/{id}", tag = "documents", params(("id" = Uuid, Path)),
    request_body = CorrectionInput, responses((status = 200, body = DocumentOutput), Problems))]
async fn update_document(
    caller: Caller,
    Path(id): Path<Id<Document>>,
    expected: Expected,
    Json(input): Json<CorrectionInput>,
) -> WebResult<Response> {
    caller.require(Action::UpdateDocument)?;
    let correction = input.parse()?;
    let mut tx = caller.begin().await?;
    let document = operations::correct(&mut tx, id, &correction, &expected).await?;
    let revision = document.revision.into();
    Ok(Answer::json(&DocumentOutput::new(document, &caller))?.version(revision).commit(&caller, tx).await?)
}

/// Delete a document. It is kept, out of sight, for as long as its retention class says.
#[utoipa::path(delete, path = "/business/documents/{id}", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn delete_document(caller: Caller, Path(id): Path<Id<Document>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::delete(&mut tx, id, &expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// The versions of a document.
#[derive(Serialize, ToSchema)]
struct DocumentVersions {
    items: Vec<VersionOutput>,
    #[schema(example = 1)]
    count: usize,
}

/// List the versions of a document, the newest first.
#[utoipa::path(get, path = "/business/documents/{id}/versions", tag = "documents", params(("id" = Uuid, Path)),
    responses((status = 200, body = DocumentVersions), Problems))]
async fn list_document_versions(caller: Caller, Path(id): Path<Id<Document>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let (_, versions) = operations::versions(&mut tx, id).await?;
    tx.commit().await?;
    let items: Vec<VersionOutput> = versions.into_iter().map(VersionOutput::from).collect();
    Ok(Answer::json(&DocumentVersions { count: items.len(), items })?.into_response())
}
