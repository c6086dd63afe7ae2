//! Those who wait for a time, and what they are offered.

mod answers;
mod desk;
mod list;
mod offers;
mod portal;
mod races;

use clinic::messages::model::{Message, MessageKind};
use clinic::messages::operations as messages;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Person, Role, TestClinic};
use uuid::Uuid;

pub const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// The time that everybody wants.
pub const TIME: &str = "2030-01-08T08:00:00Z";

/// A clinic with one time that everybody wants: Tuesday at ten, with its only doctor, and taken by somebody else.
pub struct Queue {
    pub clinic: TestClinic,
    pub desk: Client,
    pub doctor: Uuid,
    pub service: Uuid,
    /// The appointment that stands in the way.
    pub taken: Uuid,
}

impl Queue {
    pub async fn new() -> Self {
        let clinic = TestClinic::new().await;
        let admin = clinic.sign_in(Role::Admin).await;
        let doctor = clinic.hire(&[Role::Doctor]).await.id;
        let offer =
            json!({ "name": "Check-up", "duration_minutes": 30, "bookable_by": "patients", "providers": [doctor] });
        let service = admin.post("/api/services/", &offer).await.expect(201).id();
        let desk = clinic.sign_in(Role::Reception).await;
        let other = clinic.patient().named("Layla", "Haddad").create().await;
        let visit = json!({ "patient": other.id, "provider": doctor, "service": service, "starts_at": TIME });
        let taken = desk.post("/api/appointments/", &visit).await.expect(201).id();
        Self { clinic, desk, doctor, service, taken }
    }

    /// Somebody who can be reached.
    pub async fn person(&self, name: &str, number: u32) -> Person {
        self.clinic.patient().named(name, "Farid").phone(&format!("0100 123 4{number:03}")).create().await
    }

    /// Who wants the time, and no other.
    pub fn wish(&self, person: &Person) -> Value {
        json!({ "patient": person.id, "service": self.service, "earliest_on": "2030-01-08", "latest_on": "2030-01-08",
            "from_time": "10:00", "to_time": "10:30" })
    }

    pub async fn waits(&self, name: &str, number: u32) -> Uuid {
        let person = self.person(name, number).await;
        self.clinic.advance(SignedDuration::from_secs(1));
        self.desk.post("/api/waitlist/", &self.wish(&person)).await.expect(201).id()
    }

    pub async fn let_go(&self) {
        self.desk.post(&format!("/api/appointments/{}/cancel/", self.taken), &json!({})).await.expect(200);
    }

    /// The duty looks.
    pub async fn look(&self) {
        self.clinic.run_duty("offer_waitlist").await;
    }

    /// Time passes, and the desk is still at work.
    pub async fn later(&mut self, by: SignedDuration) {
        self.clinic.advance(by);
        self.desk = self.clinic.sign_in_as(self.desk.staff()).await;
    }

    pub async fn entry(&self, id: Uuid) -> Value {
        self.desk.get(&format!("/api/waitlist/{id}/")).await.expect(200).json()
    }

    /// The time that somebody is offered, if any.
    pub async fn offered(&self, id: Uuid) -> Value {
        self.entry(id).await["offer"]["starts_at"].clone()
    }

    pub async fn status(&self, id: Uuid) -> String {
        self.entry(id).await["status"].as_str().unwrap_or_default().to_owned()
    }

    /// Offers that were sent, the newest first.
    pub async fn letters(&self) -> Vec<Message> {
        let mut tx = self.clinic.scene().await;
        let found = messages::list(&mut tx, 1000).await.expect("the outbox");
        tx.commit().await.expect("the outbox");
        found.into_iter().filter(|message| message.kind == MessageKind::WaitlistOffer).collect()
    }

    /// Where the link that was sent last leads.
    pub async fn link(&self) -> String {
        let body = self.letters().await.remove(0).body;
        let (_, path) = body.split_once(&self.clinic.host()).expect("an address of the clinic");
        path.trim().to_owned()
    }

    /// Somebody waits, is offered the time, and has the link.
    pub async fn offered_to(&self, name: &str) -> (Uuid, String) {
        let entry = self.waits(name, 1).await;
        self.let_go().await;
        self.look().await;
        (entry, self.link().await)
    }

    pub async fn appointment(&self, id: &Value) -> Value {
        self.desk.get(&format!("/api/appointments/{}/", id.as_str().expect("an id"))).await.expect(200).json()
    }
}
