//! Two hundred at once, who want one time in different ways: one has it, and everybody else is told who.

use std::future::IntoFuture as _;

use serde_json::{Value, json};
use testkit::{Call, Desk, Response};
use uuid::Uuid;

const CROWD: usize = 200;
/// A Monday, a week from now; the desk's own day is too short for what has to be booked before.
const WANTED: &str = "2030-01-14T10:00:00+02:00";

fn at(desk: &Desk, starts_at: &str) -> Value {
    desk.wanted_with("10:00", &json!({ "starts_at": starts_at }))
}

/// So many half hours that are in nobody's way.
fn elsewhere(many: usize) -> Vec<String> {
    (0..many).map(|n| format!("2030-02-{:02}T{:02}:{:02}:00+02:00", 1 + n / 16, 9 + n % 16 / 2, n % 2 * 30)).collect()
}

async fn rush(calls: impl IntoIterator<Item = Call>) -> Vec<Response> {
    futures::future::join_all(calls.into_iter().map(Call::into_future)).await
}

fn how_many(answers: &[Response], status: u16) -> usize {
    answers.iter().filter(|answer| answer.status == status).count()
}

/// Whoever has the time is the only one, and is named to all others.
async fn one_has_it(desk: &Desk, answers: &[Response]) {
    let blocking = "select string_agg(id::text, ',') from {room}.appointment
        where starts_at = '2030-01-14 08:00+00' and status <> 'cancelled'";
    let holder: Uuid = desk.clinic.value(blocking).await.parse().expect("one and no more");
    assert_eq!(how_many(answers, 200) + how_many(answers, 201), 1);
    for lost in answers.iter().filter(|answer| answer.status.as_u16() >= 300) {
        assert_eq!((lost.status.as_u16(), &lost.json()["blocked_by"]), (409, &json!([holder])), "{lost}");
    }
}

#[tokio::test]
async fn of_two_hundred_who_book_one_time_one_gets_it() {
    let desk = Desk::open().await;
    let wanted = at(&desk, WANTED);

    let answers = rush((0..CROWD).map(|_| desk.try_to_book(&wanted))).await;

    one_has_it(&desk, &answers).await;
    assert_eq!(desk.clinic.value("select count(*) from {room}.appointment").await, "1");
}

#[tokio::test]
async fn who_moves_to_a_time_and_who_books_it_are_judged_alike_and_the_losers_keep_theirs() {
    let desk = Desk::open().await;
    let own = elsewhere(CROWD / 2);
    let mut moving = Vec::new();
    for starts_at in &own {
        moving.push(desk.try_to_book(&at(&desk, starts_at)).await.expect(201).id());
    }
    let (wanted, there) = (at(&desk, WANTED), json!({ "starts_at": WANTED }));

    let answers = rush(moving.iter().flat_map(|id| {
        [desk.reception.post(&format!("/api/appointments/{id}/reschedule/"), &there), desk.try_to_book(&wanted)]
    }))
    .await;

    one_has_it(&desk, &answers).await;
    let moved = answers.iter().step_by(2).filter(|answer| answer.status == 200).count();
    let at_home = "select count(*) from {room}.appointment where starts_at >= '2030-02-01'";
    assert_eq!(desk.clinic.value(at_home).await, (own.len() - moved).to_string());
}

#[tokio::test]
async fn a_series_and_a_single_visit_never_share_a_time_and_a_refused_series_leaves_nothing() {
    let desk = Desk::open().await;
    let single = at(&desk, WANTED);
    // Its second visit is the one that the others want.
    let series = json!({ "appointment": desk.wanted("10:00"), "rule": "FREQ=WEEKLY;COUNT=3" });

    let answers = rush((0..CROWD).map(|n| match n % 2 {
        0 => desk.reception.post("/api/series/", &series),
        _ => desk.try_to_book(&single),
    }))
    .await;

    assert_eq!(how_many(&answers, 201), 1, "{:?}", answers.iter().map(ToString::to_string).collect::<Vec<_>>());
    let series_won = answers.iter().step_by(2).any(|answer| answer.status == 201);
    for (n, lost) in answers.iter().enumerate().filter(|(_, answer)| answer.status != 201) {
        // Against a series that stands, each of another's three visits is in the way of one of its own.
        let blocking = if series_won && n % 2 == 0 { 3 } else { 1 };
        let named = lost.json()["blocked_by"].as_array().map(Vec::len);
        assert_eq!((lost.status.as_u16(), named), (409, Some(blocking)), "{lost}");
    }
    let count = if series_won { ("3", "1") } else { ("1", "0") };
    let visits = desk.clinic.value("select count(*) from {room}.appointment").await;
    let series = desk.clinic.value("select count(*) from {room}.series").await;
    assert_eq!((visits.as_str(), series.as_str()), count);
}

#[tokio::test]
async fn a_hold_that_lapses_is_confirmed_or_booked_over_and_never_both() {
    let mut desk = Desk::open().await;
    let wanted = desk.wanted("14:00");
    let held = desk.reception.post("/api/appointments/hold/", &wanted).await.expect(201).id();
    desk.later(jiff::SignedDuration::from_mins(6)).await;

    let answers = rush((0..CROWD).map(|n| match n % 2 {
        0 => desk.reception.post(&format!("/api/appointments/{held}/confirm/"), &json!({})),
        _ => desk.try_to_book(&wanted),
    }))
    .await;

    let (confirms, bookings): (Vec<_>, Vec<_>) = answers.iter().enumerate().partition(|(n, _)| n % 2 == 0);
    assert!(bookings.iter().all(|(_, answer)| [201, 409].contains(&answer.status.as_u16())));
    assert_eq!(bookings.iter().filter(|(_, answer)| answer.status == 201).count(), 1);
    // It has lapsed, or whoever booked has taken it away already.
    assert!(confirms.iter().all(|(_, answer)| [404, 409].contains(&answer.status.as_u16())));
    assert_eq!(desk.clinic.value("select count(*) from {room}.appointment").await, "1");
}

#[tokio::test]
async fn a_hold_is_confirmed_once_however_often_it_is_asked_and_nobody_books_over_it() {
    let desk = Desk::open().await;
    let wanted = desk.wanted("14:00");
    let held = desk.reception.post("/api/appointments/hold/", &wanted).await.expect(201).id();

    let answers = rush((0..CROWD).map(|n| match n % 2 {
        0 => desk.reception.post(&format!("/api/appointments/{held}/confirm/"), &json!({})),
        _ => desk.try_to_book(&wanted),
    }))
    .await;

    assert_eq!((how_many(&answers, 200), how_many(&answers, 409)), (1, CROWD - 1));
    assert_eq!(desk.seen(held).await["status"], "booked");
    assert_eq!(desk.clinic.value("select count(*) from {room}.appointment").await, "1");
}
