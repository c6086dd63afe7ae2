//! What the program does by itself, what waits and what was given up: seen, tried again and discarded by administrators.

mod duties;
mod failed;
mod pages;

use clinic::messages::model::{MessageKind, NewMessage};
use clinic::messages::operations as messages;
use http::Method;
use people::{Phone, Region};
use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};
use uuid::Uuid;

/// A clinic in which one thing of each kind was given up.
pub struct Heap {
    pub clinic: TestClinic,
    pub admin: Client,
    pub message: Uuid,
    pub webhook: Uuid,
    pub export: Uuid,
    pub import: Uuid,
}

/// A message that nobody tries to send any more.
pub async fn dead_message(clinic: &TestClinic) -> Uuid {
    let phone = Phone::parse("+201001234567", Region::parse("EG").expect("Egypt")).expect("a phone");
    let message = NewMessage {
        kind: MessageKind::WaitlistOffer,
        patient: None,
        recipient: phone.into(),
        body: "A slot is free".to_owned(),
        visit: None,
        expires_at: None,
    };
    let mut tx = clinic.scene().await;
    let id = messages::queue(&mut tx, &message).await.expect("a message");
    tx.commit().await.expect("a message");
    let dead = "update {room}.message set status = 'dead', attempts = 8, error_code = '30003' where id = ";
    clinic.sql_as_superuser(&format!("{dead}'{id}'")).await;
    id
}

impl Heap {
    pub async fn new() -> Self {
        let clinic = TestClinic::new().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let message = dead_message(&clinic).await;
        let hook = json!({ "url": "https://hooks.example/praxis", "types": ["alert.raised"] });
        let webhook = admin.post("/api/webhooks/", &hook).await.expect(201).id();
        admin.post(&format!("/api/webhooks/{webhook}/ping/"), &json!({})).await.expect(204);
        let export = admin.post("/api/exports/", &json!({ "kind": "patients" })).await.expect(201).id();
        let import = admin.call(Method::POST, "/api/imports/").body("text/csv", "First name,Last name\nNour,Haddad\n");
        let import = import.await.expect(201).id();
        for given_up in [
            "update {room}.webhook_delivery set status = 'failed', attempts = 10, error_code = 'refused'",
            "update {room}.export set status = 'failed', failure = 'gave_up', tries = 5",
            "update {room}.import set status = 'unreadable', problem = 'damaged'",
        ] {
            clinic.sql_as_superuser(given_up).await;
        }
        Self { clinic, admin, message, webhook, export, import }
    }

    /// What was given up and is still on the list.
    pub async fn failed(&self, query: &str) -> Vec<Value> {
        let list = self.admin.get(&format!("/api/jobs/failed/{query}")).await.expect(200).json();
        list["results"].as_array().expect("a list").clone()
    }

    /// The id by which what was given up in a line goes here.
    pub async fn job(&self, queue: &str) -> Uuid {
        let found = self.failed(&format!("?queue={queue}")).await;
        assert_eq!(found.len(), 1, "{found:?}");
        found[0]["id"].as_str().expect("an id").parse().expect("an id")
    }
}

/// How much waits and how much was given up in a line.
pub fn counted(jobs: &Value, queue: &str) -> (i64, i64) {
    let lines = jobs["queues"].as_array().expect("lines");
    let line = lines.iter().find(|line| line["queue"] == queue).expect("the line");
    (line["waiting"].as_i64().expect("a number"), line["failed"].as_i64().expect("a number"))
}
