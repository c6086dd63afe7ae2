//! What answers tell browsers to keep to.

use std::collections::BTreeSet;

use http::Method;
use insta::assert_snapshot;
use testkit::{Call, Role, Setup, TestClinic};
use web::Settings;

#[tokio::test]
async fn a_page_names_the_one_script_that_may_run() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let stranger = clinic.visitor();

    let mut nonces = BTreeSet::new();
    for page in [
        browser.get("/patients/new").await.expect(200),
        browser.get("/patients/new").await.expect(200),
        stranger.get("/doctor/staff-login/").await.expect(200),
        stranger.get("/no/such/page").await.expect(404),
    ] {
        let policy = page.header("content-security-policy");
        let nonce = policy.split("script-src 'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(nonce.len() >= 22, "{policy}");
        let text = page.text();
        assert_eq!(text.matches("<script").count(), text.matches(&format!("nonce=\"{nonce}\"")).count());
        assert!(text.contains("<script"));
        for rule in ["style-src 'self'", "connect-src 'self'", "form-action 'self'", "object-src 'none'"] {
            assert!(policy.contains(rule), "{rule} in {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
        nonces.insert(nonce.to_owned());
    }
    assert_eq!(nonces.len(), 4, "a number is used once");
}

#[tokio::test]
async fn an_answer_to_a_program_is_no_page_and_is_kept_by_nobody() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let patient = clinic.patient().create().await;
    let known = desk.get(&patient.path()).await.expect(200);
    let known = desk.get(&patient.path()).header("if-none-match", known.header("etag")).await.expect(304);

    for answer in [
        desk.get("/api/patients/").await.expect(200),
        desk.get("/api/nothing/").await.expect(404),
        clinic.visitor().get("/api/patients/").await.expect(401),
        Call::new(clinic.router(), Method::GET, "/readyz").await.expect(200),
        Call::new(clinic.router(), Method::GET, "/").header("host", "sahara.localhost").await.expect(404),
        known,
    ] {
        assert_eq!(answer.header("cache-control"), "no-store");
        let policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        assert_eq!(answer.header("content-security-policy"), policy);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value);
        }
        assert_eq!(answer.header("strict-transport-security"), "");
    }
}

#[tokio::test]
async fn files_are_kept_for_a_year_and_a_missing_one_is_not() {
    let clinic = TestClinic::new().await;
    let file = |path: &str| Call::new(clinic.router(), Method::GET, path).header("host", &clinic.host());

    let style = file("/assets/app.css").await.expect(200);
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(file("/assets/none.css").await.expect(404).header("cache-control"), "no-store");
}

#[tokio::test]
async fn whoever_came_by_https_comes_back_by_it() {
    let settings = Settings { https: true, ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;

    for path in ["/", "/api/patients/", "/assets/app.css", "/readyz"] {
        let answer = clinic.visitor().get(path).await;
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    }
}

#[tokio::test]
async fn only_the_description_of_the_api_has_a_policy_of_its_own() {
    let clinic = TestClinic::new().await;

    let page = clinic.visitor().get("/api/docs/").await.expect(200);
    assert_snapshot!(page.header("content-security-policy"), @"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}

#[tokio::test]
async fn an_endless_address_and_an_endless_depth_are_refused_in_so_many_words() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    let long = "x".repeat(8 * 1024);
    assert_snapshot!(desk.get(&format!("/api/patients/?search={long}")).await, @r#"414 {"code":"uri_too_long"}"#);
    let page = clinic.visitor().get(&format!("/{long}")).await;
    assert_snapshot!(page, @"414 The address is too long · Nile Clinic");
    let nested = |levels: usize| format!(r#"{{"x": {}{}}}"#, "[".repeat(levels - 1), "]".repeat(levels - 1));
    let send = |body: String| desk.call(Method::POST, "/api/patients/").body("application/json", body);
    let answer = send(nested(65)).await.expect(400);
    assert!(answer.text().contains("nested deeper than 64 levels"), "{}", answer.text());
    send(nested(64)).await.expect(422);
}
