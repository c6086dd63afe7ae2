//! Taking a merge back.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Twice, record_of};

#[tokio::test]
async fn both_charts_are_what_they_were() {
    let twice = Twice::open().await;
    let clinic = &twice.desk.clinic;
    let kept = clinic.patient().named("Mona", "Farid").phone("0100 123 4567").mrn("MRN-1").create().await;
    let other = clinic.patient().named("Muna", "Farid").mrn("MRN-7").email("mona@example.org").notes("Ring");
    let other = other.born("1985-03-12").create().await;
    twice.fill(&kept, "10:00", "Sexagesima").await;
    let document = twice.fill(&other, "11:00", "Quinquagesima").await;
    let state = async || {
        let mut seen = Vec::new();
        for person in [&kept, &other] {
            seen.push((twice.person(person).await, twice.seen(person).await));
        }
        seen
    };
    let before = state().await;
    let mut wanted = twice.wanted(&kept, &other).await;
    wanted["fields"] = json!({ "mrn": "other", "given_name": "other" });
    let merge = twice.try_to_merge(&kept, &wanted).await.expect(200).id();
    assert_eq!(twice.person(&kept).await["mrn"], "MRN-7");

    let answer = twice.try_to_reverse(merge).await.expect(200);

    assert_eq!(state().await, before);
    assert_eq!(twice.doctor.get(&format!("{document}/download")).await.expect(200).text(), "Quinquagesima");
    assert_eq!(answer.json()["reversal_reason"], "Two people after all");
    let recorded: Vec<String> = clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(recorded, ["reverse_merge success staff about 1", "reverse_merge success staff about 1"]);
    for person in [&kept, &other] {
        assert!(record_of(&twice, person).await.contains(&"reverse_merge".to_owned()));
    }
    let notes = twice.seen(&other).await["notes"].clone();
    let verify = format!("/api/notes/{}/verify/", notes[0]["id"].as_str().unwrap());
    assert_eq!(twice.doctor.get(&verify).await.expect(200).json()["is_intact"], true);
    // And once more, as if nothing had been.
    twice.merge_two(&kept, &other).await;
}

#[tokio::test]
async fn what_was_written_since_stays_unless_it_was_written_at_what_goes_back() {
    let twice = Twice::open().await;
    twice.fill(&twice.double, "10:00", "Quinquagesima").await;
    let merge = twice.merge().await;
    let seen = twice.seen(twice.kept()).await;
    let id = |list: &str| seen[list][0]["id"].as_str().unwrap().to_owned();
    let condition = json!({ "patient": twice.kept().id, "kind": "condition", "name": "Asthma" });
    twice.doctor.post("/api/history/", &condition).await.expect(201);
    twice.desk.booked("14:00").await;
    let visit = json!({ "appointment": id("appointments"), "kind": "prescription", "text": "Rest" });
    twice.doctor.post("/api/records/", &visit).await.expect(201);
    let amended = json!({ "subjective": "Better", "plan": "Rest", "reason": "Dictated later" });
    twice.doctor.post(&format!("/api/notes/{}/amend/", id("notes")), &amended).await.expect(200);
    let entry = format!("/api/history/{}/", id("history"));
    twice.doctor.put(&entry, &json!({ "name": "Sexagesima", "reason": "Confirmed" })).await.expect(200);
    let phone = json!({ "given_name": "José", "family_name": "Gómez", "phone": "0100 123 4567" });
    twice.desk.reception.put(&twice.kept().path(), &phone).await.expect(200);

    twice.reverse(merge).await;

    let (kept, double) = (twice.seen(twice.kept()).await, twice.seen(&twice.double).await);
    let count = |seen: &Value, list: &str| seen[list].as_array().unwrap().len();
    assert_eq!((count(&kept, "appointments"), count(&double, "appointments")), (1, 1));
    assert_eq!((count(&kept, "records"), count(&double, "records")), (0, 2));
    assert_eq!((&kept["history"][0]["name"], &double["history"][0]["name"]), (&json!("Asthma"), &json!("Sexagesima")));
    let versions = twice.doctor.get(&format!("{entry}versions/")).await.expect(200).json();
    assert_eq!(versions.as_array().unwrap().len(), 2);
    let verify = format!("/api/notes/{}/verify/", id("notes"));
    assert_eq!(twice.doctor.get(&verify).await.expect(200).json()["is_intact"], true);
    assert_eq!(twice.person(twice.kept()).await["phone"], "+201001234567");
}

#[tokio::test]
async fn a_plan_that_goes_back_takes_along_what_became_part_of_it() {
    let twice = Twice::open().await;
    let plan = twice.plan(&twice.double, "Hand therapy").await;
    let merge = twice.merge().await;
    let write = async |path: &str, input: Value| twice.doctor.post(path, &input).await.expect(201);
    write("/api/goals/", json!({ "plan": plan, "text": "Opens jars" })).await;
    write("/api/plans/", json!({ "patient": twice.kept().id, "title": "Shoulder" })).await;
    let revised = json!({ "title": "Hand and wrist" });
    twice.doctor.put(&format!("/api/plans/{plan}/"), &revised).await.expect(200);

    twice.reverse(merge).await;

    let (kept, double) = (twice.seen(twice.kept()).await, twice.seen(&twice.double).await);
    let said = |seen: &Value, list: &str, field: &str| {
        seen[list].as_array().unwrap().iter().map(|one| one[field].clone()).collect::<Vec<_>>()
    };
    assert_eq!(said(&kept, "plans", "title"), ["Shoulder"]);
    assert!(said(&kept, "goals", "text").is_empty());
    assert_eq!(said(&double, "plans", "title"), ["Hand and wrist"]);
    let mut goals = said(&double, "goals", "text");
    goals.sort_by_key(Value::to_string);
    assert_eq!(goals, ["Hand therapy", "Opens jars"]);
    assert_eq!(said(&double, "packages", "label"), ["Hand therapy"]);
}

#[tokio::test]
async fn a_merge_is_taken_back_once_and_within_a_month() {
    let mut twice = Twice::open().await;
    let wanted = twice.desk.wanted_with("10:00", &json!({ "patient": twice.double.id }));
    twice.desk.try_to_book(&wanted).await.expect(201);
    let merge = twice.merge().await;
    twice.reverse(merge).await;
    assert_snapshot!(twice.try_to_reverse(merge).await, @r#"409 {"code":"already_done"}"#);

    let merge = twice.merge().await;
    twice.later(SignedDuration::from_hours(30 * 24)).await;
    twice.desk.clinic.run_duty("housekeeping").await;
    let rows = "select count(*) from {room}.patient_merge_row";
    assert_eq!(twice.desk.clinic.value(rows).await, "2", "one of either merge");
    twice.later(SignedDuration::from_mins(1)).await;
    assert_snapshot!(twice.try_to_reverse(merge).await, @r#"409 {"code":"merge_settled"}"#);
    twice.desk.clinic.run_duty("housekeeping").await;
    assert_eq!(twice.desk.clinic.value(rows).await, "0");
    // Who was merged is still found where they are.
    twice.desk.reception.get(&twice.double.path()).await.expect(307);
}

#[tokio::test]
async fn what_something_was_built_on_is_not_taken_back() {
    let twice = Twice::open().await;
    let third = twice.desk.clinic.patient().create().await;
    let first = twice.merge().await;
    let second = twice.merge_two(&third, twice.kept()).await;
    assert_snapshot!(twice.try_to_reverse(first).await, @r#"409 {"code":"merged_since"}"#);
    twice.reverse(second).await;
    let fourth = twice.desk.clinic.patient().create().await;
    let later = twice.merge_two(twice.kept(), &fourth).await;
    assert_snapshot!(twice.try_to_reverse(first).await, @r#"409 {"code":"merged_since"}"#);
    twice.reverse(later).await;
    twice.reverse(first).await;

    let gone = twice.merge().await;
    twice.desk.reception.delete(&twice.kept().path()).await.expect(204);
    assert_snapshot!(twice.try_to_reverse(gone).await, @r#"409 {"code":"merged_since"}"#);
}

#[tokio::test]
async fn whose_record_number_somebody_else_has_by_now_cannot_come_back() {
    let twice = Twice::open().await;
    let other = twice.desk.clinic.patient().mrn("MRN-7").create().await;
    let mut wanted = twice.wanted(twice.kept(), &other).await;
    wanted["fields"] = json!({ "mrn": "this" });
    let kept = json!({ "given_name": "José", "family_name": "Gómez", "mrn": "MRN-1" });
    twice.desk.reception.put(&twice.kept().path(), &kept).await.expect(200);
    wanted["version"] = json!(2);
    let merge = twice.try_to_merge(twice.kept(), &wanted).await.expect(200).id();
    twice.desk.clinic.patient().mrn("MRN-7").create().await;

    assert_snapshot!(twice.try_to_reverse(merge).await, @r#"409 {"code":"duplicate_mrn"}"#);
}

#[tokio::test]
async fn a_reversal_asks_for_a_reason_and_a_merge() {
    let twice = Twice::open().await;
    let merge = twice.merge().await;
    let reverse = |id: uuid::Uuid, reason: Value| {
        twice.desk.reception.post(&format!("/api/merges/{id}/reverse/"), &json!({ "reason": reason }))
    };

    assert_snapshot!(reverse(merge, json!("")).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(reverse(merge, json!("x".repeat(201))).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    assert_snapshot!(reverse(twice.double.id, json!("Why not")).await, @r#"404 {"code":"not_found"}"#);
    twice.desk.reception.post("/api/merges/x/reverse/", &json!({ "reason": "Why not" })).await.expect(404);
    let other = twice.desk.clinic.other().await.sign_in(testkit::Role::Admin).await;
    let path = format!("/api/merges/{merge}/reverse/");
    assert_snapshot!(other.post(&path, &json!({ "reason": "Why not" })).await, @r#"404 {"code":"not_found"}"#);
    twice.doctor.post(&path, &json!({ "reason": "Why not" })).await.expect(403);
}
