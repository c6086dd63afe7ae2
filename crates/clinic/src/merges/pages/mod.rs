//! Pages on which patients are merged, and told apart.

mod duplicates;
mod form;
mod list;
mod shown;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/duplicates", get(duplicates::list))
        .route("/patients/duplicates/apart", post(duplicates::tell_apart))
        .route("/patients/{id}/merge", get(form::show).post(form::merge))
        .route("/merges", get(list::list))
        .route("/merges/{merge}/reverse", get(list::reverse_form).post(list::reverse))
}
