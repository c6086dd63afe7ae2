//! Booking a time, and every reason why not.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Desk, Role};

#[tokio::test]
async fn a_booking_comes_back_as_it_was_meant() {
    let desk = Desk::open().await;
    let more = json!({ "kind": "procedure", "duration": 45, "cost": { "amount": "350.00", "currency": "EGP" },
        "is_prior": true, "reason": "Knee\npain", "equipment": ["Ultrasound"], "billing_code": "97110" });

    let answer = desk.try_to_book(&desk.wanted_with("10:00", &more)).await.expect(201);

    let booked = answer.json();
    let shown = [
        "kind",
        "status",
        "starts_at",
        "ends_at",
        "time_zone",
        "cost",
        "is_priority",
        "reason",
        "equipment",
        "version",
    ];
    let shown: serde_json::Map<_, _> =
        shown.iter().map(|field| ((*field).to_owned(), booked[*field].clone())).collect();
    assert_snapshot!(json!(shown), @r#"{"cost":{"amount":"350.00","currency":"EGP"},"ends_at":"2030-01-07T08:45:00Z","equipment":["Ultrasound"],"is_priority":true,"kind":"procedure","reason":"Knee\npain","starts_at":"2030-01-07T08:00:00Z","status":"booked","time_zone":"Africa/Cairo","version":1}"#);
    assert_eq!((&booked["patient"], &booked["provider"]), (&json!(desk.patient.id), &json!(desk.doctor.id)));
    assert_eq!(answer.header("location"), format!("/api/appointments/{}", answer.id()));
    assert_eq!(desk.reception.get(answer.header("location")).await.expect(200).json(), booked);
    let kept = desk.clinic.audit_of(&answer).await;
    assert_eq!(kept[0].to_string(), "book_appointment success staff about 1");
}

#[tokio::test]
async fn a_taken_slot_cannot_be_booked_twice_and_the_answer_names_what_is_in_the_way() {
    let desk = Desk::open().await;
    let taken = desk.booked("10:00").await;

    for at in ["10:00", "09:45", "10:15"] {
        let answer = desk.try_to_book(&desk.wanted(at)).await.expect(409);
        assert_eq!((answer.code().as_str(), &answer.json()["blocked_by"]), ("slot_taken", &json!([taken])), "{at}");
    }
    // Where one ends, the next begins.
    desk.booked("09:30").await;
    desk.booked("10:30").await;
}

#[tokio::test]
async fn a_room_or_a_device_is_in_one_place_at_a_time() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let colleague = desk.clinic.hire(&[Role::Therapist]).await.id;
    let room = admin.post("/api/rooms/", &json!({ "name": "Room 1" })).await.expect(201).id();
    let in_room = json!({ "room": room, "equipment": ["Ultrasound", "Bike"] });
    let taken = desk.try_to_book(&desk.wanted_with("10:00", &in_room)).await.expect(201).id();

    for more in [
        json!({ "provider": colleague, "room": room }),
        json!({ "provider": colleague, "equipment": ["Treadmill", "Bike"] }),
    ] {
        let answer = desk.try_to_book(&desk.wanted_with("10:15", &more)).await.expect(409);
        assert_eq!(answer.json()["blocked_by"], json!([taken]), "{more}");
    }
    let elsewhere = json!({ "provider": colleague, "equipment": ["Treadmill"] });
    desk.try_to_book(&desk.wanted_with("10:15", &elsewhere)).await.expect(201);
}

#[tokio::test]
async fn a_device_goes_where_its_appointment_goes_and_is_free_without_it() {
    let desk = Desk::open().await;
    let colleague = desk.clinic.hire(&[Role::Therapist]).await.id;
    let bike = json!({ "equipment": ["Bike"] });
    let theirs = json!({ "equipment": ["Bike"], "provider": colleague });
    let first = desk.try_to_book(&desk.wanted_with("10:00", &bike)).await.expect(201).id();
    let path = format!("/api/appointments/{first}/");

    desk.reception
        .post(&format!("{path}reschedule/"), &json!({ "starts_at": "2030-01-07T11:00:00+02:00" }))
        .await
        .expect(200);
    let second = desk.try_to_book(&desk.wanted_with("10:00", &theirs)).await.expect(201).id();
    desk.try_to_book(&desk.wanted_with("11:00", &theirs)).await.expect(409);
    desk.step(second, "cancel").await.expect(200);
    desk.reception
        .put(&path, &json!({ "equipment": ["Bike"], "starts_at": "2030-01-07T10:00:00+02:00" }))
        .await
        .expect(200);
    desk.reception.put(&path, &json!({})).await.expect(200);
    desk.try_to_book(&desk.wanted_with("10:00", &theirs)).await.expect(201);
}

#[tokio::test]
async fn who_says_why_may_book_over_another_and_that_is_on_record() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let room = admin.post("/api/rooms/", &json!({ "name": "Room 1" })).await.expect(201).id();
    let place = json!({ "room": room, "equipment": ["Bike"] });
    desk.try_to_book(&desk.wanted_with("10:00", &place)).await.expect(201);
    let over = json!({ "room": room, "equipment": ["Bike"], "override_reason": "Emergency" });

    let answer = desk.try_to_book(&desk.wanted_with("10:00", &over)).await.expect(201);

    let booked = answer.json();
    assert_eq!((&booked["overbooked"], &booked["override_reason"]), (&json!(true), &json!("Emergency")));
    let kept = desk.clinic.audit_of(&answer).await;
    assert!(kept.iter().any(|row| row.action == "override_slot"), "{kept:?}");
    // Where nothing was in the way there was nothing to override.
    let free = desk.try_to_book(&desk.wanted_with("12:00", &over)).await.expect(201).json();
    assert_eq!((&free["overbooked"], &free["override_reason"]), (&json!(false), &json!(null)));
}

#[tokio::test]
async fn nobody_is_booked_into_the_past_but_a_visit_can_be_entered_later() {
    let desk = Desk::open().await;
    desk.clinic.advance(SignedDuration::from_secs(30));

    assert_snapshot!(desk.try_to_book(&desk.wanted("08:59")).await, @r#"409 {"code":"in_the_past"}"#);
    // The minute that is under way is now.
    desk.booked("09:00").await;
    let backfill = |at: &str| desk.reception.post("/api/appointments/backfill/", &desk.wanted(at));
    assert_snapshot!(backfill("09:30").await, @r#"422 {"code":"invalid","errors":{"/ends_at":"in_future"}}"#);
    let entered = backfill("08:00").await.expect(201).json();
    assert_eq!((&entered["status"], &entered["backfilled"]), (&json!("fulfilled"), &json!(true)));
    assert_eq!(entered["finished_at"], "2030-01-07T06:30:00Z");
    assert_snapshot!(backfill("08:15").await.code(), @"slot_taken");
}

#[tokio::test]
async fn whoever_and_whatever_is_not_there_cannot_be_booked() {
    let desk = Desk::open().await;
    let neighbour = Desk::of(desk.clinic.other().await).await;
    let gone = desk.clinic.patient().create().await;
    desk.reception.delete(&gone.path()).await.expect(204);
    let vendor = desk.clinic.contact("vendor").create().await.id;

    for (more, refusal) in [
        (json!({ "patient": neighbour.patient.id }), r#"{"/patient":"unknown_choice"}"#),
        (json!({ "patient": gone.id }), r#"{"/patient":"unknown_choice"}"#),
        (json!({ "patient": vendor }), r#"{"/patient":"unknown_choice"}"#),
        (json!({ "patient": 4711 }), r#"{"/patient":"unknown_choice"}"#),
        (json!({ "provider": neighbour.doctor.id }), r#"{"/provider":"unknown_choice"}"#),
        (json!({ "provider": desk.reception.staff().id }), r#"{"/provider":"unknown_choice"}"#),
        (json!({ "provider": null }), r#"{"/provider":"required"}"#),
        (json!({ "room": desk.patient.id }), r#"{"/room":"unknown_choice"}"#),
        (json!({ "staff": [neighbour.doctor.id] }), r#"{"/staff":"unknown_choice"}"#),
        (json!({ "kind": "party" }), r#"{"/kind":"unknown_choice"}"#),
        (json!({ "status": "fulfilled" }), r#"{"/status":"unknown_choice"}"#),
        (json!({ "ends_at": "2030-01-07T10:00:00+02:00" }), r#"{"/ends_at":"out_of_range"}"#),
        (json!({ "duration": 0 }), r#"{"/duration":"out_of_range"}"#),
    ] {
        let answer = desk.try_to_book(&desk.wanted_with("10:00", &more)).await;
        assert_eq!(answer.to_string(), format!(r#"422 {{"code":"invalid","errors":{refusal}}}"#), "{more}");
    }
    // Old clients know a patient by number.
    desk.try_to_book(&desk.wanted_with("10:00", &json!({ "patient": 1 }))).await.expect(201);
}

#[tokio::test]
async fn who_sees_patients_books_for_themselves() {
    let desk = Desk::open().await;
    let doctor = desk.clinic.sign_in_as(&desk.doctor).await;
    let wanted = desk.wanted_with("10:00", &json!({ "provider": null }));

    let booked = doctor.post("/api/appointments/", &wanted).await.expect(201).json();

    assert_eq!(booked["provider"], json!(desk.doctor.id));
}

#[tokio::test]
async fn a_time_of_the_wall_is_the_clinics() {
    let desk = Desk::open().await;
    for (fields, starts_at) in [
        (json!({ "starts_at": "2030-01-07T10:00" }), "2030-01-07T08:00:00Z"),
        (json!({ "starts_at": "2030-07-08T10:00" }), "2030-07-08T07:00:00Z"),
        (json!({ "starts_at": null, "date": "2030-01-07", "time": "11:00" }), "2030-01-07T09:00:00Z"),
    ] {
        let booked = desk.try_to_book(&desk.wanted_with("10:00", &fields)).await.expect(201).json();
        assert_eq!(booked["starts_at"], starts_at, "{fields}");
    }
    // In Paris the clocks go forward in the night of 31 March 2030.
    let paris = Desk::of(desk.clinic.other().await).await;
    let gap = json!({ "starts_at": "2030-03-31T02:30" });
    assert_snapshot!(paris.try_to_book(&paris.wanted_with("10:00", &gap)).await, @r#"422 {"code":"invalid","errors":{"/starts_at":"no_such_time"}}"#);
}

#[tokio::test]
async fn nobodys_appointment_becomes_somebody_elses() {
    let desk = Desk::open().await;
    let path = format!("/api/appointments/{}/", desk.booked("10:00").await);
    let other = desk.clinic.patient().create().await;

    let answer = desk.reception.put(&path, &json!({ "patient": other.id })).await;

    assert_snapshot!(answer, @r#"422 {"code":"invalid","errors":{"/patient":"unknown_choice"}}"#);
    desk.reception.put(&path, &json!({ "patient": desk.patient.id, "reason": "Cough" })).await.expect(200);
}

#[tokio::test]
async fn a_version_that_is_not_the_present_one_changes_nothing() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    let path = format!("/api/appointments/{id}/");
    desk.reception.put(&path, &json!({ "reason": "Cough" })).header("if-match", "\"1\"").await.expect(200);

    for call in [
        desk.reception.put(&path, &json!({})),
        desk.reception.delete(&path),
        desk.reception.post(&format!("{path}cancel/"), &json!({})),
        desk.reception.post(&format!("{path}check-in/"), &json!({})),
        desk.reception.post(&format!("{path}reschedule/"), &json!({ "starts_at": "2030-01-07T12:00:00+02:00" })),
    ] {
        assert_eq!(call.header("if-match", "\"1\", W/\"2\"").await.to_string(), r#"412 {"code":"stale_version"}"#);
    }
    desk.reception.get(&path).header("if-none-match", "\"2\"").await.expect(304);
    desk.reception.delete(&path).header("if-match", "\"1\", \"2\"").await.expect(204);
    desk.reception.get(&path).await.expect(404);
}
