//! Patients who are deleted: not while somebody expects them, and not out of what has been.

use std::future::IntoFuture as _;

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Desk, Role};

#[tokio::test]
async fn who_is_still_expected_is_not_deleted_and_the_answer_says_how_often() {
    let desk = Desk::open().await;
    let first = desk.booked("10:00").await;
    let second = desk.booked("11:00").await;
    desk.step(second, "check-in").await.expect(200);
    let delete = |path: String| desk.reception.delete(&path);

    for path in
        [desk.patient.path(), desk.patient.contact_path(), format!("/business/contacts/bulk?ids={}", desk.patient.id)]
    {
        let answer = delete(path).await.expect(409);
        assert_eq!((answer.code().as_str(), &answer.json()["count"]), ("has_appointments", &json!(2)));
    }
    for (language, said) in [("en", "There are 2"), ("fr", "2 rendez-vous"), ("ar", "موعدان"), ("he", "שני תורים")]
    {
        let answer = delete(desk.patient.path()).header("accept-language", language).await;
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(said), "{detail}");
    }
    desk.step(first, "cancel").await.expect(200);
    assert_eq!(delete(desk.patient.path()).await.expect(409).json()["count"], 1);
    desk.step(second, "complete").await.expect(200);
    delete(desk.patient.path()).await.expect(204);
}

#[tokio::test]
async fn of_booking_and_deleting_at_once_only_one_happens() {
    let desk = Desk::open().await;
    for n in 0..8 {
        let patient = desk.clinic.patient().create().await;
        let wanted = desk.wanted_with(&format!("{}:00", 10 + n), &json!({ "patient": patient.id }));

        let (booked, deleted) =
            tokio::join!(desk.try_to_book(&wanted).into_future(), desk.reception.delete(&patient.path()).into_future());

        let ended = (booked.status.as_u16(), deleted.status.as_u16());
        assert!([(201, 409), (422, 204)].contains(&ended), "{booked} {deleted}");
    }
}

#[tokio::test]
async fn what_has_been_still_shows_whom_it_was_with_and_can_be_put_right() {
    let mut desk = Desk::open().await;
    let patient = desk.clinic.patient().named("Nour", "Haddad").phone("0100 123 4567").create().await;
    let wanted = desk.wanted_with("09:00", &json!({ "patient": patient.id, "reason": "Cough" }));
    let id = desk.try_to_book(&wanted).await.expect(201).id();
    desk.later(SignedDuration::from_hours(3)).await;
    let (reception, browser) = (&desk.reception, desk.clinic.browser_of(desk.reception.staff()).await);
    reception.delete(&patient.path()).await.expect(204);

    let board = browser.get("/reception/dashboard/").await.expect(200).text();
    let details = browser.get(&format!("/patient/appointment-details/{id}/{}/", patient.id)).await.expect(200).text();
    let seen = reception.get(&format!("/api/appointments/{id}/")).await.expect(200).json();

    assert!(board.contains("Nour Haddad") && details.contains("Nour Haddad"));
    assert_eq!(seen["reason"], "Cough");
    let path = format!("/api/appointments/{id}/no-show/");
    let moved = reception.post(&path, &json!({})).await.expect(200).json();
    assert_eq!((&moved["status"], &moved["reason"]), (&json!("noshow"), &json!("Cough")));
    // The person is out of sight all the same.
    reception.get(&patient.path()).await.expect(404);
    browser.get(&format!("/patients/{}", patient.id)).await.expect(404);
    assert!(reception.list("/api/patients/?search=haddad").await.is_empty());
}

#[tokio::test]
async fn nothing_is_written_into_the_chart_of_who_is_gone() {
    let desk = Desk::open().await;
    let doctor = desk.clinic.sign_in_as(&desk.doctor).await;
    let id = desk.booked("09:00").await;
    let note = |kind: &str| doctor.post("/api/records/", &json!({ "appointment": id, "kind": kind, "text": "Rest" }));
    let record = note("diagnosis").await.expect(201).id();
    desk.step(id, "no-show").await.expect(200);
    desk.reception.delete(&desk.patient.path()).await.expect(204);

    assert_snapshot!(note("prescription").await, @r#"404 {"code":"not_found"}"#);
    doctor.get(&format!("/api/records/{record}/")).await.expect(404);
    let auditor = desk.clinic.sign_in(Role::Auditor).await;
    let kept = auditor.get(&format!("/api/audit/?patient={}", desk.patient.id)).await.expect(200).json();
    assert!(kept["count"].as_i64().unwrap() >= 4, "{kept}");
}

#[tokio::test]
async fn somebody_of_the_same_name_at_the_door_is_asked_about() {
    let desk = Desk::open().await;
    let unborn = desk.clinic.patient().named("Nour", "Haddad").create().await.id;
    let longer = desk.clinic.patient().named("Nour", "Haddadi").create().await.id;
    let older = desk.clinic.patient().named("Nour", "Haddad").born("1950-01-01").create().await.id;
    let browser = desk.clinic.browser(Role::Reception).await;
    let doctor = desk.doctor.id.to_string();
    let walk_in = async |born: &str, anyway: &str, status: u16| {
        let form = [
            ("register", "1"),
            ("given_name", "NOUR"),
            ("family_name", "haddad"),
            ("date_of_birth", born),
            ("provider", &doctor),
            ("anyway", anyway),
        ];
        let page = browser.submit("/reception/walk-in/", &form).await.expect(status).text();
        [unborn, longer, older].map(|id| page.contains(&id.to_string()))
    };

    assert_eq!(walk_in("", "", 409).await, [true, false, true]);
    // Whoever was born on another day is somebody else.
    assert_eq!(walk_in("12/03/1985", "", 409).await, [true, false, false]);
    walk_in("12/03/1985", "yes", 303).await;
    assert_eq!(desk.reception.list("/api/patients/?search=haddad").await.len(), 4);
}
