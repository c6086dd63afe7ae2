//! Correcting what a document is called, what it is and who may see it.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Call, Response, Role, TestClinic};

use super::{Cabinet, id_of, pdf};
use crate::patient_access::{known, signed_in};

fn correct(cabinet: &Cabinet, document: &str, input: &Value) -> Call {
    cabinet.doctor.put(document, input)
}

async fn seen(cabinet: &Cabinet, document: &str) -> Value {
    cabinet.doctor.get(document).await.expect(200).json()
}

#[tokio::test]
async fn what_is_corrected_is_on_record_and_the_rest_stays() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;
    for step in ["submit", "approve"] {
        cabinet.step(&document, step).await.expect(200);
    }
    let before = seen(&cabinet, &document).await;

    let answer = correct(&cabinet, &document, &json!({ "title": "  Befund  ", "kind": "imaging" })).await.expect(200);

    let after = answer.json();
    assert_eq!((&after["title"], &after["kind"]), (&json!("Befund"), &json!("imaging")));
    for field in ["privacy", "approval", "version", "sha256", "retention_class", "contact"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    let record = cabinet.clinic.audit_of(&answer).await;
    assert_eq!((record[0].action.as_str(), record[0].outcome.as_str()), ("update_document", "success"));
    let sql = "select count(detail) from {room}.audit_event where action = 'update_document'";
    assert_eq!(cabinet.clinic.value(sql).await, "1", "with what it was before");
    assert_eq!(seen(&cabinet, &document).await, after);
}

#[tokio::test]
async fn what_cannot_be_said_of_a_document_is_refused() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;
    let before = seen(&cabinet, &document).await;
    let refused = async |input: Value| correct(&cabinet, &document, &input).await.to_string();

    assert_snapshot!(refused(json!({ "title": " " })).await, @r#"422 {"code":"invalid","errors":{"/title":"required"}}"#);
    assert_snapshot!(refused(json!({ "title": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/title":"too_long"}}"#);
    assert!(refused(json!({ "kind": "novel" })).await.starts_with("422"));
    assert!(refused(json!({ "privacy": "secret" })).await.starts_with("422"));
    assert_eq!(seen(&cabinet, &document).await, before);
}

#[tokio::test]
async fn what_is_not_there_not_ours_or_not_for_ones_eyes_is_not_corrected() {
    let cabinet = Cabinet::open().await;
    let other = Cabinet::of(cabinet.clinic.other().await).await;
    let (foreign, gone) = (other.announced("public").await, cabinet.announced("public").await);
    cabinet.doctor.delete(&gone).await.expect(204);
    let input = json!({ "title": "Mine" });
    for document in [foreign.as_str(), &gone, "/business/documents/0198c0de-0000-7000-8000-000000000000"] {
        assert_eq!(correct(&cabinet, document, &input).await.to_string(), r#"404 {"code":"not_found"}"#, "{document}");
    }
    let document = cabinet.stored("restricted", &pdf(100)).await;
    for role in [Role::Admin, Role::Assistant, Role::Reception, Role::Viewer, Role::Auditor] {
        let answer = cabinet.clinic.sign_in(role).await.put(&document, &json!({ "privacy": "public" })).await;
        assert_eq!(answer.to_string(), r#"403 {"code":"forbidden"}"#, "{role:?}");
    }
}

#[tokio::test]
async fn of_two_who_correct_the_same_state_one_does() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    let tag = cabinet.doctor.get(&document).await.expect(200).header("etag").to_owned();
    let one = async |title: &str| -> Response {
        correct(&cabinet, &document, &json!({ "title": title })).header("if-match", &tag).await
    };

    let (first, second) = tokio::join!(one("Left"), one("Right"));

    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 412]);
}

#[tokio::test]
async fn what_was_not_for_patients_for_a_while_is_released_to_them_anew() {
    let clinic = TestClinic::new().await;
    let patient = known(&clinic).await;
    let cabinet = Cabinet { patient, ..Cabinet::of(clinic).await };
    let document = cabinet.released("public", &pdf(1000)).await;
    let own = format!("/patient/documents/{}/file", id_of(&document));
    let mut mona = signed_in(&cabinet.clinic).await;

    correct(&cabinet, &document, &json!({ "privacy": "confidential" })).await.expect(200);
    mona.get(&own).await.expect(200);
    let internal = correct(&cabinet, &document, &json!({ "privacy": "internal" })).await.expect(200).json();
    assert_eq!(internal["released_at"], json!(null));
    mona.get(&own).await.expect(404);
    correct(&cabinet, &document, &json!({ "privacy": "public" })).await.expect(200);
    mona.get(&own).await.expect(404);
    cabinet.step(&document, "release").await.expect(200);
    mona.get(&own).await.expect(200);
}

#[tokio::test]
async fn a_form_corrects_as_well_and_leads_nobody_to_what_they_may_not_see() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("public", &pdf(100)).await;
    let page = document.replace("/business", "");
    let desk = cabinet.clinic.browser(Role::Reception).await;
    let send = |title: &'static str, privacy: &'static str| {
        desk.submit(&format!("{page}/correct"), &[("title", title), ("kind", "contract"), ("privacy", privacy)])
    };

    let wrong = send("", "internal").await.expect(422).text();
    assert!(wrong.contains("title-error"));
    assert_eq!(send("Lease", "internal").await.expect(303).header("location"), page);
    assert!(desk.get(&page).await.expect(200).text().contains("Lease"));
    let list = format!("/patients/{}/documents", cabinet.patient.id);
    assert_eq!(send("Lease", "restricted").await.expect(303).header("location"), list);
    assert!(!desk.get(&list).await.expect(200).text().contains("Lease"));
    let stale = desk.submit(&format!("{page}/correct"), &[("title", "x"), ("revision", "1")]).await;
    assert_eq!(stale.status, 403, "it is none of theirs any more");
}
