//! Times as the clinic's clock on the wall shows them, and the instants they stand for.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use people::DateOrder;
use people::text::ascii_digits;

/// Where the clinic's clock hangs, and how dates are written there.
#[derive(Debug, Clone)]
pub struct Wall {
    pub zone: TimeZone,
    pub order: DateOrder,
    pub today: Date,
}

impl Wall {
    /// The instant at which the clock shows this. A time that is skipped in spring does not exist; of one that comes
    /// twice in autumn the first is meant.
    pub fn instant(&self, at: DateTime) -> Result<Timestamp, &'static str> {
        let read = self.zone.to_ambiguous_timestamp(at);
        match read.offset() {
            AmbiguousOffset::Gap { .. } => Err("no_such_time"),
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
                read.earlier().map_err(|_| "out_of_range")
            }
        }
    }

    /// The first instant of a day, which in some zones is not midnight, and that of the day after.
    pub fn day(&self, day: Date) -> Result<(Timestamp, Timestamp), &'static str> {
        let start =
            |day: Date| day.to_zoned(self.zone.clone()).map(|start| start.timestamp()).map_err(|_| "out_of_range");
        Ok((start(day)?, start(day.tomorrow().map_err(|_| "out_of_range")?)?))
    }

    pub fn shown(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }

    /// Reads `today`, `2030-01-07`, `7/1/2030`.
    pub fn date(&self, text: &str) -> Result<Date, &'static str> {
        let text = ascii_digits(text.trim());
        if text.eq_ignore_ascii_case("today") {
            return Ok(self.today);
        }
        let mut parts = text.split(['-', '/', '.']).map(|part| part.trim().parse::<i16>().ok());
        let (Some(Some(first)), Some(Some(second)), Some(Some(third)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err("not_a_date");
        };
        let (year, month, day) = match self.order {
            _ if first > 31 => (first, second, third),
            DateOrder::DayMonthYear => (third, second, first),
            DateOrder::MonthDayYear => (third, first, second),
        };
        let small = |number: i16| i8::try_from(number).map_err(|_| "not_a_date");
        let date = Date::new(year, small(month)?, small(day)?).map_err(|_| "not_a_date")?;
        if (1900..=2200).contains(&date.year()) { Ok(date) } else { Err("out_of_range") }
    }

    /// Reads an instant with its offset, or what the clock shows: `2030-01-07T09:00:00Z`, `2030-01-07T09:00`.
    pub fn moment(&self, text: &str) -> Result<Timestamp, &'static str> {
        let text = text.trim();
        let read = match text.parse::<Timestamp>() {
            Ok(instant) => instant,
            Err(_) => self.instant(text.parse::<DateTime>().map_err(|_| "malformed")?)?,
        };
        // What the database keeps; finer parts would come back changed.
        let read = Timestamp::from_microsecond(read.as_microsecond()).map_err(|_| "out_of_range")?;
        let year = self.shown(read).year();
        if (1900..=2200).contains(&year) { Ok(read) } else { Err("out_of_range") }
    }

    /// Where a span of a query begins or ends: at an instant, or at the start of a day and at the end of one.
    pub fn bound(&self, text: &str, end: bool) -> Result<Timestamp, &'static str> {
        if text.contains('T') {
            // In a query an unescaped `+` arrives as a blank.
            return self.moment(&text.replace(' ', "+"));
        }
        let (start, after) = self.day(self.date(text)?)?;
        Ok(if end { after } else { start })
    }
}

/// Reads `9:00`, `09:00`, `09:00:00`, in any digits.
pub fn time(text: &str) -> Result<Time, &'static str> {
    let text = ascii_digits(text.trim());
    let mut parts = text.split(':').map(|part| part.parse::<i8>().ok());
    let (Some(Some(hour)), Some(Some(minute)), second, None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err("not_a_time");
    };
    let second = second.map_or(Some(0), |second| second).ok_or("not_a_time")?;
    Time::new(hour, minute, second, 0).map_err(|_| "not_a_time")
}

/// The minute an instant lies in.
pub fn minute_of(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second() - at.as_second().rem_euclid(60)).unwrap_or(at)
}

pub fn plus_minutes(at: Timestamp, minutes: i64) -> Result<Timestamp, &'static str> {
    at.checked_add(SignedDuration::from_mins(minutes)).map_err(|_| "out_of_range")
}
