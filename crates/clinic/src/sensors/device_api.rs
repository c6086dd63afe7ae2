//! Devices, and how long single values are kept, as JSON.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Deserialize;
use tenancy::Action;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Answer, Caller, Expected, Json, Linked, PageWords, Path, Query, WebResult, is_known, not_modified};

use super::api::given;
use super::input::DeviceInput;
use super::operations;
use super::output::{DeviceOutput, RegisteredDevice};
use super::policy::ReadingPolicy;
use crate::api::{Problems, Unchanged, routes};
use crate::chart::operations::patient_id;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_devices, register_device))
        .routes(routes!(revoke_device))
        .routes(routes!(view_reading_policy, change_reading_policy))
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct DeviceQuery {
    /// Those of one patient: number or id.
    #[param(example = "1")]
    patient: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 1_000_000, example = 1)]
    page: Option<String>,
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100, example = 25)]
    page_size: Option<String>,
}

/// List devices, the newest first, those whose token was taken back too.
#[utoipa::path(get, path = "/api/devices", tag = "readings", params(DeviceQuery),
    responses((status = 200, body = Linked<DeviceOutput>), Problems))]
async fn list_devices(caller: Caller, Query(query): Query<DeviceQuery>) -> WebResult<Response> {
    let action = Action::ViewDevices;
    caller.require(action)?;
    let (page, page_size) = (query.page.as_deref(), query.page_size.as_deref());
    let page = PageWords { page, page_size, after: None, before: None }.parse()?;
    let mut tx = caller.read().await?;
    let patient = match given(query.patient.as_ref()) {
        Some(patient) => Some(patient_id(&mut tx, action, patient).await?.uuid()),
        None => None,
    };
    let listing = operations::list_devices(&mut tx, patient, page).await?;
    tx.commit().await?;
    Ok(Answer::linked(listing.map(DeviceOutput::new), &caller)?.into_response())
}

/// Register a device for its patients. Its token is shown in this answer and never again.
#[utoipa::path(post, path = "/api/devices", tag = "readings", request_body = DeviceInput,
    responses((status = 201, body = RegisteredDevice), Problems))]
async fn register_device(caller: Caller, Json(input): Json<DeviceInput>) -> WebResult<Response> {
    caller.require(Action::ManageDevices)?;
    let new = input.parse()?;
    let mut tx = caller.begin().await?;
    let (device, token) = operations::register(&mut tx, &new).await?;
    let made = RegisteredDevice { device: DeviceOutput::new(device), token };
    Ok(Answer::created(&made, "/api/devices/".to_owned())?.commit(&caller, tx).await?)
}

/// Take a device's token back. What it sent stays.
#[utoipa::path(post, path = "/api/devices/{id}/revoke", tag = "readings", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn revoke_device(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    caller.require(Action::ManageDevices)?;
    let mut tx = caller.begin().await?;
    operations::revoke(&mut tx, id).await?;
    let answer = Answer::no_content().commit(&caller, tx).await?;
    caller.app().forget_access();
    Ok(answer)
}

/// View how long single values are kept. Their hours are kept for good.
#[utoipa::path(get, path = "/api/readings/policy", tag = "readings",
    responses((status = 200, body = ReadingPolicy), Unchanged, Problems))]
async fn view_reading_policy(caller: Caller, headers: HeaderMap) -> WebResult<Response> {
    caller.require(Action::ViewSettings)?;
    let mut tx = caller.read().await?;
    let (policy, version) = ReadingPolicy::load(&mut tx, Action::ViewSettings).await?;
    tx.commit().await?;
    if is_known(&headers, version.into()) {
        return Ok(not_modified(version.into()));
    }
    Ok(Answer::json(&policy)?.version(version.into()).into_response())
}

/// Change how long single values are kept. What is older goes within a day; its hours stay.
#[utoipa::path(put, path = "/api/readings/policy", tag = "readings", request_body = ReadingPolicy,
    responses((status = 200, body = ReadingPolicy), Problems))]
async fn change_reading_policy(
    caller: Caller,
    expected: Expected,
    Json(policy): Json<ReadingPolicy>,
) -> WebResult<Response> {
    caller.require(Action::ChangeReadingPolicy)?;
    let mut tx = caller.begin().await?;
    let (_, version) = ReadingPolicy::load(&mut tx, Action::ViewSettings).await?;
    expected.check(version)?;
    let version = match expected {
        Expected::Any => policy.save(&mut tx, None).await?,
        Expected::OneOf(_) => policy.save(&mut tx, Some(version)).await?,
    };
    Ok(Answer::json(&policy)?.version(version.into()).commit(&caller, tx).await?)
}
