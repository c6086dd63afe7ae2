//! Setting up an authenticator app, codes on paper, and taking them away.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Conflict, Error, FieldError, Subject};
use web::routing::{Router, get, post};
use web::sessions::Stage;
use web::{Answer, Caller, Failure, Fault, Form, Guest, Halfway, Html, WebResult};

use super::sign_in::go_in;
use super::{has_just_shown_who, staff_who_may, under_another_id};
use crate::accounts::factors::authenticator::{self, Offer};
use crate::accounts::factors::{self, recovery};
use crate::accounts::passwords::Account;
use crate::accounts::sign_in;
use crate::confirm::{self, Pairs};
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/account/authenticator", get(form).post(take_into_use))
        .route("/account/authenticator/remove", post(remove))
        .route("/account/recovery-codes", post(new_codes))
}

#[derive(Template)]
#[template(path = "accounts/authenticator.html")]
struct AuthenticatorPage {
    page: Page,
    offer: Offer,
    errors: FormErrors,
}

impl AuthenticatorPage {
    async fn answer(guest: &Guest, problems: &[FieldError]) -> WebResult<Response> {
        let (staff, session) = staff_who_may(guest, Action::EnrolFactor)?;
        let mut tx = guest.read().await?;
        let account = Account::load(&mut tx, staff, Action::ResolveSession).await?;
        let offer = authenticator::offer(&mut tx, (staff, session.id), &account.username).await;
        tx.commit().await?;
        let offer = match offer {
            Ok(offer) => offer,
            Err(Error::Conflict(Conflict::AlreadyRecorded)) => {
                return Ok(Answer::see_other("/account/").into_response());
            }
            Err(other) => return Err(other.into()),
        };
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(guest), offer, errors: FormErrors::new(guest, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn form(guest: Halfway) -> WebResult<Response> {
    if !has_just_shown_who(&guest) {
        return Ok(Answer::see_other("/account/confirm/?next=/account/authenticator/").into_response());
    }
    AuthenticatorPage::answer(&guest, &[]).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct FirstCode {
    code: String,
}

#[derive(Template)]
#[template(path = "accounts/recovery_codes.html")]
struct CodesPage {
    page: Page,
    codes: Vec<String>,
}

impl CodesPage {
    fn answer(guest: &Guest, codes: Vec<String>) -> WebResult<Response> {
        let page = Self { page: Page::new(guest), codes };
        Ok(Html(page.render().map_err(Error::internal)?).into_response())
    }
}

async fn take_into_use(guest: Halfway, Form(form): Form<FirstCode>) -> WebResult<Response> {
    let (staff, session) = staff_who_may(&guest, Action::EnrolFactor)?;
    if !has_just_shown_who(&guest) {
        return Err(Failure::Request(Fault::ProofNeeded));
    }
    let mut tx = guest.change().await?;
    let codes = match authenticator::confirm(&mut tx, (staff, session.id), &form.code).await {
        Ok(codes) => codes,
        Err(Error::Invalid(problems)) => return AuthenticatorPage::answer(&guest, &problems).await,
        Err(other) => return Err(other.into()),
    };
    tx.commit().await?;
    if session.stage == Stage::Full {
        return under_another_id(&guest, CodesPage::answer(&guest, codes)?).await;
    }
    // The codes are shown inside: the cookie of the session that begins with this answer goes out with the page.
    let done = sign_in::go_on(&guest, staff).await?;
    let mut response = CodesPage::answer(&guest, codes)?;
    let cookies = go_in(&guest, &done, "/account/");
    for cookie in cookies.headers().get_all(http::header::SET_COOKIE) {
        response.headers_mut().append(http::header::SET_COOKIE, cookie.clone());
    }
    Ok(response)
}

async fn remove(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let (staff, _) = staff_who_may(&caller, Action::RemoveFactor)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.change().await?;
    authenticator::remove(&mut tx, staff).await?;
    tx.commit().await?;
    let response = notice::leave(Answer::see_other("/account/").into_response(), "accounts-factor-removed");
    under_another_id(&caller, response).await
}

/// New codes in the place of the old ones.
async fn new_codes(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    let (staff, _) = staff_who_may(&caller, Action::EnrolFactor)?;
    if let Err(page) = confirm::proved(&caller, pairs).await? {
        return Ok(page);
    }
    let mut tx = caller.change().await?;
    if !factors::of(&mut tx, staff, Action::ResolveSession).await?.any() {
        return Err(Error::NotFound.into());
    }
    let codes = recovery::renew(&mut tx, staff).await?;
    tx.record(Action::EnrolFactor, Subject::new("staff", staff));
    tx.commit().await?;
    CodesPage::answer(&caller, codes)
}
