//! How patients come in, and what the desk does about their accounts.

mod account;
mod activate;
mod code;
mod passkey;
mod sign_in;
mod sign_up;

use axum::response::{IntoResponse as _, Response};
use tenancy::Error;
use web::routing::Router;
use web::{Answer, Guest, WebResult, local_path};

use super::sign_in::{CameIn, LASTS};
use crate::cookies;
use crate::portal::HOME;

pub fn routes() -> Router {
    Router::new()
        .merge(sign_in::routes())
        .merge(sign_up::routes())
        .merge(code::routes())
        .merge(activate::routes())
        .merge(passkey::routes())
        .merge(account::routes())
}

/// On to where the patient wanted to go, among their own pages.
fn go_in(guest: &Guest, came: &CameIn, next: &str) -> Response {
    let next = local_path(next).filter(|next| next.starts_with("/patient/")).unwrap_or(HOME);
    let mut response = Answer::see_other(next).into_response();
    cookies::sign_in(guest, &mut response, &came.session, LASTS);
    cookies::put(guest, &mut response, cookies::CHALLENGE, "", 0);
    response
}

/// One kind of person comes in by this door.
fn is_patient(guest: &Guest) -> bool {
    guest.is_signed_in() && guest.session().is_some_and(|session| !session.is_staff())
}

fn page(template: &impl askama::Template) -> WebResult<String> {
    Ok(template.render().map_err(Error::internal)?)
}
