//! Addresses that two kinds of people open: patients see their own there, staff the patient's.

use axum::response::{IntoResponse as _, Response};
use tenancy::{Actor, Id};
use web::routing::{Router, get};
use web::{Caller, Path, Query, WebResult};

use crate::appointments::model::Appointment;
use crate::appointments::pages as appointments;
use crate::chart::pages as chart;
use crate::portal::pages as portal;

pub fn routes() -> Router {
    Router::new()
        .route("/patient/patient-profile/{user_id}", get(profile))
        .route("/patient/appointment-details/{id}/{patient}", get(details))
}

fn is_patient(caller: &Caller) -> bool {
    matches!(caller.actor(), Actor::Patient { .. })
}

async fn profile(caller: Caller, Path(named): Path<String>) -> WebResult<Response> {
    if is_patient(&caller) { portal::profile(caller, &named).await } else { chart::profile(caller, Path(named)).await }
}

async fn details(
    caller: Caller,
    Path((id, named)): Path<(Id<Appointment>, String)>,
    wish: Query<appointments::Wish>,
) -> WebResult<Response> {
    if is_patient(&caller) {
        return portal::visit(&caller, id.uuid(), &named).await;
    }
    Ok(appointments::details(caller, Path((id, named)), wish).await?.into_response())
}
