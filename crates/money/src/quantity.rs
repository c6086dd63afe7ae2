//! How much of something there is.

use crate::decimal::{Unread, scaled, short};

/// A quantity, in thousandths: hours, kilometres, pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i64);

const MOST_THOUSANDTHS: i64 = 100_000_000;

impl Quantity {
    pub const ONE: Self = Self(1_000);

    pub fn from_thousandths(thousandths: i64) -> Option<Self> {
        (1..=MOST_THOUSANDTHS).contains(&thousandths).then_some(Self(thousandths))
    }

    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// Reads `2`, `1.5`, `٠٫٧٥`: at most three places, more than nothing, at most a hundred thousand.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        match scaled(text, 3) {
            Ok(thousandths) => Self::from_thousandths(thousandths).ok_or("out_of_range"),
            Err(Unread::TooLarge) => Err("out_of_range"),
            Err(Unread::NoNumber) => Err("not_a_number"),
        }
    }

    /// Without needless noughts: `2`, `1.5`.
    pub fn decimal(self) -> String {
        short(self.0, 3)
    }
}
