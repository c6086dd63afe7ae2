//! Standardised assessments: what they come to, who may complete, sign and amend them, and which a clinic uses.

mod instruments;
mod life;
mod lists;
mod pages;
mod released;

use serde_json::{Value, json};
use testkit::{Call, Client, Desk, Role};

/// A clinic in which somebody is assessed.
pub struct Ward {
    pub desk: Desk,
    pub doctor: Client,
}

impl Ward {
    pub async fn open() -> Self {
        let desk = Desk::open().await;
        Self { doctor: desk.clinic.sign_in_as(&desk.doctor).await, desk }
    }

    pub async fn sign_in(&self, role: Role) -> Client {
        self.desk.clinic.sign_in(role).await
    }

    /// With these answers, and whatever else is to be said.
    pub fn write(&self, by: &Client, instrument: &str, answers: &Value, more: &Value) -> Call {
        let mut input = json!({ "patient": self.desk.patient.id, "instrument": instrument, "answers": answers });
        for (field, value) in more.as_object().into_iter().flatten() {
            input[field] = value.clone();
        }
        by.post("/api/assessments/", &input)
    }

    /// Where a draft stands that somebody wrote.
    pub async fn drafted(&self, by: &Client, instrument: &str, answers: &Value) -> String {
        format!("/api/assessments/{}/", self.write(by, instrument, answers, &json!({})).await.expect(201).id())
    }

    /// Where an assessment stands that somebody completed.
    pub async fn completed(&self, by: &Client, instrument: &str, answers: &Value) -> String {
        let done = json!({ "status": "completed" });
        format!("/api/assessments/{}/", self.write(by, instrument, answers, &done).await.expect(201).id())
    }

    /// Number and status of every version there ever was.
    pub async fn versions(&self) -> Vec<String> {
        let sql = "select version || ' ' || status from {room}.assessment_version order by version";
        self.desk.clinic.sql_as_superuser(sql).await.into_iter().map(|row| row[0].clone()).collect()
    }
}

/// The same answer to all nine questions.
pub fn phq_9(answer: u8) -> Value {
    (1..=9).map(|n: u8| (n.to_string(), json!(answer))).collect::<serde_json::Map<_, _>>().into()
}

pub fn nothing() -> Value {
    json!({})
}
