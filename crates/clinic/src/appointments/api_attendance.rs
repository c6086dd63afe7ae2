//! Whether a patient comes, as JSON.

use axum::response::{IntoResponse as _, Response};
use tenancy::Action;
use utoipa_axum::router::OpenApiRouter;
use web::{Answer, Caller, Path, WebResult};

use super::model::Attendance;
use super::operations;
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(view_attendance))
}

/// View whether a patient comes: what became of the appointments of the last twelve months.
#[utoipa::path(get, path = "/api/patients/{id}/attendance", tag = "appointments",
    params(("id" = Uuid, Path)), responses((status = 200, body = Attendance), Problems))]
async fn view_attendance(caller: Caller, Path(id): Path<String>) -> WebResult<Response> {
    caller.require(Action::ListAppointments)?;
    let mut tx = caller.read().await?;
    let patient = operations::patient_named(&mut tx, &id).await?;
    let attendance = operations::attendance(&mut tx, patient.id).await?;
    tx.commit().await?;
    Ok(Answer::json(&attendance)?.into_response())
}
