//! An amount of money, and how it is written.

use crate::currency::Currency;
use crate::decimal::{Unread, scaled};
use crate::shares::divided;

/// An amount in the smallest unit of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// More than any visit costs in any currency; sums of millions of them stay far from overflowing.
pub const MOST: i64 = 1_000_000_000_000;

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads `350`, `350.5`, `٣٥٠٫٥٠`; refuses signs, exponents and more places than the currency has.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, &'static str> {
        if text.trim_start().starts_with('-') {
            return Err("out_of_range");
        }
        let places = usize::try_from(currency.exponent()).unwrap_or(0);
        match scaled(text, places) {
            Ok(minor) if minor <= MOST => Ok(Self { minor, currency }),
            Ok(_) | Err(Unread::TooLarge) => Err("out_of_range"),
            Err(Unread::NoNumber) => Err("not_an_amount"),
        }
    }

    /// As [`parse`](Self::parse), of what may be taken away as well: `-12.50`, with a hyphen or a minus sign.
    pub fn parse_signed(text: &str, currency: Currency) -> Result<Self, &'static str> {
        match text.trim().strip_prefix(['-', '\u{2212}']) {
            Some(rest) if !rest.trim_start().starts_with(['-', '\u{2212}']) => Ok(-Self::parse(rest, currency)?),
            Some(_) => Err("not_an_amount"),
            None => Self::parse(text, currency),
        }
    }

    /// The amount as decimal text, with all places of its currency.
    pub fn decimal(self) -> String {
        let places = usize::try_from(self.currency.exponent()).unwrap_or(0);
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let sign = if self.minor < 0 { "-" } else { "" };
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }

    /// What is paid of it in coins: the nearest amount that there are coins for.
    #[must_use]
    pub fn in_coins(self) -> Self {
        let coin = self.currency.coin();
        Self { minor: divided(self.minor.into(), coin.into()).saturating_mul(coin), ..self }
    }

    /// Whether there are coins that come to it.
    pub fn is_in_coins(self) -> bool {
        self.minor % self.currency.coin() == 0
    }
}

impl std::ops::Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self { minor: self.minor.saturating_neg(), ..self }
    }
}

/// As people read it anywhere: `350.00 EGP`.
impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.decimal(), self.currency.as_str())
    }
}
