//! Authorised visits, counted from the appointments that were completed.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::Ward;

impl Ward {
    async fn package(&self, more: &Value) -> Uuid {
        let mut package = json!({ "patient": self.desk.patient.id, "label": "Hand therapy", "visits": 3,
            "authorization": "A-77120", "ends_on": "2030-01-30" });
        for (field, value) in more.as_object().into_iter().flatten() {
            package[field] = value.clone();
        }
        self.doctor.post("/api/packages/", &package).await.expect(201).id()
    }

    /// A visit at that time which took place.
    async fn visited(&self, at: &str) -> Uuid {
        let visit = self.desk.booked(at).await;
        for step in ["check-in", "start", "complete"] {
            self.desk.step(visit, step).await.expect(200);
        }
        visit
    }

    async fn left(&self, package: Uuid) -> Value {
        self.seen(&format!("/api/packages/{package}/")).await["left"].clone()
    }
}

#[tokio::test]
async fn each_completed_visit_counts_and_one_that_is_undone_does_not() {
    let ward = Ward::open().await;
    let package = ward.package(&json!({})).await;
    ward.desk.booked("10:00").await;
    assert_eq!(ward.left(package).await, 3);

    ward.visited("11:00").await;
    let visit = ward.visited("12:00").await;
    assert_eq!(ward.left(package).await, 1);
    ward.desk.step(visit, "revert").await.expect(200);
    assert_eq!(ward.left(package).await, 2);
}

#[tokio::test]
async fn a_visit_counts_where_its_kind_and_its_day_belong() {
    let ward = Ward::open().await;
    let therapy = ward.package(&json!({ "appointment_kind": "therapy-session" })).await;
    let later = ward.package(&json!({ "begins_on": "2030-01-08" })).await;
    let any = ward.package(&json!({ "ends_on": null })).await;

    ward.visited("11:00").await;

    let left = [ward.left(therapy).await, ward.left(later).await, ward.left(any).await];
    assert_eq!(left, [json!(3), json!(3), json!(2)]);
}

#[tokio::test]
async fn it_is_corrected_with_a_reason_and_taken_back_with_one() {
    let ward = Ward::open().await;
    let path = format!("/api/packages/{}/", ward.package(&json!({})).await);
    let more = json!({ "label": "Hand therapy", "visits": 5 });

    assert_snapshot!(ward.doctor.put(&path, &more).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    let mut granted = more.clone();
    granted["reason"] = json!("Two more were granted");
    let corrected = ward.doctor.put(&path, &granted).header("if-match", "\"1\"").await.expect(200).json();
    assert_eq!((&corrected["visits"], &corrected["left"]), (&json!(5), &json!(5)));
    let late = ward.doctor.put(&path, &granted).header("if-match", "\"1\"").await;
    assert_snapshot!(late, @r#"412 {"code":"stale_version"}"#);
    let versions = ward.seen(&format!("{path}versions/")).await;
    assert_eq!((&versions[0]["reason"], &versions[1]["visits"]), (&json!("Two more were granted"), &json!(3)));
    ward.doctor.delete(&path).json(&json!({ "reason": "Of another patient" })).await.expect(204);
    let counts = ward.seen(&format!("/api/packages/counts/?patient={}", ward.desk.patient.id)).await;
    assert_eq!(counts["packages"], json!([]));
}

#[tokio::test]
async fn the_desk_learns_the_numbers_and_billing_what_they_are_for() {
    let ward = Ward::open().await;
    let package = ward.package(&json!({})).await;
    ward.visited("11:00").await;
    let (path, patient) = (format!("/api/packages/{package}/"), ward.desk.patient.id);
    let counts = format!("/api/packages/counts/?patient={patient}");

    for (role, views, counted, writes) in [
        (Role::Doctor, 200, 200, 201),
        (Role::Therapist, 200, 200, 201),
        (Role::Assistant, 200, 200, 201),
        (Role::Billing, 200, 200, 403),
        (Role::Reception, 403, 200, 403),
        (Role::Admin, 403, 200, 403),
        (Role::Viewer, 403, 403, 403),
        (Role::Auditor, 403, 403, 403),
    ] {
        let by = ward.desk.clinic.sign_in(role).await;
        by.get(&path).await.expect(views);
        by.get(&counts).await.expect(counted);
        let another = json!({ "patient": patient, "label": "More", "visits": 1, "ends_on": "2030-01-06", "begins_on": "2030-01-01" });
        by.post("/api/packages/", &another).await.expect(writes);
    }
    let found = ward.desk.reception.get(&counts).await.expect(200);
    let one = found.json()["packages"].as_array().unwrap().iter().find(|one| one["package"] == json!(package)).cloned();
    let one = one.expect("the package");
    assert_eq!((&one["visits"], &one["used"], &one["left"]), (&json!(3), &json!(1), &json!(2)));
    assert!(!found.text().contains("A-77120") && !found.text().contains("Hand therapy"), "{}", found.text());
    assert_eq!(ward.desk.clinic.audit_of(&found).await[0].to_string(), "count_visits success staff about 1");
    ward.desk.reception.get("/api/packages/counts/").await.expect(422);
    ward.desk.reception.get(&format!("/api/packages/counts/?patient={}", Uuid::nil())).await.expect(404);
}

#[tokio::test]
async fn the_chart_says_how_many_are_left_and_warns() {
    let ward = Ward::open().await;
    ward.package(&json!({})).await;
    let chart = format!("/patients/{}", ward.desk.patient.id);
    let desk = ward.desk.clinic.browser(Role::Reception).await;
    let page = async || desk.get(&chart).await.expect(200).text();

    let shown = page().await;
    assert!(shown.contains("Visits left: 3 of 3, until 30/01/2030") && !shown.contains("Nearly used up"), "{shown}");
    assert!(!shown.contains("Hand therapy") && !shown.contains("A-77120"));
    ward.visited("11:00").await;
    let shown = page().await;
    assert!(shown.contains("2 of 3") && shown.contains("Nearly used up"), "{shown}");
    ward.visited("12:00").await;
    ward.visited("13:00").await;
    assert!(page().await.contains("Used up"));
}

#[tokio::test]
async fn an_authorisation_that_ran_out_says_so_until_there_is_another() {
    let ward = Ward::open().await;
    let chart = format!("/patients/{}", ward.desk.patient.id);
    let desk = ward.desk.clinic.browser(Role::Reception).await;

    ward.package(&json!({ "begins_on": "2029-12-01", "ends_on": "2030-01-06" })).await;
    assert!(desk.get(&chart).await.expect(200).text().contains("Expired"));
    ward.package(&json!({})).await;
    assert!(!desk.get(&chart).await.expect(200).text().contains("Expired"));
}

#[tokio::test]
async fn another_clinic_counts_nothing() {
    let ward = Ward::open().await;
    let package = ward.package(&json!({})).await;
    let doctor = ward.desk.clinic.other().await.sign_in(Role::Doctor).await;

    doctor.get(&format!("/api/packages/{package}/")).await.expect(404);
    doctor.get(&format!("/api/packages/counts/?patient={}", ward.desk.patient.id)).await.expect(404);
    doctor.delete(&format!("/api/packages/{package}/")).json(&json!({ "reason": "Mine" })).await.expect(404);
}
