//! Slots and the reasons against them, told by clinics in zones that change their clocks at different hours.

use std::ops::RangeInclusive;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use uuid::Uuid;

use crate::*;

const PROVIDER: Uuid = Uuid::from_u128(1);
const ROOM: Uuid = Uuid::from_u128(2);
const OTHER_ROOM: Uuid = Uuid::from_u128(3);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn wall(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn day(text: &str) -> RangeInclusive<Date> {
    let date = text.parse().unwrap();
    date..=date
}

fn opening(from: u16, to: u16) -> Opening {
    Opening::new(from, to).unwrap()
}

/// Every day of the week, between these hours.
fn daily(from: u16, to: u16) -> Timetable {
    let weekly = (1..=7).map(|weekday| Weekly {
        weekday: Weekday::from_monday_one_offset(weekday).unwrap(),
        opening: opening(from, to),
        valid_from: None,
        valid_to: None,
    });
    Timetable { weekly: weekly.collect(), exceptions: Vec::new() }
}

fn plan(zone: &str, clinic: Timetable) -> Plan {
    Plan { zone: TimeZone::get(zone).unwrap(), clinic, closures: Vec::new() }
}

fn booking(id: u128, from: &str, to: &str) -> Booking {
    Booking { id: Uuid::from_u128(id), span: Span::new(at(from), at(to)), session: None }
}

fn provider(hours: Timetable, bookings: Vec<Booking>) -> Agenda {
    Agenda::new(Owner::Provider(PROVIDER), hours, bookings)
}

fn room(id: Uuid, bookings: Vec<Booking>) -> Agenda {
    Agenda::new(Owner::Room(id), Timetable::default(), bookings)
}

fn alone(provider: &Agenda) -> Needs<'_> {
    Needs { provider, rooms: None, equipment: &[] }
}

/// Starts as the wall shows them, with the instants of those that are asked for.
fn starts(plan: &Plan, terms: &Terms, needs: Needs<'_>, days: RangeInclusive<Date>) -> Vec<String> {
    let now = at("2000-01-01T00:00:00Z");
    let search = Search::new(plan, terms, needs, days, now);
    search.slots().map(|slot| plan.zone.to_datetime(slot.span.starts_at).strftime("%H:%M").to_string()).collect()
}

#[test]
fn a_clinic_that_has_set_nothing_is_open_from_nine_to_five_on_weekdays() {
    let (plan, agenda) = (plan("Europe/Paris", Timetable::default()), provider(Timetable::default(), Vec::new()));
    let terms = Terms::lasting(60, 60);
    let hours = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"];
    assert_eq!(starts(&plan, &terms, alone(&agenda), day("2026-03-02")), hours);
    assert!(starts(&plan, &terms, alone(&agenda), day("2026-03-01")).is_empty(), "a Sunday");
}

#[test]
fn weekly_hours_stay_at_their_hour_when_the_clocks_change() {
    let plan = plan("America/New_York", daily(540, 600));
    let (agenda, terms) = (provider(Timetable::default(), Vec::new()), Terms::lasting(60, 60));
    let first = |date: &str| {
        Search::new(&plan, &terms, alone(&agenda), day(date), at("2026-01-01T00:00:00Z")).slots().next().unwrap().span
    };
    assert_eq!(first("2026-03-02").starts_at, at("2026-03-02T14:00:00Z"));
    assert_eq!(first("2026-03-09").starts_at, at("2026-03-09T13:00:00Z"));
}

/// The zone, its day of change, hours in minutes, length and grid, and the starts as the wall shows them.
type Change = (&'static str, &'static str, (u16, u16), (u16, u16), &'static [&'static str]);

const CHANGES: &[Change] = &[
    // Forward. The hours are an hour shorter, and no slot begins in the gap.
    ("Europe/Paris", "2026-03-29", (60, 300), (30, 30), &["01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]),
    // Ninety minutes from 01:00 are over at 03:30; what begins at 01:30 ends at 04:00.
    ("Europe/Paris", "2026-03-29", (60, 240), (90, 30), &["01:00", "01:30"]),
    ("America/New_York", "2026-03-08", (60, 240), (60, 60), &["01:00", "03:00"]),
    ("Africa/Cairo", "2026-04-24", (0, 120), (30, 30), &["01:00", "01:30"]),
    ("Australia/Lord_Howe", "2026-10-04", (90, 180), (30, 15), &["01:30", "01:45", "02:30"]),
    // Hours that lie in the gap are none.
    ("Europe/Paris", "2026-03-29", (120, 180), (15, 15), &[]),
    ("Europe/Paris", "2026-03-29", (150, 210), (30, 30), &["03:00"]),
    // Back. The second time round nothing begins, but what began goes on.
    ("Europe/Paris", "2026-10-25", (60, 240), (60, 60), &["01:00", "02:00", "03:00"]),
    ("America/New_York", "2026-11-01", (0, 180), (60, 60), &["00:00", "01:00", "02:00"]),
    ("Africa/Cairo", "2026-10-29", (1320, 1440), (60, 60), &["22:00", "23:00"]),
    ("Australia/Lord_Howe", "2026-04-05", (90, 150), (30, 30), &["01:30", "02:00"]),
];

#[test]
fn on_the_days_of_change_slots_begin_only_when_the_wall_shows_it_and_last_in_real_time() {
    for (zone, date, (from, to), (minutes, step), expected) in CHANGES {
        let (plan, agenda) = (plan(zone, daily(*from, *to)), provider(Timetable::default(), Vec::new()));
        let found = starts(&plan, &Terms::lasting(*minutes, *step), alone(&agenda), day(date));
        assert_eq!(found, *expected, "{zone} {date} {from}-{to}");
    }
}

#[test]
fn hours_across_a_repeated_hour_hold_two_real_ones() {
    let plan = plan("Europe/Paris", daily(120, 180));
    let agenda = provider(Timetable::default(), Vec::new());
    let terms = Terms::lasting(120, 60);
    let search = Search::new(&plan, &terms, alone(&agenda), day("2026-10-25"), at("2026-01-01T00:00:00Z"));
    let spans: Vec<Span> = search.slots().map(|slot| slot.span).collect();
    assert_eq!(spans, [Span::new(at("2026-10-25T00:00:00Z"), at("2026-10-25T02:00:00Z"))]);
}

#[test]
fn hours_up_to_midnight_go_on_in_the_next_day() {
    let mut hours = daily(1380, 1440);
    hours.weekly.extend(daily(0, 60).weekly);
    let (plan, agenda) = (plan("Europe/Paris", hours), provider(Timetable::default(), Vec::new()));
    assert_eq!(starts(&plan, &Terms::lasting(90, 30), alone(&agenda), day("2026-03-02")), ["23:00", "23:30"]);
}

#[test]
fn bookings_their_buffers_and_the_lead_take_slots_away() {
    let (plan, terms) = (plan("UTC", daily(540, 720)), Terms::lasting(30, 30));
    let agenda = provider(Timetable::default(), vec![booking(9, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z")]);
    let found = |terms: &Terms, now: &str| {
        let search = Search::new(&plan, terms, alone(&agenda), day("2026-03-02"), at(now));
        search.slots().map(|slot| slot.span.starts_at.strftime("%H:%M").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found(&terms, "2026-01-01T00:00:00Z"), ["09:00", "09:30", "10:30", "11:00", "11:30"]);
    let buffered = Terms { buffer_before_minutes: 10, buffer_after_minutes: 20, ..terms.clone() };
    assert_eq!(found(&buffered, "2026-01-01T00:00:00Z"), ["09:00", "11:00", "11:30"]);
    let led = Terms { lead_minutes: 90, ..terms.clone() };
    assert_eq!(found(&led, "2026-03-02T09:00:00Z"), ["10:30", "11:00", "11:30"]);
    let near = |days| Terms { horizon_days: Some(days), ..terms.clone() };
    assert_eq!(found(&near(3), "2026-02-27T08:00:00Z").len(), 5);
    assert!(found(&near(2), "2026-02-27T08:00:00Z").is_empty());
}

#[test]
fn a_session_has_as_many_seats_as_its_capacity() {
    let (plan, group) = (plan("UTC", daily(540, 660)), Uuid::from_u128(77));
    let session = Some(Session { id: group, starts_at: at("2026-03-02T09:00:00Z") });
    let seat = |id| Booking { session, ..booking(id, "2026-03-02T09:00:00Z", "2026-03-02T10:00:00Z") };
    let terms = |capacity| Terms { capacity, ..Terms::lasting(60, 30) };
    let agenda = provider(Timetable::default(), vec![seat(10), seat(11)]);
    let rooms = [
        room(OTHER_ROOM, vec![booking(12, "2026-03-02T09:30:00Z", "2026-03-02T09:45:00Z")]),
        room(ROOM, vec![seat(10), seat(11)]),
    ];
    let needs = Needs { provider: &agenda, rooms: Some(&rooms), equipment: &[] };
    let terms_of_three = terms(3);
    let search = Search::new(&plan, &terms_of_three, needs, day("2026-03-02"), at("2026-01-01T00:00:00Z"));
    let found: Vec<_> = search.slots().map(|slot| (slot.span.starts_at, slot.seats, slot.session, slot.room)).collect();
    // Those who join sit where the session is; half past nine would overlap it.
    assert_eq!(
        found,
        [
            (at("2026-03-02T09:00:00Z"), 1, Some(group), Some(ROOM)),
            (at("2026-03-02T10:00:00Z"), 3, None, Some(OTHER_ROOM))
        ]
    );
    let terms_of_two = terms(2);
    let full = Search::new(&plan, &terms_of_two, needs, day("2026-03-02"), at("2026-01-01T00:00:00Z"));
    assert_eq!(full.slots().count(), 1);
    assert_eq!(full.why_not(wall("2026-03-02T09:00")), [Reason::Full { capacity: 2 }]);
}

#[test]
fn a_room_is_chosen_among_those_that_are_free_and_all_equipment_must_be() {
    let plan = plan("UTC", daily(540, 660));
    let (agenda, terms) = (provider(Timetable::default(), Vec::new()), Terms::lasting(60, 60));
    let taken = room(ROOM, vec![booking(5, "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z")]);
    let free = room(OTHER_ROOM, Vec::new());
    let device = Agenda::new(
        Owner::Equipment("ultrasound".to_owned()),
        Timetable::default(),
        vec![booking(6, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z")],
    );
    let search = |rooms: &[Agenda], equipment: &[Agenda]| {
        let needs = Needs { provider: &agenda, rooms: Some(rooms), equipment };
        let search = Search::new(&plan, &terms, needs, day("2026-03-02"), at("2026-01-01T00:00:00Z"));
        (search.slots().map(|slot| slot.room).collect::<Vec<_>>(), search.why_not(wall("2026-03-02T10:00")))
    };
    assert_eq!(search(&[taken, free.clone()], &[]), (vec![Some(OTHER_ROOM), Some(ROOM)], vec![]));
    let busy = Reason::Busy { owner: Owner::Equipment("ultrasound".to_owned()), bookings: vec![Uuid::from_u128(6)] };
    assert_eq!(search(&[free], &[device]), (vec![Some(OTHER_ROOM)], vec![busy]));
    assert_eq!(search(&[], &[]), (vec![], vec![Reason::NoRoom]));
}

#[test]
fn own_hours_exceptions_and_closures_stand_over_each_other_in_this_order() {
    let monday: Date = "2026-03-02".parse().unwrap();
    let mut plan = plan("UTC", daily(480, 1080));
    let owner = Owner::Provider(PROVIDER);
    let mut own = Timetable::default();
    assert_eq!(plan.openings(&owner, &own, monday), [opening(480, 1080)], "the clinic's");
    own.weekly = daily(600, 720).weekly.into_iter().map(|line| Weekly { valid_from: Some(monday), ..line }).collect();
    assert_eq!(plan.openings(&owner, &own, monday), [opening(600, 720)], "their own");
    let sunday = monday.yesterday().unwrap();
    assert!(plan.openings(&owner, &own, sunday).is_empty(), "none before the first day of their own");
    own.exceptions.push(Exception { on: monday, opening: Some(opening(420, 500)) });
    own.exceptions.push(Exception { on: monday, opening: Some(opening(500, 900)) });
    assert_eq!(plan.openings(&owner, &own, monday), [opening(420, 900)], "in place of their week");
    plan.clinic.exceptions.push(Exception { on: monday, opening: Some(opening(540, 660)) });
    assert_eq!(plan.openings(&owner, &own, monday), [opening(540, 660)], "the clinic's exception binds them");
    assert_eq!(plan.openings(&Owner::Room(ROOM), &Timetable::default(), monday), [opening(540, 660)]);
    own.exceptions.push(Exception { on: monday, opening: None });
    assert!(plan.openings(&owner, &own, monday).is_empty(), "closed once is closed");
    plan.closures.push(Closure { id: Uuid::nil(), name: "Works".to_owned(), from: sunday, to: monday });
    assert!(plan.openings(&Owner::Clinic, &Timetable::default(), monday).is_empty());
    assert!(!plan.openings(&Owner::Clinic, &Timetable::default(), monday.tomorrow().unwrap()).is_empty());
}

#[test]
fn whoever_asks_why_a_time_is_not_free_hears_everything_that_is_in_the_way() {
    let mut plan = plan("Europe/Paris", Timetable::default());
    let holiday = Closure {
        id: Uuid::nil(),
        name: "Holiday".to_owned(),
        from: "2026-03-04".parse().unwrap(),
        to: "2026-03-05".parse().unwrap(),
    };
    plan.closures.push(holiday.clone());
    let agenda = provider(
        Timetable::default(),
        vec![
            booking(8, "2026-03-03T08:30:00Z", "2026-03-03T09:30:00Z"),
            booking(9, "2026-03-03T09:00:00Z", "2026-03-03T10:00:00Z"),
        ],
    );
    let terms = Terms { lead_minutes: 120, horizon_days: Some(30), ..Terms::lasting(30, 30) };
    let days = "2026-03-01".parse().unwrap()..="2026-04-30".parse().unwrap();
    let search = Search::new(&plan, &terms, alone(&agenda), days, at("2026-03-02T07:00:00Z"));
    let hours = |hours: Vec<Opening>| Reason::OutsideHours { owner: Owner::Provider(PROVIDER), hours };
    let why = |text: &str| search.why_not(wall(text));
    assert_eq!(why("2026-03-02T10:00"), []);
    assert_eq!(why("2026-03-02T09:30"), [Reason::TooSoon { earliest: at("2026-03-02T09:00:00Z") }]);
    assert_eq!(why("2026-04-02T09:30"), [Reason::TooFar { latest: "2026-04-01".parse().unwrap() }]);
    assert_eq!(why("2026-03-04T09:30"), [Reason::Closed(holiday)]);
    assert_eq!(why("2026-03-03T16:45"), [hours(vec![opening(540, 1020)])]);
    assert_eq!(why("2026-03-07T09:30"), [hours(vec![])]);
    let bookings = vec![Uuid::from_u128(8), Uuid::from_u128(9)];
    assert_eq!(why("2026-03-03T10:15"), [Reason::Busy { owner: Owner::Provider(PROVIDER), bookings }]);
    assert_eq!(why("2026-03-29T02:30"), [Reason::NoSuchTime]);
}

fn any_zone() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("Africa/Cairo"), Just("Europe/Paris"), Just("America/New_York"), Just("Australia/Lord_Howe")]
}

/// Days around those on which clocks change.
fn any_day() -> impl Strategy<Value = Date> {
    let changes = [
        "2026-03-08",
        "2026-03-29",
        "2026-04-05",
        "2026-04-24",
        "2026-10-04",
        "2026-10-25",
        "2026-10-29",
        "2026-11-01",
    ];
    (prop::sample::select(changes.to_vec()), -2i64..=2)
        .prop_map(|(date, days)| date.parse::<Date>().unwrap().checked_add(days.days()).unwrap())
}

#[derive(Debug, Clone)]
struct World {
    plan: Plan,
    agenda: Agenda,
    terms: Terms,
    date: Date,
}

fn any_world() -> impl Strategy<Value = World> {
    let hours = (0u16..1380, 30u16..600);
    let bookings = prop::collection::vec((0i64..72 * 4, 1i64..16), 0..12);
    let terms = (1u16..180, 0u16..30, 0u16..30, 5u16..60, 0u32..3000);
    (any_zone(), any_day(), hours, bookings, terms).prop_map(|(zone, date, (from, length), bookings, terms)| {
        let plan = plan(zone, daily(from, (from + length).min(1440)));
        let first = date.yesterday().unwrap().to_zoned(plan.zone.clone()).unwrap().timestamp();
        let quarter = |quarters: i64| first.checked_add((quarters * 15).minutes()).unwrap();
        let bookings = bookings.into_iter().zip(1u128..).map(|((from, length), id)| Booking {
            id: Uuid::from_u128(id),
            span: Span::new(quarter(from), quarter(from + length)),
            session: None,
        });
        let (duration, before, after, step, lead) = terms;
        let terms = Terms {
            buffer_before_minutes: before,
            buffer_after_minutes: after,
            lead_minutes: lead,
            ..Terms::lasting(duration, step)
        };
        World { agenda: provider(Timetable::default(), bookings.collect()), plan, terms, date }
    })
}

proptest! {
    #[test]
    fn a_slot_is_offered_exactly_when_nothing_is_in_its_way(world in any_world()) {
        let now = world.date.yesterday().unwrap().to_zoned(world.plan.zone.clone()).unwrap().timestamp();
        let search = Search::new(&world.plan, &world.terms, alone(&world.agenda), world.date..=world.date, now);
        let offered: Vec<Slot> = search.slots().collect();
        for slot in &offered {
            let shown = world.plan.zone.to_datetime(slot.span.starts_at);
            prop_assert_eq!(shown.date(), world.date);
            prop_assert_eq!(search.why_not(shown), vec![]);
            let minutes = slot.span.ends_at.duration_since(slot.span.starts_at).as_mins();
            prop_assert_eq!(minutes, i64::from(world.terms.duration_minutes));
        }
        for hours in world.plan.openings(&world.agenda.owner, &world.agenda.hours, world.date) {
            for minute in (hours.from_minute()..hours.to_minute()).step_by(usize::from(world.terms.step_minutes)) {
                let shown = world.date.at(i8::try_from(minute / 60).unwrap(), i8::try_from(minute % 60).unwrap(), 0, 0);
                let is_offered = offered.iter().any(|slot| world.plan.zone.to_datetime(slot.span.starts_at) == shown);
                prop_assert_eq!(search.why_not(shown).is_empty(), is_offered, "{}", shown);
            }
        }
    }

    #[test]
    fn slots_come_in_order_and_overlap_no_booking(world in any_world()) {
        let now = Timestamp::MIN;
        let search = Search::new(&world.plan, &Terms { lead_minutes: 0, ..world.terms.clone() }, alone(&world.agenda), world.date..=world.date, now)
            .slots().map(|slot| slot.span).collect::<Vec<_>>();
        prop_assert!(search.iter().zip(search.iter().skip(1)).all(|(one, next)| one.starts_at < next.starts_at));
        for span in search {
            let everything = Span::new(Timestamp::MIN, Timestamp::MAX);
            prop_assert!(!world.agenda.overlapping(everything).any(|booking| booking.span.overlaps(span)));
        }
    }
}
