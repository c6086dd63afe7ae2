//! The visit itself: at an appointment or without one, from its beginning to its end.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Desk, Role};
use uuid::Uuid;

use super::{Ward, nothing, soap};

#[tokio::test]
async fn starting_a_visit_takes_its_appointment_along() {
    let ward = Ward::open().await;
    let appointment = ward.desk.booked("10:00").await;
    ward.desk.step(appointment, "check-in").await.expect(200);

    let made = ward.doctor.post("/api/encounters/", &json!({ "appointment": appointment })).await.expect(201);

    let found = made.json();
    assert_eq!((&found["status"], &found["appointment"]), (&json!("in-progress"), &json!(appointment)));
    assert_eq!(
        (&found["patient"], &found["practitioner"]),
        (&json!(ward.desk.patient.id), &json!(ward.desk.doctor.id))
    );
    assert_eq!(ward.doctor.get(made.header("location")).await.expect(200).json(), found);
    assert_eq!(ward.desk.seen(appointment).await["status"], "checked-in");
    let record: Vec<String> = ward.desk.clinic.audit_of(&made).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["start_visit success staff about 1", "start_encounter success staff about 1"]);

    ward.desk.clinic.advance(SignedDuration::from_mins(4));
    let ended = ward.doctor.post(&format!("{}finish/", made.header("location")), &nothing()).await.expect(200).json();
    assert_eq!((&ended["status"], &ended["version"]), (&json!("finished"), &json!(2)));
    assert_eq!(ward.desk.seen(appointment).await["status"], "fulfilled");
}

#[tokio::test]
async fn whoever_was_not_checked_in_arrives_with_the_visit() {
    let ward = Ward::open().await;
    let appointment = ward.desk.booked("10:00").await;
    ward.doctor.post("/api/encounters/", &json!({ "appointment": appointment })).await.expect(201);
    let seen = ward.desk.seen(appointment).await;
    assert_eq!(seen["status"], "checked-in");
}

#[tokio::test]
async fn a_visit_can_be_planned_and_begun_later() {
    let ward = Ward::open().await;
    let appointment = ward.desk.booked("10:00").await;
    let planned = json!({ "appointment": appointment, "planned": true });
    let path = ward.doctor.post("/api/encounters/", &planned).await.expect(201).header("location").to_owned();
    assert_eq!(ward.desk.seen(appointment).await["status"], "booked");
    let id = ward.doctor.get(&path).await.json()["id"].as_str().unwrap().parse().unwrap();

    assert_snapshot!(Ward::write(&ward.doctor, id, &soap()).await, @r#"409 {"code":"illegal_transition"}"#);
    assert_snapshot!(ward.doctor.post(&format!("{path}finish/"), &nothing()).await, @r#"409 {"code":"illegal_transition"}"#);
    let therapist = ward.sign_in(Role::Therapist).await;
    let begun = therapist.post(&format!("{path}start/"), &nothing()).await.expect(200).json();
    assert_eq!((&begun["status"], &begun["practitioner"]), (&json!("in-progress"), &json!(therapist.staff().id)));
    assert_eq!(ward.desk.seen(appointment).await["status"], "checked-in");
    assert_snapshot!(therapist.post(&format!("{path}start/"), &nothing()).await, @r#"409 {"code":"illegal_transition"}"#);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let ward = Ward::open().await;
    let post = |input: Value| ward.doctor.post("/api/encounters/", &input);
    let appointment = ward.desk.booked("10:00").await;
    let other = ward.desk.clinic.patient().create().await;
    let cancelled = ward.desk.booked("12:00").await;
    ward.desk.step(cancelled, "cancel").await.expect(200);

    assert_snapshot!(post(json!({})).await, @r#"422 {"code":"invalid","errors":{"/patient":"required"}}"#);
    assert_snapshot!(post(json!({ "patient": Uuid::nil() })).await, @r#"404 {"code":"not_found"}"#);
    assert_snapshot!(post(json!({ "appointment": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/appointment":"unknown_choice"}}"#);
    assert_snapshot!(post(json!({ "appointment": appointment, "patient": other.id })).await, @r#"422 {"code":"invalid","errors":{"/appointment":"unknown_choice"}}"#);
    assert_eq!(ward.desk.seen(appointment).await["status"], "booked", "a refusal moves nothing");
    assert_snapshot!(post(json!({ "appointment": cancelled })).await, @r#"409 {"code":"illegal_transition"}"#);
    post(json!({ "appointment": appointment })).await.expect(201);
    assert_snapshot!(post(json!({ "appointment": appointment })).await, @r#"409 {"code":"already_recorded"}"#);
    let alone = ward.visit(&ward.doctor).await;
    assert_snapshot!(post(json!({ "patient": ward.desk.patient.id })).await, @r#"409 {"code":"already_recorded"}"#);
    let finish = || ward.doctor.post(&format!("/api/encounters/{alone}/finish/"), &nothing());
    assert_snapshot!(finish().header("if-match", "\"7\"").await, @r#"412 {"code":"stale_version"}"#);
    finish().await.expect(200);
    assert_snapshot!(finish().await, @r#"409 {"code":"illegal_transition"}"#);
    ward.visit(&ward.doctor).await;
}

#[tokio::test]
async fn one_press_begins_a_visit_and_opens_its_note_however_often() {
    let ward = Ward::open().await;
    let appointment = ward.desk.booked("10:00").await;
    ward.desk.step(appointment, "check-in").await.expect(200);
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let first = browser.submit(&format!("/visits/{appointment}/start"), &[]).await.expect(303);
    let again = browser.submit(&format!("/visits/{appointment}/start"), &[]).await.expect(303);
    let chart = browser.submit(&format!("/patients/{}/visit", ward.desk.patient.id), &[]).await.expect(303);

    assert!(first.header("location").starts_with("/notes/"), "{first}");
    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!(first.header("location"), chart.header("location"), "the patient is here for that appointment");
    let count = "select count(*) from {room}.encounter union all select count(*) from {room}.note";
    let counts = ward.desk.clinic.sql_as_superuser(count).await;
    assert_eq!((counts[0][0].as_str(), counts[1][0].as_str()), ("1", "1"));
}

#[tokio::test]
async fn a_visit_that_was_forgotten_ends_when_the_next_begins() {
    let ward = Ward::open().await;
    let start = format!("/patients/{}/visit", ward.desk.patient.id);
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    browser.submit(&start, &[]).await.expect(303);
    browser.submit(&start, &[]).await.expect(303);
    ward.desk.clinic.advance(SignedDuration::from_hours(24));

    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    browser.submit(&start, &[]).await.expect(303);

    let sql = "select status from {room}.encounter order by id";
    let found: Vec<String> =
        ward.desk.clinic.sql_as_superuser(sql).await.into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(found, ["finished", "in-progress"]);
}

#[tokio::test]
async fn those_who_care_for_patients_see_visits_and_nobody_else_does() {
    let ward = Ward::open().await;
    let id = ward.visit(&ward.doctor).await;
    for role in Role::ALL {
        let client = ward.sign_in(*role).await;
        let fine = if matches!(role, Role::Doctor | Role::Therapist | Role::Assistant) { 200 } else { 403 };
        assert_eq!(client.get("/api/encounters/").await.status, fine, "{role:?}");
        assert_eq!(client.get(&format!("/api/encounters/{id}/")).await.status, fine, "{role:?}");
    }
    let neighbour = Desk::of(ward.desk.clinic.other().await).await;
    let stranger = neighbour.clinic.sign_in(Role::Doctor).await;
    stranger.get(&format!("/api/encounters/{id}/")).await.expect(404);
    for step in ["start", "finish"] {
        stranger.post(&format!("/api/encounters/{id}/{step}/"), &nothing()).await.expect(404);
    }
    assert_eq!(stranger.post("/api/encounters/", &json!({ "patient": ward.desk.patient.id })).await.status, 404);
}

#[tokio::test]
async fn visits_are_found_by_whose_when_and_how_far_they_are() {
    let ward = Ward::open().await;
    let one = ward.visit(&ward.doctor).await;
    let therapist = ward.sign_in(Role::Therapist).await;
    ward.desk.clinic.advance(SignedDuration::from_secs(1));
    let two = ward.visit(&therapist).await;
    ward.doctor.post(&format!("/api/encounters/{one}/finish/"), &nothing()).await.expect(200);
    let list = |query: &str| {
        let path = format!("/api/encounters/?{query}");
        let doctor = ward.doctor.clone();
        async move { doctor.list(&path).await }
    };

    assert_eq!(list(&format!("patient={}", ward.desk.patient.id)).await, [one, two]);
    assert_eq!(list("status=finished").await, [one]);
    assert_eq!(list(&format!("practitioner={}", therapist.staff().id)).await, [two]);
    assert_eq!(list("from=2030-01-07&to=2030-01-07").await, [one, two]);
    assert!(list("from=2030-01-08").await.is_empty() && list("to=2030-01-06").await.is_empty());
    for query in ["practitioner=x", "from=x", "status=open", "page=0"] {
        assert!(ward.doctor.get(&format!("/api/encounters/?{query}")).await.status.is_client_error(), "{query}");
    }
}
