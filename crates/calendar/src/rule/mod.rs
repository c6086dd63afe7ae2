//! Visits that come again: the part of RFC 5545's recurrence rules that clinics use, in wall time.
//!
//! A day's rule is daily, weekly, monthly or yearly, every so many of these, on some weekdays (in a month also the first,
//! the last, …) or days of the month, for ever, so many times, or until then. Anything else is refused rather than
//! misread.

mod dates;
#[cfg(test)]
mod tests;
mod text;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

pub use text::RuleError;

use crate::wall::instant;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A weekday; in a month also which one, from its beginning or, below nought, from its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrdinalDay {
    pub ordinal: Option<i8>,
    pub weekday: Weekday,
}

/// When there are no more. What ends a series belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Never,
    /// After so many that took place: times that are skipped do not count.
    After(u16),
    OnDate(Date),
    AtWall(DateTime),
    At(Timestamp),
}

/// A rule by which something comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    frequency: Frequency,
    interval: u16,
    ending: Ending,
    days: Vec<OrdinalDay>,
    /// From 1, or from the month's end and -1.
    month_days: Vec<i8>,
    week_starts_on: Weekday,
}

impl Rule {
    /// Every so many days, weeks, months or years, on the day on which it begins.
    pub fn every(interval: u16, frequency: Frequency, ending: Ending) -> Self {
        let interval = interval.max(1);
        Self { frequency, interval, ending, days: Vec::new(), month_days: Vec::new(), week_starts_on: Weekday::Monday }
    }

    /// On these weekdays.
    #[must_use]
    pub fn on(mut self, days: &[Weekday]) -> Self {
        self.days = days.iter().map(|weekday| OrdinalDay { ordinal: None, weekday: *weekday }).collect();
        self
    }

    /// The same with another end: what splits a series in two.
    #[must_use]
    pub fn ending(mut self, ending: Ending) -> Self {
        self.ending = ending;
        self
    }

    /// The occurrences from a start on, as the wall shows them and as instants; a time that is skipped is left out.
    pub fn occurrences(&self, start: DateTime, zone: &TimeZone) -> impl Iterator<Item = (DateTime, Timestamp)> {
        let (ending, time) = (self.ending, start.time());
        let most = if let Ending::After(count) = ending { usize::from(count) } else { usize::MAX };
        self.dates(start.date())
            .map(move |date| date.to_datetime(time))
            .filter_map(|at| Some((at, instant(zone, at)?)))
            .take_while(move |(wall, at)| match ending {
                Ending::Never | Ending::After(_) => true,
                Ending::OnDate(last) => wall.date() <= last,
                Ending::AtWall(last) => *wall <= last,
                Ending::At(last) => *at <= last,
            })
            .take(most)
    }
}
