//! Who sends this request: a session cookie, a bearer token, a machine's token, or nobody yet.

use std::sync::Arc;

use http::{HeaderMap, header};
use jiff::Timestamp;
use tenancy::{Actor, Error, Origin, Result, TenantRef, Ticket};
use uuid::Uuid;

use crate::app::App;
use crate::identity_service;
use crate::machines::{self, Machine};
use crate::operators;
use crate::sessions::{self, Session, SessionKey, Sought, hash_secret};

/// How the caller proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    None,
    /// A cookie travels by itself, so a change needs a further sign that our own page sent it.
    Cookie,
    Token,
}

pub(crate) struct Identity {
    pub actor: Actor,
    pub session: Option<Arc<Session>>,
    pub proof: Proof,
}

impl Identity {
    pub const VISITOR: Self = Self { actor: Actor::Visitor, session: None, proof: Proof::None };

    pub fn of(session: Arc<Session>, proof: Proof) -> Self {
        Self { actor: session.actor(), session: Some(session), proof }
    }
}

/// A header that cannot be honoured is refused, never ignored in favour of a cookie.
pub(crate) async fn identify(
    app: &App,
    tenant: &TenantRef,
    origin: &Arc<Origin>,
    headers: &HeaderMap,
    active: bool,
) -> Result<Identity> {
    if tenant.is_platform() {
        return operators::identify(app, origin, headers, active).await;
    }
    let seeker = Seeker { app, tenant, origin, active };
    let mut shown = headers.get_all(header::AUTHORIZATION).iter();
    if let Some(value) = shown.next() {
        // Of two, somebody before us may have read the other.
        if shown.next().is_some() {
            return Err(Error::Unauthenticated);
        }
        let text = value.to_str().map_err(|_| Error::Unauthenticated)?;
        let (scheme, token) = text.split_once(' ').ok_or(Error::Unauthenticated)?;
        return match scheme.to_ascii_lowercase().as_str() {
            "bearer" => seeker.by_access_token(token.trim()).await,
            "token" => seeker.by_api_token(token.trim()).await,
            _ => Err(Error::Unauthenticated),
        };
    }
    match cookie(headers, session_cookie(app.settings().https)) {
        Some(secret) => {
            let found = seeker.session(SessionKey::Secret(hash_secret(secret))).await?;
            Ok(found.map_or(Identity::VISITOR, |session| Identity::of(session, Proof::Cookie)))
        }
        None => Ok(Identity::VISITOR),
    }
}

struct Seeker<'a> {
    app: &'a App,
    tenant: &'a TenantRef,
    origin: &'a Arc<Origin>,
    active: bool,
}

impl Seeker<'_> {
    fn ticket(&self) -> Ticket {
        Ticket { tenant: self.tenant.clone(), actor: Arc::new(Actor::Visitor), origin: self.origin.clone() }
    }

    async fn session(&self, key: SessionKey) -> Result<Option<Arc<Session>>> {
        let sought = Sought { tenant: self.tenant.id, key: key.clone(), active: self.active };
        let load = async { Box::pin(self.find_session(&key)).await };
        self.app.sessions().get_or_load(sought, self.app.house().clock().now(), load).await
    }

    /// What is found in memory needs none of this: it is asked for on the heap, so that no request carries the room for it.
    async fn find_session(&self, key: &SessionKey) -> Result<Option<Session>> {
        let mut tx = self.app.house().begin(self.ticket()).await?;
        let found = sessions::find(&mut tx, key, self.active).await?;
        tx.commit().await?;
        Ok(found)
    }

    async fn find_machine(&self, token: &str, now: Timestamp) -> Result<Option<Machine>> {
        let house = self.app.house();
        let mut tx = house.read(self.ticket()).await?;
        let found = machines::find(&mut tx, token).await?;
        tx.commit().await?;
        if let Some(machine) = found.as_ref().filter(|machine| machine.is_due_for_note(now)) {
            let mut tx = house.begin(self.ticket()).await?;
            machines::note_use(&mut tx, machine.id).await?;
            tx.commit().await?;
        }
        Ok(found)
    }

    async fn by_access_token(&self, token: &str) -> Result<Identity> {
        let keys = self.app.house().keys_of(self.tenant).await?;
        let now = self.app.house().clock().now();
        let access = self.app.access_tokens().read(&keys, token);
        let session = match access {
            Some(access) => access.session_at(now).ok_or(Error::Unauthenticated)?,
            // Not one of ours: perhaps of the service that the clinic trusts.
            None => Box::pin(identity_service::session_of(self.app, &self.ticket(), token)).await?,
        };
        let session = self.session(SessionKey::Id(session)).await?.ok_or(Error::Unauthenticated)?;
        match access.is_none_or(|access| access.holder == session.holder.id()) {
            true => Ok(Identity::of(session, Proof::Token)),
            false => Err(Error::Unauthenticated),
        }
    }

    async fn by_api_token(&self, token: &str) -> Result<Identity> {
        let now = self.app.house().clock().now();
        let load = async { Box::pin(self.find_machine(token, now)).await };
        let machine = self.app.machines().get_or_load((self.tenant.id, token), now, load).await?;
        Ok(Identity { actor: machine.actor(), session: None, proof: Proof::Token })
    }
}

/// Whether a session goes on. Asking is no sign of life from its owner.
pub(crate) async fn is_live(app: &App, ticket: &Ticket, session: Uuid) -> Result<bool> {
    let ticket = Ticket { actor: Arc::new(Actor::Visitor), ..ticket.clone() };
    let mut tx = app.house().read(ticket).await?;
    let found = sessions::find(&mut tx, &SessionKey::Id(session), false).await?;
    tx.commit().await?;
    Ok(found.is_some())
}

/// `__Host-` binds the cookie to this host and to HTTPS; plain HTTP on a developer's machine cannot have it.
pub fn session_cookie(https: bool) -> &'static str {
    if https { "__Host-praxis" } else { "praxis" }
}

/// As [`session_cookie`], of those who host the clinics: a browser may hold both.
pub fn operator_cookie(https: bool) -> &'static str {
    if https { "__Host-praxis-operator" } else { "praxis-operator" }
}

pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}
