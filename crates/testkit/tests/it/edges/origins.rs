//! Other sites make a browser ask in somebody's name. What they ask for does not happen.

use serde_json::json;
use testkit::{PASSWORD, Role, Setup, TestClinic};
use web::Settings;

const SIGN_IN: &str = "/doctor/staff-login/";

#[tokio::test]
async fn a_change_with_a_cookie_comes_from_our_own_origin() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let input = json!({ "family_name": "Haddad" });

    for site in ["cross-site", "same-site", "", "nonsense"] {
        let call = browser.post("/api/patients/", &input).header("sec-fetch-site", site);
        assert_eq!(call.await.to_string(), r#"403 {"code":"csrf"}"#, "{site}");
    }
    for origin in [
        "null",
        "",
        "http://evil.example",
        "http://seine.localhost",
        "http://nile.localhost:8001",
        "http://nile.localhost.evil.example",
        "http://nile.localhost@evil.example",
        "file://",
    ] {
        let call = browser.post("/api/patients/", &input).header("origin", origin);
        assert_eq!(call.await.to_string(), r#"403 {"code":"csrf"}"#, "{origin}");
        let form = browser.submit("/session/keep-alive", &[]).header("origin", origin);
        form.await.expect(403);
    }
    let two = browser.post("/api/patients/", &input).header("origin", "http://nile.localhost");
    two.and_header("origin", "http://evil.example").await.expect(403);
    // One of them lies.
    let call = browser.post("/api/patients/", &input).header("origin", "http://evil.example");
    call.header("sec-fetch-site", "same-origin").await.expect(403);
    assert_eq!(clinic.value("select count(*) from {room}.party").await, "0");

    for (origin, host) in [
        ("http://nile.localhost", "nile.localhost"),
        ("http://nile.localhost:8000", "nile.localhost:8000"),
        ("https://nile.localhost", "nile.localhost"),
    ] {
        let call = browser.post("/api/patients/", &input).header("host", host).header("origin", origin);
        call.header("sec-fetch-site", "same-origin").await.expect(201);
    }
    browser.post("/api/patients/", &input).header("sec-fetch-site", "none").await.expect(201);
}

#[tokio::test]
async fn our_own_origin_does_not_stand_in_for_the_proof() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;

    let call = browser.post("/api/patients/", &json!({ "family_name": "Haddad" })).without("x-csrf-token");
    let call = call.header("origin", "http://nile.localhost").header("sec-fetch-site", "same-origin");
    assert_eq!(call.await.to_string(), r#"403 {"code":"csrf"}"#);
}

#[tokio::test]
async fn nobody_is_signed_in_by_another_site() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let form = [("username", staff.username.as_str()), ("password", PASSWORD)];
    let sign_in = || clinic.visitor().submit(SIGN_IN, &form);

    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "http://evil.example"),
        ("origin", "http://seine.localhost"),
        ("origin", "null"),
    ] {
        let answer = sign_in().header(name, value).await.expect(403);
        assert_eq!(answer.header("set-cookie"), "");
    }
    sign_in().header("origin", "http://nile.localhost").await.expect(303);
    // A browser that says nothing, and a person who waits for it.
    sign_in().await.expect(303);
}

#[tokio::test]
async fn behind_https_a_page_without_it_is_another_origin() {
    let settings = Settings { https: true, ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
    let browser = clinic.browser(Role::Reception).await;

    browser.submit("/session/keep-alive", &[]).header("origin", "http://nile.localhost").await.expect(403);
    browser.submit("/session/keep-alive", &[]).header("origin", "https://nile.localhost").await.expect(204);
}

#[tokio::test]
async fn every_method_and_media_type_that_another_site_can_send_is_refused() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Admin).await;
    let patient = clinic.patient().create().await;

    for method in ["POST", "PUT", "PATCH", "DELETE", "PURGE"] {
        for kind in
            ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
        {
            let call = browser.call(method.parse().unwrap(), &patient.path()).body(kind, r#"{"family_name": "Evil"}"#);
            let answer = call.header("origin", "http://evil.example").header("sec-fetch-site", "cross-site").await;
            assert_eq!(answer.to_string(), r#"403 {"code":"csrf"}"#, "{method} {kind}");
        }
    }
    let still = browser.get(&patient.path()).await.expect(200).json();
    assert_eq!(still["version"], 1);
}
