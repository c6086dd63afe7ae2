//! The administration's page about messages, and the outbox for people.

use clinic::messages::model::MessageKind;
use testkit::{Role, TestClinic};

use super::Ground;

const FINE: &[(&str, &str)] = &[
    ("version", "0"),
    ("provider", "twilio"),
    ("account_sid", "AC0123"),
    ("auth_token", "quiet-token"),
    ("service_sid", "MG0123"),
    ("from_number", ""),
    ("mail", "smtp"),
    ("mail_sender", "Desk@Nile.example"),
    ("mail_host", "mail.nile.example"),
    ("mail_port", "587"),
    ("mail_security", "starttls"),
    ("mail_user", "desk"),
    ("mail_password", "quiet-password"),
    ("confirmations", "true"),
    ("reminders", "true"),
    ("offsets", "24, 48,2"),
    ("quiet_from", "20:00"),
    ("quiet_until", "7:30"),
    ("cancel_hours", "12"),
    ("monthly_segments", "5000"),
    ("thousand_cost", "700"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = FINE.to_vec();
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn an_administrator_sets_the_carrier_up_and_its_secret_is_shown_no_more() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    let page = chief.get("/admin/messaging/").await.expect(200);
    assert!(page.text().contains("https://nile.localhost/twilio/webhook/"));
    let done = chief.submit("/admin/messaging/", FINE).await.expect(303);
    assert_eq!(clinic.audit_of(&done).await[0].action, "manage_messaging");
    let page = chief.get("/admin/messaging/").await.expect(200).text();
    assert!(page.contains("AC0123") && page.contains("48, 24, 2") && page.contains("07:30"), "{page}");
    assert!(page.contains("Desk@nile.example") && page.contains("mail.nile.example") && page.contains("587"), "{page}");
    assert!(!page.contains("quiet-token") && !page.contains("quiet-password"));
    let stored = clinic.value("select settings::text from {room}.messaging").await;
    assert!(!stored.contains("quiet-token") && !stored.contains("quiet-password"), "{stored}");
    // Blank keeps it, and whoever comes with an old page is told.
    chief
        .submit("/admin/messaging/", &with(&[("version", "1"), ("auth_token", ""), ("mail_password", "")]))
        .await
        .expect(303);
    chief.submit("/admin/messaging/", &with(&[("version", "1")])).await.expect(422);
    assert_eq!(clinic.value("select version from {room}.messaging").await, "2");
}

#[tokio::test]
async fn what_cannot_be_is_refused_beside_its_field() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    for (field, value) in [
        ("provider", "pigeon"),
        ("provider", "smtp"),
        ("mail", "twilio"),
        ("mail_sender", ""),
        ("mail_sender", "desk"),
        ("mail_sender", "מרפאה@nile.example"),
        ("mail_host", ""),
        ("mail_host", "nile.example/x"),
        ("mail_port", "0"),
        ("mail_port", "65536"),
        ("mail_security", "none"),
        ("mail_security", "plain"),
        ("mail_user", "desk\u{7}"),
        ("mail_password", ""),
        ("account_sid", "XX0123"),
        ("account_sid", ""),
        ("account_sid", "AC/../x"),
        ("auth_token", ""),
        ("service_sid", "AC0123"),
        ("from_number", "12"),
        ("offsets", "0"),
        ("offsets", "1,2,3,4,5,6"),
        ("offsets", "a day"),
        ("quiet_from", "25:00"),
        ("quiet_until", ""),
        ("cancel_hours", "-1"),
        ("monthly_segments", "many"),
        ("thousand_cost", "1000000000000"),
    ] {
        let answer = chief.submit("/admin/messaging/", &with(&[(field, value)])).await.expect(422);
        assert!(answer.text().contains(&format!("id=\"{field}-error\"")), "{field}={value}: {}", answer.text());
    }
    assert_eq!(clinic.value("select count(*) from {room}.messaging").await, "0");
}

#[tokio::test]
async fn a_test_message_goes_where_the_administrator_says() {
    let ground = Ground::new().await;
    let chief = ground.clinic.browser(Role::Admin).await;
    chief.submit("/admin/messaging/test/", &[("recipient", "nobody")]).await.expect(422);
    chief.submit("/admin/messaging/test/", &[("recipient", "0100 123 4567")]).await.expect(303);
    ground.send().await;
    assert_eq!(ground.carried(), ["Nile Clinic: this is a test. Messages arrive."]);
}

#[tokio::test]
async fn the_outbox_tells_what_was_given_up_and_lets_it_be_tried_again() {
    let ground = Ground::new().await;
    let id = ground.queue(MessageKind::WaitlistOffer, &"x".repeat(1601)).await;
    ground.send().await;
    let desk = ground.clinic.browser(Role::Reception).await;
    let page = desk.get("/messages/?status=dead").await.expect(200).text();
    assert!(page.contains(&format!("/messages/{id}/retry/")) && page.contains("21617"), "{page}");
    assert!(!desk.get("/messages/?status=sent").await.expect(200).text().contains(&id.to_string()));
    desk.submit(&format!("/messages/{id}/retry/"), &[]).await.expect(303);
    assert_eq!(ground.state(id).await.0, "queued");
    desk.submit(&format!("/messages/{id}/retry/"), &[]).await.expect(409);
    ground.send().await;
    desk.submit("/messages/retry/", &[]).await.expect(303);
    assert_eq!(ground.state(id).await.0, "queued");
}

#[tokio::test]
async fn a_password_is_not_shown_to_a_server_that_it_was_not_given_for() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    chief.submit("/admin/messaging/", FINE).await.expect(303);
    for (field, value) in [("mail_host", "mail.elsewhere.example"), ("mail_user", "root")] {
        let changed = with(&[("version", "1"), ("mail_password", ""), (field, value)]);
        let answer = chief.submit("/admin/messaging/", &changed).await.expect(422);
        assert!(answer.text().contains("id=\"mail_password-error\""), "{field}: {}", answer.text());
    }
}

#[tokio::test]
async fn the_outbox_is_narrowed_by_way_and_kind() {
    let ground = Ground::new().await;
    ground.queue(MessageKind::OneTimeCode, "by text").await;
    ground.queue_letter("mona@example.org", "by letter").await;
    let desk = ground.clinic.browser(Role::Reception).await;
    for (query, text, letter) in [
        ("", true, true),
        ("?channel=sms", true, false),
        ("?channel=email", false, true),
        ("?kind=one_time_code", true, false),
        ("?kind=waitlist_offer&channel=sms", false, false),
    ] {
        let page = desk.get(&format!("/messages/{query}")).await.expect(200).text();
        assert_eq!((page.contains("by text"), page.contains("by letter")), (text, letter), "{query}");
    }
    assert!(desk.get("/messages/?channel=email").await.expect(200).text().contains("mona@example.org"));
    desk.get("/messages/?channel=pigeon").await.expect(422);
}
