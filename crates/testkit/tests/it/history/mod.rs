//! The medical history: what stands in it, what it keeps, and what it keeps somebody from.

mod pages;
mod prescribing;

use std::future::IntoFuture as _;

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Call, Client, Desk, Role};
use uuid::Uuid;

/// A clinic with a patient whose history is written.
pub struct Ward {
    pub desk: Desk,
    pub doctor: Client,
}

impl Ward {
    pub async fn open() -> Self {
        let desk = Desk::open().await;
        Self { doctor: desk.clinic.sign_in_as(&desk.doctor).await, desk }
    }

    pub fn write(&self, entry: &Value) -> Call {
        let mut input = json!({ "patient": self.desk.patient.id });
        for (field, value) in entry.as_object().into_iter().flatten() {
            input[field] = value.clone();
        }
        self.doctor.post("/api/history/", &input)
    }

    /// Where an entry stands that was written.
    pub async fn written(&self, entry: &Value) -> String {
        format!("/api/history/{}/", self.write(entry).await.expect(201).id())
    }

    async fn of(&self, query: &str) -> Vec<Value> {
        let path = format!("/api/history/?patient={}&{query}", self.desk.patient.id);
        self.doctor.get(&path).await.expect(200).json()["results"].as_array().expect("a list").clone()
    }
}

pub fn penicillin() -> Value {
    json!({ "kind": "allergy", "name": "Penicillin", "severity": "severe", "reaction": "Anaphylaxis", "since": "2011" })
}

fn metformin() -> Value {
    json!({ "kind": "medication", "name": "Metformin", "dose": "500 mg", "route": "by mouth", "frequency": "twice a day" })
}

#[tokio::test]
async fn an_entry_is_read_as_it_was_written() {
    let ward = Ward::open().await;

    let answer = ward.write(&penicillin()).await.expect(201);

    let found = answer.json();
    assert_eq!((&found["name"], &found["severity"]), (&json!("Penicillin"), &json!("severe")));
    assert_eq!((&found["reaction"], &found["since"]), (&json!("Anaphylaxis"), &json!("2011")));
    assert_eq!(
        (&found["state"], &found["status"], &found["version"]),
        (&json!("active"), &json!("current"), &json!(1))
    );
    assert_eq!(found["created_by"], json!(ward.desk.doctor.id));
    assert_eq!(ward.doctor.get(answer.header("location")).await.expect(200).json(), found);
    let record: Vec<String> = ward.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["write_history success staff about 1"]);
}

#[tokio::test]
async fn a_revision_is_a_further_version_and_none_is_lost() {
    let ward = Ward::open().await;
    let path = ward.written(&metformin()).await;
    ward.desk.clinic.advance(SignedDuration::from_mins(4));

    let more = json!({ "name": "Metformin", "dose": "1000 mg", "reason": "HbA1c too high" });
    let revised = ward.doctor.put(&path, &more).await.expect(200);
    assert_eq!((&revised.json()["dose"], revised.header("etag")), (&json!("1000 mg"), "\"2\""));
    let ended = json!({ "name": "Metformin", "state": "ended", "until": "2030-01-07" });
    ward.doctor.put(&path, &ended).await.expect(200);

    let versions = ward.doctor.get(&format!("{path}versions/")).await.expect(200).json();
    let doses: Vec<_> = versions.as_array().unwrap().iter().map(|one| (&one["version"], &one["dose"])).collect();
    assert_eq!(doses, [(&json!(3), &Value::Null), (&json!(2), &json!("1000 mg")), (&json!(1), &json!("500 mg"))]);
    assert_eq!(versions[1]["reason"], "HbA1c too high");
    assert!(ward.of("state=active").await.is_empty());
    assert_eq!(ward.of("state=ended").await.len(), 1);
}

#[tokio::test]
async fn who_has_not_seen_the_latest_version_is_told() {
    let ward = Ward::open().await;
    let path = ward.written(&metformin()).await;
    let dose = |dose: &str| json!({ "name": "Metformin", "dose": dose });

    ward.doctor.put(&path, &dose("850 mg")).header("if-match", "\"1\"").await.expect(200);
    let late = ward.doctor.put(&path, &dose("250 mg")).header("if-match", "\"1\"").await;
    assert_snapshot!(late, @r#"412 {"code":"stale_version"}"#);
    let stale = ward.doctor.delete(&path).header("if-match", "\"1\"").json(&json!({ "reason": "Wrong" })).await;
    assert_snapshot!(stale, @r#"412 {"code":"stale_version"}"#);
    assert_eq!(ward.doctor.get(&path).await.json()["dose"], "850 mg");
}

#[tokio::test]
async fn what_was_never_true_is_taken_back_with_a_reason() {
    let ward = Ward::open().await;
    let path = ward.written(&metformin()).await;

    assert_snapshot!(ward.doctor.delete(&path).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    let reason = json!({ "reason": "Of another patient" });
    ward.doctor.delete(&path).json(&reason).await.expect(204);
    assert_snapshot!(ward.doctor.delete(&path).json(&reason).await, @r#"409 {"code":"entered_in_error"}"#);
    assert_snapshot!(ward.doctor.put(&path, &json!({ "name": "Metformin" })).await, @r#"409 {"code":"entered_in_error"}"#);
    let found = ward.doctor.get(&path).await.expect(200).json();
    assert_eq!((&found["status"], &found["reason"]), (&json!("entered-in-error"), &json!("Of another patient")));
    assert!(ward.of("").await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let ward = Ward::open().await;
    let write = async |entry: Value| ward.write(&entry).await.to_string();

    assert_snapshot!(ward.doctor.post("/api/history/", &json!({})).await, @r#"422 {"code":"invalid","errors":{"/kind":"required","/patient":"required"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition" })).await, @r#"422 {"code":"invalid","errors":{"/name":"required"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition", "name": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/name":"too_long"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition", "name": "Flu", "code": "flu" })).await, @r#"422 {"code":"invalid","errors":{"/code":"malformed"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition", "name": "Flu", "dose": "1", "severity": "mild" })).await, @r#"422 {"code":"invalid","errors":{"/dose":"out_of_place","/severity":"out_of_place"}}"#);
    assert_snapshot!(write(json!({ "kind": "no-known-allergies", "name": "Nuts" })).await, @r#"422 {"code":"invalid","errors":{"/name":"out_of_place"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition", "name": "Flu", "since": "2031" })).await, @r#"422 {"code":"invalid","errors":{"/since":"in_future"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition", "name": "Flu", "since": "last year" })).await, @r#"422 {"code":"invalid","errors":{"/since":"not_a_date"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition", "name": "Flu", "until": "2020" })).await, @r#"422 {"code":"invalid","errors":{"/until":"not_ended"}}"#);
    assert_snapshot!(write(json!({ "kind": "condition", "name": "Flu", "note": "a\u{1b}b" })).await, @r#"422 {"code":"invalid","errors":{"/note":"control_characters"}}"#);
    let unknown = json!({ "patient": Uuid::nil(), "kind": "condition", "name": "Flu" });
    assert_snapshot!(ward.doctor.post("/api/history/", &unknown).await, @r#"404 {"code":"not_found"}"#);
    let other = ward.desk.clinic.patient().create().await;
    let path = ward.written(&metformin()).await;
    let moved = json!({ "patient": other.id, "kind": "allergy", "name": "Metformin" });
    assert_snapshot!(ward.doctor.put(&path, &moved).await, @r#"422 {"code":"invalid","errors":{"/kind":"fixed","/patient":"fixed"}}"#);
    assert_eq!(ward.of("").await.len(), 1);
}

#[tokio::test]
async fn the_same_is_not_written_twice_while_it_holds() {
    let ward = Ward::open().await;
    let path = ward.written(&penicillin()).await;

    let again = json!({ "kind": "allergy", "name": "PENICILLIN" });
    assert_snapshot!(ward.write(&again).await, @r#"409 {"code":"already_recorded"}"#);
    let ended = json!({ "name": "Penicillin", "state": "ended" });
    ward.doctor.put(&path, &ended).await.expect(200);
    ward.write(&again).await.expect(201);
    // What has ended cannot hold again beside what took its place.
    let revived = json!({ "name": "Penicillin", "state": "active" });
    assert_snapshot!(ward.doctor.put(&path, &revived).await, @r#"409 {"code":"already_recorded"}"#);
}

#[tokio::test]
async fn of_many_who_write_the_same_at_once_one_does() {
    let ward = Ward::open().await;

    let written = futures::future::join_all((0..20).map(|_| ward.write(&penicillin()).into_future())).await;

    assert_eq!(written.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(written.iter().filter(|answer| answer.status == 409).count(), 19);
}

#[tokio::test]
async fn no_known_allergies_ends_with_the_first_allergy_and_is_not_said_beside_one() {
    let ward = Ward::open().await;
    let none = json!({ "kind": "no-known-allergies" });

    let path = ward.written(&none).await;
    assert_snapshot!(ward.write(&none).await, @r#"409 {"code":"already_recorded"}"#);
    let allergy = ward.written(&penicillin()).await;
    assert_eq!(ward.doctor.get(&path).await.json()["state"], "ended");
    assert_snapshot!(ward.write(&none).await, @r#"422 {"code":"invalid","errors":{"/kind":"has_allergies"}}"#);
    let revived = json!({ "state": "active" });
    assert_snapshot!(ward.doctor.put(&path, &revived).await, @r#"422 {"code":"invalid","errors":{"/kind":"has_allergies"}}"#);
    ward.doctor.delete(&allergy).json(&json!({ "reason": "A rash, no allergy" })).await.expect(204);
    ward.write(&none).await.expect(201);
}

#[tokio::test]
async fn a_list_is_narrowed_and_turned_over_by_pages() {
    let ward = Ward::open().await;
    ward.written(&penicillin()).await;
    ward.written(&metformin()).await;
    ward.written(&json!({ "kind": "condition", "name": "Asthma", "code": "J45.9" })).await;
    let other = ward.desk.clinic.patient().create().await;

    assert_eq!(ward.of("kind=condition").await[0]["code"], "J45.9");
    assert_eq!(ward.of("kind=medication&state=active").await.len(), 1);
    assert!(ward.doctor.list(&format!("/api/history/?patient={}", other.id)).await.is_empty());
    let page = ward.doctor.get("/api/history/?page=2&page_size=2").await.expect(200).json();
    assert_eq!((&page["count"], page["results"].as_array().map(Vec::len)), (&json!(3), Some(1)));
    ward.doctor.get("/api/history/?kind=rumour").await.expect(422);
}

#[tokio::test]
async fn it_is_read_by_those_who_treat_and_written_by_doctors_and_therapists() {
    let ward = Ward::open().await;
    let path = ward.written(&penicillin()).await;

    for (role, reads, writes) in [
        (Role::Doctor, 200, 201),
        (Role::Therapist, 200, 201),
        (Role::Assistant, 200, 403),
        (Role::Reception, 403, 403),
        (Role::Billing, 403, 403),
        (Role::Admin, 403, 403),
        (Role::Auditor, 403, 403),
    ] {
        let by = ward.desk.clinic.sign_in(role).await;
        by.get(&path).await.expect(reads);
        let entry =
            json!({ "patient": ward.desk.patient.id, "kind": "condition", "name": format!("Seen by {role:?}") });
        by.post("/api/history/", &entry).await.expect(writes);
    }
}

#[tokio::test]
async fn another_clinic_finds_nothing() {
    let ward = Ward::open().await;
    let path = ward.written(&penicillin()).await;
    let elsewhere = ward.desk.clinic.other().await;
    let doctor = elsewhere.sign_in(Role::Doctor).await;

    doctor.get(&path).await.expect(404);
    doctor.get(&format!("{path}versions/")).await.expect(404);
    doctor.put(&path, &json!({ "name": "Penicillin" })).await.expect(404);
    doctor.delete(&path).json(&json!({ "reason": "Mine" })).await.expect(404);
    assert!(doctor.list("/api/history/").await.is_empty());
}
