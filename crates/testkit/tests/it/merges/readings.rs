//! Readings and their hours, which count for whoever they are of.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Person, TestClinic};

use super::Twice;
use crate::sensors::{PATH, pulse, struck_pulse};

const HOURS: &str =
    "select coalesce(string_agg(lowest || ' ' || highest || ' ' || total || ' ' || times, ', ' order by hour), '')
    from {room}.reading_hour where patient_id = ";

async fn hours(clinic: &TestClinic, person: &Person) -> String {
    clinic.value(&format!("{HOURS} '{}'", person.id)).await
}

async fn gather(twice: &mut Twice) {
    twice.later(SignedDuration::from_mins(5)).await;
    twice.desk.clinic.run_duty("gather_readings").await;
}

#[tokio::test]
async fn hours_are_added_and_taken_apart_again() {
    let mut twice = Twice::open().await;
    let (kept, double) = (twice.kept().clone(), twice.double.clone());
    let send = async |twice: &Twice, person: &Person, value: &str, at: &str| {
        twice.doctor.post(PATH, &pulse(person, value, at)).await.expect(201);
    };
    send(&twice, &kept, "60", "2030-01-07T03:00:00Z").await;
    send(&twice, &double, "80", "2030-01-07T03:10:00Z").await;
    send(&twice, &double, "90", "2030-01-07T04:10:00Z").await;
    gather(&mut twice).await;
    // Comes too late to be gathered before the merge.
    send(&twice, &double, "70", "2030-01-07T05:10:00Z").await;

    let merge = twice.merge().await;
    gather(&mut twice).await;
    let clinic = twice.desk.clinic.clone();
    assert_eq!(hours(&clinic, &kept).await, "60 80 140 2, 90 90 90 1, 70 70 70 1");

    // Of whoever it is: it was sent since.
    send(&twice, &kept, "100", "2030-01-07T04:20:00Z").await;
    gather(&mut twice).await;
    assert_eq!(hours(&clinic, &kept).await, "60 80 140 2, 90 100 190 2, 70 70 70 1");
    twice.reverse(merge).await;

    assert_eq!(hours(&clinic, &kept).await, "60 60 60 1, 100 100 100 1");
    assert_eq!(hours(&clinic, &double).await, "80 80 80 1, 90 90 90 1, 70 70 70 1");
}

#[tokio::test]
async fn a_reading_that_both_have_is_not_counted_twice() {
    let mut twice = Twice::open().await;
    let (kept, double) = (twice.kept().clone(), twice.double.clone());
    for person in [&kept, &double] {
        twice.doctor.post(PATH, &pulse(person, "60", "2030-01-07T03:00:00Z")).await.expect(201);
    }
    gather(&mut twice).await;

    let merge = twice.merge().await;

    let clinic = twice.desk.clinic.clone();
    assert_eq!(hours(&clinic, &kept).await, "60 60 60 1");
    assert_eq!(twice.seen(&kept).await["readings"].as_array().unwrap().len(), 1);
    twice.reverse(merge).await;
    assert_eq!(hours(&clinic, &double).await, "60 60 60 1");
    assert_eq!(twice.seen(&double).await["readings"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_struck_goes_over_as_struck_and_hours_follow_what_is_struck_meanwhile() {
    let mut twice = Twice::open().await;
    let (kept, double) = (twice.kept().clone(), twice.double.clone());
    let me = twice.doctor.staff().id;
    let change = async |twice: &Twice, person: &Person, step: &str, at: &str| {
        twice.doctor.post(&format!("{PATH}{step}/"), &struck_pulse(person, at, me)).await.expect(200);
    };
    for (person, value, at) in [
        (&kept, "60", "2030-01-07T03:00:00Z"),
        (&double, "80", "2030-01-07T03:10:00Z"),
        (&double, "90", "2030-01-07T03:20:00Z"),
    ] {
        twice.doctor.post(PATH, &pulse(person, value, at)).await.expect(201);
    }
    change(&twice, &double, "strike", "2030-01-07T03:20:00Z").await;
    gather(&mut twice).await;

    let merge = twice.merge().await;

    let clinic = twice.desk.clinic.clone();
    assert_eq!(hours(&clinic, &kept).await, "60 80 140 2");
    let struck = async |twice: &Twice, person: &Person| {
        let path = format!("{PATH}?patient={}&status=entered-in-error", person.id);
        let found = twice.doctor.get(&path).await.expect(200).json();
        let told = |one: &Value| format!("{} {}", one["value"], one["reason"]).replace('"', "");
        found["results"].as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(struck(&twice, &kept).await, ["90 Typed a nought too many"]);
    assert_eq!(twice.seen(&kept).await["readings"].as_array().unwrap().len(), 2);

    change(&twice, &kept, "strike", "2030-01-07T03:10:00Z").await;
    change(&twice, &kept, "unstrike", "2030-01-07T03:20:00Z").await;
    assert_eq!(hours(&clinic, &kept).await, "60 90 150 2");
    twice.reverse(merge).await;

    assert_eq!(
        (hours(&clinic, &kept).await, hours(&clinic, &double).await),
        ("60 60 60 1".into(), "90 90 90 1".into())
    );
    assert_eq!((struck(&twice, &kept).await, struck(&twice, &double).await.len()), (Vec::new(), 1));
}

#[tokio::test]
async fn a_struck_note_goes_over_as_struck_and_is_intact() {
    let twice = Twice::open().await;
    let visit = json!({ "patient": twice.double.id });
    let visit = twice.doctor.post("/api/encounters/", &visit).await.expect(201).id();
    let words = json!({ "encounter": visit, "plan": "Rest" });
    let note = twice.doctor.post("/api/notes/", &words).await.expect(201).header("location").to_owned();
    twice.doctor.post(&format!("{note}sign/"), &json!({ "incomplete": true })).await.expect(200);
    let why = json!({ "reason": "Wrong chart" });
    twice.doctor.post(&format!("{note}strike/"), &why).await.expect(200);

    twice.merge().await;

    let found = twice.doctor.get(&note).await.expect(200).json();
    assert_eq!((found["patient"].clone(), found["reason"].clone()), (json!(twice.kept().id), why["reason"].clone()));
    assert_eq!(found["status"], "entered-in-error");
    assert_eq!(twice.doctor.get(&format!("{note}verify/")).await.expect(200).json()["is_intact"], true);
}
