//! Registering oneself.

use jiff::SignedDuration;
use testkit::{Browser, Response, Role, TestClinic};

use super::{PHONE, USERNAME, outbox, sent_code, set_rules, signed_in, type_code};

const FORM: &[(&str, &str)] = &[
    ("given_name", "Mona"),
    ("family_name", "El Sayed"),
    ("date_of_birth", "1985-03-12"),
    ("sex", "female"),
    ("phone", PHONE),
    ("username", USERNAME),
];

async fn sign_up(browser: &mut Browser) -> Response {
    browser.clinic().advance(SignedDuration::from_millis(1));
    browser.submit("/patient/patient-signup/", FORM).await
}

/// How many patients the clinic has.
async fn patients(clinic: &TestClinic) -> String {
    clinic.value("select count(*)::text from {room}.party where kind = 'patient'").await
}

#[tokio::test]
async fn whoever_proves_the_phone_is_registered_and_in() {
    let clinic = TestClinic::new().await;
    let mut browser = clinic.new_browser();
    browser.get("/patient/patient-signup/").await.expect(200);
    sign_up(&mut browser).await.expect(303);
    assert_eq!(patients(&clinic).await, "0", "nothing is kept before the proof");
    let code = sent_code(&clinic).await;
    let answer = type_code(&mut browser, &code).await.expect(303);
    let recorded: Vec<String> = clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(recorded, ["sign_up_patient success visitor about 1", "sign_in success visitor about 1"]);
    assert!(browser.get("/patient/home/").await.expect(200).text().contains("Mona"));
    let desk = clinic.sign_in(Role::Reception).await;
    let found = desk.get("/api/patients/?search=mona").await.expect(200).json();
    let found = &found["results"][0];
    assert_eq!(found["phone"], "+201001234567");
    assert_eq!(found["date_of_birth"], "1985-03-12");
    // And from now on by phone and user name.
    clinic.advance(SignedDuration::from_hours(1));
    signed_in(&clinic).await;
}

#[tokio::test]
async fn somebody_the_clinic_knows_already_comes_into_their_own_chart() {
    let clinic = TestClinic::new().await;
    let known = clinic.patient().named("mona", "el-sayed").born("1985-03-12").phone(PHONE).create().await;
    let mut browser = clinic.new_browser();
    sign_up(&mut browser).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
    assert_eq!(patients(&clinic).await, "1");
    assert_eq!(clinic.value("select patient_id::text from {room}.patient_account").await, known.id.to_string());
}

#[tokio::test]
async fn a_phone_alone_leads_into_nobodys_chart() {
    let clinic = TestClinic::new().await;
    // The number was somebody else's before: another name, or another day of birth.
    clinic.patient().named("Omar", "Farid").born("1985-03-12").phone(PHONE).create().await;
    clinic.patient().named("Mona", "El Sayed").born("1990-01-01").phone(PHONE).create().await;
    let mut browser = clinic.new_browser();
    sign_up(&mut browser).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
    assert_eq!(patients(&clinic).await, "3");
}

#[tokio::test]
async fn signing_up_twice_is_signing_in() {
    let clinic = TestClinic::new().await;
    for _ in 0..2 {
        let mut browser = clinic.new_browser();
        let answer = sign_up(&mut browser).await.expect(303);
        assert_eq!(answer.header("location"), "/patient/patient-login/code/");
        let code = sent_code(&clinic).await;
        type_code(&mut browser, &code).await.expect(303);
        clinic.advance(SignedDuration::from_hours(1));
    }
    assert_eq!(patients(&clinic).await, "1");
    // With another user name in mind as well: one person has one account.
    let mut browser = clinic.new_browser();
    let mut form = FORM.to_vec();
    form[5] = ("username", "mona 85");
    browser.submit("/patient/patient-signup/", &form).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
    assert_eq!(patients(&clinic).await, "1");
}

#[tokio::test]
async fn two_who_sign_up_as_one_at_the_same_time_are_one() {
    let clinic = TestClinic::new().await;
    let (mut one, mut other) = (clinic.new_browser(), clinic.new_browser());
    sign_up(&mut one).await.expect(303);
    let first = sent_code(&clinic).await;
    clinic.advance(SignedDuration::from_millis(1));
    sign_up(&mut other).await.expect(303);
    let second = sent_code(&clinic).await;
    let answers = tokio::join!(type_code(&mut one, &first), type_code(&mut other, &second));
    let statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
    assert!(statuses.contains(&303), "{statuses:?}");
    assert_eq!(clinic.value("select count(*)::text from {room}.patient_account").await, "1");
    assert_eq!(patients(&clinic).await, "1");
}

#[tokio::test]
async fn each_field_that_is_refused_is_named_and_what_was_typed_stays() {
    let clinic = TestClinic::new().await;
    let long = "m".repeat(101);
    let wrong: &[(&str, &str)] = &[
        ("given_name", ""),
        ("given_name", &long),
        ("family_name", " "),
        ("date_of_birth", ""),
        ("date_of_birth", "2031-01-01"),
        ("date_of_birth", "1985-02-30"),
        ("phone", "12"),
        ("phone", ""),
        ("username", ""),
    ];
    for (field, value) in wrong {
        let form: Vec<_> =
            FORM.iter().map(|(name, typed)| (*name, if name == field { *value } else { *typed })).collect();
        let answer = clinic.new_browser().submit("/patient/patient-signup/", &form).await.expect(422);
        assert!(answer.text().contains(&format!("id=\"{field}-error\"")), "{field} = {value}");
        let kept = if *field == "given_name" { "El Sayed" } else { "Mona" };
        assert!(answer.text().contains(&format!("value=\"{kept}\"")), "{field}");
    }
    assert!(outbox(&clinic).await.is_empty());
}

#[tokio::test]
async fn a_clinic_may_keep_registration_to_itself() {
    let clinic = TestClinic::new().await;
    set_rules(&clinic, |rules| rules.sign_up = false).await;
    clinic.new_browser().get("/patient/patient-signup/").await.expect(403);
    sign_up(&mut clinic.new_browser()).await.expect(403);
    let page = clinic.new_browser().get("/patient/patient-login/").await.expect(200);
    assert!(!page.text().contains("/patient/patient-signup/"));
}

#[tokio::test]
async fn strangers_who_sign_up_leave_the_patients_their_codes() {
    let clinic = TestClinic::new().await;
    super::known(&clinic).await;
    set_rules(&clinic, |rules| rules.codes_a_day = 4).await;
    for number in 0..8 {
        let phone = format!("0101 000 000{number}");
        let mut form = FORM.to_vec();
        form[4] = ("phone", &phone);
        clinic.new_browser().submit("/patient/patient-signup/", &form).await.expect(303);
    }
    let sent = outbox(&clinic).await.iter().filter(|message| message.withheld.is_none()).count();
    assert_eq!(sent, 2);
    signed_in(&clinic).await;
}

#[tokio::test]
async fn the_phone_of_the_chart_opens_no_account_that_has_another() {
    let clinic = TestClinic::new().await;
    let person = clinic.patient().named("Mona", "El Sayed").born("1985-03-12").phone(PHONE).create().await;
    super::let_in(&clinic, &person, "0101 555 0000", USERNAME).await;
    let mut browser = clinic.new_browser();
    sign_up(&mut browser).await.expect(303);
    let code = sent_code(&clinic).await;
    let answer = type_code(&mut browser, &code).await.expect(422);
    assert_eq!(clinic.audit_of(&answer).await.last().expect("a row").to_string(), "sign_in failure visitor");
    // And what was right once is used up by that.
    type_code(&mut browser, &code).await.expect(422);
    assert_eq!(clinic.value("select count(*)::text from {room}.session where patient_id is not null").await, "0");
}

#[tokio::test]
async fn whoever_was_deleted_keeps_nobody_from_signing_up() {
    let clinic = TestClinic::new().await;
    let person = super::known(&clinic).await;
    clinic.sign_in(Role::Reception).await.delete(&person.path()).await.expect(204);
    let mut browser = clinic.new_browser();
    sign_up(&mut browser).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
}
