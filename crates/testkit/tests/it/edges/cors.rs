//! Scripts of other sites: the clinic names those that may call its API.

use http::Method;
use insta::assert_snapshot;
use serde_json::json;
use testkit::{Call, PASSWORD, Response, Role, TestClinic};

const APP: &str = "https://app.example.org";

async fn naming(origins: &[&str]) -> TestClinic {
    let clinic = TestClinic::new().await;
    let mut tx = clinic.scene().await;
    let (mut policy, version) = web::policy::AccessPolicy::load(&mut tx).await.unwrap();
    policy.cors_origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
    policy.save(&mut tx, version).await.unwrap();
    tx.commit().await.unwrap();
    clinic
}

fn preflight(clinic: &TestClinic, path: &str, origin: &str) -> Call {
    let call = clinic.visitor().call(Method::OPTIONS, path).header("origin", origin);
    call.header("access-control-request-method", "POST").header("access-control-request-headers", "authorization")
}

fn allowed(answer: &Response) -> &str {
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    answer.header("access-control-allow-origin")
}

#[tokio::test]
async fn a_browser_that_asks_before_it_sends_is_told_yes() {
    let clinic = naming(&[APP]).await;

    for path in ["/api/patients/", "/api/v1/patients/", "/business/contacts"] {
        let answer = preflight(&clinic, path, APP).await.expect(204);
        assert_eq!(allowed(&answer), APP);
        assert!(answer.header("vary").contains("origin"), "{answer:?}");
        assert!(answer.header("access-control-allow-methods").contains("DELETE"));
        assert!(answer.header("access-control-allow-headers").contains("authorization"));
        assert_eq!(answer.header("access-control-max-age"), "600");
    }
}

#[tokio::test]
async fn whoever_is_not_named_letter_for_letter_is_told_nothing() {
    let clinic = naming(&[APP, "http://localhost:3000"]).await;
    let desk = clinic.sign_in(Role::Reception).await;

    for origin in [
        "https://app.example.org.evil.example",
        "https://evil.example",
        "http://app.example.org",
        "https://app.example.org:8443",
        "https://APP.example.org",
        "https://app.example.org/",
        "http://localhost",
        "null",
        "*",
    ] {
        assert_eq!(allowed(&preflight(&clinic, "/api/patients/", origin).await), "", "{origin}");
        let answer = desk.get("/api/patients/").header("origin", origin).await.expect(200);
        assert_eq!((allowed(&answer), answer.header("vary").contains("origin")), ("", true), "{origin}");
    }
    let two = desk.get("/api/patients/").header("origin", APP).and_header("origin", "https://evil.example").await;
    assert_eq!(allowed(&two), "");
    let neighbour = clinic.other().await;
    assert_eq!(allowed(&preflight(&neighbour, "/api/patients/", APP).await), "");
}

#[tokio::test]
async fn a_named_site_signs_its_user_in_and_works_with_tokens() {
    let clinic = naming(&[APP]).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let input = json!({ "username": staff.username, "password": PASSWORD });

    let from_app = |call: Call| call.header("origin", APP).header("sec-fetch-site", "cross-site");
    let signed_in = from_app(clinic.visitor().post("/api/auth/login/", &input)).await.expect(200);
    assert_eq!((allowed(&signed_in), signed_in.header("set-cookie")), (APP, ""));
    let desk = clinic.sign_in_as(&staff).await;
    let made = from_app(desk.post("/api/patients/", &json!({ "family_name": "Haddad" }))).await.expect(201);
    assert_eq!(allowed(&made), APP);
    assert!(made.header("access-control-expose-headers").contains("location"));
    // What is refused can be read as well.
    let refused = from_app(clinic.visitor().get("/api/patients/")).await.expect(401);
    assert_eq!(allowed(&refused), APP);
}

#[tokio::test]
async fn a_named_site_gets_nothing_in_the_name_of_whoever_is_signed_in() {
    let clinic = naming(&[APP]).await;
    let browser = clinic.browser(Role::Reception).await;

    let seen = browser.get("/api/patients/").header("origin", APP).await.expect(200);
    assert_eq!(allowed(&seen), "");
    let call = browser.post("/api/patients/", &json!({ "family_name": "Haddad" })).header("origin", APP);
    assert_snapshot!(call.await, @r#"403 {"code":"csrf"}"#);
}

#[tokio::test]
async fn pages_are_for_nobody_elses_scripts() {
    let clinic = naming(&[APP]).await;
    let form = [("username", "amal"), ("password", PASSWORD)];

    assert_eq!(allowed(&preflight(&clinic, "/doctor/staff-login/", APP).await), "");
    let page = clinic.visitor().get("/doctor/staff-login/").header("origin", APP).await.expect(200);
    assert_eq!(allowed(&page), "");
    clinic.visitor().submit("/doctor/staff-login/", &form).header("origin", APP).await.expect(403);
}
