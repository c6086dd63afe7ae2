//! The page of exports, as a browser without scripts uses it.

use jiff::SignedDuration;
use testkit::{PASSWORD, Role, TestClinic};

#[tokio::test]
async fn a_form_asks_for_a_file_and_the_page_leads_to_it() {
    let clinic = TestClinic::new().await;
    clinic.patient().create().await;
    let admin = clinic.browser(Role::Admin).await;
    assert!(admin.get("/admin/exports/").await.expect(200).text().contains("No exports"));

    let form = [("kind", "patients"), ("format", "csv")];
    admin.submit("/admin/exports/", &form).await.expect(303);
    let waiting = admin.get("/admin/exports/").await.expect(200).text();
    assert!(waiting.contains("Waiting") && waiting.contains("<progress"), "{waiting}");
    clinic.run_duty("write_exports").await;

    let page = admin.get("/admin/exports/").await.expect(200).text();
    let href = page.split('"').find(|part| part.ends_with("/file")).expect("a link to the file").to_owned();
    let file = admin.get(&href).await.expect(200);
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert!(file.text().contains("Gómez"));
    let region = admin.get("/admin/exports/").header("hx-request", "true").await.expect(200).text();
    assert!(region.trim_start().starts_with("<section id=\"board\""), "{region}");
    admin.submit(&href.replace("/file", "/discard"), &[]).await.expect(303);
    admin.get(&href).await.expect(404);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;

    let form = [("kind", "appointments"), ("format", "xlsx"), ("from", "2030-02-01"), ("to", "31/02/2030")];
    let page = admin.submit("/admin/exports/", &form).await.expect(422).text();

    assert!(page.contains("to-error") && page.contains("value=\"2030-02-01\""), "{page}");
    let form = [("kind", "appointments"), ("from", "2030-02-01"), ("to", "2030-01-01")];
    assert!(admin.submit("/admin/exports/", &form).await.expect(422).text().contains("to-error"));
    assert_eq!(clinic.value("select count(*) from {room}.export").await, "0");
}

#[tokio::test]
async fn an_open_screen_is_not_enough_and_the_form_goes_on_after_the_proof() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    clinic.advance(SignedDuration::from_mins(6));

    let form = [("kind", "patients"), ("format", "csv")];
    admin.submit("/admin/exports/", &form).await.expect(403);
    assert_eq!(clinic.value("select count(*) from {room}.export").await, "0");

    let proved = [("kind", "patients"), ("format", "csv"), ("proof_password", PASSWORD)];
    admin.submit("/admin/exports/", &proved).await.expect(303);
    assert_eq!(clinic.value("select count(*) from {room}.export").await, "1");
}
