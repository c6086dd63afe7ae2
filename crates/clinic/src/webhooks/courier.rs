//! Tells what there is to be told: take it and commit, call, write down what came of it.
//!
//! The duty only finds whom there is something to tell, and is done. Each receiver is told on a task of its own, so one that
//! is slow or dead keeps nobody waiting: neither other receivers, nor other clinics, nor other duties. Nothing is kept in
//! between: whoever dies leaves rows that somebody was at until a moment, and after that the next look finds them. A call
//! whose answer nobody wrote down is made again: at least once is what is promised, and the name of the message is the same.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use carrier::{HookMessage, HookTrouble, Hooks};
use futures::future::try_join_all;
use identity::Reach;
use jiff::{SignedDuration, Timestamp};
use tenancy::{Actor, Error, House, Result, TenantRef, TenantTx};
use tokio::sync::watch;
use tokio::time::Instant;
use url::Url;
use uuid::Uuid;

use super::model::DeliveryError;
use super::operations::{self, Claimed, Round, Told, Verdict};

/// What happens says so to nobody: whoever is told of it waits so long at most.
const LOOK: SignedDuration = SignedDuration::from_secs(5);
/// Where nobody is told anything, somebody new is news.
const REST: SignedDuration = SignedDuration::from_mins(10);
/// As many receivers as one node tells something at a time.
const MOST_RECEIVERS: usize = 1024;

/// Takes what happens to those who want to know. Clones share what is under way.
#[derive(Debug, Clone)]
pub struct Courier {
    hooks: Hooks,
    reach: Reach,
    /// Whom this node is telling something.
    under_way: Arc<watch::Sender<HashSet<Uuid>>>,
    is_stopping: Arc<AtomicBool>,
}

/// Has a look at one clinic; says when it wants to look again.
pub async fn deliver_due(house: &House, tenant: &TenantRef, courier: &Courier) -> Result<Timestamp> {
    let mut tx = begin(house, tenant).await?;
    operations::give_up(&mut tx).await?;
    let (due, is_anybody_told) = operations::due(&mut tx).await?;
    tx.commit().await?;
    for webhook in due {
        courier.start(house, tenant, webhook);
    }
    let wait = if is_anybody_told { LOOK } else { REST };
    house.clock().now().checked_add(wait).map_err(Error::internal)
}

async fn begin(house: &House, tenant: &TenantRef) -> Result<TenantTx> {
    house.begin(house.ticket(tenant.clone(), Actor::Job { name: "webhooks" })).await
}

/// Takes a receiver off the list again, however its task ends.
struct UnderWay(Courier, Uuid);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.send_modify(|receivers| {
            receivers.remove(&self.1);
        });
    }
}

impl Courier {
    /// `reach` bounds where clinics may have somebody told.
    pub fn new(reach: Reach, answered: Duration) -> Self {
        let hooks = Hooks::new(reach.resolver(), answered);
        Self { hooks, reach, under_way: Arc::new(watch::Sender::default()), is_stopping: Arc::default() }
    }

    /// Begins nothing more, and waits for what is under way.
    pub async fn rest(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
        self.idle().await;
    }

    /// Waits until nobody is being told anything.
    pub async fn idle(&self) {
        let _ = self.under_way.subscribe().wait_for(HashSet::is_empty).await;
    }

    /// Tells one receiver whatever there is, unless this node is at it.
    fn start(&self, house: &House, tenant: &TenantRef, webhook: Uuid) {
        let is_new =
            self.under_way.send_if_modified(|receivers| receivers.len() < MOST_RECEIVERS && receivers.insert(webhook));
        if !is_new {
            return;
        }
        let (under_way, house, tenant) = (UnderWay(self.clone(), webhook), house.clone(), tenant.clone());
        tokio::spawn(async move {
            if let Err(error) = under_way.0.tell_all(&house, &tenant, webhook).await {
                tracing::warn!(clinic = tenant.slug, %webhook, code = error.code(), "a webhook is told later");
            }
        });
    }

    /// One round after the other while there is something to tell and somebody who hears it.
    async fn tell_all(&self, house: &House, tenant: &TenantRef, webhook: Uuid) -> Result<()> {
        while !self.is_stopping.load(Ordering::Relaxed) {
            let mut tx = begin(house, tenant).await?;
            let round = operations::claim(&mut tx, webhook).await?;
            tx.commit().await?;
            let Some(Round { url, secrets, claimed }) = round else { break };
            let address = Url::parse(&url).ok().filter(|_| self.reach.covers(&url));
            let calls =
                claimed.into_iter().map(|one| self.tell(house.clock().now(), (address.as_ref(), &secrets), one));
            let told = try_join_all(calls).await?;
            let mut tx = begin(house, tenant).await?;
            let goes_on = operations::settle(&mut tx, webhook, &told).await?;
            tx.commit().await?;
            if !goes_on {
                break;
            }
        }
        Ok(())
    }

    async fn tell(
        &self,
        at: Timestamp,
        (address, secrets): (Option<&Url>, &[carrier::HookSecret]),
        claimed: Claimed,
    ) -> Result<Told> {
        let again = |error| Verdict::Again(error, None);
        let Some(address) = address else {
            let verdict = again(DeliveryError::OutOfReach);
            return Ok(Told { claimed, took: Duration::ZERO, answered: None, verdict });
        };
        let (id, body) = (claimed.event.message_id(), claimed.event.body()?);
        let (began, message) = (Instant::now(), HookMessage { id: &id, at, body: &body });
        let answer = self.hooks.tell(address, &message, secrets).await;
        let (answered, verdict) = match answer {
            Ok(answer) => (Some(answer.status), verdict(answer.status, answer.retry_after)),
            Err(HookTrouble::TimedOut) => (None, again(DeliveryError::TimedOut)),
            Err(HookTrouble::BrokenOff) => (None, again(DeliveryError::BrokenOff)),
            Err(HookTrouble::Unreachable) => (None, again(DeliveryError::Unreachable)),
        };
        Ok(Told { claimed, took: began.elapsed(), answered, verdict })
    }
}

/// What an answer means. Where it points to another address, nobody goes: that one was judged by nobody.
fn verdict(status: u16, retry_after: Option<Duration>) -> Verdict {
    match status {
        200..=299 => Verdict::Heard,
        300..=399 => Verdict::Again(DeliveryError::Redirected, None),
        410 => Verdict::Gone,
        _ => Verdict::Again(DeliveryError::Refused, retry_after),
    }
}
