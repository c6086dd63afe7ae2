//! The moves of an appointment's life as JSON, one route each.

use axum::response::Response;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tenancy::{Error, Id};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::{Caller, Expected, Json, Path, WebResult};

use super::api::changed;
use super::input::{REASON, Reading, When, free_text};
use super::model::Appointment;
use super::operations::{self, Resched};
use super::output::{AppointmentOutput, Profile};
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(check_in_appointment))
        .routes(routes!(start_visit))
        .routes(routes!(complete_appointment))
        .routes(routes!(cancel_appointment))
        .routes(routes!(mark_no_show))
        .routes(routes!(reschedule_appointment))
        .routes(routes!(revert_status))
}

macro_rules! moves {
    ($($(#[doc = $doc:literal])* $path:literal $handler:ident = $operation:ident;)*) => {$(
        $(#[doc = $doc])*
        #[utoipa::path(post, path = $path, tag = "appointments", params(("id" = Uuid, Path)),
            responses((status = 200, body = AppointmentOutput), Problems))]
        async fn $handler(
            caller: Caller,
            profile: Profile,
            Path(id): Path<Id<Appointment>>,
            expected: Expected,
        ) -> WebResult<Response> {
            let mut tx = caller.begin().await?;
            let appointment = operations::$operation(&mut tx, id, expected).await?;
            changed(appointment, &caller, profile, tx).await
        }
    )*};
}

moves! {
    /// The patient is here.
    "/api/appointments/{id}/check-in" check_in_appointment = check_in;
    /// The visit begins.
    "/api/appointments/{id}/start" start_visit = start_visit;
    /// The visit is over.
    "/api/appointments/{id}/complete" complete_appointment = complete;
    /// The patient did not come.
    "/api/appointments/{id}/no-show" mark_no_show = mark_no_show;
    /// Take the last move back: within ten minutes; a no-show within a day.
    "/api/appointments/{id}/revert" revert_status = revert;
}

/// Why it will not take place.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
struct CancelInput {
    #[schema(max_length = 500, example = "has a cold")]
    reason: Option<String>,
}

/// Cancel an appointment.
#[utoipa::path(post, path = "/api/appointments/{id}/cancel", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = Option<CancelInput>, responses((status = 200, body = AppointmentOutput), Problems))]
async fn cancel_appointment(
    caller: Caller,
    profile: Profile,
    Path(id): Path<Id<Appointment>>,
    expected: Expected,
    body: Bytes,
) -> WebResult<Response> {
    let input: CancelInput = web::parse_json_if_any(&body)?.unwrap_or_default();
    let mut tx = caller.begin().await?;
    let appointment = operations::cancel(&mut tx, id, input.reason.as_deref(), expected).await?;
    changed(appointment, &caller, profile, tx).await
}

/// Another time: `starts_at`, or `date` and `time`; then `ends_at` or `duration`.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
struct RescheduleInput {
    #[schema(example = "2030-01-08T09:00:00+02:00")]
    starts_at: Option<String>,
    ends_at: Option<String>,
    #[schema(example = "2030-01-08")]
    date: Option<String>,
    #[schema(example = "09:00")]
    time: Option<String>,
    /// Minutes; as long as before when neither this nor `ends_at` is given.
    #[serde(alias = "duration_minutes")]
    #[schema(minimum = 1, maximum = 1440)]
    duration: Option<i64>,
    provider: Option<Uuid>,
    #[schema(max_length = 500)]
    override_reason: Option<String>,
}

/// Put an appointment at another time.
#[utoipa::path(post, path = "/api/appointments/{id}/reschedule", tag = "appointments", params(("id" = Uuid, Path)),
    request_body = RescheduleInput, responses((status = 200, body = AppointmentOutput), Problems))]
async fn reschedule_appointment(
    caller: Caller,
    profile: Profile,
    Path(id): Path<Id<Appointment>>,
    expected: Expected,
    Json(input): Json<RescheduleInput>,
) -> WebResult<Response> {
    let to = read_reschedule(&caller, &input)?;
    let mut tx = caller.begin().await?;
    let appointment = operations::reschedule(&mut tx, id, &to, expected).await?;
    changed(appointment, &caller, profile, tx).await
}

fn read_reschedule(caller: &Caller, input: &RescheduleInput) -> tenancy::Result<Resched> {
    let when = When {
        starts_at: input.starts_at.as_deref(),
        date: input.date.as_deref(),
        time: input.time.as_deref(),
        ends_at: input.ends_at.as_deref(),
        minutes: input.duration,
    };
    let invalid = |problem| Error::Invalid(vec![problem]);
    let slot = when.parse(&Reading::of(caller).wall).map_err(invalid)?;
    let override_reason = free_text("override_reason", input.override_reason.as_deref(), REASON).map_err(invalid)?;
    Ok(Resched {
        slot: slot.ok_or_else(|| Error::invalid("starts_at", "required"))?,
        keeps_length: input.ends_at.is_none() && input.duration.is_none(),
        provider: input.provider,
        override_reason,
    })
}
