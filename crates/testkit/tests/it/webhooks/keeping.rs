//! Whom to tell of what: set up, changed, given another secret, tried out, told again, and taken away.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::{Ground, Subscriber};

fn path(subscriber: &Subscriber, rest: &str) -> String {
    format!("/api/webhooks/{}/{rest}", subscriber.id)
}

fn wanted(ground: &Ground, more: &Value) -> Value {
    let mut wanted = json!({ "url": format!("{}/heard", ground.base), "types": ["patient.created"] });
    for (field, value) in more.as_object().unwrap() {
        wanted[field] = value.clone();
    }
    wanted
}

#[tokio::test]
async fn a_secret_is_shown_once_and_lies_sealed() {
    let ground = Ground::new().await;
    let described = wanted(&ground, &json!({ "description": "The billing office" }));
    let made = ground.admin.post("/api/webhooks/", &described).await.expect(201);
    let secret = made.json()["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("whsec_") && secret.len() == 50, "{secret}");
    assert_eq!(made.header("location"), format!("/api/webhooks/{}/", made.id()));

    let shown = ground.admin.get(made.header("location")).await.expect(200);
    assert_eq!(shown.json()["description"], "The billing office");
    let listed = ground.admin.get("/api/webhooks/").await.expect(200);
    for answer in [&shown, &listed] {
        assert!(!answer.text().contains("whsec_"), "{answer}");
    }
    let row = ground.clinic().value("select w::text from {room}.webhook w").await;
    for plain in [secret.as_str(), "billing", "127.0.0.1"] {
        assert!(!row.contains(plain) && !row.contains(&hex::encode(plain)), "{plain} in {row}");
    }
    let record = ground.clinic().audit_of(&made).await;
    assert_eq!((record[0].action.as_str(), record[0].outcome.as_str()), ("create_webhook", "success"));
}

#[tokio::test]
async fn what_cannot_be_told_is_refused_and_named() {
    let ground = Ground::new().await;
    let refused = async |more: Value| ground.admin.post("/api/webhooks/", &wanted(&ground, &more)).await.to_string();
    for url in [
        "",
        "nowhere",
        "http://hooks.example/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:169.254.169.254]/",
        "https://user:secret@hooks.example/",
        "https://hooks.example/#part",
        "https://hooks.example/\u{0}",
    ] {
        let answer = refused(json!({ "url": url })).await;
        assert!(answer.starts_with("422 ") && answer.contains("/url"), "{url}: {answer}");
    }
    let long = format!("https://hooks.example/{}", "x".repeat(2000));
    assert_snapshot!(refused(json!({ "url": long })).await, @r#"422 {"code":"invalid","errors":{"/url":"too_long"}}"#);
    assert_snapshot!(refused(json!({ "types": [] })).await, @r#"422 {"code":"invalid","errors":{"/types":"required"}}"#);
    assert_snapshot!(
        refused(json!({ "description": "x".repeat(201) })).await,
        @r#"422 {"code":"invalid","errors":{"/description":"too_long"}}"#
    );
    assert!(refused(json!({ "types": ["patient.born"] })).await.starts_with("422 "));
    assert_eq!(ground.clinic().value("select count(*) from {room}.webhook").await, "0");
}

#[tokio::test]
async fn nobody_has_more_than_twenty() {
    let ground = Ground::new().await;
    for _ in 0..20 {
        ground.subscribe("/heard", &["patient.created"]).await;
    }
    let one_more = ground.admin.post("/api/webhooks/", &wanted(&ground, &json!({}))).await;
    assert_snapshot!(one_more, @r#"422 {"code":"invalid","errors":{"/url":"too_many"}}"#);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_what_somebody_changed_is_not_written_over() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    let nobody = Subscriber { id: Uuid::from_u128(7), secret: String::new() };
    let input = wanted(&ground, &json!({ "types": ["patient.deleted"] }));
    let admin = &ground.admin;
    for answer in [
        admin.get(&path(&nobody, "")).await,
        admin.put(&path(&nobody, ""), &input).await,
        admin.delete(&path(&nobody, "")).await,
        admin.post(&path(&nobody, "rotate-secret/"), &json!({})).await,
        admin.post(&path(&nobody, "ping/"), &json!({})).await,
        admin.get(&path(&nobody, "deliveries/")).await,
        admin.post(&path(&nobody, &format!("deliveries/{}/redeliver/", nobody.id)), &json!({})).await,
        admin.post(&path(&subscriber, &format!("deliveries/{}/redeliver/", nobody.id)), &json!({})).await,
    ] {
        assert_eq!(answer.to_string(), r#"404 {"code":"not_found"}"#);
    }
    let changed = admin.put(&path(&subscriber, ""), &input).header("if-match", "\"1\"").await.expect(200).json();
    assert_eq!((&changed["version"], &changed["types"]), (&json!(2), &json!(["patient.deleted"])));
    for stale in [
        admin.put(&path(&subscriber, ""), &input),
        admin.post(&path(&subscriber, "rotate-secret/"), &json!({})),
        admin.delete(&path(&subscriber, "")),
    ] {
        assert_eq!(stale.header("if-match", "\"1\"").await.code(), "stale_version");
    }
    let seen = admin.get(&path(&subscriber, "")).header("if-none-match", "\"2\"").await;
    assert_eq!(seen.status, 304);
}

#[tokio::test]
async fn for_a_day_after_another_secret_was_made_both_sign() {
    let ground = Ground::new().await;
    let before = ground.subscribe("/heard", &["patient.created"]).await;
    let made = ground.admin.post(&path(&before, "rotate-secret/"), &json!({})).await.expect(200).json();
    let after = Subscriber { id: before.id, secret: made["secret"].as_str().unwrap().to_owned() };
    assert_ne!(before.secret, after.secret);
    assert!(made["earlier_secret_until"].as_str().unwrap().starts_with("2030-01-08T07:00:00"), "{made}");
    ground.clinic().patient().create().await;
    ground.deliver().await;
    let heard = ground.receiver.heard();
    assert_eq!(heard[0].signatures.len(), 2);
    assert!(before.has_signed(&heard[0]) && after.has_signed(&heard[0]));

    ground.clinic().advance(SignedDuration::from_hours(24));
    ground.clinic().patient().create().await;
    ground.deliver().await;
    let heard = ground.receiver.heard();
    assert_eq!(heard[1].signatures.len(), 1);
    assert!(!before.has_signed(&heard[1]) && after.has_signed(&heard[1]));
    let shown = ground.admin().await.get(&path(&before, "")).await.expect(200).json();
    assert_eq!(shown["earlier_secret_until"], json!(null));
}

#[tokio::test]
async fn of_three_secrets_the_last_two_sign() {
    let ground = Ground::new().await;
    let first = ground.subscribe("/heard", &["patient.created"]).await;
    let mut later = Vec::new();
    for _ in 0..2 {
        let made = ground.admin.post(&path(&first, "rotate-secret/"), &json!({})).await.expect(200).json();
        later.push(Subscriber { id: first.id, secret: made["secret"].as_str().unwrap().to_owned() });
    }
    ground.clinic().patient().create().await;
    ground.deliver().await;
    let heard = ground.receiver.heard();
    assert!(!first.has_signed(&heard[0]) && later.iter().all(|it| it.has_signed(&heard[0])));
}

#[tokio::test]
async fn a_test_is_heard_whatever_one_is_told_of() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["alert.raised"]).await;
    ground.subscribe("/other", &["alert.raised"]).await;
    ground.admin.post(&path(&subscriber, "ping/"), &json!({})).await.expect(204);
    ground.deliver().await;
    let heard = ground.receiver.heard();
    assert_eq!((heard.len(), heard[0].path.as_str()), (1, "/heard"));
    let body: Value = serde_json::from_str(&heard[0].body).unwrap();
    assert_eq!((&body["type"], &body["data"]), (&json!("ping"), &json!({ "id": subscriber.id })));
    assert!(subscriber.has_signed(&heard[0]));
}

#[tokio::test]
async fn what_was_heard_is_told_again_by_the_same_name_when_somebody_wants_it_to_be() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    let patient = ground.clinic().patient().create().await;
    ground.deliver().await;
    let listed = ground.admin.get(&path(&subscriber, "deliveries/")).await.expect(200);
    let one = &listed.json()["results"][0];
    assert_eq!(
        (&one["status"], &one["type"], &one["subject"]),
        (&json!("delivered"), &json!("patient.created"), &json!(patient.id))
    );
    assert_eq!((&one["answered"], &one["next_attempt_at"]), (&json!(204), &json!(null)));
    assert_eq!(ground.clinic().audit_of(&listed).await[0].action, "list_deliveries");
    let again = path(&subscriber, &format!("deliveries/{}/redeliver/", one["event"].as_str().unwrap()));
    ground.admin.post(&again, &json!({})).await.expect(204);
    let waiting = ground.admin.get(&path(&subscriber, "deliveries/?status=waiting")).await.expect(200).json();
    assert_eq!(waiting["count"], 1);
    ground.deliver().await;
    let heard = ground.receiver.heard();
    assert_eq!((heard.len(), &heard[0].id, &heard[0].body), (2, &heard[1].id, &heard[1].body));
    assert_eq!(one["message_id"], json!(heard[0].id));
}

#[tokio::test]
async fn the_record_names_whom_a_list_of_what_was_told_is_about() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["appointment.booked"]).await;
    ground.desk.booked("10:00").await;
    let listed = ground.admin.get(&path(&subscriber, "deliveries/")).await.expect(200);
    let record = ground.clinic().audit_of(&listed).await;
    assert_eq!(record[0].patients, [ground.desk.patient.id]);
}

#[tokio::test]
async fn while_it_is_off_it_is_told_nothing_and_nothing_is_noted_for_it() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    let switch = async |on: bool| {
        let input = wanted(&ground, &json!({ "enabled": on }));
        ground.admin.put(&path(&subscriber, ""), &input).await.expect(200);
    };
    switch(false).await;
    ground.clinic().patient().create().await;
    ground.deliver().await;
    let refused = ground.admin.post(&path(&subscriber, "ping/"), &json!({})).await;
    assert_snapshot!(refused, @r#"409 {"code":"webhook_off"}"#);
    switch(true).await;
    ground.deliver().await;
    assert!(ground.receiver.heard().is_empty());
    ground.clinic().patient().create().await;
    ground.deliver().await;
    assert_eq!(ground.receiver.heard().len(), 1);
}

#[tokio::test]
async fn what_waits_is_told_at_the_new_address() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    ground.clinic().patient().create().await;
    let moved = wanted(&ground, &json!({ "url": format!("{}/moved?key=7", ground.base) }));
    ground.admin.put(&path(&subscriber, ""), &moved).await.expect(200);
    ground.deliver().await;
    assert_eq!(ground.receiver.heard_at("/moved").len(), 1);
    assert!(ground.receiver.heard_at("/heard").is_empty());
}

#[tokio::test]
async fn whoever_is_taken_away_is_told_nothing_more_and_is_forgotten() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    ground.clinic().patient().create().await;
    ground.admin.delete(&path(&subscriber, "")).await.expect(204);
    ground.deliver().await;
    assert!(ground.receiver.heard().is_empty());
    assert_eq!(ground.clinic().value("select count(*) from {room}.webhook_delivery").await, "0");
    ground.admin.delete(&path(&subscriber, "")).await.expect(404);
}

#[tokio::test]
async fn what_was_told_is_known_for_a_month() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    ground.clinic().patient().create().await;
    ground.deliver().await;
    for (days, kept) in [(29, "1"), (2, "0")] {
        ground.clinic().advance(SignedDuration::from_hours(24 * days));
        ground.clinic().run_duty("housekeeping").await;
        assert_eq!(ground.clinic().value("select count(*) from {room}.webhook_delivery").await, kept);
    }
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one() {
    let ground = Ground::new().await;
    let input = wanted(&ground, &json!({}));
    let send = || ground.admin.post("/api/webhooks/", &input).header("idempotency-key", "a-new-webhook");
    let (first, second) = (send().await.expect(201), send().await.expect(201));
    assert_eq!(first.json(), second.json());
    assert_eq!(ground.clinic().value("select count(*) from {room}.webhook").await, "1");
}

#[tokio::test]
async fn nobody_but_administrators_has_anybody_told() {
    let ground = Ground::new().await;
    let doctor = ground.clinic().sign_in(Role::Doctor).await;
    let answer = doctor.post("/api/webhooks/", &wanted(&ground, &json!({}))).await;
    assert_snapshot!(answer, @r#"403 {"code":"forbidden"}"#);
    doctor.get("/api/webhooks/").await.expect(403);
}
