//! What the clinic offers: added, changed by versions, retired, and never another clinic's.

use insta::assert_snapshot;
use serde_json::json;
use testkit::{Role, TestClinic};

use super::Place;

#[tokio::test]
async fn a_service_is_offered_changed_and_retired() {
    let place = Place::open().await;
    let first = json!({ "name": "First visit", "duration_minutes": 45, "price": "350.5", "position": 2,
        "bookable_by": "patients", "providers": [place.doctor], "equipment": ["ECG", " ECG "] });
    let made = place.admin.post("/api/services/", &first).await.expect(201);
    let path = made.header("location").to_owned();
    let seen = place.admin.get(&path).await.expect(200);
    assert_eq!(seen.json(), made.json());
    let seen = seen.json();
    assert_eq!(seen["price"], json!({ "amount": "350.50", "currency": "EGP" }));
    assert_eq!((&seen["equipment"], &seen["providers"]), (&json!(["ECG"]), &json!([place.doctor])));
    place.offer(&json!({ "name": "Control", "position": 1 })).await;

    let changed = json!({ "name": "First visit", "duration_minutes": 60 });
    let answer = place.admin.put(&path, &changed).header("if-match", "\"1\"").await.expect(200);
    assert_eq!((answer.header("etag"), &answer.json()["duration_minutes"]), ("\"2\"", &json!(60)));
    assert_eq!(answer.json()["price"], json!(null));
    assert_snapshot!(place.admin.put(&path, &changed).header("if-match", "\"1\"").await, @r#"412 {"code":"stale_version"}"#);
    assert_snapshot!(place.admin.delete(&path).header("if-match", "\"1\"").await, @r#"412 {"code":"stale_version"}"#);

    let names = |list: serde_json::Value| -> Vec<String> {
        list["results"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    let viewer = place.clinic.sign_in(Role::Viewer).await;
    assert_eq!(names(viewer.get("/api/services/").await.expect(200).json()), ["First visit", "Control"]);
    place.admin.delete(&path).await.expect(204);
    place.admin.delete(&path).await.expect(404);
    assert_eq!(names(viewer.get("/api/services/").await.expect(200).json()), ["Control"]);
    assert_eq!(names(viewer.get("/api/services/?retired=true").await.expect(200).json()), ["First visit", "Control"]);
    // Its name is free again.
    place.offer(&json!({ "name": "first VISIT" })).await;
}

#[tokio::test]
async fn what_makes_no_service_is_refused_field_by_field() {
    let place = Place::open().await;
    place.offer(&json!({ "name": "Control" })).await;
    let other = TestClinic::new().await;
    let stranger = other.hire(&[Role::Doctor]).await.id;
    let reception = place.clinic.hire(&[Role::Reception]).await.id;
    let refused = |service: serde_json::Value| {
        let admin = place.admin.clone();
        async move { admin.post("/api/services/", &service).await.to_string() }
    };
    assert_snapshot!(refused(json!({})).await, @r#"422 {"code":"invalid","errors":{"/name":"required"}}"#);
    assert_snapshot!(refused(json!({ "name": "CONTROL" })).await, @r#"422 {"code":"invalid","errors":{"/name":"taken"}}"#);
    assert_snapshot!(refused(json!({ "name": "x".repeat(101) })).await, @r#"422 {"code":"invalid","errors":{"/name":"too_long"}}"#);
    let numbers = json!({ "name": "A", "duration_minutes": 4, "capacity": 201, "lead_minutes": -1, "horizon_days": 0,
        "step_minutes": 1441, "buffer_before_minutes": 241, "position": -1 });
    assert_snapshot!(refused(numbers).await, @r#"422 {"code":"invalid","errors":{"/buffer_before_minutes":"too_large","/capacity":"too_large","/duration_minutes":"too_small","/horizon_days":"too_small","/lead_minutes":"too_small","/position":"too_small","/step_minutes":"too_large"}}"#);
    assert_snapshot!(refused(json!({ "name": "A", "price": "-1" })).await, @r#"422 {"code":"invalid","errors":{"/price":"out_of_range"}}"#);
    assert_snapshot!(refused(json!({ "name": "A", "price": { "amount": "1", "currency": "USD" } })).await, @r#"422 {"code":"invalid","errors":{"/price":"unknown_choice"}}"#);
    for provider in [stranger, reception] {
        let answer = refused(json!({ "name": "A", "providers": [provider] })).await;
        assert_eq!(answer, r#"422 {"code":"invalid","errors":{"/providers":"unknown_choice"}}"#);
    }
    assert_snapshot!(refused(json!({ "name": "A", "rooms": [place.doctor] })).await, @r#"422 {"code":"invalid","errors":{"/rooms":"unknown_choice"}}"#);
    assert_eq!(place.clinic.value("select count(*) from {room}.service").await, "1");
}

#[tokio::test]
async fn two_who_offer_one_name_at_once_make_one_service() {
    let place = Place::open().await;
    let offer = json!({ "name": "Massage" });
    let calls = (0..8).map(|_| std::future::IntoFuture::into_future(place.admin.post("/api/services/", &offer)));
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().all(|answer| matches!(answer.status.as_u16(), 201 | 422)));
}
