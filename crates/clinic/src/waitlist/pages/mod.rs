//! The waiting list at the desk, and the page behind the link of an offer.

mod answer;
mod entry;
mod list;
mod times;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/reception/waitlist", get(list::list))
        .route("/reception/waitlist/new", get(entry::new_form).post(entry::create))
        .route("/reception/waitlist/{entry}", get(entry::form).post(entry::save))
        .route("/reception/waitlist/{entry}/withdraw", post(entry::withdraw))
        .route("/reception/waitlist/{entry}/times", get(times::form).post(times::take))
        .route("/offer/{secret}", get(answer::show))
        .route("/offer/{secret}/accept", post(answer::accept))
        .route("/offer/{secret}/decline", post(answer::decline))
}

/// Where the list is.
const HOME: &str = "/reception/waitlist/";
