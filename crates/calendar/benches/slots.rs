//! What a search for free times costs, without the database: ten providers, thirty days, five thousand bookings.

use calendar::{Agenda, Booking, Needs, Owner, Plan, Search, Span, Terms, Timetable};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use uuid::Uuid;

const PROVIDERS: u128 = 10;
const DAYS: u128 = 30;
const EACH: u128 = 500;

/// Twenty minutes each, spread evenly over the days, one after the other from nine o'clock.
fn diary(provider: u128, first: Timestamp) -> Agenda {
    let booking = |number: u128| {
        let minutes = i64::try_from(number % DAYS * 24 * 60 + number / DAYS * 20).unwrap_or_default();
        let starts_at = first.saturating_add(minutes.minutes()).unwrap_or(first);
        let ends_at = starts_at.saturating_add(20.minutes()).unwrap_or(starts_at);
        Booking { id: Uuid::from_u128(number), span: Span::new(starts_at, ends_at), session: None }
    };
    let owner = Owner::Provider(Uuid::from_u128(provider));
    Agenda::new(owner, Timetable::default(), (0..EACH).map(booking).collect())
}

fn slots(criterion: &mut Criterion) {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let (first, last) = (jiff::civil::date(2026, 3, 16), jiff::civil::date(2026, 4, 14));
    let opens = first.at(9, 0, 0, 0).to_zoned(zone.clone()).map(|at| at.timestamp()).unwrap_or_default();
    let plan = Plan { zone, clinic: Timetable::default(), closures: Vec::new() };
    let terms = Terms::lasting(30, 15);
    criterion.bench_function("ten providers, thirty days, 5,000 bookings", |bencher| {
        bencher.iter(|| {
            (0..PROVIDERS)
                .map(|provider| {
                    let agenda = diary(provider, opens);
                    let needs = Needs { provider: &agenda, rooms: None, equipment: &[] };
                    Search::new(&plan, &terms, needs, first..=last, opens).slots().count()
                })
                .sum::<usize>()
        });
    });
}

criterion_group!(benches, slots);
criterion_main!(benches);
