//! The pages about documents, as a browser without scripts uses them.

use http::Method;
use testkit::{Client, Response, Role};

use super::{Cabinet, form, pdf};

/// What the form on the page holds beside the file.
fn fields<'a>(csrf: &'a str, title: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("csrf_token", csrf), ("title", title), ("kind", "imaging"), ("privacy", "confidential")]
}

/// Sends a form as it stands on the page: its proof is in it and nowhere else.
async fn send(browser: &Client, path: &str, fields: &[(&str, &str)], content: &[u8]) -> Response {
    let (kind, body) = form(fields, "scan.png", content);
    browser.call(Method::POST, path).without("x-csrf-token").body(&kind, body).await
}

fn png(size: usize) -> Vec<u8> {
    let mut content = b"\x89PNG\r\n\x1a\n".to_vec();
    content.extend(pdf(size));
    content
}

#[tokio::test]
async fn a_form_brings_a_document_into_the_patients_chart() {
    let cabinet = Cabinet::open().await;
    let browser = cabinet.clinic.browser(Role::Doctor).await;
    let list = format!("/patients/{}/documents", cabinet.patient.id);
    let page = browser.get(&list).await.expect(200);
    let csrf = page.csrf();

    // More than is received of it before there is a place for it.
    let answer = send(&browser, &list, &fields(&csrf, "Left knee"), &png(100_000)).await.expect(303);

    let document = answer.header("location").to_owned();
    let page = browser.get(&document).await.expect(200).text();
    assert!(page.contains("Left knee") && page.contains("scan.png") && page.contains("image/png"));
    assert!(browser.get(&list).await.expect(200).text().contains(&document));
    let file = browser.get(&format!("{document}/file")).await.expect(200);
    assert!(file.body == png(100_000));
    assert!(file.header("content-disposition").starts_with("inline"));
    assert!(file.header("content-security-policy").contains("default-src 'none'"));
    let saved = browser.get(&format!("{document}/file?save=1")).await.expect(200);
    assert!(saved.header("content-disposition").starts_with("attachment"));
    cabinet.holds(1).await;
}

#[tokio::test]
async fn reception_hands_in_what_is_not_for_them_and_stays_where_they_were() {
    let cabinet = Cabinet::open().await;
    let desk = cabinet.clinic.browser(Role::Reception).await;
    let list = format!("/patients/{}/documents", cabinet.patient.id);
    let csrf = desk.get(&list).await.expect(200).csrf();

    let answer = send(&desk, &list, &fields(&csrf, "Left knee"), &png(100)).await.expect(303);

    assert_eq!(answer.header("location"), list);
    assert!(!desk.get(&list).await.expect(200).text().contains("Left knee"));
    cabinet.holds(1).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_form_stands_on_the_page_and_what_was_typed_stays() {
    let cabinet = Cabinet::open().await;
    let browser = cabinet.clinic.browser(Role::Doctor).await;
    let list = format!("/patients/{}/documents", cabinet.patient.id);
    let csrf = browser.get(&list).await.expect(200).csrf();

    let odd = send(&browser, &list, &fields(&csrf, "Left knee"), b"<html>").await.expect(422).text();
    assert!(odd.contains("file-error") && odd.contains("value=\"Left knee\""));
    let nameless = send(&browser, &list, &fields(&csrf, ""), &png(10)).await.expect(422).text();
    assert!(nameless.contains("title-error"));
    let large = send(&browser, &list, &fields(&csrf, "Left knee"), &png(9_000_000)).await.expect(422).text();
    assert!(large.contains("file-error"));
    cabinet.holds(0).await;
    assert_eq!(cabinet.clinic.value("select count(*) from {room}.document").await, "0");
}

#[tokio::test]
async fn a_form_without_our_proof_is_not_taken() {
    let cabinet = Cabinet::open().await;
    let browser = cabinet.clinic.browser(Role::Doctor).await;
    let list = format!("/patients/{}/documents", cabinet.patient.id);

    for forged in ["", "nonsense"] {
        let answer = send(&browser, &list, &fields(forged, "Left knee"), &png(100_000)).await;
        assert_eq!(answer.status, 403);
    }
    cabinet.holds(0).await;
}

#[tokio::test]
async fn a_document_is_decided_about_on_its_page() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("public", &pdf(100)).await;
    let page = document.replace("/business", "");
    let browser = cabinet.clinic.browser_of(cabinet.doctor.staff()).await;
    let press = |step: &str, comment: &str| browser.submit(&format!("{page}/{step}"), &[("comment", comment)]);

    press("submit", "").await.expect(303);
    assert!(press("reject", "").await.expect(422).text().contains("comment-error"));
    press("reject", "Unsigned").await.expect(303);
    assert!(browser.get(&page).await.expect(200).text().contains("Unsigned"));
    press("submit", "").await.expect(303);
    press("approve", "").await.expect(303);
    press("release", "").await.expect(303);
    assert!(cabinet.doctor.get(&document).await.expect(200).json()["released_at"].is_string());
    press("withdraw", "").await.expect(303);
    let stale = browser.submit(&format!("{page}/delete"), &[("revision", "1")]).await;
    assert_eq!(stale.status, 412);
    press("delete", "").await.expect(303);
    assert_eq!(browser.get(&page).await.status, 404);
}

#[tokio::test]
async fn a_new_version_is_sent_from_the_documents_page() {
    let cabinet = Cabinet::open().await;
    let document = cabinet.stored("confidential", &pdf(100)).await;
    let page = document.replace("/business", "");
    let browser = cabinet.clinic.browser(Role::Doctor).await;
    let csrf = browser.get(&page).await.expect(200).csrf();
    let path = format!("{page}/versions");

    send(&browser, &path, &[("csrf_token", csrf.as_str())], &png(500)).await.expect(303);
    assert_eq!(cabinet.doctor.get(&document).await.expect(200).json()["version"], 2);
    let odd = send(&browser, &path, &[("csrf_token", csrf.as_str())], b"\x00\x01").await.expect(422);
    assert!(odd.text().contains("file-error"));
    cabinet.holds(2).await;
}
