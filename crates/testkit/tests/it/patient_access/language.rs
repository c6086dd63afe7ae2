//! The language that a patient chooses is theirs, wherever they sign in, and that of what is sent to them.

use serde_json::json;
use testkit::{Browser, Response, Role, TestClinic};

use super::{booked, known, outbox, signed_in};

async fn choose(browser: &mut Browser, language: &str) -> Response {
    let form = [("locale", language), ("next", "/patient/account/")];
    browser.submit("/session/preferences", &form).await.expect(303)
}

async fn language_of(browser: &mut Browser) -> String {
    let page = browser.get("/patient/home/").await.expect(200).text();
    page.split("<html lang=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_language_goes_with_the_account_to_other_browsers_and_into_messages() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let mut browser = signed_in(&clinic).await;
    let answer = choose(&mut browser, "fr").await;
    assert_eq!(answer.header("location"), "/patient/account/");
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "change_own_language success patient about 1");
    assert_eq!(language_of(&mut signed_in(&clinic).await).await, "fr");
    let desk = clinic.sign_in(Role::Reception).await;
    assert_eq!(desk.get(&person.path()).await.expect(200).json()["language"], "fr");
    let visit = booked(&clinic, &person, "2030-01-07T10:00:00+02:00").await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    let written = json!({ "appointment": visit, "kind": "diagnosis", "text": "Otitis media" });
    let record = doctor.post("/api/records/", &written).await.expect(201).id();
    clinic.advance(jiff::SignedDuration::from_millis(1));
    doctor.post(&format!("/api/records/{record}/release/"), &json!({})).await.expect(200);
    assert!(outbox(&clinic).await[0].body.contains("quelque chose de nouveau"));
}

#[tokio::test]
async fn a_browser_that_was_set_to_another_language_keeps_it() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    choose(&mut signed_in(&clinic).await, "fr").await;
    let mut other = signed_in(&clinic).await;
    other.set_cookie("locale", "ar");
    assert_eq!(language_of(&mut other).await, "ar");
}

#[tokio::test]
async fn what_is_no_language_and_what_staff_choose_change_nobodys() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    choose(&mut signed_in(&clinic).await, "xx").await;
    let staff = clinic.browser(Role::Reception).await;
    staff.submit("/session/preferences", &[("locale", "he")]).await.expect(303);
    let desk = clinic.sign_in(Role::Reception).await;
    let seen = desk.get(&person.path()).await.expect(200).json();
    assert_eq!((&seen["language"], &seen["version"]), (&json!(null), &json!(1)));
}
