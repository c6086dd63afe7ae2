//! When the clinic can be visited: what it offers, everybody's hours, and the times that are free.

mod desk;
mod hours;
mod pages;
mod services;
mod slots;

use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};
use uuid::Uuid;

/// A clinic with an administrator and somebody who sees patients.
pub struct Place {
    pub clinic: TestClinic,
    pub admin: Client,
    pub doctor: Uuid,
}

impl Place {
    pub async fn open() -> Self {
        let clinic = TestClinic::new().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let doctor = clinic.hire(&[Role::Doctor]).await.id;
        Self { clinic, admin, doctor }
    }

    /// Offers something new.
    pub async fn offer(&self, service: &Value) -> Uuid {
        self.admin.post("/api/services/", service).await.expect(201).id()
    }

    /// Sets somebody's week to the same hours on these weekdays.
    pub async fn set(&self, owner: &str, weekdays: &[i8], (from, to): (&str, &str)) {
        let lines: Vec<Value> = weekdays.iter().map(|day| json!({ "weekday": day, "from": from, "to": to })).collect();
        let path = format!("/api/schedule/hours/?owner={owner}");
        self.admin.put(&path, &json!({ "weekly": lines })).await.expect(200);
    }

    /// The starts of free times, as instants.
    pub async fn free(&self, query: &str) -> Vec<String> {
        starts(&self.admin, query).await
    }
}

pub async fn starts(client: &Client, query: &str) -> Vec<String> {
    let found = client.get(&format!("/api/slots/?{query}")).await.expect(200).json();
    let results = found["results"].as_array().expect("a list").iter();
    results.map(|slot| slot["starts_at"].as_str().expect("an instant").to_owned()).collect()
}
