//! What may still be asked between the password and the clinic: the second factor, setting one up, a new password.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Outcome, Subject};
use web::routing::{Router, get};
use web::sessions::{Method, Stage};
use web::{Answer, Form, Guest, Html, Query, WebResult};

use super::sign_in::{Next, go_in, place_of};
use super::staff_who_may;
use crate::accounts::factors::{self, Factors};
use crate::accounts::{passwords, sign_in};
use crate::cookies;
use crate::forms::FormErrors;
use crate::shell::Page;
use crate::shell::pages::home_of;

pub fn routes() -> Router {
    Router::new()
        .route("/sign-in/second-factor", get(code_form).post(check_code))
        .route("/sign-in/set-up", get(set_up))
        .route("/sign-in/password", get(password_form).post(change_password))
}

/// Away from a step that is not asked for just now: to the one that is, or into the clinic.
fn elsewhere(guest: &Guest, next: &Next) -> Response {
    let next = next.local();
    let target = match guest.session().map(|session| place_of(session.stage)) {
        None => "/doctor/staff-login/".to_owned(),
        Some(Some(place)) => place.to_owned(),
        Some(None) if next.is_empty() => home_of(guest).to_owned(),
        Some(None) => next,
    };
    Answer::see_other(target).into_response()
}

fn is_at(guest: &Guest, stage: Stage) -> bool {
    guest.session().is_some_and(|session| session.stage == stage)
}

#[derive(Template)]
#[template(path = "accounts/second_factor.html")]
struct CodePage {
    page: Page,
    factors: Factors,
    next: String,
    error: String,
}

impl CodePage {
    fn hint(&self) -> String {
        self.page.t(if self.factors.authenticator { "accounts-code-hint" } else { "accounts-recovery-hint" })
    }

    async fn answer(guest: &Guest, next: String, error: String) -> WebResult<Response> {
        let (staff, _) = staff_who_may(guest, Action::SignIn)?;
        let mut tx = guest.read().await?;
        let factors = factors::of(&mut tx, staff, Action::ResolveSession).await?;
        tx.commit().await?;
        let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(guest), factors, next, error };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn code_form(guest: Guest, Query(next): Query<Next>) -> WebResult<Response> {
    if !is_at(&guest, Stage::SecondFactor) {
        return Ok(elsewhere(&guest, &next));
    }
    CodePage::answer(&guest, next.local(), String::new()).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CodeForm {
    code: String,
    next: String,
}

async fn check_code(guest: Guest, headers: HeaderMap, Form(form): Form<CodeForm>) -> WebResult<Response> {
    if !is_at(&guest, Stage::SecondFactor) {
        return Ok(elsewhere(&guest, &Next { next: Some(form.next) }));
    }
    let (staff, _) = staff_who_may(&guest, Action::SignIn)?;
    let mut tx = guest.change().await?;
    let device = cookies::get(&guest, &headers, cookies::DEVICE);
    let fits = factors::check_code(&mut tx, staff, &form.code, device).await?;
    tx.commit().await?;
    if fits {
        let done = sign_in::finish_second_factor(&guest, staff, Method::PasswordAndCode).await?;
        return Ok(go_in(&guest, &done, &form.next));
    }
    guest.record_refusal(Action::SignIn, Subject::new("first_factor", staff), Outcome::Failure).await?;
    CodePage::answer(&guest, form.next, guest.text("accounts-code-failed")).await
}

#[derive(Template)]
#[template(path = "accounts/set_up.html")]
struct SetUpPage {
    page: Page,
}

/// What a role has to set up before it goes on.
async fn set_up(guest: Guest, Query(next): Query<Next>) -> WebResult<Response> {
    if !is_at(&guest, Stage::EnrolFactor) {
        return Ok(elsewhere(&guest, &next));
    }
    let page = SetUpPage { page: Page::new(&guest) };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "accounts/expired_password.html")]
struct PasswordPage {
    page: Page,
    next: String,
    errors: FormErrors,
}

impl PasswordPage {
    fn answer(guest: &Guest, next: String, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(guest), next, errors: FormErrors::new(guest, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn password_form(guest: Guest, Query(next): Query<Next>) -> WebResult<Response> {
    if !is_at(&guest, Stage::ChangePassword) {
        return Ok(elsewhere(&guest, &next));
    }
    PasswordPage::answer(&guest, next.local(), &[])
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    current: String,
    password: String,
    password_repeat: String,
    next: String,
}

async fn change_password(guest: Guest, Form(form): Form<PasswordForm>) -> WebResult<Response> {
    if !is_at(&guest, Stage::ChangePassword) {
        return Ok(elsewhere(&guest, &Next { next: Some(form.next) }));
    }
    let (staff, _) = staff_who_may(&guest, Action::ChangePassword)?;
    if form.password != form.password_repeat {
        return PasswordPage::answer(&guest, form.next, &[FieldError::new("password_repeat", "mismatch")]);
    }
    match passwords::change_own(&guest, staff, form.current, &form.password).await {
        Ok(()) => Ok(go_in(&guest, &sign_in::go_on(&guest, staff).await?, &form.next)),
        Err(Error::Invalid(problems)) => PasswordPage::answer(&guest, form.next, &problems),
        Err(other) => Err(other.into()),
    }
}
