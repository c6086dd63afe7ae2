//! Sessions: seen, ended, outlived, and of no use to anybody else.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, PASSWORD, Role, Staff, TestClinic};

use super::{between, cookies_of, knock, version_of, with_proof, without_rates};

const HERE: &str = "192.0.2.7";
const FIREFOX: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
const BOARD: &str = "/reception/dashboard/";

/// Two programs on one database, and somebody whom both know.
struct Nodes {
    clinic: TestClinic,
    second: TestClinic,
    staff: Staff,
    browser: Client,
    program: Client,
}

impl Nodes {
    async fn with_somebody() -> Self {
        let clinic = without_rates().await;
        let second = clinic.at_another_node().await;
        let staff = clinic.hire(&[Role::Reception]).await;
        let (browser, program) = (clinic.browser_of(&staff).await, clinic.sign_in_as(&staff).await);
        let nodes = Self { clinic, second, staff, browser, program };
        nodes.expect(200).await;
        nodes
    }

    /// What either node says to either client.
    async fn expect(&self, status: u16) {
        for node in [&self.clinic, &self.second] {
            self.browser.at(node).get("/api/patients/").await.expect(status);
            self.program.at(node).get("/api/patients/").await.expect(status);
        }
    }

    async fn admin(&self) -> Client {
        self.clinic.browser(Role::Admin).await
    }
}

#[tokio::test]
async fn they_are_listed_with_device_and_place_and_ended_one_by_one() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let answer = knock(&clinic, HERE, &staff.username, PASSWORD).header("user-agent", FIREFOX).await.expect(303);
    let other = clinic.browser_after(&answer, &staff).await;
    clinic.advance(SignedDuration::from_secs(60));
    let browser = clinic.browser_of(&staff).await;
    let program = clinic.sign_in_as(&staff).await;
    let stranger = clinic.browser(Role::Reception).await;

    let page = browser.get("/account/").await.expect(200).text();
    assert!(page.contains("Firefox, Windows") && page.contains(HERE), "{page}");
    let listed = program.get("/api/auth/sessions/").await.expect(200).json();
    let listed = listed.as_array().unwrap();
    assert_eq!((listed.len(), listed.iter().filter(|one| one["current"] == true).count()), (3, 1));
    let theirs = listed.iter().find(|one| one["device"] == "Firefox, Windows").unwrap();
    assert_eq!((&theirs["ip"], &theirs["method"]), (&json!(HERE), &json!("password")));

    let end = format!("/account/sessions/{}/end/", theirs["id"].as_str().unwrap());
    stranger.submit(&end, &[]).await.expect(404);
    other.get(BOARD).await.expect(200);
    let done = browser.submit(&end, &[]).await.expect(303);
    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "end_session success staff");
    other.get(BOARD).await.expect(303);
    browser.submit(&end, &[]).await.expect(404);
    let by_program = format!("/api/auth/sessions/{}/", theirs["id"].as_str().unwrap());
    program.delete(&by_program).await.expect(404);
    assert_eq!(program.get("/api/auth/sessions/").await.expect(200).json().as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn all_others_are_ended_at_once_and_this_one_goes_on() {
    let nodes = Nodes::with_somebody().await;
    let here = nodes.clinic.browser_of(&nodes.staff).await;

    let done = here.submit("/account/sessions/end-others/", &[]).await.expect(303);

    assert_eq!(nodes.clinic.audit_of(&done).await[0].to_string(), "end_session success staff");
    nodes.clinic.advance(SignedDuration::from_secs(1));
    nodes.expect(401).await;
    here.get(BOARD).await.expect(200);
}

#[tokio::test]
async fn what_an_administrator_ends_has_ended_everywhere_within_a_second() {
    let nodes = Nodes::with_somebody().await;
    let admin = nodes.admin().await;
    let path = format!("/admin/staff/{}/end-sessions/", nodes.staff.id);
    nodes.browser.submit(&path, &[]).await.expect(403);

    let done = admin.submit(&path, &[]).await.expect(303);

    assert_eq!(nodes.clinic.audit_of(&done).await[0].to_string(), "end_staff_sessions success staff");
    nodes.clinic.advance(SignedDuration::from_secs(1));
    nodes.expect(401).await;
}

/// Changes somebody on the page about them.
async fn change(nodes: &Nodes, admin: &Client, roles: &[&str], active: bool) {
    let version = version_of(&nodes.clinic, &nodes.staff).await;
    let mut form = vec![("display_name", "Mona"), ("version", version.as_str())];
    form.extend(roles.iter().map(|role| ("roles", *role)));
    form.extend(active.then_some(("active", "true")));
    let answer = admin.submit(&format!("/admin/staff/{}/", nodes.staff.id), &form).await.expect(303);
    assert_eq!(nodes.clinic.audit_of(&answer).await[0].to_string(), "change_staff success staff");
    nodes.clinic.advance(SignedDuration::from_secs(1));
}

#[tokio::test]
async fn whoever_is_suspended_is_out_everywhere_within_a_second_and_stays_out() {
    let mut nodes = Nodes::with_somebody().await;
    let admin = nodes.admin().await;

    change(&nodes, &admin, &["reception"], false).await;

    nodes.expect(401).await;
    nodes.program.refresh().await.expect(401);
    knock(&nodes.clinic, HERE, &nodes.staff.username, PASSWORD).await.expect(422);
    change(&nodes, &admin, &["reception"], true).await;
    nodes.expect(401).await;
    nodes.program.refresh().await.expect(401);
    knock(&nodes.clinic, HERE, &nodes.staff.username, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn a_new_role_means_a_new_session_everywhere_within_a_second() {
    let nodes = Nodes::with_somebody().await;
    let admin = nodes.admin().await;
    // A new name alone throws nobody out.
    change(&nodes, &admin, &["reception"], true).await;
    nodes.expect(200).await;

    change(&nodes, &admin, &["auditor"], true).await;

    nodes.expect(401).await;
}

#[tokio::test]
async fn a_new_password_throws_out_everybody_else_and_gives_this_browser_another_id() {
    let nodes = Nodes::with_somebody().await;
    let here = nodes.clinic.browser_of(&nodes.staff).await;
    let words = "seven other quiet words";
    let form = [("current", PASSWORD), ("password", words), ("password_repeat", words)];

    let done = here.submit("/account/password/", &form).await.expect(303);

    nodes.clinic.advance(SignedDuration::from_secs(1));
    nodes.expect(401).await;
    let after = here.after(&done).await;
    assert_ne!(after.cookie(), here.cookie());
    after.get(BOARD).await.expect(200);
    here.get(BOARD).await.expect(303);
}

#[tokio::test]
async fn a_password_changed_by_a_program_leaves_it_with_new_tokens_only() {
    let clinic = without_rates().await;
    let mut program = clinic.sign_in(Role::Reception).await;
    let old = program.clone();
    let input = json!({ "current": PASSWORD, "password": "seven other quiet words" });

    let tokens = program.post("/api/auth/password/", &input).await.expect(200).json();

    program.hold(&tokens);
    program.get("/api/patients/").await.expect(200);
    old.get("/api/patients/").await.expect(401);
    let spent = json!({ "refresh": old.refresh_token() });
    clinic.visitor().post("/api/auth/refresh/", &spent).await.expect(401);
    program.refresh().await.expect(200);
}

#[tokio::test]
async fn fifteen_minutes_without_a_sign_of_life_end_a_session() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Reception).await;
    for _ in 0..4 {
        clinic.advance(SignedDuration::from_mins(14));
        browser.get(BOARD).await.expect(200);
    }
    clinic.advance(SignedDuration::from_mins(15));
    browser.get(BOARD).await.expect(303);
    // What came too late does not wake it up.
    clinic.advance(SignedDuration::from_secs(-60));
    browser.submit("/session/keep-alive/", &[]).await;
}

#[tokio::test]
async fn what_a_page_does_by_itself_is_no_sign_of_life() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Reception).await;
    for _ in 0..14 {
        clinic.advance(SignedDuration::from_mins(1));
        browser.get(BOARD).header("x-background", "true").await.expect(200);
        drop(browser.get("/live").header("accept", "text/event-stream").open().await);
    }
    clinic.advance(SignedDuration::from_mins(1));
    browser.get(BOARD).header("x-background", "true").await.expect(303);
    browser.get(BOARD).await.expect(303);
}

#[tokio::test]
async fn a_person_who_says_so_stays_signed_in() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Reception).await;
    clinic.advance(SignedDuration::from_mins(14));
    assert!(browser.submit("/session/keep-alive/", &[]).await.status.is_success());
    clinic.advance(SignedDuration::from_mins(14));
    browser.get(BOARD).await.expect(200);
}

#[tokio::test]
async fn after_twelve_hours_even_the_busiest_signs_in_again() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Reception).await;
    for _ in 0..71 {
        clinic.advance(SignedDuration::from_mins(10));
        browser.get(BOARD).await.expect(200);
    }
    clinic.advance(SignedDuration::from_mins(10));
    browser.get(BOARD).await.expect(303);
}

#[tokio::test]
async fn another_id_does_not_make_a_session_live_longer() {
    let clinic = without_rates().await;
    let mut browser = clinic.browser(Role::Admin).await;
    for _ in 0..71 {
        clinic.advance(SignedDuration::from_mins(10));
        let form = [("reason", "The doctor is away and asked me to look")];
        let answer = browser.submit("/emergency/", &form).await.expect(303);
        browser = browser.after(&answer).await;
    }
    browser.get(BOARD).await.expect(200);
    clinic.advance(SignedDuration::from_mins(10));
    browser.get(BOARD).await.expect(303);
}

#[tokio::test]
async fn a_cookie_set_before_the_sign_in_is_nothing_after_it() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let planted = format!("praxis={}", "A".repeat(43));

    let answer = knock(&clinic, HERE, &staff.username, PASSWORD).header("cookie", &planted).await.expect(303);

    assert!(!cookies_of(&answer).contains(&planted));
    clinic.visitor().get(BOARD).header("cookie", &planted).await.expect(303);
    // Nor does a stranger's own session become the victim's: it ends.
    let thief = clinic.browser(Role::Viewer).await;
    let csrf = thief.get("/account/").await.csrf();
    let call = knock(&clinic, HERE, &staff.username, PASSWORD).header("cookie", thief.cookie());
    let answer = call.header("x-csrf-token", &csrf).await.expect(303);
    assert!(!cookies_of(&answer).contains(thief.cookie()));
    thief.get("/account/").await.expect(303);
    clinic.browser_after(&answer, &staff).await.get(BOARD).await.expect(200);
}

#[tokio::test]
async fn the_cookie_is_for_this_host_and_for_the_server_alone() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let answer = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    for line in answer.headers.get_all("set-cookie") {
        let line = line.to_str().unwrap();
        assert!(
            line.contains("; HttpOnly; SameSite=Lax") && line.contains("Path=/") && !line.contains("Domain"),
            "{line}"
        );
    }
    let other = clinic.other().await;
    let browser = clinic.browser_after(&answer, &staff).await.at(&other);
    browser.get(BOARD).await.expect(303);
    browser.get("/api/patients/").await.expect(401);
    let kept = clinic.value("select string_agg(s::text, ' ') from {room}.session s").await;
    assert!(!kept.contains(&answer.cookie("praxis").unwrap()));
}

#[tokio::test]
async fn signing_out_takes_a_form_and_leaves_nothing() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Reception).await;
    browser.get("/doctor/staff-logout/").await.expect(405);
    browser.get(BOARD).await.expect(200);

    let done = browser.submit("/doctor/staff-logout/", &[]).await.expect(303);

    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "sign_out success staff");
    assert_eq!(done.cookie("praxis").as_deref(), Some(""));
    browser.get(BOARD).await.expect(303);
    browser.submit("/doctor/staff-logout/", &[]).await.expect(303);
}

#[tokio::test]
async fn a_spent_refresh_token_ends_its_family_on_every_node_and_nobody_elses() {
    let mut nodes = Nodes::with_somebody().await;
    let other = nodes.clinic.sign_in_as(&nodes.staff).await;
    let spent = json!({ "refresh": nodes.program.refresh_token() });
    nodes.program.refresh().await.expect(200);

    nodes.second.visitor().post("/api/auth/refresh/", &spent).await.expect(401);

    nodes.clinic.advance(SignedDuration::from_secs(1));
    for node in [&nodes.clinic, &nodes.second] {
        nodes.program.at(node).get("/api/patients/").await.expect(401);
        other.at(node).get("/api/patients/").await.expect(200);
    }
    nodes.program.refresh().await.expect(401);
}

#[tokio::test]
async fn an_old_password_leads_to_a_new_one_and_nowhere_else() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    limit_age(&clinic).await;
    clinic.advance(SignedDuration::from_hours(90 * 24));
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    clinic.advance(SignedDuration::from_secs(1));

    let answer = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);

    assert!(answer.header("location").starts_with("/sign-in/password/"), "{answer}");
    let browser = clinic.browser_after(&answer, &staff).await;
    for page in [BOARD, "/account/", "/account/password/", "/account/authenticator/"] {
        let answer = browser.get(page).await;
        assert!(
            answer.status == 303 && answer.header("location").starts_with("/sign-in/password/"),
            "{page}: {answer}"
        );
    }
    assert_eq!(browser.get("/api/patients/").await.to_string(), r#"403 {"code":"password_expired"}"#);
    let set = |new: &'static str| {
        let form = [("current", PASSWORD), ("password", new), ("password_repeat", new), ("next", "/patients/")];
        browser.submit("/sign-in/password/", &form)
    };
    set("short").await.expect(422);
    set(PASSWORD).await.expect(422);
    let done = set("seven other quiet words").await.expect(303);
    assert_eq!(done.header("location"), "/patients/");
    browser.after(&done).await.get(BOARD).await.expect(200);
    browser.get(BOARD).await.expect(303);
}

async fn limit_age(clinic: &TestClinic) {
    let admin = clinic.browser(Role::Admin).await;
    let page = admin.get("/admin/policy/").await.expect(200);
    let version = between(&page, "name=\"version\" value=\"", "\"");
    let form = with_proof(&[
        ("version", &version),
        ("min_length", "12"),
        ("min_length_alone", "15"),
        ("max_age_days", "90"),
        ("history", "5"),
        ("factor_roles", "admin"),
        ("grace_days", "7"),
        ("idle_minutes", "30"),
        ("sign_up", "true"),
    ]);
    let saved = admin.submit("/admin/policy/", &form).await.expect(303);
    assert!(clinic.audit_of(&saved).await.iter().any(|row| row.to_string() == "change_access_policy success staff"));
}

#[tokio::test]
async fn an_old_password_of_a_program_is_changed_by_the_program() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    limit_age(&clinic).await;
    clinic.advance(SignedDuration::from_hours(91 * 24));
    let mut program = clinic.sign_in_as(&staff).await;
    assert_eq!(program.get("/api/patients/").await.to_string(), r#"403 {"code":"password_expired"}"#);

    let input = json!({ "current": PASSWORD, "password": "seven other quiet words" });
    let tokens = program.post("/api/auth/password/", &input).await.expect(200).json();

    program.hold(&tokens);
    program.get("/api/patients/").await.expect(200);
}
