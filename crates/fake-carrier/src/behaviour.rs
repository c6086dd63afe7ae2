//! How badly it behaves.

use rand::rngs::SmallRng;
use rand::{Rng as _, SeedableRng as _};
use serde::{Deserialize, Serialize};

/// Each in percent of the messages it is given; together no more than a hundred.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Behaviour {
    /// Says 429.
    pub too_many: u8,
    /// Says 500.
    pub errors: u8,
    /// Hangs up before it has accepted.
    pub drops: u8,
    /// Accepts, and hangs up before it has said so.
    pub accepts_and_drops: u8,
    /// How long it thinks before each answer.
    pub delay_ms: u64,
    pub callbacks: Order,
    /// The same seed misbehaves in the same way.
    pub seed: u64,
}

/// How it tells what became of a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    #[default]
    InOrder,
    /// The last word first.
    Backwards,
    /// Everything twice.
    Doubled,
    Never,
}

/// What happens to one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Accepted,
    TooMany,
    Error,
    Dropped,
    AcceptedAndDropped,
}

/// A behaviour and the dice that go with it.
pub struct Dice {
    pub behaviour: Behaviour,
    random: SmallRng,
}

impl Dice {
    pub fn new(behaviour: Behaviour) -> Self {
        Self { random: SmallRng::seed_from_u64(behaviour.seed), behaviour }
    }

    pub fn throw(&mut self) -> Fate {
        let Behaviour { too_many, errors, drops, accepts_and_drops, .. } = self.behaviour;
        let mut left: u8 = self.random.random_range(0..100);
        for (share, fate) in [
            (too_many, Fate::TooMany),
            (errors, Fate::Error),
            (drops, Fate::Dropped),
            (accepts_and_drops, Fate::AcceptedAndDropped),
        ] {
            if left < share {
                return fate;
            }
            left -= share;
        }
        Fate::Accepted
    }
}
