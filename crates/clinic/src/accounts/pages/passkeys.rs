//! Passkeys of staff and patients: what the page's script asks for on the way. Everything here is for browsers with
//! scripts; whoever has none uses a code.

use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, header};
use serde::Deserialize;
use tenancy::{Action, Error, Subject, TenantTx};
use uuid::Uuid;
use web::routing::{Router, post};
use web::sessions::{self, Holder, Method, Stage};
use web::{Answer, Caller, Failure, Fault, Form, Guest, Halfway, Json, Path, WebResult};
use webauthn_rs::prelude::RegisterPublicKeyCredential;

use super::sign_in::go_in;
use super::{has_just_shown_who, holder_who_may, staff_who_may, under_another_id};
use crate::accounts::factors::passkeys;
use crate::accounts::passwords::Account;
use crate::accounts::sign_in;
use crate::confirm::{self, Pairs};
use crate::passkeys::{GoOn, Proved, ask, begin_proof, follow, prove, refuse, secret_of, site, with_cookies};
use crate::patients;
use crate::shell::notice;

pub fn routes() -> Router {
    Router::new()
        .route("/account/passkeys/begin", post(begin_registration))
        .route("/account/passkeys/finish", post(finish_registration))
        .route("/account/passkeys/{passkey}/remove", post(remove))
        .route("/sign-in/passkey/begin", post(begin_proof))
        .route("/sign-in/passkey/finish", post(finish_proof))
}

async fn begin_registration(guest: Halfway, headers: HeaderMap) -> WebResult<Response> {
    let (holder, session) = holder_who_may(&guest, Action::EnrolFactor)?;
    if !has_just_shown_who(&guest) {
        return Err(Failure::Request(Fault::ProofNeeded));
    }
    let site = site(&guest, &headers)?;
    let mut tx = guest.change().await?;
    let (username, display_name) = names_of(&mut tx, holder).await?;
    let names = (username.as_str(), display_name.as_str());
    let (question, secret) = passkeys::begin_registration(&mut tx, &site, (holder, session.id), names).await?;
    tx.commit().await?;
    ask(&guest, &question, &secret)
}

/// What the device calls the account.
async fn names_of(tx: &mut TenantTx, holder: Holder) -> WebResult<(String, String)> {
    match holder {
        Holder::Staff(staff) => {
            let account = Account::load(tx, staff, Action::ResolveSession).await?;
            Ok((account.username, account.display_name))
        }
        Holder::Patient(patient) => {
            let account = patients::accounts::load(tx, Action::ResolveSession, patient).await?;
            let username = account.ok_or(Error::NotFound)?.username;
            Ok((username.clone(), username))
        }
        Holder::Support(_) | Holder::Operator(_) => Err(Error::Forbidden(Action::EnrolFactor).into()),
    }
}

#[derive(Deserialize)]
struct Registered {
    #[serde(default)]
    label: String,
    credential: RegisterPublicKeyCredential,
}

async fn finish_registration(guest: Halfway, headers: HeaderMap, Json(input): Json<Registered>) -> WebResult<Response> {
    let (holder, session) = holder_who_may(&guest, Action::EnrolFactor)?;
    let (site, secret) = (site(&guest, &headers)?, secret_of(&guest, &headers)?);
    let label = if input.label.trim().is_empty() { device_of(&headers) } else { input.label };
    let mut tx = guest.change().await?;
    passkeys::finish_registration(&mut tx, &site, (holder, session.id), (&secret, &label), &input.credential).await?;
    tx.commit().await?;
    let own = if session.is_staff() { "/account/" } else { "/patient/account/" };
    let go_on = Answer::json(&GoOn { next: own.to_owned() })?.into_response();
    if session.stage == Stage::Full {
        return under_another_id(&guest, notice::leave(go_on, "accounts-passkey-added")).await;
    }
    let done = sign_in::go_on(&guest, holder.id()).await?;
    Ok(with_cookies(go_on, &go_in(&guest, &done, "")))
}

fn device_of(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    web::device_name(agent)
}

async fn finish_proof(guest: Guest, headers: HeaderMap, Json(input): Json<Proved>) -> WebResult<Response> {
    // Only staff come in by this door.
    let Some(holder @ Holder::Staff(_)) = prove(&guest, &headers, &input).await? else { return refuse(&guest).await };
    let session = guest.session();
    if let Some(session) = session.filter(|session| session.stage == Stage::Full) {
        return confirm_again(&guest, session.id).await;
    }
    let method = if session.is_some() { Method::PasswordAndPasskey } else { Method::Passkey };
    let done = sign_in::finish_second_factor(&guest, holder.id(), method).await?;
    follow(&go_in(&guest, &done, &input.next))
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
