//! What the program does by itself is told in words, and done at once when somebody asks.

use serde_json::json;
use testkit::{Client, Role, TestClinic};

const JOBS: &str = "/api/jobs/";
const RUN: &str = "/api/jobs/run/";

async fn duty(admin: &Client, name: &str) -> serde_json::Value {
    let jobs = admin.get(JOBS).await.expect(200).json();
    let duties = jobs["duties"].as_array().unwrap().clone();
    duties.into_iter().find(|duty| duty["name"] == name).unwrap()
}

#[tokio::test]
async fn every_duty_has_a_name_in_words() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    assert_eq!(admin.get(JOBS).await.expect(200).json()["duties"], json!([]));
    clinic.run_duties().await;

    let jobs = admin.get(JOBS).await.expect(200).json();

    let duties = jobs["duties"].as_array().unwrap();
    let known = format!("select count(*) from platform.duty where tenant_id = '{}'", clinic.tenant().id);
    assert_eq!(clinic.value(&known).await, duties.len().to_string());
    for duty in duties {
        let title = duty["title"].as_str().unwrap();
        assert!(!title.is_empty() && !title.starts_with("jobs-"), "{duty}");
        assert!(duty["ended_at"].is_string() && duty["due_at"].is_string(), "{duty}");
    }
    assert_eq!(clinic.audit().await.last().unwrap().to_string(), "view_jobs success staff");
}

#[tokio::test]
async fn one_that_fails_says_how_often_and_why_and_is_done_at_once_when_somebody_asks() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    clinic.run_duties().await;
    let harm = "update platform.duty set failures = 3, failed_with = 'busy', due_at = due_at + interval '1 day'
        where name = 'housekeeping'";
    clinic.sql_as_superuser(harm).await;
    let failing = duty(&admin, "housekeeping").await;
    assert_eq!((&failing["failures"], &failing["failed_with"]), (&json!(3), &json!("busy")));
    assert_eq!(admin.get(JOBS).await.expect(200).json()["duties"][0]["name"], "housekeeping", "what fails comes first");

    let asked = admin.post(RUN, &json!({ "duty": "housekeeping" })).await.expect(204);

    assert_eq!(clinic.audit_of(&asked).await[0].to_string(), "run_duty success staff");
    clinic.run_duties().await;
    let done = duty(&admin, "housekeeping").await;
    assert_eq!((&done["failures"], &done["failed_with"]), (&json!(0), &json!(null)));
    let next_door = format!(
        "select failures from platform.duty where name = 'housekeeping' and tenant_id <> '{}'",
        clinic.tenant().id
    );
    assert_eq!(clinic.value(&next_door).await, "3", "next door nobody asked");
}

#[tokio::test]
async fn what_is_no_duty_is_not_done() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    assert_eq!(admin.post(RUN, &json!({})).await.code(), "invalid");
    let unknown = admin.post(RUN, &json!({ "duty": "dance" })).await;
    assert!(unknown.status.is_client_error(), "{unknown}");
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let client = clinic.sign_in(*role).await;
        client.get(JOBS).await.expect(403);
        client.post(RUN, &json!({ "duty": "housekeeping" })).await.expect(403);
    }
}
