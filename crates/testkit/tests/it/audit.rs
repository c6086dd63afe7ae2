//! Nothing is shown and nothing changed before it stands on record, and what stands there stays.

use insta::assert_snapshot;
use serde_json::json;
use testkit::{Response, Role, TestClinic};

async fn lines(clinic: &TestClinic, answer: &Response) -> Vec<String> {
    clinic.audit_of(answer).await.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn every_look_and_every_change_leaves_its_row() {
    let clinic = TestClinic::new().await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    let input = json!({ "family_name": "Haddad" });

    let made = doctor.post("/api/patients/", &input).await.expect(201);
    let path = format!("/api/patients/{}/", made.id());
    let seen = doctor.get(&path).await.expect(200);
    let listed = doctor.get("/api/patients/").await.expect(200);
    let changed = doctor.put(&path, &input).await.expect(200);
    let gone = doctor.delete(&path).await.expect(204);

    for (answer, line) in [
        (&made, "register_patient success staff about 1"),
        (&seen, "view_patient success staff about 1"),
        (&listed, "list_patients success staff about 1"),
        (&changed, "update_patient success staff about 1"),
        (&gone, "delete_patient success staff about 1"),
    ] {
        assert_eq!(lines(&clinic, answer).await, [line]);
        assert_eq!(clinic.audit_of(answer).await[0].patients, [made.id()]);
        assert_eq!(clinic.audit_of(answer).await[0].actor_id, Some(doctor.staff().id));
    }
}

#[tokio::test]
async fn a_list_names_each_patient_that_it_showed_and_no_other() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(clinic.patient().create().await.id);
    }
    clinic.contact("vendor").create().await;

    let page = desk.get("/api/patients/?page_size=2").await.expect(200);
    assert_eq!(clinic.audit_of(&page).await[0].patients, ids[..2]);
    let all = desk.get("/business/contacts").await.expect(200);
    assert_eq!(clinic.audit_of(&all).await[0].patients, ids);
    let none = desk.get("/api/patients/?search=nobody").await.expect(200);
    assert_eq!(lines(&clinic, &none).await, ["list_patients success staff"]);
}

#[tokio::test]
async fn a_denial_is_on_record_with_what_was_denied() {
    let clinic = TestClinic::new().await;
    let person = clinic.patient().create().await;
    let billing = clinic.sign_in(Role::Billing).await;

    let answer = billing.delete(&person.path()).await;

    assert_snapshot!(answer, @r#"403 {"code":"forbidden"}"#);
    assert_eq!(lines(&clinic, &answer).await, ["delete_patient denied staff"]);
    billing.get(&person.path()).await.expect(200);
}

#[tokio::test]
async fn what_was_refused_for_another_reason_claims_no_success() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for answer in [
        desk.get("/api/patients/0198c0de-0000-7000-8000-000000000000/").await.expect(404),
        desk.post("/api/patients/", &json!({})).await.expect(422),
        clinic.visitor().get("/api/patients/").await.expect(401),
    ] {
        assert_eq!(lines(&clinic, &answer).await, [""; 0]);
    }
}

#[tokio::test]
async fn nobody_of_the_program_can_rewrite_the_record() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    desk.get("/api/patients/").await.expect(200);
    let before = clinic.audit().await;
    let room = clinic.schema();

    for change in [
        "update {room}.audit_event set outcome = 'denied'",
        "delete from {room}.audit_event",
        "truncate {room}.audit_event",
    ] {
        let change = change.replace("{room}", room);
        let as_clinic = format!("begin; set local role {room}; {change}");
        let refused = clinic.database().try_sql(&as_clinic).await.unwrap_err().to_string();
        assert!(refused.contains("permission denied"), "{refused}");
        // Not even an owner in a hurry.
        let refused = clinic.database().try_sql(&change).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    let drop = format!("begin; set local role {room}; drop trigger audit_event_append_only on {room}.audit_event");
    assert!(clinic.database().try_sql(&drop).await.unwrap_err().to_string().contains("must be owner"));
    assert_eq!(clinic.audit().await, before);
}

#[tokio::test]
async fn what_cannot_be_recorded_is_not_shown() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let person = clinic.patient().create().await;
    let (desk, neighbour) = (clinic.sign_in(Role::Reception).await, other.sign_in(Role::Reception).await);
    let recorder = clinic.value("select recorder_role from platform.installation").await;
    clinic.sql_as_superuser(&format!("revoke insert on {{room}}.audit_event from {recorder}")).await;

    let answer = desk.get(&person.path()).await;

    assert_snapshot!(answer, @r#"503 {"code":"busy"}"#);
    assert_eq!(answer.header("retry-after"), "2");
    desk.get("/api/patients/").await.expect(503);
    // The record of one clinic is no reason to fail another.
    let (one, two) =
        tokio::join!(desk.get("/api/patients/").into_future(), neighbour.get("/api/patients/").into_future());
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (503, 200));
    clinic.sql_as_superuser(&format!("grant insert on {{room}}.audit_event to {recorder}")).await;
    desk.get(&person.path()).await.expect(200);
}

#[tokio::test]
async fn a_denial_that_cannot_be_recorded_is_no_answer_either() {
    let clinic = TestClinic::new().await;
    let viewer = clinic.sign_in(Role::Viewer).await;
    let recorder = clinic.value("select recorder_role from platform.installation").await;
    clinic.sql_as_superuser(&format!("revoke insert on {{room}}.audit_event from {recorder}")).await;

    viewer.post("/api/patients/", &json!({ "family_name": "x" })).await.expect(503);
}

#[tokio::test]
async fn a_change_that_cannot_be_recorded_does_not_happen() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    clinic.sql_as_superuser("revoke insert on {room}.audit_event from {room}").await;

    let answer = desk.post("/api/patients/", &json!({ "family_name": "Haddad" })).await;

    assert!(answer.status.is_server_error(), "{answer}");
    assert_eq!(clinic.value("select count(*) from {room}.party").await, "0");
}

#[tokio::test]
async fn before_and_after_are_sealed_for_the_person_they_are_about() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().named("Nour", "Haddad").create().await;
    desk.put(&person.path(), &json!({ "family_name": "Gómez" })).await.expect(200);

    let row = clinic
        .sql_as_superuser("select a.id, encode(a.detail, 'hex'), encode(p.secret, 'hex') from {room}.audit_event a join {room}.party p on p.id = a.patient_id where action = 'update_patient'")
        .await;
    let (id, bytes) = (row[0][0].parse().unwrap(), |column: usize| hex::decode(&row[0][column]).unwrap());
    let keys = clinic.house().keys_of(clinic.tenant()).await.unwrap();
    let secret =
        clinic::parties::sealing::open_secret(&keys, person.id, Some(&vault::Sealed::from_bytes(bytes(2)))).unwrap();
    let sealed = vault::Sealed::<vault::Json<serde_json::Value>>::from_bytes(bytes(1));
    let detail = keys.party(&secret).open(tenancy::DETAIL, id, &sealed).unwrap();

    assert_snapshot!(detail.reveal().0, @r#"{"family_name":{"after":"Gómez","before":"Haddad"},"given_name":{"after":"","before":"Nour"}}"#);
    assert!(keys.clinic().open(tenancy::DETAIL, id, &sealed).is_err());
}
