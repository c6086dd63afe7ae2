//! How far goals were reached.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::{Ward, jars};

async fn score(ward: &Ward, goal: &str, level: i64, on: &str) -> Uuid {
    let level = json!({ "level": level, "scored_on": on, "note": "Two of three" });
    ward.doctor.post(&format!("{goal}scores/"), &level).await.expect(201).id()
}

#[tokio::test]
async fn the_latest_score_stands_and_the_plan_says_what_all_come_to() {
    let ward = Ward::open().await;
    let (one, other) = (ward.written("goals", jars()).await, ward.written("goals", jars()).await);
    assert_eq!(ward.seen(&one).await["level"], Value::Null);

    score(&ward, &one, 1, "2030-01-06").await;
    // Of an earlier day, written down later.
    score(&ward, &one, -1, "2030-01-02").await;
    assert_eq!(ward.seen(&one).await["level"], 1);
    let plan = ward.seen(&ward.plan_path()).await;
    // One goal: ten a level.
    assert_eq!((plan["attainment"].as_f64(), plan["attainment_at_start"].as_f64()), (Some(60.0), Some(30.0)));
    score(&ward, &other, 1, "2030-01-07").await;
    let plan = ward.seen(&ward.plan_path()).await;
    // 50 + 20 / √(0.7 · 2 + 0.3 · 4), and 50 − 40 / √2.6.
    assert_eq!((plan["attainment"].as_f64(), plan["attainment_at_start"].as_f64()), (Some(62.4), Some(25.2)));
    let cancelled = ward.seen(&other).await;
    ward.doctor.put(&other, &json!({ "text": "Opens jars", "status": "cancelled" })).await.expect(200);
    assert_eq!(cancelled["level"], 1);
    assert_eq!(ward.seen(&ward.plan_path()).await["attainment"].as_f64(), Some(60.0));
}

#[tokio::test]
async fn a_score_is_taken_back_and_stays_with_its_reason() {
    let ward = Ward::open().await;
    let goal = ward.written("goals", jars()).await;
    score(&ward, &goal, -1, "2030-01-02").await;
    let wrong = score(&ward, &goal, 2, "2030-01-06").await;
    let path = format!("{goal}scores/{wrong}/");

    assert_snapshot!(ward.doctor.delete(&path).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    ward.doctor.delete(&path).json(&json!({ "reason": "Of the other hand" })).await.expect(204);
    assert_snapshot!(ward.doctor.delete(&path).json(&json!({ "reason": "Again" })).await, @r#"409 {"code":"entered_in_error"}"#);
    assert_eq!(ward.seen(&goal).await["level"], -1);
    let scores = ward.seen(&format!("{goal}scores/")).await;
    let told: Vec<_> = scores.as_array().unwrap().iter().map(|one| (&one["level"], &one["reason"])).collect();
    assert_eq!(told, [(&json!(-1), &Value::Null), (&json!(2), &json!("Of the other hand"))]);
}

#[tokio::test]
async fn what_is_no_level_of_a_goal_is_refused() {
    let ward = Ward::open().await;
    let goal = ward.written("goals", jars()).await;
    let plain = ward.written("goals", json!({ "text": "Walks" })).await;
    let say = async |goal: &str, level: Value| ward.doctor.post(&format!("{goal}scores/"), &level).await.to_string();

    assert_snapshot!(say(&goal, json!({})).await, @r#"422 {"code":"invalid","errors":{"/level":"required"}}"#);
    assert_snapshot!(say(&goal, json!({ "level": 3 })).await, @r#"422 {"code":"invalid","errors":{"/level":"too_large"}}"#);
    assert_snapshot!(say(&goal, json!({ "level": -3 })).await, @r#"422 {"code":"invalid","errors":{"/level":"too_small"}}"#);
    assert_snapshot!(say(&goal, json!({ "level": 1, "scored_on": "2030-01-08" })).await, @r#"422 {"code":"invalid","errors":{"/scored_on":"in_future"}}"#);
    assert_snapshot!(say(&plain, json!({ "level": 1 })).await, @r#"422 {"code":"invalid","errors":{"/level":"no_levels"}}"#);
    let nobody = format!("/api/goals/{}/", Uuid::nil());
    assert_snapshot!(say(&nobody, json!({ "level": 1 })).await, @r#"404 {"code":"not_found"}"#);
    ward.doctor.delete(&goal).json(&json!({ "reason": "Mistyped" })).await.expect(204);
    assert_snapshot!(say(&goal, json!({ "level": 1 })).await, @r#"409 {"code":"entered_in_error"}"#);
}

#[tokio::test]
async fn assistants_score_and_the_desk_learns_nothing() {
    let ward = Ward::open().await;
    let goal = ward.written("goals", jars()).await;
    let path = format!("{goal}scores/");

    ward.desk.clinic.sign_in(Role::Assistant).await.post(&path, &json!({ "level": 0 })).await.expect(201);
    for role in [Role::Reception, Role::Billing, Role::Admin] {
        let by = ward.desk.clinic.sign_in(role).await;
        by.get(&path).await.expect(403);
        by.post(&path, &json!({ "level": 0 })).await.expect(403);
    }
    let doctor = ward.desk.clinic.other().await.sign_in(Role::Doctor).await;
    doctor.get(&path).await.expect(404);
    doctor.post(&path, &json!({ "level": 0 })).await.expect(404);
}
