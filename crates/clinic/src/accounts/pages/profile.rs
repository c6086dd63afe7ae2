//! One's own account: password, second factors, sessions.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Deserialize;
use tenancy::{Action, Error, FieldError, Subject, Topic};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::sessions::{self, Holder};
use web::{Answer, Caller, Form, Html, Path, WebResult};

use super::{staff_who_may, under_another_id};
use crate::accounts::factors::{self, Factors, passkeys};
use crate::accounts::passwords;
use crate::accounts::view::SessionRow;
use crate::forms::FormErrors;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/account", get(account))
        .route("/account/password", get(password_form).post(change_password))
        .route("/account/sessions/end-others", post(end_others))
        .route("/account/sessions/{session}/end", post(end_one))
}

#[derive(Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    page: Page,
    factors: Factors,
    passkeys: Vec<passkeys::Listed>,
    sessions: Vec<SessionRow>,
    /// Until when a second factor has to be set up.
    needed_by: Option<jiff::Timestamp>,
}

async fn account(caller: Caller) -> WebResult<Response> {
    let (staff, session) = staff_who_may(&caller, Action::ViewOwnAccount)?;
    let mut tx = caller.read().await?;
    let factors = factors::of(&mut tx, staff, Action::ViewOwnAccount).await?;
    let passkeys = passkeys::list(&mut tx, Holder::Staff(staff)).await?;
    let listed = sessions::list_of(&mut tx, Holder::Staff(staff), Action::ViewOwnAccount).await?;
    let needed_by = passwords::factor_needed_by(&mut tx, &caller, staff, factors).await?;
    tx.commit().await?;
    let sessions = listed.into_iter().map(|listed| SessionRow::new(&caller, listed, Some(session.id))).collect();
    let page = AccountPage { page: Page::new(&caller), factors, passkeys, sessions, needed_by };
    Ok(Html(page.render().map_err(Error::internal)?).into_response())
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct PasswordPage {
    page: Page,
    errors: FormErrors,
}

impl PasswordPage {
    fn answer(caller: &Caller, problems: &[FieldError]) -> WebResult<Response> {
        let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let page = Self { page: Page::new(caller), errors: FormErrors::new(caller, problems) };
        Ok((status, Html(page.render().map_err(Error::internal)?)).into_response())
    }
}

async fn password_form(caller: Caller) -> WebResult<Response> {
    staff_who_may(&caller, Action::ChangePassword)?;
    PasswordPage::answer(&caller, &[])
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    current: String,
    password: String,
    password_repeat: String,
}

async fn change_password(caller: Caller, Form(form): Form<PasswordForm>) -> WebResult<Response> {
    let (staff, _) = staff_who_may(&caller, Action::ChangePassword)?;
    if form.password != form.password_repeat {
        return PasswordPage::answer(&caller, &[FieldError::new("password_repeat", "mismatch")]);
    }
    match passwords::change_own(&caller, staff, form.current, &form.password).await {
        Ok(()) => {
            let response = notice::leave(Answer::see_other("/account/").into_response(), "accounts-password-changed");
            under_another_id(&caller, response).await
        }
        Err(Error::Invalid(problems)) => PasswordPage::answer(&caller, &problems),
        Err(other) => Err(other.into()),
    }
}

async fn end_one(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let (staff, _) = staff_who_may(&caller, Action::EndSession)?;
    let mut tx = caller.change().await?;
    sessions::end_own(&mut tx, Holder::Staff(staff), id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(notice::leave(Answer::see_other("/account/").into_response(), "accounts-session-closed"))
}

async fn end_others(caller: Caller) -> WebResult<Response> {
    let (staff, session) = staff_who_may(&caller, Action::EndSession)?;
    let mut tx = caller.change().await?;
    tx.authorize(Action::EndSession)?;
    sessions::end_all_of(&mut tx, Holder::Staff(staff), Some(session.id)).await?;
    tx.record(Action::EndSession, Subject::new("staff", staff));
    tx.announce(Topic::Access);
    tx.commit().await?;
    caller.app().forget_access();
    Ok(notice::leave(Answer::see_other("/account/").into_response(), "accounts-sessions-closed"))
}
