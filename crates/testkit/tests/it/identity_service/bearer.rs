//! Programs that come with tokens of the service.

use serde_json::json;

use super::Ground;

const INTROSPECTION: &str = "/token/introspection";

#[tokio::test]
async fn a_token_of_the_trusted_service_is_let_in_with_the_roles_it_names() {
    let ground = Ground::new().await;
    let (desk, chart) = (ground.provider.token("desk-program").await, ground.provider.token("chart-program").await);

    let first = ground.ask(&desk).await.expect(200);
    ground.ask(&chart).await.expect(200);
    let visit = format!("/api/records/?patient={}", ground.clinic.patient().create().await.id);
    ground.ask_for(&visit, &desk).await.expect(403);
    ground.ask_for(&visit, &chart).await.expect(200);
    // A role that the clinic has not mapped means nothing.
    ground.ask_for("/api/identity-service/", &chart).await.expect(403);

    let staff = ground.id_of_staff("desk-program").await;
    let record: Vec<String> = ground.clinic.audit_of(&first).await.iter().map(ToString::to_string).collect();
    assert_eq!(
        record,
        [
            "create_staff success job",
            "manage_identity_service success job",
            "sign_in success staff",
            "list_patients success staff"
        ]
    );
    assert_eq!(ground.clinic.audit_of(&first).await[3].actor_id.unwrap().to_string(), staff);
    let method = format!("select method from {{room}}.session where staff_id = '{staff}'");
    assert_eq!(ground.clinic.value(&method).await, "identity_service");
}

#[tokio::test]
async fn tokens_for_others_are_refused() {
    let ground = Ground::new().await;
    let elsewhere = super::Provider::start().await;
    let other_issuer = elsewhere.token("desk-program").await;
    let other_audience = ground.provider.token_for("desk-program", "urn:other").await;
    let opaque = ground.provider.token_for("desk-program", "urn:praxis:opaque").await;
    let good = ground.provider.token("desk-program").await;
    let trimmed = &good[..good.len() - 2];
    for token in [&other_issuer, &other_audience, &opaque, trimmed, "x", ""] {
        let answer = ground.ask(token).await;
        assert_eq!(answer.to_string(), r#"401 {"code":"unauthenticated"}"#, "{token}");
    }
    // The neighbour trusts nobody.
    let neighbour = ground.clinic.other().await;
    let bearer = format!("Bearer {good}");
    neighbour.visitor().get("/api/patients/").header("authorization", &bearer).await.expect(401);
    // Nobody asked the stranger's service anything.
    assert_eq!(elsewhere.state().await["counts"], json!({"/token": 1}));
}

#[tokio::test]
async fn whoever_belongs_to_another_clinic_is_refused_and_the_attempt_recorded() {
    let ground = Ground::new().await;
    for program in ["seine-program", "idle-program"] {
        let token = ground.provider.token(program).await;
        let answer = ground.ask(&token).await.expect(401);
        assert_eq!(ground.clinic.audit_of(&answer).await[0].to_string(), "sign_in failure visitor");
        // Recorded once in half a minute, not once a request.
        let again = ground.ask(&token).await.expect(401);
        assert_eq!(ground.clinic.audit_of(&again).await, []);
        assert_eq!(ground.id_of_staff(program).await, "");
    }
}

#[tokio::test]
async fn the_keys_are_asked_for_once_in_five_minutes_however_many_tokens_come() {
    let ground = Ground::new().await;
    for _ in 0..5 {
        let token = ground.provider.token("desk-program").await;
        let asked = futures::future::join_all((0..10).map(|_| ground.ask(&token).into_future())).await;
        assert!(asked.iter().all(|answer| answer.status == 200));
    }
    assert_eq!(ground.provider.count("/jwks").await, 1);
    ground.wait(301);
    let token = ground.provider.token("desk-program").await;
    ground.ask(&token).await.expect(200);
    assert_eq!(ground.provider.count("/jwks").await, 2);
}

#[tokio::test]
async fn the_service_is_asked_about_a_token_once_in_five_minutes() {
    let ground = Ground::with(&json!({"mode": "introspection"})).await;
    let token = ground.provider.token_for("desk-program", "urn:praxis:opaque").await;
    let asked = futures::future::join_all((0..20).map(|_| ground.ask(&token).into_future())).await;
    assert!(asked.iter().all(|answer| answer.status == 200));
    ground.wait(299);
    ground.ask(&token).await.expect(200);
    assert_eq!(ground.provider.count(INTROSPECTION).await, 1);
    ground.wait(1);
    ground.ask(&token).await.expect(200);
    assert_eq!(ground.provider.count(INTROSPECTION).await, 2);
    ground.ask("no-token-that-they-ever-issued").await.expect(401);
    let other = ground.provider.token_for("desk-program", "urn:other").await;
    ground.ask(&other).await.expect(401);
}

#[tokio::test]
async fn a_new_key_of_the_service_is_followed_with_one_question() {
    let ground = Ground::new().await;
    let before = ground.provider.token("desk-program").await;
    ground.ask(&before).await.expect(200);
    ground.provider.rotate().await;

    let after = ground.provider.token("desk-program").await;
    ground.ask(&after).await.expect(200);
    assert_eq!(ground.provider.count("/jwks").await, 2);
    // What was checked under the old key goes on for its five minutes.
    ground.ask(&before).await.expect(200);
    ground.wait(301);
    ground.ask(&before).await.expect(401);
    ground.ask(&after).await.expect(200);
}

#[tokio::test]
async fn while_the_service_is_away_known_tokens_go_on_and_new_ones_are_told_to_wait() {
    let mut ground = Ground::with(&json!({"mode": "introspection"})).await;
    let known = ground.provider.token_for("desk-program", "urn:praxis:opaque").await;
    let unknown = ground.provider.token_for("desk-program", "urn:praxis:opaque").await;
    ground.ask(&known).await.expect(200);
    ground.provider.stop().await;

    ground.wait(299);
    ground.ask(&known).await.expect(200);
    assert_eq!(ground.ask(&unknown).await.to_string(), r#"503 {"code":"busy"}"#);
    ground.wait(1);
    ground.ask(&known).await.expect(503);
    // Who needs no Identity Service does not notice.
    ground.chief().await.get("/api/patients/").await.expect(200);
}

#[tokio::test]
async fn while_the_service_is_away_its_keys_go_on_for_ten_minutes() {
    let mut ground = Ground::new().await;
    let (known, unknown) = (ground.provider.token("desk-program").await, ground.provider.token("desk-program").await);
    ground.ask(&known).await.expect(200);
    ground.provider.stop().await;

    ground.wait(599);
    ground.ask(&unknown).await.expect(200);
    ground.wait(301);
    ground.ask(&known).await.expect(503);
}
