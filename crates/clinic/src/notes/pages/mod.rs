//! Notes at the desk of whoever writes them: beginning a visit, the editor, reading, amending, and what waits.

mod amend;
mod compare;
mod conflict;
mod editor;
mod filling;
mod keep;
mod list;
mod sent;
mod strike;
mod templates;
mod view;
mod visit;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/visits/{appointment}/start", post(visit::start))
        .route("/patients/{id}/visit", post(visit::with_patient))
        .route("/patients/{id}/notes", get(list::of_patient))
        .route("/encounters/{encounter}/note", post(visit::write))
        .route("/encounters/{encounter}/finish", post(visit::finish))
        .route("/notes", get(list::waiting))
        .route("/notes/templates", get(templates::list))
        .route("/notes/templates/new", get(templates::new).post(templates::create))
        .route("/notes/templates/{template}", get(templates::edit).post(templates::replace))
        .route("/notes/templates/{template}/remove", post(templates::remove))
        .route("/notes/{note}", get(view::view))
        .route("/notes/{note}/edit", get(editor::edit).post(editor::send))
        .route("/notes/{note}/keep", post(keep::keep))
        .route("/notes/{note}/discard", post(keep::discard))
        .route("/notes/{note}/filled/{template}", get(filling::filled))
        .route("/notes/{note}/amend", get(amend::form).post(amend::amend))
        .route("/notes/{note}/co-sign", post(view::co_sign))
        .route("/notes/{note}/strike", get(strike::form).post(strike::strike))
        .route("/notes/{note}/compare", get(compare::compare))
}
