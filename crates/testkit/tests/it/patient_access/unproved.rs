//! Phone and user name alone: where a clinic insists.

use jiff::SignedDuration;
use testkit::{Role, TestClinic};
use web::policy::Unproved;

use super::{PHONE, USERNAME, ask, booked, known, sent_code, set_rules, type_code};

async fn insist(clinic: &TestClinic) {
    let since = clinic.clock().now();
    set_rules(clinic, |rules| rules.unproved = Some(Unproved { reason: "Nobody has a phone".into(), by: None, since }))
        .await;
}

#[tokio::test]
async fn nobody_comes_in_without_a_code_unless_the_clinic_insists() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let answer = ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    assert_eq!(answer.header("location"), "/patient/patient-login/code/");
    insist(&clinic).await;
    let answer = ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    assert_eq!(answer.header("location"), "/patient/home/");
    let recorded = clinic.audit_of(&answer).await;
    assert_eq!(recorded.last().expect("a row").to_string(), "sign_in_unproved success visitor about 1");
    assert_eq!(clinic.value("select risk from {room}.audit_event where action = 'sign_in_unproved'").await, "high");
}

#[tokio::test]
async fn without_proof_one_sees_times_and_cancels_and_nothing_more() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let visit = booked(&clinic, &person, "2030-01-08T09:00:00+02:00").await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    let written = serde_json::json!({ "appointment": visit, "kind": "diagnosis", "text": "Otitis media" });
    let record = doctor.post("/api/records/", &written).await.expect(201).id();
    doctor.post(&format!("/api/records/{record}/release/"), &serde_json::json!({})).await.expect(200);
    insist(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let home = browser.get("/patient/home/").await.expect(200).text();
    assert!(home.contains("09:00") && home.contains("notice bad"), "{home}");
    for hidden in ["Mona", "The doctor", "Consultation"] {
        assert!(!home.contains(hidden), "{hidden}");
    }
    let page = browser.get(&format!("/patient/appointment-details/{visit}/{}/", person.id)).await.expect(200).text();
    assert!(!page.contains("Otitis"), "{page}");
    for shut in ["/patient/account/", "/patient/access/", "/patient/consents/", "/patient/results/"] {
        browser.get(shut).await.expect(403);
        assert!(!home.contains(shut), "{shut}");
    }
    browser.submit("/patient/consents/", &[("purpose", "sms_reminders"), ("answer", "refuse")]).await.expect(403);
    browser.submit("/account/passkeys/begin", &[]).await.expect(403);
    browser.submit(&format!("/patient/appointments/{visit}/cancel/"), &[]).await.expect(303);
}

#[tokio::test]
async fn whoever_came_in_without_proof_may_prove_it_and_see_all() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    insist(&clinic).await;
    let mut browser = clinic.new_browser();
    let form = [("phone", PHONE), ("username", USERNAME), ("way", "code")];
    browser.submit("/patient/patient-login/", &form).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
    browser.get("/patient/account/").await.expect(200);
}

#[tokio::test]
async fn fifteen_wrong_pairs_close_this_way_to_their_network_for_a_quarter_of_an_hour() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    insist(&clinic).await;
    for guess in 0..15 {
        let answer = ask(&mut clinic.new_browser(), PHONE, &format!("guess {guess}")).await.expect(422);
        assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "sign_in_unproved failure visitor");
    }
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(422);
    clinic.advance(SignedDuration::from_mins(15));
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
}

#[tokio::test]
async fn an_administrator_is_reminded_and_has_to_say_why() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    assert!(!admin.get("/admin/").await.expect(200).text().contains("id=\"unproved\""));
    insist(&clinic).await;
    let page = admin.get("/admin/").await.expect(200).text();
    assert!(page.contains("id=\"unproved\"") && page.contains("Nobody has a phone"), "{page}");
}

#[tokio::test]
async fn a_right_pair_between_wrong_ones_opens_no_further_tries() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    insist(&clinic).await;
    for guess in 0..14 {
        ask(&mut clinic.new_browser(), PHONE, &format!("guess {guess}")).await.expect(422);
    }
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    ask(&mut clinic.new_browser(), PHONE, "one more").await.expect(422);
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(422);
}

#[tokio::test]
async fn whoever_came_in_without_proof_is_out_when_the_clinic_insists_no_more() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    insist(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    browser.get("/patient/home/").await.expect(200);
    set_rules(&clinic, |rules| rules.unproved = None).await;
    browser.get("/patient/home/").await.expect(303);
}
