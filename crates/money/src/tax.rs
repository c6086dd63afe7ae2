//! Tax: how much of an amount it is.

use crate::decimal::{Unread, scaled, short};
use crate::shares::divided;

/// A rate of tax, in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaxRate(u16);

const WHOLE: i128 = 10_000;

impl TaxRate {
    pub fn from_hundredths(hundredths: i64) -> Option<Self> {
        u16::try_from(hundredths).ok().filter(|rate| i128::from(*rate) <= WHOLE).map(Self)
    }

    pub fn hundredths(self) -> i32 {
        self.0.into()
    }

    /// Reads a percentage: `14`, `5.5`, `٥٫٥`, `8,25`; at most two places, at most a hundred.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        match scaled(text, 2) {
            Ok(hundredths) => Self::from_hundredths(hundredths).ok_or("out_of_range"),
            Err(Unread::TooLarge) => Err("out_of_range"),
            Err(Unread::NoNumber) => Err("not_a_number"),
        }
    }

    /// As a percentage without needless noughts: `14`, `5.5`.
    pub fn decimal(self) -> String {
        short(self.0.into(), 2)
    }

    /// How much of an amount is tax that has the tax in it.
    pub fn within(self, amount: i64) -> i64 {
        divided(i128::from(amount) * i128::from(self.0), WHOLE + i128::from(self.0))
    }

    /// How much tax comes on top of an amount.
    pub fn on_top_of(self, amount: i64) -> i64 {
        divided(i128::from(amount) * i128::from(self.0), WHOLE)
    }
}
