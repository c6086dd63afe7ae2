//! What a plan asks to be assessed again: due by the assessments that there are, and by nothing that is kept.

use std::future::IntoFuture as _;

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Role};
use uuid::Uuid;

use super::Ward;

const ROOT: &str = "/api/reassessments/";

/// The same answer to all nine questions of the PHQ-9.
pub fn phq_9() -> Value {
    (1..=9).map(|n: u8| (n.to_string(), json!(0))).collect::<serde_json::Map<_, _>>().into()
}

impl Ward {
    /// Where it stands that the PHQ-9 is to be repeated, every four weeks or as is said.
    pub async fn repeated(&self, when: Value) -> String {
        let mut asked = when;
        asked["instrument"] = json!("phq-9");
        self.written("reassessments", asked).await
    }

    /// Where a PHQ-9 stands that somebody completed, of that day.
    pub async fn assessed_by(&self, by: &Client, on: &str) -> String {
        let found = json!({ "patient": self.desk.patient.id, "instrument": "phq-9", "answers": phq_9(),
            "administered_on": on, "status": "completed" });
        format!("/api/assessments/{}/", by.post("/api/assessments/", &found).await.expect(201).id())
    }

    async fn assessed(&self, on: &str) -> String {
        self.assessed_by(&self.doctor, on).await
    }

    async fn due(&self, path: &str) -> Value {
        self.seen(path).await["due_on"].clone()
    }

    async fn days_later(&mut self, days: i64) {
        self.desk.later(SignedDuration::from_hours(24 * days)).await;
        self.doctor = self.desk.clinic.sign_in_as(&self.desk.doctor).await;
    }
}

fn monthly() -> Value {
    json!({ "every_weeks": 4 })
}

#[tokio::test]
async fn it_is_read_as_it_was_written() {
    let ward = Ward::open().await;
    let asked = json!({ "plan": ward.plan, "instrument": "phq-9", "every_weeks": 4, "begins_on": "2030-01-09" });

    let answer = ward.doctor.post(ROOT, &asked).await.expect(201);

    let found = answer.json();
    for field in ["plan", "instrument", "every_weeks", "begins_on"] {
        assert_eq!(found[field], asked[field], "{field}");
    }
    assert_eq!((&found["once_on"], &found["last_on"]), (&Value::Null, &Value::Null));
    assert_eq!((&found["due_on"], &found["status"]), (&json!("2030-01-09"), &json!("active")));
    assert_eq!(ward.seen(answer.header("location")).await, found);
    let record: Vec<String> = ward.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["write_plan success staff about 1"]);
}

#[tokio::test]
async fn it_is_due_when_it_was_asked_for_and_then_by_the_last_one_that_was_completed() {
    let ward = Ward::open().await;
    let again = ward.repeated(monthly()).await;
    assert_eq!(ward.due(&again).await, "2030-01-07");

    ward.assessed("2030-01-02").await;
    assert_eq!(ward.due(&again).await, "2030-01-30");
    ward.assessed("2030-01-06").await;
    ward.assessed("2029-12-01").await;
    assert_eq!(ward.due(&again).await, "2030-02-03");
    assert_eq!(ward.seen(&again).await["last_on"], "2030-01-06");
    // Neither what is not complete, nor another instrument, nor somebody else.
    let other = ward.desk.clinic.patient().create().await;
    for (patient, instrument, status) in [
        (ward.desk.patient.id, "phq-9", "draft"),
        (ward.desk.patient.id, "nprs", "completed"),
        (other.id, "phq-9", "completed"),
    ] {
        let answers = if instrument == "nprs" { json!({ "pain": 4 }) } else { phq_9() };
        let found = json!({ "patient": patient, "instrument": instrument, "answers": answers, "status": status });
        ward.doctor.post("/api/assessments/", &found).await.expect(201);
    }
    assert_eq!(ward.due(&again).await, "2030-02-03");
}

#[tokio::test]
async fn an_amendment_moves_the_day_and_what_is_taken_back_does_not_count() {
    let ward = Ward::open().await;
    let again = ward.repeated(monthly()).await;
    let (first, last) = (ward.assessed("2030-01-02").await, ward.assessed("2030-01-06").await);

    let amended = json!({ "answers": phq_9(), "administered_on": "2029-12-31", "reason": "Of New Year's Eve" });
    ward.doctor.post(&format!("{last}amend/"), &amended).await.expect(200);
    assert_eq!(ward.due(&again).await, "2030-01-30");
    let wrong = json!({ "reason": "Of another patient" });
    ward.doctor.post(&format!("{first}strike/"), &wrong).await.expect(200);
    assert_eq!(ward.due(&again).await, "2030-01-28");
    ward.doctor.post(&format!("{last}strike/"), &wrong).await.expect(200);
    assert_eq!(ward.due(&again).await, "2030-01-07");
}

#[tokio::test]
async fn what_waits_for_a_co_signature_counts_as_well() {
    let ward = Ward::open().await;
    let again = ward.repeated(monthly()).await;
    let assistant = ward.desk.clinic.sign_in(Role::Assistant).await;

    let found = ward.assessed_by(&assistant, "2030-01-07").await;
    assert_eq!(ward.due(&again).await, "2030-02-04");
    ward.doctor.post(&format!("{found}co-sign/"), &json!({})).await.expect(200);
    assert_eq!(ward.due(&again).await, "2030-02-04");
}

#[tokio::test]
async fn it_is_never_due_before_its_first_day() {
    let ward = Ward::open().await;
    ward.assessed("2027-06-01").await;

    let later = ward.repeated(json!({ "every_weeks": 1, "begins_on": "2030-03-01" })).await;

    assert_eq!(ward.due(&later).await, "2030-03-01");
    ward.assessed("2030-01-06").await;
    assert_eq!(ward.due(&later).await, "2030-03-01");
}

#[tokio::test]
async fn one_for_a_day_is_done_by_one_of_the_week_before_and_not_by_what_was_there() {
    let mut ward = Ward::open().await;
    ward.assessed("2030-01-07").await;
    let far = ward.repeated(json!({ "once_on": "2030-01-20" })).await;
    let near = ward.repeated(json!({ "once_on": "2030-01-10" })).await;
    ward.assessed("2030-01-07").await;
    assert_eq!((ward.due(&far).await, ward.due(&near).await), (json!("2030-01-20"), json!("2030-01-10")));

    ward.days_later(1).await;
    ward.assessed("2030-01-08").await;
    assert_eq!((ward.due(&far).await, ward.due(&near).await), (json!("2030-01-20"), Value::Null));
    ward.days_later(5).await;
    let found = ward.assessed("2030-01-13").await;
    assert_eq!(ward.due(&far).await, Value::Null);
    assert_eq!(ward.seen(&far).await["last_on"], "2030-01-13");
    ward.doctor.post(&format!("{found}strike/"), &json!({ "reason": "Mistyped" })).await.expect(200);
    assert_eq!(ward.due(&far).await, "2030-01-20");
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let ward = Ward::open().await;
    let post = async |more: Value| {
        let mut asked = json!({ "plan": ward.plan, "instrument": "phq-9" });
        for (field, value) in more.as_object().unwrap() {
            asked[field] = value.clone();
        }
        ward.doctor.post(ROOT, &asked).await.to_string()
    };

    assert_snapshot!(ward.doctor.post(ROOT, &json!({})).await, @r#"422 {"code":"invalid","errors":{"/every_weeks":"one_of_two","/instrument":"required","/plan":"required"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 4, "once_on": "2030-02-01" })).await, @r#"422 {"code":"invalid","errors":{"/once_on":"one_of_two"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 0 })).await, @r#"422 {"code":"invalid","errors":{"/every_weeks":"too_small"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 105 })).await, @r#"422 {"code":"invalid","errors":{"/every_weeks":"too_large"}}"#);
    assert_snapshot!(post(json!({ "once_on": "at discharge" })).await, @r#"422 {"code":"invalid","errors":{"/once_on":"not_a_date"}}"#);
    assert_snapshot!(post(json!({ "once_on": "2030-01-06" })).await, @r#"422 {"code":"invalid","errors":{"/once_on":"before_the_first"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 4, "begins_on": "2201-01-01" })).await, @r#"422 {"code":"invalid","errors":{"/begins_on":"out_of_range"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 4, "status": "achieved" })).await, @r#"422 {"code":"invalid","errors":{"/status":"unknown_choice"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 4, "instrument": "rumour" })).await, @r#"422 {"code":"invalid","errors":{"/instrument":"unknown_choice"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 4, "instrument": "berg" })).await, @r#"422 {"code":"invalid","errors":{"/instrument":"not_in_use"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 4, "instrument": "x".repeat(41) })).await, @r#"422 {"code":"invalid","errors":{"/instrument":"too_long"}}"#);
    assert_snapshot!(post(json!({ "every_weeks": 4, "plan": Uuid::nil() })).await, @r#"404 {"code":"not_found"}"#);
    assert!(ward.doctor.list(ROOT).await.is_empty());
}

#[tokio::test]
async fn what_is_over_is_not_due_and_neither_is_what_a_draft_asks_for() {
    let ward = Ward::open().await;
    let again = ward.repeated(monthly()).await;
    let say = async |status: &str| {
        let said = json!({ "instrument": "phq-9", "every_weeks": 4, "status": status });
        ward.doctor.put(&again, &said).await.expect(200);
    };
    let by_today = format!("{ROOT}?due_by=2030-01-07");
    assert_eq!(ward.doctor.list(&by_today).await.len(), 1);

    for status in ["completed", "revoked"] {
        say(status).await;
        assert_eq!(ward.due(&again).await, Value::Null, "{status}");
        assert!(ward.doctor.list(&by_today).await.is_empty(), "{status}");
    }
    say("active").await;
    for status in ["completed", "revoked", "draft"] {
        let plan = json!({ "title": "Hand therapy", "status": status });
        ward.doctor.put(&ward.plan_path(), &plan).await.expect(200);
        assert_eq!(ward.due(&again).await, Value::Null, "{status}");
        let more = json!({ "plan": ward.plan, "instrument": "nprs", "every_weeks": 1 });
        let answer = ward.doctor.post(ROOT, &more).await;
        let expected = if status == "draft" { 201 } else { 422 };
        assert_eq!(answer.status, expected, "{status}: {answer}");
    }
    ward.doctor.put(&ward.plan_path(), &json!({ "title": "Hand therapy" })).await.expect(200);
    assert_eq!(ward.due(&again).await, "2030-01-07");
    ward.doctor.delete(&ward.plan_path()).json(&json!({ "reason": "Of another patient" })).await.expect(204);
    assert_eq!(ward.due(&again).await, Value::Null);
}

#[tokio::test]
async fn a_plan_asks_for_each_once_however_many_ask_at_a_time() {
    let ward = Ward::open().await;
    let asked = json!({ "plan": ward.plan, "instrument": "phq-9", "every_weeks": 4 });

    let tries = (0..10).map(|_| ward.doctor.post(ROOT, &asked).into_future());
    let mut ended: Vec<u16> =
        futures::future::join_all(tries).await.iter().map(|answer| answer.status.as_u16()).collect();
    ended.sort_unstable();
    assert_eq!((ended[0], &ended[1..]), (201, &[409; 9][..]));

    // How often does not make it another one; a day does.
    let other = json!({ "plan": ward.plan, "instrument": "phq-9", "every_weeks": 2 });
    assert_snapshot!(ward.doctor.post(ROOT, &other).await, @r#"409 {"code":"already_recorded"}"#);
    let once = ward.repeated(json!({ "once_on": "2030-02-01" })).await;
    let same = json!({ "plan": ward.plan, "instrument": "phq-9", "once_on": "2030-02-01" });
    assert_snapshot!(ward.doctor.post(ROOT, &same).await, @r#"409 {"code":"already_recorded"}"#);
    let clash = json!({ "instrument": "phq-9", "every_weeks": 8 });
    assert_snapshot!(ward.doctor.put(&once, &clash).await, @r#"409 {"code":"already_recorded"}"#);
    let reason = json!({ "reason": "Twice" });
    ward.doctor.delete(&once).json(&reason).await.expect(204);
    ward.doctor.post(ROOT, &same).await.expect(201);
    assert_snapshot!(ward.doctor.put(&once, &same).await, @r#"409 {"code":"entered_in_error"}"#);
}

#[tokio::test]
async fn a_revision_says_anew_how_often_and_keeps_an_instrument_that_is_used_no_more() {
    let ward = Ward::open().await;
    let again = ward.repeated(monthly()).await;
    ward.assessed("2030-01-02").await;
    let admin = ward.desk.clinic.sign_in(Role::Admin).await;
    let choice = json!({ "in_use": false });
    admin.put("/api/instruments/phq-9/", &choice).await.expect(200);

    let weekly = json!({ "instrument": "phq-9", "every_weeks": 1 });
    let revised = ward.doctor.put(&again, &weekly).header("if-match", "\"1\"").await.expect(200);
    assert_eq!((&revised.json()["due_on"], revised.header("etag")), (&json!("2030-01-09"), "\"2\""));
    assert_snapshot!(ward.doctor.put(&again, &weekly).header("if-match", "\"1\"").await, @r#"412 {"code":"stale_version"}"#);
    let another = json!({ "plan": ward.plan, "instrument": "phq-9", "once_on": "2030-02-01" });
    assert_snapshot!(ward.doctor.post(ROOT, &another).await, @r#"422 {"code":"invalid","errors":{"/instrument":"not_in_use"}}"#);
    let versions = ward.seen(&format!("{again}versions/")).await;
    let told: Vec<_> = versions.as_array().unwrap().iter().map(|one| one["every_weeks"].clone()).collect();
    assert_eq!(told, [1, 4]);
}

#[tokio::test]
async fn a_list_holds_what_is_due_by_a_day_page_by_page() {
    let ward = Ward::open().await;
    let other = ward.desk.clinic.patient().create().await;
    let plan = json!({ "patient": other.id, "title": "Knee" });
    let plan = ward.doctor.post("/api/plans/", &plan).await.expect(201).id();
    ward.repeated(monthly()).await;
    let theirs = json!({ "plan": plan, "instrument": "nprs", "every_weeks": 1, "begins_on": "2030-01-08" });
    ward.doctor.post(ROOT, &theirs).await.expect(201);
    ward.repeated(json!({ "once_on": "2030-02-01" })).await;
    let count = async |query: &str| ward.seen(&format!("{ROOT}?{query}")).await["count"].clone();

    assert_eq!(count("").await, 3);
    assert_eq!(count("due_by=2030-01-06").await, 0);
    assert_eq!(count("due_by=2030-01-07").await, 1);
    assert_eq!(count("due_by=2030-01-08").await, 2);
    assert_eq!(count(&format!("due_by=2030-01-08&patient={}", other.id)).await, 1);
    assert_eq!(count(&format!("due_by=2030-02-01&plan={}", ward.plan)).await, 2);
    ward.assessed("2030-01-07").await;
    assert_eq!(count("due_by=2030-01-08").await, 1);
    let page = ward.doctor.get(&format!("{ROOT}?due_by=2030-02-04&page=2&page_size=1")).await.expect(200);
    assert_eq!((&page.json()["count"], page.json()["results"].as_array().map(Vec::len)), (&json!(3), Some(1)));
    assert_eq!(ward.desk.clinic.audit_of(&page).await[0].to_string(), "view_plans success staff about 1");
    ward.doctor.get(&format!("{ROOT}?due_by=soon")).await.expect(422);
    // Whoever is deleted is out of sight.
    ward.desk.reception.delete(&other.path()).await.expect(204);
    assert_eq!(count("").await, 2);
}

#[tokio::test]
async fn it_is_for_those_who_treat_and_taken_back_by_doctors_and_therapists() {
    let ward = Ward::open().await;
    let path = ward.repeated(monthly()).await;

    let rights = [
        (Role::Doctor, 200, 201, 204),
        (Role::Therapist, 200, 201, 204),
        (Role::Assistant, 200, 201, 403),
        (Role::Reception, 403, 403, 403),
        (Role::Billing, 403, 403, 403),
        (Role::Admin, 403, 403, 403),
        (Role::Auditor, 403, 403, 403),
    ];
    for (n, (role, reads, writes, strikes)) in rights.into_iter().enumerate() {
        let by = ward.desk.clinic.sign_in(role).await;
        by.get(&path).await.expect(reads);
        by.get(ROOT).await.expect(reads);
        let day = format!("2031-01-0{}", n + 1);
        let asked = json!({ "plan": ward.plan, "instrument": "phq-9", "once_on": day });
        by.post(ROOT, &asked).await.expect(writes);
        let wrong = ward.written("reassessments", json!({ "instrument": "nprs", "once_on": day })).await;
        by.delete(&wrong).json(&json!({ "reason": "Mistyped" })).await.expect(strikes);
    }
}

#[tokio::test]
async fn another_clinic_finds_nothing() {
    let ward = Ward::open().await;
    let path = ward.repeated(monthly()).await;
    let doctor = ward.desk.clinic.other().await.sign_in(Role::Doctor).await;

    doctor.get(&path).await.expect(404);
    doctor.put(&path, &json!({ "instrument": "phq-9", "every_weeks": 1 })).await.expect(404);
    doctor.delete(&path).json(&json!({ "reason": "Mine" })).await.expect(404);
    let asked = json!({ "plan": ward.plan, "instrument": "phq-9", "every_weeks": 1 });
    doctor.post(ROOT, &asked).await.expect(404);
    assert!(doctor.list(&format!("{ROOT}?due_by=2099-01-01")).await.is_empty());
}

#[tokio::test]
async fn why_it_was_changed_lies_sealed() {
    let ward = Ward::open().await;
    let again = ward.repeated(monthly()).await;
    let weekly = json!({ "instrument": "phq-9", "every_weeks": 1, "reason": "Quinquagesima" });
    ward.doctor.put(&again, &weekly).await.expect(200);

    let sql =
        "select encode(v.content, 'escape') || encode(coalesce(v.reason, ''), 'escape') from {room}.care_version v";
    for row in ward.desk.clinic.sql_as_superuser(sql).await {
        assert!(!row[0].contains("Quinquagesima") && !row[0].contains("every_weeks"), "{}", row[0]);
    }
}
