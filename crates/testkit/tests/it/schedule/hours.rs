//! Weeks, exceptions and closures as programs set them.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Role, TestClinic};

use super::Place;

const HOURS: &str = "/api/schedule/hours/";

#[tokio::test]
async fn a_week_is_set_by_versions_and_forgotten_by_an_empty_one() {
    let place = Place::open().await;
    let before = place.admin.get(HOURS).await.expect(200);
    assert_eq!((before.header("etag"), &before.json()["is_own"]), ("\"0\"", &json!(false)));
    let week = json!({ "weekly": [
        { "weekday": 7, "from": "09:00", "to": "13:00" },
        { "weekday": 7, "from": "14:00", "to": "24:00", "valid_from": "2030-01-01", "valid_to": "2030-06-30" },
    ]});
    let set = place.admin.put(HOURS, &week).header("if-match", "\"0\"").await.expect(200);
    assert_eq!(set.header("etag"), "\"1\"");
    let seen = place.clinic.sign_in(Role::Viewer).await.get(HOURS).await.expect(200).json();
    assert_eq!(
        seen["weekly"],
        json!([
            { "weekday": 7, "from": "09:00", "to": "13:00", "valid_from": null, "valid_to": null },
            { "weekday": 7, "from": "14:00", "to": "24:00", "valid_from": "2030-01-01", "valid_to": "2030-06-30" },
        ])
    );
    assert_snapshot!(place.admin.put(HOURS, &week).header("if-match", "\"0\"").await, @r#"412 {"code":"stale_version"}"#);
    let forgotten = place.admin.put(HOURS, &json!({ "weekly": [] })).await.expect(200).json();
    assert_eq!((&forgotten["is_own"], &forgotten["version"]), (&json!(false), &json!(2)));
}

#[tokio::test]
async fn of_many_who_set_one_week_at_once_one_does() {
    let place = Place::open().await;
    let path = format!("{HOURS}?owner=provider:{}", place.doctor);
    let week = json!({ "weekly": [{ "weekday": 1, "from": "9:00", "to": "10:00" }] });
    let calls =
        (0..8).map(|_| std::future::IntoFuture::into_future(place.admin.put(&path, &week).header("if-match", "\"0\"")));
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == 412).count(), 7);
    assert_eq!(place.clinic.value("select count(*) from {room}.working_hours").await, "1");
}

#[tokio::test]
async fn what_is_no_week_is_refused_line_by_line() {
    let place = Place::open().await;
    let set = |lines: Value| {
        let admin = place.admin.clone();
        async move { admin.put(HOURS, &json!({ "weekly": lines })).await.to_string() }
    };
    let lines = json!([
        { "weekday": 8, "from": "09:00", "to": "10:00" },
        { "weekday": 1, "from": "10:00", "to": "09:00" },
        { "weekday": 1, "from": "nine", "to": "25:00" },
        { "weekday": 1, "from": "09:00", "to": "10:00", "valid_from": "2030-02-01", "valid_to": "2030-01-31" },
        { "weekday": 1, "from": "09:00", "to": "10:00", "valid_from": "2030-02-30" },
    ]);
    assert_snapshot!(set(lines).await, @r#"422 {"code":"invalid","errors":{"/weekly/0/weekday":"out_of_range","/weekly/1/to":"out_of_range","/weekly/2/from":"not_a_time","/weekly/2/to":"not_a_time","/weekly/3/valid_to":"out_of_range","/weekly/4/valid_from":"not_a_date"}}"#);
    let one = json!({ "weekday": 1, "from": "09:00", "to": "10:00" });
    assert_snapshot!(set(json!(vec![one; 201])).await, @r#"422 {"code":"invalid","errors":{"/weekly":"too_many"}}"#);
}

#[tokio::test]
async fn hours_of_nobody_are_not_found() {
    let place = Place::open().await;
    let stranger = TestClinic::new().await.hire(&[Role::Doctor]).await.id;
    let reception = place.clinic.hire(&[Role::Reception]).await.id;
    let week = json!({ "weekly": [] });
    for owner in [format!("provider:{stranger}"), format!("provider:{reception}"), format!("room:{stranger}")] {
        let path = format!("{HOURS}?owner={owner}");
        place.admin.get(&path).await.expect(404);
        place.admin.put(&path, &week).await.expect(404);
        let day = json!({ "date": "2030-02-01" });
        place.admin.post(&format!("/api/schedule/exceptions/?owner={owner}"), &day).await.expect(404);
    }
    for owner in ["nobody", "provider:me", "equipment:"] {
        let answer = place.admin.get(&format!("{HOURS}?owner={owner}")).await;
        assert_eq!(answer.to_string(), r#"422 {"code":"invalid","errors":{"/owner":"malformed"}}"#, "{owner}");
    }
}

#[tokio::test]
async fn an_exception_stands_once_and_keeps_its_note_sealed() {
    let place = Place::open().await;
    let path = format!("/api/schedule/exceptions/?owner=provider:{}", place.doctor);
    let add = |day: Value| place.admin.post(&path, &day);
    let made = add(json!({ "date": "2030-01-08", "from": "10:00", "to": "12:00", "note": "Burnout course" }))
        .await
        .expect(201);
    add(json!({ "date": "2030-01-08", "from": "14:00", "to": "15:00" })).await.expect(201);
    assert_snapshot!(add(json!({ "date": "2030-01-08", "from": "10:00", "to": "11:00" })).await, @r#"422 {"code":"invalid","errors":{"/date":"taken"}}"#);
    add(json!({ "date": "2030-01-09" })).await.expect(201);
    assert_snapshot!(add(json!({ "date": "2030-01-09" })).await, @r#"422 {"code":"invalid","errors":{"/date":"taken"}}"#);
    assert_snapshot!(add(json!({ "from": "10:00" })).await, @r#"422 {"code":"invalid","errors":{"/date":"required","/to":"not_a_time"}}"#);
    assert_snapshot!(add(json!({ "date": "2030-01-10", "note": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/note":"too_long"}}"#);

    let seen = place.admin.get(&path).await.expect(200).json();
    assert_eq!((&seen["count"], &seen["results"][0]["note"]), (&json!(3), &json!("Burnout course")));
    let later = place.admin.get(&format!("{path}&from=2030-01-09")).await.expect(200).json();
    assert_eq!((&later["count"], &later["results"][0]["closed"]), (&json!(1), &json!(true)));
    let kept = place.clinic.value("select string_agg(encode(note, 'escape'), '') from {room}.hours_exception").await;
    assert!(!kept.is_empty() && !kept.contains("Burnout"));

    let one = format!("/api/schedule/exceptions/{}/", made.id());
    place.clinic.other().await.sign_in(Role::Admin).await.delete(&one).await.expect(404);
    place.admin.delete(&one).await.expect(204);
    place.admin.delete(&one).await.expect(404);
}

#[tokio::test]
async fn a_closure_spans_days_in_order() {
    let place = Place::open().await;
    let close = |days: Value| place.admin.post("/api/schedule/closures/", &days);
    let made = close(json!({ "name": "Eid", "from": "2030-02-05", "to": "2030-02-07" })).await.expect(201);
    close(json!({ "name": "Works", "from": "2030-01-09" })).await.expect(201);
    assert_snapshot!(close(json!({ "name": "Back", "from": "2030-02-05", "to": "2030-02-04" })).await, @r#"422 {"code":"invalid","errors":{"/to":"out_of_range"}}"#);
    assert_snapshot!(close(json!({ "name": " " })).await, @r#"422 {"code":"invalid","errors":{"/from":"required","/name":"required"}}"#);
    let seen = place.admin.get("/api/schedule/closures/").await.expect(200).json();
    let names: Vec<&str> =
        seen["results"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Works", "Eid"]);
    let later = place.admin.get("/api/schedule/closures/?from=2030-02-07").await.expect(200).json();
    assert_eq!(later["results"][0]["to"], "2030-02-07");
    let one = format!("/api/schedule/closures/{}/", made.id());
    place.clinic.other().await.sign_in(Role::Admin).await.delete(&one).await.expect(404);
    place.admin.delete(&one).await.expect(204);
    place.admin.delete(&one).await.expect(404);
}
