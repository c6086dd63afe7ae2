//! Encounters and session notes: beginning a visit, keeping what is typed, signing, and whether it still is what was
//! signed.

mod co_signing;
mod encounters;
mod life;
mod lists;
mod pages;
mod races;
mod striking;
mod templates;

use serde_json::{Value, json};
use testkit::{Call, Client, Desk, Role};
use uuid::Uuid;

/// A clinic in which notes are written.
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

    /// A visit that nobody had booked, under way.
    pub async fn visit(&self, by: &Client) -> Uuid {
        by.post("/api/encounters/", &json!({ "patient": self.desk.patient.id })).await.expect(201).id()
    }

    pub fn write(by: &Client, encounter: Uuid, sections: &Value) -> Call {
        let mut input = sections.clone();
        input["encounter"] = json!(encounter);
        by.post("/api/notes/", &input)
    }

    /// Where a draft stands that somebody began at a visit of its own.
    pub async fn drafted(&self, by: &Client, sections: &Value) -> String {
        let encounter = self.visit(by).await;
        format!("/api/notes/{}/", Ward::write(by, encounter, sections).await.expect(201).id())
    }

    /// Where a note stands that somebody signed.
    pub async fn signed(&self, by: &Client) -> String {
        let path = self.drafted(by, &soap()).await;
        by.post(&format!("{path}sign/"), &json!({})).await.expect(200);
        path
    }

    /// Number and status of every version there is.
    pub async fn versions(&self) -> Vec<String> {
        let sql = "select version || ' ' || status from {room}.note_version order by note_id, version";
        self.desk.clinic.sql_as_superuser(sql).await.into_iter().map(|row| row[0].clone()).collect()
    }
}

/// All four sections.
pub fn soap() -> Value {
    json!({ "subjective": "Sleeps better", "objective": "Grip 18 kg", "assessment": "Improving", "plan": "Splint at night" })
}

pub fn nothing() -> Value {
    json!({})
}
