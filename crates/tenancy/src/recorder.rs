//! The recorder: commits the audit events of all concurrent reads together, then lets their answers go.
//!
//! One commit per read would cost a transaction each. Here the events that arrive while all scribes are at a commit
//! wait and share the next one; no answer leaves before its event is durable. Two scribes, so that one gathers while
//! the other waits for the disk; more of them would only make more and smaller commits.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor as _, PgConnection};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::audit::{Event, Prepared, insert_sql};
use crate::connections::LIFETIME;
use crate::{Error, Result, SchemaName};

/// How many commits may be under way at once.
const SCRIBES: usize = 2;
const QUEUE: usize = 4096;
const BATCH: usize = 512;

struct Entry {
    schema: SchemaName,
    events: Vec<Event>,
    done: oneshot::Sender<bool>,
}

#[derive(Clone)]
pub(crate) struct Recorder {
    queue: mpsc::Sender<Entry>,
}

impl Recorder {
    pub fn start(options: &PgConnectOptions, patience: Duration) -> Self {
        let (queue, inbox) = mpsc::channel(QUEUE);
        let inbox = Arc::new(Mutex::new(inbox));
        for _ in 0..SCRIBES {
            let scribe = Scribe { options: options.clone(), patience, desk: None };
            tokio::spawn(scribe.write_all(Arc::clone(&inbox)));
        }
        Self { queue }
    }

    /// Returns when the events are durable. Fails closed: what cannot be recorded must not be shown.
    pub async fn record(&self, schema: SchemaName, events: Vec<Event>) -> Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        let (done, wait) = oneshot::channel();
        self.queue.try_send(Entry { schema, events, done }).map_err(|_| Error::Busy)?;
        match wait.await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(Error::Busy),
        }
    }
}

/// One of those who write, until the last [`Recorder`] is gone.
struct Scribe {
    options: PgConnectOptions,
    patience: Duration,
    desk: Option<Desk>,
}

struct Desk {
    connection: PgConnection,
    prepared: Prepared,
    opened: Instant,
}

/// A scribe comes into every clinic, so its connection may wear out sooner than by age.
const MOST_PREPARED: usize = 1000;

impl Scribe {
    async fn write_all(mut self, inbox: Arc<Mutex<mpsc::Receiver<Entry>>>) {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            let received = inbox.lock().await.recv_many(&mut batch, BATCH).await;
            if received == 0 {
                return;
            }
            let stored = self.write(&batch).await;
            for entry in batch.drain(..) {
                // One clinic that refuses (being deleted, say) must not cost the others their answers.
                let durable = stored || self.write_again(&entry).await;
                let _ = entry.done.send(durable);
            }
        }
    }

    async fn write(&mut self, batch: &[Entry]) -> bool {
        let Some(desk) = self.desk().await else { return false };
        let sql = desk.batch_sql(batch);
        self.commit(sql).await
    }

    /// A connection that broke after its commit could not say so: what stands there already is as good as written.
    async fn write_again(&mut self, entry: &Entry) -> bool {
        let mut sql = String::new();
        insert_sql(&entry.schema, &entry.events, &mut sql);
        sql.push_str(" on conflict do nothing");
        // The desk may have been lost to the entry before this one.
        for _ in 0..2 {
            if self.desk().await.is_some() && self.commit(sql.clone()).await {
                return true;
            }
        }
        false
    }

    async fn desk(&mut self) -> Option<&mut Desk> {
        if self.desk.as_ref().is_none_or(Desk::is_worn) {
            let connection = tokio::time::timeout(self.patience, self.options.connect()).await.ok()?.ok()?;
            self.desk = Some(Desk { connection, prepared: Prepared::default(), opened: Instant::now() });
        }
        self.desk.as_mut()
    }

    /// Several statements in one simple query are one transaction; it is committed when this returns `true`.
    async fn commit(&mut self, sql: String) -> bool {
        let Some(desk) = self.desk.as_mut() else { return false };
        let done = desk.connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await;
        if let Err(error) = done {
            tracing::warn!(code = %Error::from(error).code(), "audit events not stored at the first try");
            self.desk = None;
            return false;
        }
        true
    }
}

impl Desk {
    fn is_worn(&self) -> bool {
        self.opened.elapsed() > LIFETIME || self.prepared.len() > MOST_PREPARED
    }

    fn batch_sql(&mut self, batch: &[Entry]) -> String {
        let mut by_schema: BTreeMap<&str, (&SchemaName, Vec<&Event>)> = BTreeMap::new();
        for entry in batch {
            let (_, events) = by_schema.entry(entry.schema.as_str()).or_insert((&entry.schema, Vec::new()));
            events.extend(&entry.events);
        }
        let mut sql = String::with_capacity(batch.len() * 640);
        for (schema, events) in by_schema.into_values() {
            self.prepared.write(schema, events, &mut sql);
        }
        sql
    }
}
