//! What somebody types outlives the session, the window and the machine, and is nobody else's to read.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};

const PLACE: &str = "/patients/new#/patients/new";
const NOTE: &str = "Comes with her daughter";

async fn keep(browser: &Client, place: &str, note: &str) -> Value {
    let fields = [("draft_place", place), ("notes", note), ("password", "a secret of hers")];
    browser.submit("/drafts", &fields).await.expect(200).json()
}

async fn offered(browser: &Client, place: &str) -> Value {
    let at: String = form_urlencoded::byte_serialize(place.as_bytes()).collect();
    browser.get(&format!("/drafts?at={at}")).await.expect(200).json()
}

#[tokio::test]
async fn what_was_typed_is_offered_where_it_was_typed() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let browser = clinic.browser_of(&staff).await;

    let kept = keep(&browser, PLACE, NOTE).await;
    assert_eq!(offered(&browser, "/patients/new?q=x#/patients/new").await, json!({}));
    clinic.advance(SignedDuration::from_mins(16));
    browser.get("/drafts").await.expect(303);
    let again = clinic.browser_of(&staff).await;

    let offer = offered(&again, PLACE).await;
    assert_eq!(offer["id"], kept["id"]);
    assert!(offer["said"].as_str().unwrap().starts_with("You have unsaved text from "));
    let path = format!("/drafts/{}/fields", kept["id"].as_str().unwrap());
    let restored = again.get(&path).await.expect(200);
    assert_eq!(restored.json(), json!({ "fields": [["notes", NOTE]] }));
    assert_eq!(clinic.audit_of(&restored).await[0].to_string(), "restore_draft success staff");
}

#[tokio::test]
async fn typing_is_a_sign_of_life() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    for minute in 0..3 {
        clinic.advance(SignedDuration::from_mins(14));
        keep(&browser, PLACE, &format!("{minute}")).await;
    }
    browser.get("/patients/new").await.expect(200);
    assert_eq!(clinic.value("select count(*) from {room}.draft").await, "1");
}

#[tokio::test]
async fn only_its_author_sees_a_draft() {
    let clinic = TestClinic::new().await;
    let author = clinic.browser(Role::Doctor).await;
    let id = keep(&author, PLACE, NOTE).await["id"].as_str().unwrap().to_owned();

    let other = clinic.browser(Role::Doctor).await;
    assert_eq!(offered(&other, PLACE).await, json!({}));
    other.get(&format!("/drafts/{id}/fields")).await.expect(404);
    other.submit(&format!("/drafts/{id}/discard"), &[]).await.expect(404);
    let answer = other.get(&format!("/drafts/{id}")).await.expect(303);
    assert_eq!(answer.header("location"), "/doctor/appointments-dash/");
    author.submit(&format!("/drafts/{id}/discard"), &[]).await.expect(303);
    assert_eq!(offered(&author, PLACE).await, json!({}));
}

#[tokio::test]
async fn whoever_may_less_by_now_does_not_get_it_back() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let browser = clinic.browser_of(&staff).await;
    let id = keep(&browser, PLACE, NOTE).await["id"].as_str().unwrap().to_owned();

    let sql = format!("update {{room}}.staff set roles = array['reception'] where id = '{}'", staff.id);
    clinic.sql_as_superuser(&sql).await;
    clinic.advance(SignedDuration::from_secs(2));

    assert_eq!(offered(&browser, PLACE).await, json!({}));
    browser.get(&format!("/drafts/{id}/fields")).await.expect(404);
}

#[tokio::test]
async fn nothing_that_was_typed_stands_readable_in_the_database() {
    let clinic = TestClinic::new().await;
    keep(&clinic.browser(Role::Doctor).await, PLACE, NOTE).await;
    let row = clinic.value("select encode(fields, 'escape') || encode(place, 'escape') from {room}.draft").await;
    assert!(!row.contains("daughter") && !row.contains("patients"), "{row}");
}

#[tokio::test]
async fn a_saved_form_leaves_no_draft() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    keep(&browser, PLACE, NOTE).await;

    let refused = [("draft_place", PLACE), ("notes", NOTE)];
    browser.submit("/patients/new", &refused).await.expect(422);
    assert_ne!(offered(&browser, PLACE).await, json!({}));
    let saved = [("draft_place", PLACE), ("notes", NOTE), ("family_name", "Haddad")];
    browser.submit("/patients/new", &saved).await.expect(303);
    assert_eq!(offered(&browser, PLACE).await, json!({}));
}

#[tokio::test]
async fn a_form_sent_after_its_session_ran_out_is_kept_for_whose_it_was() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let browser = clinic.browser_of(&staff).await;
    let form = [("csrf_token", ""), ("family_name", "Haddad"), ("notes", NOTE)];
    let csrf = browser.get("/patients/new").await.csrf();
    let form = form.map(|(name, value)| (name, if name == "csrf_token" { csrf.as_str() } else { value }));
    clinic.advance(SignedDuration::from_mins(16));

    let answer = browser.submit("/patients/new", &form).await.expect(303);
    let next = answer.header("location").strip_prefix("/doctor/staff-login/?next=%2Fdrafts%2F").unwrap().to_owned();
    assert_eq!(answer.cookie("notice").unwrap(), "drafts-kept");

    let again = clinic.browser_of(&staff).await;
    let page = again.get(&format!("/drafts/{next}")).await.expect(200).text();
    assert!(page.contains(NOTE) && page.contains(r#"action="/patients/new""#), "{page}");
    assert!(!page.contains(&csrf));
    let sent = [("draft_place", PLACE), ("family_name", "Haddad"), ("notes", NOTE)];
    again.submit("/patients/new", &sent).await.expect(303);
    assert_eq!(clinic.value("select count(*) from {room}.draft").await, "0");
    assert_eq!(clinic.value("select count(*) from {room}.party").await, "1");
}

#[tokio::test]
async fn nothing_is_kept_for_a_session_that_somebody_ended_or_whose_page_it_was_not() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let ended = clinic.browser(Role::Reception).await;
    let (ours, theirs) = (browser.get("/patients/new").await.csrf(), ended.get("/patients/new").await.csrf());
    ended.submit("/doctor/staff-logout/", &[]).await.expect(303);
    clinic.advance(SignedDuration::from_mins(16));

    for (browser, csrf) in [(&browser, theirs.as_str()), (&browser, ""), (&ended, theirs.as_str())] {
        let answer = browser.submit("/patients/new", &[("csrf_token", csrf), ("notes", NOTE)]).await.expect(303);
        assert_eq!(answer.header("location"), "/doctor/staff-login/");
    }
    // A press of a button has no words.
    let press = [("csrf_token", ours.as_str()), ("version", "3")];
    let answer = browser.submit("/patients/new", &press).await.expect(303);
    assert_eq!(answer.header("location"), "/doctor/staff-login/");
    assert_eq!(clinic.value("select count(*) from {room}.draft").await, "0");
}

#[tokio::test]
async fn passwords_are_never_kept_nor_is_more_than_anybody_types() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    for place in ["/account/password/#/account/password/", "//evil.example#/x", "/x"] {
        browser.submit("/drafts", &[("draft_place", place), ("notes", NOTE)]).await.expect(404);
    }
    let long = "x".repeat(64 * 1024);
    browser.submit("/drafts", &[("draft_place", PLACE), ("notes", &long)]).await.expect(422);
    for number in 0..52 {
        keep(&browser, &format!("/patients/new?q={number}#/patients/new"), NOTE).await;
    }
    assert_eq!(clinic.value("select count(*) from {room}.draft").await, "50");
}

#[tokio::test]
async fn after_a_week_a_draft_is_swept_away() {
    let clinic = TestClinic::new().await;
    keep(&clinic.browser(Role::Reception).await, PLACE, NOTE).await;
    for (hours, left) in [(7 * 24 - 1, "1"), (2, "0")] {
        clinic.advance(SignedDuration::from_hours(hours));
        clinic.run_duty("housekeeping").await;
        assert_eq!(clinic.value("select count(*) from {room}.draft").await, left);
    }
}
