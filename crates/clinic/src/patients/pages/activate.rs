//! Coming in by a code on paper.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::Error;
use web::routing::{Router, get};
use web::{Form, Guest, Html, Query, WebResult};

use super::{go_in, page};
use crate::patients::activation;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patient/activate", get(form).post(redeem))
}

#[derive(Template)]
#[template(path = "patients/activate.html")]
struct ActivatePage {
    page: Page,
    code: String,
    error: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Activation {
    code: String,
}

impl ActivatePage {
    fn answer(guest: &Guest, code: String, error: String) -> WebResult<Response> {
        let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(page(&Self { page: Page::new(guest), code, error })?)).into_response())
    }
}

/// A picture on the paper leads here with the code in the address; nothing is used up before the button is pressed.
async fn form(guest: Guest, Query(query): Query<Activation>) -> WebResult<Response> {
    ActivatePage::answer(&guest, query.code, String::new())
}

async fn redeem(guest: Guest, Form(form): Form<Activation>) -> WebResult<Response> {
    match activation::redeem(&guest, &form.code).await {
        Ok(came) => Ok(go_in(&guest, &came, "")),
        Err(Error::Unauthenticated) => {
            let error = guest.text("patients-activation-failed");
            ActivatePage::answer(&guest, form.code, error)
        }
        Err(other) => Err(other.into()),
    }
}
