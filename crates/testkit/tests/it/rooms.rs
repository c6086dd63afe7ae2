//! Rooms: a clinic's own list of places.

use insta::assert_snapshot;
use serde_json::json;
use testkit::{Role, TestClinic};

#[tokio::test]
async fn an_administrator_adds_rooms_and_everybody_at_work_sees_them_by_name() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    for name in ["Room 2", " Room\u{a0}1 ", "غرفة"] {
        admin.post("/api/rooms/", &json!({ "name": name })).await.expect(201);
    }

    let viewer = clinic.sign_in(Role::Viewer).await;
    let rooms = viewer.get("/api/rooms/").await.expect(200).json();

    let names: Vec<&str> =
        rooms["results"].as_array().unwrap().iter().map(|room| room["name"].as_str().unwrap()).collect();
    assert_eq!((names, &rooms["count"]), (vec!["Room 1", "Room 2", "غرفة"], &json!(3)));
    assert!(clinic.other().await.sign_in(Role::Viewer).await.list("/api/rooms/").await.is_empty());
    clinic.sign_in(Role::Auditor).await.get("/api/rooms/").await.expect(403);
    clinic.visitor().get("/api/rooms/").await.expect(401);
}

#[tokio::test]
async fn a_name_is_needed_and_taken_once() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let add = |name: &str| admin.post("/api/rooms/", &json!({ "name": name }));

    add("Room 1").await.expect(201);
    assert_snapshot!(add("Room 1").await, @r#"422 {"code":"invalid","errors":{"/name":"taken"}}"#);
    assert_snapshot!(add("  ").await, @r#"422 {"code":"invalid","errors":{"/name":"required"}}"#);
    assert_snapshot!(add(&"x".repeat(61)).await, @r#"422 {"code":"invalid","errors":{"/name":"too_long"}}"#);
    assert_snapshot!(add("a\u{7}b").await, @r#"422 {"code":"invalid","errors":{"/name":"control_characters"}}"#);
    let reception = clinic.sign_in(Role::Reception).await;
    assert_snapshot!(reception.post("/api/rooms/", &json!({ "name": "Mine" })).await, @r#"403 {"code":"forbidden"}"#);
}
