//! The medical history on pages: all of it, an entry with its versions, and the forms.

mod form;
mod list;
mod view;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/{id}/history", get(list::list))
        .route("/patients/{id}/history/new/{kind}", get(form::new).post(form::write))
        .route("/history/{entry}", get(view::view))
        .route("/history/{entry}/edit", get(form::edit).post(form::revise))
        .route("/history/{entry}/end", post(view::end))
        .route("/history/{entry}/strike", get(view::strike_form).post(view::strike))
}
