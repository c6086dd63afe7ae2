//! The pages of numbers, and their tables as files.

use serde_json::json;
use testkit::{Desk, Role, TestClinic};

use crate::ledger::Till;

const PAGES: [&str; 6] = ["appointments", "utilization", "patients", "reminders", "money", "outcomes"];

#[tokio::test]
async fn a_new_clinic_is_told_that_there_is_nothing_to_count() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser_of(&clinic.hire(&[Role::Admin, Role::Doctor]).await).await;
    for page in ["appointments", "patients", "reminders", "money", "outcomes"] {
        let text = browser.get(&format!("/analytics/{page}/")).await.expect(200).text();
        assert!(text.contains("Nothing to count"), "{page}: {text}");
    }
}

#[tokio::test]
async fn each_sees_the_pages_that_are_theirs() {
    let clinic = TestClinic::new().await;
    for (role, seen) in [
        (Role::Reception, &PAGES[..4]),
        (Role::Billing, &PAGES[..5]),
        (Role::Doctor, &["appointments", "utilization", "patients", "reminders", "outcomes"][..]),
        (Role::Viewer, &[][..]),
    ] {
        let browser = clinic.browser(role).await;
        for page in PAGES {
            let answer = browser.get(&format!("/analytics/{page}/")).await;
            assert_eq!(answer.status, if seen.contains(&page) { 200 } else { 403 }, "{page} as {role:?}");
        }
    }
}

#[tokio::test]
async fn a_table_is_a_file_by_a_plain_link() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let page = browser.get("/analytics/appointments/?from=2030-01-07&to=2030-01-07").await.expect(200).text();
    let link = "/analytics/appointments/file?table=kind&amp;from=2030-01-07&amp;to=2030-01-07";
    assert!(page.contains(link) || page.contains(&link.replace("&amp;", "&#38;")), "{page}");

    let file = browser.get("/analytics/appointments/file?table=kind&from=2030-01-07&to=2030-01-07").await.expect(200);

    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("appointments-kind-2030-01-07-2030-01-07.csv"));
    let text = file.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("Kind,Appointments,"), "{text}");
    assert!(lines[1].starts_with("Consultation,1,0,1,0,"), "{text}");
    assert_eq!(desk.clinic.audit_of(&file).await[0].to_string(), "view_activity success staff");
    browser.get("/analytics/appointments/file?table=nothing").await.expect(404);
}

#[tokio::test]
async fn money_is_shown_with_its_currency_and_written_without() {
    let till = Till::open().await;
    till.charge("350.00").await;
    till.pay("100.00").await;
    let browser = till.desk.clinic.browser(Role::Billing).await;

    let page = browser.get("/analytics/money/").await.expect(200).text();
    assert!(page.contains("350.00 EGP") && page.contains("250.00 EGP"), "{page}");

    let file = browser.get("/analytics/money/file?table=method-EGP").await.expect(200).text();
    assert!(file.contains("Card,100.00,0.00,100.00"), "{file}");
}

#[tokio::test]
async fn days_that_cannot_be_read_are_named_beside_their_field() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Admin).await;
    let page = browser.get("/analytics/appointments/?from=2030-01-08&to=2030-01-07").await.expect(422).text();
    assert!(page.contains("Outside the allowed range") && page.contains("value=\"2030-01-08\""), "{page}");
    browser.get("/analytics/appointments/file?from=tomorrow").await.expect(422);
}

#[tokio::test]
async fn no_page_names_a_patient() {
    let desk = Desk::open().await;
    let visit = desk.booked("10:00").await;
    for step in ["check-in", "complete"] {
        desk.step(visit, step).await.expect(200);
    }
    let charge = json!({ "kind": "charge", "amount": "50.00", "appointment": visit });
    let chief = desk.clinic.hire(&[Role::Admin, Role::Billing, Role::Doctor]).await;
    desk.clinic.sign_in_as(&chief).await.post("/business/transactions", &charge).await.expect(201);
    let browser = desk.clinic.browser_of(&chief).await;
    for page in PAGES {
        let text = browser.get(&format!("/analytics/{page}/")).await.expect(200).text();
        let id = desk.patient.id.to_string();
        assert!(!text.contains("Gómez") && !text.contains(&id), "{page}: {text}");
    }
}
