//! The recycle bin: what was deleted is found again, and comes back as it was unless somebody took its place.

use serde_json::{Value, json};
use testkit::{Client, Desk, Response, Role, TestClinic};
use uuid::Uuid;

async fn listed(admin: &Client, query: &str) -> Vec<Value> {
    let list = admin.get(&format!("/api/recycle-bin/{query}")).await.expect(200).json();
    list["results"].as_array().expect("a list").clone()
}

async fn restore(admin: &Client, id: Uuid) -> Response {
    admin.post(&format!("/api/recycle-bin/{id}/restore/"), &json!({})).await
}

#[tokio::test]
async fn a_patient_comes_back_as_they_were_and_it_is_on_record() {
    let clinic = TestClinic::new().await;
    let (admin, desk) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Reception).await);
    let person = clinic.patient().mrn("A-7").create().await;
    let before = desk.get(&person.path()).await.expect(200).json();
    desk.delete(&person.path()).await.expect(204);

    let found = listed(&admin, "").await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["kind"], &found[0]["title"]), (&json!("patient"), &json!("José Gómez")));
    assert_eq!(found[0]["deleted_by"], desk.staff().id.to_string());
    let restored = restore(&admin, person.id).await.expect(204);

    assert_eq!(clinic.audit_of(&restored).await[0].to_string(), "restore_deleted success staff about 1");
    let after = desk.get(&person.path()).await.expect(200).json();
    for field in ["number", "given_name", "mrn"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    assert!(after["deleted_at"].is_null());
    assert_eq!(listed(&admin, "").await.len(), 0);
    assert_eq!(restore(&admin, person.id).await.to_string(), r#"404 {"code":"not_found"}"#);
}

#[tokio::test]
async fn whose_record_number_or_address_somebody_else_has_by_now_stays_away() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let first = clinic.patient().mrn("A-7").create().await;
    let second = clinic.patient().email("jose@example.org").create().await;
    for gone in [&first, &second] {
        admin.delete(&gone.path()).await.expect(204);
    }
    clinic.patient().mrn("a7").create().await;
    clinic.patient().email("JOSE@example.org").create().await;

    assert_eq!(restore(&admin, first.id).await.to_string(), r#"409 {"code":"duplicate_mrn"}"#);
    assert_eq!(restore(&admin, second.id).await.to_string(), r#"409 {"code":"duplicate_email"}"#);

    assert_eq!(listed(&admin, "?kind=patient").await.len(), 2);
    let browser = clinic.browser(Role::Admin).await;
    let page = browser.submit(&format!("/admin/recycle-bin/{}/restore", first.id), &[]).await.expect(409).text();
    assert!(page.contains("Record number already in use") && page.contains("José Gómez"), "{page}");
}

#[tokio::test]
async fn of_two_who_restore_at_once_one_does() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let person = clinic.patient().create().await;
    admin.delete(&person.path()).await.expect(204);

    let (one, other) = tokio::join!(restore(&admin, person.id), restore(&admin, person.id));

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 404]);
}

#[tokio::test]
async fn an_appointment_comes_back_to_its_time_unless_it_is_taken_or_its_patient_is_gone() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let visit = desk.booked("10:00").await;
    let path = format!("/api/appointments/{visit}/");
    admin.delete(&path).await.expect(204);
    let found = listed(&admin, "?kind=appointment").await;
    assert_eq!((&found[0]["title"], &found[0]["starts_at"]), (&json!("José Gómez"), &json!("2030-01-07T08:00:00Z")));

    let other = desk.booked("10:00").await;
    assert_eq!(restore(&admin, visit).await.to_string(), r#"409 {"code":"slot_taken"}"#);
    admin.delete(&format!("/api/appointments/{other}/")).await.expect(204);
    admin.delete(&desk.patient.path()).await.expect(204);
    assert_eq!(restore(&admin, visit).await.to_string(), r#"409 {"code":"patient_deleted"}"#);
    restore(&admin, desk.patient.id).await.expect(204);
    restore(&admin, visit).await.expect(204);

    assert_eq!(desk.seen(visit).await["status"], "booked");
}

#[tokio::test]
async fn a_document_comes_back_to_those_who_might_see_it() {
    let clinic = TestClinic::new().await;
    let chief = clinic.sign_in_as(&clinic.hire(&[Role::Admin, Role::Doctor]).await).await;
    let admin = clinic.sign_in(Role::Admin).await;
    let patient = clinic.patient().create().await;
    let mut made = Vec::new();
    for (title, privacy) in [("House rules", "public"), ("Quinquagesima", "restricted")] {
        let about = json!({ "title": title, "kind": "other", "privacy": privacy, "contact": patient.id });
        let id = chief.post("/business/documents", &about).await.expect(201).id();
        chief.delete(&format!("/business/documents/{id}")).await.expect(204);
        made.push(id);
    }

    let found = listed(&admin, "?kind=document").await;
    assert_eq!(found.iter().map(|row| row["title"].as_str().unwrap()).collect::<Vec<_>>(), ["House rules"]);
    assert_eq!(restore(&admin, made[1]).await.to_string(), r#"404 {"code":"not_found"}"#);
    restore(&admin, made[0]).await.expect(204);
    restore(&chief, made[1]).await.expect(204);

    let found = chief.get(&format!("/business/documents?contact={}", patient.id)).await.expect(200).json();
    assert_eq!(found["count"], 2);
}

#[tokio::test]
async fn whoever_went_into_another_chart_is_not_in_the_bin() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().create().await);
    let merge = json!({ "other": other.id, "version": 1, "other_version": 1, "reason": "Registered twice" });
    admin.post(&format!("/api/patients/{}/merge/", one.id), &merge).await.expect(200);

    assert_eq!(listed(&admin, "").await.len(), 0);
    restore(&admin, other.id).await.expect(404);
}

#[tokio::test]
async fn the_list_is_walked_page_by_page_and_each_is_seen_once() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    for _ in 0..5 {
        let person = clinic.patient().create().await;
        admin.delete(&person.path()).await.expect(204);
    }

    let (mut next, mut seen) = (Some("/api/recycle-bin/?page_size=2".to_owned()), Vec::new());
    while let Some(path) = next {
        let page = admin.get(&path).await.expect(200).json();
        assert_eq!(page["count"], 5);
        seen.extend(page["results"].as_array().unwrap().iter().map(|row| row["id"].to_string()));
        next = page["next"].as_str().map(str::to_owned);
    }

    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((count, seen.len()), (5, 5));
    let unknown = admin.get("/api/recycle-bin/?kind=secret").await;
    assert_eq!(unknown.status, 422);
    admin.get("/api/recycle-bin/?after=nonsense").await.expect(422);
}

#[tokio::test]
async fn nobody_reaches_into_the_bin_next_door() {
    let clinic = TestClinic::new().await;
    let person = clinic.patient().create().await;
    clinic.sign_in(Role::Admin).await.delete(&person.path()).await.expect(204);
    let next_door = clinic.other().await.sign_in(Role::Admin).await;

    assert_eq!(listed(&next_door, "").await.len(), 0);
    restore(&next_door, person.id).await.expect(404);
    for role in [Role::Reception, Role::Doctor, Role::Auditor] {
        let client = clinic.sign_in(role).await;
        client.get("/api/recycle-bin/").await.expect(403);
        assert_eq!(restore(&client, person.id).await.status, 403);
    }
}

#[tokio::test]
async fn the_page_leads_back() {
    let clinic = TestClinic::new().await;
    let admin = clinic.browser(Role::Admin).await;
    assert!(admin.get("/admin/recycle-bin/").await.expect(200).text().contains("Nothing here"));
    let person = clinic.patient().create().await;
    clinic.sign_in(Role::Admin).await.delete(&person.path()).await.expect(204);

    let page = admin.get("/admin/recycle-bin/?kind=patient").await.expect(200).text();
    assert!(page.contains("José Gómez") && page.contains("The admin"), "{page}");
    admin.submit(&format!("/admin/recycle-bin/{}/restore", person.id), &[]).await.expect(303);

    assert!(!admin.get("/admin/recycle-bin/").await.expect(200).text().contains("José Gómez"));
    admin.get(&format!("/patients/{}", person.id)).await.expect(200);
}
