//! Approval: draft, in review, approved or rejected, and nothing else in between.

use insta::assert_snapshot;
use serde_json::json;
use testkit::Role;

use super::{Cabinet, pdf};

#[tokio::test]
async fn a_document_is_handed_in_and_approved_or_rejected() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;

    assert_eq!(cabinet.step(&document, "submit").await.expect(200).json()["approval"]["state"], "in-review");
    let rejected = cabinet.step(&document, "reject").await.expect(200).json();
    assert_eq!(
        (&rejected["approval"]["state"], &rejected["approval"]["comment"]),
        (&json!("rejected"), &json!("Seen"))
    );
    assert_eq!(cabinet.step(&document, "submit").await.expect(200).json()["approval"]["comment"], json!(null));
    let approved = cabinet.step(&document, "approve").await.expect(200).json();
    assert_eq!(approved["approval"]["by"], json!(cabinet.doctor.staff().id));
    assert_eq!(approved["approval"]["state"], "approved");
}

#[tokio::test]
async fn every_other_way_is_refused() {
    let cabinet = Cabinet::open().await;
    let empty = cabinet.announced("confidential").await;
    assert_snapshot!(cabinet.step(&empty, "submit").await, @r#"409 {"code":"nothing_uploaded"}"#);

    let document = cabinet.stored("confidential", &pdf(100)).await;
    for (reached, refused) in [
        (None, &["approve", "reject", "release"][..]),
        (Some("submit"), &["submit", "release"]),
        (Some("approve"), &["submit", "approve", "reject"]),
    ] {
        if let Some(step) = reached {
            cabinet.step(&document, step).await.expect(200);
        }
        for step in refused {
            let answer = cabinet.step(&document, step).await;
            assert_eq!(answer.to_string(), r#"409 {"code":"wrong_approval"}"#, "{step} after {reached:?}");
        }
    }
}

#[tokio::test]
async fn whoever_rejects_says_why() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;
    cabinet.step(&document, "submit").await.expect(200);
    let reject = |input| cabinet.doctor.post(&format!("{document}/reject"), &input);

    assert_snapshot!(reject(json!({})).await, @r#"422 {"code":"invalid","errors":{"/comment":"required"}}"#);
    assert_snapshot!(reject(json!({ "comment": "x".repeat(501) })).await, @r#"422 {"code":"invalid","errors":{"/comment":"too_long"}}"#);
    reject(json!({ "comment": "Unsigned" })).await.expect(200);
}

#[tokio::test]
async fn of_two_who_decide_at_once_one_does() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;
    cabinet.step(&document, "submit").await.expect(200);

    let (one, two) = tokio::join!(cabinet.step(&document, "approve"), cabinet.step(&document, "reject"));

    let mut answers = [one.status.as_u16(), two.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
}

#[tokio::test]
async fn what_was_looked_at_is_what_is_approved() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;
    let seen = cabinet.step(&document, "submit").await.expect(200).header("etag").to_owned();
    cabinet.upload(&document, &pdf(200)).await.expect(200);
    cabinet.step(&document, "submit").await.expect(200);

    let late = cabinet.doctor.post(&format!("{document}/approve"), &json!({})).header("if-match", &seen).await;
    assert_snapshot!(late, @r#"412 {"code":"stale_version"}"#);
}

#[tokio::test]
async fn reception_hands_in_and_does_not_approve() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("public", &pdf(100)).await;
    let desk = cabinet.clinic.sign_in(Role::Reception).await;
    desk.post(&format!("{document}/submit"), &json!({})).await.expect(200);
    for step in ["approve", "reject"] {
        let answer = desk.post(&format!("{document}/{step}"), &json!({ "comment": "x" })).await;
        assert_eq!(answer.to_string(), r#"403 {"code":"forbidden"}"#, "{step}");
    }
}
