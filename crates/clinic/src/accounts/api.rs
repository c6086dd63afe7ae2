//! Signing in as a program: a short access token and a refresh token that rotates.

use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use tenancy::{Action, Error, Outcome, Subject};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;
use web::sessions::Holder;
use web::tokens::{self, Spent};
use web::{Answer, Guest, Json, WebResult};

use super::operations;
use crate::api::Problems;

pub fn routes() -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(sign_in)).routes(routes!(refresh_session)).routes(routes!(sign_out))
}

#[derive(Deserialize, ToSchema)]
struct SignInInput {
    #[schema(example = "amal")]
    username: String,
    #[schema(example = "correct horse battery staple")]
    password: String,
}

#[derive(Deserialize, ToSchema)]
struct RefreshInput {
    refresh: String,
}

#[derive(Serialize, ToSchema)]
struct Tokens {
    access: String,
    refresh: String,
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// Seconds that the access token lives.
    #[schema(example = 600)]
    expires_in: u64,
}

/// Sign in.
#[utoipa::path(post, path = "/api/auth/login", tag = "auth", request_body = SignInInput, security(()),
    responses((status = 200, body = Tokens), Problems))]
async fn sign_in(guest: Guest, Json(input): Json<SignInInput>) -> WebResult<Response> {
    let done = operations::sign_in(&guest, &input.username, input.password, false).await?;
    let refresh = done.refresh.unwrap_or_default();
    Ok(grant(&guest, Holder::Staff(done.staff), done.session.session_id, refresh).await?)
}

/// Trade a refresh token for new tokens. One that comes back a second time ends the session.
#[utoipa::path(post, path = "/api/auth/refresh", tag = "auth", request_body = RefreshInput, security(()),
    responses((status = 200, body = Tokens), Problems))]
async fn refresh_session(guest: Guest, Json(input): Json<RefreshInput>) -> WebResult<Response> {
    let mut tx = guest.change().await?;
    match tokens::spend_refresh(&mut tx, &input.refresh).await? {
        Spent::Fresh { session, holder, .. } => {
            let refresh = tokens::issue_refresh(&mut tx, session, guest.app().settings().session_absolute).await?;
            tx.authorize(Action::RefreshSession)?;
            tx.record(Action::RefreshSession, Subject::new("session", session));
            tx.commit().await?;
            Ok(grant(&guest, holder, session, refresh).await?)
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
    operations::sign_out(&mut tx, session.ok_or(Error::Unauthenticated)?).await?;
    tx.commit().await?;
    guest.app().forget_access();
    Ok(Answer::no_content().into_response())
}

async fn grant(guest: &Guest, holder: Holder, session: Uuid, refresh: String) -> tenancy::Result<Response> {
    let lasts = guest.app().settings().access_token;
    let keys = guest.app().house().keys_of(guest.tenant()).await?;
    let access = tokens::issue_access(&keys, guest.now(), holder, session, lasts)?;
    let granted = Tokens { access, refresh, token_type: "Bearer", expires_in: lasts.as_secs() };
    Ok(Answer::json(&granted)?.into_response())
}
