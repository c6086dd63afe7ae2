//! The pages of those who host the clinics.

mod account;
mod clinic;
mod clinics;
mod door;
mod link;
mod making;
mod record;
mod support;

use tenancy::Error;
use web::routing::{Router, post};
use web::{Failure, Guest};

use crate::shell;

/// Everything there is at the platform's host. No route of a clinic is among it.
pub fn routes() -> Router {
    Router::new()
        .merge(door::routes())
        .merge(link::routes())
        .merge(clinics::routes())
        .merge(making::routes())
        .merge(clinic::routes())
        .merge(support::routes())
        .merge(record::routes())
        .merge(account::routes())
        .route("/session/preferences", post(shell::pages::preferences))
        .layer(axum::middleware::from_fn(shell::notice::forget_what_was_told))
        .fallback(nowhere)
}

async fn nowhere(_: Guest) -> Failure {
    Error::NotFound.into()
}
