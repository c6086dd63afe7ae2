//! Time and ids come from here, so that tests can hold the one and repeat the other.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use uuid::{ContextV7, Uuid};

use crate::Id;

/// Where "now" comes from. Microseconds: what PostgreSQL keeps, so that a value read back is the value written.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    held: Option<Arc<AtomicI64>>,
    /// What was waited for in milliseconds while the clock was held.
    waited: Arc<AtomicU64>,
    /// Orders what is made within one millisecond.
    sequence: Arc<Mutex<ContextV7>>,
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

    /// A new `UUIDv7`: later than every one made before it here, so indexes grow at one end, and what one request writes
    /// stands in the order it was written.
    pub fn new_id<T>(&self) -> Id<T> {
        let now = self.now().as_duration();
        let made = uuid::Timestamp::from_unix(
            &*self.sequence,
            now.as_secs().unsigned_abs(),
            now.subsec_nanos().unsigned_abs(),
        );
        Id::new(Uuid::new_v7(made))
    }

    pub fn new_uuid(&self) -> Uuid {
        self.new_id::<()>().uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_in_one_moment_is_in_the_order_of_its_making() {
        let clock = Clock::held_at("2030-01-07T07:00:00Z".parse().unwrap());
        let mut made: Vec<Uuid> = (0..10_000).map(|_| clock.new_uuid()).collect();
        clock.advance(jiff::SignedDuration::from_millis(1));
        made.extend((0..10_000).map(|_| clock.clone().new_uuid()));
        assert!(made.is_sorted_by(|one, next| one < next));
        let moment = |id: &Uuid| id.get_timestamp().unwrap().to_unix();
        assert_eq!(moment(&made[0]), (1_893_999_600, 0));
        assert_eq!(moment(&made[10_000]), (1_893_999_600, 1_000_000));
    }
}
