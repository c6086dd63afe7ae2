//! Uploading: what comes in, what is refused, and that nothing of what is refused stays.

use axum::body::Body;
use bytes::Bytes;
use clinic::documents::Limits;
use futures::stream;
use http::{Method, Request};
use insta::assert_snapshot;
use serde_json::json;
use testkit::{Client, Role, Setup, TestClinic};
use tower::ServiceExt as _;

use super::{Cabinet, form, pdf, upload};

const NAME: &str = "attachment; filename*=UTF-8''%D8%AA%D9%82%D8%B1%D9%8A%D8%B1%20Sexagesima.pdf";

#[tokio::test]
async fn what_is_uploaded_comes_back_byte_for_byte() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    let content = pdf(200_000);

    let answer = cabinet.upload(&document, &content).header("content-disposition", NAME).await.expect(200);

    let known = answer.json();
    assert_eq!(known["media_type"], "application/pdf");
    assert_eq!(known["file_name"], "تقرير Sexagesima.pdf");
    assert_eq!((&known["size"], &known["version"], &known["parent"]), (&json!(200_000), &json!(1), &json!(null)));
    let sum = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &content);
    assert_eq!(known["sha256"], hex::encode(sum));
    assert_eq!((&known["encrypted"], &known["approval"]["state"]), (&json!(true), &json!("draft")));

    let back = cabinet.doctor.get(&format!("{document}/download")).await.expect(200);
    assert!(back.body == content);
    assert_eq!((back.header("content-type"), back.header("content-length")), ("application/pdf", "200000"));
    assert_eq!(back.header("x-content-type-options"), "nosniff");
    assert!(back.header("content-disposition").starts_with("attachment; "));
    cabinet.holds(1).await;
}

#[tokio::test]
async fn neither_the_store_nor_the_database_gives_anything_away() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    let content = "Septuagesima was here. ".repeat(10_000);
    cabinet.upload(&document, content.as_bytes()).header("content-disposition", NAME).await.expect(200);
    cabinet.step(&document, "submit").await.expect(200);
    let comment = json!({ "comment": "Octogesima" });
    cabinet.doctor.post(&format!("{document}/approve"), &comment).await.expect(200);

    let sum = cabinet.doctor.get(&document).await.expect(200).json()["sha256"].as_str().unwrap().to_owned();
    let mut all = String::new();
    for table in ["document", "document_version", "audit_event"] {
        let rows = format!("select coalesce(string_agg(t::text, '|'), '') from {{room}}.{table} t");
        all.push_str(&cabinet.clinic.value(&rows).await);
    }
    for file in cabinet.files() {
        all.push_str(&String::from_utf8_lossy(&std::fs::read(file).unwrap()));
    }
    for word in ["Quinquagesima", "Sexagesima", "Septuagesima", "Octogesima", sum.as_str()] {
        assert!(!all.contains(word), "{word}");
        assert!(!all.contains(&hex::encode(word)), "{word}");
    }
}

#[tokio::test]
async fn a_file_in_a_form_does_as_well() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("internal").await;
    let (kind, body) = form(&[("note", "ignored")], "letter.pdf", &pdf(70_000));

    let answer = cabinet.doctor.call(Method::POST, &format!("{document}/upload")).body(&kind, body).await.expect(200);

    let known = answer.json();
    assert_eq!((&known["file_name"], &known["size"]), (&json!("letter.pdf"), &json!(70_000)));
    assert_eq!(known["media_type"], "application/pdf", "whatever the form says that it is");
    let without = b"--b\r\ncontent-disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b--\r\n".to_vec();
    let answer = cabinet.doctor.call(Method::POST, &format!("{document}/upload")).body(&kind, without).await;
    assert_snapshot!(answer, @r#"422 {"code":"invalid","errors":{"/file":"required"}}"#);
    let broken = cabinet.doctor.call(Method::POST, &format!("{document}/upload")).body(&kind, "--b\r\nnonsense");
    assert_eq!(broken.await.status, 400);
    cabinet.holds(1).await;
}

#[tokio::test]
async fn what_may_not_be_kept_is_refused_whatever_it_calls_itself() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    for content in [
        &b"<!doctype html><script>alert(1)</script>"[..],
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x7fELF\x02\x01\x01\x00",
        b"#!/bin/sh\necho",
        b"\x00\x01\x02\x03",
        b"",
    ] {
        let answer = cabinet.upload(&document, content).header("content-type", "application/pdf").await;
        assert_eq!(answer.to_string(), r#"422 {"code":"invalid","errors":{"/file":"unsupported_type"}}"#);
    }
    for kind in ["application/json", "text/html", "application/x-www-form-urlencoded", ""] {
        let answer = cabinet.upload(&document, &pdf(100)).header("content-type", kind).await;
        assert_eq!(answer.to_string(), r#"415 {"code":"unsupported_media"}"#, "{kind}");
    }
    cabinet.holds(0).await;
}

async fn with_limits(largest: u64, quota: u64) -> Cabinet {
    let limits = Limits { largest, quota };
    Cabinet::of(TestClinic::with(Setup { limits, ..Setup::default() }).await).await
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_is_sent_or_as_soon_as_it_shows() {
    let cabinet = with_limits(3_000_000, u64::MAX).await;
    let document = cabinet.announced("confidential").await;

    cabinet.upload(&document, &pdf(3_000_000)).await.expect(200);
    let silent = cabinet.upload(&document, &pdf(3_000_001)).await;
    assert_snapshot!(silent, @r#"413 {"code":"too_large"}"#);
    let declared = cabinet.upload(&document, &pdf(10)).header("content-length", "300000000").await;
    assert_snapshot!(declared, @r#"413 {"code":"too_large"}"#);
    let endless = cabinet.upload(&document, &pdf(6_000_000)).await;
    assert_snapshot!(endless, @r#"413 {"code":"too_large"}"#);
    cabinet.holds(1).await;
}

#[tokio::test]
async fn a_clinic_keeps_no_more_than_it_may() {
    let cabinet = with_limits(60_000, 100_000).await;
    let document = cabinet.announced("confidential").await;
    let declared = |size: usize| cabinet.upload(&document, &pdf(size)).header("content-length", &size.to_string());

    declared(60_000).await.expect(200);
    assert_snapshot!(declared(50_000).await, @r#"409 {"code":"quota_reached"}"#);
    cabinet.holds(1).await;
    declared(40_000).await.expect(200);
    assert_snapshot!(declared(1_000).await, @r#"409 {"code":"quota_reached"}"#);
    cabinet.holds(2).await;

    let next_door = cabinet.clinic.other().await;
    let other = Cabinet::of(next_door).await;
    let theirs = other.announced("confidential").await;
    other.upload(&theirs, &pdf(50_000)).await.expect(200);
}

#[tokio::test]
async fn of_two_who_want_the_last_room_one_gets_it() {
    let cabinet = with_limits(60_000, 100_000).await;
    let (one, two) = (cabinet.announced("confidential").await, cabinet.announced("confidential").await);
    let declared = |document: &str| cabinet.upload(document, &pdf(60_000)).header("content-length", "60000");

    let (first, second) = tokio::join!(declared(&one), declared(&two));

    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
    cabinet.holds(1).await;
}

#[tokio::test]
async fn a_client_that_breaks_off_leaves_nothing() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    for whole in [100, 20_000, 100_000, 6_000_000] {
        let pieces: Vec<_> = pdf(whole).chunks(50_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        let broken = pieces.into_iter().chain([Err(std::io::Error::other("hung up"))]);
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{document}/upload"))
            .header("host", cabinet.clinic.host())
            .header("authorization", cabinet.doctor.authorization())
            .header("content-type", "application/octet-stream");
        let request = request.body(Body::from_stream(stream::iter(broken))).unwrap();
        let answer = cabinet.clinic.router().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 400, "{whole}");
        cabinet.holds(0).await;
    }
    assert_eq!(cabinet.doctor.get(&document).await.expect(200).json()["version"], 0);
}

#[tokio::test]
async fn the_same_upload_sent_twice_is_one() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("confidential").await;
    let send = |content: &[u8]| cabinet.upload(&document, content).header("idempotency-key", "once");

    let first = send(&pdf(100_000)).await.expect(200);
    let again = send(&pdf(100_000)).await.expect(200);
    assert_eq!((again.json(), again.header("idempotency-replayed")), (first.json(), "true"));
    let other = send(&pdf(100_001)).await;
    assert_snapshot!(other, @r#"422 {"code":"idempotency_mismatch"}"#);
    cabinet.holds(1).await;
}

#[tokio::test]
async fn nothing_is_uploaded_to_what_is_not_there_or_not_ours() {
    let cabinet = Cabinet::open().await;
    let other = Cabinet::of(cabinet.clinic.other().await).await;
    let (foreign, gone) = (other.announced("public").await, cabinet.announced("public").await);
    cabinet.doctor.delete(&gone).await.expect(204);
    let nobody = "/business/documents/0198c0de-0000-7000-8000-000000000000".to_owned();

    for document in [foreign, gone, nobody, "/business/documents/7".to_owned()] {
        assert_eq!(cabinet.upload(&document, &pdf(100)).await.to_string(), r#"404 {"code":"not_found"}"#, "{document}");
    }
    cabinet.holds(0).await;
}

#[tokio::test]
async fn those_who_only_look_upload_nothing() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.announced("public").await;
    for role in [Role::Viewer, Role::Auditor] {
        let looker: Client = cabinet.clinic.sign_in(role).await;
        assert_eq!(upload(&looker, &document, &pdf(100)).await.to_string(), r#"403 {"code":"forbidden"}"#);
    }
    let stranger = upload(&cabinet.clinic.visitor(), &document, &pdf(100)).await;
    assert_snapshot!(stranger, @r#"401 {"code":"unauthenticated"}"#);
    cabinet.holds(0).await;
}

#[tokio::test]
async fn a_document_needs_a_title_a_kind_and_whom_it_is_about() {
    let cabinet = Cabinet::open().await;
    let send = |input: serde_json::Value| cabinet.doctor.post("/business/documents", &input);

    assert_snapshot!(send(json!({})).await, @r#"422 {"code":"invalid","errors":{"/kind":"required","/title":"required"}}"#);
    let long = json!({ "title": "x".repeat(201), "kind": "other" });
    assert_snapshot!(send(long).await, @r#"422 {"code":"invalid","errors":{"/title":"too_long"}}"#);
    let odd = json!({ "title": "x", "kind": "novel" });
    assert_snapshot!(send(odd).await, @r#"422 {"code":"invalid","errors":{"/kind":"unknown_choice"}}"#);
    let nobody = json!({ "title": "x", "kind": "other", "contact": "0198c0de-0000-7000-8000-000000000000" });
    assert_snapshot!(send(nobody).await, @r#"404 {"code":"not_found"}"#);
    let foreign = cabinet.clinic.other().await.patient().create().await;
    let foreign = json!({ "title": "x", "kind": "other", "contact": foreign.id });
    assert_snapshot!(send(foreign).await, @r#"404 {"code":"not_found"}"#);

    let lease =
        send(json!({ "title": "Lease", "kind": "contract", "privacy": "internal", "retention_class": "business" }));
    let lease = format!("/business/documents/{}", lease.await.expect(201).id());
    cabinet.upload(&lease, &pdf(100)).await.expect(200);
    let back = cabinet.doctor.get(&format!("{lease}/download")).await.expect(200);
    assert!(back.body == pdf(100), "a document about nobody has a secret of its own");
}
