//! Several programs that ask the service as one, through Redis, and each alone while there is none.

use std::sync::Arc;
use std::time::Duration;

use http::Method;
use serde_json::json;
use testkit::{Call, Redis, Response, Setup};
use web::{Settings, Shared, SharedSettings};

use super::Ground;

const INTROSPECTION: &str = "/token/introspection";

async fn settings(redis: &Redis) -> Settings {
    let shared = Shared::open(&SharedSettings { url: redis.url(), patience: Duration::from_secs(5) }).unwrap();
    shared.is_there().await;
    let identity_reach = identity::Reach::Loopback;
    Settings { shared: Some(Arc::new(shared)), identity_reach, ..Settings::default() }
}

async fn ask(ground: &Ground, router: &axum::Router, token: &str) -> Response {
    let call = Call::new(router.clone(), Method::GET, "/api/patients/");
    call.header("host", &ground.clinic.host()).header("authorization", &format!("Bearer {token}")).await
}

#[tokio::test]
async fn two_programs_ask_about_a_token_once_and_each_alone_without_redis() {
    let mut redis = Redis::start().await;
    let ground = Ground::under(settings(&redis).await, &json!({"mode": "introspection"})).await;
    let mut routers = vec![ground.clinic.router()];
    for _ in 0..2 {
        let setup = Setup { settings: settings(&redis).await, ..Setup::default() };
        let another = ground.clinic.another_program(setup).await;
        routers.push(clinic::server(another, ground.clinic.archive().clone()));
    }
    let token = ground.provider.token_for("desk-program", "urn:praxis:opaque").await;

    ask(&ground, &routers[0], &token).await.expect(200);
    ask(&ground, &routers[1], &token).await.expect(200);
    assert_eq!(ground.provider.count(INTROSPECTION).await, 1);
    // One session for the token, whichever program it comes to.
    let sessions = "select count(*)::text from {room}.session where method = 'identity_service'";
    assert_eq!(ground.clinic.value(sessions).await, "1");
    let held = redis.holds().await;
    let verdicts: Vec<&String> = held.iter().filter(|line| line.contains(":identity:")).collect();
    assert_eq!(verdicts.len(), 1);
    assert!(!verdicts[0].contains(&token) && !verdicts[0].contains("desk"));

    redis.stop();
    ask(&ground, &routers[2], &token).await.expect(200);
    ask(&ground, &routers[0], &token).await.expect(200);
    assert_eq!(ground.provider.count(INTROSPECTION).await, 2);
}
