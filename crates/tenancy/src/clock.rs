//! Time and ids come from here, so that tests can hold the one and repeat the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use rand::RngCore as _;
use uuid::Uuid;

use crate::Id;

/// Where "now" comes from. Microseconds: what PostgreSQL keeps, so that a value read back is the value written.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    held: Option<Arc<AtomicI64>>,
    /// What was waited for in milliseconds while the clock was held.
    waited: Arc<AtomicU64>,
}

impl Clock {
    /// A clock that stands still until told otherwise.
    pub fn held_at(now: Timestamp) -> Self {
        Self { held: Some(Arc::new(AtomicI64::new(now.as_microsecond()))), ..Self::default() }
    }

    /// Moves a held clock; does nothing to a running one.
    pub fn advance(&self, by: jiff::SignedDuration) {
        if let Some(held) = &self.held {
            held.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }

    /// Lets time pass before an answer. Under a held clock no time passes: it is only noted how long it would have been.
    pub async fn pause(&self, lasts: Duration) {
        match &self.held {
            None => tokio::time::sleep(lasts).await,
            Some(_) => {
                let millis = u64::try_from(lasts.as_millis()).unwrap_or(u64::MAX);
                self.waited.fetch_add(millis, Ordering::SeqCst);
            }
        }
    }

    /// How long all pauses under this held clock would have taken.
    pub fn paused(&self) -> Duration {
        Duration::from_millis(self.waited.load(Ordering::SeqCst))
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that asks the operating system")]
    pub fn now(&self) -> Timestamp {
        let micros = match &self.held {
            Some(held) => held.load(Ordering::SeqCst),
            None => Timestamp::now().as_microsecond(),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX)
    }

    /// A new `UUIDv7`: sorted by time of making, so indexes grow at one end.
    pub fn new_id<T>(&self) -> Id<T> {
        let mut random = [0; 10];
        rand::rng().fill_bytes(&mut random);
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or(0);
        Id::new(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    pub fn new_uuid(&self) -> Uuid {
        self.new_id::<()>().uuid()
    }
}
