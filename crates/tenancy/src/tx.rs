//! `TenantTx`: the one door to a clinic's data.
//!
//! No actor, no transaction; no action, no SQL; no audit record, no commit.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Executor as _, PgConnection, PgPool, Postgres};
use uuid::Uuid;
use vault::{ClinicKeys, Json, Sealer};

use crate::action::Trace;
use crate::audit::{DETAIL, Event, Origin, Subject, Witness, insert_sql};
use crate::bus::Topic;
use crate::{Action, Actor, Error, House, Id, Result, SchemaName, TenantRef};

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
    /// Hands its record to the recorder, which flushes for many at once.
    Read,
}

/// A transaction in one clinic, in somebody's name.
pub struct TenantTx {
    link: Link,
    house: House,
    keys: Arc<ClinicKeys>,
    ticket: Ticket,
    mode: Mode,
    /// Audited actions that were authorised: each must be recorded before the end.
    owed: Vec<Action>,
    recorded: Vec<Action>,
    events: Vec<Event>,
    topics: Vec<Topic>,
}

impl TenantTx {
    pub(crate) async fn begin(house: &House, ticket: Ticket, changes: bool) -> Result<Self> {
        let keys = house.keys_of(&ticket.tenant).await?;
        let link = Link::open(house.lane(ticket.tenant.id), &ticket.tenant.schema, changes).await?;
        let mode = if changes { Mode::Change } else { Mode::Read };
        let (owed, recorded, events, topics) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Ok(Self { link, house: house.clone(), keys, ticket, mode, owed, recorded, events, topics })
    }

    /// The way to SQL: refuses what the actor may not do, and remembers what must be recorded.
    pub fn authorize(&mut self, action: Action) -> Result<&mut PgConnection> {
        if !self.ticket.actor.may(action) {
            return Err(Error::Forbidden(action));
        }
        if action.trace() == Trace::Audited && !self.owed.contains(&action) {
            self.owed.push(action);
        }
        self.link.connection()
    }

    /// Whether the actor may, without asking for a connection: for what a page offers.
    pub fn may(&self, action: Action) -> bool {
        self.ticket.actor.may(action)
    }

    pub fn record(&mut self, action: Action, subject: Subject) {
        self.push(action, subject, None);
    }

    /// Records a change with what was before and after, sealed for the person it is about.
    pub fn record_change(&mut self, action: Action, subject: Subject, owner: &Sealer<'_>, change: &serde_json::Value) {
        self.push(action, subject, Some((owner, change)));
    }

    fn push(&mut self, action: Action, subject: Subject, change: Option<(&Sealer<'_>, &serde_json::Value)>) {
        let (id, now) = (self.house.clock().new_uuid(), self.now());
        let witness = Witness { actor: &self.ticket.actor, origin: &self.ticket.origin, keys: &self.keys };
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

    /// Ends the transaction; returns when both the change and its record are durable.
    pub async fn commit(mut self) -> Result<()> {
        if let Some(action) = self.owed.iter().find(|action| !self.recorded.contains(action)) {
            return Err(Error::internal(format!("{} was authorised but not recorded", action.code())));
        }
        let events = std::mem::take(&mut self.events);
        let schema = &self.ticket.tenant.schema;
        match self.mode {
            Mode::Change => {
                // A failed transaction answers `commit` with a silent rollback; the statement before it makes it say so.
                let mut sql = String::from("select 1;");
                if !events.is_empty() {
                    insert_sql(schema, &events, &mut sql);
                }
                sql.push_str("commit");
                self.link.finish(sql).await?;
            }
            Mode::Read => {
                let recorded = self.house.recorder().record(schema.clone(), events);
                let (ended, recorded) = tokio::join!(self.link.finish("commit".to_owned()), recorded);
                ended.and(recorded)?;
            }
        }
        for topic in self.topics.drain(..) {
            self.house.bus().publish(self.ticket.tenant.id, topic);
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

/// A pooled connection inside a transaction. Whatever happens to its owner, it goes back clean or not at all.
struct Link {
    connection: Option<PoolConnection<Postgres>>,
}

impl Link {
    async fn open(pool: &PgPool, schema: &SchemaName, changes: bool) -> Result<Self> {
        let schema = schema.as_str();
        let access = if changes { "read write" } else { "read only" };
        let begin = format!("begin {access}; set local role {schema}; set local search_path = {schema}");
        // After a restart of PostgreSQL every idle connection is dead; each says so at first use.
        for _ in 0..64 {
            let mut link = Self { connection: Some(pool.acquire().await?) };
            match link.connection()?.execute(sqlx::raw_sql(AssertSqlSafe(begin.clone()))).await {
                Ok(_) => return Ok(link),
                Err(error) if lost(&error) => link.discard(),
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }

    fn connection(&mut self) -> Result<&mut PgConnection> {
        self.connection.as_deref_mut().ok_or(Error::Busy)
    }

    async fn finish(&mut self, sql: String) -> Result<()> {
        self.connection()?.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await?;
        // Only a transaction that is known to have ended skips the cleaning below.
        drop(self.connection.take());
        Ok(())
    }

    fn discard(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            connection.close_on_drop();
        }
    }
}

impl Drop for Link {
    /// An owner that gave up half-way (an error, a cancelled request) leaves an open transaction with a clinic's role.
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            connection.close_on_drop();
            return;
        };
        runtime.spawn(async move {
            let reset = sqlx::raw_sql("rollback; reset role; reset search_path");
            if connection.execute(reset).await.is_err() {
                connection.close_on_drop();
            }
        });
    }
}

fn lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(database) => matches!(database.code().as_deref(), Some("57P01" | "57P02" | "57P03")),
        _ => false,
    }
}
