//! Months that are there before they are needed, hours that stay, and single values that go.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Role, TestClinic};

use super::{PATH, pulse, rows};

const MONTHS: &str = "select string_agg(tablename, ' ' order by tablename) from pg_tables
    where schemaname = '{room}' and tablename ~ '^reading_[0-9]'";

#[tokio::test]
async fn months_are_made_ahead_and_when_something_comes_late() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    clinic.run_duty("keep_readings").await;
    assert_eq!(clinic.value(MONTHS).await, "reading_2030_01 reading_2030_02 reading_2030_03");
    let program = clinic.token(&["readings:write"]).await;
    let late = ["2029-05-31T23:59:59Z", "2029-06-01T00:00:00Z", "2029-06-02T00:00:00Z"];
    let calls = late.map(|at| program.post(PATH, &pulse(&patient, "70", at)).into_future());
    assert!(futures::future::join_all(calls).await.iter().all(|answer| answer.status == 201));
    assert!(clinic.value(MONTHS).await.starts_with("reading_2029_05 reading_2029_06 reading_2030_01"));
    // The clinic's own role can neither make tables nor drop them but so.
    clinic.run_duty("keep_readings").await;
    assert_eq!(rows(&clinic).await, "3");
}

#[tokio::test]
async fn what_is_older_than_the_clinic_keeps_goes_and_its_hours_stay() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let (admin, doctor) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Doctor).await);
    for at in ["2029-10-05T05:00:00Z", "2029-10-05T05:30:00Z", "2029-12-30T05:00:00Z"] {
        doctor.post(PATH, &pulse(&patient, "70", at)).await.expect(201);
    }
    let policy = admin.get("/api/readings/policy/").await.expect(200);
    assert_eq!((policy.json()["days_kept"].clone(), policy.header("etag")), (json!(null), "\"0\""));
    for wrong in
        [json!({ "days_kept": 29 }), json!({ "days_kept": 3651 }), json!({ "days_kept": "x" }), json!({ "years": 1 })]
    {
        admin.put("/api/readings/policy/", &wrong).await.expect(422);
    }
    doctor.put("/api/readings/policy/", &json!({ "days_kept": 30 })).await.expect(403);
    admin.put("/api/readings/policy/", &json!({ "days_kept": 30 })).header("if-match", "\"3\"").await.expect(412);
    admin.put("/api/readings/policy/", &json!({ "days_kept": 30 })).header("if-match", "\"0\"").await.expect(200);

    clinic.run_duty("keep_readings").await;
    assert_eq!(rows(&clinic).await, "3", "what is not gathered is not let go");
    clinic.advance(SignedDuration::from_mins(5));
    clinic.run_duty("gather_readings").await;
    clinic.run_duty("keep_readings").await;

    assert_eq!(rows(&clinic).await, "1");
    assert!(!clinic.value(MONTHS).await.contains("2029_10"));
    let series =
        format!("/api/readings/series/?patient={}&sensor_type=heart_rate&from=2029-09-01&points=1000", patient.id);
    let series = doctor.get(&series).await.expect(200).json();
    assert_eq!((series["points"][0]["count"].as_i64(), series["points"].as_array().unwrap().len()), (Some(2), 2));
    let old = doctor.post(PATH, &pulse(&patient, "70", "2029-10-05T06:00:00Z")).await.expect(422);
    assert_eq!(old.json()["errors"][0]["code"], "too_long_ago");
}

#[tokio::test]
async fn the_months_are_one_clinics_own() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    clinic.run_duty("keep_readings").await;
    assert_eq!(other.value(MONTHS).await, "");
    let rights = "select string_agg(has_function_privilege('{room}', p.oid, 'execute')::text, ' ')
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.proname in ('add_reading_month', 'drop_reading_month') order by 1";
    assert!(clinic.value(rights).await.contains("false"), "a clinic's role may ask in its own room alone");
}
