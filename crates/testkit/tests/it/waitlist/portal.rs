//! Patients wait and answer by themselves.

use jiff::SignedDuration;
use serde_json::json;
use testkit::Browser;

use super::{Queue, TIME};
use crate::patient_access::{PHONE, let_in, signed_in};

/// The patient who is signed in, waits for the time by themselves.
async fn waiting() -> (Queue, Browser) {
    let queue = Queue::new().await;
    let person = queue.clinic.patient().named("Mona", "El Sayed").phone(PHONE).create().await;
    let_in(&queue.clinic, &person, PHONE, crate::patient_access::USERNAME).await;
    let browser = signed_in(&queue.clinic).await;
    (queue, browser)
}

async fn join(queue: &Queue, browser: &mut Browser) -> testkit::Response {
    let service = queue.service.to_string();
    let fields = [
        ("service", service.as_str()),
        ("earliest_on", "2030-01-08"),
        ("latest_on", "2030-01-08"),
        ("from_time", "10:00"),
        ("to_time", "10:30"),
        ("is_priority", "true"),
        ("note", "Me first"),
    ];
    browser.submit("/patient/waitlist/", &fields).await
}

#[tokio::test]
async fn a_patient_whom_no_time_suits_waits_and_takes_what_is_offered() {
    let (queue, mut browser) = waiting().await;
    let times = browser.get(&format!("/patient/book/?service={}", queue.service)).await.expect(200).text();
    let form = format!("/patient/waitlist/?service={}", queue.service);
    assert!(times.contains(&form), "{times}");
    assert!(browser.get(&form).await.expect(200).text().contains("Check-up"));
    let answer = join(&queue, &mut browser).await.expect(303);
    assert_eq!(answer.header("location"), "/patient/home/");
    let record = queue.clinic.audit_of(&answer).await;
    assert_eq!(record[0].to_string(), "join_waitlist success patient about 1");
    let again = join(&queue, &mut browser).await.expect(422).text();
    assert!(again.contains("Already on the waiting list"), "{again}");
    let entry = queue.desk.list("/api/waitlist/").await[0];
    let kept = queue.entry(entry).await;
    assert_eq!((&kept["is_priority"], &kept["note"]), (&json!(false), &json!(null)), "the clinic's to say");

    queue.let_go().await;
    queue.look().await;
    let home = browser.get("/patient/home/").await.expect(200).text();
    assert!(home.contains("A time is free for you") && home.contains("You wait for"), "{home}");
    assert!(!home.contains("/patient/book/0"), "what is offered is on its own card: {home}");
    let offer = queue.entry(entry).await["offer"]["id"].as_str().unwrap().to_owned();
    browser.submit(&format!("/patient/offers/{offer}/accept/"), &[]).await.expect(303);
    browser.submit(&format!("/patient/offers/{offer}/accept/"), &[]).await.expect(409);
    assert_eq!(queue.status(entry).await, "booked");
    let home = browser.get("/patient/home/").await.expect(200).text();
    assert!(!home.contains("A time is free for you") && home.contains("Tuesday 8 January 2030, 10:00"), "{home}");
}

#[tokio::test]
async fn a_patient_says_no_and_waits_no_longer() {
    let (queue, mut browser) = waiting().await;
    join(&queue, &mut browser).await.expect(303);
    let entry = queue.desk.list("/api/waitlist/").await[0];
    queue.let_go().await;
    queue.look().await;
    let offer = queue.entry(entry).await["offer"]["id"].as_str().unwrap().to_owned();
    browser.submit(&format!("/patient/offers/{offer}/decline/"), &[]).await.expect(303);
    browser.submit(&format!("/patient/offers/{offer}/decline/"), &[]).await.expect(409);
    assert_eq!(queue.status(entry).await, "waiting");
    browser.submit(&format!("/patient/waitlist/{entry}/leave/"), &[]).await.expect(303);
    assert_eq!(queue.status(entry).await, "withdrawn");
    browser.submit(&format!("/patient/waitlist/{entry}/leave/"), &[]).await.expect(409);
}

#[tokio::test]
async fn what_is_somebody_elses_is_not_there() {
    let (queue, mut browser) = waiting().await;
    queue.clinic.advance(SignedDuration::from_secs(1));
    let (entry, _) = queue.offered_to("Omar").await;
    let offer = queue.entry(entry).await["offer"]["id"].as_str().unwrap().to_owned();
    for path in [
        format!("/patient/offers/{offer}/accept/"),
        format!("/patient/offers/{offer}/decline/"),
        format!("/patient/waitlist/{entry}/leave/"),
    ] {
        browser.submit(&path, &[]).await.expect(404);
    }
    assert_eq!(queue.offered(entry).await, TIME);
}

#[tokio::test]
async fn patients_wait_for_nothing_that_they_may_not_book() {
    let (queue, mut browser) = waiting().await;
    let admin = queue.clinic.sign_in(testkit::Role::Admin).await;
    let inside = admin.post("/api/services/", &json!({ "name": "Surgery" })).await.expect(201).id().to_string();
    for service in [inside.as_str(), "", "x", "0198c0de-0000-7000-8000-000000000000"] {
        let answer = browser.submit("/patient/waitlist/", &[("service", service)]).await.expect(303);
        assert_eq!(answer.header("location"), "/patient/book/", "{service}");
    }
    let (service, bad) = (queue.service.to_string(), [("latest_on", "2029-01-01")]);
    let refused = browser.submit("/patient/waitlist/", &[("service", service.as_str()), bad[0]]).await.expect(422);
    assert!(refused.text().contains("latest_on-error"));
    assert_eq!(queue.clinic.value("select count(*) from {room}.waitlist_entry").await, "0");
}
