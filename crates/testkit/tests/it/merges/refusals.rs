//! Two who are not made one.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;

use super::Twice;

#[tokio::test]
async fn what_cannot_be_merged_is_refused() {
    let twice = Twice::open().await;
    let clinic = &twice.desk.clinic;
    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    let with = |field: &str, value: Value| {
        let mut wanted = wanted.clone();
        wanted[field] = value;
        wanted
    };
    let merge = async |wanted: Value| twice.try_to_merge(twice.kept(), &wanted).await.to_string();

    assert_snapshot!(merge(json!({})).await, @r#"422 {"code":"invalid","errors":{"/other":"required","/other_version":"required","/reason":"required","/version":"required"}}"#);
    assert_snapshot!(merge(with("other", json!(twice.kept().id))).await, @r#"422 {"code":"invalid","errors":{"/other":"same_patient"}}"#);
    assert_snapshot!(merge(with("other", json!("0198c0de-0000-7000-8000-000000000000"))).await, @r#"422 {"code":"invalid","errors":{"/other":"unknown_choice"}}"#);
    assert_snapshot!(merge(with("reason", json!("x".repeat(201)))).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    assert_snapshot!(merge(with("fields", json!({ "shoe": "this" }))).await, @r#"422 {"code":"invalid","errors":{"/fields/shoe":"unknown_choice"}}"#);
    assert_snapshot!(merge(with("fields", json!({ "phone": "both" }))).await, @r#"422 {"code":"invalid","errors":{"/fields/phone":"unknown_choice"}}"#);
    assert_snapshot!(merge(with("version", json!(7))).await, @r#"412 {"code":"stale_version"}"#);
    assert_snapshot!(merge(with("other_version", json!(7))).await, @r#"412 {"code":"stale_version"}"#);
    let vendor = clinic.contact("vendor").create().await;
    assert_snapshot!(merge(with("other", json!(vendor.id))).await, @r#"422 {"code":"invalid","errors":{"/other":"unknown_choice"}}"#);
    assert_snapshot!(twice.try_to_merge(&vendor, &wanted).await, @r#"404 {"code":"not_found"}"#);
    let gone = clinic.patient().create().await;
    twice.desk.reception.delete(&gone.path()).await.expect(204);
    assert_snapshot!(merge(with("other", json!(gone.id))).await, @r#"422 {"code":"invalid","errors":{"/other":"unknown_choice"}}"#);
    assert_snapshot!(twice.try_to_merge(&gone, &wanted).await, @r#"404 {"code":"not_found"}"#);
    let foreign = clinic.other().await.patient().create().await;
    assert_snapshot!(merge(with("other", json!(foreign.id))).await, @r#"422 {"code":"invalid","errors":{"/other":"unknown_choice"}}"#);
    assert_snapshot!(twice.try_to_merge(&foreign, &wanted).await, @r#"404 {"code":"not_found"}"#);
    assert_eq!(twice.desk.clinic.value("select count(*) from {room}.patient_merge").await, "0");
}

#[tokio::test]
async fn whoever_was_merged_is_not_merged_again() {
    let twice = Twice::open().await;
    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    let turned = twice.wanted(&twice.double, twice.kept()).await;
    twice.merge().await;

    assert_snapshot!(twice.try_to_merge(twice.kept(), &wanted).await, @r#"409 {"code":"patient_merged"}"#);
    assert_snapshot!(twice.try_to_merge(&twice.double, &turned).await, @r#"409 {"code":"patient_merged"}"#);
    let preview = format!("{}merge/?other={}", twice.kept().path(), twice.double.id);
    assert_snapshot!(twice.desk.reception.get(&preview).await, @r#"409 {"code":"patient_merged"}"#);
}

#[tokio::test]
async fn a_preview_asks_for_whom() {
    let twice = Twice::open().await;
    let preview = |query: &str| twice.desk.reception.get(&format!("{}merge/{query}", twice.kept().path()));

    assert_snapshot!(preview("").await, @r#"422 {"code":"invalid","errors":{"/other":"required"}}"#);
    let own = format!("?other={}", twice.kept().id);
    assert_snapshot!(preview(&own).await, @r#"422 {"code":"invalid","errors":{"/other":"same_patient"}}"#);
    let nobody = "?other=0198c0de-0000-7000-8000-000000000000";
    assert_snapshot!(preview(nobody).await, @r#"422 {"code":"invalid","errors":{"/other":"unknown_choice"}}"#);
}

#[tokio::test]
async fn two_who_wait_for_the_same_have_to_choose_first() {
    let twice = Twice::open().await;
    for person in [twice.kept(), &twice.double] {
        let waits = json!({ "patient": person.id, "kind": "surgery", "minutes": 45, "latest_on": "2030-03-08" });
        twice.desk.reception.post("/api/waitlist/", &waits).await.expect(201);
    }

    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    assert_snapshot!(twice.try_to_merge(twice.kept(), &wanted).await, @r#"409 {"code":"both_waiting"}"#);
    let preview = format!("{}merge/?other={}", twice.kept().path(), twice.double.id);
    let preview = twice.desk.reception.get(&preview).await.expect(200).json();
    assert_eq!(preview["obstacles"], json!(["both_waiting"]));
}

#[tokio::test]
async fn who_is_with_both_at_this_moment_finishes_one_visit_first() {
    let twice = Twice::open().await;
    for person in [twice.kept(), &twice.double] {
        twice.doctor.post("/api/encounters/", &json!({ "patient": person.id })).await.expect(201);
    }

    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    assert_snapshot!(twice.try_to_merge(twice.kept(), &wanted).await, @r#"409 {"code":"both_under_way"}"#);
}

#[tokio::test]
async fn of_two_active_plans_of_one_title_one_is_settled_first() {
    let twice = Twice::open().await;
    twice.plan(twice.kept(), "Hand therapy").await;
    let plan = twice.plan(&twice.double, "HAND  therapy").await;

    for (kept, other) in [(twice.kept(), &twice.double), (&twice.double, twice.kept())] {
        let wanted = twice.wanted(kept, other).await;
        assert_eq!(twice.try_to_merge(kept, &wanted).await.expect(409).code(), "both_planned");
        let preview = format!("{}merge/?other={}", kept.path(), other.id);
        let preview = twice.desk.reception.get(&preview).await.expect(200).json();
        assert_eq!(preview["obstacles"], json!(["both_planned"]));
    }
    let renamed = json!({ "title": "Shoulder" });
    twice.doctor.put(&format!("/api/plans/{plan}/"), &renamed).await.expect(200);
    twice.merge().await;
}

#[tokio::test]
async fn what_is_said_of_allergies_must_not_contradict_itself() {
    let twice = Twice::open().await;
    let says = async |person: uuid::Uuid, entry: Value| {
        let mut entry = entry;
        entry["patient"] = json!(person);
        twice.doctor.post("/api/history/", &entry).await.expect(201);
    };
    says(twice.kept().id, json!({ "kind": "no-known-allergies" })).await;
    says(twice.double.id, json!({ "kind": "no-known-allergies" })).await;
    let third = twice.desk.clinic.patient().create().await;
    says(third.id, json!({ "kind": "allergy", "name": "Penicillin" })).await;

    let wanted = twice.wanted(twice.kept(), &third).await;
    assert_snapshot!(twice.try_to_merge(twice.kept(), &wanted).await, @r#"409 {"code":"allergies_contradict"}"#);
    let wanted = twice.wanted(&third, twice.kept()).await;
    assert_snapshot!(twice.try_to_merge(&third, &wanted).await, @r#"409 {"code":"allergies_contradict"}"#);
    // Both say the same: it is said once, and the other says it again when they are two.
    let merge = twice.merge().await;
    assert_eq!(twice.seen(twice.kept()).await["history"].as_array().unwrap().len(), 1);
    twice.reverse(merge).await;
    assert_eq!(twice.seen(&twice.double).await["history"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn more_readings_than_go_over_at_once_are_refused_and_can_remain() {
    let twice = Twice::open().await;
    twice.desk.clinic.run_duty("keep_readings").await;
    let many = format!(
        "insert into {{room}}.reading (patient_id, sensor_type, measured_at, source_id, received_at, amount, value, unit)
         select '{0}', 'heart_rate', timestamptz '2030-01-05T00:00:00Z' + n * interval '1 second', '{0}', now(), 70, 70, '/min'
         from generate_series(1, 50001) n",
        twice.double.id
    );
    twice.desk.clinic.sql_as_superuser(&many).await;

    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    let refused = twice.try_to_merge(twice.kept(), &wanted).await;
    assert_eq!(refused.code(), "too_many_readings");
    assert!(refused.json()["detail"].as_str().unwrap().contains("50000"), "{}", refused.text());
    twice.merge_two(&twice.double, twice.kept()).await;
}

#[tokio::test]
async fn only_administrators_and_reception_merge() {
    let twice = Twice::open().await;
    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    let path = format!("{}merge/", twice.kept().path());
    for role in [Role::Doctor, Role::Therapist, Role::Assistant, Role::Billing, Role::Viewer, Role::Auditor] {
        let client = twice.desk.clinic.sign_in(role).await;
        client.post(&path, &wanted).await.expect(403);
        client.get("/api/merges/").await.expect(403);
    }
    twice.desk.clinic.sign_in(Role::Admin).await.post(&path, &wanted).await.expect(200);
}

#[tokio::test]
async fn the_same_request_twice_is_one_merge() {
    let twice = Twice::open().await;
    let wanted = twice.wanted(twice.kept(), &twice.double).await;
    let merge = || twice.try_to_merge(twice.kept(), &wanted).header("idempotency-key", "once");

    let (first, again) = (merge().await.expect(200), merge().await.expect(200));

    assert_eq!(first.id(), again.id());
    assert_eq!(again.header("idempotency-replayed"), "true");
}
