//! Appointments as JSON: `/business/appointments` and `/api/appointments/` are two doors to one table.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use tenancy::{Action, Error, Id, TenantTx};
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Expected, Json, Linked, Listing, Numbered, Path, Query, WebResult, is_known, not_modified};

use super::input::{AppointmentInput, Need, Reading};
use super::model::{Appointment, NewAppointment};
use super::operations;
use super::output::{AppointmentOutput, Profile};
use super::query::AppointmentQuery;
use crate::api::{Problems, Unchanged, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(list_appointments, book_appointment))
        .routes(routes!(backfill_visit))
        .routes(routes!(view_appointment, update_appointment, delete_appointment))
        .routes(routes!(list_business_appointments, create_business_appointment))
        .routes(routes!(view_business_appointment, update_business_appointment, delete_business_appointment))
        .merge(super::api_attendance::routes())
        .merge(super::api_holds::routes())
        .merge(super::api_moves::routes())
}

/// List appointments.
#[utoipa::path(get, path = "/api/appointments", tag = "appointments", params(AppointmentQuery),
    responses((status = 200, body = Linked<AppointmentOutput>), Problems))]
async fn list_appointments(
    caller: Caller,
    profile: Profile,
    Query(query): Query<AppointmentQuery>,
) -> WebResult<Response> {
    Ok(Answer::linked(list(&caller, profile, &query).await?, &caller)?.into_response())
}

/// List appointments.
#[utoipa::path(get, path = "/business/appointments", tag = "appointments", params(AppointmentQuery),
    responses((status = 200, body = Numbered<AppointmentOutput>), Problems))]
async fn list_business_appointments(
    caller: Caller,
    profile: Profile,
    Query(query): Query<AppointmentQuery>,
) -> WebResult<Response> {
    Ok(Answer::numbered(list(&caller, profile, &query).await?, &caller)?.into_response())
}

async fn list(caller: &Caller, profile: Profile, query: &AppointmentQuery) -> WebResult<Listing<AppointmentOutput>> {
    let (filter, page) = (query.filter(caller)?, query.page()?);
    let mut tx = caller.read().await?;
    let listing = operations::list(&mut tx, &filter, page).await?;
    tx.commit().await?;
    Ok(listing.map(|appointment| AppointmentOutput::new(appointment, caller, profile)))
}

/// Book an appointment.
#[utoipa::path(post, path = "/api/appointments", tag = "appointments", request_body = AppointmentInput,
    responses((status = 201, body = AppointmentOutput), Problems))]
async fn book_appointment(
    caller: Caller,
    profile: Profile,
    Json(input): Json<AppointmentInput>,
) -> WebResult<Response> {
    book(&caller, profile, input, "/api/appointments").await
}

/// Book an appointment.
#[utoipa::path(post, path = "/business/appointments", tag = "appointments", request_body = AppointmentInput,
    responses((status = 201, body = AppointmentOutput), Problems))]
async fn create_business_appointment(
    caller: Caller,
    profile: Profile,
    Json(input): Json<AppointmentInput>,
) -> WebResult<Response> {
    book(&caller, profile, input, "/business/appointments").await
}

/// Whoever sees patients books for themselves unless they say otherwise.
pub(super) fn read_new(caller: &Caller, input: AppointmentInput) -> WebResult<NewAppointment> {
    let own = caller.actor().id().filter(|_| caller.may(Action::ViewRecords));
    let input = AppointmentInput { provider: input.provider.or(own), ..input };
    Ok(input.parse(&Reading::of(caller), Need::All).map_err(Error::Invalid)?)
}

async fn book(caller: &Caller, profile: Profile, input: AppointmentInput, door: &str) -> WebResult<Response> {
    let new = read_new(caller, input)?;
    let mut tx = caller.begin().await?;
    let appointment = operations::book(&mut tx, &new).await?;
    created(appointment, caller, profile, door, tx).await
}

/// The answer to a new one.
pub(super) async fn created(
    new: Appointment,
    caller: &Caller,
    profile: Profile,
    door: &str,
    tx: TenantTx,
) -> WebResult<Response> {
    let (version, location) = (new.version, format!("{door}/{}", new.id));
    let answer = Answer::created(&AppointmentOutput::new(new, caller, profile), location)?;
    Ok(answer.version(version.into()).commit(caller, tx).await?)
}

/// Enter a visit that took place without having been booked.
#[utoipa::path(post, path = "/api/appointments/backfill", tag = "appointments", request_body = AppointmentInput,
    responses((status = 201, body = AppointmentOutput), Problems))]
async fn backfill_visit(caller: Caller, profile: Profile, Json(input): Json<AppointmentInput>) -> WebResult<Response> {
    let new = read_new(&caller, input)?;
    let mut tx = caller.begin().await?;
    let appointment = operations::backfill(&mut tx, &new).await?;
    created(appointment, &caller, profile, "/api/appointments", tx).await
}

/// View an appointment.
#[utoipa::path(get, path = "/api/appointments/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 200, body = AppointmentOutput), Unchanged, Problems))]
async fn view_appointment(
    caller: Caller,
    profile: Profile,
    Path(id): Path<Id<Appointment>>,
    headers: HeaderMap,
) -> WebResult<Response> {
    view(&caller, profile, id, &headers).await
}

/// View an appointment.
#[utoipa::path(get, path = "/business/appointments/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 200, body = AppointmentOutput), Unchanged, Problems))]
async fn view_business_appointment(
    caller: Caller,
    profile: Profile,
    Path(id): Path<Id<Appointment>>,
    headers: HeaderMap,
) -> WebResult<Response> {
    view(&caller, profile, id, &headers).await
}

async fn view(caller: &Caller, profile: Profile, id: Id<Appointment>, headers: &HeaderMap) -> WebResult<Response> {
    let mut tx = caller.read().await?;
    let appointment = operations::find(&mut tx, id).await?;
    tx.commit().await?;
    let version = appointment.version.into();
    if is_known(headers, version) {
        return Ok(not_modified(version));
    }
    let answer = Answer::json(&AppointmentOutput::new(appointment, caller, profile))?;
    Ok(answer.version(version).into_response())
}

/// Replace an appointment. What is said of time, provider or patient may be left out; it then stays.
#[utoipa::path(put, path = "/api/appointments/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = AppointmentInput, responses((status = 200, body = AppointmentOutput), Problems))]
async fn update_appointment(
    caller: Caller,
    profile: Profile,
    Path(id): Path<Id<Appointment>>,
    expected: Expected,
    Json(input): Json<AppointmentInput>,
) -> WebResult<Response> {
    update(&caller, profile, id, expected, input).await
}

/// Replace an appointment. What is said of time, provider or patient may be left out; it then stays.
#[utoipa::path(put, path = "/business/appointments/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = AppointmentInput, responses((status = 200, body = AppointmentOutput), Problems))]
async fn update_business_appointment(
    caller: Caller,
    profile: Profile,
    Path(id): Path<Id<Appointment>>,
    expected: Expected,
    Json(input): Json<AppointmentInput>,
) -> WebResult<Response> {
    update(&caller, profile, id, expected, input).await
}

async fn update(
    caller: &Caller,
    profile: Profile,
    id: Id<Appointment>,
    expected: Expected,
    input: AppointmentInput,
) -> WebResult<Response> {
    let new = input.parse(&Reading::of(caller), Need::Changes).map_err(Error::Invalid)?;
    let mut tx = caller.begin().await?;
    let appointment = operations::update(&mut tx, id, &new, expected).await?;
    changed(appointment, caller, profile, tx).await
}

/// The answer to a change: what it made of the appointment.
pub(super) async fn changed(now: Appointment, caller: &Caller, profile: Profile, tx: TenantTx) -> WebResult<Response> {
    let version = now.version.into();
    let answer = Answer::json(&AppointmentOutput::new(now, caller, profile))?.version(version);
    Ok(answer.commit(caller, tx).await?)
}

/// Delete an appointment (kept, out of sight).
#[utoipa::path(delete, path = "/api/appointments/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn delete_appointment(
    caller: Caller,
    Path(id): Path<Id<Appointment>>,
    expected: Expected,
) -> WebResult<Response> {
    delete(&caller, id, expected).await
}

/// Delete an appointment (kept, out of sight).
#[utoipa::path(delete, path = "/business/appointments/{id}", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn delete_business_appointment(
    caller: Caller,
    Path(id): Path<Id<Appointment>>,
    expected: Expected,
) -> WebResult<Response> {
    delete(&caller, id, expected).await
}

async fn delete(caller: &Caller, id: Id<Appointment>, expected: Expected) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    operations::delete(&mut tx, id, expected).await?;
    Ok(Answer::no_content().commit(caller, tx).await?)
}
