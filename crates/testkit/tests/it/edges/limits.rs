//! Too many requests are turned away: in four languages, with a date, and without harm to anybody else.

use http::Method;
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Call, PASSWORD, Role, Setup, TestClinic};
use web::Settings;
use web::limits::{Quota, Rates};

fn quota(requests: u32, seconds: u32) -> Quota {
    Quota { requests, seconds }
}

async fn limited(rates: Rates) -> TestClinic {
    let settings = Settings { rates, credential_paths: clinic::CREDENTIAL_PATHS, ..Settings::default() };
    TestClinic::with(Setup { settings, ..Setup::default() }).await
}

#[tokio::test]
async fn an_answer_says_what_is_left_of_the_limit_that_will_be_met_first() {
    let rates = Rates { principal: Some(quota(600, 60)), address: Some(quota(10_000, 60)), ..Rates::default() };
    let clinic = limited(rates).await;
    let desk = clinic.sign_in(Role::Reception).await;

    let answer = desk.get("/api/patients/").await.expect(200);
    assert_snapshot!(answer.header("ratelimit-policy"), @r#""principal";q=600;w=60"#);
    assert_snapshot!(answer.header("ratelimit"), @r#""principal";r=599;t=1"#);
    let answer = desk.get("/api/patients/").await.expect(200);
    assert_snapshot!(answer.header("ratelimit"), @r#""principal";r=598;t=1"#);
    let stranger = clinic.visitor().get("/api/patients/").await.expect(401);
    assert_snapshot!(stranger.header("ratelimit"), @r#""address";r=9996;t=1"#);
    // A person has no use for them.
    let page = clinic.visitor().get("/").await.expect(200);
    assert_eq!((page.header("ratelimit"), page.header("ratelimit-policy")), ("", ""));
}

#[tokio::test]
async fn who_asks_too_often_waits_and_nobody_else_does() {
    let clinic = limited(Rates { principal: Some(quota(3, 30)), ..Rates::default() }).await;
    let (eager, other) = (clinic.sign_in(Role::Reception).await, clinic.sign_in(Role::Reception).await);

    for _ in 0..3 {
        eager.get("/api/patients/").await.expect(200);
    }
    let refused = eager.get("/api/patients/").await.expect(429);
    assert_snapshot!(refused, @r#"429 {"code":"rate_limited"}"#);
    assert_eq!(refused.header("retry-after"), "10");
    assert_snapshot!(refused.header("ratelimit"), @r#""principal";r=0;t=30"#);
    assert_eq!(refused.header("cache-control"), "no-store");
    other.get("/api/patients/").await.expect(200);

    clinic.advance(SignedDuration::from_secs(10));
    eager.get("/api/patients/").await.expect(200);
    eager.get("/api/patients/").await.expect(429);
}

#[tokio::test]
async fn a_second_session_brings_nobody_a_second_quota() {
    let clinic = limited(Rates { principal: Some(quota(4, 60)), ..Rates::default() }).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let (program, browser) = (clinic.sign_in_as(&staff).await, clinic.browser_of(&staff).await);

    // The page that the browser looked at counts as well.
    program.get("/api/patients/").await.expect(200);
    browser.get("/api/patients/").await.expect(200);
    program.get("/api/patients/").await.expect(200);
    browser.get("/api/patients/").await.expect(429);
    program.get("/api/patients/").await.expect(429);
}

#[tokio::test]
async fn a_refusal_is_told_in_the_readers_language() {
    let clinic = limited(Rates { address: Some(quota(1, 60)), ..Rates::default() }).await;
    clinic.visitor().get("/").await.expect(200);

    let mut told = Vec::new();
    for language in ["en", "fr", "ar", "he"] {
        let answer = clinic.visitor().get("/api/patients/").header("accept-language", language).await.expect(429);
        assert_eq!(answer.header("content-language"), language);
        told.push(format!("{}: {}", answer.json()["title"], answer.json()["detail"]));
        let page = clinic.visitor().get("/").header("cookie", &format!("locale={language}")).await.expect(429);
        assert!(page.is_page() && page.text().contains(answer.json()["title"].as_str().unwrap()));
        assert_eq!(page.header("retry-after"), "60");
    }
    assert_snapshot!(told.join("\n"), @r#"
    "Too many requests": "Please wait a moment, then try again."
    "Trop de requêtes": "Veuillez patienter un instant, puis réessayer."
    "طلبات كثيرة جدًا": "انتظر قليلًا ثم حاول مرة أخرى."
    "יותר מדי בקשות": "נא להמתין רגע ולנסות שוב."
    "#);
}

#[tokio::test]
async fn strangers_use_up_neither_a_clinic_nor_its_neighbour() {
    let clinic = limited(Rates { clinic: Some(quota(5, 60)), ..Rates::default() }).await;
    let desk = clinic.sign_in(Role::Reception).await;
    let neighbour = clinic.other().await;

    while clinic.visitor().get("/").await.status != 429 {}
    neighbour.visitor().get("/").await.expect(200);
    for _ in 0..5 {
        desk.get("/api/patients/").await.expect(200);
    }
    let refused = desk.get("/api/patients/").await.expect(429);
    assert_snapshot!(refused.header("ratelimit-policy"), @r#""clinic";q=5;w=60"#);
}

#[tokio::test]
async fn credentials_are_tried_less_often_than_pages_are_read() {
    let clinic = limited(Rates { credentials: Some(quota(3, 60)), ..Rates::default() }).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let wrong = json!({ "username": staff.username, "password": "no" });

    for _ in 0..3 {
        clinic.visitor().post("/api/v1/auth/login/", &wrong).await.expect(401);
    }
    let form = [("username", staff.username.as_str()), ("password", PASSWORD)];
    clinic.visitor().post("/api/auth/login", &wrong).await.expect(429);
    clinic.visitor().submit("/doctor/staff-login/", &form).await.expect(429);
    clinic.visitor().get("/doctor/staff-login/").await.expect(200);
    clinic.visitor().get("/api/patients/").await.expect(401);
    clinic.advance(SignedDuration::from_secs(20));
    clinic.visitor().submit("/doctor/staff-login/", &form).await.expect(303);
}

#[tokio::test]
async fn a_machine_is_limited_by_its_token() {
    let clinic = limited(Rates { principal: Some(quota(2, 60)), ..Rates::default() }).await;
    let (meter, other) = (clinic.token(&["patients:read"]).await, clinic.token(&["patients:read"]).await);

    meter.get("/api/patients/").await.expect(200);
    meter.get("/api/patients/").await.expect(200);
    meter.get("/api/patients/").await.expect(429);
    other.get("/api/patients/").await.expect(200);
}

#[tokio::test]
async fn health_and_files_are_never_limited() {
    let rates = Rates { address: Some(quota(1, 60)), clinic: Some(quota(1, 60)), ..Rates::default() };
    let clinic = limited(rates).await;
    clinic.visitor().get("/").await.expect(200);
    clinic.visitor().get("/").await.expect(429);

    for path in ["/livez", "/readyz", "/api/health", "/assets/app.css"] {
        Call::new(clinic.router(), Method::GET, path).header("host", &clinic.host()).await.expect(200);
    }
}
