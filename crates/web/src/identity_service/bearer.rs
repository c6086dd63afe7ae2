//! From a service's token to a session. The token is checked once in five minutes; its session is looked up with each
//! request, as all sessions are.

use std::sync::Arc;

use identity::{Claims, Identity};
use jiff::{SignedDuration, Timestamp};
use tenancy::{Error, Result, Ticket};
use uuid::Uuid;

use super::opening::WITHOUT_END;
use super::{Service, Visitor, doors, open};
use crate::app::App;
use crate::sessions::hash_secret;

/// A clinic and the hash of a token.
pub(super) type Key = (Uuid, [u8; 32]);

/// What a token was bound to.
#[derive(Clone)]
pub(super) struct Bound {
    at: Timestamp,
    claims: Arc<Claims>,
    /// None for somebody who has no business here.
    session: Option<Uuid>,
}

/// How long a stranger with a good token is not looked at again.
const STRANGE: SignedDuration = SignedDuration::from_secs(30);

impl Bound {
    /// Whether this came from the same check: what was checked anew is bound anew, for the roles may have changed.
    fn holds(&self, claims: &Arc<Claims>, now: Timestamp) -> bool {
        let recent = now.duration_since(self.at).abs() < STRANGE;
        Arc::ptr_eq(&self.claims, claims) && (self.session.is_some() || recent)
    }
}

/// The session of whoever holds this token; refused when no service that the clinic trusts has issued it.
pub(crate) async fn session_of(app: &App, ticket: &Ticket, token: &str) -> Result<Uuid> {
    let service = app.identity_service(ticket).await?.ok_or(Error::Unauthenticated)?;
    if !Identity::concerns(&service.trust, token) {
        return Err(Error::Unauthenticated);
    }
    let now = app.house().clock().now();
    let shared = match &app.settings().shared {
        Some(shared) => Some(doors::of(shared, &app.house().keys_of(&ticket.tenant).await?)),
        None => None,
    };
    let claims = app.identity().check(&service.trust, token, now, shared.as_ref()).await.map_err(refused)?;
    let key = (ticket.tenant.id, hash_secret(token));
    let bound = &app.services().bound;
    let known = bound.get(&key).await.filter(|known| known.holds(&claims, now));
    let session = match known {
        Some(known) => known.session,
        None => {
            let session = bind(app, ticket, &service, (token, &claims)).await?;
            bound.insert(key, Bound { at: now, claims, session }).await;
            session
        }
    };
    session.ok_or(Error::Unauthenticated)
}

/// Only that the service cannot be asked is worth another try.
fn refused(error: identity::Error) -> Error {
    match error {
        identity::Error::Refused(refusal) => {
            tracing::debug!(%refusal, "a token of the Identity Service was refused");
            Error::Unauthenticated
        }
        identity::Error::Unavailable(trouble) => {
            tracing::warn!(%trouble, "the Identity Service cannot be asked");
            Error::Busy
        }
    }
}

async fn bind(app: &App, ticket: &Ticket, service: &Service, (token, claims): (&str, &Claims)) -> Result<Option<Uuid>> {
    let found = match service.person(claims) {
        Ok(vouched) => app.admit(ticket, service, &vouched).await.map(|staff| (staff, vouched.roles)),
        Err(refusal) => {
            tracing::info!(%refusal, "the Identity Service vouched for somebody who has no business here");
            Err(Error::Unauthenticated)
        }
    };
    let (staff, roles) = match found {
        Ok(found) => found,
        Err(Error::Unauthenticated) => {
            app.record_stranger(ticket, service).await?;
            return Ok(None);
        }
        Err(other) => return Err(other),
    };
    let keys = app.house().keys_of(&ticket.tenant).await?;
    let now = app.house().clock().now();
    let without_end = now.saturating_add(WITHOUT_END).map_err(Error::internal)?;
    let session = uuid::Builder::from_custom_bytes(keys.index("session.token").exact(token)).into_uuid();
    let until = claims.expires_at().map_or(without_end, |end| end.saturating_add(identity::LEEWAY).unwrap_or(end));
    match open(app, ticket, (staff, &roles), Visitor::Token { session, until }).await {
        Ok(opened) => Ok(Some(opened.session_id)),
        // Ended, by its owner or an administrator: the token is as good as gone.
        Err(Error::Unauthenticated) => Ok(None),
        Err(other) => Err(other),
    }
}
