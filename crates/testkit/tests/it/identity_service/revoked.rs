//! What counts at once, however long the service's token goes on.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::Ground;

#[tokio::test]
async fn whoever_is_suspended_here_is_out_at_once() {
    let ground = Ground::new().await;
    let token = ground.provider.token("desk-program").await;
    ground.ask(&token).await.expect(200);

    let staff = ground.id_of_staff("desk-program").await;
    ground
        .clinic
        .sql_as_superuser(&format!("update {{room}}.staff set status = 'suspended' where id = '{staff}'"))
        .await;
    // Done past the program, which is told nothing: what it found a second ago is as long as it is believed.
    ground.clinic.advance(SignedDuration::from_secs(1));

    ground.ask(&token).await.expect(401);
    let another = ground.provider.token("desk-program").await;
    let answer = ground.ask(&another).await.expect(401);
    assert_eq!(ground.clinic.audit_of(&answer).await[0].to_string(), "sign_in failure visitor");
}

#[tokio::test]
async fn whose_link_is_taken_away_is_out_at_once_and_stays_out() {
    let ground = Ground::new().await;
    let token = ground.provider.token("desk-program").await;
    ground.ask(&token).await.expect(200);
    let people = ground.chief().await.get("/api/identity-service/people/").await.expect(200).json();
    let link = &people["results"][0];
    assert_eq!(link["subject"], "desk-program");

    let path = format!("/api/identity-service/people/{}/", link["id"].as_str().unwrap());
    ground.chief().await.delete(&path).await.expect(204);

    ground.ask(&token).await.expect(401);
    let another = ground.provider.token("desk-program").await;
    ground.ask(&another).await.expect(401);
    ground.chief().await.delete(&path).await.expect(404);
    // Until an administrator gives it again.
    let by_hand = json!({"staff": link["staff"], "subject": "desk-program"});
    ground.chief().await.post("/api/identity-service/people/", &by_hand).await.expect(201);
    let later = ground.provider.token("desk-program").await;
    ground.ask(&later).await.expect(200);
}

#[tokio::test]
async fn a_session_that_was_ended_does_not_come_back_with_its_token() {
    let ground = Ground::new().await;
    let token = ground.provider.token("desk-program").await;
    ground.ask(&token).await.expect(200);
    let out = ground.clinic.visitor().post("/api/auth/logout/", &Value::Null);
    out.header("authorization", &format!("Bearer {token}")).body("application/json", "").await.expect(204);

    ground.ask(&token).await.expect(401);
    ground.wait(301);
    ground.ask(&token).await.expect(401);
    let another = ground.provider.token("desk-program").await;
    ground.ask(&another).await.expect(200);
}

#[tokio::test]
async fn a_service_that_is_switched_off_or_replaced_is_trusted_no_more() {
    let ground = Ground::new().await;
    let token = ground.provider.token("desk-program").await;
    for (changes, status) in [
        (json!({"audience": "another"}), 401),
        (json!({}), 200),
        (json!({"algorithms": ["EdDSA"]}), 401),
        (json!({"token_type": "JWT"}), 401),
        (json!({"clinic_value": "another"}), 401),
        (json!({"roles": {"physician": "doctor"}}), 401),
        (json!({}), 200),
        (json!({"enabled": false}), 401),
    ] {
        ground.connect(&changes).await;
        ground.ask(&token).await.expect(status);
    }
    ground.connect(&json!({})).await;
    ground.chief().await.delete("/api/identity-service/").await.expect(204);
    ground.ask(&token).await.expect(401);
}

#[tokio::test]
async fn nobody_unknown_gets_in_where_the_clinic_wants_no_newcomers() {
    let ground = Ground::with(&json!({"provision": false})).await;
    let token = ground.provider.token("desk-program").await;
    let answer = ground.ask(&token).await.expect(401);
    assert_eq!(ground.clinic.audit_of(&answer).await[0].to_string(), "sign_in failure visitor");
}

#[tokio::test]
async fn roles_follow_the_service_and_what_the_clinic_took_stays_taken() {
    let ground = Ground::new().await;
    let token = ground.provider.token("chart-program").await;
    let patient = ground.clinic.patient().create().await;
    let visits = format!("/api/records/?patient={}", patient.id);
    ground.ask_for(&visits, &token).await.expect(200);
    let staff = ground.id_of_staff("chart-program").await;

    // The clinic maps the role to another one: with the next check, that is what they are.
    ground.connect(&json!({"roles": {"physician": "reception"}})).await;
    ground.ask_for(&visits, &token).await.expect(403);
    ground.ask(&token).await.expect(200);
    let roles = format!("select array_to_string(roles, ',') from {{room}}.staff where id = '{staff}'");
    assert_eq!(ground.clinic.value(&roles).await, "reception");

    // Taken away here, past the service: gone within a second, and not given back by the next check.
    ground
        .clinic
        .sql_as_superuser(&format!("update {{room}}.staff set roles = '{{viewer}}' where id = '{staff}'"))
        .await;
    ground.clinic.advance(SignedDuration::from_secs(1));
    ground.ask(&token).await.expect(403);
    ground.wait(301);
    ground.ask(&token).await.expect(403);
}
