//! The medical history as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Deserialize;
use tenancy::{Action, Id};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Linked, PageQuery, Path, Query, WebResult, is_known, not_modified};

use super::input::HistoryInput;
use super::model::{Entry, HistoryKind, HistoryState};
use super::operations::{self, Filter};
use super::output::HistoryOutput;
use crate::api::{Problems, Unchanged, routes};
use crate::forms::reading;
use crate::records::input::ReasonInput;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_history, write_history))
        .routes(routes!(view_history, revise_history, strike_history))
        .routes(routes!(list_history_versions))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct HistoryQuery {
    /// Id or number.
    #[param(example = "1")]
    patient: Option<String>,
    kind: Option<HistoryKind>,
    state: Option<HistoryState>,
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<i64>,
    #[param(minimum = 1, maximum = 100, example = 25)]
    page_size: Option<i64>,
}

/// List what stands in the medical history.
#[utoipa::path(get, path = "/api/history", tag = "history", params(HistoryQuery),
    responses((status = 200, body = Linked<HistoryOutput>), Problems))]
async fn list_history(caller: Caller, Query(query): Query<HistoryQuery>) -> WebResult<Response> {
    let page = PageQuery { page: query.page, page_size: query.page_size }.parse()?;
    let mut tx = caller.read().await?;
    let patient = match query.patient.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => Some(crate::chart::operations::patient_id(&mut tx, Action::ViewHistory, text).await?.uuid()),
        None => None,
    };
    let listing = operations::list(&mut tx, Filter { patient, kind: query.kind, state: query.state }, page).await?;
    tx.commit().await?;
    let listing = listing.map(|entry| HistoryOutput::new(entry, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// Write a condition, a medication, an allergy, or that no allergies are known, which ends with the first allergy.
#[utoipa::path(post, path = "/api/history", tag = "history", request_body = HistoryInput,
    responses((status = 201, body = HistoryOutput), Problems))]
async fn write_history(caller: Caller, Json(input): Json<HistoryInput>) -> WebResult<Response> {
    caller.require(Action::WriteHistory)?;
    let (patient, new) = input.first(&reading(&caller))?;
    let mut tx = caller.begin().await?;
    let entry = operations::write(&mut tx, patient, &new).await?;
    let (version, location) = (entry.version, format!("/api/history/{}/", entry.id));
    let answer = Answer::created(&HistoryOutput::new(entry, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View an entry in its latest version.
#[utoipa::path(get, path = "/api/history/{id}", tag = "history", params(("id" = Uuid, Path)),
    responses((status = 200, body = HistoryOutput), Unchanged, Problems))]
async fn view_history(caller: Caller, Path(id): Path<Id<Entry>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let entry = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = entry.version.into();
    if is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&HistoryOutput::new(entry, &caller))?.version(version).into_response())
}

/// Revise an entry: a new version that says all of it anew, or that it has ended.
#[utoipa::path(put, path = "/api/history/{id}", tag = "history", params(("id" = Uuid, Path)),
    request_body = HistoryInput, responses((status = 200, body = HistoryOutput), Problems))]
async fn revise_history(
    caller: Caller,
    Path(id): Path<Id<Entry>>,
    expected: Expected,
    Json(input): Json<HistoryInput>,
) -> WebResult<Response> {
    caller.require(Action::ReviseHistory)?;
    let mut tx = caller.begin().await?;
    let entry = operations::revise(&mut tx, id, (&input, &reading(&caller)), expected).await?;
    let version = entry.version.into();
    Ok(Answer::json(&HistoryOutput::new(entry, &caller))?.version(version).commit(&caller, tx).await?)
}

/// Mark an entry as entered in error. Its versions stay.
#[utoipa::path(delete, path = "/api/history/{id}", tag = "history", request_body = Option<ReasonInput>,
    params(("id" = Uuid, Path), ("reason" = Option<String>, Query, description = "The reason, instead of a body")),
    responses((status = 204), Problems))]
async fn strike_history(
    caller: Caller,
    Path(id): Path<Id<Entry>>,
    Query(query): Query<ReasonInput>,
    expected: Expected,
    body: bytes::Bytes,
) -> WebResult<Response> {
    caller.require(Action::StrikeHistory)?;
    let input = web::parse_json_if_any(&body)?.unwrap_or(query);
    let mut tx = caller.begin().await?;
    operations::strike(&mut tx, id, &input, expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// List every version of an entry, the newest first.
#[utoipa::path(get, path = "/api/history/{id}/versions", tag = "history", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<HistoryOutput>), Problems))]
async fn list_history_versions(caller: Caller, Path(id): Path<Id<Entry>>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let versions = operations::versions(&mut tx, id).await?;
    tx.commit().await?;
    let versions: Vec<_> = versions.into_iter().map(|entry| HistoryOutput::new(entry, &caller)).collect();
    Ok(Answer::json(&versions)?.into_response())
}
