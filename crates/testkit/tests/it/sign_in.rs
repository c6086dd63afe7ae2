//! Programs sign in: tokens that are short, that rotate, and that die when they should.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clinic::accounts::machines::{self, NewToken};
use clinic::accounts::operations;
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{PASSWORD, Role, TestClinic};

#[tokio::test]
async fn the_right_password_opens_the_door() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Reception]).await;

    let answer = clinic
        .visitor()
        .post("/api/auth/login/", &json!({ "username": staff.username, "password": PASSWORD }))
        .await
        .expect(200);

    let tokens = answer.json();
    assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert_eq!(answer.header("cache-control"), "no-store");
    let bearer = format!("Bearer {}", tokens["access"].as_str().unwrap());
    clinic.visitor().get("/api/patients/").header("authorization", &bearer).await.expect(200);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "sign_in success staff");
    assert_eq!(clinic.audit_of(&answer).await[0].actor_id, Some(staff.id));
}

#[tokio::test]
async fn wrong_unknown_and_suspended_look_the_same() {
    let clinic = TestClinic::new().await;
    let (known, suspended) = (clinic.hire(&[Role::Doctor]).await, clinic.hire(&[Role::Doctor]).await);
    clinic
        .sql_as_superuser(&format!("update {{room}}.staff set status = 'suspended' where id = '{}'", suspended.id))
        .await;

    for (username, password) in [
        (known.username.as_str(), "incorrect horse battery"),
        ("nobody we know", PASSWORD),
        (suspended.username.as_str(), PASSWORD),
        ("", ""),
    ] {
        let input = json!({ "username": username, "password": password });
        let answer = clinic.visitor().post("/api/auth/login/", &input).await;

        assert_eq!(answer.to_string(), r#"401 {"code":"unauthenticated"}"#);
        assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "sign_in failure visitor");
    }
}

#[tokio::test]
async fn case_and_outer_space_of_a_username_do_not_matter() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Doctor]).await;

    let username = format!("  {} ", staff.username.to_uppercase());
    let input = json!({ "username": username, "password": PASSWORD });
    clinic.visitor().post("/api/auth/login/", &input).await.expect(200);
}

#[tokio::test]
async fn a_password_is_checked_against_its_argon2_hash() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let mut tx = clinic.scene().await;
    let hash = web::hash_password("a whole new sentence").unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"));
    operations::reset_password(&mut tx, &staff.username, &hash).await.unwrap();
    tx.commit().await.unwrap();

    for (password, status) in [("a whole new sentence", 200), (PASSWORD, 401)] {
        let input = json!({ "username": staff.username, "password": password });
        clinic.visitor().post("/api/auth/login/", &input).await.expect(status);
    }
}

#[tokio::test]
async fn refreshing_rotates_both_tokens() {
    let clinic = TestClinic::new().await;
    let mut desk = clinic.sign_in(Role::Reception).await;
    let first = desk.refresh_token().to_owned();

    clinic.advance(SignedDuration::from_mins(11));
    desk.get("/api/patients/").await.expect(401);
    let answer = desk.refresh().await.expect(200);

    assert_ne!(desk.refresh_token(), first);
    desk.get("/api/patients/").await.expect(200);
    assert_eq!(clinic.audit_of(&answer).await[0].action, "refresh_session");
}

#[tokio::test]
async fn a_spent_refresh_token_that_comes_back_ends_the_session() {
    let clinic = TestClinic::new().await;
    let mut desk = clinic.sign_in(Role::Reception).await;
    let spent = json!({ "refresh": desk.refresh_token() });
    desk.refresh().await.expect(200);
    desk.get("/api/patients/").await.expect(200);

    let answer = clinic.visitor().post("/api/auth/refresh/", &spent).await;

    assert_snapshot!(answer, @r#"401 {"code":"unauthenticated"}"#);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "refresh_session failure visitor");
    desk.get("/api/patients/").await.expect(401);
    desk.refresh().await.expect(401);
}

#[tokio::test]
async fn two_refreshes_at_once_never_leave_two_families() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let (mut one, mut two) = (desk.clone(), desk.clone());

    let (first, second) = tokio::join!(one.refresh(), two.refresh());

    let fine = [first, second].iter().filter(|answer| answer.status == 200).count();
    assert_eq!(fine, 1);
    one.get("/api/patients/").await.expect(401);
    two.get("/api/patients/").await.expect(401);
}

#[tokio::test]
async fn signing_out_ends_every_token_of_the_session() {
    let clinic = TestClinic::new().await;
    let mut desk = clinic.sign_in(Role::Reception).await;
    let mut elsewhere = clinic.sign_in_as(&desk.staff().clone()).await;

    let answer = desk.post("/api/auth/logout/", &json!({ "refresh": desk.refresh_token() })).await.expect(204);

    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "sign_out success staff");
    desk.get("/api/patients/").await.expect(401);
    desk.refresh().await.expect(401);
    elsewhere.get("/api/patients/").await.expect(200);
    elsewhere.refresh().await.expect(200);
}

#[tokio::test]
async fn a_refresh_token_alone_is_enough_to_sign_out_with() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    clinic.visitor().post("/api/auth/logout/", &json!({ "refresh": desk.refresh_token() })).await.expect(204);
    clinic.visitor().post("/api/auth/logout/", &json!({ "refresh": "made up" })).await.expect(401);

    desk.get("/api/patients/").await.expect(401);
}

#[tokio::test]
async fn nothing_of_one_clinic_opens_another() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let machine = clinic.token(&["patients:read"]).await;
    let browser = clinic.browser(Role::Reception).await;
    machine.get("/api/patients/").await.expect(200);

    desk.at(&other).get("/api/patients/").await.expect(401);
    machine.at(&other).get("/api/patients/").await.expect(401);
    browser.at(&other).get("/api/patients/").await.expect(401);
    let refresh = json!({ "refresh": desk.refresh_token() });
    other.visitor().post("/api/auth/refresh/", &refresh).await.expect(401);
    let password = json!({ "username": desk.staff().username, "password": PASSWORD });
    other.visitor().post("/api/auth/login/", &password).await.expect(401);
    desk.get("/api/patients/").await.expect(200);
}

#[tokio::test]
async fn an_access_token_lives_ten_minutes_and_a_session_twelve_hours() {
    let clinic = TestClinic::new().await;
    let mut desk = clinic.sign_in(Role::Reception).await;

    clinic.advance(SignedDuration::from_secs(599));
    desk.get("/api/patients/").await.expect(200);
    clinic.advance(SignedDuration::from_secs(1));
    desk.get("/api/patients/").await.expect(401);

    clinic.advance(SignedDuration::from_hours(6));
    desk.refresh().await.expect(200);
    clinic.advance(SignedDuration::from_hours(6));
    desk.refresh().await.expect(401);
}

#[tokio::test]
async fn a_proof_that_cannot_be_honoured_is_refused_and_never_ignored() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Admin).await;
    let browser = clinic.browser(Role::Admin).await;
    let unsigned = |part: &str| URL_SAFE_NO_PAD.encode(part);
    let claims = json!({ "iss": clinic.tenant().id, "sub": desk.staff().id, "sid": desk.staff().id, "exp": 4e9 });
    let none = format!("{}.{}.", unsigned(r#"{"alg":"none","typ":"JWT"}"#), unsigned(&claims.to_string()));

    for proof in ["Bearer", "Bearer ", "Bearer x.y.z", "Basic YTpi", "Token nonsense", "x", &format!("Bearer {none}")] {
        // The cookie is good; the header still decides.
        let answer = browser.get("/api/patients/").header("authorization", proof).await;
        assert_eq!(answer.to_string(), r#"401 {"code":"unauthenticated"}"#);
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn the_four_ways_to_sign_in_are_told_apart() {
    let clinic = TestClinic::new().await;
    let machine = clinic.token(&["patients:read"]).await;
    let desk = clinic.sign_in(Role::Reception).await;
    let secret = machine_secret(&clinic).await;
    clinic.visitor().get("/api/patients/").header("authorization", &format!("Bearer {secret}")).await.expect(401);
    clinic.visitor().get("/api/patients/").header("authorization", &format!("tOkEn {secret}")).await.expect(200);
    let refresh = format!("Bearer {}", desk.refresh_token());
    clinic.visitor().get("/api/patients/").header("authorization", &refresh).await.expect(401);
    machine.get("/api/patients/").await.expect(200);
}

async fn machine_secret(clinic: &TestClinic) -> String {
    let mut tx = clinic.scene().await;
    let new = NewToken { name: "reader".to_owned(), scopes: vec!["patients:read".to_owned()], expires_at: None };
    let (_, secret) = machines::create_token(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    secret
}

#[tokio::test]
async fn a_machine_may_do_what_its_token_names_until_it_is_revoked() {
    let clinic = TestClinic::new().await;
    let person = clinic.patient().create().await;
    let machine = clinic.token(&["patients:read"]).await;

    let read = machine.get(&person.path()).await.expect(200);
    assert_eq!(clinic.audit_of(&read).await[0].to_string(), "view_patient success integration about 1");
    let change = machine.post("/api/patients/", &json!({ "family_name": "Haddad" })).await;
    assert_snapshot!(change, @r#"403 {"code":"forbidden"}"#);
    assert_eq!(clinic.audit_of(&change).await[0].to_string(), "register_patient denied integration");

    let mut tx = clinic.scene().await;
    machines::revoke_tokens_named(&mut tx, "machine").await.unwrap();
    tx.commit().await.unwrap();
    clinic.advance(SignedDuration::from_secs(1));
    machine.get(&person.path()).await.expect(401);
}

#[tokio::test]
async fn suspension_and_lost_roles_take_hold_within_a_second() {
    let clinic = TestClinic::new().await;
    let (desk, doctor) = (clinic.sign_in(Role::Reception).await, clinic.sign_in(Role::Doctor).await);
    desk.get("/api/patients/").await.expect(200);
    doctor.get("/api/patients/").await.expect(200);

    clinic
        .sql_as_superuser(&format!("update {{room}}.staff set status = 'suspended' where id = '{}'", desk.staff().id))
        .await;
    clinic
        .sql_as_superuser(&format!(
            "update {{room}}.staff set roles = '{{auditor}}' where id = '{}'",
            doctor.staff().id
        ))
        .await;
    clinic.advance(SignedDuration::from_secs(1));

    desk.get("/api/patients/").await.expect(401);
    doctor.get("/api/patients/").await.expect(403);
}

#[tokio::test]
async fn a_new_password_ends_every_session() {
    let clinic = TestClinic::new().await;
    let mut desk = clinic.sign_in(Role::Reception).await;
    let browser = clinic.browser_of(&desk.staff().clone()).await;
    let mut tx = clinic.scene().await;
    operations::reset_password(&mut tx, &desk.staff().username, "$argon2id$none").await.unwrap();
    tx.commit().await.unwrap();
    clinic.advance(SignedDuration::from_secs(1));

    desk.get("/api/patients/").await.expect(401);
    desk.refresh().await.expect(401);
    browser.get("/api/patients/").await.expect(401);
}
