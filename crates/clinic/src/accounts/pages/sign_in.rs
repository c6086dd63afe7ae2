//! The sign-in page of staff, signing out, the clinic's landing page.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use tenancy::Error;
use web::routing::{Router, get, post};
use web::sessions::Stage;
use web::{Answer, Failure, Form, Guest, Halfway, Html, Query, WebResult, local_path};

use crate::accounts::sign_in::{self, SignedIn, Typed};
use crate::cookies;
use crate::shell::Page;
use crate::shell::pages::home_of;

pub fn routes() -> Router {
    Router::new().route("/doctor/staff-login", get(form).post(sign_in)).route("/doctor/staff-logout", post(sign_out))
}

#[derive(Template)]
#[template(path = "accounts/landing.html")]
struct Landing {
    page: Page,
}

pub fn landing(guest: &Guest) -> Html {
    Html(Landing { page: Page::new(guest) }.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    page: Page,
    username: String,
    next: String,
    error: String,
    /// What the Identity Service is called, where staff may sign in there.
    service: Option<String>,
}

/// Where to go afterwards: on this site, or nowhere.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Next {
    pub next: Option<String>,
}

impl Next {
    pub fn local(&self) -> String {
        self.next.as_deref().and_then(local_path).unwrap_or_default().to_owned()
    }
}

async fn form(guest: Guest, Query(query): Query<Next>) -> WebResult<Response> {
    let next = query.local();
    if guest.is_signed_in() {
        let target = if next.is_empty() { home_of(&guest).to_owned() } else { next };
        return Ok(Answer::see_other(target).into_response());
    }
    let service = service_name(&guest).await?;
    let page = SignInPage { page: Page::new(&guest), username: String::new(), next, error: String::new(), service };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SignInForm {
    username: String,
    password: String,
    next: String,
}

async fn sign_in(guest: Guest, headers: HeaderMap, Form(form): Form<SignInForm>) -> WebResult<Response> {
    let typed = Typed {
        username: form.username.clone(),
        password: form.password,
        code: None,
        device: cookies::get(&guest, &headers, cookies::DEVICE).map(str::to_owned),
        for_browser: true,
    };
    match sign_in::sign_in(&guest, typed).await {
        Ok(done) => Ok(go_in(&guest, &done, &form.next)),
        Err(Failure::Operation(Error::Unauthenticated)) => {
            let error = guest.text("accounts-login-failed");
            let service = service_name(&guest).await?;
            let page = SignInPage { page: Page::new(&guest), username: form.username, next: form.next, error, service };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render().map_err(Error::internal)?)).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn service_name(guest: &Guest) -> tenancy::Result<Option<String>> {
    let service = guest.app().identity_service(guest.ticket()).await?;
    Ok(service.filter(|service| service.decided.browser).map(|service| service.decided.label.clone()))
}

/// On to where somebody wanted to go, or to what is still to be done before that.
pub(super) fn go_in(guest: &Guest, done: &SignedIn, next: &str) -> Response {
    let next = local_path(next).filter(|next| !next.starts_with("/sign-in/"));
    let target = match place_of(done.stage) {
        None => next.unwrap_or(home_of(&guest.acting_as(done.actor()))).to_owned(),
        Some(place) => match next {
            Some(next) => format!("{place}?next={}", web::query_value(next)),
            None => place.to_owned(),
        },
    };
    let mut response = Answer::see_other(target).into_response();
    cookies::sign_in(guest, &mut response, &done.session, guest.app().settings().session_absolute);
    if let Some(device) = &done.device {
        cookies::know_device(guest, &mut response, device);
    }
    response
}

/// The page of what is still to be done.
pub(super) fn place_of(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Full => None,
        unfinished => Some(web::place_of(unfinished)),
    }
}

/// Whoever is half-way in may turn back, too.
async fn sign_out(guest: Halfway) -> WebResult<Response> {
    let session = guest.session().ok_or(Error::Unauthenticated)?;
    let mut tx = guest.change().await?;
    sign_in::sign_out(&mut tx, session.id).await?;
    tx.commit().await?;
    guest.app().forget_access();
    let mut response = Answer::see_other("/doctor/staff-login/").into_response();
    cookies::sign_out(&guest, &mut response);
    Ok(response)
}
