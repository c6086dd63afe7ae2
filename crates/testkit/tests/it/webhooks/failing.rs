//! Whoever does not hear is told again, for three days; whoever is gone or never hears is told nothing more.

use std::time::Duration;

use clinic::webhooks::courier::Courier;
use fake_carrier::HookFate;
use identity::Reach;
use jiff::SignedDuration;
use serde_json::json;
use testkit::Role;

use super::{Ground, PATIENCE};

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn state(ground: &Ground) -> String {
    ground
        .clinic()
        .value("select concat_ws(' ', enabled, stopped_for, failing_since is not null) from {room}.webhook")
        .await
}

#[tokio::test]
async fn whoever_does_not_accept_is_told_again_and_again_and_in_the_end_no_more() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Status(500));
    ground.clinic().patient().create().await;
    let mut waits = Vec::new();
    ground.deliver().await;
    for attempt in 1..10 {
        assert_eq!(ground.deliveries().await, [format!("waiting {attempt} 500 refused")]);
        // Not before its time.
        ground.deliver().await;
        assert_eq!(ground.receiver.heard().len(), attempt);
        waits.push(ground.wait_for_the_next().await);
        ground.deliver().await;
    }
    assert_eq!(ground.deliveries().await, ["failed 10 500 refused"]);
    assert!(waits.windows(3).all(|some| some[0] < some[2]), "{waits:?}");
    let days = waits.iter().sum::<i64>() / 86_400;
    assert!((2..=4).contains(&days), "{days} days");

    let heard = ground.receiver.heard();
    assert_eq!(heard.len(), 10);
    assert!(heard.iter().all(|it| it.id == heard[0].id && it.body == heard[0].body), "the same, by the same name");
    assert!(heard.windows(2).all(|pair| pair[0].timestamp < pair[1].timestamp), "at the time at which it is sent");
    assert!(heard.iter().all(|it| subscriber.has_signed(it)));
}

#[tokio::test]
async fn whoever_hears_at_last_is_told_no_more_of_it() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Status(503));
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(state(&ground).await, "t t");
    ground.receiver.treat("/heard", HookFate::Status(200));
    ground.wait_for_the_next().await;
    ground.deliver().await;
    ground.wait(86_400);
    ground.deliver().await;
    assert_eq!(ground.deliveries().await, ["delivered 2 200"]);
    assert_eq!(ground.receiver.heard().len(), 2);
    assert_eq!(state(&ground).await, "t f");
}

#[tokio::test]
async fn whoever_asks_to_be_left_alone_for_a_while_is() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Later(900));
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(ground.deliveries().await, ["waiting 1 429 refused"]);
    let wait = ground.wait_for_the_next().await;
    assert!((899..=900).contains(&wait), "{wait}");
}

#[tokio::test]
async fn whoever_is_gone_for_good_is_told_nothing_more_and_the_administrators_are_told_so() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Status(410));
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(ground.deliveries().await, ["failed 1 410 gone"]);
    assert_eq!(state(&ground).await, "f gone t");
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(ground.receiver.heard().len(), 1, "what happens now is noted for nobody");

    let browser = ground.clinic().browser_of(ground.admin.staff()).await;
    let page = browser.get("/notifications/").await.expect(200).text();
    assert!(page.contains("A webhook was stopped"), "{page}");
    let record = ground.clinic().audit().await;
    assert!(record.iter().any(|row| row.action == "stop_webhook" && row.outcome == "success"), "{record:?}");
}

#[tokio::test]
async fn where_nothing_arrives_for_five_days_nobody_is_told_any_more() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Status(500));
    for day in 0..5 {
        ground.clinic().patient().create().await;
        ground.deliver().await;
        assert_eq!(state(&ground).await, "t t", "after {day} days");
        ground.clinic().advance(DAY);
    }
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(state(&ground).await, "f failing t");
    let told = "select count(*) from {room}.notification where kind = 'webhook_stopped'";
    assert_eq!(ground.clinic().value(told).await, "1");

    let (admin, id) = (ground.admin().await, ground.clinic().value("select id from {room}.webhook").await);
    let path = format!("/api/webhooks/{id}/");
    let mut shown = admin.get(&path).await.expect(200).json();
    assert_eq!((&shown["enabled"], &shown["stopped_for"]), (&json!(false), &json!("failing")));
    ground.receiver.treat("/heard", HookFate::Status(200));
    shown["enabled"] = json!(true);
    let again = admin.put(&path, &shown).await.expect(200).json();
    assert_eq!((&again["stopped_for"], &again["failing_since"]), (&json!(null), &json!(null)));
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert!(ground.deliveries().await.contains(&"delivered 1 200".to_owned()), "{:?}", ground.deliveries().await);
}

#[tokio::test]
async fn what_waits_while_it_is_off_is_given_up_in_the_end() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    ground.clinic().patient().create().await;
    let off = json!({ "url": format!("{}/heard", ground.base), "types": ["patient.created"], "enabled": false });
    ground.admin.put(&format!("/api/webhooks/{}/", subscriber.id), &off).await.expect(200);
    ground.deliver().await;
    assert_eq!(ground.deliveries().await, ["waiting 0"]);
    ground.clinic().advance(DAY * 4);
    ground.deliver().await;
    assert_eq!(ground.deliveries().await, ["failed 0 not_tried"]);
    assert!(ground.receiver.heard().is_empty());
}

#[tokio::test]
async fn nobody_follows_to_another_address() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::RedirectedTo(format!("{}/elsewhere", ground.base)));
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(ground.deliveries().await, ["waiting 1 307 redirected"]);
    assert!(ground.receiver.heard_at("/elsewhere").is_empty());
}

#[tokio::test]
async fn neighbours_are_not_called_by_number_nor_by_name() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    let named = ground.base.replace("http://127.0.0.1", "https://localhost");
    let named = json!({ "url": format!("{named}/heard"), "types": ["patient.created"] });
    ground.admin.post("/api/webhooks/", &named).await.expect(201);
    ground.clinic().patient().create().await;
    // As the program is delivered.
    ground.deliver_by(&Courier::new(Reach::Public, PATIENCE)).await;
    let mut deliveries = ground.deliveries().await;
    deliveries.sort();
    assert_eq!(deliveries, ["waiting 1 out_of_reach", "waiting 1 unreachable"]);
    assert!(ground.receiver.heard().is_empty());
}

#[tokio::test]
async fn nobody_waits_for_ever_for_an_answer() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Held);
    ground.clinic().patient().create().await;
    ground.deliver_by(&Courier::new(Reach::Loopback, Duration::from_millis(200))).await;
    assert_eq!(ground.deliveries().await, ["waiting 1 timed_out"]);
}

#[tokio::test]
async fn whoever_hangs_up_after_they_heard_is_told_again_by_the_same_name() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::HeardAndDropped);
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(ground.deliveries().await, ["waiting 1 broken_off"]);
    ground.receiver.treat("/heard", HookFate::Status(204));
    ground.wait_for_the_next().await;
    ground.deliver().await;
    let heard = ground.receiver.heard();
    assert_eq!((heard.len(), &heard[0].id), (2, &heard[1].id));
    assert_eq!(ground.deliveries().await, ["delivered 2 204"]);
}

#[tokio::test]
async fn who_reads_messages_at_the_desk_is_told_nothing_of_webhooks() {
    let ground = Ground::new().await;
    let reception = ground.clinic().browser(Role::Reception).await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.receiver.treat("/heard", HookFate::Status(410));
    ground.clinic().patient().create().await;
    ground.deliver().await;
    let page = reception.get("/notifications/").await.expect(200).text();
    assert!(!page.contains("webhook"), "{page}");
}
