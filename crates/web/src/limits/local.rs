//! The numbers of one program, in memory that does not grow with the number of those who knock.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, PoisonError};

use super::Key;
use super::quota::{Quota, Verdict};

const SHARDS: usize = 32;
/// Some 8 MB in all when everybody in the world knocks.
const MOST_IN_A_SHARD: usize = 4096;

/// Keys and the instants at which their quotas are whole again, spread so that few wait for each other.
pub(crate) struct Local {
    shards: Vec<Mutex<HashMap<Key, i64>>>,
    spread: RandomState,
}

impl Local {
    pub fn new() -> Self {
        Self { shards: (0..SHARDS).map(|_| Mutex::default()).collect(), spread: RandomState::new() }
    }

    pub fn take(&self, key: Key, quota: Quota, now: i64) -> Verdict {
        let at = usize::try_from(self.spread.hash_one(key) % SHARDS as u64).unwrap_or_default();
        let Some(shard) = self.shards.get(at) else { return quota.judge(now, now) };
        let mut known = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let verdict = quota.judge(known.get(&key).copied().unwrap_or(now), now);
        if known.len() >= MOST_IN_A_SHARD && !known.contains_key(&key) {
            make_room(&mut known, now);
        }
        known.insert(key, verdict.whole_at);
        verdict
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().unwrap().len()).sum()
    }
}

/// Forgets those whose quota is whole, and if that is not enough the half that is nearest to it.
fn make_room(known: &mut HashMap<Key, i64>, now: i64) {
    known.retain(|_, whole_at| *whole_at > now);
    if known.len() < MOST_IN_A_SHARD / 2 {
        return;
    }
    let mut waiting: Vec<i64> = known.values().copied().collect();
    let middle = waiting.len() / 2;
    let (_, median, _) = waiting.select_nth_unstable(middle);
    let median = *median;
    known.retain(|_, whole_at| *whole_at > median);
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::limits::Kind;

    const QUOTA: Quota = Quota { requests: 2, seconds: 60 };

    fn key(id: u128) -> Key {
        Key { tenant: Uuid::nil(), kind: Kind::Address, id }
    }

    #[test]
    fn each_key_has_a_quota_of_its_own() {
        let local = Local::new();
        let passes = |key: Key| local.take(key, QUOTA, 1).passes;
        assert!(passes(key(1)) && passes(key(1)) && !passes(key(1)));
        assert!(passes(key(2)));
        assert!(passes(Key { kind: Kind::Principal, ..key(1) }));
        assert!(passes(Key { tenant: Uuid::max(), ..key(1) }));
    }

    #[test]
    fn a_million_strangers_take_no_more_memory_and_free_nobody_who_is_held_up() {
        let local = Local::new();
        let held = key(u128::MAX);
        while local.take(held, QUOTA, 1).passes {}
        for stranger in 0..1_000_000 {
            local.take(key(stranger), QUOTA, 1);
        }
        assert!(local.len() <= SHARDS * MOST_IN_A_SHARD, "{}", local.len());
        assert!(!local.take(held, QUOTA, 1).passes);
    }

    #[test]
    fn asking_costs_far_less_than_a_fiftieth_of_a_millisecond() {
        let local = Local::new();
        for stranger in 0..100_000 {
            local.take(key(stranger), QUOTA, 1);
        }
        let (rounds, began) = (100_000, std::time::Instant::now());
        for number in 0..rounds {
            local.take(key(number % 1000), QUOTA, 1);
        }
        let each = began.elapsed() / u32::try_from(rounds).unwrap();
        println!("one check of a limit: {each:?}");
        assert!(each < std::time::Duration::from_micros(20), "{each:?}");
    }
}
