//! Signing in at one program, going on at another: right, and limited, whatever becomes of the Redis between them.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Call, PASSWORD, Redis, Response, Role, Setup, Staff, TestClinic};
use web::limits::{Quota, Rates};
use web::{Settings, Shared, SharedSettings};

/// The machine may have other things to do.
const PATIENCE: Duration = Duration::from_secs(5);
const NO_LIMITS: Rates = Rates { principal: None, address: None, clinic: None, credentials: None };

/// Two programs on one database.
struct Pair {
    clinic: TestClinic,
    routers: [axum::Router; 2],
}

impl Pair {
    async fn on(redis: &Redis, rates: Rates) -> Self {
        let setup = async || {
            let shared = Shared::open(&SharedSettings { url: redis.url(), patience: PATIENCE }).unwrap();
            shared.is_there().await;
            let credential_paths = clinic::CREDENTIAL_PATHS;
            let settings = Settings { rates, credential_paths, shared: Some(Arc::new(shared)), ..Settings::default() };
            Setup { settings, ..Setup::default() }
        };
        let clinic = TestClinic::with(setup().await).await;
        let second = clinic.another_program(setup().await).await;
        let routers = [clinic.router(), clinic::server(second, clinic.archive().clone())];
        Self { clinic, routers }
    }

    fn call(&self, node: usize, method: Method, path: &str) -> Call {
        Call::new(self.routers[node].clone(), method, path).header("host", &self.clinic.host())
    }

    async fn sign_in(&self, node: usize, staff: &Staff, password: &str) -> Response {
        let input = json!({ "username": staff.username, "password": password });
        self.call(node, Method::POST, "/api/auth/login/").json(&input).await
    }

    async fn refresh(&self, node: usize, token: &Value) -> Response {
        self.call(node, Method::POST, "/api/auth/refresh/").json(&json!({ "refresh": token })).await
    }

    async fn ask(&self, node: usize, access: &Value) -> u16 {
        let bearer = format!("Bearer {}", access.as_str().unwrap());
        self.call(node, Method::GET, "/api/patients/").header("authorization", &bearer).await.status.as_u16()
    }

    /// Tokens of one program are good at the other, a spent one ends them all, and signing out holds at both.
    async fn goes_on_at_the_other(&self) {
        let staff = self.clinic.hire(&[Role::Reception]).await;
        let first = self.sign_in(0, &staff, PASSWORD).await.expect(200).json();
        assert_eq!(self.ask(1, &first["access"]).await, 200);
        let second = self.refresh(1, &first["refresh"]).await.expect(200).json();
        assert_eq!(self.ask(0, &second["access"]).await, 200);
        self.refresh(0, &first["refresh"]).await.expect(401);
        self.refresh(1, &second["refresh"]).await.expect(401);
        self.clinic.advance(SignedDuration::from_secs(1));
        for node in [0, 1] {
            assert_eq!(self.ask(node, &second["access"]).await, 401);
        }

        let third = self.sign_in(1, &staff, PASSWORD).await.expect(200).json();
        assert_eq!(self.ask(0, &third["access"]).await, 200);
        let bearer = format!("Bearer {}", third["access"].as_str().unwrap());
        self.call(1, Method::POST, "/api/auth/logout/").header("authorization", &bearer).await.expect(204);
        self.clinic.advance(SignedDuration::from_secs(1));
        for node in [0, 1] {
            assert_eq!(self.ask(node, &third["access"]).await, 401);
        }
    }

    /// Fifteen failures are fifteen, wherever they were made.
    async fn locks_as_one(&self) {
        let staff = self.clinic.hire(&[Role::Reception]).await;
        for number in 0..15 {
            self.sign_in(number % 2, &staff, "a guess").await.expect(401);
        }
        for node in [0, 1] {
            self.sign_in(node, &staff, PASSWORD).await.expect(401);
        }
        self.clinic.advance(SignedDuration::from_mins(16));
        self.sign_in(1, &staff, PASSWORD).await.expect(200);
    }

    /// How many of so many guesses, at either in turn, were looked at.
    async fn looked_at(&self, guesses: usize) -> usize {
        let nobody = Staff { id: uuid::Uuid::nil(), username: "nobody".to_owned() };
        let mut looked_at = 0;
        for number in 0..guesses {
            let status = self.sign_in(number % 2, &nobody, "a guess").await.status;
            assert!(status == 401 || status == 429, "{status}");
            looked_at += usize::from(status == 401);
        }
        looked_at
    }
}

#[tokio::test]
async fn what_one_program_knows_of_a_sign_in_the_other_does_whatever_becomes_of_redis() {
    let mut redis = Redis::start().await;
    let pair = Pair::on(&redis, NO_LIMITS).await;
    pair.goes_on_at_the_other().await;
    pair.locks_as_one().await;
    redis.flush().await;
    pair.goes_on_at_the_other().await;
    redis.stop();
    pair.goes_on_at_the_other().await;
    pair.locks_as_one().await;
}

#[tokio::test]
async fn a_session_that_is_ended_at_one_program_is_over_at_the_other_without_redis_too() {
    let mut redis = Redis::start().await;
    let pair = Pair::on(&redis, NO_LIMITS).await;
    for gone in [false, true] {
        if gone {
            redis.stop();
        }
        let browser = pair.clinic.browser(Role::Doctor).await;
        let look = async |node| {
            let call = pair.call(node, Method::GET, "/patients/new").header("cookie", browser.cookie());
            call.await.status.as_u16()
        };
        assert_eq!((look(0).await, look(1).await), (200, 200));
        let sql = format!("update {{room}}.staff set status = 'suspended' where id = '{}'", browser.staff().id);
        pair.clinic.sql_as_superuser(&sql).await;
        pair.clinic.advance(SignedDuration::from_secs(1));
        assert_eq!((look(0).await, look(1).await), (303, 303));
    }
}

#[tokio::test]
async fn guesses_are_counted_together_with_redis_and_by_each_alone_without() {
    let mut redis = Redis::start().await;
    let credentials = Some(Quota { requests: 4, seconds: 60 });
    let pair = Pair::on(&redis, Rates { credentials, ..NO_LIMITS }).await;

    assert_eq!(pair.looked_at(10).await, 4);
    redis.stop();
    // By its own count each has some left, and no more.
    assert!(pair.looked_at(20).await <= 4);
    pair.clinic.advance(SignedDuration::from_secs(60));
    assert_eq!(pair.looked_at(20).await, 8);
}
