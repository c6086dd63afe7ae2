//! The worker: finds what is due and does it, a few clinics at a time.

use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::FutureExt as _;
use tokio::sync::Semaphore;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;
use uuid::Uuid;

use super::Duty;
use super::ledger::{AT_ONCE, DutyState, Ledger};
use crate::{House, News, Result, TenantRef};

/// How often is looked for what is due; news are heard at once.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often clinics that are new here get their duties.
const FILL_EVERY: Duration = Duration::from_secs(30);
const MOST: i64 = 64;
/// How long what is under way may take to end when the program is told to stop.
const DRAIN: Duration = Duration::from_secs(20);

/// Does the duties of all clinics.
#[derive(Clone)]
pub struct Worker {
    house: House,
    ledger: Ledger,
    duties: Arc<[Duty]>,
    names: Arc<[String]>,
    patient: Arc<Semaphore>,
    urgent: Arc<Semaphore>,
    /// What this node does now, and whether it is to look once more when it is done.
    under_way: Arc<Mutex<HashMap<(Uuid, &'static str), bool>>>,
}

impl Worker {
    pub fn new(house: &House, duties: Vec<Duty>) -> Self {
        Self {
            ledger: Ledger(house.duty_pool()),
            names: duties.iter().map(|duty| duty.name.to_owned()).collect(),
            duties: duties.into(),
            patient: Arc::new(Semaphore::new(AT_ONCE / 2)),
            urgent: Arc::new(Semaphore::new(AT_ONCE / 2)),
            under_way: Arc::default(),
            house: house.clone(),
        }
    }

    /// Works until told to stop, then lets what is under way end.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut news = self.house.bus().subscribe();
        let (mut looks, mut fills) = (tokio::time::interval(LOOK_EVERY), tokio::time::interval(FILL_EVERY));
        let mut tasks = JoinSet::new();
        tokio::pin!(stop);
        loop {
            tokio::select! {
                biased;
                () = &mut stop => break,
                heard = news.recv() => match heard {
                    Ok(News::Of { tenant, topic }) => {
                        for duty in self.duties.iter().filter(|duty| duty.woken_by == Some(topic)) {
                            self.start(&mut tasks, tenant, duty);
                        }
                    }
                    // Whatever was missed is found at the next look.
                    Ok(News::Missed) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => break,
                },
                _ = fills.tick() => {
                    let filled = self.ledger.fill(&self.names, self.house.clock().now()).await;
                    log(filled.err().map(|error| error.code()));
                }
                _ = looks.tick() => match self.ledger.due(&self.names, self.house.clock().now(), MOST).await {
                    Ok(due) => {
                        for (tenant, name) in due {
                            if let Some(duty) = self.duties.iter().find(|duty| duty.name == name) {
                                self.start(&mut tasks, tenant, duty);
                            }
                        }
                    }
                    Err(error) => log(Some(error.code())),
                },
                Some(_) = tasks.join_next() => {}
            }
        }
        let _ = tokio::time::timeout(DRAIN, async { while tasks.join_next().await.is_some() {} }).await;
    }

    fn start(&self, tasks: &mut JoinSet<()>, tenant: Uuid, duty: &Duty) {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(again) = under_way.get_mut(&(tenant, duty.name)) {
            *again = true;
            return;
        }
        under_way.insert((tenant, duty.name), false);
        let (worker, duty) = (self.clone(), duty.clone());
        tasks.spawn(async move { worker.see_to(tenant, &duty).await });
    }

    /// Does it, and once more if somebody asked meanwhile.
    async fn see_to(&self, tenant: Uuid, duty: &Duty) {
        let places = if duty.is_urgent { &self.urgent } else { &self.patient };
        let Ok(_place) = places.acquire().await else { return };
        loop {
            // One that panics must not stay on the list: it would never be done again here.
            match AssertUnwindSafe(self.perform(tenant, duty)).catch_unwind().await {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => tracing::warn!(duty = duty.name, %tenant, code = error.code(), "duty not done"),
                Err(_) => tracing::error!(duty = duty.name, %tenant, "duty broke off"),
            }
            let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
            match under_way.get_mut(&(tenant, duty.name)) {
                Some(again) if *again => *again = false,
                _ => {
                    under_way.remove(&(tenant, duty.name));
                    return;
                }
            }
        }
    }

    /// Does a clinic's duty now unless another node is at it; says whether it did.
    async fn perform(&self, tenant: Uuid, duty: &Duty) -> Result<bool> {
        let Some(tenant) = self.tenant(tenant).await? else { return Ok(false) };
        let clock = self.house.clock();
        let Some(held) = self.ledger.hold(tenant.id, duty.name, clock.now()).await? else { return Ok(false) };
        let outcome = duty.run(tenant.clone()).await;
        if let Err(error) = &outcome {
            tracing::warn!(
                duty = duty.name,
                clinic = tenant.slug,
                code = error.code(),
                "duty failed; it is tried again"
            );
        }
        self.ledger.settle(held, (tenant.id, duty.name), &outcome, clock.now()).await?;
        outcome.map(|_| true)
    }

    /// One whose tables are not up to date yet is left alone until they are.
    async fn tenant(&self, id: Uuid) -> Result<Option<TenantRef>> {
        let tenant = self.house.tenant_by_id(id).await?;
        Ok(tenant.filter(|tenant| self.house.serves(tenant.schema_version)))
    }

    /// Does everything that is due by the house's clock, one after the other, until nothing is; says how many that were.
    pub async fn run_due(&self) -> Result<usize> {
        let mut done = 0;
        self.ledger.fill(&self.names, self.house.clock().now()).await?;
        loop {
            let due = self.ledger.due(&self.names, self.house.clock().now(), MOST).await?;
            if due.is_empty() {
                return Ok(done);
            }
            for (tenant, name) in due {
                if let Some(duty) = self.duties.iter().find(|duty| duty.name == name) {
                    done += usize::from(self.perform(tenant, duty).await?);
                }
            }
        }
    }

    /// Does one duty of one clinic now, whenever it is due; false while another node is at it.
    pub async fn run_now(&self, tenant: Uuid, name: &str) -> Result<bool> {
        self.ledger.fill(&self.names, self.house.clock().now()).await?;
        match self.duties.iter().find(|duty| duty.name == name) {
            Some(duty) => self.perform(tenant, duty).await,
            None => Ok(false),
        }
    }

    /// How the clinics' duties stand, those that fail or are late first.
    pub async fn states(&self, most: i64) -> Result<Vec<DutyState>> {
        self.ledger.states(most).await
    }
}

fn log(code: Option<&'static str>) {
    if let Some(code) = code {
        tracing::warn!(code, "cannot look for duties now");
    }
}
