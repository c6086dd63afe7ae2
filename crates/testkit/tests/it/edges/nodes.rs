//! Several programs count together through Redis, and each alone while there is none.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use jiff::SignedDuration;
use testkit::{Call, Client, Redis, Response, Role, Setup, TestClinic};
use web::limits::{Quota, Rates};
use web::{Settings, Shared, SharedSettings};

/// The machine may have other things to do.
const PATIENCE: Duration = Duration::from_secs(5);

const RATES: Rates =
    Rates { principal: Some(Quota { requests: 10, seconds: 60 }), address: None, clinic: None, credentials: None };

async fn settings(redis: &Redis, rates: Rates) -> Settings {
    let shared = Shared::open(&SharedSettings { url: redis.url(), patience: PATIENCE }).unwrap();
    shared.is_there().await;
    Settings { rates, shared: Some(Arc::new(shared)), ..Settings::default() }
}

/// Two programs on one database, with a caller whom both know.
struct Nodes {
    clinic: TestClinic,
    routers: [axum::Router; 2],
    desk: Client,
}

impl Nodes {
    async fn on(redis: &Redis, rates: Rates) -> Self {
        let setup = async || Setup { settings: settings(redis, rates).await, ..Setup::default() };
        let clinic = TestClinic::with(setup().await).await;
        let second = clinic.another_program(setup().await).await;
        let routers = [clinic.router(), clinic::server(second, clinic.archive().clone())];
        let desk = clinic.sign_in(Role::Reception).await;
        Self { clinic, routers, desk }
    }

    async fn ask(&self, node: usize) -> Response {
        let call = Call::new(self.routers[node].clone(), Method::GET, "/api/patients/");
        call.header("host", &self.clinic.host()).header("authorization", self.desk.authorization()).await
    }

    /// How many of so many requests to either in turn were let through.
    async fn passed(&self, requests: usize) -> usize {
        let mut passed = 0;
        for number in 0..requests {
            let answer = self.ask(number % 2).await;
            assert!(answer.status == 200 || answer.status == 429, "{answer}");
            passed += usize::from(answer.status == 200);
        }
        passed
    }
}

#[tokio::test]
async fn two_programs_let_through_together_what_one_would() {
    let redis = Redis::start().await;
    let nodes = Nodes::on(&redis, RATES).await;

    assert_eq!(nodes.passed(16).await, 10);
    let refused = nodes.ask(0).await.expect(429);
    assert_eq!((refused.header("retry-after"), refused.header("ratelimit")), ("6", "\"principal\";r=0;t=60"));
    nodes.clinic.advance(SignedDuration::from_secs(6));
    assert_eq!(nodes.passed(4).await, 1);
}

#[tokio::test]
async fn what_redis_holds_names_no_address_and_nobody() {
    let redis = Redis::start().await;
    let all = Some(Quota { requests: 100, seconds: 60 });
    let rates = Rates { principal: all, address: all, clinic: all, credentials: None };
    let nodes = Nodes::on(&redis, rates).await;
    nodes.ask(0).await.expect(200);

    let held = redis.holds().await;
    let tenant = nodes.clinic.tenant().id.simple().to_string();
    assert!(held.len() >= 4, "{held:?}");
    for line in &held {
        assert!(line.starts_with(&format!("praxis:{{{tenant}}}:rate:")), "{line}");
        let staff = nodes.desk.staff().id;
        for open in [staff.to_string(), staff.simple().to_string(), "0.0.0.0".to_owned(), format!("{:032x}", 0)] {
            assert!(!line.contains(&open), "{line}");
        }
    }
    let neighbour = nodes.clinic.other().await;
    neighbour.visitor().get("/").await.expect(200);
    assert!(redis.holds().await.iter().any(|line| line.contains(&neighbour.tenant().id.simple().to_string())));
}

#[tokio::test]
async fn a_redis_that_is_emptied_frees_nobody_for_long() {
    let redis = Redis::start().await;
    let nodes = Nodes::on(&redis, RATES).await;
    assert_eq!(nodes.passed(8).await, 8);
    redis.flush().await;

    // Each program has let four through, by its own count.
    assert_eq!(nodes.passed(40).await, 10);
}

#[tokio::test]
async fn a_redis_that_is_gone_costs_no_error_and_no_limit() {
    let mut redis = Redis::start().await;
    let nodes = Nodes::on(&redis, RATES).await;
    assert_eq!(nodes.passed(8).await, 8);
    redis.stop();

    // Six more each, by its own count.
    assert_eq!(nodes.passed(40).await, 12);
    redis.start_again().await;
    for node in [&nodes.clinic.app().shared().unwrap()] {
        tokio::time::timeout(PATIENCE, node.is_there()).await.expect("it is found again");
    }
    nodes.clinic.advance(SignedDuration::from_secs(60));
    let mut pulse = tokio::time::interval(Duration::from_millis(20));
    for _ in 0..200 {
        // Once both have found it again, they count together again.
        nodes.clinic.advance(SignedDuration::from_secs(60));
        redis.flush().await;
        if nodes.passed(20).await == 10 {
            return;
        }
        pulse.tick().await;
    }
    panic!("they never counted together again");
}

#[tokio::test]
async fn nobody_waits_for_a_redis_that_hangs() {
    let mut redis = Redis::start().await;
    let patience = Duration::from_millis(50);
    let shared = Shared::open(&SharedSettings { url: redis.url(), patience }).unwrap();
    shared.is_there().await;
    let settings = Settings { rates: RATES, shared: Some(Arc::new(shared)), ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
    let desk = clinic.sign_in(Role::Reception).await;
    desk.get("/api/patients/").await.expect(200);

    redis.hold(true);
    let began = std::time::Instant::now();
    for _ in 0..9 {
        desk.get("/api/patients/").await.expect(200);
    }
    desk.get("/api/patients/").await.expect(429);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    redis.hold(false);
    tokio::time::timeout(PATIENCE * 2, clinic.app().shared().unwrap().is_there()).await.expect("it is found again");
}
