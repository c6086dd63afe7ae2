//! The pages of staff accounts: getting in, one's own account, the clinic's landing page.

mod authenticator;
mod emergency;
mod links;
mod passkeys;
mod profile;
mod sign_in;
mod steps;

use axum::response::Response;
use tenancy::{Action, Error};
use uuid::Uuid;
use web::routing::Router;
use web::sessions::{Holder, Session, Stage};
use web::{Failure, Guest, WebResult};

pub use sign_in::landing;

use crate::accounts;
use crate::cookies;

pub fn routes() -> Router {
    Router::new()
        .merge(sign_in::routes())
        .merge(steps::routes())
        .merge(links::routes())
        .merge(profile::routes())
        .merge(authenticator::routes())
        .merge(passkeys::routes())
        .merge(emergency::routes())
}

/// Whoever is before the screen, staff or patient, signed in or half-way there, who may do this.
fn holder_who_may(guest: &Guest, action: Action) -> WebResult<(Holder, &Session)> {
    let session = guest.session().ok_or(Error::Unauthenticated)?;
    match guest.may(action) {
        true => Ok((session.holder, session)),
        false if !guest.is_signed_in() => Err(Failure::Request(web::Fault::Unfinished(session.stage))),
        false => Err(Error::Forbidden(action).into()),
    }
}

/// The member of staff before the screen who may do this.
fn staff_who_may(guest: &Guest, action: Action) -> WebResult<(Uuid, &Session)> {
    match holder_who_may(guest, action)? {
        (Holder::Staff(id), session) => Ok((id, session)),
        (Holder::Patient(_) | Holder::Support(_) | Holder::Operator(_), _) => Err(Error::Forbidden(action).into()),
    }
}

/// Whoever finds an open screen must not make the account their own by a second factor or a passkey of theirs.
fn has_just_shown_who(guest: &Guest) -> bool {
    guest.session().is_some_and(|session| session.stage != Stage::Full || session.is_freshly_proved(guest.now()))
}

/// The answer, with the cookie by which the present session goes on under another id.
async fn under_another_id(guest: &Guest, response: Response) -> WebResult<Response> {
    let mut tx = guest.change().await?;
    let opened = accounts::sign_in::renew(guest, &mut tx).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(cookies::go_on(guest, response, &opened))
}
