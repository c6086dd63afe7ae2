//! What patients are told of their appointments, and what nobody hears of.

use clinic::messages::model::{Message, MessageKind, MessageStatus, Withheld};
use clinic::messages::notices::tell;
use clinic::messages::settings::Messaging;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Desk, Role};
use uuid::Uuid;

use super::{Ground, PHONE};

struct Reception {
    ground: Ground,
    desk: Desk,
}

impl Reception {
    /// The clinic's wall shows 09:00 on Monday, 7 January 2030.
    async fn open() -> Self {
        let ground = Ground::new().await;
        let mut desk = Desk::of(ground.clinic.clone()).await;
        desk.patient = ground.clinic.patient().named("Mona", "El Sayed").phone(PHONE).create().await;
        Self { ground, desk }
    }

    /// So many seconds pass, and what is due by then is written and sent.
    async fn after(&mut self, seconds: i64) -> Vec<String> {
        self.desk.later(SignedDuration::from_secs(seconds)).await;
        self.ground.tell().await;
        self.ground.send().await;
        self.told().await
    }

    /// What was said of appointments, the oldest first.
    async fn told(&self) -> Vec<String> {
        let mut told: Vec<String> = self.notices().await.into_iter().map(|message| message.body).collect();
        told.reverse();
        told
    }

    async fn notices(&self) -> Vec<Message> {
        let mut all = self.ground.outbox().await;
        all.retain(|message| message.kind != MessageKind::AppointmentReminder);
        all
    }

    async fn reschedule(&self, id: Uuid, to: &str) {
        let to = json!({ "starts_at": format!("2030-01-07T{to}:00+02:00") });
        self.desk.reception.post(&format!("/api/appointments/{id}/reschedule/"), &to).await.expect(200);
    }

    async fn series(&self, path: &str, input: &Value) -> Value {
        let answer = self.desk.reception.post(path, input).await;
        assert!(answer.status.is_success(), "{answer}");
        answer.json()
    }
}

const BOOKED: &str = "Nile Clinic: Mona, your appointment is booked for 07/01/2030 at 14:00.";
const MOVED: &str = "Nile Clinic: Mona, your appointment is booked for 07/01/2030 at 15:00.";
const CANCELLED: &str = "Nile Clinic: Mona, your appointment on 07/01/2030 at 14:00 is cancelled.";

#[tokio::test]
async fn a_booking_is_confirmed_once_and_a_minute_later() {
    let mut reception = Reception::open().await;
    let id = reception.desk.booked("14:00").await;
    assert!(reception.after(59).await.is_empty());
    assert_eq!(reception.after(1).await, [BOOKED]);
    assert_eq!(reception.after(600).await, [BOOKED]);
    let message = &reception.notices().await[0];
    assert_eq!((message.kind, message.appointment), (MessageKind::AppointmentConfirmation, Some(id)));
    assert_eq!((message.status, message.recipient.as_str()), (MessageStatus::Sent, PHONE));
    assert_eq!(reception.ground.carried(), [BOOKED]);
}

#[tokio::test]
async fn the_duty_is_woken_by_a_booking_and_comes_again_when_it_is_due() {
    let mut reception = Reception::open().await;
    assert_eq!(reception.ground.tell().await, None);
    reception.desk.booked("14:00").await;
    let due = reception.ground.clinic.clock().now() + SignedDuration::from_secs(60);
    assert_eq!(reception.ground.tell().await, Some(due));
    reception.desk.later(SignedDuration::from_secs(60)).await;
    reception.ground.clinic.run_duty("tell_patients").await;
    assert_eq!(reception.told().await, [BOOKED]);
}

#[tokio::test]
async fn a_cancellation_is_told_unless_it_is_taken_back_at_once() {
    let mut reception = Reception::open().await;
    let id = reception.desk.booked("14:00").await;
    reception.after(60).await;
    reception.desk.step(id, "cancel").await.expect(200);
    reception.desk.step(id, "revert").await.expect(200);
    assert_eq!(reception.after(60).await, [BOOKED], "what was undone at once");
    reception.desk.step(id, "cancel").await.expect(200);
    assert_eq!(reception.after(60).await, [BOOKED, CANCELLED]);
    // Undone when it was told already: that has to be told, too.
    reception.desk.step(id, "revert").await.expect(200);
    assert_eq!(reception.after(60).await, [BOOKED, CANCELLED, BOOKED]);
}

#[tokio::test]
async fn what_is_booked_and_cancelled_before_anybody_was_told_is_not_spoken_of() {
    let mut reception = Reception::open().await;
    let id = reception.desk.booked("14:00").await;
    reception.desk.step(id, "cancel").await.expect(200);
    assert!(reception.after(60).await.is_empty());
    reception.desk.step(id, "revert").await.expect(200);
    assert_eq!(reception.after(60).await, [BOOKED]);
}

#[tokio::test]
async fn another_time_is_told_and_moving_back_at_once_is_not() {
    let mut reception = Reception::open().await;
    let id = reception.desk.booked("14:00").await;
    reception.after(60).await;
    reception.reschedule(id, "15:00").await;
    reception.reschedule(id, "14:00").await;
    assert_eq!(reception.after(60).await, [BOOKED]);
    reception.reschedule(id, "15:00").await;
    assert_eq!(reception.after(60).await, [BOOKED, MOVED]);
    reception.reschedule(id, "14:00").await;
    assert_eq!(reception.after(60).await, [BOOKED, MOVED, BOOKED]);
    // The same by replacing all of it, and by what tells nobody anything.
    let all = json!({ "starts_at": "2030-01-07T15:00:00+02:00", "kind": "procedure" });
    reception.desk.reception.put(&format!("/api/appointments/{id}/"), &all).await.expect(200);
    assert_eq!(reception.after(60).await, [BOOKED, MOVED, BOOKED, MOVED]);
    reception.desk.step(id, "check-in").await.expect(200);
    reception.desk.step(id, "revert").await.expect(200);
    assert_eq!(reception.after(60).await.len(), 4);
}

#[tokio::test]
async fn a_time_that_was_held_is_confirmed_when_it_is_booked() {
    let mut reception = Reception::open().await;
    let wanted = reception.desk.wanted("14:00");
    let id = reception.desk.reception.post("/api/appointments/hold/", &wanted).await.expect(201).id();
    assert!(reception.after(60).await.is_empty());
    reception.desk.step(id, "confirm").await.expect(200);
    assert_eq!(reception.after(60).await, [BOOKED]);
}

#[tokio::test]
async fn nobody_is_told_of_walk_ins_of_what_was_entered_later_and_of_what_has_begun() {
    let mut reception = Reception::open().await;
    let browser = reception.ground.clinic.browser(Role::Reception).await;
    let patient = reception.desk.patient.id.to_string();
    let form = [("patient", &*patient), ("provider", &*reception.desk.doctor.id.to_string())];
    browser.submit("/reception/walk-in", &form).await.expect(303);
    let entered = json!({ "patient": patient, "provider": reception.desk.doctor.id,
        "starts_at": "2030-01-07T07:00:00+02:00", "ends_at": "2030-01-07T07:30:00+02:00" });
    reception.desk.reception.post("/api/appointments/backfill/", &entered).await.expect(201);
    let soon = reception.desk.wanted_with("09:30", &json!({ "override_reason": "urgent" }));
    reception.desk.try_to_book(&soon).await.expect(201);
    // It has begun before anybody could be told.
    assert!(reception.after(1800).await.is_empty());
}

#[tokio::test]
async fn a_series_is_told_of_once_however_long_it_is() {
    let mut reception = Reception::open().await;
    let first = json!({ "patient": reception.desk.patient.id, "provider": reception.desk.doctor.id,
        "date": "2030-01-08", "time": "10:00" });
    let wanted = json!({ "appointment": first, "rule": "FREQ=WEEKLY;COUNT=12" });
    let series = reception.series("/api/series/", &wanted).await;
    let booked =
        "Nile Clinic: Mona, your appointments are booked, 12 in all, the next on 08/01/2030 at 10:00.".to_owned();
    assert_eq!(reception.after(60).await, std::slice::from_ref(&booked));

    let path = format!("/api/series/{}/change/", series["id"].as_str().unwrap());
    let moved = reception.series(&path, &json!({ "time": "11:00" })).await;
    let told = reception.after(60).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("12 in all, the next on 08/01/2030 at 11:00"), "{told:?}");

    // One of them is told by itself.
    let second = moved["visits"][1]["id"].as_str().unwrap().parse().unwrap();
    reception.desk.step(second, "cancel").await.expect(200);
    assert!(reception.after(60).await[2].contains("on 15/01/2030 at 11:00 is cancelled"));

    let path = format!("/api/series/{}/cancel/", moved["id"].as_str().unwrap());
    reception.series(&path, &json!({})).await;
    let told = reception.after(60).await;
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[3].contains("from 08/01/2030 at 11:00 on are cancelled, 11 in all"), "{told:?}");
}

#[tokio::test]
async fn two_nodes_that_tell_at_once_tell_once() {
    let mut reception = Reception::open().await;
    for at in ["11:00", "12:00", "13:00"] {
        reception.desk.booked(at).await;
    }
    reception.desk.later(SignedDuration::from_secs(60)).await;
    let another = reception.ground.clinic.at_another_node().await;
    let there = tell(another.house(), another.app().texts(), another.tenant());
    let (_, there) = tokio::join!(reception.ground.tell(), there);
    there.unwrap();
    assert_eq!(reception.told().await.len(), 3);
}

#[tokio::test]
async fn what_changes_between_the_writing_and_the_sending_is_withheld() {
    let mut reception = Reception::open().await;
    let (booked, cancelled) = (reception.desk.booked("14:00").await, reception.desk.booked("16:00").await);
    reception.after(60).await;
    reception.desk.step(cancelled, "cancel").await.expect(200);
    reception.reschedule(booked, "15:00").await;
    reception.desk.later(SignedDuration::from_secs(60)).await;
    reception.ground.tell().await;
    reception.desk.step(cancelled, "revert").await.expect(200);
    reception.desk.step(booked, "cancel").await.expect(200);
    reception.ground.send().await;
    let withheld: Vec<_> = reception.notices().await.into_iter().filter_map(|message| message.withheld).collect();
    assert_eq!(withheld, [Withheld::AppointmentChanged; 2]);
    assert_eq!(reception.ground.carried().len(), 2);
}

#[tokio::test]
async fn a_clinic_says_what_is_told_and_patients_say_whether() {
    let mut reception = Reception::open().await;
    reception.ground.set(|messaging| messaging.confirmations = false).await;
    let id = reception.desk.booked("14:00").await;
    assert!(reception.after(60).await.is_empty());
    reception.desk.step(id, "cancel").await.expect(200);
    assert_eq!(reception.after(60).await, [CANCELLED]);
    let silent = |messaging: &mut Messaging| (messaging.confirmations, messaging.cancellations) = (false, false);
    reception.ground.set(silent).await;
    let id = reception.desk.booked("15:00").await;
    reception.after(60).await;
    reception.desk.step(id, "cancel").await.expect(200);
    assert_eq!(reception.after(60).await, [CANCELLED]);

    reception.ground.set(|_| {}).await;
    let sql =
        format!("update {{room}}.party set preferred_channel = 'none' where id = '{}'", reception.desk.patient.id);
    reception.ground.clinic.sql_as_superuser(&sql).await;
    reception.desk.booked("16:00").await;
    reception.after(60).await;
    assert_eq!(reception.notices().await[0].withheld, Some(Withheld::NoConsent));
    reception.desk.patient = reception.ground.clinic.patient().create().await;
    reception.desk.booked("17:00").await;
    reception.after(60).await;
    assert_eq!(reception.notices().await.len(), 2, "whom no way leads to is told nothing");
}

#[tokio::test]
async fn patients_are_told_in_their_language_and_by_the_clinics_own_words() {
    let mut reception = Reception::open().await;
    let sql = format!("update {{room}}.party set language = 'ar' where id = '{}'", reception.desk.patient.id);
    reception.ground.clinic.sql_as_superuser(&sql).await;
    reception.desk.booked("14:00").await;
    assert!(reception.after(60).await[0].contains("حُجز موعدك يوم 07/01/2030 الساعة 14:00"));
    let own = |messaging: &mut Messaging| {
        let own = [("ar".to_owned(), "{clinic}: {time}".to_owned())].into();
        messaging.templates.insert("appointment_confirmation".to_owned(), own);
    };
    reception.ground.set(own).await;
    reception.desk.booked("15:00").await;
    assert_eq!(reception.after(60).await[1], "Nile Clinic: 15:00");
}
