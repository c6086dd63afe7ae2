//! What patients agree to, and that it is done at once.

use std::future::IntoFuture as _;

use clinic::messages::model::{MessageKind, MessageStatus, Withheld};
use clinic::messages::reminders::plan;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use testkit::{Browser, Person, Response, Role, TestClinic};

use super::{PHONE, USERNAME, booked, let_in, outbox, signed_in};

async fn reachable(clinic: &TestClinic) -> Person {
    let person = clinic.patient().named("Mona", "El Sayed").phone(PHONE).create().await;
    let_in(clinic, &person, PHONE, USERNAME).await;
    person
}

async fn say(browser: &mut Browser, purpose: &str, answer: &str) -> Response {
    browser.submit("/patient/consents/", &[("purpose", purpose), ("answer", answer)]).await
}

async fn noted(clinic: &TestClinic, person: &Person) -> Vec<Value> {
    let desk = clinic.sign_in(Role::Reception).await;
    let contact = desk.get(&person.contact_path()).await.expect(200).json();
    contact["consents"].as_array().unwrap().clone()
}

#[tokio::test]
async fn an_answer_is_a_further_entry_with_its_day_its_text_and_who_gave_it() {
    let clinic = TestClinic::new().await;
    let person = reachable(&clinic).await;
    let mut browser = signed_in(&clinic).await;
    let page = browser.get("/patient/consents/").await.expect(200).text();
    assert_eq!(page.matches("You have not said anything").count(), 4);
    let answer = say(&mut browser, "sms_reminders", "refuse").await.expect(303);
    assert_eq!(answer.header("location"), "/patient/consents/#sms_reminders");
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "withdraw_consent success patient about 1");
    let answer = say(&mut browser, "sms_reminders", "agree").await.expect(303);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "give_consent success patient about 1");
    // Said again it is still one.
    say(&mut browser, "sms_reminders", "agree").await.expect(303);
    let entry = |given: bool| json!({ "purpose": "sms_reminders", "given": given, "on": "2030-01-07", "form": "1", "by": "patient" });
    assert_eq!(noted(&clinic, &person).await, [entry(false), entry(true)]);
    let page = browser.get("/patient/consents/").await.expect(200).text();
    assert!(page.contains("2 answers so far") && page.contains("by you") && page.contains("I take it back"), "{page}");
}

#[tokio::test]
async fn what_is_no_answer_or_no_purpose_is_refused() {
    let clinic = TestClinic::new().await;
    let person = reachable(&clinic).await;
    let mut browser = signed_in(&clinic).await;
    for (purpose, answer) in [("", "agree"), ("everything", "agree"), ("sms_reminders", ""), ("sms_reminders", "maybe")]
    {
        say(&mut browser, purpose, answer).await.expect(422);
    }
    assert!(noted(&clinic, &person).await.is_empty());
    for role in [Role::Admin, Role::Doctor, Role::Reception] {
        let staff = clinic.browser(role).await;
        staff.get("/patient/consents/").await.expect(403);
        staff.submit("/patient/consents/", &[("purpose", "sms_reminders"), ("answer", "agree")]).await.expect(403);
    }
}

#[tokio::test]
async fn what_the_clinic_notes_is_the_clinics_word_and_takes_nobodys_away() {
    let clinic = TestClinic::new().await;
    let person = reachable(&clinic).await;
    let mut browser = signed_in(&clinic).await;
    say(&mut browser, "sms_results", "refuse").await.expect(303);
    let desk = clinic.sign_in(Role::Reception).await;
    let mut contact = desk.get(&person.contact_path()).await.expect(200).json();
    let forged = json!({ "purpose": "photographs", "given": true, "on": "2030-01-07", "by": "patient" });
    contact["consents"].as_array_mut().unwrap().push(forged);
    desk.put(&person.contact_path(), &contact).await.expect(200);
    let by: Vec<_> = noted(&clinic, &person).await.iter().map(|entry| entry["by"].clone()).collect();
    assert_eq!(by, ["patient", "clinic"]);
    let page = browser.get("/patient/consents/").await.expect(200).text();
    assert!(page.contains("photographs") && page.contains("noted by the clinic"), "{page}");
    // The desk's form, which does not show them, loses none.
    let staff = clinic.browser(Role::Reception).await;
    let form = [("given_name", "Mona"), ("family_name", "El Sayed"), ("phone", PHONE)];
    staff.submit(&format!("/patients/{}/edit", person.id), &form).await.expect(303);
    assert_eq!(noted(&clinic, &person).await.len(), 2);
}

#[tokio::test]
async fn of_many_answers_at_once_none_is_lost() {
    let clinic = TestClinic::new().await;
    let person = reachable(&clinic).await;
    let browser = signed_in(&clinic).await;
    let purposes = ["sms_reminders", "email_reminders", "sms_results", "portal_results"];
    let tries = purposes.iter().map(|purpose| {
        let form = [("purpose", *purpose), ("answer", "refuse")];
        browser.call(http::Method::POST, "/patient/consents/").form(&form).into_future()
    });
    for answer in futures::future::join_all(tries).await {
        answer.expect(303);
    }
    assert_eq!(noted(&clinic, &person).await.len(), 4);
}

async fn at(clinic: &TestClinic, at: &str) {
    let to: Timestamp = format!("{at}:00+02:00").parse().unwrap();
    clinic.advance(to.duration_since(clinic.clock().now()));
    plan(clinic.house(), clinic.app().texts(), clinic.tenant()).await.unwrap();
}

/// The reminders so far, the newest first.
async fn reminders(clinic: &TestClinic) -> Vec<(MessageStatus, Option<Withheld>)> {
    let mut all = outbox(clinic).await;
    all.retain(|message| message.kind == MessageKind::AppointmentReminder);
    all.into_iter().map(|message| (message.status, message.withheld)).collect()
}

#[tokio::test]
async fn reminders_stop_the_moment_they_are_refused_and_come_again_when_they_are_wanted() {
    let clinic = TestClinic::new().await;
    let person = reachable(&clinic).await;
    super::set_rules(&clinic, |rules| rules.idle_minutes = 240).await;
    at(&clinic, "2030-01-07T09:00").await;
    for day in ["09T10:00", "09T14:00", "09T16:00"] {
        booked(&clinic, &person, &format!("2030-01-{day}:00+02:00")).await;
    }
    at(&clinic, "2030-01-08T10:00").await;
    let (queued, no) = (MessageStatus::Queued, (MessageStatus::Withheld, Some(Withheld::NoConsent)));
    assert_eq!(reminders(&clinic).await, [(queued, None)]);
    let mut browser = signed_in(&clinic).await;
    say(&mut browser, "sms_reminders", "refuse").await.expect(303);
    assert_eq!(reminders(&clinic).await, [no], "what waited to be sent is kept back");
    at(&clinic, "2030-01-08T14:00").await;
    assert_eq!(reminders(&clinic).await, [no, no]);
    clinic.advance(SignedDuration::from_mins(1));
    let mut browser = signed_in(&clinic).await;
    say(&mut browser, "sms_reminders", "agree").await.expect(303);
    at(&clinic, "2030-01-08T16:00").await;
    assert_eq!(reminders(&clinic).await, [(queued, None), no, no]);
}

#[tokio::test]
async fn who_agrees_to_reminders_is_reached_by_them_whatever_the_desk_had_noted() {
    let clinic = TestClinic::new().await;
    let person = reachable(&clinic).await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut known = desk.get(&person.path()).await.expect(200).json();
    known["preferred_channel"] = json!("none");
    desk.put(&person.path(), &known).await.expect(200);
    let mut browser = signed_in(&clinic).await;
    say(&mut browser, "sms_reminders", "agree").await.expect(303);
    assert_eq!(desk.get(&person.path()).await.expect(200).json()["preferred_channel"], "sms");
}

#[tokio::test]
async fn giving_has_an_end_and_taking_back_has_none() {
    let clinic = TestClinic::new().await;
    let person = reachable(&clinic).await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut contact = desk.get(&person.contact_path()).await.expect(200).json();
    let many = (0..200).map(|_| json!({ "purpose": "sms_reminders", "given": true, "on": null }));
    contact["consents"] = many.collect();
    desk.put(&person.contact_path(), &contact).await.expect(200);
    let mut browser = signed_in(&clinic).await;
    say(&mut browser, "sms_reminders", "refuse").await.expect(303);
    say(&mut browser, "sms_reminders", "agree").await.expect(422);
    assert_eq!(noted(&clinic, &person).await.len(), 201);
}

/// Whoever changes these words gives the purpose a new version: what was agreed to before was something else.
#[test]
fn the_words_that_patients_agree_to_belong_to_a_version() {
    let source =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../clinic/texts/en/portal.ftl")).unwrap();
    let words = |purpose: &clinic::parties::model::Purpose| {
        let key = format!("consent-{}-text = ", purpose.as_str().replace('_', "-"));
        let line = source.lines().find_map(|line| line.strip_prefix(&key)).unwrap_or_default();
        format!("{} {}: {line}", purpose.as_str(), purpose.form())
    };
    let all: Vec<_> = clinic::parties::model::Purpose::ALL.iter().map(words).collect();
    insta::assert_snapshot!(all.join("\n"), @"
    sms_reminders 1: The clinic reminds you of appointments by text messages to your phone: when, never what for.
    email_reminders 1: The clinic reminds you of appointments by e-mail: when, never what for.
    sms_results 1: When there is something new to read here, a text message tells you so; never what it says.
    portal_results 1: What the clinic writes for you (diagnoses, prescriptions, requirements) is shown to you here. Say no if others may use your phone.
    ");
}
