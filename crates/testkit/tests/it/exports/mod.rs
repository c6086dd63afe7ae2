//! Exports: files of many records, for who asked for them, and for nobody else.

mod books;
mod files;
mod life;
mod pages;
mod refusals;

use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};
use uuid::Uuid;

/// A clinic, and an administrator who wants files of it.
pub struct Counter {
    pub clinic: TestClinic,
    pub admin: Client,
}

impl Counter {
    pub async fn open() -> Self {
        let clinic = TestClinic::new().await;
        let admin = clinic.sign_in(Role::Admin).await;
        Self { clinic, admin }
    }

    /// Asks for an export, which waits until somebody writes it.
    pub async fn ask(&self, wanted: &Value) -> Uuid {
        self.admin.post("/api/exports/", wanted).await.expect(201).id()
    }

    /// What the program does by itself.
    pub async fn write(&self) {
        self.clinic.run_duty("write_exports").await;
    }

    pub async fn seen(&self, export: Uuid) -> Value {
        self.admin.get(&format!("/api/exports/{export}/")).await.expect(200).json()
    }

    /// The file of an export of this kind, as text.
    pub async fn file(&self, wanted: &Value) -> String {
        let export = self.ask(wanted).await;
        self.write().await;
        self.admin.get(&format!("/api/exports/{export}/file/")).await.expect(200).text()
    }

    /// Time passes, and the administrator is still at work.
    pub async fn later(&mut self, by: jiff::SignedDuration) {
        self.clinic.advance(by);
        self.admin = self.clinic.sign_in_as(self.admin.staff()).await;
    }

    /// How many files lie in the clinic's place in the store.
    pub fn kept(&self) -> usize {
        let shelf = self.clinic.objects().join(self.clinic.tenant().id.to_string());
        std::fs::read_dir(shelf).map_or(0, Iterator::count)
    }
}

pub fn patients(format: &str) -> Value {
    json!({ "kind": "patients", "format": format })
}
