//! The page on which somebody becomes a patient of the clinic.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::FieldError;
use web::routing::{Router, get};
use web::{Answer, Form, Guest, Html, WebResult};

use super::sign_in::ask_for_code;
use super::{is_patient, page};
use crate::forms::FormErrors;
use crate::parties::model::Sex;
use crate::patients::challenges::{self, Typed};
use crate::patients::sign_up::{SignUpForm, is_open};
use crate::portal::HOME;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new().route("/patient/patient-signup", get(form).post(sign_up))
}

#[derive(Template)]
#[template(path = "patients/sign_up.html")]
struct SignUpPage {
    page: Page,
    form: SignUpForm,
    sexes: &'static [Sex],
    errors: FormErrors,
}

impl SignUpPage {
    fn answer(guest: &Guest, form: SignUpForm, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let shown = Self { page: Page::new(guest), form, sexes: Sex::ALL, errors: FormErrors::new(guest, problems) };
        Ok((status, Html(page(&shown)?)).into_response())
    }
}

async fn form(guest: Guest) -> WebResult<Response> {
    if is_patient(&guest) {
        return Ok(Answer::see_other(HOME).into_response());
    }
    is_open(&guest).await?;
    SignUpPage::answer(&guest, SignUpForm::default(), &[])
}

/// Nothing is kept of a newcomer but the challenge, until the phone is proved. Who is known already gets a code as well,
/// and comes in with it: the answer tells nobody which.
async fn sign_up(guest: Guest, Form(form): Form<SignUpForm>) -> WebResult<Response> {
    is_open(&guest).await?;
    match form.parse(&guest) {
        Ok((identity, newcomer)) => {
            let secret = challenges::begin(&guest, &Typed::new(&identity, Some(newcomer))).await?;
            Ok(ask_for_code(&guest, &secret, ""))
        }
        Err(problems) => SignUpPage::answer(&guest, form, &problems),
    }
}
