//! The schedule's pages, without a script.

use testkit::{Role, TestClinic};

use super::Place;

#[tokio::test]
async fn an_administrator_offers_changes_and_retires_a_service_by_its_pages() {
    let place = Place::open().await;
    let browser = place.clinic.browser(Role::Admin).await;
    let new = "/admin/services/new/";
    browser.get(new).await.expect(200);
    let typed = [("name", "Physio"), ("kind", "therapy-session"), ("duration_minutes", "4x"), ("price", "12.345")];
    let refused = browser.submit(new, &typed).await.expect(422).text();
    assert!(
        refused.contains("value=\"4x\"") && refused.contains("Enter a whole number.") && refused.contains("Physio")
    );
    let doctor = place.doctor.to_string();
    let typed = [
        ("name", "Physio"),
        ("kind", "therapy-session"),
        ("duration_minutes", "٤٥"),
        ("price", "350"),
        ("bookable_by", "patients"),
        ("providers", doctor.as_str()),
        ("equipment", "Mat, Ball"),
    ];
    assert_eq!(browser.submit(new, &typed).await.expect(303).header("location"), "/admin/services/");
    let list = browser.get("/admin/services/").await.expect(200).text();
    assert!(list.contains("Physio") && list.contains("45 minutes") && list.contains("350.00 EGP"));

    let id = place.clinic.value("select id from {room}.service").await;
    let path = format!("/admin/services/{id}/");
    let form = browser.get(&path).await.expect(200).text();
    assert!(form.contains("value=\"Ball, Mat\"") && form.contains("name=\"version\" value=\"1\""));
    let changed = [("name", "Physiotherapy"), ("duration_minutes", "50"), ("version", "1")];
    browser.submit(&path, &changed).await.expect(303);
    browser.submit(&path, &changed).await.expect(412);
    browser.submit(&format!("{path}retire/"), &[]).await.expect(303);
    browser.get(&path).await.expect(404);
    assert!(browser.get("/admin/services/").await.expect(200).text().contains("No services yet"));
}

#[tokio::test]
async fn a_week_is_typed_as_hours_copied_from_monday_and_begun_on_a_day() {
    let place = Place::open().await;
    let browser = place.clinic.browser(Role::Admin).await;
    let path = format!("/admin/hours/?owner=provider:{}", place.doctor);
    let page = browser.get(&path).await.expect(200).text();
    assert!(page.contains("No hours of their own") && page.contains("value=\"09:00–17:00\""));
    let copied = browser.submit(&path, &[("day-1", "8-12, 13-16"), ("copy", "monday")]).await.expect(200).text();
    assert_eq!(copied.matches("value=\"8-12, 13-16\"").count(), 7);
    assert_eq!(place.clinic.value("select count(*) from {room}.working_hours").await, "0");

    let refused = browser.submit(&path, &[("day-1", "8-12"), ("day-2", "12-8")]).await.expect(422).text();
    assert!(refused.contains("value=\"12-8\"") && refused.contains("href=\"#day-2\""));
    browser.submit(&path, &[("day-1", "8-12, 13-16"), ("version", "0")]).await.expect(303);
    browser.submit(&path, &[("day-1", "9-12"), ("version", "0")]).await.expect(412);
    let begun = [("day-2", "10-14"), ("starts_on", "2030-02-01"), ("version", "1")];
    browser.submit(&path, &begun).await.expect(303);
    let page = browser.get(&path).await.expect(200).text();
    assert!(page.contains("until Thursday 31 January 2030") && page.contains("From Friday 1 February 2030"));
    assert!(page.contains("08:00–12:00, 13:00–16:00") && page.contains("10:00–14:00"));
    browser.submit(&path, &[("forget", "week")]).await.expect(303);
    assert_eq!(place.clinic.value("select count(*) from {room}.working_hours").await, "0");
}

#[tokio::test]
async fn a_first_week_of_their_own_that_begins_later_leaves_the_present_hours_until_then() {
    let place = Place::open().await;
    let browser = place.clinic.browser(Role::Admin).await;
    let begun = [("day-1", "10-12"), ("starts_on", "2030-01-14"), ("version", "0")];
    let path = format!("/admin/hours/?owner=provider:{}", place.doctor);
    browser.submit(&path, &begun).await.expect(303);
    let query = format!("provider={}&minutes=120&from=2030-01-11&to=2030-01-15", place.doctor);
    let free = place.free(&query).await;
    // Friday is still the clinic's; of the week that begins on Monday only Monday is theirs.
    assert_eq!(free.iter().filter(|at| at.starts_with("2030-01-11")).count(), 25);
    assert_eq!(free.iter().filter(|at| !at.starts_with("2030-01-11")).collect::<Vec<_>>(), ["2030-01-14T08:00:00Z"]);
}

#[tokio::test]
async fn single_days_and_closures_are_added_and_taken_away() {
    let place = Place::open().await;
    let browser = place.clinic.browser(Role::Admin).await;
    let owner = format!("?owner=provider:{}", place.doctor);
    let add = format!("/admin/hours/exceptions/{owner}");
    let refused = browser.submit(&add, &[("date", "2030-02-04"), ("from", "9"), ("note", "Course")]).await;
    assert!(refused.expect(422).text().contains("value=\"Course\""));
    browser.submit(&add, &[("date", "2030-02-04"), ("from", "9"), ("to", "11"), ("note", "Course")]).await.expect(303);
    let page = browser.get(&format!("/admin/hours/{owner}")).await.expect(200).text();
    assert!(page.contains("Monday 4 February 2030") && page.contains("09:00–11:00") && page.contains("Course"));
    let id = place.clinic.value("select id from {room}.hours_exception").await;
    browser.submit(&format!("/admin/hours/exceptions/{id}/remove/{owner}"), &[]).await.expect(303);
    browser.submit(&format!("/admin/hours/exceptions/{id}/remove/{owner}"), &[]).await.expect(404);

    let close = "/admin/hours/closures/";
    let refused =
        browser.submit(close, &[("name", "Eid"), ("first_day", "2030-02-05"), ("last_day", "2030-02-01")]).await;
    assert!(refused.expect(422).text().contains("href=\"#last_day\""));
    browser.submit(close, &[("name", "Eid"), ("first_day", "2030-02-05")]).await.expect(303);
    let page = browser.get("/admin/hours/").await.expect(200).text();
    assert!(page.contains("Eid") && page.contains("Tuesday 5 February 2030"));
    let id = place.clinic.value("select id from {room}.closure").await;
    browser.submit(&format!("/admin/hours/closures/{id}/remove/"), &[]).await.expect(303);
    assert!(!browser.get("/admin/hours/").await.expect(200).text().contains("Eid"));
}

#[tokio::test]
async fn whoever_sees_patients_adds_days_away_of_their_own_and_of_nobody_else() {
    let clinic = TestClinic::new().await;
    let (mine, theirs) = (clinic.browser(Role::Doctor).await, clinic.browser(Role::Therapist).await);
    mine.submit("/doctor/hours/", &[("date", "2030-02-04"), ("note", "Away")]).await.expect(303);
    mine.submit("/doctor/hours/", &[("date", "2030-02-04")]).await.expect(422);
    let page = mine.get("/doctor/hours/").await.expect(200).text();
    assert!(page.contains("Monday 4 February 2030") && page.contains("09:00–17:00"));
    assert!(!theirs.get("/doctor/hours/").await.expect(200).text().contains("Away"));
    let id = clinic.value("select id from {room}.hours_exception").await;
    theirs.submit(&format!("/doctor/hours/{id}/remove/"), &[]).await.expect(404);
    let gone = mine.submit(&format!("/doctor/hours/{id}/remove/"), &[]).await.expect(303);
    assert_eq!(clinic.audit_of(&gone).await[0].action, "change_own_hours");
}
