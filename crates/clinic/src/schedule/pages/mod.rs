//! The schedule's pages: what is offered, everybody's hours, closures, and one's own days away.

mod days;
mod hours;
mod own;
mod services;
mod week;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/admin/services", get(services::list))
        .route("/admin/services/new", get(services::new_form).post(services::create))
        .route("/admin/services/{service}", get(services::form).post(services::replace))
        .route("/admin/services/{service}/retire", post(services::retire))
        .route("/admin/hours", get(hours::hours).post(hours::set))
        .route("/admin/hours/exceptions", post(days::add_exception))
        .route("/admin/hours/exceptions/{exception}/remove", post(days::remove_exception))
        .route("/admin/hours/closures", post(days::add_closure))
        .route("/admin/hours/closures/{closure}/remove", post(days::remove_closure))
        .route("/doctor/hours", get(own::hours).post(own::add))
        .route("/doctor/hours/{exception}/remove", post(own::remove))
}
