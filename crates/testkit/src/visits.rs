//! [`Desk`]: a clinic in the morning, with somebody to come and somebody to come to.

use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::call::Call;
use crate::client::{Client, Staff};
use crate::clinic::TestClinic;
use crate::people::Person;
use crate::{Response, Role};

/// Reception at work: a patient stands there and wants to see the doctor.
pub struct Desk {
    pub clinic: TestClinic,
    pub reception: Client,
    pub doctor: Staff,
    pub patient: Person,
}

impl Desk {
    pub async fn open() -> Self {
        Self::of(TestClinic::new().await).await
    }

    pub async fn of(clinic: TestClinic) -> Self {
        let reception = clinic.sign_in(Role::Reception).await;
        let doctor = clinic.hire(&[Role::Doctor]).await;
        let patient = clinic.patient().create().await;
        Self { clinic, reception, doctor, patient }
    }

    /// Time passes, and whoever was at work still is.
    pub async fn later(&mut self, by: SignedDuration) {
        self.clinic.advance(by);
        self.reception = self.clinic.sign_in_as(self.reception.staff()).await;
    }

    /// Half an hour with the doctor today, at a time of the clinic's clock.
    pub fn wanted(&self, at: &str) -> Value {
        json!({ "patient": self.patient.id, "provider": self.doctor.id, "starts_at": format!("2030-01-07T{at}:00+02:00") })
    }

    /// As [`wanted`](Self::wanted), with something more.
    pub fn wanted_with(&self, at: &str, more: &Value) -> Value {
        let mut wanted = self.wanted(at);
        for (field, value) in more.as_object().expect("fields") {
            wanted[field] = value.clone();
        }
        wanted
    }

    pub fn try_to_book(&self, wanted: &Value) -> Call {
        self.reception.post("/api/appointments/", wanted)
    }

    pub async fn booked(&self, at: &str) -> Uuid {
        self.try_to_book(&self.wanted(at)).await.expect(201).id()
    }

    /// One step along the life of an appointment, such as `check-in`.
    pub async fn step(&self, id: Uuid, step: &str) -> Response {
        self.reception.post(&format!("/api/appointments/{id}/{step}/"), &json!({})).await
    }

    pub async fn seen(&self, id: Uuid) -> Value {
        self.reception.get(&format!("/api/appointments/{id}/")).await.expect(200).json()
    }
}
