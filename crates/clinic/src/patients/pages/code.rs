//! The page that asks for the code, and the next code.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::routing::{Router, get, post};
use web::{Answer, Form, Guest, Html, Query, WebResult, local_path};

use super::sign_in::ask_for_code;
use super::{go_in, page};
use crate::cookies;
use crate::patients::challenges::{self, Resent, Waiting};
use crate::patients::sign_in::{self, ByCode};
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/patient/patient-login/code", get(form).post(check))
        .route("/patient/patient-login/resend", post(resend))
}

#[derive(Template)]
#[template(path = "patients/code.html")]
struct CodePage {
    page: Page,
    /// None when the challenge is over.
    waiting: Option<Waiting>,
    next: String,
    error: String,
    told: String,
}

impl CodePage {
    async fn answer(
        guest: &Guest,
        headers: &HeaderMap,
        (next, error, told): (&str, &str, &str),
    ) -> WebResult<Response> {
        let waiting = match cookies::get(guest, headers, cookies::CHALLENGE) {
            Some(secret) => {
                let mut tx = guest.read().await?;
                let waiting = challenges::waiting(&mut tx, secret).await?;
                tx.commit().await?;
                waiting
            }
            None => None,
        };
        let over = waiting.is_none() || !error.is_empty();
        let status = if over { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let (next, error, told) = (next.to_owned(), error.to_owned(), told.to_owned());
        let shown = Self { page: Page::new(guest), waiting, next, error, told };
        Ok((status, Html(page(&shown)?)).into_response())
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CodeQuery {
    next: String,
    told: String,
}

async fn form(guest: Guest, headers: HeaderMap, Query(query): Query<CodeQuery>) -> WebResult<Response> {
    if cookies::get(&guest, &headers, cookies::CHALLENGE).is_none_or(str::is_empty) {
        return Ok(Answer::see_other("/patient/patient-login/").into_response());
    }
    let told = match query.told.as_str() {
        "resent" => guest.text("patients-code-resent"),
        "soon" => guest.text("patients-code-too-soon"),
        _ => String::new(),
    };
    let next = local_path(&query.next).unwrap_or_default();
    CodePage::answer(&guest, &headers, (next, "", &told)).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CodeForm {
    code: String,
    next: String,
}

async fn check(guest: Guest, headers: HeaderMap, Form(form): Form<CodeForm>) -> WebResult<Response> {
    let secret = cookies::get(&guest, &headers, cookies::CHALLENGE).unwrap_or_default();
    match sign_in::by_code(&guest, secret, &form.code).await {
        Ok(ByCode::In(came)) => Ok(go_in(&guest, &came, &form.next)),
        Ok(ByCode::Wrong(left)) => {
            let left = usize::try_from(left).unwrap_or_default();
            let error = guest.app().texts().count(guest.locale(), "patients-code-wrong", left);
            CodePage::answer(&guest, &headers, (&form.next, &error, "")).await
        }
        Ok(ByCode::Over) => {
            CodePage::answer(&guest, &headers, (&form.next, &guest.text("patients-code-over"), "")).await
        }
        Ok(ByCode::Refused) => {
            CodePage::answer(&guest, &headers, (&form.next, &guest.text("patients-code-refused"), "")).await
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Resend {
    next: String,
}

async fn resend(guest: Guest, headers: HeaderMap, Form(form): Form<Resend>) -> WebResult<Response> {
    let secret = cookies::get(&guest, &headers, cookies::CHALLENGE).unwrap_or_default();
    let told = match challenges::resend(&guest, secret).await? {
        Resent::Yes => "resent",
        Resent::TooSoon => "soon",
        Resent::Over => return Ok(Answer::see_other("/patient/patient-login/").into_response()),
    };
    let mut response = ask_for_code(&guest, secret, "");
    let next = local_path(&form.next).map(web::query_value).unwrap_or_default();
    let target = format!("/patient/patient-login/code/?told={told}&next={next}");
    if let Ok(target) = target.parse() {
        response.headers_mut().insert(http::header::LOCATION, target);
    }
    Ok(response)
}
