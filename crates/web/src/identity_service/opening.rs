//! Opens sessions for people whom the service vouches for.

use std::time::Duration;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Actor, Error, Result, Rights, Role, Subject, Ticket};
use uuid::Uuid;
use vault::Json;

use super::as_actor;
use crate::app::App;
use crate::sessions::{Method, Opened, SESSION_ORIGIN, Session, Stage, hash_secret, new_secret};

/// How somebody came.
#[derive(Debug, Clone, Copy)]
pub enum Visitor {
    Browser,
    /// With a token, whose session has an id that follows from the token: whichever node sees it first opens it, and
    /// once ended it stays ended.
    Token {
        session: Uuid,
        until: Timestamp,
    },
}

/// Opens the session of a member of staff, with the roles that the service names. Of a token that is known already,
/// the session goes on with what the service says now.
pub async fn open(app: &App, ticket: &Ticket, (staff, roles): (Uuid, &[Role]), by: Visitor) -> Result<Opened> {
    let rights = Rights::of_roles(roles);
    let actor = Actor::Staff { id: staff, session: Uuid::nil(), rights, emergency: false };
    let mut tx = app.house().begin(as_actor(ticket, actor)).await?;
    let (now, keys, settings) = (tx.now(), tx.keys(), app.settings());
    let (id, secret, until) = match by {
        Visitor::Browser => {
            let until = now.saturating_add(settings.session_absolute).map_err(Error::internal)?;
            (tx.new_id::<Session>().uuid(), Some(new_secret()), until)
        }
        Visitor::Token { session, until } => (session, None, until),
    };
    let hash = secret.as_deref().map(hash_secret);
    let origin = keys.clinic().seal(SESSION_ORIGIN, id, &Json(tx.origin().clone()));
    let codes: Vec<String> = roles.iter().map(|role| role.as_str().to_owned()).collect();
    let db = tx.authorize(Action::ResolveSession)?;
    let is_new = sqlx::query_scalar!(
        r#"insert into session (id, secret_hash, staff_id, stage, method, roles, csrf, origin, idle_seconds, created_at,
               last_active_at, proved_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $10, $11)
           on conflict (id) do update set roles = $6 where session.ended_at is null and session.staff_id = $3
           returning xmax = 0 as "is_new!""#,
        id,
        hash.as_ref().map(|hash| &hash[..]),
        staff,
        Stage::Full.as_str(),
        Method::IdentityService.as_str(),
        &codes,
        &rand::random::<[u8; 32]>()[..],
        origin.as_bytes(),
        i32::try_from(settings.session_idle.as_secs()).unwrap_or(i32::MAX),
        now.to_sqlx(),
        until.to_sqlx()
    )
    .fetch_optional(db)
    .await?;
    if is_new.ok_or(Error::Unauthenticated)? {
        tx.authorize(Action::SignIn)?;
        tx.record(Action::SignIn, Subject::new("session", id));
    }
    tx.commit().await?;
    Ok(Opened { session_id: id, secret })
}

/// The longest that a token's session lasts when the service does not say when the token ends.
pub(super) const WITHOUT_END: Duration = Duration::from_secs(3600);
