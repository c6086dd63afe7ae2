//! The outbox for programs.

use clinic::messages::model::MessageKind;
use serde_json::json;
use testkit::Role;

use super::Ground;

#[tokio::test]
async fn the_list_shows_how_far_messages_got_and_nothing_of_what_they_say() {
    let ground = Ground::new().await;
    let id = ground.queue(MessageKind::WaitlistOffer, "a slot is free").await;
    ground.send().await;
    let desk = ground.clinic.sign_in(Role::Reception).await;
    let answer = desk.get("/api/v1/sms/").await.expect(200);
    let row = &answer.json()["results"][0];
    let sid = &ground.fake.messages()[0].sid;
    let (now, made) = (ground.clinic.clock().now(), ground.message(id).await.created_at);
    let expected = json!({
        "id": id, "appointment": null, "patient": null, "kind": "waitlist_offer", "channel": "sms", "status": "sent",
        "withheld": null, "attempts": 1, "provider_sid": sid, "scheduled_for": made, "sent_at": now,
        "delivered_at": null, "error_code": null, "answer": null,
    });
    assert_eq!(*row, expected);
    assert!(!answer.text().contains("slot is free") && !answer.text().contains("1001234567"));
}

#[tokio::test]
async fn the_list_can_be_narrowed_and_refuses_what_it_does_not_know() {
    let ground = Ground::new().await;
    ground.queue(MessageKind::WaitlistOffer, "one").await;
    ground.send().await;
    ground.queue(MessageKind::ResultReleased, "two").await;
    let desk = ground.clinic.sign_in(Role::Reception).await;
    for (query, count) in [
        ("", 2),
        ("?status=sent", 1),
        ("?status=queued", 1),
        ("?status=dead", 0),
        ("?kind=result_released", 1),
        ("?patient=0198c0de-0000-7000-8000-000000000000", 0),
        ("?appointment=0198c0de-0000-7000-8000-000000000000", 0),
        ("?page=2&page_size=1", 2),
    ] {
        let list = desk.get(&format!("/api/v1/sms/{query}")).await.expect(200).json();
        assert_eq!(list["count"], count, "{query}");
    }
    for query in ["?status=lost", "?kind=letter", "?page=0", "?page_size=101", "?patient=7"] {
        let answer = desk.get(&format!("/api/v1/sms/{query}")).await;
        assert!(answer.status.is_client_error(), "{query}: {answer}");
    }
}

#[tokio::test]
async fn a_message_is_tried_again_by_its_own_clinic_and_only_when_it_was_given_up() {
    let ground = Ground::new().await;
    let id = ground.queue(MessageKind::WaitlistOffer, &"x".repeat(1601)).await;
    ground.send().await;
    let retry = format!("/api/v1/sms/{id}/retry/");
    let neighbour = ground.clinic.other().await.sign_in(Role::Admin).await;
    neighbour.post(&retry, &json!({})).await.expect(404);
    ground.clinic.sign_in(Role::Doctor).await.post(&retry, &json!({})).await.expect(403);
    let desk = ground.clinic.sign_in(Role::Reception).await;
    let done = desk.post(&retry, &json!({})).await.expect(204);
    assert_eq!(ground.clinic.audit_of(&done).await[0].action, "retry_message");
    desk.post(&retry, &json!({})).await.expect(409);
    desk.post("/api/v1/sms/0198c0de-0000-7000-8000-000000000000/retry/", &json!({})).await.expect(404);
    assert_eq!(ground.state(id).await.0, "queued");
}

#[tokio::test]
async fn of_two_who_try_it_again_at_once_one_does() {
    let ground = Ground::new().await;
    let id = ground.queue(MessageKind::WaitlistOffer, &"x".repeat(1601)).await;
    ground.send().await;
    let desk = ground.clinic.sign_in(Role::Reception).await;
    let (retry, nothing) = (format!("/api/v1/sms/{id}/retry/"), json!({}));
    let (one, other) = tokio::join!(desk.post(&retry, &nothing), desk.post(&retry, &nothing));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
}
