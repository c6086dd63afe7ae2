//! Passkeys at the door: what the page's script asks for on the way, whoever comes in.

use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, header};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Outcome, Subject};
use web::sessions::Holder;
use web::{Answer, Guest, WebResult};
use webauthn_rs::prelude::PublicKeyCredential;

use crate::accounts::factors::passkeys::{self, Site};
use crate::cookies;

pub fn site(guest: &Guest, headers: &HeaderMap) -> WebResult<Site> {
    // The host was found good on the way in: a clinic lives there.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).ok_or(Error::NotFound)?;
    let scheme = if guest.app().settings().https { "https" } else { "http" };
    Ok(Site::new(&format!("{scheme}://{host}"), &guest.tenant().name)?)
}

/// What the browser is to be asked, and the cookie by which the answer finds back.
pub fn ask(guest: &Guest, question: &impl Serialize, secret: &str) -> WebResult<Response> {
    let mut response = Answer::json(question)?.into_response();
    cookies::put(guest, &mut response, cookies::CEREMONY, secret, 300);
    Ok(response)
}

pub fn secret_of(guest: &Guest, headers: &HeaderMap) -> WebResult<String> {
    let found = cookies::get(guest, headers, cookies::CEREMONY).map(str::to_owned);
    Ok(found.ok_or(Error::Unauthenticated)?)
}

/// Where the page goes on.
#[derive(Serialize)]
pub struct GoOn {
    pub next: String,
}

pub async fn begin_proof(guest: Guest, headers: HeaderMap) -> WebResult<Response> {
    let site = site(&guest, &headers)?;
    let mut tx = guest.change().await?;
    let session = guest.session().map(|session| session.id);
    let (question, secret) = passkeys::begin_proof(&mut tx, &site, session).await?;
    tx.commit().await?;
    ask(&guest, &question, &secret)
}

#[derive(Deserialize)]
pub struct Proved {
    #[serde(default)]
    pub next: String,
    credential: PublicKeyCredential,
}

/// Whose passkey was shown, where it was a good one; and nobody comes in as somebody else.
pub async fn prove(guest: &Guest, headers: &HeaderMap, input: &Proved) -> WebResult<Option<Holder>> {
    let (site, secret) = (site(guest, headers)?, secret_of(guest, headers)?);
    let session = guest.session();
    let mut tx = guest.change().await?;
    let proof = (secret.as_str(), session.map(|session| session.id));
    let holder = passkeys::finish_proof(&mut tx, &site, proof, &input.credential).await;
    tx.commit().await?;
    match holder {
        Ok(holder) => Ok(Some(holder).filter(|holder| session.is_none_or(|session| session.holder == *holder))),
        Err(Error::Unauthenticated) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// Where the browser would have been sent, for the script to go.
pub fn follow(there: &Response) -> WebResult<Response> {
    let next = there.headers().get(header::LOCATION).and_then(|next| next.to_str().ok()).unwrap_or("/").to_owned();
    Ok(with_cookies(Answer::json(&GoOn { next })?.into_response(), there))
}

pub async fn refuse(guest: &Guest) -> WebResult<Response> {
    guest.record_refusal(Action::SignIn, Subject::new("passkey", None), Outcome::Failure).await?;
    Err(Error::Unauthenticated.into())
}

/// The script follows to where the other answer would have sent the browser, with the cookies that it sets.
pub fn with_cookies(mut response: Response, from: &Response) -> Response {
    for cookie in from.headers().get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}
