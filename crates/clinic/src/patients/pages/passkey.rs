//! Coming in by a passkey.

use axum::response::{IntoResponse as _, Response};
use http::HeaderMap;
use tenancy::Error;
use web::routing::{Router, post};
use web::sessions::Holder;
use web::{Guest, Json, WebResult};

use super::go_in;
use crate::passkeys::{Proved, begin_proof, follow, prove, refuse};
use crate::patients::sign_in;

pub fn routes() -> Router {
    Router::new()
        .route("/patient/patient-login/passkey/begin", post(begin_proof))
        .route("/patient/patient-login/passkey/finish", post(finish))
}

async fn finish(guest: Guest, headers: HeaderMap, Json(input): Json<Proved>) -> WebResult<Response> {
    // Only patients come in by this door.
    let Some(Holder::Patient(patient)) = prove(&guest, &headers, &input).await? else { return refuse(&guest).await };
    match sign_in::by_passkey(&guest, patient).await {
        Ok(came) => Ok(follow(&go_in(&guest, &came, &input.next))?.into_response()),
        Err(Error::Unauthenticated) => refuse(&guest).await,
        Err(other) => Err(other.into()),
    }
}
