//! Breaking the glass, and mending it again.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError};
use web::routing::{Router, get, post};
use web::{Answer, Caller, Form, Html, Query, WebResult, local_path};

use super::sign_in::Next;
use super::staff_who_may;
use crate::accounts::emergency;
use crate::cookies;
use crate::forms::FormErrors;
use crate::shell::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/emergency", get(form).post(begin))
        .route("/emergency/end", post(end))
        .route("/emergency/{emergency}/seen", post(take_note))
}

#[derive(Template)]
#[template(path = "accounts/emergency.html")]
struct EmergencyPage {
    page: Page,
    reason: String,
    next: String,
    errors: FormErrors,
}

impl EmergencyPage {
    fn answer(caller: &Caller, reason: String, next: String, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(caller), reason, next, errors: FormErrors::new(caller, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn form(caller: Caller, Query(next): Query<Next>) -> WebResult<Response> {
    caller.require(Action::BreakGlass)?;
    EmergencyPage::answer(&caller, String::new(), next.local(), &[])
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Reason {
    reason: String,
    next: String,
}

async fn begin(caller: Caller, Form(form): Form<Reason>) -> WebResult<Response> {
    caller.require(Action::BreakGlass)?;
    let (_, session) = staff_who_may(&caller, Action::BreakGlass)?;
    let mut tx = caller.change().await?;
    let opened = match emergency::begin(&mut tx, session.id, &form.reason).await {
        Ok(opened) => opened,
        Err(Error::Invalid(problems)) => return EmergencyPage::answer(&caller, form.reason, form.next, &problems),
        Err(other) => return Err(other.into()),
    };
    tx.commit().await?;
    caller.app().forget_access();
    let next = local_path(&form.next).unwrap_or("/doctor/patients-dash/").to_owned();
    Ok(cookies::go_on(&caller, Answer::see_other(next).into_response(), &opened))
}

async fn end(caller: Caller) -> WebResult<Response> {
    let (_, session) = staff_who_may(&caller, Action::BreakGlass)?;
    let mut tx = caller.change().await?;
    let opened = emergency::end(&mut tx, session.id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(cookies::go_on(&caller, Answer::see_other("/").into_response(), &opened))
}

async fn take_note(caller: Caller, web::Path(id): web::Path<uuid::Uuid>) -> WebResult<Response> {
    caller.require(Action::BreakGlass)?;
    let mut tx = caller.change().await?;
    emergency::take_note(&mut tx, id).await?;
    tx.commit().await?;
    Ok(Answer::see_other("/admin/").into_response())
}
