//! The sign-in page of patients, and signing out.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use people::Region;
use serde::Deserialize;
use tenancy::{Error, FieldError};
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Guest, Html, Query, WebResult, local_path};

use super::{go_in, is_patient, page};
use crate::accounts::sign_in::sign_out as end_session;
use crate::cookies;
use crate::forms::FormErrors;
use crate::patients::challenges::{self, Typed};
use crate::patients::model::Identity;
use crate::patients::sign_in;
use crate::portal::HOME;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/patient/patient-login", get(form).post(identify))
        .route("/patient/patient-logout", post(sign_out))
}

#[derive(Template)]
#[template(path = "patients/sign_in.html")]
struct SignInPage {
    page: Page,
    form: SignInForm,
    /// Whether phone and user name are enough here.
    unproved: bool,
    may_sign_up: bool,
    errors: FormErrors,
}

impl SignInPage {
    async fn answer(guest: &Guest, form: SignInForm, errors: FormErrors) -> WebResult<Response> {
        let policy = guest.policy().await?;
        let (unproved, may_sign_up) = (policy.patients.unproved.is_some(), policy.patients.sign_up);
        let status = if errors.all().is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let shown = Self { page: Page::new(guest), form, unproved, may_sign_up, errors };
        Ok((status, Html(page(&shown)?)).into_response())
    }
}

#[derive(Default, Clone, Deserialize)]
#[serde(default)]
struct SignInForm {
    phone: String,
    username: String,
    next: String,
    /// `code` asks for one also where none is needed.
    way: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
    /// Asked for by somebody who is in already, to show again who they are.
    again: String,
}

async fn form(guest: Guest, Query(query): Query<Next>) -> WebResult<Response> {
    let next = local_path(&query.next).unwrap_or_default().to_owned();
    if is_patient(&guest) && query.again.is_empty() {
        let target = if next.is_empty() { HOME } else { &next };
        return Ok(Answer::see_other(target).into_response());
    }
    SignInPage::answer(&guest, SignInForm { next, ..SignInForm::default() }, FormErrors::default()).await
}

/// A known pair and an unknown one look and take the same: a code is on its way, if there is anybody to send it to.
async fn identify(guest: Guest, Form(form): Form<SignInForm>) -> WebResult<Response> {
    let region = Region::parse(&guest.tenant().region);
    let identity = match Identity::parse(&form.phone, &form.username, region) {
        Ok(identity) => identity,
        Err(problems) => return refuse(&guest, form, &problems).await,
    };
    if guest.policy().await?.patients.unproved.is_some() && form.way != "code" {
        return match sign_in::unproved(&guest, &identity).await {
            Ok(came) => Ok(go_in(&guest, &came, &form.next)),
            Err(Error::Unauthenticated) => {
                let errors = FormErrors::general(guest.text("patients-login-failed"));
                SignInPage::answer(&guest, form, errors).await
            }
            Err(other) => Err(other.into()),
        };
    }
    let secret = challenges::begin(&guest, &Typed::new(&identity, None)).await?;
    Ok(ask_for_code(&guest, &secret, &form.next))
}

async fn refuse(guest: &Guest, form: SignInForm, problems: &[FieldError]) -> WebResult<Response> {
    SignInPage::answer(guest, form, FormErrors::new(guest, problems)).await
}

/// On to the page that asks for the code, in this browser alone.
pub(super) fn ask_for_code(guest: &Guest, secret: &str, next: &str) -> Response {
    let mut target = "/patient/patient-login/code/".to_owned();
    if let Some(next) = local_path(next).filter(|next| !next.is_empty()) {
        target = format!("{target}?next={}", web::query_value(next));
    }
    let mut response = Answer::see_other(target).into_response();
    let kept = challenges::LASTS.as_secs().unsigned_abs() * 3;
    cookies::put(guest, &mut response, cookies::CHALLENGE, secret, kept);
    response
}

async fn sign_out(caller: Caller) -> WebResult<Response> {
    let session = caller.session().ok_or(Error::Unauthenticated)?;
    let mut tx = caller.change().await?;
    end_session(&mut tx, session.id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    let mut response = Answer::see_other("/patient/patient-login/").into_response();
    cookies::sign_out(&caller, &mut response);
    Ok(response)
}
