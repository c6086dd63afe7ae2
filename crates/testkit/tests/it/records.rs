//! Diagnosis, prescription, requirement: versions that are never overwritten, and who may write them.

use std::future::IntoFuture as _;

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Call, Client, Desk, Role};
use uuid::Uuid;

struct Ward {
    desk: Desk,
    doctor: Client,
    visit: Uuid,
}

impl Ward {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let (doctor, visit) = (desk.clinic.sign_in_as(&desk.doctor).await, desk.booked("10:00").await);
        Self { desk, doctor, visit }
    }

    fn write(&self, by: &Client, kind: &str, text: &str) -> Call {
        by.post("/api/records/", &json!({ "appointment": self.visit, "kind": kind, "text": text }))
    }

    async fn written(&self, kind: &str, text: &str) -> String {
        format!("/api/records/{}/", self.write(&self.doctor, kind, text).await.expect(201).id())
    }

    /// Version, state and text of every version there ever was.
    async fn versions(&self, kind: &str) -> Vec<String> {
        let sql = format!(
            "select version || ' ' || status from {{room}}.clinical_record where kind = '{kind}' order by version"
        );
        self.desk.clinic.sql_as_superuser(&sql).await.into_iter().map(|row| row[0].clone()).collect()
    }
}

fn revision(text: &str, reason: &str) -> Value {
    json!({ "text": text, "reason": reason })
}

#[tokio::test]
async fn what_the_doctor_writes_stands_with_the_visit_and_its_patient() {
    let ward = Ward::open().await;
    let input = json!({ "appointment": ward.visit, "kind": "diagnosis", "text": " Influenza ", "code": "j11.1" });

    let answer = ward.doctor.post("/api/records/", &input).await.expect(201);

    let record = answer.json();
    assert_eq!(
        (&record["text"], &record["code"], &record["version"]),
        (&json!("Influenza"), &json!("J11.1"), &json!(1))
    );
    assert_eq!(
        (&record["patient"], &record["created_by"]),
        (&json!(ward.desk.patient.id), &json!(ward.desk.doctor.id))
    );
    assert_eq!((record["status"].as_str(), answer.header("etag")), (Some("current"), "\"1\""));
    assert_eq!(ward.doctor.get(answer.header("location")).await.expect(200).json(), record);
    assert_eq!(ward.desk.clinic.audit_of(&answer).await[0].to_string(), "write_record success staff about 1");
}

#[tokio::test]
async fn a_visit_has_one_record_of_each_kind_however_many_write_at_once() {
    let ward = Ward::open().await;
    for kind in ["diagnosis", "prescription", "requirement"] {
        let tries = (0..6).map(|n| ward.write(&ward.doctor, kind, &format!("No. {n}")).into_future());
        let answers = futures::future::join_all(tries).await;

        let mut ended: Vec<String> =
            answers.iter().map(|answer| format!("{} {}", answer.status.as_u16(), answer.code())).collect();
        ended.sort_unstable();
        assert_eq!(ended[0], "201 ");
        assert!(ended[1..].iter().all(|end| end == "409 already_recorded"), "{ended:?}");
    }
    assert_eq!(ward.doctor.list(&format!("/api/records/?appointment={}", ward.visit)).await.len(), 3);
}

#[tokio::test]
async fn what_is_too_long_or_of_another_kind_is_refused() {
    let ward = Ward::open().await;
    let post = |input: Value| ward.doctor.post("/api/records/", &input);
    let id = ward.visit;

    for (kind, longest) in [("diagnosis", 200), ("prescription", 100), ("requirement", 100)] {
        let answer = ward.write(&ward.doctor, kind, &"x".repeat(longest + 1)).await;
        assert_eq!(answer.to_string(), r#"422 {"code":"invalid","errors":{"/text":"too_long"}}"#);
        ward.write(&ward.doctor, kind, &"ü".repeat(longest)).await.expect(201);
    }
    assert_snapshot!(post(json!({})).await, @r#"422 {"code":"invalid","errors":{"/appointment":"required","/kind":"required"}}"#);
    assert_snapshot!(post(json!({ "appointment": id, "kind": "diagnosis", "text": " ", "code": "flu" })).await, @r#"422 {"code":"invalid","errors":{"/code":"malformed","/text":"required"}}"#);
    assert_snapshot!(post(json!({ "appointment": id, "kind": "prescription", "text": "x", "code": "J11" })).await, @r#"422 {"code":"invalid","errors":{"/code":"unknown_choice"}}"#);
    assert_snapshot!(post(json!({ "appointment": id, "kind": "poem", "text": "x" })).await, @r#"422 {"code":"invalid","errors":{"/kind":"unknown_choice"}}"#);
}

#[tokio::test]
async fn an_amendment_is_a_new_version_with_its_reason() {
    let ward = Ward::open().await;
    let path = ward.written("diagnosis", "Cold").await;
    ward.desk.clinic.advance(SignedDuration::from_mins(5));

    assert_snapshot!(ward.doctor.put(&path, &json!({ "text": "Influenza" })).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    let after = ward.doctor.put(&path, &revision("Influenza", "Swab")).await.expect(200).json();

    assert_eq!((&after["text"], &after["reason"], &after["version"]), (&json!("Influenza"), &json!("Swab"), &json!(2)));
    assert_eq!(after["created_at"], "2030-01-07T07:00:00.001Z");
    assert_eq!(after["updated_at"], "2030-01-07T07:05:00.001Z");
    assert_eq!(ward.versions("diagnosis").await, ["1 superseded", "2 current"]);
    assert_eq!(ward.doctor.list("/api/records/").await.len(), 1);
    let moved = json!({ "text": "x", "reason": "x", "kind": "prescription" });
    assert_snapshot!(ward.doctor.put(&path, &moved).await, @r#"422 {"code":"invalid","errors":{"/kind":"unknown_choice"}}"#);
}

#[tokio::test]
async fn who_amends_an_old_version_is_told_and_who_names_none_comes_after_the_other() {
    let ward = Ward::open().await;
    let path = ward.written("diagnosis", "Cold").await;
    let put = |n: usize| ward.doctor.put(&path, &revision(&format!("No. {n}"), "Swab"));

    put(0).header("if-match", "\"1\"").await.expect(200);
    for tag in ["\"1\"", "W/\"2\"", "\"1\", \"3\""] {
        assert_eq!(put(0).header("if-match", tag).await.to_string(), r#"412 {"code":"stale_version"}"#);
        assert_eq!(ward.doctor.delete(&path).json(&revision("", "x")).header("if-match", tag).await.status, 412);
    }
    let answers = futures::future::join_all((1..=8).map(|n| put(n).into_future())).await;
    let mut versions: Vec<i64> =
        answers.into_iter().map(|answer| answer.expect(200).json()["version"].as_i64().unwrap()).collect();
    versions.sort_unstable();
    assert_eq!(versions, (3..=10).collect::<Vec<_>>());
}

#[tokio::test]
async fn of_many_who_amend_the_same_version_one_does() {
    let ward = Ward::open().await;
    let path = ward.written("diagnosis", "Cold").await;

    let tries = (0..8)
        .map(|n| ward.doctor.put(&path, &revision(&n.to_string(), "Swab")).header("if-match", "\"1\"").into_future());
    let answers = futures::future::join_all(tries).await;

    let mut ended: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    ended.sort_unstable();
    assert_eq!((ended[0], &ended[1..]), (200, &[412; 7][..]));
}

#[tokio::test]
async fn what_was_entered_in_error_stays_in_the_history_and_makes_room() {
    let ward = Ward::open().await;
    let path = ward.written("prescription", "Ibuprofen 400").await;

    assert_snapshot!(ward.doctor.delete(&path).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    ward.doctor.delete(&format!("{path}?reason=Wrong+patient")).await.expect(204);

    let struck = ward.doctor.get(&path).await.expect(200).json();
    assert_eq!((&struck["status"], &struck["reason"]), (&json!("entered-in-error"), &json!("Wrong patient")));
    assert_eq!(struck["deleted_by"], json!(ward.desk.doctor.id));
    assert_snapshot!(ward.doctor.put(&path, &revision("x", "x")).await, @r#"409 {"code":"entered_in_error"}"#);
    assert!(ward.doctor.list("/api/records/").await.is_empty());
    ward.written("prescription", "Paracetamol 500").await;
    assert_eq!(ward.versions("prescription").await, ["1 superseded", "2 entered-in-error", "3 current"]);
}

#[tokio::test]
async fn a_requirement_is_done_once() {
    let ward = Ward::open().await;
    let ordered = ward.written("requirement", "Blood count").await;
    let diagnosis = ward.written("diagnosis", "Anaemia").await;
    let assistant = ward.desk.clinic.sign_in(Role::Assistant).await;
    let fulfil = |path: &str| assistant.post(&format!("{path}fulfil/"), &json!({}));

    assert_eq!(ward.doctor.get(&ordered).await.json()["state"], "ordered");
    let done = fulfil(&ordered).await.expect(200).json();
    assert_eq!((&done["state"], &done["version"]), (&json!("done"), &json!(2)));
    assert_eq!(fulfil(&ordered).await.expect(200).json()["version"], 2);
    assert_snapshot!(fulfil(&diagnosis).await, @r#"422 {"code":"invalid","errors":{"/kind":"unknown_choice"}}"#);
}

#[tokio::test]
async fn clinicians_write_the_care_team_reads_and_nobody_else_does() {
    let ward = Ward::open().await;
    let path = ward.written("diagnosis", "Cold").await;
    for role in Role::ALL {
        let client = ward.desk.clinic.sign_in(*role).await;
        let (reads, writes) = match role {
            Role::Doctor | Role::Therapist => (200, 200),
            Role::Assistant => (200, 403),
            _ => (403, 403),
        };
        assert_eq!(client.get(&path).await.status, reads, "{role:?}");
        assert_eq!(client.get("/api/records/").await.status, reads, "{role:?}");
        assert_eq!(client.put(&path, &revision("Flu", "Swab")).await.status, writes, "{role:?}");
        if writes == 403 {
            ward.write(&client, "prescription", "Water").await.expect(403);
            client.delete(&format!("{path}?reason=x")).await.expect(403);
        }
    }
}

#[tokio::test]
async fn a_record_is_found_with_its_own_patient_only() {
    let ward = Ward::open().await;
    let path = ward.written("diagnosis", "Cold").await;
    let other = ward.desk.clinic.patient().create().await;
    let neighbour = Desk::of(ward.desk.clinic.other().await).await;
    let stranger = neighbour.clinic.sign_in(Role::Doctor).await;
    let id: Uuid = path.split('/').nth(3).unwrap().parse().unwrap();

    assert_eq!(ward.doctor.list(&format!("/api/records/?patient={}", ward.desk.patient.id)).await, [id]);
    assert_eq!(ward.doctor.list("/api/records/?patient=1&kind=diagnosis").await, [id]);
    for query in [format!("patient={}", other.id), "kind=prescription".to_owned(), format!("appointment={}", other.id)]
    {
        assert!(ward.doctor.list(&format!("/api/records/?{query}")).await.is_empty(), "{query}");
    }
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(ward.write(&stranger.at(&neighbour.clinic), "prescription", "Water").await.status, 404);
    // The page of a visit does not open under another patient.
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let page = |patient: Uuid| browser.get(&format!("/patient/appointment-details/{}/{patient}/", ward.visit));
    page(ward.desk.patient.id).await.expect(200);
    page(other.id).await.expect(404);
}
