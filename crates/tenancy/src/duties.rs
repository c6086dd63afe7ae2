//! Duties: what the program does for each clinic by itself, and again.
//!
//! A duty looks at what stands in the clinic's tables, does what is to be done, and says when it wants to look again. It
//! is told nothing and keeps nothing in between, so there is nothing to lose: a node that dies in the middle leaves the
//! rows as they are, and the next look finds them. One node at a time does a clinic's duty; the lock belongs to a
//! connection and is gone with it. Should two look at once all the same, each row they work on has a lock of its own.

mod ledger;
mod worker;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use jiff::Timestamp;

use crate::{Result, TenantRef, Topic};

pub use ledger::DutyState;
pub(crate) use ledger::Ledger;
pub use worker::Worker;

/// How a duty ends: with when it is due again.
pub type Done = Pin<Box<dyn Future<Output = Result<Timestamp>> + Send>>;

/// Something to be done for every clinic.
#[derive(Clone)]
pub struct Duty {
    /// Stable: the clinics' rows are kept under it.
    pub name: &'static str,
    /// News of this make it due at once.
    pub woken_by: Option<Topic>,
    /// Somebody waits for it: it does not stand in line behind those that take their time.
    pub is_urgent: bool,
    run: Arc<dyn Fn(TenantRef) -> Done + Send + Sync>,
}

impl Duty {
    pub fn new<F, Fut>(name: &'static str, run: F) -> Self
    where
        F: Fn(TenantRef) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Timestamp>> + Send + 'static,
    {
        Self { name, woken_by: None, is_urgent: false, run: Arc::new(move |tenant| Box::pin(run(tenant))) }
    }

    #[must_use]
    pub fn woken_by(mut self, topic: Topic) -> Self {
        self.woken_by = Some(topic);
        self
    }

    #[must_use]
    pub fn urgent(mut self) -> Self {
        self.is_urgent = true;
        self
    }

    fn run(&self, tenant: TenantRef) -> Done {
        (self.run)(tenant)
    }
}

impl fmt::Debug for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Duty").field("name", &self.name).finish_non_exhaustive()
    }
}
