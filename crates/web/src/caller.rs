//! Who calls, from where, in which language: the only way from a handler to the database.

use std::sync::{Arc, OnceLock};

use axum::extract::FromRequestParts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::request::Parts;
use tenancy::{Action, Actor, Error, Outcome, Result, Subject, TenantRef, TenantTx, Ticket};
use uuid::Uuid;

use crate::app::App;
use crate::failure::{Failure, Fault};
use crate::idempotency::Claim;
use crate::identify::is_live;
use crate::policy::{self, AccessPolicy};
use crate::sessions::{Session, Stage};
use crate::texts::Locale;
use tenancy::operators::{By, PlatformTx, Steward};

/// Whether a person looks at pages or a program talks JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Page,
    Api,
}

/// Anybody who reached a clinic's host, signed in or not.
#[derive(Clone)]
pub struct Guest(pub(crate) Arc<Visit>);

/// Somebody signed in, with nothing left to do before going on. Extracting it refuses everyone else.
#[derive(Clone)]
pub struct Caller(Guest);

pub(crate) struct Visit {
    pub app: App,
    pub ticket: Ticket,
    pub session: Option<Arc<Session>>,
    pub locale: Locale,
    pub edge: Edge,
    pub path: String,
    pub query: Option<String>,
    pub theme: &'static str,
    pub keys: &'static str,
    /// What the page before left to be told.
    pub notice: Option<String>,
    /// Whether htmx asked, for a part of a page.
    pub fragment: bool,
    pub claim: Option<Claim>,
    /// The port in the address that was asked, where one was named.
    pub port: Option<u16>,
    pub nonce: OnceLock<String>,
}

impl std::ops::Deref for Caller {
    type Target = Guest;

    fn deref(&self) -> &Guest {
        &self.0
    }
}

impl Guest {
    /// A transaction that may change things. A request that was answered before under the same idempotency key
    /// ends here, with the same answer.
    pub async fn begin(&self) -> Result<TenantTx, Failure> {
        self.begin_as(self.0.claim.clone()).await
    }

    /// As [`begin`](Self::begin), after an upload: what was sent is known by this sum.
    pub async fn begin_with(&self, sum: [u8; 32]) -> Result<TenantTx, Failure> {
        self.begin_as(self.0.claim.clone().map(|claim| Claim { request_hash: sum, ..claim })).await
    }

    async fn begin_as(&self, claim: Option<Claim>) -> Result<TenantTx, Failure> {
        let mut tx = self.change().await?;
        let Some(claim) = claim else { return Ok(tx) };
        match claim.take(&mut tx).await {
            Ok(()) => Ok(tx),
            Err(Failure::Replay(replay)) => {
                // The answer shows somebody a second time, so it stands on record a second time.
                let subject = replay.patients.iter().fold(Subject::new("request", None), |it, id| it.about(*id));
                self.record_refusal(Action::ReplayRequest, subject, Outcome::Success).await?;
                Err(Failure::Replay(replay))
            }
            Err(failure) => Err(failure),
        }
    }

    /// As [`begin`](Self::begin), for what must happen anew each time: signing in and out.
    pub async fn change(&self) -> Result<TenantTx> {
        self.0.app.house().begin(self.0.ticket.clone()).await
    }

    /// A transaction that only looks.
    pub async fn read(&self) -> Result<TenantTx> {
        self.0.app.house().read(self.0.ticket.clone()).await
    }

    /// Records an attempt that failed and so has no transaction to stand in.
    pub async fn record_refusal(&self, action: Action, subject: Subject, outcome: Outcome) -> Result<()> {
        self.0.app.house().record_refusal(&self.0.ticket, action, subject, outcome).await
    }

    /// The same visit in the name of somebody who has just proved who they are.
    #[must_use]
    pub fn acting_as(&self, actor: Actor) -> Self {
        let visit = &*self.0;
        Self(Arc::new(Visit {
            app: visit.app.clone(),
            ticket: Ticket { actor: Arc::new(actor), ..visit.ticket.clone() },
            session: visit.session.clone(),
            claim: None,
            path: visit.path.clone(),
            query: visit.query.clone(),
            notice: visit.notice.clone(),
            nonce: visit.nonce.clone(),
            ..*visit
        }))
    }

    /// Whether this is the host of those who host the clinics.
    pub fn is_platform(&self) -> bool {
        self.tenant().is_platform()
    }

    /// Who asks, where it concerns the platform.
    pub fn steward(&self) -> Steward {
        let by = match *self.0.ticket.actor {
            Actor::NamedOperator { id, .. } | Actor::Support { operator: id, .. } => By::Operator(id),
            Actor::Visitor => By::Visitor,
            _ => By::Clinic,
        };
        Steward { by, origin: Arc::clone(&self.0.ticket.origin) }
    }

    /// A transaction on the platform's own tables.
    pub async fn platform(&self) -> Result<PlatformTx> {
        self.0.app.house().platform(self.steward()).await
    }

    /// The address of a page at another host of this program, as this browser reaches it.
    pub fn address_at(&self, host: &str, path: &str) -> String {
        let scheme = if self.0.app.settings().https { "https" } else { "http" };
        let port = self.0.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("{scheme}://{host}{port}{path}")
    }

    /// Who asks, for what is done before anybody is signed in.
    pub fn ticket(&self) -> &Ticket {
        &self.0.ticket
    }

    pub fn app(&self) -> &App {
        &self.0.app
    }

    pub fn tenant(&self) -> &TenantRef {
        &self.0.ticket.tenant
    }

    pub fn actor(&self) -> &Actor {
        &self.0.ticket.actor
    }

    pub fn may(&self, action: Action) -> bool {
        self.0.ticket.actor.may(action)
    }

    pub fn session(&self) -> Option<&Session> {
        self.0.session.as_deref()
    }

    pub fn locale(&self) -> Locale {
        self.0.locale
    }

    pub fn edge(&self) -> Edge {
        self.0.edge
    }

    pub fn is_fragment(&self) -> bool {
        self.0.fragment
    }

    /// The path as it was asked for, without its query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    pub fn query(&self) -> Option<&str> {
        self.0.query.as_deref()
    }

    /// The number of this answer by which its page names the scripts that may run.
    pub fn nonce(&self) -> &str {
        self.0.nonce.get_or_init(|| URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>()))
    }

    pub fn theme(&self) -> &'static str {
        self.0.theme
    }

    /// Which keys the pages listen to: `chords` with a modifier alone, `help` with `?` besides, or `letters` too.
    pub fn keys(&self) -> &'static str {
        self.0.keys
    }

    /// What the page before left to be told on this one, in a code of the pages' own.
    pub fn notice(&self) -> Option<&str> {
        self.0.notice.as_deref()
    }

    pub fn request_id(&self) -> Uuid {
        self.0.ticket.origin.request_id
    }

    pub fn now(&self) -> jiff::Timestamp {
        self.0.app.house().clock().now()
    }

    /// Today, in the clinic's zone.
    pub fn today(&self) -> jiff::civil::Date {
        self.tenant().day_of(self.now())
    }

    pub(crate) fn claim(&self) -> Option<&Claim> {
        self.0.claim.as_ref()
    }

    /// What the clinic has decided about who gets in and how.
    pub async fn policy(&self) -> Result<Arc<AccessPolicy>> {
        let ticket = Ticket { actor: Arc::new(Actor::Visitor), ..self.0.ticket.clone() };
        policy::in_force(self.app(), ticket).await
    }

    /// Whether somebody is signed in and has nothing left to do before going on.
    pub fn is_signed_in(&self) -> bool {
        self.session().is_some_and(|session| session.stage == Stage::Full)
    }

    pub fn text(&self, key: &str) -> String {
        self.app().texts().get(self.locale(), key)
    }
}

impl Caller {
    /// Whether the session still goes on, for an answer that outlives its request. When the database cannot be asked
    /// just now, it does until it can.
    pub async fn is_still_signed_in(&self) -> bool {
        match &self.0.0.session {
            Some(session) => is_live(self.app(), &self.0.0.ticket, session.id).await.unwrap_or(true),
            None => false,
        }
    }

    /// Refuses whoever has not just proved who they are; see [`Fault::ProofNeeded`]. A machine cannot, and need not.
    pub fn require_fresh_proof(&self) -> Result<(), Failure> {
        match self.session() {
            Some(session) if !session.is_freshly_proved(self.now()) => Err(Fault::ProofNeeded.into()),
            _ => Ok(()),
        }
    }

    /// Refuses before any work is done, where the answer would not need the database.
    pub fn require(&self, action: Action) -> Result<()> {
        if self.may(action) { Ok(()) } else { Err(Error::Forbidden(action)) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Guest {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        // Absent only where no clinic lives at the host.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::NotFound.into())
    }
}

/// Somebody signed in, even if something is left to do before going on. Extracting it refuses strangers.
#[derive(Clone)]
pub struct Halfway(Guest);

impl std::ops::Deref for Halfway {
    type Target = Guest;

    fn deref(&self) -> &Guest {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Halfway {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let guest = Guest::from_request_parts(parts, state).await?;
        if matches!(guest.actor(), Actor::Visitor) { Err(Error::Unauthenticated.into()) } else { Ok(Self(guest)) }
    }
}

/// One of those who host the clinics, with nothing left to do before going on. Extracting it refuses everyone else.
#[derive(Clone)]
pub struct Operator(Guest);

impl std::ops::Deref for Operator {
    type Target = Guest;

    fn deref(&self) -> &Guest {
        &self.0
    }
}

impl Operator {
    pub fn session(&self) -> Result<&Session> {
        self.0.session().ok_or(Error::Unauthenticated)
    }

    pub fn id(&self) -> Result<Uuid> {
        Ok(self.session()?.holder.id())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Operator {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let guest = Guest::from_request_parts(parts, state).await?;
        match (guest.actor(), guest.session().map(|session| session.stage)) {
            (Actor::NamedOperator { .. }, Some(Stage::Full)) => Ok(Self(guest)),
            (Actor::NamedOperator { .. }, Some(unfinished)) => Err(Fault::Unfinished(unfinished).into()),
            _ => Err(Error::Unauthenticated.into()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let guest = Guest::from_request_parts(parts, state).await?;
        match (guest.actor(), guest.session().map(|session| session.stage)) {
            (Actor::Visitor, _) => Err(Error::Unauthenticated.into()),
            (_, None | Some(Stage::Full)) => Ok(Self(guest)),
            (_, Some(unfinished)) => Err(Fault::Unfinished(unfinished).into()),
        }
    }
}
