//! A provider's calendar in other programs.

use serde_json::json;
use testkit::{Client, Desk, Role};

/// The address that a provider makes for themselves.
async fn address(doctor: &Client) -> String {
    let page = doctor.submit("/account/calendar/", &[]).await.expect(200).text();
    let start = page.find("/feeds/").expect("an address");
    let end = page[start..].find(".ics").expect("its end") + start + 4;
    page[start..end].to_owned()
}

#[tokio::test]
async fn a_feed_says_when_and_initials_and_no_name() {
    let desk = Desk::open().await;
    let id = desk.try_to_book(&desk.wanted_with("10:00", &json!({ "reason": "Knee pain" }))).await.expect(201).id();
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    let address = address(&doctor).await;

    let answer = desk.clinic.visitor().get(&address).await.expect(200);
    let text = answer.text();

    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert!(text.contains(&format!("UID:{id}@nile.praxis\r\n")), "{text}");
    assert!(
        text.contains("DTSTART;TZID=Africa/Cairo:20300107T100000\r\n") && text.contains("STATUS:CONFIRMED"),
        "{text}"
    );
    let name = desk.reception.get(&desk.patient.path()).await.expect(200).json();
    for secret in [name["given_name"].as_str().unwrap(), name["family_name"].as_str().unwrap(), "Knee"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let kept = desk.clinic.audit_of(&answer).await;
    assert_eq!(kept[0].to_string(), "read_feed success visitor about 1");
}

#[tokio::test]
async fn a_change_counts_up_and_what_was_cancelled_stays_and_says_so() {
    let desk = Desk::open().await;
    let (moved, cancelled, deleted) =
        (desk.booked("10:00").await, desk.booked("11:00").await, desk.booked("12:00").await);
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    let address = address(&doctor).await;
    let visitor = desk.clinic.visitor();
    let before = visitor.get(&address).await.expect(200);

    let later = json!({ "starts_at": "2030-01-07T15:00:00+02:00" });
    desk.reception.post(&format!("/api/appointments/{moved}/reschedule/"), &later).await.expect(200);
    desk.step(cancelled, "cancel").await.expect(200);
    desk.reception.delete(&format!("/api/appointments/{deleted}/")).await.expect(204);

    let now = visitor.get(&address).await.expect(200);
    let text = now.text();
    let event = |id: uuid::Uuid| {
        let start = text.find(&format!("UID:{id}")).expect("the event");
        text[start..start + text[start..].find("END:VEVENT").expect("its end")].to_owned()
    };
    assert!(event(moved).contains("T150000") && event(moved).contains("SEQUENCE:1"), "{text}");
    assert!(event(cancelled).contains("STATUS:CANCELLED") && event(deleted).contains("STATUS:CANCELLED"), "{text}");
    assert_ne!(before.header("etag"), now.header("etag"));
}

#[tokio::test]
async fn a_reader_who_has_it_already_is_told_so() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    let address = address(&doctor).await;
    let visitor = desk.clinic.visitor();

    let tag = visitor.get(&address).await.expect(200).header("etag").to_owned();

    visitor.get(&address).header("if-none-match", &tag).await.expect(304);
}

#[tokio::test]
async fn an_address_that_was_taken_back_leads_nowhere_as_does_any_other() {
    let desk = Desk::open().await;
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    let address = address(&doctor).await;
    let visitor = desk.clinic.visitor();
    visitor.get(&address).await.expect(200);
    desk.clinic.other().await.visitor().get(&address).await.expect(404);
    let feed = desk.clinic.value("select id from {room}.calendar_feed").await;

    let colleague = desk.clinic.browser(Role::Doctor).await;
    colleague.submit(&format!("/account/calendar/{feed}/revoke/"), &[]).await.expect(404);
    doctor.submit(&format!("/account/calendar/{feed}/revoke/"), &[]).await.expect(303);

    visitor.get(&address).await.expect(404);
    visitor.get("/feeds/guessed.ics").await.expect(404);
    visitor.get("/feeds/guessed").await.expect(404);
    desk.clinic.browser(Role::Reception).await.submit("/account/calendar/", &[]).await.expect(403);
}
