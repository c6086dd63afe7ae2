//! Writing to many: one message each, and none to whom no way leads or who wants none.

use serde_json::json;
use testkit::{Client, Role, TestClinic};
use uuid::Uuid;

use super::{bulk, told};
use crate::messaging::Ground;

async fn reachable(desk: &Client, phone: &str, more: &[(&str, serde_json::Value)]) -> Uuid {
    let mut input = json!({ "given_name": "Nour", "family_name": "Haddad", "phone": phone });
    for (name, value) in more {
        input[*name] = value.clone();
    }
    desk.post("/api/patients/", &input).await.expect(201).id()
}

#[tokio::test]
async fn each_gets_one_message_unless_they_want_none_or_cannot_be_reached() {
    let ground = Ground::new().await;
    let clinic = &ground.clinic;
    let desk = clinic.sign_in(Role::Reception).await;
    let gets = reachable(&desk, "01001234567", &[]).await;
    let by_post = reachable(&desk, "01001234568", &[("preferred_channel", json!("post"))]).await;
    let nowhere = clinic.patient().create().await.id;
    let all = [gets, by_post, nowhere, Uuid::nil()];

    let answer = bulk(&desk, "message", &all, &json!({ "text": "We are closed on Monday." })).await.expect(200);

    let codes = ["wants_no_messages", "no_way_there", "not_found"].map(str::to_owned).to_vec();
    assert_eq!(told(&answer), (1, 0, 3, codes));
    let sent = clinic.value("select count(*) || ' ' || min(kind) || ' ' || min(status) from {room}.message").await;
    assert_eq!(sent, "1 from_clinic queued");
    clinic.advance(jiff::SignedDuration::from_secs(1));
    ground.send().await;
    assert_eq!(ground.carried(), ["Nile Clinic: We are closed on Monday."]);
    let lines: Vec<String> = clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert!(lines.contains(&"message_contact success staff about 1".to_owned()), "{lines:?}");
}

#[tokio::test]
async fn a_number_that_said_stop_gets_nothing() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let id = reachable(&desk, "01001234567", &[]).await;
    bulk(&desk, "message", &[id], &json!({ "text": "One" })).await.expect(200);
    let stop = "insert into {room}.opt_out (recipient_index, opted_out_at)
        select recipient_index, created_at from {room}.message limit 1";
    clinic.sql_as_superuser(stop).await;

    let answer = bulk(&desk, "message", &[id], &json!({ "text": "Two" })).await.expect(200);

    assert_eq!(told(&answer), (0, 0, 1, vec!["wants_no_messages".to_owned()]));
}

#[tokio::test]
async fn in_the_quiet_hours_a_message_waits_until_they_are_over() {
    let clinic = TestClinic::new().await;
    clinic.advance(jiff::SignedDuration::from_hours(15));
    let desk = clinic.sign_in(Role::Reception).await;
    let id = reachable(&desk, "01001234567", &[]).await;

    bulk(&desk, "message", &[id], &json!({ "text": "Good night" })).await.expect(200);

    let waits =
        clinic.value("select scheduled_for > created_at and next_attempt_at = scheduled_for from {room}.message");
    assert_eq!(waits.await, "t");
}

#[tokio::test]
async fn who_gets_it_is_shown_before_anything_is_typed() {
    let clinic = TestClinic::new().await;
    let (browser, desk) = (clinic.browser(Role::Reception).await, clinic.sign_in(Role::Reception).await);
    let gets = reachable(&desk, "01001234567", &[]).await.to_string();
    let nowhere = clinic.patient().create().await.id.to_string();
    let chosen = [("ids", gets.as_str()), ("ids", nowhere.as_str())];

    let asked = browser.submit("/patients/bulk/message", &chosen).await.expect(200).text();
    assert!(asked.contains("<textarea") && asked.contains("There is no phone number"), "{asked}");
    let blank = [chosen[0], ("confirmed", "yes"), ("text", " ")];
    assert!(browser.submit("/patients/bulk/message", &blank).await.expect(422).text().contains("text-error"));
    assert_eq!(clinic.value("select count(*) from {room}.message").await, "0");
    let sure = [chosen[0], ("confirmed", "yes"), ("text", "We are closed on Monday.")];
    browser.submit("/patients/bulk/message", &sure).await.expect(200);
    assert_eq!(clinic.value("select count(*) from {room}.message").await, "1");
}

#[tokio::test]
async fn what_is_too_long_or_empty_is_no_message() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let id = clinic.patient().create().await.id;
    for (text, code) in
        [(String::new(), "required"), ("x".repeat(481), "too_long"), ("a\u{0}".into(), "control_characters")]
    {
        let answer = bulk(&desk, "message", &[id], &json!({ "text": text })).await.expect(422).json();
        assert_eq!(answer["errors"][0]["code"], code);
    }
    assert_eq!(
        bulk(&clinic.sign_in(Role::Billing).await, "message", &[id], &json!({ "text": "Hi" })).await.status,
        403
    );
}
