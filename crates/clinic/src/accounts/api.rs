//! Signing in as a program: a short access token and a refresh token that rotates; one's own sessions and password.

use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Outcome, Subject};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;
use web::sessions::{self, Holder, Stage};
use web::tokens::{self, Spent};
use web::{Answer, Caller, Guest, Halfway, Json, Path, WebResult};

use super::sign_in::{self, SignedIn, Typed};
use super::{passwords, view};
use crate::api::{Problems, routes};

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(sign_in))
        .routes(routes!(refresh_session))
        .routes(routes!(sign_out))
        .routes(routes!(change_password))
        .routes(routes!(reauthenticate))
        .routes(routes!(view_own_account))
        .routes(routes!(end_session))
}

#[derive(Deserialize, ToSchema)]
struct SignInInput {
    #[schema(example = "amal")]
    username: String,
    #[schema(example = "correct horse battery staple")]
    password: String,
    /// Of an authenticator app or from paper, where the account has a second factor.
    code: Option<String>,
}

#[derive(Deserialize, ToSchema)]
struct RefreshInput {
    refresh: String,
}

/// Tokens of a session.
#[derive(Serialize, ToSchema)]
pub struct Tokens {
    access: String,
    refresh: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds that the access token lives.
    #[schema(example = 600)]
    expires_in: u64,
    /// What has to be done before anything else: `change_password` or `enrol_factor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
}

impl Tokens {
    /// Signs an access token for a session that was just opened.
    pub async fn of(guest: &Guest, done: SignedIn) -> tenancy::Result<Self> {
        let refresh = done.refresh.unwrap_or_default();
        let stage = (done.stage != Stage::Full).then(|| done.stage.as_str());
        Self::new(guest, done.holder, done.session.session_id, (refresh, stage)).await
    }

    async fn new(
        guest: &Guest,
        holder: Holder,
        session: Uuid,
        (refresh, stage): (String, Option<&'static str>),
    ) -> tenancy::Result<Self> {
        let lasts = guest.app().settings().access_token;
        let keys = guest.app().house().keys_of(guest.tenant()).await?;
        let access = tokens::issue_access(&keys, guest.now(), holder, session, lasts)?;
        Ok(Self { access, refresh, token_type: "Bearer", expires_in: lasts.as_secs(), stage })
    }
}

/// Sign in.
#[utoipa::path(post, path = "/api/auth/login", tag = "auth", request_body = SignInInput, security(()),
    responses((status = 200, body = Tokens), Problems))]
async fn sign_in(guest: Guest, Json(input): Json<SignInInput>) -> WebResult<Response> {
    let SignInInput { username, password, code } = input;
    let typed = Typed { username, password, code, device: None, for_browser: false };
    let done = sign_in::sign_in(&guest, typed).await?;
    Ok(Answer::json(&Tokens::of(&guest, done).await?)?.into_response())
}

/// Trade a refresh token for new tokens. One that comes back a second time ends the session.
#[utoipa::path(post, path = "/api/auth/refresh", tag = "auth", request_body = RefreshInput, security(()),
    responses((status = 200, body = Tokens), Problems))]
async fn refresh_session(guest: Guest, Json(input): Json<RefreshInput>) -> WebResult<Response> {
    let mut tx = guest.change().await?;
    match tokens::spend_refresh(&mut tx, &input.refresh).await? {
        Spent::Fresh { session, holder, stage } => {
            let refresh = tokens::issue_refresh(&mut tx, session, guest.app().settings().session_absolute).await?;
            tx.authorize(Action::RefreshSession)?;
            tx.record(Action::RefreshSession, Subject::new("session", session));
            tx.commit().await?;
            let stage = stage.filter(|stage| *stage != Stage::Full).map(Stage::as_str);
            Ok(Answer::json(&Tokens::new(&guest, holder, session, (refresh, stage)).await?)?.into_response())
        }
        Spent::Reused { session } => {
            tx.commit().await?;
            guest.app().forget_access();
            let subject = Subject::new("session", session);
            guest.record_refusal(Action::RefreshSession, subject, Outcome::Failure).await?;
            Err(Error::Unauthenticated.into())
        }
        Spent::Unknown => Err(Error::Unauthenticated.into()),
    }
}

/// Sign out: ends the session and every token of it.
#[utoipa::path(post, path = "/api/auth/logout", tag = "auth", request_body = Option<RefreshInput>,
    responses((status = 204), Problems))]
async fn sign_out(guest: Guest, body: bytes::Bytes) -> WebResult<Response> {
    let shown = web::parse_json_if_any::<RefreshInput>(&body)?.map(|input| input.refresh);
    let mut tx = guest.change().await?;
    let mut session = guest.session().map(|session| session.id);
    if let Some(refresh) = shown {
        session = tokens::session_of(&mut tx, &refresh).await?.or(session);
    }
    sign_in::sign_out(&mut tx, session.ok_or(Error::Unauthenticated)?).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(Answer::no_content().into_response())
}

#[derive(Deserialize, ToSchema)]
struct PasswordInput {
    #[schema(example = "correct horse battery staple")]
    current: String,
    #[schema(example = "four quiet words more", min_length = 12, max_length = 256)]
    password: String,
}

/// Change one's own password. Every session ends; the new tokens are of a new one.
#[utoipa::path(post, path = "/api/auth/password", tag = "auth", request_body = PasswordInput,
    responses((status = 200, body = Tokens), Problems))]
async fn change_password(guest: Halfway, Json(input): Json<PasswordInput>) -> WebResult<Response> {
    let staff = staff_who_may(&guest, Action::ChangePassword)?;
    passwords::change_own(&guest, staff, input.current, &input.password).await?;
    let done = sign_in::go_on(&guest, staff).await?;
    Ok(Answer::json(&Tokens::of(&guest, done).await?)?.into_response())
}

/// A machine has no account of its own, and a patient no password.
fn staff_who_may(guest: &Guest, action: Action) -> WebResult<Uuid> {
    match guest.session() {
        Some(session) if session.is_staff() && guest.may(action) => Ok(session.holder.id()),
        _ => Err(Error::Forbidden(action).into()),
    }
}

#[derive(Deserialize, ToSchema)]
struct ProofInput {
    #[schema(example = "correct horse battery staple")]
    password: String,
    /// Where the account has a second factor.
    code: Option<String>,
}

/// Confirm who one is: for the next five minutes, what asks for a fresh proof has it.
#[utoipa::path(post, path = "/api/auth/reauthenticate", tag = "auth", request_body = ProofInput,
    responses((status = 204), Problems))]
async fn reauthenticate(caller: Caller, Json(input): Json<ProofInput>) -> WebResult<Response> {
    staff_who_may(&caller, Action::Reauthenticate)?;
    sign_in::reauthenticate(&caller, input.password, input.code.as_deref()).await?;
    Ok(Answer::no_content().into_response())
}

/// Somewhere one is signed in.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
struct SessionOutput {
    id: Uuid,
    #[schema(example = "Firefox, Windows")]
    device: String,
    #[schema(example = "192.0.2.7")]
    ip: String,
    #[schema(example = "password_and_code")]
    method: &'static str,
    created_at: String,
    last_active_at: String,
    /// Whether it is the one that asks.
    current: bool,
}

impl From<view::SessionRow> for SessionOutput {
    fn from(row: view::SessionRow) -> Self {
        Self {
            id: row.id,
            device: row.device,
            ip: row.ip,
            method: row.method,
            created_at: row.began.iso,
            last_active_at: row.last_active.iso,
            current: row.is_this,
        }
    }
}

/// List one's own sessions.
#[utoipa::path(get, path = "/api/auth/sessions", tag = "auth",
    responses((status = 200, body = Vec<SessionOutput>), Problems))]
async fn view_own_account(caller: Caller) -> WebResult<Response> {
    let session = caller.session().ok_or(Error::Forbidden(Action::ViewOwnAccount))?;
    let mut tx = caller.read().await?;
    let listed = sessions::list_of(&mut tx, session.holder, Action::ViewOwnAccount).await?;
    tx.commit().await?;
    let rows = listed.into_iter().map(|listed| view::SessionRow::new(&caller, listed, Some(session.id)).into());
    Ok(Answer::json(&rows.collect::<Vec<SessionOutput>>())?.into_response())
}

/// End one of one's own sessions.
#[utoipa::path(delete, path = "/api/auth/sessions/{id}", tag = "auth", params(("id" = Uuid, Path)),
    responses((status = 204), Problems))]
async fn end_session(caller: Caller, Path(id): Path<Uuid>) -> WebResult<Response> {
    let session = caller.session().ok_or(Error::Forbidden(Action::EndSession))?;
    let mut tx = caller.change().await?;
    sessions::end_own(&mut tx, session.holder, id).await?;
    tx.commit().await?;
    caller.app().forget_access();
    Ok(Answer::no_content().into_response())
}
