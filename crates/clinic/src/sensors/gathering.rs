//! Readings of concurrent requests of one clinic share a transaction: each is answered when that is durable.
//!
//! Devices send one reading at a time, and many devices send at once. While a transaction is under way, whoever comes
//! waits, and all who wait go together; alone, nobody waits at all. Handlers run on tasks of their own, so whoever carries
//! the others' readings is not cut off by a client that hangs up.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tenancy::{Actor, Error, House, Result, TenantRef, TenantTx, Ticket};
use tokio::sync::{Semaphore, oneshot};
use uuid::Uuid;

use super::model::{NewReading, Reading};
use super::operations::{Entry, record};

/// As many transactions of one clinic are under way at once: one gathers while the other waits for the disk.
const AT_ONCE: usize = 1;
/// As many readings go together.
const MOST: usize = 500;

struct Waiting {
    entry: Entry,
    done: oneshot::Sender<Result<Reading>>,
}

/// A clinic's readings that wait to be recorded.
struct Line {
    turns: Semaphore,
    waiting: Mutex<Vec<Waiting>>,
}

impl Line {
    fn new() -> Self {
        Self { turns: Semaphore::new(AT_ONCE), waiting: Mutex::default() }
    }

    fn push(&self, waiting: Waiting) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(waiting);
    }

    /// Those who have waited longest.
    fn next(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let count = waiting.len().min(MOST);
        waiting.drain(..count).collect()
    }
}

/// Where single readings wait for each other, clinic by clinic.
#[derive(Clone)]
pub struct Gathering {
    house: House,
    lines: Arc<Mutex<HashMap<Uuid, Arc<Line>>>>,
}

impl Gathering {
    pub fn new(house: &House) -> Self {
        Self { house: house.clone(), lines: Arc::default() }
    }

    fn line(&self, clinic: Uuid) -> Arc<Line> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(lines.entry(clinic).or_insert_with(|| Arc::new(Line::new())))
    }

    /// Records a reading in the name of its sender; returns when it is durable, or refused.
    pub async fn record(&self, ticket: &Ticket, new: NewReading) -> Result<Reading> {
        let line = self.line(ticket.tenant.id);
        let (done, mut outcome) = oneshot::channel();
        line.push(Waiting { entry: Entry { ticket: ticket.clone(), new }, done });
        loop {
            let turn = line.turns.acquire().await.map_err(|_| Error::Busy)?;
            // Somebody who had a turn before may have taken this one along.
            match outcome.try_recv() {
                Ok(result) => return result,
                Err(oneshot::error::TryRecvError::Closed) => return Err(Error::Busy),
                Err(oneshot::error::TryRecvError::Empty) => {}
            }
            let batch = line.next();
            if batch.is_empty() {
                drop(turn);
                return outcome.await.unwrap_or(Err(Error::Busy));
            }
            // On the heap: nearly everybody else's is carried along, and need not hold the room for it.
            Box::pin(self.carry(&ticket.tenant, batch)).await;
        }
    }

    /// Records a batch together. Where that fails, each goes alone: one that cannot be written must not cost the others
    /// their readings.
    async fn carry(&self, tenant: &TenantRef, batch: Vec<Waiting>) {
        let entries: Vec<Entry> = batch.iter().map(|waiting| waiting.entry.clone()).collect();
        match self.write(tenant, &entries).await {
            Ok(results) => {
                for (waiting, result) in batch.into_iter().zip(results) {
                    // Whoever has gone does not hear it.
                    let _ = waiting.done.send(result);
                }
            }
            Err(Error::Internal(_)) if batch.len() > 1 => {
                for waiting in batch {
                    let alone = self.write(tenant, std::slice::from_ref(&waiting.entry)).await;
                    let _ = waiting.done.send(alone.and_then(|mut one| one.pop().unwrap_or(Err(Error::Busy))));
                }
            }
            Err(error) => {
                let mut error = Some(error);
                for waiting in batch {
                    let _ = waiting.done.send(Err(error.take().unwrap_or(Error::Busy)));
                }
            }
        }
    }

    async fn write(&self, tenant: &TenantRef, entries: &[Entry]) -> Result<Vec<Result<Reading>>> {
        let ticket = self.house.ticket(tenant.clone(), Actor::Job { name: "record_readings" });
        let mut tx: TenantTx = self.house.begin(ticket).await?;
        let results = record(&mut tx, entries).await?;
        // Nothing happened when all were refused, and nothing is to stand on record.
        if results.iter().any(Result::is_ok) {
            tx.commit().await?;
        }
        Ok(results)
    }
}
