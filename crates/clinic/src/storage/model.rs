//! What is kept, and how much of the room that takes. No database here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::documents::operations::{Damaged, Found, Used};
use crate::parties::model::codes;

codes! {
    /// Whether there is room enough: it fills up from 80 %, and is nearly full from 95 % on.
    RoomLeft { Enough = "enough", FillingUp = "filling_up", NearlyFull = "nearly_full" }
}

/// Files that are kept for a while.
#[derive(Debug, Clone, Copy)]
pub struct Files {
    pub files: i64,
    pub bytes: i64,
}

/// Everything that a clinic keeps.
#[derive(Debug, Clone)]
pub struct Storage {
    pub kinds: Vec<Used>,
    pub found: Found,
    pub damaged: Vec<Damaged>,
    /// Bytes of all documents of the clinic.
    pub quota: u64,
    pub exports: Files,
    pub imports: Files,
    /// What all of the clinic's tables and indexes are on disk.
    pub database_bytes: i64,
}

/// How much of the room is taken, in percent; a little too much of none is all of it.
pub fn percent(bytes: u64, quota: u64) -> u64 {
    let percent = u128::from(bytes) * 100 / u128::from(quota.max(1));
    u64::try_from(percent).unwrap_or(u64::MAX)
}

impl RoomLeft {
    pub fn of(percent: u64) -> Self {
        match percent {
            0..80 => Self::Enough,
            80..95 => Self::FillingUp,
            95.. => Self::NearlyFull,
        }
    }
}

impl Storage {
    pub fn used(&self) -> u64 {
        u64::try_from(self.found.bytes).unwrap_or_default()
    }

    pub fn percent(&self) -> u64 {
        percent(self.used(), self.quota)
    }

    pub fn room(&self) -> RoomLeft {
        RoomLeft::of(self.percent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_when_four_fifths_are_taken_and_when_hardly_anything_is_left() {
        for (bytes, quota, room) in [
            (0, 100, RoomLeft::Enough),
            (799, 1000, RoomLeft::Enough),
            (800, 1000, RoomLeft::FillingUp),
            (949, 1000, RoomLeft::FillingUp),
            (950, 1000, RoomLeft::NearlyFull),
            (2000, 1000, RoomLeft::NearlyFull),
            (u64::MAX, u64::MAX, RoomLeft::NearlyFull),
            (1, 0, RoomLeft::NearlyFull),
            (0, 0, RoomLeft::Enough),
        ] {
            assert_eq!(RoomLeft::of(percent(bytes, quota)), room, "{bytes} of {quota}");
        }
    }
}
