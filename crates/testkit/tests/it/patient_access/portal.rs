//! What a patient sees, and what nobody else's patient does.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Role, TestClinic};

use super::{booked, known, signed_in};

#[tokio::test]
async fn a_patient_sees_what_is_to_come_what_was_and_what_was_written() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let visit = booked(&clinic, &person, "2030-01-08T09:00:00+02:00").await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    let written = json!({ "appointment": visit, "kind": "diagnosis", "text": "Otitis media" });
    let record = doctor.post("/api/records/", &written).await.expect(201).id();
    doctor.post(&format!("/api/records/{record}/release/"), &json!({})).await.expect(200);
    let mut browser = signed_in(&clinic).await;
    let answer = browser.get("/patient/home/").await.expect(200);
    assert!(answer.text().contains("09:00"));
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "view_own_appointments success patient about 1");
    for path in [
        format!("/patient/patient-profile/{}/", person.id),
        format!("/patient/patient-profile/{}/", person.number.unwrap()),
    ] {
        assert!(browser.get(&path).await.expect(200).text().contains("09:00"), "{path}");
    }
    let answer = browser.get(&format!("/patient/appointment-details/{visit}/{}/", person.id)).await.expect(200);
    assert!(answer.text().contains("Otitis media"));
    let recorded: Vec<_> = clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert!(recorded.contains(&"view_own_records success patient about 1".to_owned()), "{recorded:?}");
}

#[tokio::test]
async fn nobody_elses_appointments_can_be_seen_or_cancelled() {
    let clinic = TestClinic::new().await;
    let me = known(&clinic).await;
    let other = clinic.patient().named("Omar", "Farid").create().await;
    let theirs = booked(&clinic, &other, "2030-01-08T09:00:00+02:00").await;
    let mut browser = signed_in(&clinic).await;
    for named in [other.id.to_string(), me.id.to_string(), other.number.unwrap().to_string(), "x".to_owned()] {
        browser.get(&format!("/patient/appointment-details/{theirs}/{named}/")).await.expect(404);
    }
    browser.get(&format!("/patient/patient-profile/{}/", other.id)).await.expect(404);
    browser.get(&format!("/patient/patient-profile/{}/", other.number.unwrap())).await.expect(404);
    browser.get(&format!("/patient/appointments/{theirs}/cancel/")).await.expect(404);
    browser.submit(&format!("/patient/appointments/{theirs}/cancel/"), &[]).await.expect(404);
    // Nor by any door of the staff's.
    for path in
        [format!("/api/appointments/{theirs}/"), "/api/patients/".to_owned(), format!("/api/patients/{}/", me.id)]
    {
        browser.get(&path).await.expect(403);
    }
    browser.get(&format!("/patients/{}", me.id)).await.expect(403);
    browser.get(&format!("/patient/view-diagnosis/{theirs}")).await.expect(403);
}

#[tokio::test]
async fn a_patient_cancels_once_and_before_it_begins() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let visit = booked(&clinic, &person, "2030-01-08T09:00:00+02:00").await;
    let mut browser = signed_in(&clinic).await;
    let path = format!("/patient/appointments/{visit}/cancel/");
    browser.get(&path).await.expect(200);
    let long = "x".repeat(501);
    browser.submit(&path, &[("reason", &long)]).await.expect(422);
    let answer = browser.submit(&path, &[("reason", "I am well again")]).await.expect(303);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "cancel_own_appointment success patient about 1");
    browser.submit(&path, &[]).await.expect(409);
    let desk = clinic.sign_in(Role::Reception).await;
    let seen = desk.get(&format!("/api/appointments/{visit}/")).await.expect(200).json();
    assert_eq!(seen["status"], "cancelled");

    let soon = booked(&clinic, &person, "2030-01-07T11:00:00+02:00").await;
    set_idle(&clinic).await;
    clinic.advance(SignedDuration::from_hours(3));
    let mut browser = signed_in(&clinic).await;
    browser.submit(&format!("/patient/appointments/{soon}/cancel/"), &[]).await.expect(409);
}

async fn set_idle(clinic: &TestClinic) {
    super::set_rules(clinic, |rules| rules.idle_minutes = 240).await;
}

#[tokio::test]
async fn a_patient_ends_sessions_here_and_elsewhere() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut here = signed_in(&clinic).await;
    let mut there = signed_in(&clinic).await;
    here.get("/patient/account/").await.expect(200);
    here.submit("/patient/account/sessions/end-others/", &[]).await.expect(303);
    there.get("/patient/home/").await.expect(303);
    here.submit("/patient/patient-logout/", &[]).await.expect(303);
    here.get("/patient/home/").await.expect(303);
}

#[tokio::test]
async fn staff_see_a_patients_appointments_at_the_same_address() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let visit = booked(&clinic, &person, "2030-01-08T09:00:00+02:00").await;
    let desk = clinic.browser(Role::Reception).await;
    desk.get(&format!("/patient/patient-profile/{}/", person.id)).await.expect(200);
    desk.get(&format!("/patient/appointment-details/{visit}/{}/", person.id)).await.expect(200);
    desk.get("/patient/home/").await.expect(403);
    desk.get("/patient/account/").await.expect(403);
}

#[tokio::test]
async fn a_stranger_is_sent_to_the_patients_door_and_comes_back() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let mut browser = clinic.new_browser();
    let path = format!("/patient/patient-profile/{}/", person.id);
    let answer = browser.get(&path).await.expect(303);
    let door = answer.header("location").to_owned();
    assert!(door.starts_with("/patient/patient-login/?next="), "{door}");
    let form = [("phone", super::PHONE), ("username", super::USERNAME), ("next", path.as_str())];
    let answer = browser.submit("/patient/patient-login/", &form).await.expect(303);
    assert!(answer.header("location").contains("next="));
    let code = super::sent_code(&clinic).await;
    let form = [("code", code.as_str()), ("next", path.as_str())];
    let answer = browser.submit("/patient/patient-login/code/", &form).await.expect(303);
    assert_eq!(answer.header("location"), path);
    for evil in ["//evil.example", "/\\evil.example", "https://evil.example", "/doctor/staff-login/"] {
        let mut browser = clinic.new_browser();
        clinic.advance(SignedDuration::from_hours(1));
        super::ask(&mut browser, super::PHONE, super::USERNAME).await.expect(303);
        let code = super::sent_code(&clinic).await;
        let form = [("code", code.as_str()), ("next", evil)];
        let answer = browser.submit("/patient/patient-login/code/", &form).await.expect(303);
        assert_eq!(answer.header("location"), "/patient/home/", "{evil}");
    }
}

#[tokio::test]
async fn every_page_of_a_patients_speaks_every_language() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let visit = booked(&clinic, &person, "2030-01-08T09:00:00+02:00").await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    for kind in ["diagnosis", "prescription", "requirement"] {
        let written = json!({ "appointment": visit, "kind": kind, "text": "Otitis media" });
        let record = doctor.post("/api/records/", &written).await.expect(201).id();
        doctor.post(&format!("/api/records/{record}/release/"), &json!({})).await.expect(200);
    }
    let (mut inside, mut outside) = (signed_in(&clinic).await, clinic.new_browser());
    super::ask(&mut outside, super::PHONE, super::USERNAME).await.expect(303);
    let own = [
        "/patient/home/".to_owned(),
        "/patient/account/".to_owned(),
        "/patient/access/".to_owned(),
        "/patient/consents/".to_owned(),
        "/patient/results/".to_owned(),
        format!("/patient/appointment-details/{visit}/{}/", person.id),
        format!("/patient/appointments/{visit}/cancel/"),
    ];
    let open =
        ["/patient/patient-login/", "/patient/patient-login/code/", "/patient/patient-signup/", "/patient/activate/"];
    for locale in web::Locale::ALL {
        inside.set_cookie("locale", locale.code());
        outside.set_cookie("locale", locale.code());
        let mut pages = Vec::new();
        for path in &own {
            pages.push(inside.get(path).await.expect(200).text());
        }
        for path in open {
            pages.push(outside.get(path).await.expect(200).text());
        }
        for page in pages {
            assert!(page.contains(&format!("<html lang=\"{}\" dir=\"{}\"", locale.code(), locale.dir())));
            let key = |text: &&str| {
                ["portal-", "patients-", "accounts-", "parties-", "common-", "records-", "consent-", "action-"]
                    .iter()
                    .any(|topic| text.starts_with(topic))
                    && !text.contains(' ')
                    && *text != "portal-page"
            };
            assert_eq!(page.split(['<', '>', '\"']).find(key), None);
        }
    }
}

#[tokio::test]
async fn a_passkey_is_added_by_whoever_has_just_shown_who_they_are() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = signed_in(&clinic).await;
    let begin = "/account/passkeys/begin";
    browser.submit(begin, &[]).await.expect(200);
    clinic.advance(SignedDuration::from_secs(301));
    assert!(browser.get("/patient/account/").await.expect(200).text().contains("again=1"));
    browser.submit(begin, &[]).await.expect(403);
    browser.get("/patient/patient-login/?again=1").await.expect(200);
    super::ask(&mut browser, super::PHONE, super::USERNAME).await.expect(303);
    let code = super::sent_code(&clinic).await;
    super::type_code(&mut browser, &code).await.expect(303);
    browser.get("/patient/account/").await.expect(200);
    browser.submit(begin, &[]).await.expect(200);
}
