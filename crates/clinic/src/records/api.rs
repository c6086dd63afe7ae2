//! Clinical records as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Deserialize;
use tenancy::{Action, Id};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Expected, Json, Linked, PageQuery, Path, Query, WebResult, is_known, not_modified};

use super::input::{ReasonInput, RecordInput};
use super::model::{Record, RecordKind};
use super::operations::{self, Filter};
use super::output::RecordOutput;
use super::releases;
use crate::api::{Problems, Unchanged, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_records, write_record))
        .routes(routes!(view_record, revise_record, strike_record))
        .routes(routes!(fulfil_requirement))
        .routes(routes!(release_record))
        .routes(routes!(withdraw_record))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct RecordQuery {
    appointment: Option<Uuid>,
    /// Id or number.
    #[param(example = "1")]
    patient: Option<String>,
    kind: Option<RecordKind>,
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<i64>,
    #[param(minimum = 1, maximum = 100, example = 25)]
    page_size: Option<i64>,
}

/// List the current records.
#[utoipa::path(get, path = "/api/records", tag = "records", params(RecordQuery),
    responses((status = 200, body = Linked<RecordOutput>), Problems))]
async fn list_records(caller: Caller, Query(query): Query<RecordQuery>) -> WebResult<Response> {
    let page = PageQuery { page: query.page, page_size: query.page_size }.parse()?;
    let mut tx = caller.read().await?;
    let patient = match query.patient.as_deref().filter(|text| !text.is_empty()) {
        Some(text) => Some(crate::chart::operations::patient_id(&mut tx, Action::ViewRecords, text).await?.uuid()),
        None => None,
    };
    let filter = Filter { appointment: query.appointment, patient, kind: query.kind };
    let listing = operations::list(&mut tx, filter, page).await?;
    tx.commit().await?;
    let listing = listing.map(|record| RecordOutput::new(record, &caller));
    Ok(Answer::linked(listing, &caller)?.into_response())
}

/// Write a diagnosis, prescription or requirement; a visit has one of each.
#[utoipa::path(post, path = "/api/records", tag = "records", request_body = RecordInput,
    responses((status = 201, body = RecordOutput), Problems))]
async fn write_record(caller: Caller, Json(input): Json<RecordInput>) -> WebResult<Response> {
    caller.require(Action::WriteRecord)?;
    let (appointment, new) = input.first()?;
    let mut tx = caller.begin().await?;
    let record = operations::write(&mut tx, appointment, &new).await?;
    let (version, location) = (record.version, format!("/api/records/{}/", record.id));
    let answer = Answer::created(&RecordOutput::new(record, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View a record in its latest version.
#[utoipa::path(get, path = "/api/records/{id}", tag = "records", params(("id" = Uuid, Path)),
    responses((status = 200, body = RecordOutput), Unchanged, Problems))]
async fn view_record(caller: Caller, Path(id): Path<Id<Record>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let record = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = record.version.into();
    if is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&RecordOutput::new(record, &caller))?.version(version).into_response())
}

/// Revise a record: a new version, with the reason for it.
#[utoipa::path(put, path = "/api/records/{id}", tag = "records", params(("id" = Uuid, Path)),
    request_body = RecordInput, responses((status = 200, body = RecordOutput), Problems))]
async fn revise_record(
    caller: Caller,
    Path(id): Path<Id<Record>>,
    expected: Expected,
    Json(input): Json<RecordInput>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let record = operations::revise(&mut tx, id, &input, expected).await?;
    let version = record.version.into();
    Ok(Answer::json(&RecordOutput::new(record, &caller))?.version(version).commit(&caller, tx).await?)
}

/// Mark a record as entered in error. Its history stays.
#[utoipa::path(delete, path = "/api/records/{id}", tag = "records", request_body = Option<ReasonInput>,
    params(("id" = Uuid, Path), ("reason" = Option<String>, Query, description = "The reason, instead of a body")),
    responses((status = 204), Problems))]
async fn strike_record(
    caller: Caller,
    Path(id): Path<Id<Record>>,
    Query(query): Query<ReasonInput>,
    expected: Expected,
    body: bytes::Bytes,
) -> WebResult<Response> {
    let input = web::parse_json_if_any(&body)?.unwrap_or(query);
    let mut tx = caller.begin().await?;
    operations::strike(&mut tx, id, &input, expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}

/// Mark a requirement as done.
#[utoipa::path(post, path = "/api/records/{id}/fulfil", tag = "records", params(("id" = Uuid, Path)),
    responses((status = 200, body = RecordOutput), Problems))]
async fn fulfil_requirement(caller: Caller, Path(id): Path<Id<Record>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let record = operations::fulfil(&mut tx, id).await?;
    let version = record.version.into();
    Ok(Answer::json(&RecordOutput::new(record, &caller))?.version(version).commit(&caller, tx).await?)
}

/// Show a record to its patient, who is told that there is something to read.
#[utoipa::path(post, path = "/api/records/{id}/release", tag = "records", params(("id" = Uuid, Path)),
    responses((status = 200, body = RecordOutput), Problems))]
async fn release_record(caller: Caller, Path(id): Path<Id<Record>>) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let record = releases::release(&mut tx, caller.app().texts(), id).await?;
    let version = record.version.into();
    Ok(Answer::json(&RecordOutput::new(record, &caller))?.version(version).commit(&caller, tx).await?)
}

/// Hide a record from its patient, with the reason for it.
#[utoipa::path(post, path = "/api/records/{id}/withdraw", tag = "records", params(("id" = Uuid, Path)),
    request_body = ReasonInput, responses((status = 200, body = RecordOutput), Problems))]
async fn withdraw_record(
    caller: Caller,
    Path(id): Path<Id<Record>>,
    Json(input): Json<ReasonInput>,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let record = releases::withdraw(&mut tx, id, &input).await?;
    let version = record.version.into();
    Ok(Answer::json(&RecordOutput::new(record, &caller))?.version(version).commit(&caller, tx).await?)
}
