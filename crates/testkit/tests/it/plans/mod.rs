//! Treatment plans: what is to be reached, how far it was, what is done at home, and how many visits are left.

mod exercises;
mod goals;
mod packages;
mod pages;
mod reassessment_pages;
mod reassessments;

use std::future::IntoFuture as _;

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Desk, Role};
use uuid::Uuid;

/// A clinic with a patient who has a plan.
pub struct Ward {
    pub desk: Desk,
    pub doctor: Client,
    pub plan: Uuid,
}

impl Ward {
    pub async fn open() -> Self {
        let desk = Desk::open().await;
        let doctor = desk.clinic.sign_in_as(&desk.doctor).await;
        let plan = json!({ "patient": desk.patient.id, "title": "Hand therapy", "review_on": "2030-02-18" });
        let plan = doctor.post("/api/plans/", &plan).await.expect(201).id();
        Self { desk, doctor, plan }
    }

    pub fn plan_path(&self) -> String {
        format!("/api/plans/{}/", self.plan)
    }

    /// Where a part of the plan stands that was written.
    pub async fn written(&self, root: &str, mut part: Value) -> String {
        part["plan"] = json!(self.plan);
        format!("/api/{root}/{}/", self.doctor.post(&format!("/api/{root}/"), &part).await.expect(201).id())
    }

    pub async fn seen(&self, path: &str) -> Value {
        self.doctor.get(path).await.expect(200).json()
    }
}

/// A goal that can be scored.
pub fn jars() -> Value {
    json!({ "text": "Opens jars", "much_less": "None", "less": "Opened ones", "expected": "With an aid", "more": "Most",
        "much_more": "All", "baseline_level": -2 })
}

#[tokio::test]
async fn a_plan_is_read_as_it_was_written() {
    let ward = Ward::open().await;

    let plan = json!({ "patient": ward.desk.patient.id, "title": "Shoulder", "summary": "Reaches the shelf",
        "review_on": "2030-03-01", "status": "draft" });
    let answer = ward.doctor.post("/api/plans/", &plan).await.expect(201);

    let found = answer.json();
    for field in ["patient", "title", "summary", "review_on", "status"] {
        assert_eq!(found[field], plan[field], "{field}");
    }
    assert_eq!((&found["version"], &found["created_by"]), (&json!(1), &json!(ward.desk.doctor.id)));
    assert_eq!((answer.header("etag"), &found["attainment"]), ("\"1\"", &Value::Null));
    assert_eq!(ward.seen(answer.header("location")).await, found);
    let record: Vec<String> = ward.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["write_plan success staff about 1"]);
}

#[tokio::test]
async fn a_revision_is_a_further_version_and_none_is_lost() {
    let ward = Ward::open().await;
    ward.desk.clinic.advance(SignedDuration::from_mins(4));

    let over = json!({ "title": "Hand therapy", "status": "completed", "reason": "All goals reached" });
    let revised = ward.doctor.put(&ward.plan_path(), &over).header("if-match", "\"1\"").await.expect(200);

    assert_eq!((&revised.json()["status"], revised.header("etag")), (&json!("completed"), "\"2\""));
    let versions = ward.seen(&format!("{}versions/", ward.plan_path())).await;
    let told: Vec<_> = versions.as_array().unwrap().iter().map(|one| (&one["version"], &one["status"])).collect();
    assert_eq!(told, [(&json!(2), &json!("completed")), (&json!(1), &json!("active"))]);
    assert_eq!(
        (&versions[0]["reason"], &versions[1]["review_on"]),
        (&json!("All goals reached"), &json!("2030-02-18"))
    );
    let late = ward.doctor.put(&ward.plan_path(), &over).header("if-match", "\"1\"").await;
    assert_snapshot!(late, @r#"412 {"code":"stale_version"}"#);
}

#[tokio::test]
async fn of_one_title_a_patient_has_one_active_plan() {
    let ward = Ward::open().await;
    let write = |title: &str, status: &str| {
        let plan = json!({ "patient": ward.desk.patient.id, "title": title, "status": status });
        ward.doctor.post("/api/plans/", &plan)
    };

    assert_snapshot!(write("HAND  therapy", "active").await, @r#"409 {"code":"already_recorded"}"#);
    let draft = write("Hand therapy", "draft").await.expect(201).id();
    write("Shoulder", "active").await.expect(201);
    let activated = json!({ "title": "Hand therapy", "status": "active" });
    let path = format!("/api/plans/{draft}/");
    assert_snapshot!(ward.doctor.put(&path, &activated).await, @r#"409 {"code":"already_recorded"}"#);
    let over = json!({ "title": "Hand therapy", "status": "revoked" });
    ward.doctor.put(&ward.plan_path(), &over).await.expect(200);
    ward.doctor.put(&path, &activated).await.expect(200);
    // Another patient's plans are another matter.
    let other = ward.desk.clinic.patient().create().await;
    let plan = json!({ "patient": other.id, "title": "Hand therapy" });
    ward.doctor.post("/api/plans/", &plan).await.expect(201);
}

#[tokio::test]
async fn of_many_who_write_the_same_plan_at_once_one_does() {
    let ward = Ward::open().await;
    let plan = json!({ "patient": ward.desk.patient.id, "title": "Knee" });

    let tries = (0..20).map(|_| ward.doctor.post("/api/plans/", &plan).into_future());
    let written = futures::future::join_all(tries).await;

    assert_eq!(written.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(written.iter().filter(|answer| answer.status == 409).count(), 19);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let ward = Ward::open().await;
    let patient = ward.desk.patient.id;
    let post = async |root: &str, input: Value| ward.doctor.post(&format!("/api/{root}/"), &input).await.to_string();
    let plan = ward.plan;

    assert_snapshot!(post("plans", json!({})).await, @r#"422 {"code":"invalid","errors":{"/patient":"required","/title":"required"}}"#);
    assert_snapshot!(post("plans", json!({ "patient": patient, "title": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/title":"too_long"}}"#);
    assert_snapshot!(post("plans", json!({ "patient": patient, "title": "Knee", "status": "achieved" })).await, @r#"422 {"code":"invalid","errors":{"/status":"unknown_choice"}}"#);
    assert_snapshot!(post("plans", json!({ "patient": patient, "title": "Knee", "review_on": "soon" })).await, @r#"422 {"code":"invalid","errors":{"/review_on":"not_a_date"}}"#);
    assert_snapshot!(post("plans", json!({ "patient": patient, "title": "a\u{1b}b" })).await, @r#"422 {"code":"invalid","errors":{"/title":"control_characters"}}"#);
    assert_snapshot!(post("plans", json!({ "patient": Uuid::nil(), "title": "Knee" })).await, @r#"404 {"code":"not_found"}"#);
    assert_snapshot!(post("goals", json!({ "text": "Walks" })).await, @r#"422 {"code":"invalid","errors":{"/plan":"required"}}"#);
    assert_snapshot!(post("goals", json!({ "plan": Uuid::nil(), "text": "Walks" })).await, @r#"404 {"code":"not_found"}"#);
    assert_snapshot!(post("goals", json!({ "plan": plan, "text": "Walks", "less": "Stands" })).await, @r#"422 {"code":"invalid","errors":{"/expected":"required","/more":"required","/much_less":"required","/much_more":"required"}}"#);
    assert_snapshot!(post("goals", json!({ "plan": plan, "text": "Walks", "baseline_level": 0 })).await, @r#"422 {"code":"invalid","errors":{"/baseline_level":"no_levels"}}"#);
    assert_snapshot!(post("goals", json!({ "plan": plan, "text": "Walks", "instrument": "rumour" })).await, @r#"422 {"code":"invalid","errors":{"/instrument":"unknown_choice"}}"#);
    assert_snapshot!(post("goals", json!({ "plan": plan, "text": "Walks", "weight": 0 })).await, @r#"422 {"code":"invalid","errors":{"/weight":"too_small"}}"#);
    assert_snapshot!(post("exercises", json!({ "plan": plan, "name": "Fist", "times_per_week": 8 })).await, @r#"422 {"code":"invalid","errors":{"/times_per_week":"too_large"}}"#);
    assert_snapshot!(post("exercises", json!({ "plan": plan, "name": "Fist", "times_per_week": 1, "begins_on": "2030-02-01", "ends_on": "2030-01-31" })).await, @r#"422 {"code":"invalid","errors":{"/ends_on":"before_the_first"}}"#);
    assert_snapshot!(post("progress-notes", json!({ "plan": plan, "text": "Well", "noted_on": "2030-01-08" })).await, @r#"422 {"code":"invalid","errors":{"/noted_on":"in_future"}}"#);
    assert_snapshot!(post("packages", json!({ "patient": patient, "label": "Ten" })).await, @r#"422 {"code":"invalid","errors":{"/visits":"required"}}"#);
    assert_snapshot!(post("packages", json!({ "patient": patient, "label": "Ten", "visits": 10, "service": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/service":"unknown_choice"}}"#);
    let other = ward.desk.clinic.patient().create().await;
    let moved = json!({ "patient": other.id, "title": "Hand therapy" });
    assert_snapshot!(ward.doctor.put(&ward.plan_path(), &moved).await, @r#"422 {"code":"invalid","errors":{"/patient":"fixed"}}"#);
}

#[tokio::test]
async fn what_was_never_true_is_taken_back_with_a_reason() {
    let ward = Ward::open().await;
    let path = ward.written("interventions", json!({ "text": "Heat", "frequency": "Daily" })).await;

    assert_snapshot!(ward.doctor.delete(&path).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    let reason = json!({ "reason": "Of another patient" });
    ward.doctor.delete(&path).json(&reason).await.expect(204);
    assert_snapshot!(ward.doctor.delete(&path).json(&reason).await, @r#"409 {"code":"entered_in_error"}"#);
    assert_snapshot!(ward.doctor.put(&path, &json!({ "text": "Heat" })).await, @r#"409 {"code":"entered_in_error"}"#);
    let found = ward.seen(&path).await;
    assert_eq!((&found["status"], &found["reason"]), (&json!("entered-in-error"), &json!("Of another patient")));
    assert!(ward.doctor.list("/api/interventions/").await.is_empty());
}

#[tokio::test]
async fn a_progress_note_is_written_once() {
    let ward = Ward::open().await;
    let path = ward.written("progress-notes", json!({ "text": "Grip is stronger", "noted_on": "2030-01-05" })).await;

    assert_eq!(ward.seen(&path).await["noted_on"], "2030-01-05");
    ward.doctor.put(&path, &json!({ "text": "Grip is weaker" })).await.expect(405);
    ward.doctor.delete(&path).json(&json!({ "reason": "Of another day" })).await.expect(204);
    let versions = ward.seen(&format!("{path}versions/")).await;
    assert_eq!((versions.as_array().map(Vec::len), &versions[1]["text"]), (Some(2), &json!("Grip is stronger")));
}

#[tokio::test]
async fn nothing_is_added_to_a_plan_that_is_over() {
    let ward = Ward::open().await;
    let over = json!({ "title": "Hand therapy", "status": "completed" });
    ward.doctor.put(&ward.plan_path(), &over).await.expect(200);

    let goal = json!({ "plan": ward.plan, "text": "Walks" });
    assert_snapshot!(ward.doctor.post("/api/goals/", &goal).await, @r#"422 {"code":"invalid","errors":{"/plan":"plan_over"}}"#);
    // Nor to what is no plan.
    let again = json!({ "title": "Hand therapy", "status": "active" });
    ward.doctor.put(&ward.plan_path(), &again).await.expect(200);
    let goal = ward.written("goals", json!({ "text": "Walks" })).await;
    let goal = goal.trim_start_matches("/api/goals/").trim_end_matches('/');
    let part = json!({ "plan": goal, "text": "Stands" });
    assert_snapshot!(ward.doctor.post("/api/goals/", &part).await, @r#"404 {"code":"not_found"}"#);
}

#[tokio::test]
async fn a_list_is_narrowed_to_a_plan_a_state_and_what_is_due() {
    let ward = Ward::open().await;
    // Ids are in the order of their milliseconds.
    ward.desk.clinic.advance(SignedDuration::from_millis(1));
    let soon = json!({ "patient": ward.desk.patient.id, "title": "Shoulder", "review_on": "2030-01-10" });
    ward.doctor.post("/api/plans/", &soon).await.expect(201);
    ward.written("goals", json!({ "text": "Walks", "target_on": "2030-02-01" })).await;
    ward.written("goals", json!({ "text": "Stands", "status": "achieved" })).await;

    let titles = async |query: &str| {
        let found = ward.seen(&format!("/api/plans/?{query}")).await;
        found["results"].as_array().unwrap().iter().map(|one| one["title"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles("due_by=2030-01-31").await, ["Shoulder"]);
    assert_eq!(titles("due_by=2030-02-18&status=active").await, ["Hand therapy", "Shoulder"]);
    assert!(titles("status=draft").await.is_empty());
    let goals = ward.seen(&format!("/api/goals/?plan={}&status=achieved", ward.plan)).await;
    assert_eq!((&goals["count"], &goals["results"][0]["text"]), (&json!(1), &json!("Stands")));
    let page = ward.seen("/api/goals/?page=2&page_size=1").await;
    assert_eq!((&page["count"], page["results"].as_array().map(Vec::len)), (&json!(2), Some(1)));
    ward.doctor.get("/api/plans/?due_by=soon").await.expect(422);
}

#[tokio::test]
async fn plans_are_for_those_who_treat_and_taken_back_by_doctors_and_therapists() {
    let ward = Ward::open().await;
    let path = ward.plan_path();

    for (role, reads, writes, strikes) in [
        (Role::Doctor, 200, 201, 204),
        (Role::Therapist, 200, 201, 204),
        (Role::Assistant, 200, 201, 403),
        (Role::Reception, 403, 403, 403),
        (Role::Billing, 403, 403, 403),
        (Role::Admin, 403, 403, 403),
        (Role::Auditor, 403, 403, 403),
    ] {
        let by = ward.desk.clinic.sign_in(role).await;
        by.get(&path).await.expect(reads);
        let goal = json!({ "plan": ward.plan, "text": format!("Set by {role:?}") });
        by.post("/api/goals/", &goal).await.expect(writes);
        let wrong = ward.written("interventions", json!({ "text": "Cold" })).await;
        by.delete(&wrong).json(&json!({ "reason": "Mistyped" })).await.expect(strikes);
    }
}

#[tokio::test]
async fn another_clinic_finds_nothing() {
    let ward = Ward::open().await;
    let doctor = ward.desk.clinic.other().await.sign_in(Role::Doctor).await;

    doctor.get(&ward.plan_path()).await.expect(404);
    doctor.put(&ward.plan_path(), &json!({ "title": "Mine" })).await.expect(404);
    doctor.delete(&ward.plan_path()).json(&json!({ "reason": "Mine" })).await.expect(404);
    doctor.post("/api/goals/", &json!({ "plan": ward.plan, "text": "Mine" })).await.expect(404);
    assert!(doctor.list("/api/plans/").await.is_empty());
}
