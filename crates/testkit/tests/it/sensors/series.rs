//! A span of readings as so many points.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, Person, Role, TestClinic};

use super::{PATH, pulse};

/// A value a minute for so many minutes, from an instant on.
async fn fill(client: &Client, patient: &Person, from: &str, minutes: i64) {
    let from: jiff::Timestamp = from.parse().unwrap();
    let at = |minute: i64| (from + SignedDuration::from_mins(minute)).to_string();
    let readings: Vec<_> =
        (0..minutes).map(|minute| pulse(patient, &(60 + minute % 30).to_string(), &at(minute))).collect();
    for part in readings.chunks(1000) {
        let said = client.post("/api/readings/batch/", &json!({ "readings": part })).await.expect(200).json();
        assert_eq!(said["refused"], 0);
    }
}

#[tokio::test]
async fn points_tell_the_lowest_the_highest_and_the_average() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write", "readings:read"]).await;
    fill(&program, &patient, "2030-01-05T00:00:00Z", 2 * 24 * 60).await;
    let ask = async |query: &str| {
        let path = format!("/api/readings/series/?patient={}&sensor_type=heart_rate{query}", patient.id);
        program.get(&path).await.expect(200).json()
    };
    let span = "&from=2030-01-05T00:00:00Z&to=2030-01-07T00:00:00Z";
    for gathered in [false, true] {
        if gathered {
            clinic.advance(SignedDuration::from_mins(5));
            clinic.run_duty("gather_readings").await;
            assert_eq!(clinic.value("select count(*) from {room}.reading_hour").await, "48");
        }
        let day = ask(&format!("{span}&points=5")).await;
        let points = day["points"].as_array().unwrap();
        assert_eq!((day["bucket_seconds"].as_i64(), points.len()), (Some(43200), 4));
        for point in points {
            assert_eq!(
                (point["min"].as_str(), point["max"].as_str(), point["avg"].as_str(), point["count"].as_i64()),
                (Some("60"), Some("89"), Some("74.5"), Some(720))
            );
        }
        assert!(ask(&format!("{span}&points=1000")).await["points"].as_array().unwrap().len() <= 1000);
        assert_eq!(
            ask("&from=2030-01-05T00:00:00Z&to=2030-01-05T00:10:00Z&points=1000").await["points"]
                .as_array()
                .unwrap()
                .len(),
            10
        );
    }
    // What comes late finds its hour.
    program.post(PATH, &pulse(&patient, "200", "2030-01-05T00:00:30Z")).await.expect(201);
    clinic.advance(SignedDuration::from_mins(5));
    clinic.run_duty("gather_readings").await;
    assert_eq!(ask(&format!("{span}&points=5")).await["points"][0]["max"], "200");
}

#[tokio::test]
async fn a_series_is_told_in_the_unit_that_is_asked_for() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    for (value, unit, minute) in [("36.6", "Cel", "00"), ("98.6", "[degF]", "01")] {
        let reading = json!({ "patient": patient.id, "sensor_type": "temperature", "value": value, "unit": unit,
            "measured_at": format!("2030-01-07T05:{minute}:00Z") });
        doctor.post(PATH, &reading).await.expect(201);
    }
    let base = format!(
        "/api/readings/series/?patient={}&sensor_type=thermometer&from=2030-01-07T00:00:00Z&points=2",
        patient.number.unwrap()
    );
    let one = doctor.get(&base).await.expect(200).json();
    assert_eq!(
        (one["points"][0]["min"].as_str(), one["points"][0]["max"].as_str(), one["unit"].as_str()),
        (Some("36.6"), Some("37"), Some("Cel"))
    );
    let other = doctor.get(&format!("{base}&unit=F")).await.expect(200).json();
    assert_eq!((other["points"][0]["min"].as_str(), other["points"][0]["max"].as_str()), (Some("97.88"), Some("98.6")));
    for (query, status) in [("&unit=kg", 422), ("&points=1", 422), ("&points=1001", 422), ("&to=2029-01-01", 422)] {
        doctor.get(&format!("{base}{query}").replace("&points=2&points", "&points")).await.expect(status);
    }
    doctor.get("/api/readings/series/?sensor_type=weight").await.expect(422);
    doctor.get("/api/readings/series/?patient=1").await.expect(422);
    let kinds = doctor.get("/api/readings/types/").await.expect(200).json();
    assert!(kinds["types"].as_array().unwrap().iter().any(|kind| kind["code"] == "glucose"));
}
