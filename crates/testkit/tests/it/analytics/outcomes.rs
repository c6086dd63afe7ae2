//! What instruments say of many: never of a few, and nothing that two answers together would give away.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};

use super::told;
use crate::assessments::phq_9;

/// So many people are assessed at the doctor's, each with another score.
async fn assess(clinic: &TestClinic, doctor: &Client, people: u8) {
    for number in 0..people {
        let patient = clinic.patient().create().await;
        let answers = phq_9(number % 4);
        let input = json!({ "patient": patient.id, "instrument": "phq-9", "answers": answers, "status": "completed" });
        doctor.post("/api/assessments/", &input).await.expect(201);
    }
}

async fn months(doctor: &Client, query: &str) -> Value {
    told(doctor, &format!("outcomes/?{query}")).await["instruments"][0]["months"].clone()
}

#[tokio::test]
async fn five_people_of_a_month_that_is_over_are_told_of_together() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let doctor = clinic.sign_in_as(&staff).await;
    assess(&clinic, &doctor, 5).await;
    assert_eq!(months(&doctor, "period=this_month").await, Value::Null, "January is under way");
    clinic.advance(SignedDuration::from_hours(30 * 24));
    let doctor = clinic.sign_in_as(&staff).await;

    let told = months(&doctor, "from=2030-01-01&to=2030-01-31").await;

    // 0, 9, 18, 27 and 0.
    assert_eq!(told, json!([{ "month": "2030-01-01", "people": 5, "assessments": 5, "average_score": 10.8 }]));
    for part in ["from=2030-01-07&to=2030-01-07", "from=2030-01-31&to=2030-01-31", "period=last_month"] {
        assert_eq!(months(&doctor, part).await, told, "a part of a month is the month: {part}");
    }
    for narrowed in ["kind=consultation".to_owned(), format!("provider={}", staff.id)] {
        let told_of = months(&doctor, &format!("from=2030-01-01&to=2030-01-31&{narrowed}")).await;
        assert_eq!(told_of, told, "{narrowed}");
    }
}

#[tokio::test]
async fn of_four_people_nothing_is_told() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    assess(&clinic, &clinic.sign_in_as(&staff).await, 4).await;
    clinic.advance(SignedDuration::from_hours(30 * 24));
    let doctor = clinic.sign_in_as(&staff).await;

    let told = told(&doctor, "outcomes/?from=2029-12-01&to=2030-02-06").await;

    assert_eq!(told["instruments"], json!([]));
    assert_eq!(told["fewest"], 5);
}

#[tokio::test]
async fn outcomes_are_for_those_who_care_for_patients() {
    let clinic = TestClinic::new().await;
    for role in Role::ALL {
        let client = clinic.sign_in(*role).await;
        let cares = matches!(role, Role::Doctor | Role::Therapist | Role::Assistant);
        let answer = client.get("/api/analytics/outcomes/").await;
        assert_eq!(answer.status, if cares { 200 } else { 403 }, "{role:?}");
    }
}
