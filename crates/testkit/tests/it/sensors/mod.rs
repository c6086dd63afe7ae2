//! Readings: sent by devices, typed by people, watched for, drawn, and let go.

mod devices;
mod keeping;
mod pages;
mod recording;
mod series;
mod striking;
mod watching;

use serde_json::{Value, json};
use testkit::{Client, Person, Role, TestClinic};

pub const PATH: &str = "/api/v1/readings/";

/// What a glucometer in the field sends.
pub fn glucose(patient: &Person, value: &str, measured_at: &str) -> Value {
    json!({ "patient": patient.number, "sensor_type": "glucometer", "value": value, "unit": "mg/dL",
        "measured_at": measured_at })
}

pub fn pulse(patient: &Person, value: &str, measured_at: &str) -> Value {
    json!({ "patient": patient.number, "sensor_type": "heart_rate", "value": value, "unit": "/min",
        "measured_at": measured_at })
}

/// A device of these patients: what it speaks with, and its id.
pub async fn device(clinic: &TestClinic, patients: &[&Person]) -> (Client, uuid::Uuid) {
    let doctor = clinic.sign_in(Role::Doctor).await;
    let ids: Vec<_> = patients.iter().map(|patient| patient.id).collect();
    let device = json!({ "name": "On the shelf", "kind": "glucometer", "is_gateway": ids.len() > 1, "patients": ids });
    let made = doctor.post("/api/devices/", &device).await.expect(201);
    let token = made.json()["token"].as_str().unwrap().to_owned();
    (clinic.machine(&token), made.id())
}

/// How somebody says which pulse they mean; why it is an error comes beside it.
pub fn struck_pulse(patient: &Person, measured_at: &str, device: uuid::Uuid) -> Value {
    json!({ "patient": patient.number, "sensor_type": "heart_rate", "measured_at": measured_at, "device": device,
        "reason": "Typed a nought too many" })
}

pub async fn rows(clinic: &TestClinic) -> String {
    clinic.value("select count(*) from {room}.reading").await
}
