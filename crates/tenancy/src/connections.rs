//! The connections to clinics' data: each stays in one clinic for as long as it can.
//!
//! Moving a connection to another clinic (role and search path) makes PostgreSQL plan every statement anew; staying
//! costs nothing, not even a word per transaction. So whoever asks gets the connection that served the same clinic
//! last; only when there is none, one is moved: from where most of them idle, the longest idle of those. A connection is
//! never in a clinic that this file does not know of: its whereabouts are forgotten before it is moved and noted once it
//! has arrived.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use crate::audit::{Event, Prepared};
use crate::tenant::Tenant;
use crate::{Error, Result, SchemaName};

/// How many connections there are for the data of clinics.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    pub total: u32,
    /// What one clinic may hold at once: one that goes wild leaves some for the others.
    pub per_clinic: u32,
    /// How long somebody waits for one before being told to come again.
    pub patience: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self { total: 32, per_clinic: 16, patience: Duration::from_secs(1) }
    }
}

/// Longer than this without a word, and a connection may have died unnoticed: it is asked before it is used.
const TRUSTED: Duration = Duration::from_millis(500);
const IDLE: Duration = Duration::from_secs(300);
/// PostgreSQL keeps what it learnt of every clinic that a connection has seen, so none lives for ever.
pub(crate) const LIFETIME: Duration = Duration::from_secs(1800);

#[derive(Clone)]
pub(crate) struct Connections(Arc<Shared>);

struct Shared {
    options: PgConnectOptions,
    limits: ConnectionLimits,
    total: Arc<Semaphore>,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    /// The longest idle first.
    idle: Vec<Stay>,
    shares: HashMap<Uuid, Arc<Semaphore>>,
}

impl Waiting {
    /// The one that is missed least. Not simply the longest idle: of clinics that are asked for in turn, that would
    /// be the very next.
    fn spare(&self) -> Option<usize> {
        let mut idle: HashMap<Option<Uuid>, usize> = HashMap::new();
        for stay in &self.idle {
            *idle.entry(stay.clinic).or_default() += 1;
        }
        let most = idle.values().copied().max()?;
        self.idle.iter().position(|stay| idle.get(&stay.clinic) == Some(&most))
    }
}

/// A connection and where it is.
struct Stay {
    connection: PgConnection,
    clinic: Option<Uuid>,
    prepared: Prepared,
    opened: Instant,
    since: Instant,
}

impl Connections {
    pub fn new(options: PgConnectOptions, limits: ConnectionLimits) -> Self {
        let total = Arc::new(Semaphore::new(limits.total as usize));
        Self(Arc::new(Shared { options, limits, total, waiting: Mutex::default() }))
    }

    /// A connection that is in the clinic and lives; inside a transaction when something is to be changed.
    pub async fn enter(&self, clinic: &Tenant, changes: bool) -> Result<Lease> {
        let shared = &self.0;
        let permits = tokio::time::timeout(shared.limits.patience, shared.permits(clinic.id));
        let permits = permits.await.map_err(|_| Error::Busy)??;
        // After a restart of PostgreSQL all idle ones are dead; the next one is new.
        for _ in 0..3 {
            let mut stay = match shared.choose(clinic.id) {
                Some(stay) => stay,
                None => shared.connect().await?,
            };
            match stay.go_to(clinic, changes).await {
                Ok(()) => return Ok(Lease { stay: Some(stay), permits: Some(permits), shared: Arc::clone(shared) }),
                Err(error) if is_lost(&error) => shared.waiting().idle.clear(),
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Busy)
    }

    /// Waits for those under way, and closes all.
    pub async fn close(&self) {
        let all = self.0.total.acquire_many(self.0.limits.total);
        let _ = tokio::time::timeout(Duration::from_secs(10), all).await;
        self.0.total.close();
        self.0.waiting().idle.clear();
    }
}

/// One for the clinic's share, one for the house's total.
type Permits = (OwnedSemaphorePermit, OwnedSemaphorePermit);

impl Shared {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn permits(&self, clinic: Uuid) -> Result<Permits> {
        let new = || Arc::new(Semaphore::new(self.limits.per_clinic as usize));
        let share = Arc::clone(self.waiting().shares.entry(clinic).or_insert_with(new));
        // Closed: the house is shutting down.
        let share = share.acquire_owned().await.map_err(|_| Error::Busy)?;
        let total = Arc::clone(&self.total).acquire_owned().await.map_err(|_| Error::Busy)?;
        Ok((share, total))
    }

    /// An idle connection, unless there is room for one more and none is in the clinic already.
    fn choose(&self, clinic: Uuid) -> Option<Stay> {
        let mut waiting = self.waiting();
        let here = waiting.idle.iter().rposition(|stay| stay.clinic == Some(clinic));
        let in_use = (self.limits.total as usize).saturating_sub(self.total.available_permits());
        let is_full = waiting.idle.len() + in_use > self.limits.total as usize;
        let position = here.or_else(|| is_full.then(|| waiting.spare()).flatten())?;
        Some(waiting.idle.remove(position))
    }

    async fn connect(&self) -> sqlx::Result<Stay> {
        let connection = self.options.connect().await?;
        let now = Instant::now();
        Ok(Stay { connection, clinic: None, prepared: Prepared::default(), opened: now, since: now })
    }

    fn take_back(&self, mut stay: Stay) {
        let now = Instant::now();
        stay.since = now;
        let mut waiting = self.waiting();
        if now.duration_since(stay.opened) < LIFETIME {
            waiting.idle.push(stay);
        }
        let awake = waiting.idle.iter().position(|stay| now.duration_since(stay.since) < IDLE);
        waiting.idle.drain(..awake.unwrap_or(0));
    }
}

impl Stay {
    async fn go_to(&mut self, clinic: &Tenant, changes: bool) -> sqlx::Result<()> {
        if self.clinic != Some(clinic.id) {
            self.clinic = None;
            let room = clinic.schema.as_str();
            // In a round trip of its own: what is set inside a transaction is unset by its rollback.
            self.say(format!("reset all; set role {room}; set search_path = {room}")).await?;
            self.clinic = Some(clinic.id);
        } else if !changes && self.since.elapsed() > TRUSTED {
            self.connection.ping().await?;
        }
        if changes {
            self.say("begin read write".to_owned()).await?;
        }
        Ok(())
    }

    async fn say(&mut self, sql: String) -> sqlx::Result<()> {
        self.connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.map(drop)
    }
}

/// A connection in somebody's hands. Whatever happens to its owner, it goes back clean or not at all.
pub(crate) struct Lease {
    stay: Option<Stay>,
    permits: Option<Permits>,
    shared: Arc<Shared>,
}

impl Lease {
    pub fn connection(&mut self) -> Result<&mut PgConnection> {
        self.stay.as_mut().map(|stay| &mut stay.connection).ok_or(Error::Busy)
    }

    /// Ends the transaction together with its record, in one round trip. A connection that could not is closed.
    pub async fn finish(mut self, schema: &SchemaName, events: &[Event]) -> Result<()> {
        let mut stay = self.stay.take().ok_or(Error::Busy)?;
        // A failed transaction answers `commit` with a silent rollback; a statement before it makes it say so.
        let mut sql = String::from(if events.is_empty() { "select 1;" } else { "" });
        stay.prepared.write(schema, events, &mut sql);
        sql.push_str("commit");
        stay.say(sql).await?;
        self.shared.take_back(stay);
        Ok(())
    }

    /// For an owner that began no transaction, and whose last statement has been answered.
    pub fn give_back(mut self) {
        if let Some(stay) = self.stay.take() {
            self.shared.take_back(stay);
        }
    }
}

impl Drop for Lease {
    /// An owner that gave up half-way (an error, a cancelled request) leaves an open transaction or a running statement.
    fn drop(&mut self) {
        let (Some(mut stay), permits) = (self.stay.take(), self.permits.take()) else { return };
        let (Ok(runtime), shared) = (tokio::runtime::Handle::try_current(), Arc::clone(&self.shared)) else { return };
        runtime.spawn(async move {
            match stay.say("rollback".to_owned()).await {
                Ok(()) => shared.take_back(stay),
                Err(_) => shared.waiting().idle.clear(),
            }
            drop(permits);
        });
    }
}

fn is_lost(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(database) => matches!(database.code().as_deref(), Some("57P01" | "57P02" | "57P03")),
        _ => false,
    }
}
