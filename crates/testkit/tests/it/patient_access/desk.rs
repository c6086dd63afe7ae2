//! What the desk does about a patient's account.

use jiff::SignedDuration;
use testkit::{Role, TestClinic};

use super::{PHONE, USERNAME, ask, known, let_in, outbox, sent_code, signed_in, type_code, withheld};

#[tokio::test]
async fn the_desk_lets_a_patient_in_and_sees_by_what_they_are_known() {
    let clinic = TestClinic::new().await;
    let person = clinic.patient().named("Mona", "El Sayed").phone(PHONE).create().await;
    let desk = clinic.browser(Role::Reception).await;
    let path = format!("/patients/{}/portal/", person.id);
    let page = desk.get(&path).await.expect(200).text();
    assert!(page.contains("value=\"mona el sayed\"") && page.contains("010 01234567"), "{page}");
    let form = [("phone", PHONE), ("username", USERNAME)];
    let answer = desk.submit(&path, &form).await.expect(303);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "change_patient_account success staff about 1");
    signed_in(&clinic).await;
    let answer = desk.get(&path).await.expect(200);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "view_patient_account success staff about 1");
}

#[tokio::test]
async fn two_patients_cannot_be_known_by_the_same() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let twin = clinic.patient().create().await;
    let desk = clinic.browser(Role::Reception).await;
    let path = format!("/patients/{}/portal/", twin.id);
    let form = [("phone", "+201001234567"), ("username", "mona el sayed")];
    let answer = desk.submit(&path, &form).await.expect(422);
    assert!(answer.text().contains("username-error"));
    // A family shares a phone, and a name may be anybody's.
    desk.submit(&path, &[("phone", PHONE), ("username", "omar")]).await.expect(303);
}

#[tokio::test]
async fn another_phone_needs_a_fresh_proof_tells_the_old_one_and_opens_little_for_a_day() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let mut inside = signed_in(&clinic).await;
    let desk = clinic.browser(Role::Reception).await;
    let path = format!("/patients/{}/portal/", person.id);
    clinic.advance(SignedDuration::from_mins(6));
    let form = [("phone", "0101 555 0000"), ("username", USERNAME)];
    let asked = desk.submit(&path, &form).await.expect(403);
    assert!(asked.text().contains("proof_password"), "{asked}");
    let mut proved = form.to_vec();
    proved.push(("proof_password", testkit::PASSWORD));
    desk.submit(&path, &proved).await.expect(303);
    let told = outbox(&clinic).await.remove(0);
    assert_eq!((told.kind.as_str(), told.recipient.as_str()), ("sign_in_phone_changed", "+201001234567"));
    inside.get("/patient/home/").await.expect(303);
    // The new number: in, but no further than without any proof.
    let mut browser = clinic.new_browser();
    ask(&mut browser, "0101 555 0000", USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
    browser.get("/patient/home/").await.expect(200);
    browser.get("/patient/account/").await.expect(403);
    clinic.advance(SignedDuration::from_hours(24));
    ask(&mut browser, "0101 555 0000", USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
    browser.get("/patient/account/").await.expect(200);
    // By the old number nobody is known any more.
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    assert_eq!(withheld(&clinic).await, "unknown");
}

#[tokio::test]
async fn a_blocked_patient_is_out_at_once_and_gets_no_code() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let mut inside = signed_in(&clinic).await;
    let desk = clinic.browser(Role::Reception).await;
    desk.submit(&format!("/patients/{}/portal/block/", person.id), &[]).await.expect(303);
    inside.get("/patient/home/").await.expect(303);
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    assert_eq!(withheld(&clinic).await, "blocked");
    desk.submit(&format!("/patients/{}/portal/open/", person.id), &[]).await.expect(303);
    clinic.advance(SignedDuration::from_hours(1));
    signed_in(&clinic).await;
}

#[tokio::test]
async fn a_code_under_way_when_the_account_is_blocked_opens_nothing() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    let desk = clinic.browser(Role::Reception).await;
    desk.submit(&format!("/patients/{}/portal/block/", person.id), &[]).await.expect(303);
    type_code(&mut browser, &code).await.expect(422);
}

#[tokio::test]
async fn whoever_is_deleted_is_out_and_known_no_more() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let mut inside = signed_in(&clinic).await;
    let desk = clinic.sign_in(Role::Reception).await;
    desk.delete(&person.path()).await.expect(204);
    clinic.app().forget_access();
    inside.get("/patient/home/").await.expect(303);
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    assert_eq!(withheld(&clinic).await, "unknown");
}

#[tokio::test]
async fn the_outbox_shows_what_waits_to_whoever_may_see_it() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let desk = clinic.browser(Role::Reception).await;
    assert!(desk.get("/messages/").await.expect(200).text().contains("class=\"empty\""));
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    let answer = desk.get("/messages/").await.expect(200);
    assert!(answer.text().contains(&code));
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "view_messages success staff about 1");
    clinic.advance(SignedDuration::from_mins(5));
    assert!(!desk.get("/messages/").await.expect(200).text().contains(&code), "a code that is over");
    for role in [Role::Doctor, Role::Billing, Role::Viewer, Role::Auditor] {
        clinic.browser(role).await.get("/messages/").await.expect(403);
    }
}

#[tokio::test]
async fn nobody_gives_an_account_to_whoever_is_no_patient_here() {
    let clinic = TestClinic::new().await;
    let desk = clinic.browser(Role::Reception).await;
    let vendor = clinic.contact("vendor").create().await;
    let theirs = clinic.other().await.patient().create().await;
    let form = [("phone", PHONE), ("username", USERNAME)];
    for id in [vendor.id, theirs.id, uuid::Uuid::nil()] {
        desk.get(&format!("/patients/{id}/portal/")).await.expect(404);
        desk.submit(&format!("/patients/{id}/portal/"), &form).await.expect(404);
        desk.submit(&format!("/patients/{id}/portal/block/"), &[]).await.expect(404);
    }
    let person = clinic.patient().create().await;
    let_in(&clinic, &person, PHONE, "jose").await;
    for (phone, username) in [("1", "x"), (PHONE, "")] {
        let form = [("phone", phone), ("username", username)];
        desk.submit(&format!("/patients/{}/portal/", person.id), &form).await.expect(422);
    }
}

#[tokio::test]
async fn a_sheet_handed_out_before_opens_nothing_once_the_phone_is_another() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let desk = clinic.browser(Role::Reception).await;
    desk.submit(&format!("/patients/{}/portal/code/", person.id), &[]).await.expect(200);
    let form = [("phone", "0101 555 0000"), ("username", USERNAME)];
    desk.submit(&format!("/patients/{}/portal/", person.id), &form).await.expect(303);
    assert_eq!(clinic.value("select count(*)::text from {room}.activation_code").await, "0");
}
