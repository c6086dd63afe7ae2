//! Patients see who opened their record.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Browser, Role, TestClinic};

use super::{booked, known, signed_in};
use crate::access::without_rates;

async fn log(browser: &mut Browser) -> String {
    browser.get("/patient/access/").await.expect(200).text()
}

/// How many lines a page of the log has.
fn lines(page: &str) -> usize {
    page.matches("<li><span class=\"grow\">").count()
}

#[tokio::test]
async fn a_patient_reads_who_looked_as_what_and_at_what_in_plain_words() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let visit = booked(&clinic, &person, "2030-01-07T10:00:00+02:00").await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    doctor.get(&person.path()).await.expect(200);
    doctor.get(&person.path()).await.expect(200);
    let written = json!({ "appointment": visit, "kind": "diagnosis", "text": "Otitis media" });
    doctor.post("/api/records/", &written).await.expect(201);
    let viewer = clinic.sign_in(Role::Viewer).await;
    viewer.get("/api/patients/").await.expect(200);
    let mut browser = signed_in(&clinic).await;
    let answer = browser.get("/patient/access/").await.expect(200);
    let page = answer.text();
    for words in [
        "The doctor</bdi> <span class=\"muted\">(Doctor)",
        "Opened your details",
        "2 times",
        "Wrote about your health",
        "(Reception)",
        "Booked or changed an appointment of yours",
        "Saw your name in a list",
        "Monday 7 January 2030",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Neither what was written, nor from where somebody looked, nor one's own looks.
    for hidden in ["Otitis", "127.0.0.1", "Looking at one", "(Patient)", ">Patient<"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    let recorded: Vec<_> = clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(recorded, ["view_own_access_log success patient about 1"]);
    let again = log(&mut browser).await;
    assert_eq!(lines(&again), lines(&page), "one's own look at the log is none of the others'");
}

#[tokio::test]
async fn emergency_access_stands_out() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    let visit = booked(&clinic, &person, "2030-01-07T10:00:00+02:00").await;
    let admin = clinic.browser(Role::Admin).await;
    admin.get(&format!("/patients/{}", person.id)).await.expect(200);
    let mut browser = signed_in(&clinic).await;
    assert!(!log(&mut browser).await.contains("By emergency access"));
    let reason = "The doctor cannot be reached and the patient asks for the dose";
    let answer = admin.submit("/emergency/", &[("reason", reason)]).await.expect(303);
    let inside = admin.after(&answer).await;
    inside.get(&format!("/patient/view-diagnosis/{visit}")).await.expect(200);
    assert!(log(&mut browser).await.contains("By emergency access"));
}

#[tokio::test]
async fn nobody_reads_who_opened_the_record_of_another() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = signed_in(&clinic).await;
    let before = log(&mut browser).await;
    let other = clinic.patient().named("Omar", "Farid").create().await;
    let therapist = clinic.sign_in(Role::Therapist).await;
    therapist.get(&other.path()).await.expect(200);
    assert_eq!(lines(&log(&mut browser).await), lines(&before));
    let neighbour = clinic.other().await;
    let answer = browser.at(&neighbour).get("/patient/access/").await.expect(303);
    assert!(answer.header("location").starts_with("/patient/patient-login/"));
    for role in [Role::Admin, Role::Doctor, Role::Auditor] {
        clinic.browser(role).await.get("/patient/access/").await.expect(403);
    }
}

#[tokio::test]
async fn a_long_log_goes_on_where_it_stopped() {
    let clinic = without_rates().await;
    let person = known(&clinic).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    for _ in 0..3 {
        let doctor = clinic.sign_in_as(&staff).await;
        for _ in 0..70 {
            doctor.get(&person.path()).await.expect(200);
        }
        clinic.advance(SignedDuration::from_hours(24));
    }
    let mut browser = signed_in(&clinic).await;
    let first = log(&mut browser).await;
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let second = browser.get(&next).await.expect(200).text();
    // The three days of seventy looks each are three lines; the rest of the oldest day follows on the next page.
    assert_eq!((lines(&first), first.contains("70 times")), (3, true));
    assert!(lines(&second) == 1 && second.contains("10 times"), "{second}");
    assert!(!second.contains("rel=\"next\""));
    assert_eq!(lines(&browser.get("/patient/access/?before=0").await.expect(200).text()), 0);
}
