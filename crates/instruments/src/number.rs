//! Numbers that count exactly: fractions, rounded only where somebody reads them.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A fraction in lowest terms, its denominator above nought.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    over: i128,
    under: i128,
}

/// What can be written down; far from where counting ends.
const LARGEST: i128 = 1_000_000_000_000;
/// A ten-thousandth is finer than any stop watch.
pub const FINEST: u32 = 4;

impl Number {
    pub const ZERO: Self = Self { over: 0, under: 1 };
    pub const ONE: Self = Self { over: 1, under: 1 };

    pub const fn whole(value: i64) -> Self {
        Self { over: value as i128, under: 1 }
    }

    /// `over / under`; nought when there is nothing to divide by.
    fn of(over: i128, under: i128) -> Self {
        if under == 0 {
            return Self::ZERO;
        }
        let divisor = greatest_common(over.unsigned_abs(), under.unsigned_abs());
        let divisor = i128::try_from(divisor).unwrap_or(1).max(1) * under.signum();
        Self { over: over / divisor, under: under / divisor }
    }

    /// A decimal as it is typed: `12`, `-0.5`, `3.25`; none when it is no number, too large or too fine.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let places = u32::try_from(fraction.len()).ok().filter(|places| *places <= FINEST)?;
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 13 || !is_plain(whole) || !is_plain(fraction) || digits.ends_with('.') {
            return None;
        }
        let under = 10_i128.pow(places);
        let over = whole.parse::<i128>().ok()? * under + if places > 0 { fraction.parse().ok()? } else { 0 };
        (over <= LARGEST * under).then(|| Self::of(sign * over, under))
    }

    /// Whether it can be written down and read again.
    pub fn is_writable(self) -> bool {
        self.over.abs() <= LARGEST * self.under && self.decimals().is_some()
    }

    pub fn is_negative(self) -> bool {
        self.over < 0
    }

    #[must_use]
    pub fn abs(self) -> Self {
        Self { over: self.over.abs(), under: self.under }
    }

    /// How many decimals it takes to write this down, if it can be.
    pub fn decimals(self) -> Option<u32> {
        (0..=FINEST).find(|places| 10_i128.pow(*places) % self.under == 0)
    }

    /// The nearest number of so many decimals; a half goes away from nought, as on paper.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let scale = 10_i128.pow(decimals.min(FINEST));
        let doubled = self.over.abs() * scale * 2 + self.under;
        Self::of(self.over.signum() * (doubled / (self.under * 2)), scale)
    }

    /// The square root, to so many decimals.
    #[must_use]
    pub fn root(self, decimals: u32) -> Self {
        let scale = 10_i128.pow(decimals.min(FINEST));
        // Twice as fine as asked for, so that the last digit is rounded rather than cut.
        let square = self.over.max(0) * 4 * scale * scale / self.under;
        let root = u128::try_from(square).unwrap_or(0).isqrt();
        Self::of(i128::try_from(root).unwrap_or(0).midpoint(1), scale)
    }

    /// For drawing, where a pixel is coarser than any error.
    #[expect(clippy::cast_precision_loss, reason = "scores are far below 2^53, where nothing is lost")]
    pub fn approximate(self) -> f64 {
        self.over as f64 / self.under as f64
    }
}

fn greatest_common(one: u128, other: u128) -> u128 {
    if other == 0 { one } else { greatest_common(other, one % other) }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Add for Number {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::of(self.over * other.under + other.over * self.under, self.under * other.under)
    }
}

impl Sub for Number {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Number {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::of(self.over * other.over, self.under * other.under)
    }
}

impl Div for Number {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::of(self.over * other.under, self.under * other.over)
    }
}

impl Neg for Number {
    type Output = Self;
    fn neg(self) -> Self {
        Self { over: -self.over, under: self.under }
    }
}

impl Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self::whole(value.into())
    }
}

/// A decimal, as short as it can be; what has no end is cut at the finest.
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.decimals().unwrap_or(FINEST);
        let (scale, number) = (10_i128.pow(places), self.rounded(places));
        let scaled = number.over.abs() * (scale / number.under);
        if self.is_negative() && scaled > 0 {
            formatter.write_str("-")?;
        }
        match usize::try_from(places) {
            Ok(places) if places > 0 => write!(formatter, "{}.{:0places$}", scaled / scale, scaled % scale),
            _ => write!(formatter, "{scaled}"),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A JSON number: whole where it is whole.
impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(self.over) {
            Ok(whole) if self.under == 1 => serializer.serialize_i64(whole),
            _ => serializer.serialize_f64(self.approximate()),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Decimal)
    }
}

struct Decimal;

impl Decimal {
    fn read<E: Error>(text: &str) -> Result<Number, E> {
        Number::parse(text).ok_or_else(|| E::custom("a number with at most four decimals is needed"))
    }
}

impl Visitor<'_> for Decimal {
    type Value = Number;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a number")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Number, E> {
        Self::read(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Number, E> {
        Self::read(&value.to_string())
    }

    // The shortest decimal that means this number is the one that was typed.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Number, E> {
        Self::read(&value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn a_decimal_is_written_as_it_was_read() {
        for text in ["0", "7", "-3", "0.1", "12.34", "-0.5", "1000000", "3.0625"] {
            assert_eq!(number(text).to_string(), text);
            let json: Number = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&json).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_sensible_number_is_refused() {
        for text in ["", "-", "1.", ".5", "1e3", "1,5", "1000000000001", "0.00001", "NaN", "+1", "٣", "--1"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
        assert!(serde_json::from_str::<Number>("1e300").is_err());
        assert!(serde_json::from_str::<Number>("\"1\"").is_err());
    }

    #[test]
    fn a_tenth_ten_times_is_one() {
        assert_eq!((0..10).map(|_| number("0.1")).sum::<Number>(), Number::ONE);
    }

    #[test]
    fn a_half_goes_away_from_nought() {
        assert_eq!(number("2.5").rounded(0), number("3"));
        assert_eq!(number("-2.5").rounded(0), number("-3"));
        assert_eq!((number("20") / number("3")).rounded(2), number("6.67"));
    }

    #[test]
    fn a_root_is_rounded_and_not_cut() {
        assert_eq!(number("2").root(4), number("1.4142"));
        assert_eq!(number("3").root(4), number("1.7321"));
        assert_eq!(number("6.25").root(1), number("2.5"));
    }

    #[test]
    fn nothing_is_divided_by_nought() {
        assert_eq!(number("1") / Number::ZERO, Number::ZERO);
    }
}
