//! One's own account: password, codes on paper, sessions.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::operators::ListedOperatorSession;
use tenancy::{Error, FieldError};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::sessions::{Listed, Method};
use web::{Answer, Form, Html, Operator, Path, WebResult};

use super::door::CodesPage;
use crate::accounts::factors::recovery;
use crate::accounts::view::SessionRow;
use crate::confirm::Pairs;
use crate::forms::FormErrors;
use crate::platform::confirm;
use crate::platform::sign_in::{self, MIN_PASSWORD};
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/account", get(account))
        .route("/account/password", get(password_form).post(change_password))
        .route("/account/recovery-codes", post(new_codes))
        .route("/account/sessions/end-others", post(end_others))
        .route("/account/sessions/{session}/end", post(end_one))
}

#[derive(Template)]
#[template(path = "platform/account.html")]
struct AccountPage {
    page: Page,
    codes_left: i64,
    sessions: Vec<SessionRow>,
}

async fn account(operator: Operator) -> WebResult<Response> {
    let (id, own) = (operator.id()?, operator.session()?.id);
    let mut tx = operator.platform().await?;
    let codes_left = tx.recovery_codes_left(id).await?;
    let sessions = tx.sessions_of(id).await?;
    tx.commit().await?;
    let row = |listed| SessionRow::new(&operator, listed, Some(own));
    let sessions = sessions.into_iter().map(listed).map(row).collect();
    let page = AccountPage { page: Page::new(&operator), codes_left, sessions };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

fn listed(session: ListedOperatorSession) -> Listed {
    Listed {
        id: session.id,
        method: Some(Method::PasswordAndCode),
        origin: session.origin,
        is_program: false,
        created_at: session.created_at,
        last_active_at: session.last_active_at,
    }
}

#[derive(Template)]
#[template(path = "platform/password.html")]
struct PasswordPage {
    page: Page,
    min_length: u16,
    errors: FormErrors,
}

impl PasswordPage {
    fn answer(operator: &Operator, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (page, errors) = (Page::new(operator), FormErrors::new(operator, problems));
        let page = Self { page, min_length: MIN_PASSWORD, errors };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn password_form(operator: Operator) -> WebResult<Response> {
    PasswordPage::answer(&operator, &[])
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    current: String,
    password: String,
    password_repeat: String,
}

async fn change_password(operator: Operator, Form(form): Form<PasswordForm>) -> WebResult<Response> {
    if form.password != form.password_repeat {
        return PasswordPage::answer(&operator, &[FieldError::new("password_repeat", "mismatch")]);
    }
    match sign_in::change_password(&operator, form.current, &form.password).await {
        Ok(()) => Ok(back("accounts-password-changed")),
        Err(Error::Invalid(problems)) => PasswordPage::answer(&operator, &problems),
        Err(other) => Err(other.into()),
    }
}

fn back(told: &str) -> Response {
    notice::leave(Answer::see_other("/account/").into_response(), told)
}

/// New codes in the place of the old ones.
async fn new_codes(operator: Operator, Form(pairs): Form<Pairs>) -> WebResult<Response> {
    if let Err(page) = confirm::proved(&operator, pairs).await? {
        return Ok(page);
    }
    let codes = recovery::new_codes();
    let mut tx = operator.platform().await?;
    tx.renew_recovery_codes(operator.id()?, &codes).await?;
    tx.commit().await?;
    let page = CodesPage { page: Page::new(&operator), codes };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

async fn end_one(operator: Operator, Path(session): Path<Uuid>) -> WebResult<Response> {
    let mut tx = operator.platform().await?;
    tx.end_own_session(operator.id()?, session).await?;
    tx.commit().await?;
    Ok(back("accounts-session-closed"))
}

async fn end_others(operator: Operator) -> WebResult<Response> {
    let mut tx = operator.platform().await?;
    tx.end_other_sessions(operator.id()?, operator.session()?.id).await?;
    tx.commit().await?;
    Ok(back("accounts-sessions-closed"))
}
