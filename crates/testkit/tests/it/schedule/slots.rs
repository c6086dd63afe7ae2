//! Free times, and why others are not.

use insta::assert_snapshot;
use serde_json::json;
use testkit::{Desk, Role};

use super::{Place, starts};
use crate::patient_access;

#[tokio::test]
async fn a_clinic_that_has_set_nothing_offers_its_weekdays_from_nine_to_five() {
    let place = Place::open().await;
    let query = format!("provider={}&minutes=60&from=2030-01-10&to=2030-01-14", place.doctor);
    let free = place.free(&query).await;
    // Thursday, Friday and Monday, every quarter of an hour from 09:00 in Cairo while an hour is left.
    assert_eq!(free.len(), 3 * 29);
    assert_eq!((free[0].as_str(), free[28].as_str()), ("2030-01-10T07:00:00Z", "2030-01-10T14:00:00Z"));
    assert_eq!(free[58], "2030-01-14T07:00:00Z");
    let today = place.free("").await;
    assert_eq!(today[0], "2030-01-07T07:00:00Z", "the minute that is under way is not past");
}

#[tokio::test]
async fn a_service_says_when_where_and_with_whom() {
    let desk = Desk::open().await;
    let place =
        Place { admin: desk.clinic.sign_in(Role::Admin).await, clinic: desk.clinic.clone(), doctor: desk.doctor.id };
    place.clinic.hire(&[Role::Doctor]).await;
    let room = place.admin.post("/api/rooms/", &json!({ "name": "Room 1" })).await.expect(201).id();
    let service = place
        .offer(&json!({ "name": "Ultrasound", "duration_minutes": 30, "buffer_after_minutes": 30, "lead_minutes": 60,
            "horizon_days": 2, "needs_room": true, "equipment": ["Probe"], "providers": [place.doctor] }))
        .await;
    place.set(&format!("provider:{}", place.doctor), &[1, 2, 3, 4], ("09:00", "12:00")).await;
    place.set("equipment:Probe", &[1, 2, 3], ("09:00", "11:30")).await;
    // Somebody else has the room, somebody else the probe.
    desk.try_to_book(&desk.wanted_with("10:30", &json!({ "room": room, "provider": place.admin.staff().id })))
        .await
        .expect(422);
    desk.booked("11:00").await;

    let found = place.admin.get(&format!("/api/slots/?service={service}")).await.expect(200).json();

    let today: Vec<_> = found["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|slot| slot["starts_at"].as_str().unwrap().starts_with("2030-01-07"))
        .collect();
    // An hour ahead at the earliest; the half hour after it stays free before the visit at eleven.
    assert_eq!(
        today.iter().map(|slot| slot["starts_at"].as_str().unwrap()).collect::<Vec<_>>(),
        ["2030-01-07T08:00:00Z"]
    );
    assert_eq!((&today[0]["room"], &today[0]["provider"]), (&json!(room), &json!(place.doctor)));
    let last = found["results"].as_array().unwrap().last().unwrap()["starts_at"].clone();
    assert_eq!(last, "2030-01-09T09:00:00Z", "two days ahead, until the probe is put away");
}

#[tokio::test]
async fn closed_days_own_hours_and_days_away_are_not_offered() {
    let place = Place::open().await;
    let query = format!("provider={}&minutes=240&from=2030-01-07&to=2030-01-11", place.doctor);
    place.set("clinic", &[1, 2, 3, 4, 5], ("09:00", "13:00")).await;
    let days = ["2030-01-07", "2030-01-08", "2030-01-09", "2030-01-10", "2030-01-11"];
    assert_eq!(place.free(&query).await, days.map(|day| format!("{day}T07:00:00Z")));
    let closed = json!({ "name": "Works", "from": "2030-01-08", "to": "2030-01-09" });
    place.admin.post("/api/schedule/closures/", &closed).await.expect(201);
    let path = format!("/api/schedule/exceptions/?owner=provider:{}", place.doctor);
    place.admin.post(&path, &json!({ "date": "2030-01-07" })).await.expect(201);
    place.admin.post(&path, &json!({ "date": "2030-01-11", "from": "14:00", "to": "18:00" })).await.expect(201);
    assert_eq!(place.free(&query).await, ["2030-01-10T07:00:00Z", "2030-01-11T12:00:00Z"]);
}

/// Searches keep what they found out in memory, and each of these ends what was kept, or is counted in.
#[tokio::test]
async fn each_search_knows_what_was_booked_cancelled_and_held_since_the_last_one() {
    let mut desk = Desk::open().await;
    let query = format!("provider={}&minutes=30&from=2030-01-07&to=2030-01-07", desk.doctor.id);
    let ten = "2030-01-07T08:00:00Z".to_owned();
    assert!(starts(&desk.reception, &query).await.contains(&ten));

    let booked = desk.booked("10:00").await;
    assert!(!starts(&desk.reception, &query).await.contains(&ten));
    desk.reception.post(&format!("/api/appointments/{booked}/cancel/"), &json!({ "reason": "Ill" })).await.expect(200);
    assert!(starts(&desk.reception, &query).await.contains(&ten));

    desk.reception.post("/api/appointments/hold/", &desk.wanted("10:00")).await.expect(201);
    assert!(!starts(&desk.reception, &query).await.contains(&ten));
    // Nobody lets it go: it has lapsed, and nothing was heard of that.
    desk.later(jiff::SignedDuration::from_mins(6)).await;
    assert!(starts(&desk.reception, &query).await.contains(&ten));
}

#[tokio::test]
async fn nine_o_clock_is_nine_o_clock_on_both_sides_of_the_change() {
    let place = Place::open().await;
    let query = format!("provider={}&minutes=480&from=2030-04-25&to=2030-04-26", place.doctor);
    // In Cairo the clocks go forward on the last Friday of April.
    assert_eq!(place.free(&query).await, ["2030-04-25T07:00:00Z", "2030-04-26T06:00:00Z"]);
}

#[tokio::test]
async fn patients_find_what_they_may_book_and_nothing_else() {
    let place = Place::open().await;
    let open = place.offer(&json!({ "name": "Visit", "bookable_by": "patients" })).await;
    let closed = place.offer(&json!({ "name": "Surgery" })).await;
    patient_access::known(&place.clinic).await;
    let mut patient = patient_access::signed_in(&place.clinic).await;
    let found = patient.get(&format!("/api/slots/?service={open}&limit=3")).await.expect(200).json();
    assert_eq!((found["results"].as_array().unwrap().len(), &found["more"]), (3, &json!(true)));
    assert_snapshot!(patient.get("/api/slots/").await, @r#"422 {"code":"invalid","errors":{"/service":"required"}}"#);
    assert_snapshot!(patient.get(&format!("/api/slots/?service={closed}")).await, @r#"422 {"code":"invalid","errors":{"/service":"unknown_choice"}}"#);
    patient.get(&format!("/api/slots/explain/?service={open}")).await.expect(403);
    place.clinic.visitor().get("/api/slots/").await.expect(401);
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused() {
    let place = Place::open().await;
    let retired = place.offer(&json!({ "name": "Old" })).await;
    place.admin.delete(&format!("/api/services/{retired}/")).await.expect(204);
    let other = place.clinic.other().await;
    let stranger = other.hire(&[Role::Doctor]).await.id;
    let ask = |query: String| place.admin.get(&format!("/api/slots/?{query}"));
    assert_snapshot!(ask(format!("service={retired}")).await, @r#"422 {"code":"invalid","errors":{"/service":"unknown_choice"}}"#);
    assert_snapshot!(ask(format!("provider={stranger}")).await, @r#"422 {"code":"invalid","errors":{"/provider":"unknown_choice"}}"#);
    for (query, field, code) in [
        ("service=x", "service", "malformed"),
        ("provider=x", "provider", "malformed"),
        ("minutes=0", "minutes", "too_small"),
        ("minutes=1441", "minutes", "too_large"),
        ("minutes=soon", "minutes", "not_a_number"),
        ("limit=5001", "limit", "too_large"),
        ("from=never", "from", "not_a_date"),
        ("from=2030-01-07&to=2030-01-06", "to", "out_of_range"),
        ("from=2030-01-07&to=2030-03-10", "to", "out_of_range"),
    ] {
        let answer = ask(query.to_owned()).await.expect(422).json();
        let errors = answer["errors"].to_string();
        assert!(errors.contains(field) && errors.contains(code), "{query}: {errors}");
    }
    ask("from=2030-01-07&to=2030-03-09".to_owned()).await.expect(200);
}

#[tokio::test]
async fn whoever_asks_why_a_time_is_not_free_is_told_and_recorded() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let booked = desk.booked("10:00").await;
    let ask = |at: &str| desk.reception.get(&format!("/api/slots/explain/?provider={}&starts_at={at}", desk.doctor.id));
    let codes = |answer: &testkit::Response| -> Vec<String> {
        let answer = answer.json();
        answer["reasons"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };

    let free = ask("2030-01-07T11:00").await.expect(200);
    assert_eq!((&free.json()["free"], codes(&free)), (&json!(true), vec![]));
    let busy = ask("2030-01-07T10:15").await.expect(200);
    assert_eq!(codes(&busy), ["busy"]);
    assert_eq!(busy.json()["reasons"][0]["appointments"], json!([booked]));
    let blocking = &busy.json()["blocking"][0];
    assert_eq!((&blocking["id"], &blocking["patient"]), (&json!(booked), &json!(desk.patient.id)));
    let record = desk.clinic.audit_of(&busy).await;
    assert_eq!((record[0].action.as_str(), &record[0].patients), ("explain_slot", &vec![desk.patient.id]));
    let late = ask("2030-01-07T16:45").await.expect(200);
    assert_eq!(late.json()["reasons"][0]["hours"], json!([{ "from": "09:00", "to": "17:00" }]));
    assert_eq!(codes(&ask("2030-01-07T07:00:00-03:00").await.expect(200)), Vec::<String>::new(), "an instant");
    assert_eq!(codes(&ask("2030-01-06T23:00").await.expect(200)), ["too_soon", "outside_hours"]);
    assert_eq!(codes(&ask("2030-04-26T00:30").await.expect(200)), ["no_such_time"]);
    let closed = json!({ "name": "Eid", "from": "2030-01-08" });
    admin.post("/api/schedule/closures/", &closed).await.expect(201);
    let closed = ask("2030-01-08T10:00").await.expect(200);
    assert_eq!(
        (codes(&closed), &closed.json()["reasons"][0]["closure"]["name"]),
        (vec!["closed".to_owned()], &json!("Eid"))
    );

    assert_snapshot!(ask("").await, @r#"422 {"code":"invalid","errors":{"/starts_at":"required"}}"#);
    assert_snapshot!(ask("soon").await, @r#"422 {"code":"invalid","errors":{"/starts_at":"malformed"}}"#);
    assert_snapshot!(desk.reception.get("/api/slots/explain/?starts_at=2030-01-07T10:00").await, @r#"422 {"code":"invalid","errors":{"/provider":"required"}}"#);
    desk.clinic.sign_in(Role::Auditor).await.get("/api/slots/explain/").await.expect(403);
    assert!(starts(&desk.reception, "from=2030-01-08&to=2030-01-08").await.is_empty());
}
