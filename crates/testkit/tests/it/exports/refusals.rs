//! What is refused, and to whom.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{PASSWORD, Role};
use uuid::Uuid;

use super::{Counter, patients};

#[tokio::test]
async fn nobody_gets_what_somebody_else_asked_for() {
    let counter = Counter::open().await;
    let export = counter.ask(&patients("csv")).await;
    counter.write().await;
    let other = counter.clinic.sign_in(Role::Admin).await;
    let next_door = counter.clinic.other().await.sign_in(Role::Admin).await;

    for client in [&other, &next_door] {
        for path in [format!("/api/exports/{export}/"), format!("/api/exports/{export}/file/")] {
            assert_eq!(client.get(&path).await.to_string(), r#"404 {"code":"not_found"}"#);
        }
        client.delete(&format!("/api/exports/{export}/")).await.expect(404);
    }
    assert_eq!(other.get("/api/exports/").await.expect(200).json()["count"], 0);
    assert_eq!(counter.admin.get("/api/exports/").await.expect(200).json()["count"], 1);
    counter.admin.get(&format!("/api/exports/{}/file/", Uuid::nil())).await.expect(404);
}

#[tokio::test]
async fn asking_needs_a_fresh_proof_of_who_one_is() {
    let counter = Counter::open().await;
    counter.clinic.advance(SignedDuration::from_mins(6));

    let stale = counter.admin.post("/api/exports/", &patients("csv")).await;
    assert_eq!(stale.status, 403, "{stale}");
    assert_eq!(counter.clinic.value("select count(*) from {room}.export").await, "0");

    counter.admin.post("/api/auth/reauthenticate/", &json!({ "password": PASSWORD })).await;
    let fresh = counter.clinic.sign_in_as(counter.admin.staff()).await;
    fresh.post("/api/exports/", &patients("csv")).await.expect(201);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_at_its_field() {
    let counter = Counter::open().await;
    for (wanted, pointer) in [
        (json!({}), "/kind"),
        (json!({ "kind": "appointments", "from": "2030-02-01", "to": "2030-01-01" }), "/to"),
        (json!({ "kind": "transactions", "from": "2030-02-01", "to": "2030-01-01" }), "/to"),
        (json!({ "kind": "patients", "from": "2030-02-01" }), "/from"),
    ] {
        let refused = counter.admin.post("/api/exports/", &wanted).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    for wanted in [json!({ "kind": "secrets" }), json!({ "kind": "patients", "format": "exe" })] {
        assert!(counter.admin.post("/api/exports/", &wanted).await.status.is_client_error());
    }
}

#[tokio::test]
async fn nobody_has_more_than_ten_at_a_time_however_many_they_ask_for_at_once() {
    let counter = Counter::open().await;

    let wanted = patients("csv");
    let answers =
        futures::future::join_all((0..14).map(|_| async { counter.admin.post("/api/exports/", &wanted).await })).await;

    let made = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(made, 10);
    let refused = answers.iter().find(|answer| answer.status != 201).unwrap();
    assert_eq!(refused.to_string(), r#"409 {"code":"too_many_exports"}"#);
}

#[tokio::test]
async fn a_file_that_is_not_made_yet_is_not_there() {
    let counter = Counter::open().await;
    let export = counter.ask(&patients("csv")).await;

    let early = counter.admin.get(&format!("/api/exports/{export}/file/")).await;

    assert_eq!(early.to_string(), r#"409 {"code":"no_export_file"}"#);
    assert!(counter.seen(export).await["file"].is_null());
}

#[tokio::test]
async fn a_file_that_was_damaged_is_not_handed_out() {
    let counter = Counter::open().await;
    let export = counter.ask(&patients("csv")).await;
    counter.write().await;
    let shelf = counter.clinic.objects().join(counter.clinic.tenant().id.to_string());
    let file = std::fs::read_dir(&shelf).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&file, bytes).unwrap();

    let refused = counter.admin.get(&format!("/api/exports/{export}/file/")).await;

    assert_eq!(refused.to_string(), r#"409 {"code":"damaged"}"#);
}
