//! Patients who come in by themselves.

mod access;
mod activation;
mod booking;
mod codes;
mod consents;
mod desk;
mod language;
mod measured;
mod portal;
mod results;
mod sign_up;
mod unproved;

use clinic::messages::model::{Message, MessageKind, Withheld};
use clinic::messages::operations as messages;
use clinic::patients::accounts;
use clinic::patients::model::Identity;
use people::Region;
use tenancy::{Action, Subject};
use testkit::{Browser, Person, Response, Role, TestClinic};

pub const PHONE: &str = "0100 123 4567";
pub const USERNAME: &str = "Mona El Sayed";

/// Gives a patient an account.
pub async fn let_in(clinic: &TestClinic, person: &Person, phone: &str, username: &str) {
    let region = Region::parse(&clinic.tenant().region);
    let identity = Identity::parse(phone, username, region).expect("an identity");
    let mut tx = clinic.scene().await;
    accounts::create(&mut tx, Action::ChangePatientAccount, person.id, &identity).await.expect("an account");
    tx.record(Action::ChangePatientAccount, Subject::patient(person.id));
    tx.commit().await.expect("an account");
}

/// A patient whom the clinic lets in by [`PHONE`] and [`USERNAME`].
pub async fn known(clinic: &TestClinic) -> Person {
    let person = clinic.patient().named("Mona", "El Sayed").born("1985-03-12").create().await;
    let_in(clinic, &person, PHONE, USERNAME).await;
    person
}

/// Everything in the outbox, the newest first.
pub async fn outbox(clinic: &TestClinic) -> Vec<Message> {
    let mut tx = clinic.scene().await;
    let found = messages::list(&mut tx, 1000).await.expect("the outbox");
    tx.commit().await.expect("the outbox");
    found
}

/// Why the message that was queued last is not sent, or nothing.
pub async fn withheld(clinic: &TestClinic) -> &'static str {
    outbox(clinic).await.remove(0).withheld.map_or("", Withheld::as_str)
}

/// The code that was sent last.
pub async fn sent_code(clinic: &TestClinic) -> String {
    let newest = outbox(clinic).await.into_iter().find(|message| message.kind == MessageKind::OneTimeCode);
    let newest = newest.filter(|message| message.withheld.is_none()).expect("a code that was sent");
    newest.body.chars().take_while(char::is_ascii_digit).collect()
}

/// Some code that is not this one.
pub fn wrong(code: &str) -> String {
    let number: u32 = code.parse().expect("digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

/// A moment after whatever was before: messages are in the order of their time.
pub async fn ask(browser: &mut Browser, phone: &str, username: &str) -> Response {
    browser.clinic().advance(jiff::SignedDuration::from_millis(1));
    browser.submit("/patient/patient-login/", &[("phone", phone), ("username", username)]).await
}

pub async fn type_code(browser: &mut Browser, code: &str) -> Response {
    browser.submit("/patient/patient-login/code/", &[("code", code)]).await
}

/// A browser in which the patient of [`known`] has come in by a code.
pub async fn signed_in(clinic: &TestClinic) -> Browser {
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(clinic).await;
    let answer = type_code(&mut browser, &code).await.expect(303);
    assert_eq!(answer.header("location"), "/patient/home/");
    browser.get("/patient/home/").await.expect(200);
    browser
}

/// An administrator changes the rules for patients.
pub async fn set_rules(clinic: &TestClinic, change: impl FnOnce(&mut web::policy::PatientPolicy)) {
    let mut tx = clinic.scene().await;
    let (mut policy, version) = web::policy::AccessPolicy::load(&mut tx).await.expect("a policy");
    change(&mut policy.patients);
    policy.save(&mut tx, version).await.expect("a policy");
    tx.commit().await.expect("a policy");
    clinic.app().forget_access();
}

/// An appointment of the patient with a new doctor, at a time of the clinic's clock.
pub async fn booked(clinic: &TestClinic, person: &Person, starts_at: &str) -> uuid::Uuid {
    let (desk, doctor) = (clinic.sign_in(Role::Reception).await, clinic.hire(&[Role::Doctor]).await);
    let wanted = serde_json::json!({ "patient": person.id, "provider": doctor.id, "starts_at": starts_at });
    desk.post("/api/appointments/", &wanted).await.expect(201).id()
}
