//! Times that are kept for somebody who has not said yes.

use std::future::IntoFuture as _;

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Desk, Response};
use uuid::Uuid;

const SIX_MINUTES: SignedDuration = SignedDuration::from_mins(6);

async fn held(desk: &Desk, at: &str) -> Uuid {
    desk.reception.post("/api/appointments/hold/", &desk.wanted(at)).await.expect(201).id()
}

#[tokio::test]
async fn a_held_time_is_nobody_elses_for_five_minutes() {
    let desk = Desk::open().await;

    let answer = desk.reception.post("/api/appointments/hold/", &desk.wanted("10:00")).await.expect(201);
    let shown = answer.json();
    assert_eq!(shown["status"], "proposed");
    assert!(shown["hold_expires_at"].as_str().unwrap().starts_with("2030-01-07T07:05:00"), "{shown}");
    let refused = desk.try_to_book(&desk.wanted("10:15")).await.expect(409);
    assert_eq!(refused.json()["blocked_by"], json!([answer.id()]));

    desk.clinic.advance(SIX_MINUTES);
    desk.booked("10:15").await;
    desk.reception.get(&format!("/api/appointments/{}/", answer.id())).await.expect(404);
}

#[tokio::test]
async fn a_held_time_is_booked_by_a_word_and_not_twice() {
    let desk = Desk::open().await;
    let id = held(&desk, "10:00").await;

    let booked = desk.step(id, "confirm").await.expect(200).json();
    assert_eq!((&booked["status"], &booked["hold_expires_at"]), (&json!("booked"), &json!(null)));
    assert_eq!(desk.step(id, "confirm").await.expect(409).code(), "illegal_transition");

    desk.clinic.advance(SIX_MINUTES);
    desk.clinic.run_duty("release_holds").await;
    assert_eq!(desk.seen(id).await["status"], "booked");
}

#[tokio::test]
async fn who_confirms_too_late_is_told_so_and_the_time_is_free_again() {
    let desk = Desk::open().await;
    let id = held(&desk, "10:00").await;

    desk.clinic.advance(SIX_MINUTES);
    assert_eq!(desk.step(id, "confirm").await.expect(409).code(), "hold_expired");
    let listed = desk.reception.get("/api/appointments/?date=today").await.expect(200).json();
    assert_eq!(listed["count"], 0, "what nobody confirmed is on no list");

    desk.clinic.run_duty("release_holds").await;
    assert_eq!(desk.clinic.value("select count(*) from {room}.appointment").await, "0");
    desk.step(id, "confirm").await.expect(404);
}

#[tokio::test]
async fn of_many_who_hold_and_book_one_time_exactly_one_gets_it() {
    let desk = Desk::open().await;
    let wanted = desk.wanted("10:00");

    let calls = (0..200).map(|n| {
        let path = if n % 2 == 0 { "/api/appointments/hold/" } else { "/api/appointments/" };
        desk.reception.post(path, &wanted).into_future()
    });
    let answers: Vec<Response> = futures::future::join_all(calls).await;

    let won = answers.iter().filter(|answer| answer.status == 201).count();
    let lost = answers.iter().filter(|answer| answer.status == 409 && answer.json()["blocked_by"] != json!([])).count();
    assert_eq!((won, lost), (1, 199));
}

#[tokio::test]
async fn of_many_who_confirm_and_cancel_a_hold_at_once_no_two_have_their_way() {
    let desk = Desk::open().await;
    let id = held(&desk, "10:00").await;

    let calls = (0..40).map(|n| {
        let step = if n % 2 == 0 { "confirm" } else { "cancel" };
        desk.reception.post(&format!("/api/appointments/{id}/{step}/"), &json!({})).into_future()
    });
    let answers: Vec<Response> = futures::future::join_all(calls).await;

    assert!(answers.iter().all(|answer| [200, 409].contains(&answer.status.as_u16())));
    let confirmed = answers.iter().step_by(2).filter(|answer| answer.status == 200).count();
    let cancelled = answers.iter().skip(1).step_by(2).filter(|answer| answer.status == 200).count();
    // A booked one can still be cancelled; a cancelled one not confirmed.
    assert!(cancelled == 1 && confirmed <= 1, "{confirmed} confirmed, {cancelled} cancelled");
}

#[tokio::test]
async fn nobody_holds_over_somebody_else_nor_in_the_past() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let over = desk.wanted_with("10:00", &json!({ "override_reason": "urgent" }));

    assert_eq!(desk.reception.post("/api/appointments/hold/", &over).await.expect(409).code(), "slot_taken");
    assert_eq!(
        desk.reception.post("/api/appointments/hold/", &desk.wanted("07:00")).await.expect(409).code(),
        "in_the_past"
    );
}

#[tokio::test]
async fn whoever_did_not_come_is_marked_after_the_clinics_patience_and_can_still_be_expected() {
    let mut desk = Desk::open().await;
    let id = desk.booked("10:00").await;

    desk.clinic.advance(SignedDuration::from_mins(2 * 60 + 25));
    desk.clinic.run_duty("note_no_shows").await;
    desk.later(SignedDuration::ZERO).await;
    assert_eq!(desk.seen(id).await["status"], "booked", "the visit ended less than an hour ago");

    desk.later(SignedDuration::from_mins(10)).await;
    desk.clinic.run_duty("note_no_shows").await;
    assert_eq!(desk.seen(id).await["status"], "noshow");
    assert_eq!(desk.step(id, "revert").await.expect(200).json()["status"], "booked");
}
