//! Versions: one line of them, and the earlier ones stay.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Response;

use super::{Cabinet, pdf};

fn states(answers: &[Response]) -> Vec<u16> {
    let mut states: Vec<_> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    states.sort_unstable();
    states
}

async fn chain(cabinet: &Cabinet, document: &str) -> Vec<Value> {
    cabinet.doctor.get(&format!("{document}/versions")).await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_new_version_follows_the_one_before_and_is_a_draft() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(1000)).await;
    for step in ["submit", "approve"] {
        cabinet.step(&document, step).await.expect(200);
    }

    let known = cabinet.upload(&document, &pdf(2000)).await.expect(200).json();

    let versions = chain(&cabinet, &document).await;
    assert_eq!((&known["version"], &known["size"]), (&json!(2), &json!(2000)));
    assert_eq!(
        (&known["parent"], &known["approval"]),
        (&versions[1]["id"], &json!({ "state": "draft", "by": null, "at": null, "comment": null }))
    );
    assert_eq!((&versions[0]["parent"], &versions[1]["parent"]), (&versions[1]["id"], &json!(null)));
    let download = |query: &str| cabinet.doctor.get(&format!("{document}/download{query}"));
    assert!(download("").await.expect(200).body == pdf(2000));
    assert!(download("?version=1").await.expect(200).body == pdf(1000));
    assert_eq!(download("?version=3").await.to_string(), r#"404 {"code":"not_found"}"#);
    assert_eq!(download("?version=x").await.to_string(), r#"422 {"code":"invalid","errors":{"/version":"malformed"}}"#);
    cabinet.holds(2).await;
}

#[tokio::test]
async fn of_those_who_follow_the_same_version_one_does() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    let first = cabinet.upload(&document, &pdf(1000)).await.expect(200);
    let tag = first.header("etag").to_owned();
    let next = |size: usize| cabinet.upload(&document, &pdf(size)).header("if-match", &tag);

    let (one, two, three) = tokio::join!(next(2000), next(3000), next(4000));

    assert_eq!(states(&[one, two, three]), [200, 412, 412]);
    assert_eq!(chain(&cabinet, &document).await.len(), 2);
    cabinet.holds(2).await;
}

#[tokio::test]
async fn those_who_demand_nothing_follow_each_other() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(1000)).await;
    let next = |size: usize| cabinet.upload(&document, &pdf(size));

    let (one, two, three) = tokio::join!(next(2000), next(3000), next(4000));

    assert_eq!(states(&[one, two, three]), [200, 200, 200]);
    let versions = chain(&cabinet, &document).await;
    let numbers: Vec<_> = versions.iter().map(|version| version["version"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [4, 3, 2, 1]);
    for pair in versions.windows(2) {
        assert_eq!(pair[0]["parent"], pair[1]["id"]);
    }
    cabinet.holds(4).await;
}

#[tokio::test]
async fn whoever_is_erased_takes_their_documents_along() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(1000)).await;

    let erase = format!("update {{room}}.party set secret = null where id = '{}'", cabinet.patient.id);
    cabinet.clinic.sql_as_superuser(&erase).await;

    for path in [document.clone(), format!("{document}/download"), format!("{document}/versions")] {
        assert_eq!(cabinet.doctor.get(&path).await.to_string(), r#"404 {"code":"not_found"}"#, "{path}");
    }
    assert_eq!(cabinet.doctor.get("/business/documents").await.expect(200).json()["count"], 0);
    cabinet.clinic.run_duty("verify_documents").await;
    assert_eq!(cabinet.clinic.value("select count(damaged_at) from {room}.document_version").await, "0");
}

#[tokio::test]
async fn lists_show_what_was_asked_for_the_newest_first() {
    let mut cabinet = Cabinet::open().await;
    let mut all = Vec::new();
    for privacy in ["public", "internal", "confidential", "public", "restricted"] {
        all.push(super::id_of(&cabinet.stored(privacy, &pdf(100)).await));
        cabinet.later(SignedDuration::from_millis(2)).await;
    }
    all.reverse();
    let list = async |query: &str| cabinet.doctor.list(&format!("/business/documents{query}")).await;

    assert_eq!(list("").await, all);
    assert_eq!(list("?privacy=public").await, [all[1], all[4]]);
    assert_eq!(list(&format!("?contact={}", cabinet.patient.id)).await, all);
    assert!(list("?contact=0198c0de-0000-7000-8000-000000000000").await.is_empty());
    assert!(list("?kind=contract").await.is_empty());
    assert_eq!(list("?approval=draft").await, all);
    let page = cabinet.doctor.get("/business/documents?page_size=2").await.expect(200);
    let shape = page.json();
    assert_eq!((&shape["count"], &shape["page"], &shape["page_size"]), (&json!(5), &json!(1), &json!(2)));
    let mut seen = Vec::new();
    let mut next = Some("/business/documents?page_size=2".to_owned());
    while let Some(path) = next {
        let page = cabinet.doctor.get(&path).await.expect(200);
        let rows = page.json()["items"].as_array().unwrap().clone();
        seen.extend(rows.iter().map(|row| row["id"].as_str().unwrap().parse::<uuid::Uuid>().unwrap()));
        let link = page.header("link").split(',').find(|link| link.contains("rel=\"next\"")).map(str::to_owned);
        next = link.map(|link| link.split(['<', '>']).nth(1).unwrap().to_owned());
    }
    assert_eq!(seen, all);
    for query in ["?kind=novel", "?privacy=secret", "?page=0", "?page_size=101"] {
        assert_eq!(cabinet.doctor.get(&format!("/business/documents{query}")).await.status, 422, "{query}");
    }
}
