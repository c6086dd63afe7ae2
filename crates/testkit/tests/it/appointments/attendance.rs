//! Whether a patient comes: counted, and said where somebody books for them.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Desk, Role};
use uuid::Uuid;

#[tokio::test]
async fn who_did_not_come_or_took_back_late_is_counted_and_said_where_one_books() {
    let mut desk = Desk::open().await;
    let path = format!("/api/patients/{}/attendance/", desk.patient.id);
    let form = format!("/reception/create-appointment/{}/", desk.patient.id);
    let browser = desk.clinic.browser_of(desk.reception.staff()).await;
    let spotless = browser.get(&form).await.expect(200).text();
    assert!(!spotless.contains("Last 12 months"), "{spotless}");

    let ids = [desk.booked("09:00").await, desk.booked("10:00").await, desk.booked("11:00").await];
    for (id, step) in ids.into_iter().zip(["check-in", "cancel", "no-show"]) {
        if step == "no-show" {
            desk.later(SignedDuration::from_hours(6)).await;
        }
        desk.step(id, step).await.expect(200);
    }
    desk.step(ids[0], "start").await.expect(200);
    desk.step(ids[0], "complete").await.expect(200);

    let counted = desk.reception.get(&path).await.expect(200).json();
    assert_eq!((&counted["kept"], &counted["missed"], &counted["cancelled_late"]), (&json!(1), &json!(1), &json!(1)));
    let browser = desk.clinic.browser_of(desk.reception.staff()).await;
    for page in [form, format!("/patients/{}", desk.patient.id)] {
        let page = browser.get(&page).await.expect(200).text();
        assert!(page.contains("one visit missed") && page.contains("one late cancellation"), "{page}");
    }
    // A year later it is forgotten.
    desk.later(SignedDuration::from_hours(367 * 24)).await;
    let counted = desk.reception.get(&path).await.expect(200).json();
    assert_eq!((&counted["kept"], &counted["missed"], &counted["cancelled_late"]), (&json!(0), &json!(0), &json!(0)));
}

#[tokio::test]
async fn of_nobody_and_of_another_clinics_patient_nothing_is_counted() {
    let desk = Desk::open().await;
    let neighbour = Desk::of(desk.clinic.other().await).await;
    for id in [neighbour.patient.id.to_string(), Uuid::nil().to_string(), "nobody".to_owned()] {
        desk.reception.get(&format!("/api/patients/{id}/attendance/")).await.expect(404);
    }
    let auditor = desk.clinic.sign_in(Role::Auditor).await;
    auditor.get(&format!("/api/patients/{}/attendance/", desk.patient.id)).await.expect(403);
}
