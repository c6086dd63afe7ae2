//! Times that are kept for a patient while somebody asks them, as JSON.

use axum::response::Response;
use tenancy::{Action, Error, Id};
use utoipa_axum::router::OpenApiRouter;
use web::{Caller, Expected, Json, Path, WebResult};

use super::api::{changed, created, read_new};
use super::input::AppointmentInput;
use super::model::Appointment;
use super::operations;
use super::output::{AppointmentOutput, Profile};
use super::policy::BookingPolicy;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(hold_slot)).routes(routes!(confirm_appointment))
}

/// Hold a time: for some minutes, five as delivered, nobody else gets it. Confirm it, or let it go.
#[utoipa::path(post, path = "/api/appointments/hold", tag = "appointments", request_body = AppointmentInput,
    responses((status = 201, body = AppointmentOutput), Problems))]
async fn hold_slot(caller: Caller, profile: Profile, Json(input): Json<AppointmentInput>) -> WebResult<Response> {
    caller.require(Action::HoldSlot)?;
    let new = read_new(&caller, input)?;
    let mut tx = caller.begin().await?;
    let (policy, _) = BookingPolicy::load(&mut tx).await?;
    let expires_at = caller.now().checked_add(policy.hold()).map_err(Error::internal)?;
    let appointment = operations::hold(&mut tx, &new, expires_at).await?;
    created(appointment, &caller, profile, "/api/appointments", tx).await
}

/// Book a time that is held or proposed.
#[utoipa::path(post, path = "/api/appointments/{id}/confirm", tag = "appointments", params(("id" = Uuid, Path)),
    responses((status = 200, body = AppointmentOutput), Problems))]
async fn confirm_appointment(
    caller: Caller,
    profile: Profile,
    Path(id): Path<Id<Appointment>>,
    expected: Expected,
) -> WebResult<Response> {
    let mut tx = caller.begin().await?;
    let appointment = operations::confirm(&mut tx, id, expected).await?;
    changed(appointment, &caller, profile, tx).await
}
