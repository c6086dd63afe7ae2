//! Who gets to see which documents.

use insta::assert_snapshot;
use serde_json::json;
use testkit::{Role, TestClinic};

use super::{Cabinet, id_of, pdf, upload};
use crate::patient_access::{known, signed_in};

const LEVELS: [&str; 4] = ["public", "internal", "confidential", "restricted"];

#[tokio::test]
async fn each_role_sees_the_levels_that_are_meant_for_it() {
    let cabinet = Cabinet::open().await;
    let mut documents = Vec::new();
    for privacy in LEVELS {
        documents.push(cabinet.stored(privacy, &pdf(100)).await);
    }
    let mut table = String::new();
    for role in Role::ALL {
        let client = cabinet.clinic.sign_in(*role).await;
        let listed = client.get("/business/documents").await;
        let count = if listed.status == 200 { listed.json()["count"].to_string() } else { "-".to_owned() };
        table.push_str(&format!("{:<10} {count}", role.as_str()));
        for document in &documents {
            let (seen, file) = (client.get(document).await, client.get(&format!("{document}/download")).await);
            assert_eq!(seen.status, file.status);
            table.push_str(&format!(" {}", seen.status.as_u16()));
        }
        table.push('\n');
    }
    assert_snapshot!(table, @r"
    admin      2 200 200 403 403
    doctor     4 200 200 200 200
    therapist  4 200 200 200 200
    assistant  3 200 200 200 403
    reception  2 200 200 403 403
    billing    2 200 200 403 403
    viewer     1 200 403 403 403
    auditor    - 403 403 403 403
    ");
}

#[tokio::test]
async fn reception_hands_in_what_it_may_not_read_later() {
    let cabinet = Cabinet::open().await;
    let desk = cabinet.clinic.sign_in(Role::Reception).await;
    let id = desk.post("/business/documents", &cabinet.about("restricted")).await.expect(201).id();
    let document = format!("/business/documents/{id}");

    upload(&desk, &document, &pdf(100)).await.expect(200);

    assert_eq!(desk.get(&document).await.status, 403);
    assert_eq!(upload(&desk, &document, &pdf(200)).await.to_string(), r#"403 {"code":"forbidden"}"#);
    assert_eq!(desk.delete(&document).await.status, 403);
    cabinet.holds(1).await;
}

async fn with_patient() -> Cabinet {
    let clinic = TestClinic::new().await;
    let patient = known(&clinic).await;
    Cabinet { patient, ..Cabinet::of(clinic).await }
}

#[tokio::test]
async fn patients_read_what_was_approved_and_released_to_them_and_nothing_else() {
    let cabinet = with_patient().await;
    let released = cabinet.released("confidential", &pdf(1000)).await;
    let draft = cabinet.stored("public", &pdf(100)).await;
    let approved = cabinet.stored("public", &pdf(100)).await;
    for step in ["submit", "approve"] {
        cabinet.step(&approved, step).await.expect(200);
    }
    let stranger = cabinet.clinic.patient().named("Layla", "Haddad").create().await;
    let theirs = Cabinet { patient: stranger, clinic: cabinet.clinic.clone(), doctor: cabinet.doctor.clone() };
    let theirs = theirs.released("public", &pdf(100)).await;

    let mut mona = signed_in(&cabinet.clinic).await;
    let own = |document: &str| format!("/patient/documents/{}/file", id_of(document));
    let list = mona.get("/patient/documents/").await.expect(200).text();
    assert!(list.contains(&own(&released)));
    let file = mona.get(&own(&released)).await.expect(200);
    assert!(file.body == pdf(1000) && file.header("content-disposition").starts_with("attachment"));
    let record = cabinet.clinic.audit_of(&file).await;
    assert_eq!((record[0].action.as_str(), record[0].outcome.as_str()), ("download_own_document", "success"));
    for hidden in [&draft, &approved, &theirs] {
        assert!(!list.contains(&own(hidden)));
        assert_eq!(mona.get(&own(hidden)).await.status, 404);
    }
    for staff_path in
        [format!("/documents/{}", id_of(&released)), format!("/patients/{}/documents", cabinet.patient.id)]
    {
        assert_ne!(mona.get(&staff_path).await.status, 200, "{staff_path}");
    }
}

#[tokio::test]
async fn what_is_withdrawn_or_changed_is_out_of_the_patients_sight_until_it_is_approved_again() {
    let cabinet = with_patient().await;
    let document = cabinet.released("public", &pdf(1000)).await;
    let own = format!("/patient/documents/{}/file", id_of(&document));
    let mut mona = signed_in(&cabinet.clinic).await;

    mona.get(&own).await.expect(200);
    cabinet.upload(&document, &pdf(2000)).await.expect(200);
    mona.get(&own).await.expect(404);
    for step in ["submit", "approve"] {
        cabinet.step(&document, step).await.expect(200);
    }
    assert_eq!(mona.get(&own).await.expect(200).body.len(), 2000);
    cabinet.step(&document, "withdraw").await.expect(200);
    mona.get(&own).await.expect(404);
    cabinet.step(&document, "release").await.expect(200);
    mona.get(&own).await.expect(200);
    cabinet.doctor.delete(&document).await.expect(204);
    mona.get(&own).await.expect(404);
}

#[tokio::test]
async fn what_is_not_for_patients_is_never_released() {
    let cabinet = Cabinet::open().await;
    for privacy in ["internal", "restricted"] {
        let document = cabinet.stored(privacy, &pdf(100)).await;
        for step in ["submit", "approve"] {
            cabinet.step(&document, step).await.expect(200);
        }
        assert_eq!(cabinet.step(&document, "release").await.to_string(), r#"409 {"code":"not_for_patients"}"#);
    }
    let nobody = json!({ "title": "Price list", "kind": "other", "privacy": "public" });
    let id = cabinet.doctor.post("/business/documents", &nobody).await.expect(201).id();
    let document = format!("/business/documents/{id}");
    cabinet.upload(&document, &pdf(100)).await.expect(200);
    for step in ["submit", "approve"] {
        cabinet.step(&document, step).await.expect(200);
    }
    assert_snapshot!(cabinet.step(&document, "release").await, @r#"409 {"code":"not_for_patients"}"#);
}
