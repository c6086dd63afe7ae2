//! The platform's landing page, signing in by password and code, and out again.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Error, FieldError};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::sessions::{Opened, Stage};
use web::{Answer, Form, Guest, Halfway, Html, Query, WebResult, local_path};

use crate::accounts::factors::authenticator::Offer;
use crate::cookies;
use crate::forms::FormErrors;
use crate::platform::sign_in;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/", get(home))
        .route("/sign-in", get(form).post(show_password))
        .route("/sign-in/second-factor", get(code_form).post(show_code))
        .route("/sign-in/set-up", get(set_up_form).post(set_up))
        .route("/sign-out", post(sign_out))
}

#[derive(Template)]
#[template(path = "platform/landing.html")]
struct Landing {
    page: Page,
}

async fn home(guest: Guest) -> WebResult<Response> {
    if guest.is_signed_in() {
        return Ok(Answer::see_other("/clinics/").into_response());
    }
    let page = Landing { page: Page::new(&guest) };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

/// Where to go afterwards: on this site, or nowhere.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

/// On to where somebody wanted to go, in the session that was just opened.
pub fn go_in(guest: &Guest, opened: &Opened, place: &str, next: &str) -> Response {
    let next = local_path(next).filter(|next| !next.starts_with("/sign-in") && *next != "/");
    let target = match (place, next) {
        ("", next) => next.unwrap_or("/clinics/").to_owned(),
        (place, Some(next)) => format!("{place}?next={}", web::query_value(next)),
        (place, None) => place.to_owned(),
    };
    let mut response = Answer::see_other(target).into_response();
    cookies::operator_in(guest, &mut response, opened);
    response
}

/// Away from a step that is not asked for just now.
fn elsewhere(guest: &Guest) -> Response {
    let target = match guest.session().map(|session| session.stage) {
        None => "/sign-in/",
        Some(Stage::Full) => "/clinics/",
        Some(unfinished) => web::place_of(unfinished),
    };
    Answer::see_other(target).into_response()
}

/// The operator whose sign-in stands at this step.
fn at(guest: &Guest, stage: Stage) -> Option<Uuid> {
    guest.session().filter(|session| session.stage == stage).map(|session| session.holder.id())
}

#[derive(Template)]
#[template(path = "platform/sign_in.html")]
struct SignInPage {
    page: Page,
    username: String,
    next: String,
    error: String,
}

async fn form(guest: Guest, Query(query): Query<Next>) -> WebResult<Response> {
    if guest.session().is_some() {
        return Ok(elsewhere(&guest));
    }
    let next = local_path(&query.next).unwrap_or_default().to_owned();
    let page = SignInPage { page: Page::new(&guest), username: String::new(), next, error: String::new() };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignInForm {
    username: String,
    password: String,
    next: String,
}

async fn show_password(guest: Guest, Form(form): Form<SignInForm>) -> WebResult<Response> {
    match sign_in::show_password(&guest, &form.username, form.password).await {
        Ok(opened) => Ok(go_in(&guest, &opened, web::place_of(Stage::SecondFactor), &form.next)),
        Err(Error::Unauthenticated) => {
            let error = guest.text("platform-sign-in-failed");
            let page = SignInPage { page: Page::new(&guest), username: form.username, next: form.next, error };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render().map_err(Error::internal)?)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "platform/second_factor.html")]
struct CodePage {
    page: Page,
    next: String,
    error: String,
}

async fn code_form(guest: Guest, Query(query): Query<Next>) -> WebResult<Response> {
    if at(&guest, Stage::SecondFactor).is_none() {
        return Ok(elsewhere(&guest));
    }
    let next = local_path(&query.next).unwrap_or_default().to_owned();
    let page = CodePage { page: Page::new(&guest), next, error: String::new() };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CodeForm {
    code: String,
    next: String,
}

async fn show_code(guest: Guest, Form(form): Form<CodeForm>) -> WebResult<Response> {
    let Some(operator) = at(&guest, Stage::SecondFactor) else { return Ok(elsewhere(&guest)) };
    match sign_in::show_code(&guest, operator, &form.code).await {
        Ok(opened) => Ok(go_in(&guest, &opened, "", &form.next)),
        Err(Error::Invalid(_)) => {
            let error = guest.text("accounts-code-failed");
            let page = CodePage { page: Page::new(&guest), next: form.next, error };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render().map_err(Error::internal)?)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "platform/set_up.html")]
struct SetUpPage {
    page: Page,
    offer: Offer,
    errors: FormErrors,
}

impl SetUpPage {
    async fn answer(guest: &Guest, operator: Uuid, problems: &[FieldError]) -> WebResult<Response> {
        let offer = sign_in::offer(guest, operator).await?;
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(guest), offer, errors: FormErrors::new(guest, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn set_up_form(guest: Guest) -> WebResult<Response> {
    match at(&guest, Stage::EnrolFactor) {
        Some(operator) => SetUpPage::answer(&guest, operator, &[]).await,
        None => Ok(elsewhere(&guest)),
    }
}

#[derive(Template)]
#[template(path = "accounts/recovery_codes.html")]
pub struct CodesPage {
    pub page: Page,
    pub codes: Vec<String>,
}

async fn set_up(guest: Guest, Form(form): Form<CodeForm>) -> WebResult<Response> {
    let Some(operator) = at(&guest, Stage::EnrolFactor) else { return Ok(elsewhere(&guest)) };
    match sign_in::set_up(&guest, operator, &form.code).await {
        Ok((codes, opened)) => {
            let page = CodesPage { page: Page::new(&guest), codes };
            let mut response = Html(page.render().map_err(Error::internal)?).into_response();
            cookies::operator_in(&guest, &mut response, &opened);
            Ok(response)
        }
        Err(Error::Invalid(problems)) => SetUpPage::answer(&guest, operator, &problems).await,
        Err(other) => Err(other.into()),
    }
}

/// Whoever is half-way in may turn back, too.
async fn sign_out(guest: Halfway) -> WebResult<Response> {
    let session = guest.session().ok_or(Error::Unauthenticated)?;
    let mut tx = guest.platform().await?;
    tx.sign_out(session.id).await?;
    tx.commit().await?;
    let mut response = Answer::see_other("/sign-in/").into_response();
    cookies::operator_out(&guest, &mut response);
    Ok(response)
}
