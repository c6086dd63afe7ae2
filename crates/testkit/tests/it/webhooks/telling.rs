//! What happens is told, once, to those who want to know, and in ids alone.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Role, TestClinic};

use super::Ground;

#[tokio::test]
async fn what_happens_is_told_in_ids_alone_and_signed() {
    let ground = Ground::new().await;
    let subscriber = ground.subscribe("/heard", &["appointment.booked"]).await;
    let visit = ground.desk.booked("10:00").await;
    ground.deliver().await;
    ground.deliver().await;

    let heard = ground.receiver.heard();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert_eq!((heard[0].path.as_str(), heard[0].content_type.as_str()), ("/heard", "application/json"));
    let body: Value = serde_json::from_str(&heard[0].body).unwrap();
    let at = body["timestamp"].as_str().unwrap().to_owned();
    assert_eq!(
        body,
        json!({ "type": "appointment.booked", "timestamp": at,
            "data": { "id": visit, "patient": ground.desk.patient.id, "version": 1 } })
    );
    assert!(at.starts_with("2030-01-07T07:00:00"), "{at}");
    assert!(heard[0].id.starts_with("msg_"), "{}", heard[0].id);
    assert_eq!(heard[0].signatures.len(), 1);
    assert!(subscriber.has_signed(&heard[0]));
    assert_eq!(ground.deliveries().await, ["delivered 1 204"]);
}

#[tokio::test]
async fn nobody_is_told_of_what_they_did_not_ask_for_and_nothing_is_noted_for_nobody() {
    let ground = Ground::new().await;
    ground.desk.booked("09:00").await;
    assert_eq!(ground.clinic().value("select count(*) from {room}.webhook_event").await, "0");
    ground.subscribe("/patients", &["patient.created"]).await;
    ground.subscribe("/visits", &["appointment.booked", "appointment.cancelled"]).await;
    ground.desk.booked("10:00").await;
    ground.clinic().patient().create().await;
    ground.deliver().await;

    assert_eq!(ground.receiver.heard_at("/patients").len(), 1);
    assert_eq!(ground.receiver.heard_at("/visits").len(), 1);
    assert_eq!(ground.receiver.heard().len(), 2);
}

#[tokio::test]
async fn whoever_books_next_door_is_told_of_next_door() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["patient.created"]).await;
    let neighbour: TestClinic = ground.clinic().other().await;
    neighbour.patient().create().await;
    ground.deliver().await;
    assert!(ground.receiver.heard().is_empty());
}

const VISITS: &[&str] = &[
    "appointment.booked",
    "appointment.confirmed",
    "appointment.updated",
    "appointment.moved",
    "appointment.arrived",
    "appointment.checked_in",
    "appointment.completed",
    "appointment.no_show",
    "appointment.cancelled",
    "appointment.reverted",
    "appointment.entered_in_error",
    "appointment.deleted",
];

#[tokio::test]
async fn each_step_of_a_visit_is_told_under_its_own_name() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", VISITS).await;
    let id = ground.desk.booked("10:00").await;
    assert_eq!(ground.news().await, ["appointment.booked"]);
    let path = format!("/api/appointments/{id}/");
    ground.desk.reception.put(&path, &json!({ "kind": "procedure" })).await.expect(200);
    assert_eq!(ground.news().await, ["appointment.updated"]);
    let later = json!({ "starts_at": "2030-01-07T11:00:00+02:00" });
    ground.desk.reception.post(&format!("{path}reschedule/"), &later).await.expect(200);
    assert_eq!(ground.news().await, ["appointment.moved"]);
    for (step, told) in [
        ("check-in", "appointment.arrived"),
        ("revert", "appointment.reverted"),
        ("check-in", "appointment.arrived"),
        ("start", "appointment.checked_in"),
        ("complete", "appointment.completed"),
    ] {
        ground.desk.step(id, step).await.expect(200);
        assert_eq!(ground.news().await, [told], "{step}");
    }
    let other = ground.desk.booked("14:00").await;
    ground.desk.step(other, "cancel").await.expect(200);
    assert_eq!(ground.news().await, ["appointment.booked", "appointment.cancelled"]);
}

#[tokio::test]
async fn what_the_program_does_by_itself_is_told_as_well() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", &["appointment.no_show"]).await;
    let id = ground.desk.booked("10:00").await;
    let sql = format!("update {{room}}.appointment set status = 'noshow', version = version + 1 where id = '{id}'");
    ground.clinic().sql_as_superuser(&sql).await;
    assert_eq!(ground.news().await, ["appointment.no_show"]);
}

#[tokio::test]
async fn a_held_time_is_told_of_when_it_is_booked_and_not_before() {
    let ground = Ground::new().await;
    ground.subscribe("/heard", VISITS).await;
    let hold = async |at: &str| {
        let held = ground.desk.reception.post("/api/appointments/hold/", &ground.desk.wanted(at));
        held.await.expect(201).id()
    };
    let (wanted, _forgotten) = (hold("10:00").await, hold("12:00").await);
    assert_eq!(ground.news().await, Vec::<String>::new());
    ground.desk.step(wanted, "confirm").await.expect(200);
    assert_eq!(ground.news().await, ["appointment.booked"]);
    ground.clinic().advance(SignedDuration::from_mins(6));
    ground.clinic().run_duty("release_holds").await;
    assert_eq!(ground.news().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_happens_to_patients_is_told_with_where_they_went() {
    let ground = Ground::new().await;
    let types = ["patient.created", "patient.updated", "patient.deleted", "patient.merged", "patient.parted"];
    ground.subscribe("/heard", &types).await;
    let desk = &ground.desk;
    let double = ground.clinic().patient().create().await;
    assert_eq!(ground.news().await, ["patient.created"]);
    let merge = json!({ "other": double.id, "version": 1, "other_version": 1, "reason": "Registered twice" });
    let path = format!("/api/patients/{}/merge/", desk.patient.id);
    let merge = desk.reception.post(&path, &merge).await.expect(200).id();
    assert!(ground.news().await.contains(&"patient.merged".to_owned()));
    let heard = ground.receiver.heard();
    let bodies: Vec<Value> = heard.iter().map(|it| serde_json::from_str(&it.body).unwrap()).collect();
    let merged = bodies.iter().find(|body| body["type"] == "patient.merged").unwrap();
    assert_eq!((&merged["data"]["id"], &merged["data"]["merged_into"]), (&json!(double.id), &json!(desk.patient.id)));
    let reason = json!({ "reason": "Two people after all" });
    desk.reception.post(&format!("/api/merges/{merge}/reverse/"), &reason).await.expect(200);
    assert!(ground.news().await.contains(&"patient.parted".to_owned()));
    desk.reception.delete(&double.path()).await.expect(204);
    assert_eq!(ground.news().await, ["patient.deleted"]);
}

#[tokio::test]
async fn what_is_written_about_patients_is_told_once_it_is_signed() {
    let ground = Ground::new().await;
    let types = [
        "assessment.completed",
        "assessment.amended",
        "note.signed",
        "note.struck",
        "document.added",
        "document.deleted",
    ];
    ground.subscribe("/heard", &types).await;
    let doctor = ground.clinic().sign_in(Role::Doctor).await;
    let patient = ground.desk.patient.id;
    let answers: Value = (1..=9).map(|n: u8| (n.to_string(), json!(1))).collect::<serde_json::Map<_, _>>().into();
    let found = json!({ "patient": patient, "instrument": "phq-9", "answers": answers });
    let assessment = format!("/api/assessments/{}/", doctor.post("/api/assessments/", &found).await.expect(201).id());
    assert_eq!(ground.news().await, Vec::<String>::new(), "a draft is its author's alone");
    doctor.post(&format!("{assessment}complete/"), &json!({})).await.expect(200);
    assert_eq!(ground.news().await, ["assessment.completed"]);
    let amended = json!({ "answers": answers, "reason": "Heard again" });
    doctor.post(&format!("{assessment}amend/"), &amended).await.expect(200);
    assert_eq!(ground.news().await, ["assessment.amended"]);

    let visit = doctor.post("/api/encounters/", &json!({ "patient": patient })).await.expect(201).id();
    let words = json!({ "encounter": visit, "plan": "Rest" });
    let note = format!("/api/notes/{}/", doctor.post("/api/notes/", &words).await.expect(201).id());
    assert_eq!(ground.news().await, Vec::<String>::new());
    doctor.post(&format!("{note}sign/"), &json!({ "incomplete": true })).await.expect(200);
    assert_eq!(ground.news().await, ["note.signed"]);

    let about = json!({ "title": "Letter", "kind": "report", "privacy": "internal", "contact": patient });
    let document = doctor.post("/business/documents", &about).await.expect(201).id();
    assert_eq!(ground.news().await, Vec::<String>::new(), "nothing was uploaded yet");
    let path = format!("/business/documents/{document}");
    let upload = doctor.call(http::Method::POST, &format!("{path}/upload"));
    upload.body("application/octet-stream", "Be quiet after nine").await.expect(200);
    assert_eq!(ground.news().await, ["document.added"]);
    doctor.delete(&path).await.expect(204);
    assert_eq!(ground.news().await, ["document.deleted"]);
}

#[tokio::test]
async fn what_was_refused_or_undone_is_not_told() {
    let ground = Ground::new().await;
    ground.desk.booked("10:00").await;
    ground.subscribe("/heard", &["appointment.booked", "patient.updated"]).await;
    ground.desk.try_to_book(&ground.desk.wanted("10:15")).await.expect(409);
    let stale = json!({ "family_name": "Haddad", "given_name": "Layla" });
    let path = ground.desk.patient.path();
    ground.desk.reception.put(&path, &stale).header("if-match", "\"7\"").await.expect(412);
    ground.deliver().await;
    assert!(ground.receiver.heard().is_empty());
    assert!(ground.deliveries().await.is_empty());
}

#[tokio::test]
async fn the_duty_looks_again_soon_where_somebody_is_told_and_late_where_nobody_is() {
    let ground = Ground::new().await;
    let wait = async |ground: &Ground| {
        let next = ground.look(&ground.courier).await;
        next.duration_since(ground.clinic().clock().now()).as_secs()
    };
    assert_eq!(wait(&ground).await, 600);
    ground.subscribe("/heard", &["alert.raised"]).await;
    assert_eq!(wait(&ground).await, 5);
}
