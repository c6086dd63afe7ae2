//! Imports as JSON.

use axum::Extension;
use axum::extract::{DefaultBodyLimit, Request};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tenancy::{Action, Id};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Json, Linked, PageQuery, Path, Query, WebResult};

use super::input::{ChoicesInput, CommitInput, UploadQuery};
use super::intake::take_request;
use super::model::{Import, ImportKind, RowOutcome};
use super::operations;
use super::output::{ImportOutput, ProblemOutput, RowOutput};
use crate::api::{Problems, routes};
use crate::documents::Archive;

pub fn routes() -> OpenApiRouter {
    // It has a limit of its own, and counts as it goes.
    let uploads = OpenApiRouter::new().routes(routes!(list_imports, upload_import)).layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .routes(routes!(view_import, map_import, discard_import))
        .routes(routes!(list_import_problems))
        .routes(routes!(list_import_rows))
        .routes(routes!(commit_import))
        .routes(routes!(undo_import))
        .merge(uploads)
}

/// A form with a file in it.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described: it is read as it comes")]
struct ImportForm {
    #[schema(format = Binary)]
    file: String,
}

/// List the clinic's imports, the newest first.
#[utoipa::path(get, path = "/api/imports", tag = "imports", params(PageQuery),
    responses((status = 200, body = Linked<ImportOutput>), Problems))]
async fn list_imports(caller: Caller, Query(query): Query<PageQuery>) -> WebResult<Response> {
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(|import| ImportOutput::new(import, &caller)), &caller)?.into_response())
}

/// Upload a file, CSV or XLSX of up to 32 MB: as it is, with its name in `Content-Disposition`, or as the first file of a
/// form. It is looked at in the background, and nothing of it is stored before it is committed.
#[utoipa::path(post, path = "/api/imports", tag = "imports", params(UploadQuery),
    // The bytes of a file, which are of no type.
    request_body(content((serde_json::Value = "text/csv"), (String = "application/octet-stream"), (ImportForm = "multipart/form-data"))),
    responses((status = 201, body = ImportOutput), Problems))]
async fn upload_import(
    caller: Caller,
    Extension(archive): Extension<Archive>,
    Query(query): Query<UploadQuery>,
    request: Request,
) -> WebResult<Response> {
    caller.require(Action::UploadImport)?;
    let kind = query.kind.unwrap_or(ImportKind::Patients);
    let (tx, import) = take_request(&caller, &archive, kind, request).await?;
    let location = format!("/api/imports/{}/", import.id);
    Ok(Answer::created(&ImportOutput::new(import, &caller), location)?.commit(&caller, tx).await?)
}

/// View an import: how far it is, and what was found.
#[utoipa::path(get, path = "/api/imports/{id}", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportOutput), Problems))]
async fn view_import(caller: Caller, Path(id): Path<Id<Import>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let import = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::json(&ImportOutput::new(import, &caller))?.into_response())
}

/// Choose how a file is read: it is looked at anew.
#[utoipa::path(put, path = "/api/imports/{id}", tag = "imports", params(("id" = Uuid, Path)), request_body = ChoicesInput,
    responses((status = 200, body = ImportOutput), Problems))]
async fn map_import(
    caller: Caller,
    Path(id): Path<Id<Import>>,
    Json(input): Json<ChoicesInput>,
) -> WebResult<Response> {
    caller.require(Action::MapImport)?;
    let choices = input.parse()?;
    let mut tx = caller.begin().await?;
    let import = operations::map(&mut tx, id, &choices).await?;
    Ok(Answer::json(&ImportOutput::new(import, &caller))?.commit(&caller, tx).await?)
}

/// List what is wrong with the rows of a file, then what was changed on the way.
#[utoipa::path(get, path = "/api/imports/{id}/problems", tag = "imports", params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = Linked<ProblemOutput>), Problems))]
async fn list_import_problems(
    caller: Caller,
    Path(id): Path<Id<Import>>,
    Query(query): Query<PageQuery>,
) -> WebResult<Response> {
    let page = query.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list_problems(&mut tx, id, page).await?;
    tx.commit().await?;
    let listing = listing.map(|problem| ProblemOutput::new(problem, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct RowsQuery {
    /// Only rows with this outcome: `kept` are those that stayed when the import was taken back.
    outcome: Option<RowOutcome>,
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<i64>,
    #[param(minimum = 1, maximum = 100, example = 25)]
    page_size: Option<i64>,
}

/// List the rows that were brought in, and who they became.
#[utoipa::path(get, path = "/api/imports/{id}/rows", tag = "imports", params(("id" = Uuid, Path), RowsQuery),
    responses((status = 200, body = Linked<RowOutput>), Problems))]
async fn list_import_rows(
    caller: Caller,
    Path(id): Path<Id<Import>>,
    Query(query): Query<RowsQuery>,
) -> WebResult<Response> {
    let page = PageQuery { page: query.page, page_size: query.page_size }.parse()?;
    let mut tx = caller.read().await?;
    let listing = operations::list_rows(&mut tx, id, query.outcome, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(RowOutput::from), &caller)?.into_response())
}

/// Bring in what was looked at, in the background, each row exactly once.
#[utoipa::path(post, path = "/api/imports/{id}/commit", tag = "imports", params(("id" = Uuid, Path)),
    request_body = CommitInput, responses((status = 200, body = ImportOutput), Problems))]
async fn commit_import(
    caller: Caller,
    Path(id): Path<Id<Import>>,
    Json(input): Json<CommitInput>,
) -> WebResult<Response> {
    caller.require(Action::CommitImport)?;
    let mut tx = caller.begin().await?;
    let import = operations::commit(&mut tx, id, input.skip_problems).await?;
    Ok(Answer::json(&ImportOutput::new(import, &caller))?.commit(&caller, tx).await?)
}

/// Take back what was brought in. Whoever was changed since stays; up to two weeks after the import.
#[utoipa::path(post, path = "/api/imports/{id}/undo", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 200, body = ImportOutput), Problems))]
async fn undo_import(caller: Caller, Path(id): Path<Id<Import>>) -> WebResult<Response> {
    caller.require(Action::UndoImport)?;
    let mut tx = caller.begin().await?;
    let import = operations::undo(&mut tx, id).await?;
    Ok(Answer::json(&ImportOutput::new(import, &caller))?.commit(&caller, tx).await?)
}

/// Discard a file that was not brought in.
#[utoipa::path(delete, path = "/api/imports/{id}", tag = "imports", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn discard_import(caller: Caller, Path(id): Path<Id<Import>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::discard(&mut tx, id).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
