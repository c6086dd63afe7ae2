//! Who walks in is proposed somebody who has the time.

use testkit::{Desk, Role};
use uuid::Uuid;

#[tokio::test]
async fn whoever_has_an_appointment_in_a_moment_is_not_free_for_who_walks_in() {
    let desk = Desk::open().await;
    let other = desk.clinic.hire(&[Role::Doctor]).await;
    desk.booked("09:04").await;
    desk.booked("09:38").await;
    let browser = desk.clinic.browser(Role::Reception).await;

    let page = browser.get("/reception/walk-in").await.expect(200).text();

    assert_eq!(options(&page), [(other.id, "free now".to_owned()), (desk.doctor.id, "busy until 10:08".to_owned())]);
}

#[tokio::test]
async fn who_walks_in_is_seen_until_the_next_one_comes() {
    let desk = Desk::open().await;
    desk.booked("09:05").await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let walking = desk.clinic.patient().create().await;
    let page = browser.get("/reception/walk-in").await.expect(200).text();
    assert_eq!(options(&page), [(desk.doctor.id, "free now".to_owned())]);

    let form = [("patient", &*walking.id.to_string()), ("provider", &desk.doctor.id.to_string())];
    browser.submit("/reception/walk-in", &form).await.expect(303);

    let seen = desk.reception.get(&format!("/api/appointments/?patient={}", walking.id)).await.expect(200).json();
    let visit = &seen["results"][0];
    assert_eq!((&visit["status"], visit["ends_at"].as_str()), (&"arrived".into(), Some("2030-01-07T07:05:00Z")));
}

#[tokio::test]
async fn who_walks_in_to_somebody_busy_waits_until_they_are_free() {
    let desk = Desk::open().await;
    desk.booked("09:00").await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let (first, second) = (desk.clinic.patient().create().await, desk.clinic.patient().create().await);

    // The one who insists is seen at once.
    let provider = desk.doctor.id.to_string();
    let waits = [("patient", &*first.id.to_string()), ("provider", &provider)];
    browser.submit("/reception/walk-in", &waits).await.expect(303);
    let insists = [("patient", &*second.id.to_string()), ("provider", &provider), ("override_reason", "Cannot wait")];
    browser.submit("/reception/walk-in", &insists).await.expect(303);

    for (patient, starts_at) in [(first.id, "2030-01-07T07:30:00Z"), (second.id, "2030-01-07T07:00:00Z")] {
        let seen = desk.reception.get(&format!("/api/appointments/?patient={patient}")).await.expect(200).json();
        let visit = &seen["results"][0];
        assert_eq!((&visit["status"], visit["starts_at"].as_str()), (&"arrived".into(), Some(starts_at)));
    }
}

/// Whom the page proposes, in its order, with what it says of when they are free.
fn options(page: &str) -> Vec<(Uuid, String)> {
    let (_, select) = page.split_once(r#"name="provider""#).expect("a choice of providers");
    let (select, _) = select.split_once("</select>").expect("the end of the choice");
    let option = |text: &str| {
        let (id, rest) = text.split_once('"').expect("a value");
        let (_, label) = rest.split_once(" · ").expect("when they are free");
        let (label, _) = label.split_once("</option>").expect("the end of an option");
        (id.parse().expect("an id"), label.to_lowercase())
    };
    select.split(r#"<option value=""#).skip(1).map(option).collect()
}
