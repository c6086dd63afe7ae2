//! Devices: a token each, for its patients alone, until it is taken back.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Role, TestClinic};

use super::{PATH, device, glucose};

const AT: &str = "2030-01-07T05:00:00Z";

#[tokio::test]
async fn a_device_speaks_for_its_patient_and_for_nobody_else() {
    let clinic = TestClinic::new().await;
    let (own, other) = (clinic.patient().create().await, clinic.patient().named("Layla", "Haddad").create().await);
    let (meter, id) = device(&clinic, &[&own]).await;

    assert_eq!(meter.post(PATH, &glucose(&own, "100", AT)).await.expect(201).json()["device"], json!(id));
    assert_snapshot!(meter.post(PATH, &glucose(&other, "100", AT)).await, @r#"404 {"code":"not_found"}"#);
    let nobody =
        json!({ "sensor_type": "glucometer", "value": "101", "unit": "mg/dL", "measured_at": "2030-01-07T05:10:00Z" });
    assert_eq!(meter.post(PATH, &nobody).await.expect(201).json()["patient"], json!(own.number));
    meter.get(PATH).await.expect(403);
    meter.get("/api/patients/").await.expect(403);
    meter.get("/api/devices/").await.expect(403);
}

#[tokio::test]
async fn a_gateway_names_whose_readings_it_passes_on() {
    let clinic = TestClinic::new().await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().named("Layla", "Haddad").create().await);
    let (gateway, _) = device(&clinic, &[&one, &other]).await;
    // In the same second: two patients, two readings.
    for patient in [&one, &other] {
        gateway.post(PATH, &glucose(patient, "100", AT)).await.expect(201);
    }
    let nobody = json!({ "sensor_type": "glucometer", "value": "101", "unit": "mg/dL", "measured_at": AT });
    let answer = gateway.post(PATH, &nobody).await.expect(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/patient");
}

#[tokio::test]
async fn its_token_is_shown_once_its_name_is_sealed_and_revoking_ends_it() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    let new = json!({ "name": "Sexagesima's meter", "kind": "glucometer", "patients": [patient.id] });
    let made = doctor.post("/api/devices/", &new).await.expect(201);
    let token = made.json()["token"].as_str().unwrap().to_owned();
    let said: Vec<String> = clinic.audit_of(&made).await.iter().map(ToString::to_string).collect();
    assert!(said.contains(&"manage_devices success staff about 1".to_owned()), "{said:?}");

    let list = doctor.get("/api/devices/").await.expect(200);
    assert!(!list.text().contains(&token));
    assert_eq!(list.json()["results"][0]["name"], "Sexagesima's meter");
    let kept = "select string_agg(d::text || t::text || encode(d.name, 'escape'), ' ') from {room}.device d, {room}.api_token t";
    let kept = clinic.value(kept).await;
    assert!(!kept.contains("Sexagesima") && !kept.contains(&token));

    let meter = clinic.machine(&token);
    meter.post(PATH, &glucose(&patient, "100", AT)).await.expect(201);
    assert_ne!(doctor.get("/api/devices/").await.json()["results"][0]["last_used_at"], json!(null));
    doctor.post(&format!("/api/devices/{}/revoke/", made.id()), &json!({})).await.expect(204);
    clinic.advance(SignedDuration::from_secs(1));
    meter.post(PATH, &glucose(&patient, "101", "2030-01-07T05:30:00Z")).await.expect(401);
    doctor.post(&format!("/api/devices/{}/revoke/", made.id()), &json!({})).await.expect(404);
    assert_eq!(super::rows(&clinic).await, "1");
}

#[tokio::test]
async fn a_device_is_registered_for_somebody_who_is_there_by_somebody_who_may() {
    let clinic = TestClinic::new().await;
    let theirs = clinic.other().await.patient().create().await;
    let patient = clinic.patient().create().await;
    let second = clinic.patient().named("Layla", "Haddad").create().await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    for (new, status) in [
        (json!({ "name": "x", "kind": "scale", "patients": [theirs.id] }), 404),
        (json!({ "name": "x", "kind": "scale", "patients": [] }), 422),
        (json!({ "name": "", "kind": "scale", "patients": [patient.id] }), 422),
        (json!({ "name": "x".repeat(101), "kind": "scale", "patients": [patient.id] }), 422),
        (json!({ "name": "x", "kind": "Big Scale", "patients": [patient.id] }), 422),
        (json!({ "name": "x", "kind": "scale", "patients": [patient.id, second.id] }), 422),
        (json!({ "name": "x", "kind": "gateway", "is_gateway": true, "patients": [patient.id, second.id] }), 201),
    ] {
        doctor.post("/api/devices/", &new).await.expect(status);
    }
    let new = json!({ "name": "x", "kind": "scale", "patients": [patient.id] });
    for (role, status) in [(Role::Admin, 201), (Role::Assistant, 403), (Role::Reception, 403)] {
        clinic.sign_in(role).await.post("/api/devices/", &new).await.expect(status);
    }
    let found = doctor.get(&format!("/api/devices/?patient={}", second.number.unwrap())).await.expect(200).json();
    assert_eq!(found["count"], 1);
}
