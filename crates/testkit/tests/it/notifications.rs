//! What people are told while they work: once each, of what and when, never of whom.

use serde_json::json;
use testkit::{Client, Desk, Role, TestClinic};
use uuid::Uuid;

const LIVE: &str = "/live";

/// What the page behind the bell says, and how many of it is new.
async fn told(who: &Client) -> (String, usize) {
    let page = who.get("/notifications/").await.expect(200).text();
    let new = page.matches("chip-info").count();
    (page, new)
}

async fn newest(who: &Client) -> testkit::Response {
    who.get("/notifications/newest/").header("hx-request", "true").await
}

async fn unread(who: &Client) -> usize {
    who.get(LIVE).open().await.next_count().await.expect("a count")
}

fn first_form(page: &str) -> String {
    let (_, rest) = page.split_once("action=\"/notifications/").expect("a notification");
    let forms = std::iter::once(rest).chain(rest.split("action=\"/notifications/"));
    let open = forms.map(|rest| rest.split('"').next().unwrap_or_default()).find(|path| path.ends_with("/open/"));
    format!("/notifications/{}", open.expect("a button"))
}

#[tokio::test]
async fn the_provider_is_told_at_once_that_the_patient_is_here_and_not_whom() {
    let desk = Desk::open().await;
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    let mut bell = doctor.get(LIVE).open().await;
    assert_eq!(bell.next_count().await, Some(0));
    let id = desk.booked("10:00").await;

    desk.step(id, "check-in").await.expect(200);

    assert_eq!(bell.next_count().await, Some(1));
    let (page, new) = told(&doctor).await;
    assert!(page.contains("Your patient of 10:00 is here") && new == 1, "{page}");
    let toast = newest(&doctor).await.expect(200).text();
    assert!(toast.contains("Your patient of 10:00 is here"), "{toast}");
    let name = desk.reception.get(&desk.patient.path()).await.expect(200).json();
    let name = name["family_name"].as_str().unwrap();
    assert!(!page.contains(name) && !toast.contains(name), "{name} stands there");
    // Nobody else is, nor whoever did it.
    assert_eq!(unread(&desk.clinic.browser_of(desk.reception.staff()).await).await, 0);
    assert_eq!(unread(&desk.clinic.browser(Role::Doctor).await).await, 0);
}

#[tokio::test]
async fn whoever_does_it_is_not_told() {
    let desk = Desk::open().await;
    let doctor = desk.clinic.sign_in_as(&desk.doctor).await;
    let id = desk.booked("10:00").await;

    doctor.post(&format!("/api/appointments/{id}/check-in/"), &json!({})).await.expect(200);

    assert_eq!(unread(&desk.clinic.browser_of(&desk.doctor).await).await, 0);
}

#[tokio::test]
async fn a_look_leads_to_what_it_is_about_and_counts_no_more() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    desk.step(id, "check-in").await.expect(200);
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    let mut bell = doctor.get(LIVE).open().await;
    assert_eq!(bell.next_count().await, Some(1));

    let open = first_form(&told(&doctor).await.0);
    for _ in 0..2 {
        let answer = doctor.submit(&open, &[]).await.expect(303);
        assert_eq!(answer.header("location"), "/doctor/appointments-dash/");
    }

    assert_eq!(bell.next_count().await, Some(0));
    assert_eq!(told(&doctor).await.1, 0);
    assert_eq!(newest(&doctor).await.expect(200).text(), "");
}

#[tokio::test]
async fn one_of_somebody_else_is_not_there_nor_one_of_another_clinic() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    desk.step(id, "check-in").await.expect(200);
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    let open = first_form(&told(&doctor).await.0);

    desk.clinic.browser(Role::Admin).await.submit(&open, &[]).await.expect(404);
    let neighbour = desk.clinic.other().await;
    neighbour.browser(Role::Doctor).await.submit(&open, &[]).await.expect(404);
    doctor.submit(&format!("/notifications/{}/open/", Uuid::nil()), &[]).await.expect(404);
    doctor.submit("/notifications/none/open/", &[]).await.expect(404);

    assert_eq!(told(&doctor).await.1, 1);
}

#[tokio::test]
async fn all_are_looked_at_by_one_press() {
    let desk = Desk::open().await;
    for time in ["09:00", "10:00", "11:00"] {
        let id = desk.booked(time).await;
        desk.step(id, "check-in").await.expect(200);
    }
    let doctor = desk.clinic.browser_of(&desk.doctor).await;
    assert_eq!(told(&doctor).await.1, 3);

    doctor.submit("/notifications/read/", &[]).await.expect(303);

    let (page, new) = told(&doctor).await;
    assert_eq!(new, 0);
    assert!(!page.contains("action=\"/notifications/read/\""), "{page}");
}

async fn break_glass(admin: &Client) {
    let form = [("reason", "The doctor cannot be reached and the patient asks"), ("next", "/reception/dashboard/")];
    admin.submit("/emergency/", &form).await.expect(303);
}

#[tokio::test]
async fn whoever_breaks_the_glass_is_told_of_to_the_other_administrators() {
    let clinic = TestClinic::new().await;
    let (one, other) = (clinic.browser(Role::Admin).await, clinic.browser(Role::Admin).await);

    break_glass(&one).await;

    let (page, new) = told(&other).await;
    let name = &one.staff().username;
    assert!(new == 1 && page.contains("broke the glass"), "{name}: {page}");
    let open = first_form(&page);
    assert_eq!(other.submit(&open, &[]).await.expect(303).header("location"), "/emergency/");
    assert_eq!(unread(&clinic.browser_of(one.staff()).await).await, 0);
}

#[tokio::test]
async fn what_happens_again_before_anybody_looked_is_told_as_one() {
    let clinic = TestClinic::new().await;
    let (one, other) = (clinic.browser(Role::Admin).await, clinic.browser(Role::Admin).await);

    break_glass(&one).await;
    break_glass(&clinic.browser_of(one.staff()).await).await;
    assert_eq!(told(&other).await.1, 1);

    other.submit("/notifications/read/", &[]).await.expect(303);
    break_glass(&clinic.browser_of(one.staff()).await).await;
    assert_eq!(told(&other).await.1, 1);
}

#[tokio::test]
async fn they_are_forgotten_after_two_months() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    desk.step(id, "check-in").await.expect(200);

    desk.clinic.advance(jiff::SignedDuration::from_hours(61 * 24));
    desk.clinic.run_duty("housekeeping").await;

    assert_eq!(desk.clinic.value("select count(*)::text from {room}.notification").await, "0");
}
