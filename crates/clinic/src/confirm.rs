//! Confirming who one is, before something that a stranger at an unlocked screen must not do.
//!
//! The form that was sent comes along: whoever confirms has nothing to type again.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError};
use web::routing::{Router, get};
use web::{Answer, Caller, Failure, Form, Guest, Html, Query, WebResult, local_path};

use crate::accounts::factors::{self, Factors};
use crate::accounts::sign_in;
use crate::forms::FormErrors;
use crate::shell::Page;
use crate::shell::pages::home_of;

pub fn routes() -> Router {
    Router::new().route("/account/confirm", get(form).post(confirm))
}

pub type Pairs = Vec<(String, String)>;

const PASSWORD: &str = "proof_password";
const CODE: &str = "proof_code";

#[derive(Template)]
#[template(path = "accounts/confirm.html")]
struct ConfirmPage {
    page: Page,
    factors: Factors,
    /// Where the form goes, and what it carries.
    action: String,
    carried: Pairs,
    errors: FormErrors,
}

impl ConfirmPage {
    async fn answer(guest: &Guest, action: &str, carried: Pairs, problems: &[FieldError]) -> WebResult<Response> {
        let session = guest.session().ok_or(Error::Unauthenticated)?;
        let mut tx = guest.read().await?;
        let factors = factors::of(&mut tx, session.holder.id(), Action::ResolveSession).await?;
        tx.commit().await?;
        let status = if problems.is_empty() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (action, errors) = (action.to_owned(), FormErrors::new(guest, problems));
        let page = Self { page: Page::new(guest), factors, action, carried, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

/// The form without its proof, once whoever sent it has just proved who they are; else the page that asks for it.
pub async fn proved(caller: &Caller, pairs: Pairs) -> WebResult<Result<Pairs, Response>> {
    let typed = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    let (password, code) = (typed(PASSWORD), typed(CODE));
    let kept: Pairs = pairs.iter().filter(|(name, _)| name != PASSWORD && name != CODE).cloned().collect();
    if caller.require_fresh_proof().is_ok() {
        return Ok(Ok(kept));
    }
    let carried: Pairs = kept.iter().filter(|(name, _)| name != "csrf_token").cloned().collect();
    let Some(password) = password else {
        return Ok(Err(ConfirmPage::answer(caller, caller.path(), carried, &[]).await?));
    };
    match sign_in::reauthenticate(caller, password, code.as_deref()).await {
        Ok(()) => Ok(Ok(kept)),
        Err(Failure::Operation(Error::Invalid(problems))) => {
            Ok(Err(ConfirmPage::answer(caller, caller.path(), carried, &named(problems)).await?))
        }
        Err(other) => Err(other),
    }
}

/// The fields have other names here, beside those of the form that is carried.
fn named(problems: Vec<FieldError>) -> Vec<FieldError> {
    let name = |field: &str| if field == "code" { CODE } else { PASSWORD };
    problems.into_iter().map(|problem| FieldError::new(name(&problem.field), problem.code)).collect()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Next {
    next: Option<String>,
}

async fn form(caller: Caller, Query(query): Query<Next>) -> WebResult<Response> {
    caller.require(Action::Reauthenticate)?;
    let carried = vec![("next".to_owned(), query.next.as_deref().and_then(local_path).unwrap_or_default().to_owned())];
    let mut response = ConfirmPage::answer(&caller, "/account/confirm/", carried, &[]).await?;
    *response.status_mut() = StatusCode::OK;
    Ok(response)
}

async fn confirm(caller: Caller, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    caller.require(Action::Reauthenticate)?;
    match proved(&caller, pairs).await? {
        Ok(pairs) => {
            let next = pairs.iter().find(|(name, _)| name == "next").and_then(|(_, next)| local_path(next));
            Ok(Answer::see_other(next.unwrap_or(home_of(&caller)).to_owned()).into_response())
        }
        Err(page) => Ok(page),
    }
}
