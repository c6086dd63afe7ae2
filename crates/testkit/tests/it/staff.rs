//! Who works here, what they may do, and the machines that act with a token.

use clinic::accounts::machines::{self, NewToken};
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{PASSWORD, Role, TestClinic};

fn mona() -> Value {
    json!({ "username": "Mona  Adel", "display_name": "Mona", "password": PASSWORD, "roles": ["reception", "billing", "reception"],
        "phone": "0100 123 4567", "locale": "ar" })
}

#[tokio::test]
async fn whoever_is_added_can_sign_in_and_do_what_their_roles_allow() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;

    let added = admin.post("/api/staff/", &mona()).await.expect(201);

    assert_snapshot!(added, @r#"201 {"active":true,"display_name":"Mona","id":"[id]","roles":["reception","billing"],"username":"Mona Adel"}"#);
    assert_eq!(clinic.audit_of(&added).await[0].to_string(), "create_staff success staff");
    let sign_in =
        |name: &str| clinic.visitor().post("/api/auth/login/", &json!({ "username": name, "password": PASSWORD }));
    let tokens = sign_in(" mona adel").await.expect(200).json();
    let mut client = clinic.visitor();
    client.hold(&tokens);
    client.post("/api/patients/", &json!({ "family_name": "Haddad" })).await.expect(201);
    client.get("/api/audit/").await.expect(403);
    // One clinic's staff are strangers in the next.
    let other = clinic.other().await;
    other
        .visitor()
        .post("/api/auth/login/", &json!({ "username": "Mona Adel", "password": PASSWORD }))
        .await
        .expect(401);
}

#[tokio::test]
async fn each_field_that_is_refused_is_named() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let add = |input: Value| admin.post("/api/staff/", &input);

    assert_snapshot!(add(json!({})).await, @r#"422 {"code":"invalid","errors":{"/roles":"required","/username":"required"}}"#);
    assert_snapshot!(add(json!({ "username": "x".repeat(151), "password": "x".repeat(257), "roles": ["admin"], "phone": "1", "locale": "tlh" })).await, @r#"422 {"code":"invalid","errors":{"/locale":"unknown_choice","/password":"too_long","/phone":"not_a_phone","/username":"too_long"}}"#);
    assert_snapshot!(add(json!({ "username": "x", "password": PASSWORD, "roles": ["king"] })).await, @r#"422 {"code":"invalid","errors":{"/roles/0":"unknown_choice"}}"#);
    add(mona()).await.expect(201);
    let same = json!({ "username": "MONA ADEL", "password": PASSWORD, "roles": ["viewer"] });
    assert_snapshot!(add(same).await, @r#"409 {"code":"duplicate_username"}"#);
}

#[tokio::test]
async fn everybody_at_work_sees_names_and_only_administrators_user_names() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    clinic.advance(jiff::SignedDuration::from_millis(1));
    let viewer = clinic.sign_in(Role::Viewer).await;

    let seen_by_admin = admin.get("/api/staff/?page_size=1&page=2").await.expect(200).json();
    let seen_by_viewer = viewer.get("/api/staff/?page_size=1&page=2").await.expect(200).json();

    let (known, hidden) = (&seen_by_admin["results"][0], &seen_by_viewer["results"][0]);
    assert_eq!((&known["display_name"], &known["roles"]), (&json!("The viewer"), &json!(["viewer"])));
    assert_eq!((&known["username"], &hidden["username"]), (&json!(viewer.staff().username), &json!(null)));
    assert_eq!((&seen_by_admin["count"], seen_by_admin["next"].is_null()), (&json!(2), true));
    clinic.sign_in(Role::Auditor).await.get("/api/staff/").await.expect(403);
}

#[tokio::test]
async fn only_administrators_add_staff() {
    let clinic = TestClinic::new().await;
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let client = clinic.sign_in(*role).await;
        client.post("/api/staff/", &mona()).await.expect(403);
        let browser = clinic.browser_of(client.staff()).await;
        for page in ["/admin", "/admin/staff/new", "/reception/reception-signup/"] {
            browser.get(page).await.expect(403);
        }
    }
    assert_eq!(clinic.value("select count(*) from {room}.staff").await, (Role::ALL.len() - 1).to_string());
}

#[tokio::test]
async fn a_token_does_what_its_scopes_say_until_it_is_revoked() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let input = json!({ "family_name": "Haddad" });
    let (reader, writer) = (clinic.token(&["patients:read"]).await, clinic.token(&["patients:write"]).await);

    reader.get(&patient.path()).await.expect(200);
    assert_snapshot!(reader.post("/api/patients/", &input).await, @r#"403 {"code":"forbidden"}"#);
    writer.post("/api/patients/", &input).await.expect(201);
    writer.get(&patient.path()).await.expect(403);
    reader.get("/api/appointments/").await.expect(403);
    reader.delete(&patient.path()).await.expect(403);
    reader.at(&clinic.other().await).get("/api/patients/").await.expect(401);
    let seen = reader.get(&patient.path()).await.expect(200);
    assert_eq!(clinic.audit_of(&seen).await[0].to_string(), "view_patient success integration about 1");

    let mut tx = clinic.scene().await;
    machines::revoke_tokens_named(&mut tx, "machine").await.unwrap();
    tx.commit().await.unwrap();
    clinic.advance(SignedDuration::from_secs(1));
    assert_snapshot!(reader.get(&patient.path()).await, @r#"401 {"code":"unauthenticated"}"#);
}

#[tokio::test]
async fn a_token_is_kept_as_a_hash_and_for_known_scopes_only() {
    let clinic = TestClinic::new().await;
    let machine = clinic.token(&["readings:write"]).await;
    let secret = machine.authorization().strip_prefix("Token ").unwrap().to_owned();
    let mut tx = clinic.scene().await;

    for (name, scopes) in [("x", vec!["everything"]), ("x", vec![]), (" ", vec!["readings:write"])] {
        let scopes: Vec<String> = scopes.into_iter().map(str::to_owned).collect();
        let new = NewToken { name: name.to_owned(), scopes, expires_at: None };
        assert_eq!(machines::create_token(&mut tx, &new).await.unwrap_err().code(), "invalid");
    }
    assert_eq!(
        clinic.value(&format!("select count(*) from {{room}}.api_token t where t::text like '%{secret}%'")).await,
        "0"
    );
    assert_eq!(clinic.value("select octet_length(hash) from {room}.api_token").await, "32");
}
