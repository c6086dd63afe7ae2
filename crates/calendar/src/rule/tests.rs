//! Rules against another implementation's answers, against the standard, and against the clocks.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn rule(text: &str) -> Rule {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn instants(text: &str, start: &str, name: &str, most: usize) -> Vec<String> {
    let occurrences = rule(text);
    let zone = zone(name);
    let found = occurrences.occurrences(start.parse().unwrap(), &zone);
    found.take(most).map(|(_, at)| at.to_string()).collect()
}

#[test]
fn four_hundred_rules_fall_where_another_implementation_has_them() {
    let day = |text: &str| Date::strptime("%Y%m%d", text).unwrap();
    let (utc, mut compared) = (TimeZone::UTC, 0);
    for line in include_str!("dateutil.txt").lines().filter(|line| !line.starts_with('#')) {
        let [text, start, expected] = line.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let expected: Vec<Date> = expected.split(',').filter(|text| !text.is_empty()).map(day).collect();
        let rule = rule(text);
        let found = rule.occurrences(day(start).at(9, 0, 0, 0), &utc).map(|(wall, _)| wall.date());
        let found: Vec<Date> = found.take_while(|date| date.year() <= 2100).take(8).collect();
        assert_eq!(found, expected, "{line}");
        compared += 1;
    }
    assert_eq!(compared, 400);
}

#[test]
fn nine_o_clock_stays_nine_o_clock_when_the_clocks_change() {
    assert_eq!(
        instants("FREQ=WEEKLY;COUNT=3", "2026-03-02T09:00", "America/New_York", 9),
        ["2026-03-02T14:00:00Z", "2026-03-09T13:00:00Z", "2026-03-16T13:00:00Z"]
    );
    assert_eq!(
        instants("FREQ=WEEKLY", "2026-10-23T18:00", "Africa/Cairo", 2),
        ["2026-10-23T15:00:00Z", "2026-10-30T16:00:00Z"]
    );
    assert_eq!(
        instants("FREQ=DAILY", "2026-10-24T09:00", "Europe/Paris", 2),
        ["2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z"]
    );
    assert_eq!(
        instants("FREQ=DAILY", "2026-04-04T09:00", "Australia/Lord_Howe", 2),
        ["2026-04-03T22:00:00Z", "2026-04-04T22:30:00Z"]
    );
}

#[test]
fn an_occurrence_in_a_gap_is_left_out_and_not_counted() {
    assert_eq!(
        instants("FREQ=DAILY;COUNT=2", "2026-03-28T02:30", "Europe/Paris", 9),
        ["2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z"]
    );
    assert_eq!(
        instants("FREQ=WEEKLY;COUNT=2", "2026-04-17T00:30", "Africa/Cairo", 9),
        ["2026-04-16T22:30:00Z", "2026-04-30T21:30:00Z"]
    );
}

#[test]
fn an_occurrence_at_a_repeated_time_is_its_first() {
    assert_eq!(
        instants("FREQ=DAILY;COUNT=3", "2026-10-31T01:30", "America/New_York", 9),
        ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]
    );
}

#[test]
fn an_end_belongs_to_the_series() {
    let until =
        |end: &str| instants(&format!("FREQ=WEEKLY;UNTIL={end}"), "2026-03-02T09:00", "America/New_York", 9).len();
    assert_eq!(until("20260316"), 3);
    assert_eq!(until("20260315"), 2);
    assert_eq!(until("20260316T090000"), 3);
    assert_eq!(until("20260316T085959"), 2);
    // Nine o'clock is 13:00 in UTC by then.
    assert_eq!(until("20260316T130000Z"), 3);
    assert_eq!(until("20260316T125959Z"), 2);
}

#[test]
fn a_rule_that_never_comes_true_ends() {
    assert_eq!(
        rule("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30").occurrences(at("2026-02-01T09:00"), &TimeZone::UTC).count(),
        0
    );
    assert_eq!(rule("FREQ=DAILY;INTERVAL=7;BYDAY=TU").occurrences(at("2026-03-02T09:00"), &TimeZone::UTC).count(), 0);
}

fn at(text: &str) -> DateTime {
    text.parse().unwrap()
}

#[test]
fn what_is_not_understood_is_refused() {
    use RuleError::{Malformed, Missing, Twice, Unsupported};
    for (text, expected) in [
        ("", Malformed("RRULE")),
        ("WEEKLY", Malformed("RRULE")),
        ("FREQ=WEEKLY;", Malformed("RRULE")),
        ("FREQ=WEEKLY;BYDAYS=MO", Malformed("RRULE")),
        ("INTERVAL=2", Missing("FREQ")),
        ("FREQ=FORTNIGHTLY", Malformed("FREQ")),
        ("FREQ=HOURLY", Unsupported("FREQ")),
        ("FREQ=DAILY;FREQ=DAILY", Twice("FREQ")),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", Twice("COUNT")),
        ("FREQ=DAILY;INTERVAL=0", Malformed("INTERVAL")),
        ("FREQ=DAILY;INTERVAL=+2", Malformed("INTERVAL")),
        ("FREQ=DAILY;COUNT=70000", Malformed("COUNT")),
        ("FREQ=DAILY;UNTIL=20260230", Malformed("UNTIL")),
        ("FREQ=DAILY;UNTIL=20260101T2460", Malformed("UNTIL")),
        ("FREQ=DAILY;UNTIL=2026010é", Malformed("UNTIL")),
        ("FREQ=WEEKLY;BYDAY=", Malformed("BYDAY")),
        ("FREQ=WEEKLY;BYDAY=é", Malformed("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=6MO", Malformed("BYDAY")),
        ("FREQ=MONTHLY;BYDAY=0MO", Malformed("BYDAY")),
        ("FREQ=WEEKLY;BYDAY=2MO", Unsupported("BYDAY")),
        ("FREQ=YEARLY;BYDAY=MO", Unsupported("BYDAY")),
        ("FREQ=WEEKLY;BYMONTHDAY=3", Unsupported("BYMONTHDAY")),
        ("FREQ=MONTHLY;BYMONTHDAY=32", Malformed("BYMONTHDAY")),
        ("FREQ=MONTHLY;BYSETPOS=1", Unsupported("BYSETPOS")),
        ("FREQ=WEEKLY;WKST=XX", Malformed("WKST")),
    ] {
        assert_eq!(text.parse::<Rule>(), Err(expected), "{text}");
    }
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let frequency =
        prop_oneof![Just(Frequency::Daily), Just(Frequency::Weekly), Just(Frequency::Monthly), Just(Frequency::Yearly)];
    let ending = prop_oneof![
        Just(Ending::Never),
        (1u16..40).prop_map(Ending::After),
        (0i64..900).prop_map(|days| Ending::OnDate(jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(days))),
        (0i64..80_000_000).prop_map(|seconds| Ending::At(Timestamp::from_second(1_767_225_600 + seconds).unwrap())),
    ];
    let days = prop::collection::vec((0i8..7, -5i8..=5), 0..4);
    (frequency, 1u16..6, ending, days, 0i8..7).prop_map(|(frequency, interval, ending, days, week)| {
        let mut rule = Rule::every(interval, frequency, ending);
        rule.week_starts_on = Weekday::from_monday_zero_offset(week).unwrap();
        if frequency != Frequency::Yearly {
            rule.days = days
                .into_iter()
                .map(|(day, ordinal)| OrdinalDay {
                    ordinal: Some(ordinal).filter(|ordinal| *ordinal != 0 && frequency == Frequency::Monthly),
                    weekday: Weekday::from_monday_zero_offset(day).unwrap(),
                })
                .collect();
        }
        rule
    })
}

fn any_start() -> impl Strategy<Value = DateTime> {
    (0i64..1500, 0i8..24, prop_oneof![Just(0i8), Just(30i8)]).prop_map(|(days, hour, minute)| {
        (jiff::civil::date(2024, 1, 1) + jiff::Span::new().days(days)).at(hour, minute, 0, 0)
    })
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    prop_oneof![
        Just(zone("Africa/Cairo")),
        Just(zone("Europe/Paris")),
        Just(zone("America/New_York")),
        Just(zone("Australia/Lord_Howe")),
    ]
}

proptest! {
    #[test]
    fn a_rule_reads_as_it_is_written(rule in any_rule()) {
        prop_assert_eq!(rule.to_string().parse(), Ok(rule));
    }

    #[test]
    fn occurrences_keep_their_hour_and_their_order(rule in any_rule(), start in any_start(), zone in any_zone()) {
        let found: Vec<_> = rule.occurrences(start, &zone).take(60).collect();
        for (wall, at) in &found {
            prop_assert!(*wall >= start);
            prop_assert_eq!(wall.time(), start.time());
            prop_assert_eq!(zone.to_datetime(*at), *wall);
        }
        prop_assert!(found.iter().zip(found.iter().skip(1)).all(|((_, earlier), (_, later))| earlier < later));
        if let Ending::After(count) = rule.ending {
            prop_assert!(found.len() <= usize::from(count));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(RRULE:)?[A-Z=;,0-9T+-]{0,60}") {
        if let Ok(rule) = text.parse::<Rule>() {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }
    }
}
