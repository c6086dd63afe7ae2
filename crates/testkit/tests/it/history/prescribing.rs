//! A prescription that a severe allergy speaks against.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Call;

use super::{Ward, penicillin};

/// A prescription at a visit of the patient.
fn prescribe(ward: &Ward, appointment: &Value, text: &str, more: &Value) -> Call {
    let mut input = json!({ "appointment": appointment, "kind": "prescription", "text": text });
    for (field, value) in more.as_object().into_iter().flatten() {
        input[field] = value.clone();
    }
    ward.doctor.post("/api/records/", &input)
}

async fn visit(ward: &Ward, at: &str) -> Value {
    json!(ward.desk.try_to_book(&ward.desk.wanted(at)).await.expect(201).id())
}

#[tokio::test]
async fn a_severe_allergy_interrupts_until_somebody_says_that_they_know() {
    let ward = Ward::open().await;
    let appointment = visit(&ward, "10:00").await;
    let allergy = ward.write(&penicillin()).await.expect(201).id();

    let refused = prescribe(&ward, &appointment, "Penicillin V 500 mg", &json!({})).await;
    assert_snapshot!(refused, @r#"422 {"code":"invalid","errors":{"/despite_allergies":"severe_allergy"}}"#);
    let silent =
        prescribe(&ward, &appointment, "Penicillin V 500 mg", &json!({ "despite_allergies": [allergy] })).await;
    assert_snapshot!(silent, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    let knowing = json!({ "despite_allergies": [allergy], "reason": "Desensitised last week" });
    let written = prescribe(&ward, &appointment, "Penicillin V 500 mg", &knowing).await.expect(201).json();
    assert_eq!(written["reason"], "Desensitised last week");
}

#[tokio::test]
async fn a_revision_is_asked_the_same_and_an_allergy_added_meanwhile_interrupts_again() {
    let ward = Ward::open().await;
    let appointment = visit(&ward, "10:00").await;
    let first = ward.write(&penicillin()).await.expect(201).id();
    let id = prescribe(&ward, &appointment, "Cefalexin 500 mg", &json!({})).await.expect(201).id();
    let path = format!("/api/records/{id}/");
    let revise = |despite: &[uuid::Uuid]| {
        let input =
            json!({ "text": "Penicillin G and trimethoprim", "reason": "Resistant", "despite_allergies": despite });
        ward.doctor.put(&path, &input)
    };

    assert_snapshot!(revise(&[]).await, @r#"422 {"code":"invalid","errors":{"/despite_allergies":"severe_allergy"}}"#);
    let other = json!({ "kind": "allergy", "name": "Trimethoprim", "severity": "severe" });
    let second = ward.write(&other).await.expect(201).id();
    assert_snapshot!(revise(&[first]).await, @r#"422 {"code":"invalid","errors":{"/despite_allergies":"severe_allergy"}}"#);
    revise(&[first, second]).await.expect(200);
}

#[tokio::test]
async fn milder_or_former_allergies_and_other_records_interrupt_nobody() {
    let ward = Ward::open().await;
    let appointment = visit(&ward, "10:00").await;
    ward.written(&json!({ "kind": "allergy", "name": "Codeine", "severity": "moderate" })).await;
    let severe = ward.written(&penicillin()).await;

    let diagnosis = json!({ "appointment": appointment, "kind": "diagnosis", "text": "Penicillin allergy" });
    ward.doctor.post("/api/records/", &diagnosis).await.expect(201);
    ward.doctor.put(&severe, &json!({ "name": "Penicillin", "state": "ended" })).await.expect(200);
    prescribe(&ward, &appointment, "Codeine 30 mg, penicillin V", &json!({})).await.expect(201);
}
