//! Confirming who one is, before what must not be done by a stranger at an unlocked screen. The form comes along.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tenancy::{Error, FieldError};
use web::{Html, Operator, WebResult};

use super::sign_in;
use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::shell::Page;

const PASSWORD: &str = "proof_password";
const CODE: &str = "proof_code";

#[derive(Template)]
#[template(path = "platform/confirm.html")]
struct ConfirmPage {
    page: Page,
    /// Where the form goes, and what it carries.
    action: String,
    carried: Pairs,
    errors: FormErrors,
}

impl ConfirmPage {
    fn answer(operator: &Operator, carried: Pairs, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (action, errors) = (operator.path().to_owned(), FormErrors::new(operator, problems));
        let page = Self { page: Page::new(operator), action, carried, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

/// The form without its proof, once whoever sent it has just proved who they are; else the page that asks for it.
pub async fn proved(operator: &Operator, pairs: Pairs) -> WebResult<Result<Pairs, Response>> {
    let password = value(&pairs, PASSWORD).map(str::to_owned);
    let code = value(&pairs, CODE).unwrap_or_default().to_owned();
    let kept: Pairs = pairs.into_iter().filter(|(name, _)| name != PASSWORD && name != CODE).collect();
    if operator.session()?.is_freshly_proved(operator.now()) {
        return Ok(Ok(kept));
    }
    let carried: Pairs = kept.iter().filter(|(name, _)| name != "csrf_token").cloned().collect();
    let Some(password) = password else {
        return Ok(Err(ConfirmPage::answer(operator, carried, &[])?));
    };
    match sign_in::confirm(operator, password, &code).await {
        Ok(()) => Ok(Ok(kept)),
        Err(Error::Invalid(problems)) => Ok(Err(ConfirmPage::answer(operator, carried, &problems)?)),
        Err(other) => Err(other.into()),
    }
}

/// A field of a form.
pub fn value<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}
