//! Plans on pages: all of a patient's, each item with its versions, and the forms.

mod board;
mod form;
mod item;
mod packages;
mod typed;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/{id}/plan", get(board::show))
        .route("/patients/{id}/plan/new", get(form::new_plan).post(form::write_plan))
        .route("/plans/{plan}/new/{part}", get(form::new_part).post(form::write_part))
        .route("/plans/items/{item}", get(item::view))
        .route("/plans/items/{item}/edit", get(form::edit).post(form::revise))
        .route("/plans/items/{item}/strike", get(item::strike_form).post(item::strike))
        .route("/plans/items/{item}/score", post(item::score))
        .route("/plans/items/{item}/scores/{score}/strike", post(item::strike_score))
        .route("/patients/{id}/packages", get(packages::list))
        .route("/patients/{id}/packages/new", get(form::new_package).post(form::write_package))
        .route("/packages/{package}", get(item::view_package))
        .route("/packages/{package}/edit", get(form::edit_package).post(form::revise_package))
        .route("/packages/{package}/strike", get(item::strike_package_form).post(item::strike_package))
}
