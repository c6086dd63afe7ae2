//! Names by which somebody was known before their chart went into another one.

use insta::assert_snapshot;
use serde_json::json;

use super::Twice;
use crate::sensors::{PATH, device, glucose};

#[tokio::test]
async fn old_addresses_lead_to_the_chart_that_remains() {
    let twice = Twice::open().await;
    twice.merge().await;
    let (old, new) = (twice.double.id, twice.kept().id);
    let browser = twice.desk.clinic.browser_of(&twice.desk.doctor).await;

    for path in
        ["/patients/{id}", "/patients/{id}/notes/", "/patients/{id}?tab=access", "/patient/patient-profile/{id}/"]
    {
        let answer = browser.get(&path.replace("{id}", &old.to_string())).await.expect(303);
        assert_eq!(answer.header("location"), path.replace("{id}", &new.to_string()));
        assert_eq!(answer.cookie("notice").as_deref(), Some("merges-moved-here"));
    }
    for path in ["/api/patients/{id}/", "/api/v1/patients/{id}/", "/business/contacts/{id}"] {
        let answer = twice.desk.reception.get(&path.replace("{id}", &old.to_string())).await.expect(307);
        assert_eq!(answer.header("location"), path.replace("{id}", &new.to_string()));
    }
    let told = browser.get(&format!("/patients/{new}")).header("cookie", &told_by(browser.cookie())).await.expect(200);
    assert!(told.text().contains("That chart was merged into this one"));
}

fn told_by(cookie: &str) -> String {
    format!("{cookie}; notice=merges-moved-here")
}

#[tokio::test]
async fn what_was_meant_for_the_old_chart_is_not_done_to_the_one_that_remains() {
    let twice = Twice::open().await;
    twice.merge().await;
    let name = json!({ "given_name": "Somebody", "family_name": "Else" });

    assert_snapshot!(twice.desk.reception.put(&twice.double.path(), &name).await, @r#"409 {"code":"patient_merged"}"#);
    assert_snapshot!(twice.desk.reception.delete(&twice.double.path()).await, @r#"409 {"code":"patient_merged"}"#);
    let browser = twice.desk.clinic.browser_of(twice.desk.reception.staff()).await;
    browser.submit(&format!("/patients/{}/edit", twice.double.id), &[("family_name", "Else")]).await.expect(409);
    assert_eq!(twice.person(twice.kept()).await["given_name"], "José");
}

#[tokio::test]
async fn whoever_may_not_see_patients_learns_nothing_of_a_merge() {
    let twice = Twice::open().await;
    twice.merge().await;

    twice.desk.clinic.visitor().get(&twice.double.path()).await.expect(401);
    let other = twice.desk.clinic.other().await;
    let stranger = other.sign_in(testkit::Role::Admin).await;
    assert_snapshot!(stranger.get(&twice.double.path()).await, @r#"404 {"code":"not_found"}"#);
    twice.desk.reception.get("/api/patients/0198c0de-0000-7000-8000-000000000000/").await.expect(404);
}

#[tokio::test]
async fn devices_in_the_field_go_on_sending_the_number_that_they_know() {
    let twice = Twice::open().await;
    let (sensor, _) = device(&twice.desk.clinic, &[&twice.double]).await;
    twice.merge().await;

    sensor.post(PATH, &glucose(&twice.double, "100.5", "2030-01-07T05:00:00Z")).await.expect(201);
    let mut by_id = glucose(&twice.double, "101.5", "2030-01-07T05:10:00Z");
    by_id["patient"] = json!(twice.double.id);
    sensor.post(PATH, &by_id).await.expect(201);
    let unnamed = json!({ "sensor_type": "glucometer", "value": "102.5", "unit": "mg/dL",
        "measured_at": "2030-01-07T05:20:00Z" });
    sensor.post(PATH, &unnamed).await.expect(201);

    let readings = twice.seen(twice.kept()).await["readings"].clone();
    assert_eq!(readings.as_array().unwrap().len(), 3, "{readings}");
    // Who comes to the desk with an old number is who they are now.
    let wanted = twice.desk.wanted_with("10:00", &json!({ "patient": twice.double.number }));
    let booked = twice.desk.try_to_book(&wanted).await.expect(201).json();
    assert_eq!(booked["patient"], json!(twice.kept().id));
}
