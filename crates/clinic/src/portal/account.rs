//! A patient's own account: by what they are known, passkeys, where they are signed in.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use people::Region;
use tenancy::{Action, Error, Subject, TenantTx, Topic};
use uuid::Uuid;
use web::routing::{Router, get, post};
use web::sessions::{self, Holder};
use web::{Answer, Caller, Guest, Html, Locale, Path, WebResult};

use super::operations::own;
use crate::accounts::factors::passkeys;
use crate::accounts::view::SessionRow;
use crate::forms::shown_phone;
use crate::parties::own::choose_language;
use crate::patients::accounts;
use crate::shell::{Page, notice};

pub fn routes() -> Router {
    Router::new()
        .route("/patient/account", get(account))
        .route("/patient/account/passkeys/{passkey}/remove", post(remove_passkey))
        .route("/patient/account/sessions/end-others", post(end_others))
        .route("/patient/account/sessions/{session}/end", post(end_one))
}

#[derive(Template)]
#[template(path = "portal/account.html")]
struct AccountPage {
    page: Page,
    username: String,
    phone: String,
    passkeys: Vec<passkeys::Listed>,
    /// Whether the patient has just shown who they are; else they do before they add a passkey.
    fresh: bool,
    sessions: Vec<SessionRow>,
}

pub async fn passkeys(tx: &mut TenantTx, patient: Uuid) -> tenancy::Result<Vec<passkeys::Listed>> {
    passkeys::list(tx, Holder::Patient(patient)).await
}

async fn account(caller: Caller) -> WebResult<Response> {
    let action = Action::ViewOwnAccount;
    let (me, session) = (own(caller.actor(), action)?, caller.session().map(|session| session.id));
    let mut tx = caller.read().await?;
    let account = accounts::load(&mut tx, action, me).await?.ok_or(Error::NotFound)?;
    let passkeys = passkeys(&mut tx, me).await?;
    let listed = sessions::list_of(&mut tx, Holder::Patient(me), action).await?;
    tx.commit().await?;
    let shown = AccountPage {
        page: Page::new(&caller),
        username: account.username,
        phone: shown_phone(account.phone.as_e164(), Region::parse(&caller.tenant().region)),
        passkeys,
        fresh: caller.require_fresh_proof().is_ok(),
        sessions: listed.into_iter().map(|listed| SessionRow::new(&caller, listed, session)).collect(),
    };
    Ok(Html(shown.render().map_err(Error::internal)?).into_response())
}

/// What a patient chooses to read is theirs wherever they sign in, and so are the messages to them. Who has not shown who
/// they are chooses for this browser alone.
pub async fn keep_language(guest: &Guest, locale: Locale) -> tenancy::Result<()> {
    let action = Action::ChangeOwnLanguage;
    let me = match own(guest.actor(), action) {
        Ok(me) if guest.may(action) => me,
        _ => return Ok(()),
    };
    let mut tx = guest.change().await?;
    choose_language(&mut tx, me, locale.code()).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(())
}

fn back(told: &str) -> Response {
    notice::leave(Answer::see_other("/patient/account/").into_response(), told)
}

async fn remove_passkey(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let me = own(caller.actor(), Action::RemoveFactor)?;
    if caller.require_fresh_proof().is_err() {
        return Ok(Answer::see_other("/patient/patient-login/?again=1&next=/patient/account/").into_response());
    }
    let mut tx = caller.change().await?;
    passkeys::remove(&mut tx, Holder::Patient(me), id).await?;
    tx.commit().await?;
    Ok(back("portal-passkey-removed"))
}

async fn end_one(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let me = own(caller.actor(), Action::EndSession)?;
    let mut tx = caller.change().await?;
    sessions::end_own(&mut tx, Holder::Patient(me), id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(back("accounts-session-closed"))
}

async fn end_others(caller: Caller) -> WebResult<Response> {
    let me = own(caller.actor(), Action::EndSession)?;
    let mut tx = caller.change().await?;
    tx.authorize(Action::EndSession)?;
    let this = caller.session().map(|session| session.id);
    sessions::end_all_of(&mut tx, Holder::Patient(me), this).await?;
    tx.record(Action::EndSession, Subject::patient(me));
    tx.announce(Topic::Access);
    tx.commit().await?;
    caller.app().forget_access();
    Ok(back("accounts-sessions-closed"))
}
