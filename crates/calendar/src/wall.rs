//! What the clock on the wall shows, and the instants that stand behind it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

/// Minutes of a day as the wall counts them, whatever the clocks do.
pub(crate) const DAY_MINUTES: u16 = 24 * 60;

/// The instant at which the clock shows this: none for a time that is skipped, the first of one that comes twice.
pub fn instant(zone: &TimeZone, at: DateTime) -> Option<Timestamp> {
    let read = zone.to_ambiguous_timestamp(at);
    match read.offset() {
        AmbiguousOffset::Gap { .. } => None,
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => read.earlier().ok(),
    }
}

/// The instant at which an edge of hours lies: as [`instant`], and the moment of the change for a time that is skipped.
pub fn edge(zone: &TimeZone, at: DateTime) -> Option<Timestamp> {
    let read = zone.to_ambiguous_timestamp(at);
    match read.offset() {
        // Read with the offset after the change, the time lies before it.
        AmbiguousOffset::Gap { after, .. } => {
            let before_change = after.to_timestamp(at).ok()?;
            zone.following(before_change).next().map(|change| change.timestamp())
        }
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => read.earlier().ok(),
    }
}

/// What the clock shows so many minutes after midnight, on a day without changes; 1440 is the next day's midnight.
pub(crate) fn at_minute(date: Date, minute: u16) -> Option<DateTime> {
    let date = if minute < DAY_MINUTES { date } else { date.tomorrow().ok()? };
    let (hour, minute) = (minute % DAY_MINUTES / 60, minute % 60);
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    Some(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    /// Zone, wall time, the instant that it stands for, the edge that it is.
    const CHANGES: &[(&str, &str, Option<&str>, &str)] = &[
        // Forward: 00:00 becomes 01:00 on the last Friday of April.
        ("Africa/Cairo", "2026-04-23T23:59", Some("2026-04-23T21:59:00Z"), "2026-04-23T21:59:00Z"),
        ("Africa/Cairo", "2026-04-24T00:00", None, "2026-04-23T22:00:00Z"),
        ("Africa/Cairo", "2026-04-24T00:30", None, "2026-04-23T22:00:00Z"),
        ("Africa/Cairo", "2026-04-24T01:00", Some("2026-04-23T22:00:00Z"), "2026-04-23T22:00:00Z"),
        // Back: 24:00 becomes 23:00 on the last Thursday of October.
        ("Africa/Cairo", "2026-10-29T23:30", Some("2026-10-29T20:30:00Z"), "2026-10-29T20:30:00Z"),
        ("Africa/Cairo", "2026-10-30T00:00", Some("2026-10-29T22:00:00Z"), "2026-10-29T22:00:00Z"),
        ("Europe/Paris", "2026-03-29T02:00", None, "2026-03-29T01:00:00Z"),
        ("Europe/Paris", "2026-03-29T02:59", None, "2026-03-29T01:00:00Z"),
        ("Europe/Paris", "2026-03-29T03:00", Some("2026-03-29T01:00:00Z"), "2026-03-29T01:00:00Z"),
        ("Europe/Paris", "2026-10-25T02:30", Some("2026-10-25T00:30:00Z"), "2026-10-25T00:30:00Z"),
        ("Europe/Paris", "2026-10-25T03:00", Some("2026-10-25T02:00:00Z"), "2026-10-25T02:00:00Z"),
        ("America/New_York", "2026-03-08T02:30", None, "2026-03-08T07:00:00Z"),
        ("America/New_York", "2026-03-08T03:00", Some("2026-03-08T07:00:00Z"), "2026-03-08T07:00:00Z"),
        ("America/New_York", "2026-11-01T01:30", Some("2026-11-01T05:30:00Z"), "2026-11-01T05:30:00Z"),
        ("America/New_York", "2026-11-01T02:00", Some("2026-11-01T07:00:00Z"), "2026-11-01T07:00:00Z"),
        // Half an hour: 02:00 becomes 02:30 in October, and 01:30 again in April.
        ("Australia/Lord_Howe", "2026-10-04T02:00", None, "2026-10-03T15:30:00Z"),
        ("Australia/Lord_Howe", "2026-10-04T02:29", None, "2026-10-03T15:30:00Z"),
        ("Australia/Lord_Howe", "2026-10-04T02:30", Some("2026-10-03T15:30:00Z"), "2026-10-03T15:30:00Z"),
        ("Australia/Lord_Howe", "2026-04-05T01:30", Some("2026-04-04T14:30:00Z"), "2026-04-04T14:30:00Z"),
        ("Australia/Lord_Howe", "2026-04-05T02:00", Some("2026-04-04T15:30:00Z"), "2026-04-04T15:30:00Z"),
    ];

    #[test]
    fn a_skipped_time_is_no_instant_and_a_repeated_one_its_first() {
        for (name, at, expected, expected_edge) in CHANGES {
            let (zone, at) = (zone(name), at.parse().unwrap());
            assert_eq!(instant(&zone, at), expected.map(|text| text.parse().unwrap()), "{name} {at}");
            assert_eq!(edge(&zone, at), Some(expected_edge.parse().unwrap()), "edge at {name} {at}");
        }
    }

    #[test]
    fn the_last_minute_of_a_day_is_the_first_of_the_next() {
        let date: Date = "2026-12-31".parse().unwrap();
        assert_eq!(at_minute(date, 0), "2026-12-31T00:00".parse().ok());
        assert_eq!(at_minute(date, 605), "2026-12-31T10:05".parse().ok());
        assert_eq!(at_minute(date, DAY_MINUTES), "2027-01-01T00:00".parse().ok());
    }
}
