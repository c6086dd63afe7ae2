//! Limits and alerts: raised once, told to those who look after the patient, passed when the value is well back.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Person, Role, TestClinic};

use super::{PATH, device, pulse, struck_pulse};

struct Ward {
    clinic: TestClinic,
    patient: Person,
    doctor: Client,
    sensor: Client,
    device: uuid::Uuid,
}

impl Ward {
    async fn open(limits: &Value) -> Self {
        let clinic = TestClinic::new().await;
        let patient = clinic.patient().create().await;
        let doctor = clinic.sign_in(Role::Doctor).await;
        let (sensor, device) = device(&clinic, &[&patient]).await;
        let ward = Self { clinic, patient, doctor, sensor, device };
        ward.set(limits).await;
        ward
    }

    async fn set(&self, limits: &Value) {
        let mut threshold = json!({ "patient": self.patient.id, "sensor_type": "heart_rate" });
        for (field, value) in limits.as_object().unwrap() {
            threshold[field] = value.clone();
        }
        self.doctor.put("/api/thresholds/", &threshold).await.expect(200);
        self.clinic.run_duty("watch_readings").await;
    }

    /// Sends a value measured now, and looks.
    async fn beat(&self, value: &str) {
        self.clinic.advance(SignedDuration::from_secs(60));
        let now = self.clinic.clock().now().to_string();
        self.sensor.post(PATH, &pulse(&self.patient, value, &now)).await.expect(201);
        self.clinic.run_duty("watch_readings").await;
    }

    /// Strikes the value that was measured last, or takes that back, and looks.
    async fn change_last(&self, step: &str) {
        self.clinic.advance(SignedDuration::from_secs(1));
        let last = "select to_char(max(measured_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from {room}.reading";
        let at = self.clinic.value(last).await;
        let doctor = self.clinic.sign_in_as(self.doctor.staff()).await;
        let input = struck_pulse(&self.patient, &at, self.device);
        doctor.post(&format!("{PATH}{step}/"), &input).await.expect(200);
        self.clinic.run_duty("watch_readings").await;
    }

    /// What there is, the oldest first: `high open 120`.
    async fn alerts(&self) -> Vec<String> {
        // Anew: the clock may have moved past the life of the token.
        let doctor = self.clinic.sign_in_as(self.doctor.staff()).await;
        let list = doctor.get("/api/alerts/").await.expect(200).json();
        let word = |alert: &Value, field: &str| alert[field].as_str().unwrap_or("-").to_owned();
        let told =
            |alert: &Value| format!("{} {} {}", word(alert, "rule"), word(alert, "status"), word(alert, "value"));
        list["results"].as_array().unwrap().iter().rev().map(told).collect()
    }

    /// How often the doctor was told.
    async fn told(&self) -> String {
        let staff = self.doctor.staff().id;
        let sql = "select coalesce(sum(times), 0) from {room}.notification where kind = 'reading_alert' and staff_id =";
        self.clinic.value(&format!("{sql} '{staff}'")).await
    }
}

#[tokio::test]
async fn a_value_beyond_the_limit_is_told_once_until_it_is_well_back() {
    let ward = Ward::open(&json!({ "high": "100", "hysteresis": "5" })).await;
    for (value, seen) in [
        ("99", vec![]),
        ("100", vec![]),
        ("101", vec!["high open 101"]),
        ("130", vec!["high open 101"]),
        ("99", vec!["high open 101"]),
        ("101", vec!["high open 101"]),
        ("95", vec!["high resolved 101"]),
        ("101", vec!["high resolved 101", "high open 101"]),
    ] {
        ward.beat(value).await;
        assert_eq!(ward.alerts().await, seen, "after {value}");
    }
    assert_eq!(ward.told().await, "2");
    let raised: Vec<_> = ward.clinic.audit().await.into_iter().filter(|row| row.action == "raise_alert").collect();
    assert!(raised.iter().all(|row| row.actor == "job" && row.patients == [ward.patient.id]));
    assert_eq!(raised.len(), 3);
}

#[tokio::test]
async fn what_is_told_names_nobody() {
    let ward = Ward::open(&json!({ "low": "50" })).await;
    let browser = ward.clinic.browser_of(ward.doctor.staff()).await;
    ward.beat("41.25").await;
    let page = browser.get("/notifications/").await.expect(200).text();
    assert!(page.contains("reading needs to be seen to") && !page.contains("Gómez") && !page.contains("41.25"));
    let own = format!("select id from {{room}}.notification where staff_id = '{}'", ward.doctor.staff().id);
    let id = ward.clinic.value(&own).await;
    let answer = browser.submit(&format!("/notifications/{id}/open/"), &[]).await.expect(303);
    assert_eq!(answer.header("location"), "/alerts/");
}

#[tokio::test]
async fn many_at_once_are_followed_in_the_order_in_which_they_were_measured() {
    let ward = Ward::open(&json!({ "low": "50", "high": "100", "hysteresis": "0" })).await;
    ward.beat("70").await;
    let base = ward.clinic.clock().now();
    ward.clinic.advance(SignedDuration::from_mins(10));
    let at = |seconds: i64| (base + SignedDuration::from_secs(seconds)).to_string();
    let batch = json!({ "readings": [
        pulse(&ward.patient, "70", &at(30)), pulse(&ward.patient, "120", &at(10)), pulse(&ward.patient, "40", &at(20)),
    ] });
    ward.sensor.post("/api/readings/batch/", &batch).await.expect(200);
    ward.clinic.run_duty("watch_readings").await;
    let mut seen = ward.alerts().await;
    seen.sort();
    assert_eq!(seen, ["high resolved 120", "low resolved 40"]);
    // What comes later than a later one says nothing about now.
    ward.sensor.post(PATH, &pulse(&ward.patient, "130", &at(15))).await.expect(201);
    ward.clinic.run_duty("watch_readings").await;
    assert_eq!(ward.alerts().await.len(), 2);
}

#[tokio::test]
async fn silence_is_told_and_ends_with_the_next_value() {
    let ward = Ward::open(&json!({ "silent_after_minutes": 60 })).await;
    ward.beat("70").await;
    ward.clinic.advance(SignedDuration::from_mins(59));
    ward.clinic.run_duties().await;
    assert_eq!(ward.alerts().await, Vec::<String>::new());
    ward.clinic.advance(SignedDuration::from_mins(1));
    ward.clinic.run_duties().await;
    assert_eq!(ward.alerts().await.len(), 1, "due by its own clock");
    ward.clinic.advance(SignedDuration::from_hours(5));
    ward.clinic.run_duty("watch_readings").await;
    assert_eq!(ward.alerts().await[0].split(' ').take(2).collect::<Vec<_>>(), ["silence", "open"]);
    ward.beat("71").await;
    assert_eq!(ward.alerts().await[0].split(' ').take(2).collect::<Vec<_>>(), ["silence", "resolved"]);
    assert_eq!(ward.told().await, "1");
}

#[tokio::test]
async fn an_alert_is_taken_on_and_done_with_once() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    ward.beat("120").await;
    let id = ward.doctor.list("/api/alerts/?status=open").await[0];
    let (take, done) = (format!("/api/alerts/{id}/acknowledge/"), format!("/api/alerts/{id}/resolve/"));
    ward.clinic.sign_in(Role::Reception).await.post(&take, &json!({})).await.expect(403);
    let other = ward.clinic.other().await.sign_in(Role::Doctor).await;
    other.post(&take, &json!({})).await.expect(404);

    let taken = ward.doctor.post(&take, &json!({})).await.expect(200);
    assert_eq!(taken.json()["acknowledged_by"], json!(ward.doctor.staff().id));
    assert_eq!(ward.clinic.audit_of(&taken).await[0].to_string(), "handle_alert success staff about 1");
    assert_snapshot!(ward.doctor.post(&take, &json!({})).await, @r#"409 {"code":"already_done"}"#);
    ward.beat("125").await;
    assert_eq!(ward.alerts().await, ["high acknowledged 120"]);
    ward.doctor.post(&done, &json!({})).await.expect(200);
    assert_snapshot!(ward.doctor.post(&done, &json!({})).await, @r#"409 {"code":"already_done"}"#);
    assert_snapshot!(ward.doctor.post(&take, &json!({})).await, @r#"409 {"code":"illegal_transition"}"#);
    // Still beyond: nothing new was noticed.
    ward.beat("126").await;
    assert_eq!(ward.alerts().await, ["high resolved 120"]);
    ward.beat("80").await;
    ward.beat("127").await;
    assert_eq!(ward.alerts().await, ["high resolved 120", "high open 127"]);
}

#[tokio::test]
async fn of_those_who_take_it_on_at_once_one_does() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    ward.beat("120").await;
    let id = ward.doctor.list("/api/alerts/").await[0];
    let take = format!("/api/alerts/{id}/acknowledge/");
    let answers = futures::future::join_all((0..8).map(|_| ward.doctor.post(&take, &json!({})).into_future())).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(answers.iter().all(|answer| [200, 409].contains(&answer.status.as_u16())));
}

#[tokio::test]
async fn new_limits_look_at_the_latest_value_again() {
    let ward = Ward::open(&json!({ "high": "150" })).await;
    ward.beat("120").await;
    assert_eq!(ward.alerts().await, Vec::<String>::new());
    ward.set(&json!({ "high": "110" })).await;
    assert_eq!(ward.alerts().await, ["high open 120"]);
    ward.set(&json!({ "high": "130" })).await;
    assert_eq!(ward.alerts().await, ["high resolved 120"]);
    ward.set(&json!({ "high": "110" })).await;
    let thresholds = ward.doctor.get(&format!("/api/thresholds/?patient={}", ward.patient.id)).await.expect(200).json();
    let id = thresholds["thresholds"][0]["id"].as_str().unwrap().to_owned();
    ward.doctor.delete(&format!("/api/thresholds/{id}/")).await.expect(204);
    ward.doctor.delete(&format!("/api/thresholds/{id}/")).await.expect(404);
    assert!(ward.alerts().await.iter().all(|alert| alert.contains("resolved")));
}

#[tokio::test]
async fn limits_are_for_clinicians_and_make_sense() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    let base = json!({ "patient": ward.patient.id, "sensor_type": "heart_rate" });
    let with = |change: Value| {
        let mut all = base.clone();
        for (field, value) in change.as_object().unwrap() {
            all[field] = value.clone();
        }
        all
    };
    for wrong in [
        json!({}),
        json!({ "low": "100", "high": "90" }),
        json!({ "low": "x" }),
        json!({ "low": "50", "high": "60", "hysteresis": "6" }),
        json!({ "silent_after_minutes": 1 }),
        json!({ "high": "100", "unit": "km" }),
        json!({ "high": "100", "sensor_type": "??" }),
        json!({ "high": "100", "patient": null }),
    ] {
        ward.doctor.put("/api/thresholds/", &with(wrong.clone())).await.expect(422);
    }
    let fine = with(json!({ "high": "100" }));
    ward.clinic.sign_in(Role::Assistant).await.put("/api/thresholds/", &fine).await.expect(403);
    let theirs = ward.clinic.other().await.sign_in(Role::Doctor).await;
    theirs.put("/api/thresholds/", &fine).await.expect(404);
    ward.doctor.put("/api/thresholds/", &fine).header("if-match", "\"7\"").await.expect(412);
    // In another unit.
    let glucose = json!({ "patient": ward.patient.id, "sensor_type": "glucometer", "low": "4", "unit": "mmol/L" });
    let set = ward.doctor.put("/api/thresholds/", &glucose).await.expect(200).json();
    assert_eq!((set["low"].as_str(), set["unit"].as_str()), (Some("72.0624"), Some("mg/dL")));
}

#[tokio::test]
async fn an_alert_that_began_with_a_struck_value_is_over_as_such() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    ward.beat("80").await;
    ward.beat("180").await;
    assert_eq!(ward.alerts().await, ["high open 180"]);

    ward.change_last("strike").await;

    assert_eq!(ward.alerts().await, ["high resolved 180"]);
    let doctor = ward.clinic.sign_in_as(ward.doctor.staff()).await;
    let alert = doctor.get("/api/alerts/").await.expect(200).json()["results"][0].clone();
    assert_eq!((&alert["struck"], &alert["resolved_by"]), (&json!(true), &json!(ward.doctor.staff().id)));
    let browser = ward.clinic.browser_of(ward.doctor.staff()).await;
    let inbox = browser.get("/alerts/?status=all").await.expect(200).text();
    assert!(inbox.contains("The value was entered in error"), "{inbox}");
    // What was nothing keeps nobody from being told of what is something.
    ward.beat("130").await;
    assert_eq!(ward.alerts().await, ["high resolved 180", "high open 130"]);
    assert_eq!(ward.told().await, "2");
}

#[tokio::test]
async fn what_somebody_was_done_with_does_not_hide_the_next_when_its_value_is_struck() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    ward.beat("180").await;
    let id = ward.doctor.list("/api/alerts/").await[0];
    ward.doctor.post(&format!("/api/alerts/{id}/resolve/"), &json!({})).await.expect(200);
    ward.change_last("strike").await;
    assert_eq!(ward.alerts().await, ["high resolved 180"]);
    ward.beat("130").await;
    assert_eq!(ward.alerts().await, ["high resolved 180", "high open 130"]);
}

#[tokio::test]
async fn a_struck_value_that_seemed_to_be_back_inside_was_not() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    ward.beat("130").await;
    ward.beat("80").await;
    assert_eq!(ward.alerts().await, ["high resolved 130"]);
    ward.change_last("strike").await;
    assert_eq!(ward.alerts().await, ["high resolved 130", "high open 130"]);
}

#[tokio::test]
async fn an_alert_that_goes_back_to_another_value_stands() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    ward.beat("130").await;
    ward.beat("180").await;
    ward.change_last("strike").await;
    assert_eq!(ward.alerts().await, ["high open 130"]);
    assert_eq!(ward.told().await, "1");
}

#[tokio::test]
async fn what_counts_again_is_looked_at_again() {
    let ward = Ward::open(&json!({ "high": "100" })).await;
    ward.beat("80").await;
    ward.beat("130").await;
    ward.change_last("strike").await;
    assert_eq!(ward.alerts().await, ["high resolved 130"]);
    ward.change_last("unstrike").await;
    assert_eq!(ward.alerts().await, ["high resolved 130", "high open 130"]);
}

#[tokio::test]
async fn a_silence_is_counted_from_the_last_value_that_stands() {
    let ward = Ward::open(&json!({ "silent_after_minutes": 60 })).await;
    ward.beat("70").await;
    ward.clinic.advance(SignedDuration::from_mins(50));
    ward.beat("71").await;
    ward.change_last("strike").await;
    assert_eq!(ward.alerts().await, Vec::<String>::new());
    ward.clinic.advance(SignedDuration::from_mins(10));
    ward.clinic.run_duty("watch_readings").await;
    assert!(ward.alerts().await.iter().all(|alert| alert.starts_with("silence open")));
    assert_eq!(ward.told().await, "1");
}
