//! Two APIs and the pages are doors to one table, and each path that a client may have learnt still leads there.

use http::Method;
use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};

#[tokio::test]
async fn a_patient_registered_at_one_door_stands_behind_the_others() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let browser = clinic.browser(Role::Reception).await;

    let one = desk.post("/api/patients/", &json!({ "family_name": "Aalto" })).await.expect(201).id();
    let two = desk.post("/business/contacts", &json!({ "family_name": "Baba" })).await.expect(201).id();
    let form = [("family_name", "Cohen"), ("given_name", "Dina"), ("phone", ""), ("date_of_birth", "")];
    browser.submit("/patients/new", &form).await.expect(303);

    let at_patients = desk.list("/api/patients/").await;
    assert_eq!(at_patients.len(), 3);
    assert_eq!(at_patients, desk.list("/business/contacts").await);
    assert!(at_patients.contains(&one) && at_patients.contains(&two));
    for (id, name) in [(one, "Aalto"), (two, "Baba")] {
        let patient = desk.get(&format!("/api/patients/{id}/")).await.expect(200).json();
        let contact = desk.get(&format!("/business/contacts/{id}")).await.expect(200).json();
        assert_eq!(patient["family_name"], name);
        assert_eq!((&contact["family_name"], &contact["kind"]), (&json!(name), &json!("patient")));
        assert_eq!((&patient["number"], &patient["version"]), (&contact["number"], &contact["version"]));
    }
    for name in ["aal", "bab", "coh"] {
        assert!(browser.get(&format!("/search?q={name}")).await.expect(200).text().contains("<bdi>"), "{name}");
    }
}

#[tokio::test]
async fn who_is_no_patient_stays_out_of_the_patients() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let vendor = clinic.contact("vendor").create().await;
    let patient = clinic.patient().create().await;

    assert_eq!(desk.list("/api/patients/").await, [patient.id]);
    assert_eq!(desk.list("/business/contacts").await, [vendor.id, patient.id]);
    assert_eq!(desk.list("/business/contacts?kind=vendor").await, [vendor.id]);
    assert_eq!((vendor.number, patient.number), (None, Some(1)));
    let doctor = clinic.sign_in(Role::Doctor).await;
    doctor.get(&vendor.path()).await.expect(404);
    doctor.put(&vendor.path(), &json!({ "family_name": "Patient now" })).await.expect(404);
    doctor.delete(&vendor.path()).await.expect(404);
    desk.get(&vendor.contact_path()).await.expect(200);
}

#[tokio::test]
async fn a_path_with_and_without_slash_or_version_leads_to_the_same_place() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for root in [
        "/api/patients",
        "/api/v1/patients",
        "/business/contacts",
        "/api/business/contacts",
        "/api/v1/business/contacts",
    ] {
        for path in [root.to_owned(), format!("{root}/")] {
            let made = desk.post(&path, &json!({ "family_name": "Haddad" })).await.expect(201);
            desk.get(&format!("{root}/{}", made.id())).await.expect(200);
            desk.get(&format!("{root}/{}/", made.id())).await.expect(200);
            assert!(!made.header("location").is_empty());
            desk.get(made.header("location")).await.expect(200);
        }
    }
    assert_eq!(desk.list("/api/patients/").await.len(), 10);
    desk.get("/api/v2/patients/").await.expect(404);
    desk.get("/api/v1x/patients/").await.expect(404);
    desk.get("/api/business/patients/").await.expect(404);
}

#[tokio::test]
async fn links_keep_the_path_that_the_client_uses() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    clinic.patient().create().await;
    clinic.patient().create().await;

    let page = desk.get("/api/v1/patients/?page_size=1&search=g%C3%B3mez").await.expect(200).json();

    let next = page["next"].as_str().unwrap();
    assert!(next.starts_with("/api/v1/patients/?page_size=1&search=g%C3%B3mez&page=2"), "{next}");
    desk.get(next).await.expect(200);
}

#[tokio::test]
async fn bulk_is_a_word_and_no_id() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let people =
        [clinic.patient().create().await, clinic.contact("vendor").create().await, clinic.patient().create().await];
    let ids = |people: &[testkit::Person]| people.iter().map(|person| person.id.to_string()).collect::<Vec<_>>();

    let answer = bulk(&desk, &json!({ "ids": ids(&people[..2]) })).await;
    assert_snapshot!(answer, @r#"200 {"deleted":2,"results":[{"id":"[id]","status":"deleted"},{"id":"[id]","status":"deleted"}]}"#);
    assert_eq!(desk.list("/business/contacts").await, [people[2].id]);
    let lines: Vec<String> = clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["delete_contact success staff about 1", "delete_contact success staff"]);

    let query = format!("/business/contacts/bulk?ids={}", people[2].id);
    desk.delete(&query).await.expect(200);
    assert!(desk.list("/business/contacts").await.is_empty());
    desk.get("/business/contacts/bulk").await.expect(405);
}

#[tokio::test]
async fn a_bulk_deletion_deletes_all_or_nothing() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let foreign = clinic.other().await.patient().create().await.id;
    let people = [clinic.patient().create().await.id, clinic.patient().create().await.id];

    for stray in [foreign, uuid()] {
        let answer = bulk(&desk, &json!({ "ids": [people[0], stray, people[1]] })).await;
        assert_eq!(answer.to_string(), r#"404 {"code":"not_found"}"#);
        assert_eq!(desk.list("/business/contacts").await, people);
    }
    assert_snapshot!(bulk(&desk, &json!({ "ids": [] })).await, @r#"422 {"code":"invalid","errors":{"/ids":"required"}}"#);
    assert_snapshot!(bulk(&desk, &json!({ "ids": vec![uuid(); 3] })).await, @r#"404 {"code":"not_found"}"#);
    let many: Vec<_> = (0..101).map(uuid::Uuid::from_u128).collect();
    assert_snapshot!(bulk(&desk, &json!({ "ids": many })).await, @r#"422 {"code":"invalid","errors":{"/ids":"too_long"}}"#);
    let odd = desk.delete("/business/contacts/bulk?ids=1,2").await;
    assert_snapshot!(odd, @r#"422 {"code":"invalid","errors":{"/ids":"malformed"}}"#);
}

fn uuid() -> uuid::Uuid {
    "0198c0de-0000-7000-8000-000000000000".parse().unwrap()
}

async fn bulk(desk: &Client, input: &Value) -> testkit::Response {
    desk.call(Method::DELETE, "/business/contacts/bulk").json(input).await
}
