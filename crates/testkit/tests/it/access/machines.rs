//! Tokens of devices and integrations: made on a page, shown once, bound to what they are for.

use http::Method;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, Response, Role, TestClinic};

use super::{between, without_rates};

async fn make(admin: &Client, fields: &[(&str, &str)]) -> Response {
    admin.submit("/admin/tokens/", fields).await
}

/// What was shown of a token that was just made.
fn shown(page: &Response) -> String {
    between(page, "id=\"token\" value=\"", "\"")
}

fn machine(clinic: &TestClinic, token: &str) -> impl Fn(&str) -> testkit::Call {
    let (clinic, header) = (clinic.clone(), format!("Token {token}"));
    move |path| clinic.visitor().get(path).header("authorization", &header)
}

#[tokio::test]
async fn a_token_is_shown_once_and_works_until_it_is_revoked_on_every_node() {
    let clinic = without_rates().await;
    let second = clinic.at_another_node().await;
    let admin = clinic.browser(Role::Admin).await;

    let page = make(&admin, &[("name", "Scale"), ("scopes", "patients:read")]).await.expect(200);

    assert_eq!(clinic.audit_of(&page).await[0].to_string(), "issue_token success staff");
    assert_eq!(page.header("cache-control"), "no-store");
    let token = shown(&page);
    assert!(token.len() >= 40 && !admin.get("/admin/tokens/").await.expect(200).text().contains(&token));
    assert!(!clinic.value("select string_agg(t::text, ' ') from {room}.api_token t").await.contains(&token));
    for node in [&clinic, &second] {
        machine(node, &token)("/api/patients/").await.expect(200);
    }
    let id = clinic.value("select id from {room}.api_token").await;
    let revoke = format!("/admin/tokens/{id}/revoke/");
    clinic.browser(Role::Doctor).await.submit(&revoke, &[]).await.expect(403);
    let done = admin.submit(&revoke, &[]).await.expect(303);
    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "revoke_token success staff");
    clinic.advance(SignedDuration::from_secs(1));
    for node in [&clinic, &second] {
        machine(node, &token)("/api/patients/").await.expect(401);
    }
    admin.submit(&revoke, &[]).await.expect(404);
}

#[tokio::test]
async fn a_token_ends_when_it_was_said_to_end() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let token =
        shown(&make(&admin, &[("name", "Scale"), ("scopes", "patients:read"), ("days", "٣")]).await.expect(200));
    let ask = machine(&clinic, &token);

    clinic.advance(SignedDuration::from_secs(3 * 24 * 3600 - 1));
    ask("/api/patients/").await.expect(200);
    clinic.advance(SignedDuration::from_secs(1));
    ask("/api/patients/").await.expect(401);
}

#[tokio::test]
async fn a_form_that_cannot_be_read_makes_no_token_that_lives_for_ever() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    for days in ["0", "-1", "-99999999999", "ten", "1.5", "1 week", "99999999999999999999", "1e3"] {
        let form = [("name", "Scale"), ("scopes", "patients:read"), ("days", days)];
        make(&admin, &form).await.expect(422);
    }
    for form in [
        &[("name", ""), ("scopes", "patients:read")][..],
        &[("name", "Scale")],
        &[("name", "Scale"), ("scopes", "everything")],
        &[("name", "Scale"), ("scopes", "patients:read"), ("scopes", "staff:write")],
        &[("name", "Scale"), ("scopes", "*")],
        &[("name", "Scale"), ("scopes", "patients:read patients:write")],
    ] {
        make(&admin, form).await.expect(422);
    }
    let long = "x".repeat(101);
    make(&admin, &[("name", &long), ("scopes", "patients:read")]).await.expect(422);
    assert_eq!(clinic.value("select count(*) from {room}.api_token").await, "0");
}

#[tokio::test]
async fn when_it_was_last_used_is_noted() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let token = shown(&make(&admin, &[("name", "Scale"), ("scopes", "patients:read")]).await.expect(200));
    let last = async || clinic.value("select extract(epoch from last_used_at)::bigint from {room}.api_token").await;
    let now = || clinic.clock().now().as_second().to_string();
    assert_eq!(last().await, "");
    machine(&clinic, &token)("/api/patients/").await.expect(200);
    assert_eq!(last().await, now());
    clinic.advance(SignedDuration::from_mins(2));
    machine(&clinic, &token)("/api/patients/").await.expect(200);
    assert_eq!(last().await, now());
}

#[tokio::test]
async fn a_machine_is_nobody() {
    let clinic = without_rates().await;
    let scopes = [
        "readings:write",
        "readings:read",
        "patients:read",
        "patients:write",
        "appointments:read",
        "appointments:write",
        "transactions:read",
        "transactions:write",
        "analytics:read",
    ];
    let machine = clinic.token(&scopes).await;
    for (method, path) in [
        (Method::GET, "/api/auth/sessions/"),
        (Method::POST, "/api/auth/reauthenticate/"),
        (Method::POST, "/api/auth/password/"),
        (Method::GET, "/api/staff/"),
        (Method::POST, "/api/staff/"),
        (Method::GET, "/api/audit/"),
        (Method::GET, "/api/records/"),
        (Method::GET, "/api/identity-service/"),
    ] {
        let body = json!({ "password": "x", "current": "x", "username": "x", "roles": ["admin"] });
        let answer = machine.call(method.clone(), path).json(&body).await;
        assert!(matches!(answer.status.as_u16(), 401 | 403 | 422), "{path}: {answer}");
        assert!(answer.status != 422 || method == Method::POST, "{path}: {answer}");
    }
    for page in [
        "/account/",
        "/account/password/",
        "/account/authenticator/",
        "/admin/",
        "/admin/tokens/",
        "/emergency/",
        "/reception/dashboard/",
        "/account/confirm/",
    ] {
        let answer = machine.get(page).await;
        assert!(matches!(answer.status.as_u16(), 303 | 401 | 403), "{page}: {answer}");
    }
    for page in [
        "/account/confirm/",
        "/emergency/",
        "/account/sessions/end-others/",
        "/sign-in/second-factor/",
        "/sign-in/password/",
        "/account/recovery-codes/",
        "/admin/tokens/",
    ] {
        let answer = machine.submit(page, &[("reason", "because I am a machine")]).await;
        assert!(matches!(answer.status.as_u16(), 303 | 401 | 403), "{page}: {answer}");
        assert!(answer.cookie("praxis").is_none());
    }
    machine.call(Method::POST, "/api/auth/logout/").await.expect(401);
    assert_eq!(clinic.value("select count(*) from {room}.session").await, "0");
}

#[tokio::test]
async fn a_token_is_noise_elsewhere_and_in_another_dress() {
    let clinic = without_rates().await;
    let other = clinic.other().await;
    let machine = clinic.token(&["patients:read"]).await;
    let token = machine.authorization().strip_prefix("Token ").unwrap();
    machine.at(&other).get("/api/patients/").await.expect(401);
    for header in [
        format!("Bearer {token}"),
        format!("Token {}", &token[1..]),
        format!("Token {token}A"),
        format!("Token {}", token.to_lowercase()),
        "Token ".to_owned(),
        format!("Basic {token}"),
        token.to_owned(),
    ] {
        clinic.visitor().get("/api/patients/").header("authorization", &header).await.expect(401);
    }
    for name in ["praxis", "device"] {
        clinic.visitor().get("/api/patients/").header("cookie", &format!("{name}={token}")).await.expect(401);
    }
}
