//! Programs of others are told of what happens: by a receiver that runs beside the test, and behaves as badly as it is told
//! to.

mod crowds;
mod failing;
mod keeping;
mod pages;
mod telling;

use std::time::Duration;

use carrier::{HookMessage, HookSecret};
use clinic::webhooks::courier::{Courier, deliver_due};
use fake_carrier::{FakeReceiver, Heard, serve_hooks};
use identity::Reach;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use testkit::{Client, Desk, Role, Setup, TestClinic};
use uuid::Uuid;
use web::Settings;

/// The longest that anybody waits for an answer in these tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// A clinic at work, and somebody who wants to know of it.
pub struct Ground {
    pub desk: Desk,
    pub admin: Client,
    pub receiver: FakeReceiver,
    /// Where the receiver is.
    pub base: String,
    pub courier: Courier,
}

/// Somebody who is told.
pub struct Subscriber {
    pub id: Uuid,
    pub secret: String,
}

impl Ground {
    pub async fn new() -> Self {
        let settings = Settings { webhook_reach: Reach::Loopback, ..Settings::default() };
        let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
        let admin = clinic.sign_in(Role::Admin).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let receiver = FakeReceiver::default();
        tokio::spawn(serve_hooks(receiver.clone(), listener));
        let courier = Courier::new(Reach::Loopback, PATIENCE);
        Self { desk: Desk::of(clinic).await, admin, receiver, base, courier }
    }

    pub fn clinic(&self) -> &TestClinic {
        &self.desk.clinic
    }

    /// The administrator, whose token may have run out meanwhile.
    pub async fn admin(&self) -> Client {
        self.clinic().sign_in_as(self.admin.staff()).await
    }

    /// Has the receiver told at one of its addresses.
    pub async fn subscribe(&self, path: &str, types: &[&str]) -> Subscriber {
        let wanted = json!({ "url": format!("{}{path}", self.base), "types": types });
        let made = self.admin().await.post("/api/webhooks/", &wanted).await.expect(201);
        Subscriber { id: made.id(), secret: made.json()["secret"].as_str().unwrap().to_owned() }
    }

    /// Tells what is due, and waits until it is told.
    pub async fn deliver(&self) {
        self.deliver_by(&self.courier).await;
    }

    pub async fn deliver_by(&self, courier: &Courier) {
        self.look(courier).await;
        courier.idle().await;
    }

    /// As the duty: begins to tell what is due. When it wants to look again.
    pub async fn look(&self, courier: &Courier) -> Timestamp {
        deliver_due(self.clinic().house(), self.clinic().tenant(), courier).await.unwrap()
    }

    pub fn wait(&self, seconds: i64) {
        self.clinic().advance(SignedDuration::from_secs(seconds));
    }

    /// Time passes until the next attempt is due; how many seconds that took.
    pub async fn wait_for_the_next(&self) -> i64 {
        let sql = "select ceil(extract(epoch from min(next_attempt_at)) * 1000)::bigint from {room}.webhook_delivery
                   where status = 'waiting'";
        let next: i64 = self.clinic().value(sql).await.parse().unwrap();
        let wait = SignedDuration::from_millis(next - self.clinic().clock().now().as_millisecond());
        self.clinic().advance(wait);
        wait.as_secs()
    }

    /// Status, attempts, answer and error of everything that is or was to be told, the oldest first; what came in the
    /// same moment by what it says, as its id is a hash.
    pub async fn deliveries(&self) -> Vec<String> {
        let sql = "select concat_ws(' ', status, attempts, answered, error_code) from {room}.webhook_delivery order by created_at, 1";
        self.clinic().sql_as_superuser(sql).await.into_iter().map(|row| row[0].clone()).collect()
    }

    /// What the receiver was told, in the order in which it happened; of the same moment by name, as it is told of in
    /// no order then.
    pub fn told(&self) -> Vec<String> {
        let mut bodies: Vec<Value> =
            self.receiver.heard().iter().map(|heard| serde_json::from_str(&heard.body).unwrap()).collect();
        let told = |body: &Value, key: &str| body[key].as_str().unwrap().to_owned();
        bodies.sort_by_key(|body| (told(body, "timestamp"), told(body, "type")));
        bodies.iter().map(|body| body["type"].as_str().unwrap().to_owned()).collect()
    }

    /// Tells what is due and says what that was; the receiver forgets nothing, so it is what came since.
    pub async fn news(&self) -> Vec<String> {
        let before = self.told().len();
        self.deliver().await;
        let mut all = self.told();
        // Everything so far happened before whatever is told now.
        self.wait(1);
        all.split_off(before)
    }
}

impl Subscriber {
    /// Whether one of the signatures was made with this secret.
    pub fn has_signed(&self, heard: &Heard) -> bool {
        let secret = HookSecret::parse(&self.secret).unwrap();
        let at = Timestamp::from_second(heard.timestamp.parse().unwrap()).unwrap();
        let message = HookMessage { id: &heard.id, at, body: &heard.body };
        heard.signatures.contains(&secret.sign(&message))
    }
}
