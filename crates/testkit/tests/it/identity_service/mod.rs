//! A clinic that trusts a real Identity Service, run beside the test: its programs with tokens, its people with
//! browsers, its administrators with settings.

mod bearer;
mod browser;
mod nodes;
mod provider;
mod revoked;
mod settings;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use testkit::{Client, Role, Setup, TestClinic};
use web::Settings;

pub use provider::Provider;

/// A clinic and the service that it trusts.
struct Ground {
    clinic: TestClinic,
    chief: Client,
    provider: Provider,
}

impl Ground {
    /// With these changes to the usual settings.
    async fn with(changes: &Value) -> Self {
        Self::under(Settings::default(), changes).await
    }

    async fn under(settings: Settings, changes: &Value) -> Self {
        let provider = Provider::start().await;
        let settings = Settings { identity_reach: identity::Reach::Loopback, ..settings };
        let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
        // The service lives in our days, and so do its tokens.
        let now = provider.state().await["now"].as_i64().unwrap();
        clinic.advance(Timestamp::from_second(now).unwrap().duration_since(clinic.house().clock().now()));
        let chief = clinic.sign_in(Role::Admin).await;
        let ground = Self { clinic, chief, provider };
        ground.connect(changes).await;
        ground
    }

    async fn new() -> Self {
        Self::with(&json!({})).await
    }

    fn usual(&self) -> Value {
        json!({
            "enabled": true, "label": "Hospital account", "issuer": self.provider.issuer(), "audience": "praxis",
            "roles": {"physician": "doctor", "desk": "reception"}, "provision": true, "browser": true,
            "client_id": "praxis-web", "client_secret": "praxis-web-secret", "scope": "profile email clinic",
        })
    }

    async fn connect(&self, changes: &Value) {
        let mut input = self.usual();
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        self.chief().await.put("/api/identity-service/", &input).await.expect(200);
    }

    /// An administrator who has just signed in: the clock moves, and their token does not last.
    async fn chief(&self) -> Client {
        self.clinic.sign_in_as(self.chief.staff()).await
    }

    fn wait(&self, seconds: i64) {
        self.clinic.advance(SignedDuration::from_secs(seconds));
    }

    /// Asks with a token of the service's.
    fn ask(&self, token: &str) -> testkit::Call {
        self.ask_for("/api/patients/", token)
    }

    fn ask_for(&self, path: &str, token: &str) -> testkit::Call {
        self.clinic.visitor().get(path).header("authorization", &format!("Bearer {token}"))
    }

    async fn id_of_staff(&self, name: &str) -> String {
        let staff = self.chief().await.get("/api/staff/?page_size=100").await.expect(200).json();
        let rows = staff["results"].as_array().unwrap();
        let found = rows.iter().find(|row| row["username"] == name);
        found.map_or(String::new(), |row| row["id"].as_str().unwrap().to_owned())
    }
}
