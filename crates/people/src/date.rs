//! Dates of birth as people write them.
//!
//! What `3/4/1985` means differs by country and cannot be seen from the date: the caller says by [`DateOrder`].
//! ISO dates (year first) mean the same everywhere and are read under any order.

use jiff::civil::Date;

use crate::text::ascii_digits;

/// Nobody alive was born before; an older year is a slip or an empty field of some program.
pub const EARLIEST_YEAR: i16 = 1880;

/// Which of day and month comes first where the year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
}

impl DateOrder {
    /// Reads `dmy` or `mdy`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "dmy" => Some(Self::DayMonthYear),
            "mdy" => Some(Self::MonthDayYear),
            _ => None,
        }
    }

    /// What [`DateOrder::parse`] reads.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DayMonthYear => "dmy",
            Self::MonthDayYear => "mdy",
        }
    }
}

/// Why a date is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("not a date")]
    Unreadable,
    /// `85` may be 1985 or, for the eldest and youngest, something else: ask.
    #[error("the year needs four digits")]
    TwoDigitYear,
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// Only where the order is unknown: see [`NumericDate::under`].
    #[error("day and month cannot be told apart")]
    Ambiguous,
    #[error("in the future")]
    InFuture,
    #[error("before {EARLIEST_YEAR}")]
    TooLongAgo,
}

impl DateError {
    /// Stable code for texts and API answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "date_unreadable",
            Self::TwoDigitYear => "date_two_digit_year",
            Self::NoSuchDay => "date_no_such_day",
            Self::Ambiguous => "date_ambiguous",
            Self::InFuture => "date_in_future",
            Self::TooLongAgo => "date_too_long_ago",
        }
    }
}

/// A date of birth (or death) as typed: not after `today`, not before [`EARLIEST_YEAR`].
///
/// # Errors
/// [`DateError`], when it is no such date.
pub fn parse(text: &str, order: DateOrder, today: Date) -> Result<Date, DateError> {
    within_life(NumericDate::split(text)?.under(Some(order))?, today)
}

/// Any day, past or to come; without an order, only what is certain.
///
/// # Errors
/// [`DateError`], when it is no date, or cannot be told apart from another.
pub fn parse_any(text: &str, order: Option<DateOrder>) -> Result<Date, DateError> {
    NumericDate::split(text)?.under(order)
}

/// Refuses dates on which nobody who could be a patient was born or died.
pub(crate) fn within_life(date: Date, today: Date) -> Result<Date, DateError> {
    if date > today {
        return Err(DateError::InFuture);
    }
    if date.year() < EARLIEST_YEAR {
        return Err(DateError::TooLongAgo);
    }
    Ok(date)
}

/// Completed years of life; somebody born on 29 February completes a year on 1 March where there is no 29th.
#[must_use]
pub fn age(date_of_birth: Date, today: Date) -> u16 {
    let had_birthday = (today.month(), today.day()) >= (date_of_birth.month(), date_of_birth.day());
    let years = today.year() - date_of_birth.year() - i16::from(!had_birthday);
    u16::try_from(years).unwrap_or(0)
}

/// Three numbers of a date before it is known which of them is the day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumericDate {
    YearFirst { year: i16, month: i8, day: i8 },
    YearLast { first: i8, second: i8, year: i16 },
}

impl NumericDate {
    pub(crate) fn split(text: &str) -> Result<Self, DateError> {
        let text = ascii_digits(text);
        let text = without_midnight(text.trim());
        if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
            return Self::split_compact(text);
        }

        let separator = text.chars().find(|c| matches!(c, '/' | '-' | '.' | ';')).ok_or(DateError::Unreadable)?;
        let mut parts = text.split(separator).map(str::trim);
        let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(DateError::Unreadable);
        };
        if [a, b, c].iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
            return Err(DateError::Unreadable);
        }

        match (a.len(), b.len(), c.len()) {
            (4, 1..=2, 1..=2) => Ok(Self::YearFirst { year: number(a)?, month: number(b)?, day: number(c)? }),
            (1..=2, 1..=2, 4) => Ok(Self::YearLast { first: number(a)?, second: number(b)?, year: number(c)? }),
            (1..=2, 1..=2, 1..=2) => Err(DateError::TwoDigitYear),
            _ => Err(DateError::Unreadable),
        }
    }

    /// Eight digits in a row: a year of ours cannot stand at the wrong end, since no month is 18, 19 or 20.
    fn split_compact(text: &str) -> Result<Self, DateError> {
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let year: i16 = number(part(0, 4))?;
        let month: i8 = number(part(4, 6))?;
        if year >= EARLIEST_YEAR && (1..=12).contains(&month) {
            return Ok(Self::YearFirst { year, month, day: number(part(6, 8))? });
        }
        Ok(Self::YearLast { first: number(part(0, 2))?, second: number(part(2, 4))?, year: number(part(4, 8))? })
    }

    /// The order that this date proves by itself: the 13th can be no month.
    pub(crate) const fn proves(self) -> Option<DateOrder> {
        match self {
            Self::YearLast { first: 13..=31, second: 1..=12, .. } => Some(DateOrder::DayMonthYear),
            Self::YearLast { first: 1..=12, second: 13..=31, .. } => Some(DateOrder::MonthDayYear),
            _ => None,
        }
    }

    /// Whether the order matters and cannot be seen: `3/4/1985`, but not `5/5/1985`.
    pub(crate) fn is_ambiguous(self) -> bool {
        matches!(self, Self::YearLast { first: 1..=12, second: 1..=12, .. })
            && matches!(self, Self::YearLast { first, second, .. } if first != second)
    }

    /// The date in the given order; without one, only what is certain.
    pub(crate) fn under(self, order: Option<DateOrder>) -> Result<Date, DateError> {
        let (year, month, day) = match self {
            Self::YearFirst { year, month, day } => (year, month, day),
            Self::YearLast { first, second, year } => match order.or(self.proves()) {
                Some(DateOrder::DayMonthYear) => (year, second, first),
                None if self.is_ambiguous() => return Err(DateError::Ambiguous),
                // Without an order and certain all the same, both are one number, or no day at all.
                Some(DateOrder::MonthDayYear) | None => (year, first, second),
            },
        };
        Date::new(year, month, day).map_err(|_| DateError::NoSuchDay)
    }
}

fn number<T: std::str::FromStr>(digits: &str) -> Result<T, DateError> {
    digits.parse().map_err(|_| DateError::Unreadable)
}

/// Programs export dates with a midnight behind. Any other time is left to be refused: `1985-03-11T22:00Z`
/// is a date that was shifted by a time zone, and the day before.
fn without_midnight(text: &str) -> &str {
    let Some((date, time)) = text.split_once(['T', ' ']) else { return text };
    let time = time.trim().trim_end_matches('Z');
    let is_midnight = matches!(time, "12:00:00 AM" | "12:00 AM")
        || (time.len() >= 4 && time.contains(':') && time.bytes().all(|b| matches!(b, b'0' | b':' | b'.')));
    if is_midnight { date } else { text }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use DateOrder::{DayMonthYear as Dmy, MonthDayYear as Mdy};

    const TODAY: Date = date(2026, 3, 2);

    #[test]
    fn one_day_is_read_from_many_spellings() {
        let day = Ok(date(1985, 3, 12));
        for text in [
            "1985-03-12",
            "1985/3/12",
            "1985.03.12",
            "12/3/1985",
            "12-03-1985",
            "12.03.1985",
            "12;3;1985",
            " 12 / 3 / 1985 ",
            "١٢/٣/١٩٨٥",
            "۱۹۸۵-۰۳-۱۲",
            "\u{200f}١٢/\u{200f}٣/\u{200f}١٩٨٥",
            "19850312",
            "12031985",
            "1985-03-12T00:00:00.000Z",
            "12/03/1985 00:00",
            "12/3/1985 12:00:00 AM",
        ] {
            assert_eq!(parse(text, Dmy, TODAY), day, "{text}");
        }
        assert_eq!(parse("3/12/1985", Mdy, TODAY), day);
        assert_eq!(parse("1985-03-12", Mdy, TODAY), day, "year first means the same everywhere");
    }

    #[test]
    fn what_is_no_date_of_birth_is_refused() {
        for (text, error) in [
            ("", DateError::Unreadable),
            ("yesterday", DateError::Unreadable),
            ("1985", DateError::Unreadable),
            ("12/3", DateError::Unreadable),
            ("12/3-1985", DateError::Unreadable),
            ("12//1985", DateError::Unreadable),
            ("+1/2/1985", DateError::Unreadable),
            ("-1985-03-12", DateError::Unreadable),
            ("1/2/3/1985", DateError::Unreadable),
            ("1985-03-11T22:00:00.000Z", DateError::Unreadable),
            ("12/3/85", DateError::TwoDigitYear),
            ("31/2/1985", DateError::NoSuchDay),
            ("29/2/2025", DateError::NoSuchDay),
            ("0/0/1985", DateError::NoSuchDay),
            ("0000-00-00", DateError::NoSuchDay),
            ("3/3/2026", DateError::InFuture),
            ("31/12/1879", DateError::TooLongAgo),
        ] {
            assert_eq!(parse(text, Dmy, TODAY), Err(error), "{text}");
        }
        assert_eq!(parse("2/3/2026", Dmy, TODAY), Ok(TODAY), "today is allowed: newborns");
        assert_eq!(parse("25/5/1989", Mdy, TODAY), Err(DateError::NoSuchDay), "the order given is kept to");
    }

    #[test]
    fn without_an_order_only_the_certain_is_read() {
        let read = |text: &str| NumericDate::split(text).and_then(|date| date.under(None));
        assert_eq!(read("25/5/1989"), Ok(date(1989, 5, 25)));
        assert_eq!(read("5/25/1989"), Ok(date(1989, 5, 25)));
        assert_eq!(read("5/5/1989"), Ok(date(1989, 5, 5)));
        assert_eq!(read("1989-05-06"), Ok(date(1989, 5, 6)));
        assert_eq!(read("5/6/1989"), Err(DateError::Ambiguous));
        assert_eq!(read("0/6/1989"), Err(DateError::NoSuchDay));
    }

    #[test]
    fn age_is_completed_years() {
        assert_eq!(age(date(1985, 3, 2), TODAY), 41);
        assert_eq!(age(date(1985, 3, 3), TODAY), 40);
        assert_eq!(age(TODAY, TODAY), 0);
        assert_eq!(age(date(2027, 1, 1), TODAY), 0);
        assert_eq!(age(date(2004, 2, 29), date(2025, 2, 28)), 20);
        assert_eq!(age(date(2004, 2, 29), date(2025, 3, 1)), 21);
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(text in "[0-9٠-٩/.;T: -]{0,12}|\\PC{0,12}") {
            let _ = parse(&text, Dmy, TODAY);
            let _ = parse(&text, Mdy, TODAY);
        }

        #[test]
        fn every_day_is_read_back(year in 1880i16..2026, month in 1i8..=12, day in 1i8..=28) {
            let expected = Ok(date(year, month, day));
            proptest::prop_assert_eq!(parse(&format!("{day}/{month}/{year}"), Dmy, TODAY), expected);
            proptest::prop_assert_eq!(parse(&format!("{month:02}.{day:02}.{year}"), Mdy, TODAY), expected);
            proptest::prop_assert_eq!(parse(&format!("{year}{month:02}{day:02}"), Mdy, TODAY), expected);
            proptest::prop_assert_eq!(parse(&format!("{day:02}{month:02}{year}"), Dmy, TODAY), expected);
        }
    }
}
