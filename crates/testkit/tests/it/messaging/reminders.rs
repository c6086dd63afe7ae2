//! Who is reminded, when, and what they answer.

use clinic::messages::model::{Answered, Message, MessageKind, Withheld};
use clinic::messages::reminders::plan;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use testkit::{Desk, Person};
use uuid::Uuid;

use super::{Ground, PHONE};

const ADDRESS: &str = "https://nile.localhost/twilio/webhook/";

pub struct Reception {
    pub ground: Ground,
    pub desk: Desk,
}

impl Reception {
    pub async fn open() -> Self {
        let ground = Ground::new().await;
        let mut desk = Desk::of(ground.clinic.clone()).await;
        desk.patient = ground.clinic.patient().named("Mona", "El Sayed").phone(PHONE).create().await;
        let reception = Self { ground, desk };
        reception.plan().await;
        reception
    }

    /// Books at a time of the clinic's clock.
    pub async fn book(&mut self, patient: &Person, at: &str) -> Uuid {
        self.desk.later(SignedDuration::ZERO).await;
        let wanted =
            json!({ "patient": patient.id, "provider": self.desk.doctor.id, "starts_at": format!("{at}:00+02:00") });
        self.desk.try_to_book(&wanted).await.expect(201).id()
    }

    /// Puts an appointment at another time of the clinic's clock.
    pub async fn reschedule(&mut self, id: Uuid, at: &str) {
        self.desk.later(SignedDuration::ZERO).await;
        let to = json!({ "starts_at": format!("{at}:00+02:00") });
        self.desk.reception.post(&format!("/api/appointments/{id}/reschedule/"), &to).await.expect(200);
    }

    /// The clock shows that, and it is planned.
    pub async fn at(&self, at: &str) {
        let to: Timestamp = format!("{at}:00+02:00").parse().unwrap();
        self.ground.clinic.advance(to.duration_since(self.ground.clinic.clock().now()));
        self.plan().await;
    }

    async fn plan(&self) -> Timestamp {
        let clinic = &self.ground.clinic;
        plan(clinic.house(), clinic.app().texts(), clinic.tenant()).await.unwrap()
    }

    async fn reminders(&self) -> Vec<Message> {
        let mut all = self.ground.outbox().await;
        all.retain(|message| message.kind == MessageKind::AppointmentReminder);
        all
    }

    /// Mona, booked for Wednesday at ten and reminded of it on Tuesday.
    pub async fn reminded() -> (Self, Uuid) {
        let mut reception = Self::open().await;
        let patient = reception.desk.patient.clone();
        let id = reception.book(&patient, "2030-01-09T10:00").await;
        reception.at("2030-01-08T10:00").await;
        reception.ground.send().await;
        assert_eq!(reception.ground.carried().len(), 1);
        (reception, id)
    }

    pub async fn reply(&self, body: &str) {
        self.ground.wait(1);
        assert_eq!(self.ground.fake.reply(ADDRESS, PHONE, body).await, Some(200));
    }

    async fn status(&mut self, id: Uuid) -> String {
        self.desk.later(SignedDuration::ZERO).await;
        self.desk.seen(id).await["status"].as_str().unwrap().to_owned()
    }

    async fn meanings(&self) -> Vec<String> {
        let rows = self.ground.clinic.sql_as_superuser("select meaning from {room}.inbound_message order by id").await;
        rows.into_iter().map(|row| row[0].clone()).collect()
    }
}

#[tokio::test]
async fn a_patient_is_reminded_at_the_same_hour_of_the_day_before_and_once() {
    let mut reception = Reception::open().await;
    let patient = reception.desk.patient.clone();
    let id = reception.book(&patient, "2030-01-09T10:00").await;
    reception.at("2030-01-08T09:45").await;
    assert!(reception.reminders().await.is_empty());
    reception.at("2030-01-08T10:00").await;
    let [reminder] = &reception.reminders().await[..] else { panic!("one reminder") };
    assert_eq!(
        reminder.body,
        "Nile Clinic: Mona, your appointment is on 09/01/2030 at 10:00. Answer C to confirm, X to cancel, STOP for no more messages."
    );
    assert_eq!((reminder.appointment, reminder.recipient.as_str()), (Some(id), PHONE));
    for at in ["2030-01-08T10:00", "2030-01-08T10:15", "2030-01-08T12:00"] {
        reception.at(at).await;
        assert_eq!(reception.reminders().await.len(), 1, "at {at}");
    }
}

#[tokio::test]
async fn planning_goes_by_quarters_of_an_hour_and_makes_up_for_what_was_missed_once() {
    let mut reception = Reception::open().await;
    let patient = reception.desk.patient.clone();
    for at in ["2030-01-09T10:00", "2030-01-09T10:45", "2030-01-09T11:30"] {
        reception.book(&patient, at).await;
    }
    reception.at("2030-01-08T09:59").await;
    let next = reception.plan().await;
    assert_eq!(next, "2030-01-08T10:00:00+02:00".parse().unwrap());
    // Two hours in which nobody planned.
    reception.at("2030-01-08T12:00").await;
    assert_eq!(reception.reminders().await.len(), 3);
    reception.at("2030-01-08T12:15").await;
    assert_eq!(reception.reminders().await.len(), 3);
}

#[tokio::test]
async fn two_nodes_that_plan_at_once_remind_once() {
    let mut reception = Reception::open().await;
    let patient = reception.desk.patient.clone();
    reception.book(&patient, "2030-01-09T10:00").await;
    reception.ground.clinic.advance(SignedDuration::from_hours(26));
    let another = reception.ground.clinic.at_another_node().await;
    let there = plan(another.house(), another.app().texts(), another.tenant());
    let (_, there) = tokio::join!(reception.plan(), there);
    there.unwrap();
    assert_eq!(reception.reminders().await.len(), 1);
}

#[tokio::test]
async fn who_books_after_the_moment_of_the_reminder_gets_none() {
    let mut reception = Reception::open().await;
    let patient = reception.desk.patient.clone();
    reception.at("2030-01-08T10:05").await;
    reception.ground.wait(60);
    reception.book(&patient, "2030-01-09T10:00").await;
    reception.at("2030-01-08T10:15").await;
    assert!(reception.reminders().await.is_empty());
}

#[tokio::test]
async fn an_appointment_that_was_moved_or_cancelled_reminds_of_nothing_old() {
    let mut reception = Reception::open().await;
    let patient = reception.desk.patient.clone();
    let moved = reception.book(&patient, "2030-01-09T10:00").await;
    let cancelled = reception.book(&patient, "2030-01-09T11:00").await;
    reception.at("2030-01-08T11:00").await;
    assert_eq!(reception.reminders().await.len(), 2);
    reception.reschedule(moved, "2030-01-10T12:00").await;
    reception.desk.step(cancelled, "cancel").await.expect(200);
    reception.ground.send().await;
    assert!(reception.ground.carried().is_empty());
    let whys: Vec<_> = reception.reminders().await.iter().map(|it| it.withheld.map(Withheld::as_str)).collect();
    assert_eq!(whys, [Some("appointment_changed"); 2]);
    // The new time has a reminder of its own.
    reception.at("2030-01-09T12:00").await;
    reception.ground.send().await;
    assert_eq!(reception.ground.carried().len(), 1);
    assert!(reception.ground.carried()[0].contains("10/01/2030"), "{:?}", reception.ground.carried());
}

#[tokio::test]
async fn a_patient_is_reminded_in_their_language_and_by_the_clinics_own_words() {
    let mut reception = Reception::open().await;
    let sql = format!("update {{room}}.party set language = 'fr' where id = '{}'", reception.desk.patient.id);
    reception.ground.clinic.sql_as_superuser(&sql).await;
    let patient = reception.desk.patient.clone();
    reception.book(&patient, "2030-01-09T10:00").await;
    reception.at("2030-01-08T10:00").await;
    assert!(reception.reminders().await[0].body.contains("votre rendez-vous est le 09/01/2030 à 10:00"));
    reception
        .ground
        .set(|messaging| {
            let own = [("fr".to_owned(), "{given_name} : {date} {time}, {clinic}".to_owned())].into();
            messaging.templates.insert("appointment_reminder".to_owned(), own);
        })
        .await;
    reception.book(&patient, "2030-01-09T12:00").await;
    reception.at("2030-01-08T12:00").await;
    assert_eq!(reception.reminders().await[0].body, "Mona : 09/01/2030 12:00, Nile Clinic");
}

#[tokio::test]
async fn who_wants_no_reminders_gets_none_and_the_desk_sees_why() {
    let mut reception = Reception::open().await;
    let sql =
        format!("update {{room}}.party set preferred_channel = 'none' where id = '{}'", reception.desk.patient.id);
    reception.ground.clinic.sql_as_superuser(&sql).await;
    let patient = reception.desk.patient.clone();
    reception.book(&patient, "2030-01-09T10:00").await;
    let silent = reception.ground.clinic.patient().create().await;
    reception.book(&silent, "2030-01-09T11:00").await;
    reception.at("2030-01-08T11:00").await;
    let [reminder] = &reception.reminders().await[..] else { panic!("one reminder; who has no phone has none") };
    assert_eq!(reminder.withheld.map(Withheld::as_str), Some("no_consent"));
    reception.ground.send().await;
    assert!(reception.ground.carried().is_empty());
}

#[tokio::test]
async fn a_clinic_may_remind_more_than_once_or_not_at_all() {
    let mut reception = Reception::open().await;
    reception.ground.set(|messaging| messaging.offsets = vec![48 * 60, 120]).await;
    let patient = reception.desk.patient.clone();
    reception.book(&patient, "2030-01-10T11:00").await;
    for (at, count) in [("2030-01-08T11:00", 1), ("2030-01-09T11:00", 1), ("2030-01-10T09:00", 2)] {
        reception.at(at).await;
        assert_eq!(reception.reminders().await.len(), count, "at {at}");
    }
    reception.ground.set(|messaging| messaging.reminders = false).await;
    reception.book(&patient, "2030-01-12T11:00").await;
    reception.at("2030-01-12T10:00").await;
    assert_eq!(reception.reminders().await.len(), 2);
}

#[tokio::test]
async fn an_answer_confirms_the_appointment_that_it_is_about() {
    let (mut reception, id) = Reception::reminded().await;
    reception.reply("c").await;
    let reminder = &reception.reminders().await[0];
    assert_eq!(reminder.answer.map(Answered::as_str), Some("confirmed"));
    assert_eq!(reception.status(id).await, "booked");
    assert_eq!(reception.meanings().await, ["confirmed"]);
}

#[tokio::test]
async fn an_answer_cancels_in_time_and_not_later() {
    let (mut reception, id) = Reception::reminded().await;
    reception.reply("X").await;
    assert_eq!(
        (reception.status(id).await.as_str(), reception.meanings().await),
        ("booked", vec!["too_late".to_owned()])
    );
    reception.ground.set(|messaging| messaging.cancel_minutes = 60).await;
    reception.reply("X").await;
    assert_eq!(reception.status(id).await, "cancelled");
    assert_eq!(reception.reminders().await[0].answer.map(Answered::as_str), Some("cancelled"));
    // Nothing is left to answer to.
    reception.reply("X").await;
    assert_eq!(reception.meanings().await, ["too_late", "cancelled", "other"]);
}

#[tokio::test]
async fn what_nobody_was_reminded_of_cannot_be_answered_and_what_is_no_order_is_kept_to_be_read() {
    let (mut reception, id) = Reception::reminded().await;
    reception.reply("Can I come at 11?").await;
    assert_eq!(reception.ground.fake.reply(ADDRESS, "+201009999999", "X").await, Some(200));
    assert_eq!(reception.status(id).await, "booked");
    assert_eq!(reception.meanings().await, ["other", "other"]);
    let browser = reception.ground.clinic.browser(testkit::Role::Reception).await;
    let page = browser.get("/messages/").await.expect(200);
    assert!(page.text().contains("Can I come at 11?"));
}
