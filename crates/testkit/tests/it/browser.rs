//! People sign in with a browser: cookies, forged requests, idleness, and where one lands.

use std::time::Duration;

use http::Method;
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{PASSWORD, Role, Setup, TestClinic};
use web::Settings;

const SIGN_IN: &str = "/doctor/staff-login/";
const KEEP_ALIVE: &str = "/session/keep-alive";

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let form = [("username", staff.username.as_str()), ("password", PASSWORD)];

    let answer = clinic.visitor().submit(SIGN_IN, &form).await.expect(303);

    let set = answer.header("set-cookie");
    let (pair, flags) = set.split_once("; ").unwrap();
    assert!(pair.starts_with("praxis=") && pair.len() >= 43 + 7);
    assert_snapshot!(flags, @"Path=/; Max-Age=43200; HttpOnly; SameSite=Lax");
}

#[tokio::test]
async fn behind_https_the_cookie_is_bound_to_this_host() {
    let settings = Settings { https: true, ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let form = [("username", staff.username.as_str()), ("password", PASSWORD)];

    let answer = clinic.visitor().submit(SIGN_IN, &form).await.expect(303);

    let set = answer.header("set-cookie");
    assert!(set.starts_with("__Host-praxis="));
    assert!(set.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"));
    clinic.browser_of(&staff).await.get("/api/patients/").await.expect(200);
}

#[tokio::test]
async fn everybody_lands_where_their_work_begins() {
    let clinic = TestClinic::new().await;
    for (role, home) in [
        (Role::Doctor, "/doctor/appointments-dash/"),
        (Role::Reception, "/reception/dashboard/"),
        (Role::Viewer, "/reception/dashboard/"),
        (Role::Auditor, "/audit/"),
    ] {
        let staff = clinic.hire(&[role]).await;
        let form = [("username", staff.username.as_str()), ("password", PASSWORD)];
        let answer = clinic.visitor().submit(SIGN_IN, &form).await.expect(303);
        assert_eq!(answer.header("location"), home);

        let again = clinic.browser_of(&staff).await.get("/").await.expect(303);
        assert_eq!(again.header("location"), home);
    }
}

#[tokio::test]
async fn a_failed_sign_in_shows_the_form_again_and_sets_no_cookie() {
    let clinic = TestClinic::new().await;

    let answer = clinic.visitor().submit(SIGN_IN, &[("username", "dr <b>"), ("password", "no")]).await.expect(422);

    assert!(answer.text().contains("User name or password is not right."));
    assert!(answer.text().contains("dr &#60;b&#62;"));
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn a_change_needs_the_proof_that_our_own_page_sent_it() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let stranger = clinic.browser(Role::Reception).await;
    let theirs = stranger.get("/nowhere").await.csrf();
    let ours = browser.get("/nowhere").await.csrf();
    let input = json!({ "family_name": "Haddad" });

    for (path, title) in
        [(KEEP_ALIVE, "403 The form has expired · Nile Clinic"), ("/api/patients/", r#"403 {"code":"csrf"}"#)]
    {
        let change = || browser.post(path, &input).without("x-csrf-token");
        for call in [change(), change().header("x-csrf-token", ""), change().header("x-csrf-token", &theirs)] {
            assert_eq!(call.await.to_string(), title);
        }
    }
    browser.post("/api/patients/", &input).await.expect(201);
    let form = [("csrf_token", ours.as_str())];
    browser.submit(KEEP_ALIVE, &form).without("x-csrf-token").await.expect(204);
    assert_eq!(clinic.value("select count(*) from {room}.party").await, "1");
}

#[tokio::test]
async fn what_another_site_sends_is_refused_whatever_it_carries() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let program = clinic.sign_in(Role::Reception).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let form = [("username", staff.username.as_str()), ("password", PASSWORD)];
    let input = json!({ "family_name": "Haddad" });

    browser.post("/api/patients/", &input).header("sec-fetch-site", "cross-site").await.expect(403);
    clinic.visitor().submit(SIGN_IN, &form).header("sec-fetch-site", "cross-site").await.expect(403);
    browser.get("/api/patients/").header("sec-fetch-site", "cross-site").await.expect(200);
    browser.post("/api/patients/", &input).header("sec-fetch-site", "same-origin").await.expect(201);
    // A token does not travel by itself.
    program.post("/api/patients/", &input).header("sec-fetch-site", "cross-site").await.expect(201);
}

#[tokio::test]
async fn fifteen_idle_minutes_end_a_session() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;

    clinic.advance(SignedDuration::from_secs(15 * 60 - 1));
    browser.get("/patients/new").await.expect(200);
    clinic.advance(SignedDuration::from_secs(15 * 60 - 1));
    browser.get("/patients/new").await.expect(200);
    clinic.advance(SignedDuration::from_mins(15));

    let answer = browser.get("/patients/new?q=x").await;
    assert_snapshot!(answer, @"303 -> /doctor/staff-login/?next=%2Fpatients%2Fnew%3Fq%3Dx");
    browser.get("/api/patients/").await.expect(401);
}

#[tokio::test]
async fn saying_that_one_is_still_there_keeps_the_session() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;

    for _ in 0..3 {
        clinic.advance(SignedDuration::from_mins(14));
        browser.submit(KEEP_ALIVE, &[]).await.expect(204);
    }
}

#[tokio::test]
async fn a_screen_that_refreshes_itself_is_no_sign_of_life() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;

    clinic.advance(SignedDuration::from_mins(14));
    browser.get("/patients/new").header("x-background", "true").await.expect(200);
    clinic.advance(SignedDuration::from_mins(1));
    browser.get("/patients/new").await.expect(303);
}

#[tokio::test]
async fn a_refresh_just_before_does_not_hide_that_somebody_is_there() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;

    clinic.advance(SignedDuration::from_mins(14));
    browser.get("/patients/new").header("x-background", "true").await.expect(200);
    browser.submit(KEEP_ALIVE, &[]).await.expect(204);
    clinic.advance(SignedDuration::from_mins(14));
    browser.get("/patients/new").await.expect(200);
}

#[tokio::test]
async fn after_twelve_hours_even_the_busiest_sign_in_again() {
    let settings = Settings { session_absolute: Duration::from_secs(3600), ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
    let browser = clinic.browser(Role::Reception).await;

    for _ in 0..5 {
        clinic.advance(SignedDuration::from_mins(11));
        browser.get("/patients/new").await.expect(200);
    }
    clinic.advance(SignedDuration::from_mins(5));
    browser.get("/patients/new").await.expect(303);
    assert_eq!(Settings::default().session_absolute, Duration::from_secs(12 * 3600));
}

#[tokio::test]
async fn next_leads_nowhere_but_into_this_site() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let browser = clinic.browser_of(&staff).await;
    let home = "/reception/dashboard/";

    for (next, target) in [
        ("/patients/new?q=a%2Fb", "/patients/new?q=a%2Fb"),
        ("/", "/"),
        ("", home),
        ("//evil.example", home),
        ("/\\evil.example", home),
        ("/x\\y", home),
        ("https://evil.example", home),
        ("javascript:alert(1)", home),
        ("patients/new", home),
        ("/\tevil", home),
        ("/\r\nset-cookie: a=b", home),
    ] {
        let form = [("username", staff.username.as_str()), ("password", PASSWORD), ("next", next)];
        let answer = clinic.visitor().submit(SIGN_IN, &form).await.expect(303);
        assert_eq!(answer.header("location"), target, "{next:?}");

        let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        let answer = browser.get(&format!("{SIGN_IN}?{query}")).await.expect(303);
        assert_eq!(answer.header("location"), target, "{next:?}");
    }
}

#[tokio::test]
async fn a_part_of_a_page_sends_the_whole_page_to_the_sign_in() {
    let clinic = TestClinic::new().await;

    let answer = clinic.visitor().get("/search?q=x").header("hx-request", "true").await.expect(401);

    assert_eq!(answer.header("hx-redirect"), SIGN_IN);
}

#[tokio::test]
async fn signing_out_takes_the_cookie_away_and_ends_the_session() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;

    browser.get("/doctor/staff-logout/").await.expect(405);
    browser.get("/patients/new").await.expect(200);
    let answer = browser.submit("/doctor/staff-logout/", &[]).await.expect(303);

    assert_snapshot!(answer.header("set-cookie"), @"praxis=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    browser.get("/patients/new").await.expect(303);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "sign_out success staff");
}

#[tokio::test]
async fn language_and_theme_are_remembered_by_the_browser() {
    let clinic = TestClinic::new().await;
    let form = [("locale", "ar"), ("theme", "dark"), ("next", "//evil.example")];

    let answer = clinic.visitor().submit("/session/preferences", &form).await.expect(303);
    assert_eq!(answer.header("location"), "/");
    let cookie = format!("locale={}; theme={}", answer.cookie("locale").unwrap(), answer.cookie("theme").unwrap());
    let page = clinic.visitor().get(SIGN_IN).header("cookie", &cookie).await.expect(200);

    assert!(page.text().contains(r#"<html lang="ar" dir="rtl" data-bs-theme="dark">"#));
    assert_eq!(page.header("content-language"), "ar");
    let odd = [("locale", "tlh"), ("theme", "neon; Path=/x")];
    let answer = clinic.visitor().submit("/session/preferences", &odd).await.expect(303);
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn a_page_speaks_the_clinics_language_until_somebody_chooses() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;

    for (clinic, spoken) in [(&clinic, "en"), (&other, "fr")] {
        let page = clinic.visitor().get(SIGN_IN).header("accept-language", "he,ar;q=0.5").await.expect(200);
        assert_eq!(page.header("content-language"), spoken);
        let chosen = clinic.visitor().get(SIGN_IN).header("cookie", "locale=he").await.expect(200);
        assert_eq!(chosen.header("content-language"), "he");
    }
}

#[tokio::test]
async fn pages_are_kept_out_of_caches_frames_and_other_peoples_scripts() {
    let clinic = TestClinic::new().await;
    let page = clinic.browser(Role::Reception).await.get("/patients/new").await.expect(200);

    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    let policy = page.header("content-security-policy");
    for rule in ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"] {
        assert!(policy.contains(rule), "{rule} in {policy}");
    }
    assert!(!policy.contains("unsafe"));
}

#[tokio::test]
async fn an_unknown_page_says_so_in_the_clinics_look() {
    let clinic = TestClinic::new().await;

    let answer = clinic.visitor().get("/no/such/page").await;
    assert_snapshot!(answer, @"404 Not found · Nile Clinic");
    let answer = clinic.visitor().call(Method::PATCH, "/doctor/staff-login").await.expect(405);
    assert!(answer.header("allow").contains("POST"));
}
