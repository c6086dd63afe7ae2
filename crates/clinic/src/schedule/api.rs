//! Services as JSON, and the door to the rest of the schedule's routes.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use serde::Deserialize;
use tenancy::{Action, Error, Id};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Linked, Listing, PageOf, Path, Query, WebResult, is_known, not_modified};

use super::input::ServiceInput;
use super::model::Service;
use super::operations;
use super::output::ServiceOutput;
use crate::amounts::currency_of;
use crate::api::{Problems, Unchanged, routes};
use crate::appointments::input::Reading;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_services, create_service))
        .routes(routes!(view_service, update_service, retire_service))
        .merge(super::api_hours::routes())
        .merge(super::api_slots::routes())
}

#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ServicesQuery {
    /// Whether those are listed too that are not offered any more.
    retired: Option<bool>,
}

fn output(service: Service, caller: &Caller) -> ServiceOutput {
    ServiceOutput::new(service, currency_of(caller.tenant()))
}

/// List what the clinic offers.
#[utoipa::path(get, path = "/api/services", tag = "schedule", params(ServicesQuery),
    responses((status = 200, body = Linked<ServiceOutput>), Problems))]
async fn list_services(caller: Caller, Query(query): Query<ServicesQuery>) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let services = operations::list(&mut tx, query.retired.unwrap_or(false)).await?;
    tx.commit().await?;
    let count = i64::try_from(services.len()).unwrap_or(i64::MAX);
    let rows = services.into_iter().map(|service| output(service, &caller)).collect();
    Ok(Answer::linked(Listing::new(rows, count, PageOf::whole(count)), &caller)?.into_response())
}

/// Offer something new.
#[utoipa::path(post, path = "/api/services", tag = "schedule", request_body = ServiceInput,
    responses((status = 201, body = ServiceOutput), Problems))]
async fn create_service(caller: Caller, Json(input): Json<ServiceInput>) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let new = input.parse(&Reading::of(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let service = operations::create(&mut tx, &new).await?;
    let (version, location) = (service.version, format!("/api/services/{}/", service.id));
    let answer = Answer::created(&output(service, &caller), location)?.version(version.into());
    Ok(answer.commit(&caller, tx).await?)
}

/// View a service, also a retired one.
#[utoipa::path(get, path = "/api/services/{id}", tag = "schedule", params(("id" = Uuid, Path)),
    responses((status = 200, body = ServiceOutput), Unchanged, Problems))]
async fn view_service(caller: Caller, Path(id): Path<Id<Service>>, headers: HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let service = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = service.version.into();
    if is_known(&headers, version) {
        return Ok(not_modified(version));
    }
    Ok(Answer::json(&output(service, &caller))?.version(version).into_response())
}

/// Replace what a service is; what was booked under it stays as it was.
#[utoipa::path(put, path = "/api/services/{id}", tag = "schedule", params(("id" = Uuid, Path)),
    request_body = ServiceInput, responses((status = 200, body = ServiceOutput), Problems))]
async fn update_service(
    caller: Caller,
    Path(id): Path<Id<Service>>,
    expected: Expected,
    Json(input): Json<ServiceInput>,
) -> WebResult<Response> {
    caller.require(Action::ManageSchedule)?;
    let new = input.parse(&Reading::of(&caller)).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let service = operations::update(&mut tx, id, &new, &expected).await?;
    let version = service.version.into();
    Ok(Answer::json(&output(service, &caller))?.version(version).commit(&caller, tx).await?)
}

/// Offer a service no longer; it stays where it was booked.
#[utoipa::path(delete, path = "/api/services/{id}", tag = "schedule", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn retire_service(caller: Caller, Path(id): Path<Id<Service>>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::retire(&mut tx, id, &expected).await?;
    Ok(Answer::no_content().commit(&caller, tx).await?)
}
