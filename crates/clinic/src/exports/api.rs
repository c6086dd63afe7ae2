//! Exports as JSON, and their files.

use axum::Extension;
use axum::response::{IntoResponse as _, Response};
use tenancy::{Action, Id};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Linked, PageQuery, Path, Query, WebResult};

use super::delivery::deliver;
use super::input::ExportInput;
use super::model::Export;
use super::operations;
use super::output::ExportOutput;
use crate::api::{Problems, routes};
use crate::documents::Archive;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_exports, request_export))
        .routes(routes!(view_export, discard_export))
        .routes(routes!(download_export))
}

/// List the exports that you asked for, the newest first.
#[utoipa::path(get, path = "/api/exports", tag = "exports", params(PageQuery),
    responses((status = 200, body = Linked<ExportOutput>), Problems))]
async fn list_exports(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(|export| ExportOutput::new(export, &caller)), &caller)?.into_response())
}

/// Ask for an export. It is written in the background; its file is there for a day, for you alone. Needs a fresh proof: a
/// sign-in or a confirmation of the last five minutes.
#[utoipa::path(post, path = "/api/exports", tag = "exports", request_body = ExportInput,
    responses((status = 201, body = ExportOutput), Problems))]
async fn request_export(caller: Caller, Json(input): Json<ExportInput>) -> WebResult<Response> {
    caller.require(Action::RequestExport)?;
    caller.require_fresh_proof()?;
    let wanted = input.parse(caller.locale())?;
    let mut tx = caller.begin().await?;
    let export = operations::request(&mut tx, &wanted).await?;
    let location = format!("/api/exports/{}/", export.id);
    Ok(Answer::created(&ExportOutput::new(export, &caller), location)?.commit(&caller, tx).await?)
}

/// View an export that you asked for.
#[utoipa::path(get, path = "/api/exports/{id}", tag = "exports", params(("id" = Uuid, Path)),
    responses((status = 200, body = ExportOutput), Problems))]
async fn view_export(caller: Caller, Path(id): Path<Id<Export>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let export = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&ExportOutput::new(export, &caller))?.into_response())
}

/// Download the file of an export that you asked for.
#[utoipa::path(get, path = "/api/exports/{id}/file", tag = "exports", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The file.", content_type = "*/*", body = String), Problems))]
async fn download_export(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Path(id): Path<Id<Export>>,
) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let handout = operations::handout(&mut tx, id).await?;
    tx.commit().await?;
    Ok(deliver(caller.tenant().id, &archive, handout).await?)
}

/// Discard an export that you asked for: it is not written any further, and its file goes.
#[utoipa::path(delete, path = "/api/exports/{id}", tag = "exports", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn discard_export(caller: Caller, Path(id): Path<Id<Export>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::discard(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
