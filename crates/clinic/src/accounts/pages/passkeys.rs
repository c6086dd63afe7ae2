//! Passkeys: what the page's script asks for on the way. Everything here is for browsers with scripts; whoever has none
//! uses a code.

use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use http::{HeaderMap, header};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Outcome, Subject};
use uuid::Uuid;
use web::sessions::{self, Holder, Method, Stage};
use web::{Answer, Caller, Failure, Fault, Form, Guest, Halfway, Json, Path, WebResult};
use webauthn_rs::prelude::{PublicKeyCredential, RegisterPublicKeyCredential};

use super::sign_in::go_in;
use super::{has_just_shown_who, staff_who_may, under_another_id};
use crate::accounts::factors::passkeys::{self, Site};
use crate::accounts::passwords::Account;
use crate::accounts::sign_in;
use crate::confirm::{self, Pairs};
use crate::cookies;
use crate::shell::notice;

pub fn routes() -> Router {
    Router::new()
        .route("/account/passkeys/begin", post(begin_registration))
        .route("/account/passkeys/finish", post(finish_registration))
        .route("/account/passkeys/{passkey}/remove", post(remove))
        .route("/sign-in/passkey/begin", post(begin_proof))
        .route("/sign-in/passkey/finish", post(finish_proof))
}

fn site(guest: &Guest, headers: &HeaderMap) -> WebResult<Site> {
    // The host was found good on the way in: a clinic lives there.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).ok_or(Error::NotFound)?;
    let scheme = if guest.app().settings().https { "https" } else { "http" };
    Ok(Site::new(&format!("{scheme}://{host}"), &guest.tenant().name)?)
}

/// What the browser is to be asked, and the cookie by which the answer finds back.
fn ask(guest: &Guest, question: &impl Serialize, secret: &str) -> WebResult<Response> {
    let mut response = Answer::json(question)?.into_response();
    cookies::put(guest, &mut response, cookies::CEREMONY, secret, 300);
    Ok(response)
}

fn secret_of(guest: &Guest, headers: &HeaderMap) -> WebResult<String> {
    let found = cookies::get(guest, headers, cookies::CEREMONY).map(str::to_owned);
    Ok(found.ok_or(Error::Unauthenticated)?)
}

async fn begin_registration(guest: Halfway, headers: HeaderMap) -> WebResult<Response> {
    let (staff, session) = staff_who_may(&guest, Action::EnrolFactor)?;
    if !has_just_shown_who(&guest) {
        return Err(Failure::Request(Fault::ProofNeeded));
    }
    let site = site(&guest, &headers)?;
    let mut tx = guest.change().await?;
    let account = Account::load(&mut tx, staff, Action::ResolveSession).await?;
    let whose = (Holder::Staff(staff), session.id);
    let names = (account.username.as_str(), account.display_name.as_str());
    let (question, secret) = passkeys::begin_registration(&mut tx, &site, whose, names).await?;
    tx.commit().await?;
    ask(&guest, &question, &secret)
}

#[derive(Deserialize)]
struct Registered {
    #[serde(default)]
    label: String,
    credential: RegisterPublicKeyCredential,
}

/// Where the page goes on.
#[derive(Serialize)]
struct GoOn {
    next: String,
}

async fn finish_registration(guest: Halfway, headers: HeaderMap, Json(input): Json<Registered>) -> WebResult<Response> {
    let (staff, session) = staff_who_may(&guest, Action::EnrolFactor)?;
    let (site, secret) = (site(&guest, &headers)?, secret_of(&guest, &headers)?);
    let label = if input.label.trim().is_empty() { device_of(&headers) } else { input.label };
    let mut tx = guest.change().await?;
    let whose = (Holder::Staff(staff), session.id);
    passkeys::finish_registration(&mut tx, &site, whose, (&secret, &label), &input.credential).await?;
    tx.commit().await?;
    let go_on = Answer::json(&GoOn { next: "/account/".to_owned() })?.into_response();
    if session.stage == Stage::Full {
        return under_another_id(&guest, notice::leave(go_on, "accounts-passkey-added")).await;
    }
    let done = sign_in::go_on(&guest, staff).await?;
    Ok(with_cookies(go_on, &go_in(&guest, &done, "")))
}

fn device_of(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    web::device_name(agent)
}

/// The script follows to where the other answer would have sent the browser, with the cookies that it sets.
fn with_cookies(mut response: Response, from: &Response) -> Response {
    for cookie in from.headers().get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}

async fn begin_proof(guest: Guest, headers: HeaderMap) -> WebResult<Response> {
    let site = site(&guest, &headers)?;
    let mut tx = guest.change().await?;
    let session = guest.session().map(|session| session.id);
    let (question, secret) = passkeys::begin_proof(&mut tx, &site, session).await?;
    tx.commit().await?;
    ask(&guest, &question, &secret)
}

#[derive(Deserialize)]
struct Proved {
    #[serde(default)]
    next: String,
    credential: PublicKeyCredential,
}

async fn finish_proof(guest: Guest, headers: HeaderMap, Json(input): Json<Proved>) -> WebResult<Response> {
    let (site, secret) = (site(&guest, &headers)?, secret_of(&guest, &headers)?);
    let session = guest.session();
    let mut tx = guest.change().await?;
    let proof = (secret.as_str(), session.map(|session| session.id));
    let holder = passkeys::finish_proof(&mut tx, &site, proof, &input.credential).await;
    tx.commit().await?;
    let holder = match holder {
        // Only staff come in by this door, and nobody comes in as somebody else.
        Ok(holder @ Holder::Staff(_)) if session.is_none_or(|session| session.holder == holder) => holder,
        Ok(_) | Err(Error::Unauthenticated) => return refuse(&guest).await,
        Err(other) => return Err(other.into()),
    };
    if let Some(session) = session.filter(|session| session.stage == Stage::Full) {
        return confirm_again(&guest, session.id).await;
    }
    let method = if session.is_some() { Method::PasswordAndPasskey } else { Method::Passkey };
    let done = sign_in::finish_second_factor(&guest, holder.id(), method).await?;
    let there = go_in(&guest, &done, &input.next);
    let next = there.headers().get(header::LOCATION).and_then(|next| next.to_str().ok()).unwrap_or("/").to_owned();
    Ok(with_cookies(Answer::json(&GoOn { next })?.into_response(), &there))
}

async fn refuse(guest: &Guest) -> WebResult<Response> {
    guest.record_refusal(Action::SignIn, Subject::new("passkey", None), Outcome::Failure).await?;
    Err(Error::Unauthenticated.into())
}

/// Somebody who is in already shows again who they are.
async fn confirm_again(guest: &Guest, session: Uuid) -> WebResult<Response> {
    let mut tx = guest.change().await?;
    sessions::note_proof(&mut tx, session).await?;
    tx.authorize(Action::Reauthenticate)?;
    tx.record(Action::Reauthenticate, Subject::new("session", session));
    tx.commit().await?;
    guest.app().forget_access();
    Ok(Answer::json(&GoOn { next: String::new() })?.into_response())
}

async fn remove(caller: Caller, Path(passkey): Path<Uuid>, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let (staff, _) = staff_who_may(&caller, Action::RemoveFactor)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.change().await?;
    passkeys::remove(&mut tx, Holder::Staff(staff), passkey).await?;
    tx.commit().await?;
    let response = notice::leave(Answer::see_other("/account/").into_response(), "accounts-factor-removed");
    under_another_id(&caller, response).await
}
