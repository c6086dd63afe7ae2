//! Visits that come again.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Desk, Response, Role};
use uuid::Uuid;

fn wanted(desk: &Desk, at: &str, rule: &str) -> Value {
    json!({ "appointment": desk.wanted(at), "rule": rule })
}

async fn booked(desk: &Desk, at: &str, rule: &str) -> Response {
    desk.reception.post("/api/series/", &wanted(desk, at, rule)).await.expect(201)
}

fn starts(series: &Value) -> Vec<String> {
    series["visits"].as_array().unwrap().iter().map(|visit| visit["starts_at"].as_str().unwrap().to_owned()).collect()
}

fn visit(series: &Value, index: usize) -> Uuid {
    series["visits"][index]["id"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_series_is_booked_whole_and_keeps_its_hour_over_a_change_of_the_clocks() {
    let desk = Desk::open().await;

    // Cairo puts its clocks forward on the last Friday of April.
    let first =
        json!({ "patient": desk.patient.id, "provider": desk.doctor.id, "date": "2030-04-22", "time": "09:00" });
    let body = json!({ "appointment": first, "rule": "FREQ=WEEKLY;COUNT=3" });
    let answer = desk.reception.post("/api/series/", &body).await.expect(201);

    assert_eq!(starts(&answer.json()), ["2030-04-22T07:00:00Z", "2030-04-29T06:00:00Z", "2030-05-06T06:00:00Z"]);
    let seen = desk.reception.get(&format!("/api/series/{}/", answer.id())).await.expect(200).json();
    assert_eq!(seen, answer.json());
    assert_eq!(desk.seen(visit(&seen, 1)).await["series"], seen["id"]);
    let kept = desk.clinic.audit_of(&answer).await;
    assert!(kept.iter().any(|event| event.to_string() == "book_series success staff about 1"), "{kept:?}");
}

#[tokio::test]
async fn what_is_in_the_way_of_a_series_is_shown_before_and_nothing_is_saved() {
    let desk = Desk::open().await;
    let second = json!({ "starts_at": "2030-01-14T10:00:00+02:00" });
    let taken = desk.try_to_book(&desk.wanted_with("10:00", &second)).await.expect(201).id();
    let series = wanted(&desk, "10:00", "FREQ=WEEKLY;COUNT=3");

    let preview = desk.reception.post("/api/series/preview/", &series).await.expect(200).json();
    assert_eq!(preview["conflicts"], 1);
    assert_eq!(preview["visits"][1]["blocked_by"], json!([taken]));
    assert_eq!(preview["visits"][0]["blocked_by"], json!([]));
    let refused = desk.reception.post("/api/series/", &series).await.expect(409);
    assert_eq!((refused.code().as_str(), &refused.json()["blocked_by"]), ("slot_taken", &json!([taken])));
    assert_eq!(desk.clinic.value("select count(*) from {room}.appointment").await, "1");
    assert_eq!(desk.clinic.value("select count(*) from {room}.series").await, "0");

    let mut around = series.clone();
    around["skip"] = json!(["2030-01-14"]);
    let answer = desk.reception.post("/api/series/", &around).await.expect(201).json();
    assert_eq!(starts(&answer), ["2030-01-07T08:00:00Z", "2030-01-21T08:00:00Z"]);
}

#[tokio::test]
async fn one_visit_is_moved_alone_and_a_deleted_one_stays_deleted() {
    let desk = Desk::open().await;
    let series = booked(&desk, "10:00", "FREQ=WEEKLY;COUNT=4").await;
    let all = series.json();
    let id = series.id();
    let later = json!({ "starts_at": "2030-01-14T15:00:00+02:00" });
    desk.reception.post(&format!("/api/appointments/{}/reschedule/", visit(&all, 1)), &later).await.expect(200);
    desk.reception.delete(&format!("/api/appointments/{}/", visit(&all, 2))).await.expect(204);

    let now = desk.reception.get(&format!("/api/series/{id}/")).await.expect(200).json();
    assert_eq!(starts(&now), ["2030-01-07T08:00:00Z", "2030-01-14T13:00:00Z", "2030-01-28T08:00:00Z"]);
    assert_eq!(now["visits"][1]["day"], "2030-01-14");

    let shift = json!({ "time": "11:00" });
    let moved = desk.reception.post(&format!("/api/series/{id}/change/"), &shift).await.expect(200).json();
    assert_eq!(starts(&moved), ["2030-01-07T09:00:00Z", "2030-01-14T09:00:00Z", "2030-01-28T09:00:00Z"]);
}

#[tokio::test]
async fn this_visit_and_those_after_it_move_and_those_before_stay() {
    let desk = Desk::open().await;
    let series = booked(&desk, "10:00", "FREQ=WEEKLY;COUNT=4").await;
    let (id, all) = (series.id(), series.json());

    // A week later each: every visit moves to where the next one stood.
    let shift = json!({ "from": visit(&all, 2), "days": 7 });
    let answer = desk.reception.post(&format!("/api/series/{id}/change/"), &shift).await.expect(200).json();

    assert_eq!(starts(&answer), ["2030-01-28T08:00:00Z", "2030-02-04T08:00:00Z"]);
    assert_eq!(answer["follows"], json!(id));
    let before = desk.reception.get(&format!("/api/series/{id}/")).await.expect(200).json();
    assert_eq!(starts(&before), ["2030-01-07T08:00:00Z", "2030-01-14T08:00:00Z"]);
}

#[tokio::test]
async fn a_series_that_cannot_move_whole_does_not_move() {
    let desk = Desk::open().await;
    let series = booked(&desk, "10:00", "FREQ=WEEKLY;COUNT=3").await;
    let second = json!({ "starts_at": "2030-01-14T12:00:00+02:00" });
    desk.try_to_book(&desk.wanted_with("12:00", &second)).await.expect(201);

    let change = format!("/api/series/{}/change/", series.id());
    assert_eq!(desk.reception.post(&change, &json!({ "time": "12:00" })).await.expect(409).code(), "slot_taken");
    let now = desk.reception.get(&format!("/api/series/{}/", series.id())).await.expect(200).json();
    assert_eq!(now, series.json());

    let over = json!({ "time": "12:00", "override_reason": "both fit into the gym" });
    desk.reception.post(&change, &over).await.expect(200);
}

#[tokio::test]
async fn what_is_left_of_a_series_is_cancelled_and_what_was_is_not() {
    let mut desk = Desk::open().await;
    let series = booked(&desk, "10:00", "FREQ=WEEKLY;COUNT=3").await;
    desk.later(SignedDuration::from_hours(24)).await;

    let cancel = format!("/api/series/{}/cancel/", series.id());
    let gone = desk.reception.post(&cancel, &json!({ "reason": "moves away" })).await.expect(200).json();

    assert_eq!(gone.as_array().unwrap().len(), 2);
    let now = desk.reception.get(&format!("/api/series/{}/", series.id())).await.expect(200).json();
    let states: Vec<&str> =
        now["visits"].as_array().unwrap().iter().map(|visit| visit["status"].as_str().unwrap()).collect();
    assert_eq!(states, ["booked", "cancelled", "cancelled"]);
    assert_eq!(desk.reception.post(&cancel, &json!({})).await.expect(409).code(), "already_done");
}

#[tokio::test]
async fn a_rule_that_is_none_is_refused_with_its_reason() {
    let desk = Desk::open().await;
    let cases = [
        ("", "required"),
        ("FREQ=SOMETIMES;COUNT=2", "malformed"),
        ("FREQ=HOURLY;COUNT=2", "unknown_choice"),
        ("FREQ=WEEKLY;BYSETPOS=1;COUNT=2", "unknown_choice"),
        ("FREQ=WEEKLY", "too_many"),
        ("FREQ=WEEKLY;COUNT=105", "too_many"),
        ("FREQ=WEEKLY;UNTIL=20300101T000000Z", "no_occurrence"),
    ];
    for (rule, code) in cases {
        let answer = desk.reception.post("/api/series/", &wanted(&desk, "10:00", rule)).await.expect(422).json();
        assert_eq!(
            (&answer["errors"][0]["pointer"], &answer["errors"][0]["code"]),
            (&json!("/rule"), &json!(code)),
            "{rule}"
        );
    }
    let nobody = json!({ "appointment": {}, "rule": "FREQ=WEEKLY;COUNT=2" });
    let answer = desk.reception.post("/api/series/", &nobody).await.expect(422).json();
    assert!(answer["errors"].as_array().unwrap().iter().any(|error| error["pointer"] == "/appointment/patient"));
    assert_eq!(desk.clinic.value("select count(*) from {room}.series").await, "0");
}

#[tokio::test]
async fn another_clinics_series_is_not_there_and_viewers_change_none() {
    let desk = Desk::open().await;
    let id = booked(&desk, "10:00", "FREQ=WEEKLY;COUNT=2").await.id();
    let stranger = desk.clinic.other().await.sign_in(Role::Reception).await;
    let viewer = desk.clinic.sign_in(Role::Viewer).await;

    stranger.get(&format!("/api/series/{id}/")).await.expect(404);
    stranger.post(&format!("/api/series/{id}/change/"), &json!({ "days": 1 })).await.expect(404);
    stranger.post(&format!("/api/series/{id}/cancel/"), &json!({})).await.expect(404);
    viewer.get(&format!("/api/series/{id}/")).await.expect(200);
    viewer.post(&format!("/api/series/{id}/cancel/"), &json!({})).await.expect(403);
}

#[tokio::test]
async fn a_series_and_a_single_booking_that_meet_leave_one_of_them() {
    use std::future::IntoFuture as _;
    let desk = Desk::open().await;
    let series = wanted(&desk, "10:00", "FREQ=WEEKLY;COUNT=3");
    let single = desk.wanted_with("10:00", &json!({ "starts_at": "2030-01-21T10:00:00+02:00" }));

    let calls = (0..40).map(|n| match n % 2 {
        0 => desk.reception.post("/api/series/", &series).into_future(),
        _ => desk.reception.post("/api/appointments/", &single).into_future(),
    });
    let answers = futures::future::join_all(calls).await;

    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().all(|answer| [201, 409].contains(&answer.status.as_u16())));
}
