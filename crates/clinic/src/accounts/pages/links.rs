//! Following an invitation or a reset: choosing a password of one's own.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Error, FieldError};
use web::routing::{Router, get};
use web::{Answer, Form, Guest, Html, Path, WebResult};

use crate::accounts::links;
use crate::accounts::passwords::Account;
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new().route("/welcome/{link}", get(form).post(choose))
}

#[derive(Template)]
#[template(path = "accounts/welcome.html")]
struct WelcomePage {
    page: Page,
    account: Account,
    min_length: u16,
    errors: FormErrors,
}

impl WelcomePage {
    async fn answer(guest: &Guest, link: &str, problems: &[FieldError]) -> WebResult<Response> {
        let mut tx = guest.read().await?;
        let account = links::find(&mut tx, link).await?;
        tx.commit().await?;
        let min_length = guest.policy().await?.password.min_length(account.has_second_factor);
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(guest), account, min_length, errors: FormErrors::new(guest, problems) };
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
    match links::redeem(&guest, &link, &form.password).await {
        Ok(_) => {
            let response = Answer::see_other("/doctor/staff-login/").into_response();
            Ok(notice::leave(response, "accounts-password-set"))
        }
        Err(Error::Invalid(problems)) => WelcomePage::answer(&guest, &link, &problems).await,
        Err(other) => Err(other.into()),
    }
}
