//! What needs no database: the life cycle, money, the clock on the wall, and what counts as late.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use money::Currency;
use people::DateOrder;

use super::input::{AppointmentInput, Need, Reading};
use super::model::{Moments, PatientRef, Status, is_late, undo};
use super::wall::{Wall, minute_of, time};
use crate::amounts::MoneyInput;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn wall(zone: &str) -> Wall {
    Wall { zone: TimeZone::get(zone).unwrap(), order: DateOrder::DayMonthYear, today: date(2030, 1, 7) }
}

fn reading(zone: &str, currency: &str) -> Reading {
    Reading { wall: wall(zone), currency: Currency::parse(currency).unwrap() }
}

fn input(json: serde_json::Value) -> AppointmentInput {
    serde_json::from_value(json).unwrap()
}

/// Every move there is; all other pairs are refused.
const MOVES: &[(&str, &[&str])] = &[
    ("waitlist", &["proposed", "cancelled", "entered-in-error"]),
    ("proposed", &["pending", "booked", "cancelled", "entered-in-error"]),
    ("pending", &["booked", "cancelled", "entered-in-error"]),
    ("booked", &["arrived", "cancelled", "noshow", "entered-in-error"]),
    ("arrived", &["checked-in", "fulfilled", "cancelled", "entered-in-error"]),
    ("checked-in", &["fulfilled", "cancelled", "entered-in-error"]),
    ("fulfilled", &["entered-in-error"]),
    ("cancelled", &["entered-in-error"]),
    ("noshow", &["entered-in-error"]),
    ("entered-in-error", &[]),
];

#[test]
fn an_appointment_moves_along_its_life_and_no_other_way() {
    assert_eq!(MOVES.len(), Status::ALL.len());
    for (from, targets) in MOVES {
        let from = Status::parse(from).unwrap();
        for &to in Status::ALL {
            assert_eq!(from.may_become(to), targets.contains(&to.as_str()), "{from:?} -> {to:?}");
        }
    }
}

#[test]
fn the_last_move_can_be_undone_for_ten_minutes_and_a_no_show_for_a_day() {
    let moved = at("2030-01-07T09:00:00Z");
    let later = |minutes| moved + SignedDuration::from_mins(minutes);
    let (arrived, booked) = (Status::Arrived, Some(Status::Booked));
    assert_eq!(undo(arrived, booked, moved, later(10)), booked);
    assert_eq!(undo(arrived, booked, moved, later(11)), None);
    // Undone once, there is nothing before it any more.
    assert_eq!(undo(Status::Booked, None, moved, later(1)), None);
    assert_eq!(undo(Status::Noshow, booked, moved, later(24 * 60)), booked);
    assert_eq!(undo(Status::Noshow, booked, moved, later(24 * 60 + 1)), None);
    assert_eq!(undo(Status::EnteredInError, booked, moved, later(1)), None);
}

#[test]
fn states_are_read_in_both_spellings_and_the_two_pendings_differ() {
    assert_eq!(Status::read("Pending"), Some(Status::Booked));
    assert_eq!(Status::read("pending"), Some(Status::Pending));
    assert_eq!(Status::read("Completed"), Some(Status::Fulfilled));
    assert_eq!(Status::read("Canceled"), Some(Status::Cancelled));
    assert_eq!(Status::read("PENDING"), None);
    for &status in Status::ALL {
        assert_eq!(Status::read(status.as_str()), Some(status));
        assert_eq!(Status::read(status.edge_spelling()), Some(status), "what goes out comes in again");
    }
}

#[test]
fn times_of_a_life_are_kept_until_it_goes_back_before_them() {
    let (nine, ten) = (at("2030-01-07T09:00:00Z"), at("2030-01-07T10:00:00Z"));
    let arrived = Moments::default().at(Status::Arrived, nine);
    assert_eq!(arrived.arrived_at, Some(nine));
    let seen = arrived.at(Status::CheckedIn, ten);
    assert_eq!((seen.arrived_at, seen.checked_in_at), (Some(nine), Some(ten)));
    assert_eq!(seen.at(Status::Arrived, ten), arrived, "an undo forgets what it took back");
    let cancelled = seen.at(Status::Cancelled, ten);
    assert_eq!((cancelled.arrived_at, cancelled.closed_at), (Some(nine), Some(ten)));
    assert_eq!(cancelled.at(Status::Booked, ten), Moments::default());
}

#[test]
fn less_than_a_day_before_the_start_is_late() {
    let start = at("2030-01-07T09:00:00Z");
    assert!(!is_late(start, at("2030-01-06T09:00:00Z")));
    assert!(is_late(start, at("2030-01-06T09:00:01Z")));
    assert!(is_late(start, at("2030-01-07T10:00:00Z")));
}

#[test]
fn an_amount_may_be_an_object_a_text_or_a_bare_number() {
    let read = |json: &str| {
        let read = serde_json::from_str::<MoneyInput>(json).unwrap().parse(Currency::parse("EGP").unwrap());
        read.map(|money| (money.minor, money.currency.as_str()))
    };
    let pounds = |minor| Ok((minor, "EGP"));
    assert_eq!(read("350"), pounds(35_000));
    assert_eq!(read("350.25"), pounds(35_025));
    assert_eq!(read(r#""350.25""#), pounds(35_025));
    assert_eq!(read(r#"{"amount":"350.25"}"#), pounds(35_025));
    assert_eq!(read(r#"{"amount":350,"currency":"jpy"}"#), Ok((350, "JPY")));
    assert_eq!(read(r#"{"amount":"1","currency":"ZZZ"}"#), Err("unknown_choice"));
    assert_eq!(read("-1"), Err("out_of_range"));
}

#[test]
fn the_clock_on_the_wall_follows_its_zone() {
    let cairo = wall("Africa/Cairo");
    let shown = |wall: &Wall, day: jiff::civil::Date, text: &str| wall.instant(day.to_datetime(time(text).unwrap()));
    assert_eq!(shown(&cairo, date(2030, 1, 7), "09:00"), Ok(at("2030-01-07T07:00:00Z")));
    assert_eq!(shown(&cairo, date(2030, 7, 7), "09:00"), Ok(at("2030-07-07T06:00:00Z")));
    // In Egypt the last Friday of April begins at one o'clock, and a Thursday hour of October comes twice.
    assert_eq!(shown(&cairo, date(2026, 4, 24), "00:30"), Err("no_such_time"));
    assert_eq!(shown(&cairo, date(2026, 4, 24), "01:00"), Ok(at("2026-04-23T22:00:00Z")));
    assert_eq!(shown(&cairo, date(2026, 10, 29), "23:30"), Ok(at("2026-10-29T20:30:00Z")));
    let paris = wall("Europe/Paris");
    assert_eq!(shown(&paris, date(2026, 3, 29), "02:30"), Err("no_such_time"));
    assert_eq!(shown(&paris, date(2026, 3, 29), "03:00"), Ok(at("2026-03-29T01:00:00Z")));
    assert_eq!(shown(&paris, date(2026, 10, 25), "02:30"), Ok(at("2026-10-25T00:30:00Z")), "the first of two");
    let new_york = wall("America/New_York");
    assert_eq!(shown(&new_york, date(2026, 3, 2), "09:00"), Ok(at("2026-03-02T14:00:00Z")));
    assert_eq!(shown(&new_york, date(2026, 3, 9), "09:00"), Ok(at("2026-03-09T13:00:00Z")));
}

#[test]
fn a_day_has_as_many_hours_as_the_zone_gives_it() {
    let hours = |zone: &str, day| {
        let (start, end) = wall(zone).day(day).unwrap();
        end.duration_since(start).as_hours()
    };
    assert_eq!(hours("Africa/Cairo", date(2026, 4, 24)), 23);
    assert_eq!(hours("Africa/Cairo", date(2026, 10, 29)), 25);
    assert_eq!(hours("Europe/Paris", date(2026, 3, 29)), 23);
    assert_eq!(hours("Europe/Paris", date(2026, 10, 25)), 25);
    assert_eq!(hours("Europe/Paris", date(2026, 6, 1)), 24);
}

#[test]
fn dates_and_times_are_read_as_people_write_them() {
    let wall = wall("Africa/Cairo");
    assert_eq!(wall.date("2030-01-07"), Ok(date(2030, 1, 7)));
    assert_eq!(wall.date("7/1/2030"), Ok(date(2030, 1, 7)));
    assert_eq!(wall.date("٢٠٣٠-٠١-٠٧"), Ok(date(2030, 1, 7)));
    assert_eq!(wall.date("today"), Ok(date(2030, 1, 7)));
    assert_eq!(Wall { order: DateOrder::MonthDayYear, ..wall.clone() }.date("1/7/2030"), Ok(date(2030, 1, 7)));
    for text in ["", "2030-02-30", "7/1", "soon", "2030-1-7-1"] {
        assert_eq!(wall.date(text), Err("not_a_date"), "{text}");
    }
    assert_eq!(wall.date("9999-01-01"), Err("out_of_range"));
    assert_eq!(time("9:05").map(|time| (time.hour(), time.minute())), Ok((9, 5)));
    assert_eq!(time("٠٩:٣٠").map(|time| (time.hour(), time.minute())), Ok((9, 30)));
    for text in ["", "9", "25:00", "9:60", "9:5:x", "9:5:0:0"] {
        assert_eq!(time(text), Err("not_a_time"), "{text}");
    }
    assert_eq!(wall.moment("2030-01-07T09:00:00+02:00"), Ok(at("2030-01-07T07:00:00Z")));
    assert_eq!(wall.moment("2030-01-07T09:00"), Ok(at("2030-01-07T07:00:00Z")));
    assert_eq!(wall.moment("2030-01-07T09:00:00.1234567Z"), Ok(at("2030-01-07T09:00:00.123456Z")));
    assert_eq!(minute_of(at("2030-01-07T09:00:59.9Z")), at("2030-01-07T09:00:00Z"));
    assert_eq!(minute_of(at("1969-12-31T23:59:30Z")), at("1969-12-31T23:59:00Z"));
}

#[test]
fn a_form_and_a_program_say_the_same() {
    let reading = reading("Africa/Cairo", "EGP");
    let form =
        input(serde_json::json!({ "patient": 7, "provider": uuid::Uuid::nil(), "date": "2030-01-07", "time": "09:00",
        "duration_minutes": 45, "cost": 350, "is_prior": true }));
    let program = input(serde_json::json!({ "patient": "7", "provider": uuid::Uuid::nil(),
        "starts_at": "2030-01-07T09:00:00+02:00", "ends_at": "2030-01-07T09:45:00+02:00",
        "cost": { "amount": "350.00", "currency": "EGP" }, "is_priority": true, "status": null }));
    let (form, program) = (form.parse(&reading, Need::All).unwrap(), program.parse(&reading, Need::All).unwrap());
    assert_eq!(form.patient, Some(PatientRef::Number(7)));
    assert_eq!(
        (form.patient, form.slot, &form.cost, form.is_priority),
        (program.patient, program.slot, &program.cost, true)
    );
    assert_eq!(form.slot.unwrap().minutes(), 45);
}

#[test]
fn every_field_that_is_wrong_is_named() {
    let wrong = input(
        serde_json::json!({ "starts_at": "soon", "cost": "much", "status": "done", "billing_code": "x".repeat(41),
        "equipment": vec!["probe"; 21] }),
    );
    let problems = wrong.parse(&reading("Africa/Cairo", "EGP"), Need::All).err().unwrap();
    let mut named: Vec<_> = problems.iter().map(|problem| (problem.field.as_ref(), problem.code)).collect();
    named.sort_unstable();
    assert_eq!(
        named,
        [
            ("billing_code", "too_long"),
            ("cost", "not_an_amount"),
            ("equipment", "out_of_range"),
            ("patient", "required"),
            ("provider", "required"),
            ("starts_at", "malformed"),
            ("status", "unknown_choice"),
        ]
    );
}

#[test]
fn an_end_lies_after_its_start_and_within_a_day_of_it() {
    let ends = |text: &str| {
        let json = serde_json::json!({ "starts_at": "2030-01-07T09:00:00Z", "ends_at": text });
        input(json).parse(&reading("UTC", "EUR"), Need::Changes).map(|new| new.slot.unwrap().minutes()).ok()
    };
    assert_eq!(ends("2030-01-07T09:30:00Z"), Some(30));
    assert_eq!(ends("2030-01-08T09:00:00Z"), Some(24 * 60));
    assert_eq!(ends("2030-01-07T09:00:00Z"), None);
    assert_eq!(ends("2030-01-07T08:00:00Z"), None);
    assert_eq!(ends("2030-01-08T09:01:00Z"), None);
}
