//! The Identity Service that a clinic trusts: what the clinic decided about it, what is kept of it, and how whoever
//! comes with its token gets a session like everybody else's. So a member of staff who is suspended, a link that is
//! taken away and a session that is ended count at once, however long the token goes on.

mod bearer;
mod decided;
mod doors;
mod opening;
mod store;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use identity::{Claims, Identity, Mapping, Person, Reach, Refusal, Trust};
use jiff::Timestamp;
use moka::future::Cache;
use tenancy::{Action, Actor, Error, Outcome, Result, Role, Subject, TenantTx, Ticket};
use uuid::Uuid;

pub(crate) use bearer::session_of;
pub use decided::{Decided, Way};
pub use opening::{Visitor, open};
pub use store::{CLIENT_SECRET, end_sessions_of, load, remove, save};

use crate::app::App;

/// The service of one clinic, ready to be asked.
#[derive(Debug, Clone)]
pub struct Service {
    pub id: Uuid,
    pub version: i32,
    pub decided: Decided,
    pub has_secret: bool,
    pub trust: Trust,
    mapping: Mapping,
}

/// Somebody whom the service vouches for, as this clinic understands it.
#[derive(Debug, Clone)]
pub struct Vouched {
    pub person: Person,
    pub roles: Vec<Role>,
}

impl Service {
    /// Who the claims are about; refused when it is nobody of this clinic.
    pub fn person(&self, claims: &Claims) -> Result<Vouched, Refusal> {
        let person = self.mapping.person(claims)?;
        let roles = person.roles.iter().filter_map(|role| Role::parse(role)).collect();
        Ok(Vouched { person, roles })
    }

    /// What an ID token has to say for somebody to be let in.
    pub fn wanted(&self) -> [&str; 2] {
        [&self.mapping.clinic_claim, &self.mapping.roles_claim]
    }
}

type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Finds, links or provisions the member of staff; none where the clinic wants neither. Given by the product, which
/// knows what staff are.
pub type Admit = for<'a> fn(&'a mut TenantTx, &'a Service, &'a Vouched) -> Later<'a, Result<Option<Uuid>>>;

/// How long a clinic's settings are believed without asking.
const BELIEVED: Duration = Duration::from_secs(1);

/// All that this program keeps of Identity Services.
pub(crate) struct Services {
    identity: Identity,
    known: Cache<Uuid, (Timestamp, Option<Arc<Service>>)>,
    bound: Cache<bearer::Key, bearer::Bound>,
    admit: OnceLock<Admit>,
}

impl Services {
    pub fn new(reach: Reach) -> Self {
        Self {
            identity: Identity::new(reach),
            known: Cache::builder().max_capacity(20_000).time_to_live(BELIEVED).build(),
            bound: Cache::builder().max_capacity(50_000).time_to_live(Duration::from_secs(300)).build(),
            admit: OnceLock::new(),
        }
    }

    pub fn forget(&self) {
        self.known.invalidate_all();
    }
}

impl App {
    /// The checks on what Identity Services say.
    pub fn identity(&self) -> &Identity {
        &self.services().identity
    }

    /// Says how newcomers are admitted; the first word stands.
    pub fn admit_by(&self, admit: Admit) {
        self.services().admit.get_or_init(|| admit);
    }

    /// The service that this clinic has switched on.
    pub async fn identity_service(&self, ticket: &Ticket) -> Result<Option<Arc<Service>>> {
        let (now, known) = (self.house().clock().now(), &self.services().known);
        if let Some((at, service)) = known.get(&ticket.tenant.id).await
            && now.duration_since(at).unsigned_abs() < BELIEVED
        {
            return Ok(service);
        }
        let mut tx = self.house().read(as_actor(ticket, Actor::Visitor)).await?;
        let found = load(&mut tx).await?.filter(|service| service.decided.enabled).map(Arc::new);
        tx.commit().await?;
        known.insert(ticket.tenant.id, (now, found.clone())).await;
        Ok(found)
    }

    /// Lets somebody in whom the service vouches for: who they are here.
    pub async fn admit(&self, ticket: &Ticket, service: &Service, vouched: &Vouched) -> Result<Uuid> {
        let admit = self.services().admit.get().ok_or(Error::Unauthenticated)?;
        let mut found = self.try_admit(ticket, service, vouched, *admit).await;
        if matches!(found, Err(Error::Conflict(_))) {
            // Two requests of one newcomer: whoever lost finds what the other one made.
            found = self.try_admit(ticket, service, vouched, *admit).await;
        }
        match found {
            Ok(Some(staff)) => Ok(staff),
            Ok(None) | Err(Error::Conflict(_)) => Err(Error::Unauthenticated),
            Err(other) => Err(other),
        }
    }

    async fn try_admit(
        &self,
        ticket: &Ticket,
        service: &Service,
        vouched: &Vouched,
        admit: Admit,
    ) -> Result<Option<Uuid>> {
        let mut tx = self.house().begin(as_actor(ticket, Actor::Job { name: "identity_service" })).await?;
        let staff = admit(&mut tx, service, vouched).await?;
        tx.commit().await?;
        Ok(staff)
    }

    /// Puts on record that the service vouched for somebody who has no business here.
    pub async fn record_stranger(&self, ticket: &Ticket, service: &Service) -> Result<()> {
        let subject = Subject::new("identity_service", service.id);
        self.house().record_refusal(&as_actor(ticket, Actor::Visitor), Action::SignIn, subject, Outcome::Failure).await
    }
}

fn as_actor(ticket: &Ticket, actor: Actor) -> Ticket {
    Ticket { actor: Arc::new(actor), ..ticket.clone() }
}
