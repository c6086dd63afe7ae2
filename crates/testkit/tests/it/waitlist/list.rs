//! Who stands on the list, and what is refused.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Role;

use super::Queue;

#[tokio::test]
async fn the_list_has_those_who_are_put_first_before_those_who_wait_longest() {
    let queue = Queue::new().await;
    let (first, second) = (queue.waits("Omar", 1).await, queue.waits("Mona", 2).await);
    queue.clinic.advance(SignedDuration::from_secs(1));
    let urgent = queue.person("Yara", 3).await;
    let mut wish = queue.wish(&urgent);
    wish["is_priority"] = json!(true);
    let urgent = queue.desk.post("/api/waitlist/", &wish).await.expect(201).id();

    assert_eq!(queue.desk.list("/api/waitlist/").await, [urgent, first, second]);
    let viewer = queue.clinic.sign_in(Role::Viewer).await;
    assert_eq!(viewer.list("/api/waitlist/?page=2&page_size=2").await, [second]);
    assert!(viewer.list("/api/waitlist/?status=booked").await.is_empty());
    let only = format!(
        "/api/waitlist/?service={}&patient={}",
        queue.service,
        queue.entry(first).await["patient"].as_str().unwrap()
    );
    assert_eq!(viewer.list(&only).await, [first]);
    assert!(viewer.list(&format!("/api/waitlist/?provider={}", queue.doctor)).await.is_empty());
    viewer.post("/api/waitlist/", &wish).await.expect(403);
}

#[tokio::test]
async fn what_is_left_out_is_as_usual_and_the_service_says_the_rest() {
    let queue = Queue::new().await;
    let person = queue.person("Omar", 1).await;
    let wish = json!({ "patient": person.number, "service": queue.service, "kind": "surgery", "minutes": 300, "note": "At noon" });
    let answer = queue.desk.post("/api/waitlist/", &wish).await;
    assert_eq!(answer.status, 422, "a number is no text: {answer}");
    let wish =
        json!({ "patient": person.id, "service": queue.service, "kind": "surgery", "minutes": 300, "note": "At noon" });
    let answer = queue.desk.post("/api/waitlist/", &wish).await.expect(201);
    assert_eq!(answer.header("etag"), "\"1\"");
    let record = queue.clinic.audit_of(&answer).await;
    assert_eq!(record.last().unwrap().to_string(), "manage_waitlist success staff about 1");
    let made = queue.desk.get(answer.header("location")).await.expect(200).json();
    for (field, value) in [
        ("kind", json!("consultation")),
        ("minutes", json!(30)),
        ("earliest_on", json!("2030-01-07")),
        ("latest_on", json!("2030-02-06")),
        ("weekdays", json!([1, 2, 3, 4, 5, 6, 7])),
        ("from_time", json!("00:00")),
        ("to_time", json!("24:00")),
        ("note", json!("At noon")),
        ("status", json!("waiting")),
        ("offer", Value::Null),
        ("version", json!(1)),
    ] {
        assert_eq!(made[field], value, "{field}");
    }
    let plain = queue.clinic.value("select encode(note, 'escape') from {room}.waitlist_entry").await;
    assert!(!plain.contains("noon"), "{plain}");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_field_by_field() {
    let queue = Queue::new().await;
    let person = queue.person("Omar", 1).await;
    let stranger = queue.clinic.other().await.patient().create().await;
    let nobody = "0198c0de-0000-7000-8000-000000000000";
    for (change, field, code) in [
        (json!({ "patient": null }), "patient", "required"),
        (json!({ "patient": "x" }), "patient", "malformed"),
        (json!({ "patient": nobody }), "patient", "unknown_choice"),
        (json!({ "patient": stranger.id }), "patient", "unknown_choice"),
        (json!({ "service": nobody }), "service", "unknown_choice"),
        (json!({ "provider": nobody }), "provider", "unknown_choice"),
        (json!({ "provider": queue.desk.staff().id }), "provider", "unknown_choice"),
        (json!({ "minutes": 0 }), "minutes", "out_of_range"),
        (json!({ "minutes": 1441 }), "minutes", "out_of_range"),
        (json!({ "earliest_on": "soon" }), "earliest_on", "not_a_date"),
        (json!({ "earliest_on": "2031-01-09", "latest_on": "2031-01-10" }), "earliest_on", "out_of_range"),
        (json!({ "earliest_on": "2030-01-09" }), "latest_on", "out_of_range"),
        (json!({ "earliest_on": "2030-01-01", "latest_on": "2030-01-06" }), "latest_on", "out_of_range"),
        (json!({ "latest_on": "2031-01-09" }), "latest_on", "out_of_range"),
        (json!({ "weekdays": [0] }), "weekdays", "out_of_range"),
        (json!({ "weekdays": [1, 1, 1, 1, 1, 1, 1, 1] }), "weekdays", "out_of_range"),
        (json!({ "from_time": "noon" }), "from_time", "not_a_time"),
        (json!({ "to_time": "09:00" }), "to_time", "out_of_range"),
        (json!({ "note": "x".repeat(501) }), "note", "too_long"),
    ] {
        let mut wish = queue.wish(&person);
        for (name, value) in change.as_object().unwrap() {
            wish[name] = value.clone();
        }
        let answer = queue.desk.post("/api/waitlist/", &wish).await.expect(422).json();
        let error = &answer["errors"][0];
        assert_eq!(
            (&error["pointer"], &error["code"]),
            (&json!(format!("/{field}")), &json!(code)),
            "{change}: {answer}"
        );
    }
    assert_eq!(queue.clinic.value("select count(*) from {room}.waitlist_entry").await, "0");
}

#[tokio::test]
async fn nobody_waits_twice_for_the_same() {
    let queue = Queue::new().await;
    let person = queue.person("Omar", 1).await;
    let first = queue.desk.post("/api/waitlist/", &queue.wish(&person)).await.expect(201).id();
    assert_eq!(queue.desk.post("/api/waitlist/", &queue.wish(&person)).await.expect(409).code(), "already_waiting");
    let other = json!({ "patient": person.id, "kind": "procedure" });
    let second = queue.desk.post("/api/waitlist/", &other).await.expect(201).id();
    let same = queue.desk.put(&format!("/api/waitlist/{second}/"), &queue.wish(&person)).await;
    assert_eq!(same.expect(409).code(), "already_waiting");

    queue.desk.post(&format!("/api/waitlist/{first}/withdraw/"), &json!({})).await.expect(200);
    queue.desk.post("/api/waitlist/", &queue.wish(&person)).await.expect(201);
}

#[tokio::test]
async fn a_change_names_its_version_and_what_is_over_is_not_changed() {
    let queue = Queue::new().await;
    let (person, other) = (queue.person("Omar", 1).await, queue.person("Mona", 2).await);
    let path =
        format!("/api/waitlist/{}/", queue.desk.post("/api/waitlist/", &queue.wish(&person)).await.expect(201).id());
    let mut wish = queue.wish(&person);
    wish["to_time"] = json!("12:00");
    let changed = queue.desk.put(&path, &wish).header("if-match", "\"1\"").await.expect(200);
    assert_eq!((changed.header("etag"), &changed.json()["to_time"]), ("\"2\"", &json!("12:00")));
    queue.desk.put(&path, &wish).header("if-match", "\"1\"").await.expect(412);
    let foreign = queue.desk.put(&path, &queue.wish(&other)).await.expect(422).json();
    assert_eq!(foreign["errors"][0]["pointer"], "/patient");

    let withdraw = format!("{path}withdraw/");
    queue.desk.post(&withdraw, &json!({})).header("if-match", "\"1\"").await.expect(412);
    assert_eq!(queue.desk.post(&withdraw, &json!({})).await.expect(200).json()["status"], "withdrawn");
    assert_eq!(queue.desk.post(&withdraw, &json!({})).await.expect(409).code(), "illegal_transition");
    queue.desk.put(&path, &wish).await.expect(409);
    let neighbour = queue.clinic.other().await.sign_in(Role::Reception).await;
    neighbour.get(&path).await.expect(404);
    neighbour.put(&path, &json!({})).await.expect(404);
    neighbour.post(&withdraw, &json!({})).await.expect(404);
}

#[tokio::test]
async fn who_waits_longer_than_they_wished_waits_no_more() {
    let mut queue = Queue::new().await;
    let entry = queue.waits("Omar", 1).await;
    queue.look().await;
    assert_eq!(queue.status(entry).await, "waiting");
    // Past midnight of the clinic's wall.
    queue.later(SignedDuration::from_hours(39)).await;
    queue.look().await;
    assert_eq!(queue.status(entry).await, "lapsed");
    let record = queue.clinic.audit().await;
    assert!(record.iter().any(|row| row.to_string() == "manage_waitlist success job about 1"), "{record:?}");
}

#[tokio::test]
async fn who_is_deleted_waits_no_more() {
    let queue = Queue::new().await;
    let person = queue.person("Omar", 1).await;
    let entry = queue.desk.post("/api/waitlist/", &queue.wish(&person)).await.expect(201).id();
    queue.desk.delete(&person.path()).await.expect(204);
    assert_eq!(queue.status(entry).await, "withdrawn");
    assert!(queue.desk.list("/api/waitlist/").await.is_empty());
}
