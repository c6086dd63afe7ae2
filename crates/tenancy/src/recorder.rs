//! The recorder: commits the audit events of all concurrent reads together, then lets their answers go.
//!
//! One commit per read would cost a transaction each. Here the events that arrive while all scribes are at a commit
//! wait and share the next one; no answer leaves before its event is durable. Several scribes, because PostgreSQL
//! flushes for all who commit at the same time: with a single one, events would wait for a flush that is not theirs.

use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::{AssertSqlSafe, Executor as _, PgPool};
use tokio::sync::{Mutex, mpsc, oneshot};

use crate::audit::{Event, insert_sql};
use crate::{Error, Result, SchemaName};

/// How many commits may be under way at once.
pub(crate) const SCRIBES: u32 = 4;
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
    pool: PgPool,
}

impl Recorder {
    pub fn start(pool: PgPool) -> Self {
        let (queue, inbox) = mpsc::channel(QUEUE);
        let inbox = Arc::new(Mutex::new(inbox));
        for _ in 0..SCRIBES {
            tokio::spawn(run(pool.clone(), Arc::clone(&inbox)));
        }
        Self { queue, pool }
    }

    pub async fn close(&self) {
        self.pool.close().await;
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

async fn run(pool: PgPool, inbox: Arc<Mutex<mpsc::Receiver<Entry>>>) {
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        let received = inbox.lock().await.recv_many(&mut batch, BATCH).await;
        if received == 0 {
            return;
        }
        let together = batch_sql(&batch);
        let stored = store(&pool, together).await;
        for entry in batch.drain(..) {
            // One clinic that refuses (being deleted, say) must not cost the others their answers.
            let durable = stored || store(&pool, batch_sql(std::slice::from_ref(&entry))).await;
            let _ = entry.done.send(durable);
        }
    }
}

fn batch_sql(batch: &[Entry]) -> String {
    let mut by_schema: BTreeMap<&str, (&SchemaName, Vec<Event>)> = BTreeMap::new();
    for entry in batch {
        let (_, events) = by_schema.entry(entry.schema.as_str()).or_insert((&entry.schema, Vec::new()));
        events.extend(entry.events.iter().cloned());
    }
    let mut sql = String::with_capacity(batch.len() * 512);
    for (schema, events) in by_schema.values() {
        insert_sql(schema, events, &mut sql);
        // A connection that broke after the commit did not say so, and the second try finds its own rows.
        sql.push_str(" on conflict do nothing;");
    }
    sql
}

/// Several statements in one simple query are one transaction; it is committed when this returns `true`.
async fn store(pool: &PgPool, sql: String) -> bool {
    // A connection that died while idle says so at first use; one more try takes a fresh one.
    for _ in 0..3 {
        let Ok(mut connection) = pool.acquire().await else { return false };
        match connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.clone()))).await {
            Ok(_) => return true,
            Err(sqlx::Error::Io(_)) => connection.close_on_drop(),
            Err(error) => {
                tracing::warn!(code = %crate::Error::from(error).code(), "audit events not stored");
                connection.close_on_drop();
            }
        }
    }
    false
}
