//! `TenantTx`: the one door to a clinic's data.
//!
//! No actor, no transaction; no action, no SQL; no audit record, no commit.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;
use vault::{ClinicKeys, Json, Sealer};

use crate::action::Trace;
use crate::audit::{DETAIL, Event, Origin, Subject, Witness};
use crate::bus::Topic;
use crate::connections::Lease;
use crate::duties::{DutyState, Ledger};
use crate::{Action, Actor, Error, House, Id, Result, Rights, Role, TenantRef};

/// Who asks, in which clinic, from where.
#[derive(Clone)]
pub struct Ticket {
    pub tenant: TenantRef,
    pub actor: Arc<Actor>,
    pub origin: Arc<Origin>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Records in its own transaction.
    Change,
    /// Every statement is a read-only transaction of its own, and the record goes to the recorder, which flushes for
    /// many at once.
    Read,
}

/// A transaction in one clinic, in somebody's name.
pub struct TenantTx {
    lease: Lease,
    house: House,
    keys: Arc<ClinicKeys>,
    ticket: Ticket,
    mode: Mode,
    /// Audited actions that were authorised: each must be recorded before the end.
    owed: Vec<Action>,
    recorded: Vec<Action>,
    events: Vec<Event>,
    topics: Vec<Topic>,
    /// Duties that are to be done once this is committed.
    asked: Vec<&'static str>,
}

/// Where a transaction stood: what came after can be taken back without what came before.
#[must_use = "a mark is kept or taken back"]
pub struct Mark {
    owed: usize,
    recorded: usize,
    events: usize,
    topics: usize,
    asked: usize,
}

impl TenantTx {
    pub(crate) async fn begin(house: &House, ticket: Ticket, changes: bool) -> Result<Self> {
        if ticket.tenant.is_platform() {
            return Err(Error::NotFound);
        }
        let keys = house.keys_of(&ticket.tenant).await?;
        let lease = house.connections().enter(&ticket.tenant, changes).await?;
        let mode = if changes { Mode::Change } else { Mode::Read };
        let (owed, recorded, events) = (Vec::new(), Vec::new(), Vec::new());
        let (topics, asked, house) = (Vec::new(), Vec::new(), house.clone());
        Ok(Self { lease, house, keys, ticket, mode, owed, recorded, events, topics, asked })
    }

    /// The way to SQL: refuses what the actor may not do, and remembers what must be recorded.
    pub fn authorize(&mut self, action: Action) -> Result<&mut PgConnection> {
        if !self.ticket.actor.may(action) {
            return Err(Error::Forbidden(action));
        }
        if action.trace() == Trace::Audited && !self.owed.contains(&action) {
            self.owed.push(action);
        }
        self.note_look(action);
        self.lease.connection()
    }

    /// Of support everything stands on record, also what is silent when the clinic's own people do it.
    fn note_look(&mut self, action: Action) {
        let mechanics = matches!(action, Action::ResolveSession | Action::ReplayRequest);
        let silent = action.trace() == Trace::Silent && !mechanics;
        if silent && self.ticket.actor.is_support() && !self.recorded.contains(&action) {
            self.record(action, Subject::new("settings", None));
        }
    }

    /// Whether the actor may, without asking for a connection: for what a page offers.
    pub fn may(&self, action: Action) -> bool {
        self.ticket.actor.may(action)
    }

    /// Refuses to let somebody hand out what they may not do themselves, so that nobody climbs higher on somebody else's
    /// shoulders. Administrators hand out everything, as somebody has to; each other's eyes and the record watch them.
    pub fn authorize_giving(&self, action: Action, rights: Rights) -> Result<()> {
        let Actor::Staff { rights: own, .. } = &*self.ticket.actor else { return Ok(()) };
        let runs_the_clinic = Rights::of_roles(&[Role::Admin]).is_within(*own);
        if runs_the_clinic || rights.is_within(*own) { Ok(()) } else { Err(Error::Forbidden(action)) }
    }

    pub fn record(&mut self, action: Action, subject: Subject) {
        self.push(action, subject, None);
    }

    /// Records a change with what was before and after, sealed for the person it is about.
    pub fn record_change(&mut self, action: Action, subject: Subject, owner: &Sealer<'_>, change: &serde_json::Value) {
        self.push(action, subject, Some((owner, change)));
    }

    /// Records in the name of one of those whose work this transaction does together; refuses what they may not do.
    pub fn record_for(
        &mut self,
        ticket: &Ticket,
        action: Action,
        subject: Subject,
        change: Option<(&Sealer<'_>, &serde_json::Value)>,
    ) -> Result<()> {
        if ticket.tenant.id != self.ticket.tenant.id || !ticket.actor.may(action) {
            return Err(Error::Forbidden(action));
        }
        self.push_for(ticket, action, subject, change);
        Ok(())
    }

    fn push(&mut self, action: Action, subject: Subject, change: Option<(&Sealer<'_>, &serde_json::Value)>) {
        let ticket = self.ticket.clone();
        self.push_for(&ticket, action, subject, change);
    }

    fn push_for(
        &mut self,
        ticket: &Ticket,
        action: Action,
        subject: Subject,
        change: Option<(&Sealer<'_>, &serde_json::Value)>,
    ) {
        let (id, now) = (self.house.clock().new_uuid(), self.now());
        let witness = Witness { actor: &ticket.actor, origin: &ticket.origin, keys: &self.keys };
        let mut event = Event::new(&witness, id, now, action, subject);
        event.detail = change.map(|(owner, change)| owner.seal(DETAIL, id, &Json(change.clone())).as_bytes().to_vec());
        self.recorded.push(action);
        self.events.push(event);
    }

    /// What this transaction has put on record so far.
    pub fn recorded(&self) -> &[Action] {
        &self.recorded
    }

    /// Whom the record of this transaction names so far.
    pub fn patients(&self) -> Vec<Uuid> {
        let named: BTreeSet<Uuid> = self.events.iter().flat_map(|event| event.subject.patients.clone()).collect();
        named.into_iter().collect()
    }

    /// Tells every open screen of the clinic, once this is committed.
    pub fn announce(&mut self, topic: Topic) {
        if !self.topics.contains(&topic) {
            self.topics.push(topic);
        }
    }

    /// How the clinic's duties stand, those that fail or are late first. They are the platform's rows, which no clinic's role
    /// may read; which clinic's they are is taken from the ticket, so nobody can ask for another's.
    pub async fn duties(&mut self, action: Action) -> Result<Vec<DutyState>> {
        self.authorize(action)?;
        Ledger(self.house.platform_pool().clone()).states_of(self.ticket.tenant.id).await
    }

    /// Has one of the clinic's duties done, once this is committed: it would not see what is not, and nothing is done that
    /// nobody is on record for.
    pub fn ask_for(&mut self, duty: &'static str) {
        self.asked.push(duty);
    }

    /// Notes where the transaction stands. Of several marks the last is the first to be kept or taken back.
    pub async fn mark(&mut self) -> Result<Mark> {
        sqlx::raw_sql("savepoint mark").execute(self.lease.connection()?).await?;
        let (owed, recorded) = (self.owed.len(), self.recorded.len());
        let (events, topics, asked) = (self.events.len(), self.topics.len(), self.asked.len());
        Ok(Mark { owed, recorded, events, topics, asked })
    }

    /// What came after the mark stays.
    pub async fn keep_since(&mut self, _: Mark) -> Result<()> {
        sqlx::raw_sql("release savepoint mark").execute(self.lease.connection()?).await?;
        Ok(())
    }

    /// Takes back what came after the mark, with its record; also where a statement has failed since.
    pub async fn take_back_to(&mut self, mark: Mark) -> Result<()> {
        let sql = "rollback to savepoint mark; release savepoint mark";
        sqlx::raw_sql(sql).execute(self.lease.connection()?).await?;
        self.owed.truncate(mark.owed);
        self.recorded.truncate(mark.recorded);
        self.events.truncate(mark.events);
        self.topics.truncate(mark.topics);
        self.asked.truncate(mark.asked);
        Ok(())
    }

    /// Ends the transaction; returns when both the change and its record are durable.
    pub async fn commit(mut self) -> Result<()> {
        if let Some(action) = self.owed.iter().find(|action| !self.recorded.contains(action)) {
            return Err(Error::internal(format!("{} was authorised but not recorded", action.code())));
        }
        let events = std::mem::take(&mut self.events);
        let schema = &self.ticket.tenant.schema;
        match self.mode {
            Mode::Change => self.lease.finish(schema, &events).await?,
            Mode::Read => {
                self.lease.give_back();
                self.house.recorder().record(schema.clone(), events).await?;
            }
        }
        for topic in self.topics.drain(..) {
            self.house.bus().publish(self.ticket.tenant.id, topic);
        }
        for duty in self.asked.drain(..) {
            let ledger = Ledger(self.house.platform_pool().clone());
            ledger.ask(self.ticket.tenant.id, duty, self.house.clock().now()).await?;
        }
        Ok(())
    }

    pub fn now(&self) -> Timestamp {
        self.house.clock().now()
    }

    pub fn new_id<T>(&self) -> Id<T> {
        self.house.clock().new_id()
    }

    pub fn keys(&self) -> Arc<ClinicKeys> {
        Arc::clone(&self.keys)
    }

    pub fn tenant(&self) -> &TenantRef {
        &self.ticket.tenant
    }

    pub fn actor(&self) -> &Actor {
        &self.ticket.actor
    }

    pub fn actor_id(&self) -> Option<Uuid> {
        self.ticket.actor.id()
    }

    pub fn origin(&self) -> &Origin {
        &self.ticket.origin
    }

    pub fn request_id(&self) -> Uuid {
        self.ticket.origin.request_id
    }
}
