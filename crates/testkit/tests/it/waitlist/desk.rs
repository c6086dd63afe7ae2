//! The waiting list on the desk's screen.

use serde_json::json;
use testkit::Role;

use super::{Queue, TIME};

#[tokio::test]
async fn the_list_says_who_waits_for_what_and_what_they_are_offered() {
    let queue = Queue::new().await;
    let browser = queue.clinic.browser(Role::Reception).await;
    let empty = browser.get("/reception/waitlist/").await.expect(200).text();
    assert!(empty.contains("Nobody here") && empty.contains("/reception/waitlist/new/"), "{empty}");

    queue.offered_to("Omar").await;
    let page = browser.get("/reception/waitlist/").await.expect(200).text();
    for text in ["Omar Farid", "Check-up", "10:00–10:30", "Tue 8 Jan, 10:00", "0 days"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let viewer = queue.clinic.browser(Role::Viewer).await;
    let seen = viewer.get("/reception/waitlist/").await.expect(200).text();
    assert!(seen.contains("Omar Farid") && !seen.contains("/reception/waitlist/new/"), "{seen}");
    let booked = browser.get("/reception/waitlist/?status=booked").await.expect(200).text();
    assert!(!booked.contains("Omar"), "{booked}");
}

#[tokio::test]
async fn somebody_is_put_on_the_list_changed_and_taken_off() {
    let queue = Queue::new().await;
    let browser = queue.clinic.browser(Role::Reception).await;
    let person = queue.person("Omar", 1).await;
    let found = browser.get("/reception/waitlist/new/?q=omar").await.expect(200).text();
    let form = format!("/reception/waitlist/new/?patient={}", person.id);
    assert!(found.contains(&form), "{found}");
    let shown = browser.get(&form).await.expect(200).text();
    assert!(shown.contains("Waiting list: Omar Farid") && shown.contains("2030-02-06"), "{shown}");
    browser.get("/reception/waitlist/new/?patient=0198c0de-0000-7000-8000-000000000000").await.expect(404);

    let (patient, service) = (person.id.to_string(), queue.service.to_string());
    let mut fields =
        vec![("patient", patient.as_str()), ("service", &service), ("weekdays", "2"), ("latest_on", "2029-01-01")];
    let refused = browser.submit("/reception/waitlist/new/", &fields).await.expect(422).text();
    assert!(refused.contains("latest_on-error"), "{refused}");
    fields[3] = ("latest_on", "2030-01-20");
    browser.submit("/reception/waitlist/new/", &fields).await.expect(303);
    let twice = browser.submit("/reception/waitlist/new/", &fields).await.expect(422).text();
    assert!(twice.contains("Already on the waiting list for this"), "{twice}");

    let entry = queue.desk.list("/api/waitlist/").await[0];
    assert_eq!(queue.entry(entry).await["weekdays"], json!([2]));
    let path = format!("/reception/waitlist/{entry}/");
    browser.get(&path).await.expect(200);
    fields.push(("version", "1"));
    fields[2] = ("weekdays", "3");
    browser.submit(&path, &fields).await.expect(303);
    browser.submit(&path, &fields).await.expect(412);
    assert_eq!(queue.entry(entry).await["weekdays"], json!([3]));
    browser.submit(&format!("{path}withdraw/"), &[]).await.expect(303);
    assert_eq!(queue.status(entry).await, "withdrawn");
    browser.submit(&format!("{path}withdraw/"), &[]).await.expect(409);
}

#[tokio::test]
async fn the_desk_chooses_among_the_times_that_suit() {
    let queue = Queue::new().await;
    let browser = queue.clinic.browser(Role::Reception).await;
    let entry = queue.waits("Omar", 1).await;
    let path = format!("/reception/waitlist/{entry}/times/");
    assert!(browser.get(&path).await.expect(200).text().contains("No free time suits"));
    let at = format!("{TIME} {}", queue.doctor);
    let refused = browser.submit(&path, &[("at", &at), ("do", "offer")]).await.expect(409).text();
    assert!(refused.contains("This time is not offered"), "{refused}");

    queue.let_go().await;
    assert!(browser.get(&path).await.expect(200).text().contains(&at));
    browser.submit(&path, &[("do", "offer")]).await.expect(422);
    browser.submit(&path, &[("at", &at), ("do", "offer")]).await.expect(303);
    assert_eq!(queue.offered(entry).await, TIME);
    browser.submit(&path, &[("at", &at), ("do", "book"), ("version", "1")]).await.expect(303);
    assert_eq!(queue.status(entry).await, "booked");
}
