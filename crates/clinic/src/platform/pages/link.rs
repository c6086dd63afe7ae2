//! Following the link that the command line printed: choosing a password.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Error, FieldError};
use web::routing::{Router, get};
use web::sessions::Stage;
use web::{Form, Guest, Html, Path, WebResult};

use super::door::go_in;
use crate::forms::FormErrors;
use crate::platform::sign_in::{self, MIN_PASSWORD};
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/welcome/{link}", get(form).post(choose))
}

#[derive(Template)]
#[template(path = "platform/welcome.html")]
struct WelcomePage {
    page: Page,
    name: String,
    min_length: u16,
    errors: FormErrors,
}

impl WelcomePage {
    /// Looking does not use the link up: programs that look into mails open every link.
    async fn answer(guest: &Guest, link: &str, problems: &[FieldError]) -> WebResult<Response> {
        let name = sign_in::whose_link(guest, link).await?.name;
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(guest), FormErrors::new(guest, problems));
        let page = Self { page, name, min_length: MIN_PASSWORD, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn form(guest: Guest, Path(link): Path<String>) -> WebResult<Response> {
    WelcomePage::answer(&guest, &link, &[]).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct NewPassword {
    password: String,
    password_repeat: String,
}

async fn choose(guest: Guest, Path(link): Path<String>, Form(form): Form<NewPassword>) -> WebResult<Response> {
    if form.password != form.password_repeat {
        return WelcomePage::answer(&guest, &link, &[FieldError::new("password_repeat", "mismatch")]).await;
    }
    match sign_in::follow_link(&guest, &link, &form.password).await {
        Ok(opened) => Ok(go_in(&guest, &opened, web::place_of(Stage::EnrolFactor), "")),
        Err(Error::Invalid(problems)) => WelcomePage::answer(&guest, &link, &problems).await,
        Err(other) => Err(other.into()),
    }
}
