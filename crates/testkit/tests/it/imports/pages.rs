//! The pages of imports, as a browser without scripts uses them.

use http::Method;
use testkit::{Client, Response, Role, TestClinic};

use super::FINE;

/// As a browser's form sends it.
async fn upload(browser: &Client, kind: &str, name: &str, file: &[u8]) -> Response {
    let mut body = format!("--b\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n").into_bytes();
    let head = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n"
    );
    body.extend(head.bytes());
    body.extend(file);
    body.extend(b"\r\n--b--\r\n");
    browser.call(Method::POST, "/admin/imports/").body("multipart/form-data; boundary=b", body).await
}

#[tokio::test]
async fn a_form_brings_people_in_and_takes_them_back() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    assert!(admin.get("/admin/imports/").await.expect(200).text().contains("No imports"));
    assert_eq!(admin.get("/patients/import").await.expect(303).header("location"), "/admin/imports/");

    let import = upload(&admin, "patients", "people.csv", FINE.as_bytes()).await.expect(303);
    let import = import.header("location").to_owned();
    assert!(admin.get(&import).await.expect(200).text().contains("Being checked"));
    clinic.run_duty("work_imports").await;
    let page = admin.get(&import).await.expect(200).text();
    assert!(page.contains("Bring in 2 rows") && page.contains("people.csv") && page.contains("UTF-8"), "{page}");
    admin.submit(&format!("{import}commit"), &[]).await.expect(303);
    clinic.run_duty("work_imports").await;
    assert!(admin.get(&import).await.expect(200).text().contains("Take the import back"));
    assert!(admin.get("/doctor/patients-dash/").await.expect(200).text().contains("Gómez"));
    admin.submit(&format!("{import}undo"), &[]).await.expect(303);
    clinic.run_duty("work_imports").await;

    assert!(admin.get(&import).await.expect(200).text().contains("Taken back"));
    assert_eq!(clinic.value("select count(*) from {room}.party where deleted_at is null").await, "0");
}

#[tokio::test]
async fn problems_stand_on_the_page_and_in_a_file_and_columns_are_chosen_beside_them() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    let file = "Alpha,Beta,Born\nNour,Haddad,31/02/1990\nMia,Noa,01/02/1990\n";
    let import = upload(&admin, "patients", "a.csv", file.as_bytes()).await.expect(303).header("location").to_owned();
    clinic.run_duty("work_imports").await;
    assert!(admin.get(&import).await.expect(200).text().contains("No column holds names"));

    let form = [
        ("columns", "given_name"),
        ("columns", "family_name"),
        ("columns", "date_of_birth"),
        ("date_order", "dmy"),
        ("encoding", ""),
        ("separator", ""),
    ];
    admin.submit(&import, &form).await.expect(303);
    clinic.run_duty("work_imports").await;

    let page = admin.get(&import).await.expect(200).text();
    assert!(page.contains("The day of birth is not in the calendar") && page.contains("Born"), "{page}");
    let file = admin.get(&format!("{import}problems")).await.expect(200);
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert!(file.text().contains("2,Born,The day of birth is not in the calendar,false"), "{}", file.text());
    let refused = admin.submit(&format!("{import}commit"), &[]).await.expect(409).text();
    assert!(refused.contains("There are rows that cannot come in"), "{refused}");
    admin.submit(&format!("{import}commit"), &[("skip_problems", "true")]).await.expect(303);
    clinic.run_duty("work_imports").await;
    assert_eq!(clinic.value("select count(*) from {room}.party").await, "1");
}

#[tokio::test]
async fn what_is_wrong_with_the_form_stands_at_its_field() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;

    assert!(upload(&admin, "patients", "", b"").await.expect(422).text().contains("file-error"));
    assert!(upload(&admin, "secrets", "a.csv", b"x").await.expect(422).text().contains("kind-error"));
    let large = upload(&admin, "contacts", "a.csv", &vec![b'x'; 8 * 1024 * 1024 + 1]).await.expect(422).text();
    assert!(large.contains("file-error"));
    let cut = admin.call(Method::POST, "/admin/imports/").body("multipart/form-data; boundary=b", "--b\r\ncontent");
    assert!(cut.await.status.is_client_error());
}
