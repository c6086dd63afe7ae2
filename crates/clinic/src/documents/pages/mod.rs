//! The pages about documents: a patient's list of them, and each of them with its versions.

mod correction;
mod document;
mod list;
mod policy_page;

use axum::extract::DefaultBodyLimit;
use web::Caller;
use web::routing::{Router, get, post};

use super::model::Document;

pub fn routes() -> Router {
    // They count as they go, and stop at a limit of their own.
    let uploads = Router::new()
        .route("/patients/{id}/documents", get(list::list).post(list::upload))
        .route("/documents/{document}/versions", post(document::upload))
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/admin/documents", get(policy_page::form).post(policy_page::save))
        .route("/documents/{document}", get(document::view))
        .route("/documents/{document}/file", get(document::file))
        .route("/documents/{document}/correct", post(correction::correct))
        .route("/documents/{document}/submit", post(document::submit))
        .route("/documents/{document}/approve", post(document::approve))
        .route("/documents/{document}/reject", post(document::reject))
        .route("/documents/{document}/release", post(document::release))
        .route("/documents/{document}/withdraw", post(document::withdraw))
        .route("/documents/{document}/delete", post(document::delete))
        .merge(uploads)
}

/// Where one goes on after a change: to the document, or to its patient's others where it is not for oneself to see.
fn next_to(caller: &Caller, document: &Document) -> String {
    let is_seen = document.privacy.needs().is_none_or(|needed| caller.may(needed));
    match document.patient {
        Some(patient) if !is_seen => format!("/patients/{patient}/documents"),
        _ => format!("/documents/{}", document.id),
    }
}
