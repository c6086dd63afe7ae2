//! The life of an appointment: every move there is, and that there is no other.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Desk, Role, TestClinic};
use uuid::Uuid;

/// The whole of it, as the design has it; every state but the last can also turn out to be a mistake.
const LIFE: &[(&str, &[&str])] = &[
    ("waitlist", &["proposed", "cancelled"]),
    ("proposed", &["pending", "booked", "cancelled"]),
    ("pending", &["booked", "cancelled"]),
    ("booked", &["arrived", "cancelled", "noshow"]),
    ("arrived", &["checked-in", "fulfilled", "cancelled"]),
    ("checked-in", &["fulfilled", "cancelled"]),
    ("fulfilled", &[]),
    ("cancelled", &[]),
    ("noshow", &[]),
    ("entered-in-error", &[]),
];

async fn put_at(clinic: &TestClinic, id: Uuid, status: &str) {
    clinic.sql_as_superuser(&format!("update {{room}}.appointment set status = '{status}' where id = '{id}'")).await;
}

async fn move_to(client: &Client, id: Uuid, status: &str) -> testkit::Response {
    client.put(&format!("/api/appointments/{id}/"), &json!({ "status": status })).await
}

#[tokio::test]
async fn every_move_of_its_life_is_possible_and_every_other_names_both_states() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let id = desk.booked("10:00").await;

    for (from, onward) in LIFE {
        for (to, _) in LIFE.iter().filter(|(to, _)| to != from) {
            put_at(&desk.clinic, id, from).await;
            let is_move = onward.contains(to) || (*to == "entered-in-error");
            let answer = move_to(&admin, id, to).await;
            if is_move {
                assert_eq!(answer.expect(200).json()["status"], *to, "{from} -> {to}");
            } else {
                let problem = answer.expect(409).json();
                assert_eq!(problem["code"], "illegal_transition", "{from} -> {to}");
                assert_eq!((&problem["from"], &problem["to"]), (&json!(from), &json!(to)));
            }
        }
    }
}

#[tokio::test]
async fn a_visit_goes_from_the_door_to_its_end_and_each_step_has_its_time() {
    let mut desk = Desk::open().await;
    let id = desk.booked("09:30").await;

    let mut seen = Vec::new();
    for (step, minutes) in [("check-in", 10), ("start", 20), ("complete", 30)] {
        desk.later(SignedDuration::from_mins(minutes)).await;
        let visit = desk.step(id, step).await.expect(200).json();
        seen.push(format!("{} v{}", visit["status"].as_str().unwrap(), visit["version"]));
    }

    assert_eq!(seen, ["arrived v2", "checked-in v3", "fulfilled v4"]);
    let visit = desk.seen(id).await;
    let times: Vec<&Value> = ["arrived_at", "checked_in_at", "finished_at"].iter().map(|at| &visit[*at]).collect();
    assert_eq!(times, ["2030-01-07T07:10:00.001Z", "2030-01-07T07:30:00.001Z", "2030-01-07T08:00:00.001Z"]);
    assert_eq!(visit["closed_at"], json!(null));
}

#[tokio::test]
async fn a_refused_step_says_so_in_the_readers_language() {
    let desk = Desk::open().await;
    let path = format!("/api/appointments/{}/start/", desk.booked("10:00").await);

    let english = desk.reception.post(&path, &json!({})).await.expect(409).json();
    let arabic = desk.reception.post(&path, &json!({})).header("accept-language", "ar").await.expect(409).json();

    assert_eq!(english["detail"], "The appointment is “Booked” and cannot become “In consultation”.");
    let arabic = arabic["detail"].as_str().unwrap();
    assert!(arabic.contains("محجوز") && !arabic.contains("ooked"), "{arabic}");
}

#[tokio::test]
async fn only_an_administrator_calls_an_appointment_a_mistake() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;

    assert_snapshot!(move_to(&desk.reception, id, "entered-in-error").await, @r#"403 {"code":"forbidden"}"#);
    let admin = desk.clinic.sign_in(Role::Admin).await;
    move_to(&admin, id, "entered-in-error").await.expect(200);
    desk.booked("10:00").await;
}

#[tokio::test]
async fn who_cancels_is_named_with_the_reason_and_whether_it_was_late() {
    let desk = Desk::open().await;
    let today = desk.booked("10:00").await;
    let next_week = desk.wanted_with("10:00", &json!({ "starts_at": "2030-01-14T10:00:00+02:00" }));
    let next_week = desk.try_to_book(&next_week).await.expect(201).id();
    let cancel = |id: Uuid, reason: &str| {
        desk.reception.post(&format!("/api/appointments/{id}/cancel/"), &json!({ "reason": reason }))
    };

    let late = cancel(today, "has a cold").await.expect(200).json();
    let early = cancel(next_week, "").await.expect(200).json();

    let by = desk.reception.staff().id;
    assert_eq!(late["cancellation"], json!({ "by": by, "late": true, "reason": "has a cold" }));
    assert_eq!(early["cancellation"], json!({ "by": by, "late": false, "reason": null }));
    assert_snapshot!(cancel(today, &"x".repeat(501)).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    // The time is free again.
    desk.booked("10:00").await;
}

#[tokio::test]
async fn the_last_step_can_be_taken_back_for_ten_minutes() {
    let mut desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    desk.step(id, "check-in").await.expect(200);

    desk.later(SignedDuration::from_mins(10)).await;
    let back = desk.step(id, "revert").await.expect(200).json();
    assert_eq!((&back["status"], &back["arrived_at"]), (&json!("booked"), &json!(null)));
    assert_snapshot!(desk.step(id, "revert").await.code(), @"illegal_transition");

    desk.step(id, "check-in").await.expect(200);
    desk.later(SignedDuration::from_secs(601)).await;
    assert_snapshot!(desk.step(id, "revert").await.code(), @"illegal_transition");
}

#[tokio::test]
async fn who_did_not_come_can_be_expected_after_all_for_a_day_unless_the_time_is_taken() {
    let mut desk = Desk::open().await;
    let ids = [desk.booked("10:00").await, desk.booked("11:00").await, desk.booked("12:00").await];
    for id in ids {
        desk.step(id, "no-show").await.expect(200);
    }
    let instead = desk.booked("11:00").await;

    assert_eq!(desk.step(ids[0], "revert").await.expect(200).json()["status"], "booked");
    let taken = desk.step(ids[1], "revert").await.expect(409).json();
    assert_eq!((&taken["code"], &taken["blocked_by"]), (&json!("slot_taken"), &json!([instead])));
    desk.later(SignedDuration::from_hours(25)).await;
    assert_snapshot!(desk.step(ids[2], "revert").await.code(), @"illegal_transition");
}

#[tokio::test]
async fn another_time_keeps_the_length_and_must_be_free_and_to_come() {
    let desk = Desk::open().await;
    let long = desk.try_to_book(&desk.wanted_with("10:00", &json!({ "duration": 60 }))).await.expect(201).id();
    let other = desk.booked("12:00").await;
    let to = |at: &str| {
        let body = json!({ "starts_at": format!("2030-01-07T{at}:00+02:00") });
        desk.reception.post(&format!("/api/appointments/{long}/reschedule/"), &body)
    };

    assert_eq!(to("11:30").await.expect(409).json()["blocked_by"], json!([other]));
    assert_snapshot!(to("08:00").await, @r#"409 {"code":"in_the_past"}"#);
    let moved = to("11:00").await.expect(200).json();
    assert_eq!(
        (&moved["starts_at"], &moved["ends_at"]),
        (&json!("2030-01-07T09:00:00Z"), &json!("2030-01-07T10:00:00Z"))
    );
    // Into part of its own old place.
    to("10:30").await.expect(200);
    desk.step(long, "check-in").await.expect(200);
    assert_snapshot!(to("13:00").await.code(), @"illegal_transition");
}

#[tokio::test]
async fn who_waits_takes_no_time_until_it_is_their_turn() {
    let desk = Desk::open().await;
    let waiting = desk.try_to_book(&desk.wanted_with("10:00", &json!({ "status": "waitlist" }))).await.expect(201).id();
    let booked = desk.booked("10:00").await;

    let answer = move_to(&desk.reception, waiting, "proposed").await.expect(409);
    assert_eq!(answer.json()["blocked_by"], json!([booked]));
    desk.step(booked, "cancel").await.expect(200);
    assert_eq!(move_to(&desk.reception, waiting, "proposed").await.expect(200).json()["status"], "proposed");
}

#[tokio::test]
async fn who_may_only_look_moves_nothing() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    for role in [Role::Viewer, Role::Billing] {
        let client = desk.clinic.sign_in(role).await;
        client.get(&format!("/api/appointments/{id}/")).await.expect(200);
        for step in ["check-in", "cancel", "no-show", "revert"] {
            client.post(&format!("/api/appointments/{id}/{step}/"), &json!({})).await.expect(403);
        }
        client.delete(&format!("/api/appointments/{id}/")).await.expect(403);
    }
    let auditor = desk.clinic.sign_in(Role::Auditor).await;
    auditor.get(&format!("/api/appointments/{id}/")).await.expect(403);
}
