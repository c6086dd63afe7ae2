//! The sign-in page, signing out, the clinic's landing page.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use tenancy::{Error, Rights};
use web::{Answer, Caller, Form, Guest, Html, Query, WebResult, local_path, session_cookie};

use super::operations;
use crate::shell::Page;
use crate::shell::pages::home_of;

pub fn routes() -> Router {
    Router::new()
        .route("/doctor/staff-login", get(sign_in_form).post(sign_in))
        .route("/doctor/staff-logout", post(sign_out))
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
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Next {
    next: Option<String>,
}

async fn sign_in_form(guest: Guest, Query(query): Query<Next>) -> WebResult<Response> {
    let next = query.next.as_deref().and_then(local_path).unwrap_or_default().to_owned();
    if guest.session().is_some() {
        let target = if next.is_empty() { home_of(&guest).to_owned() } else { next };
        return Ok(Answer::see_other(target).into_response());
    }
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

async fn sign_in(guest: Guest, Form(form): Form<SignInForm>) -> WebResult<Response> {
    match operations::sign_in(&guest, &form.username, form.password, true).await {
        Ok(done) => {
            let home = home_of(&guest.acting_as(tenancy::Actor::Staff {
                id: done.staff,
                session: done.session.session_id,
                rights: Rights::of_roles(&done.roles),
                emergency: false,
            }));
            let target = local_path(&form.next).unwrap_or(home).to_owned();
            let mut response = Answer::see_other(target).into_response();
            set_cookie(&guest, &mut response, done.session.secret.as_deref().unwrap_or_default());
            Ok(response)
        }
        Err(Error::Unauthenticated) => {
            let error = guest.text("accounts-login-failed");
            let page = SignInPage { page: Page::new(&guest), username: form.username, next: form.next, error };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render().map_err(Error::internal)?)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn sign_out(caller: Caller) -> WebResult<Response> {
    if let Some(session) = caller.session() {
        let mut tx = caller.change().await?;
        operations::sign_out(&mut tx, session.id).await?;
        tx.commit().await?;
        caller.app().forget_access();
    }
    let mut response = Answer::see_other("/doctor/staff-login/").into_response();
    set_cookie(&caller, &mut response, "");
    Ok(response)
}

/// An empty secret takes the cookie away.
fn set_cookie(guest: &Guest, response: &mut Response, secret: &str) {
    let settings = guest.app().settings();
    let age = if secret.is_empty() { 0 } else { settings.session_absolute.as_secs() };
    let secure = if settings.https { "; Secure" } else { "" };
    let cookie =
        format!("{}={secret}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}", session_cookie(settings.https));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
