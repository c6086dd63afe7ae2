//! Many at once: the database judges, and everybody is told.

use std::future::IntoFuture as _;

use serde_json::{Value, json};
use testkit::{Desk, Response, Role, TestClinic};
use uuid::Uuid;

/// Books all of these at once.
async fn at_once(desk: &Desk, wanted: &[Value]) -> Vec<Response> {
    futures::future::join_all(wanted.iter().map(|wanted| desk.try_to_book(wanted).into_future())).await
}

#[track_caller]
fn one_won(answers: &[Response]) {
    let won: Vec<Uuid> = answers.iter().filter(|answer| answer.status == 201).map(Response::id).collect();
    assert_eq!(won.len(), 1, "{:?}", answers.iter().map(ToString::to_string).collect::<Vec<_>>());
    for lost in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!((lost.status.as_u16(), &lost.json()["blocked_by"]), (409, &json!(won)), "{lost}");
    }
}

#[tokio::test]
async fn of_fifty_who_want_one_room_or_one_device_one_gets_it() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let room = admin.post("/api/rooms/", &json!({ "name": "Room 1" })).await.expect(201).id();
    let mut doctors = Vec::new();
    for _ in 0..10 {
        doctors.push(desk.clinic.hire(&[Role::Doctor]).await.id);
    }

    for (at, place) in [("10:00", json!({ "room": room })), ("12:00", json!({ "equipment": ["Bike", "Ultrasound"] }))] {
        let wanted: Vec<Value> = (0..50)
            .map(|n| {
                let mut wanted = desk.wanted_with(at, &place);
                wanted["provider"] = json!(doctors[n % doctors.len()]);
                wanted
            })
            .collect();
        one_won(&at_once(&desk, &wanted).await);
    }
}

#[tokio::test]
async fn overlaps_in_a_row_leave_no_two_at_once() {
    let desk = Desk::open().await;
    let times: Vec<Value> = (0..24).map(|n| desk.wanted(&format!("{:02}:{:02}", 10 + n / 6, n % 6 * 10))).collect();

    let answers = at_once(&desk, &times).await;

    assert!(answers.iter().all(|answer| [201, 409].contains(&answer.status.as_u16())));
    let overlapping = "select count(*) from {room}.appointment a join {room}.appointment b
        on a.id < b.id and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)";
    assert_eq!(desk.clinic.value(overlapping).await, "0");
}

/// Past every check of the program.
async fn insert(clinic: &TestClinic, like: Uuid, change: &str) -> Result<(), String> {
    let sql = format!(
        "create temporary table copy as select * from {room}.appointment where id = '{like}';
         update copy set id = gen_random_uuid();
         update copy set group_id = id, {change};
         insert into {room}.appointment select * from copy;
         drop table copy",
        room = clinic.schema()
    );
    clinic.database().try_sql(&format!("begin; {sql}; commit")).await.map(drop).map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_database_itself_refuses_who_gets_past_the_program() {
    let desk = Desk::open().await;
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let room = admin.post("/api/rooms/", &json!({ "name": "Room 1" })).await.expect(201).id();
    let other = desk.clinic.hire(&[Role::Doctor]).await.id;
    let place = json!({ "room": room, "equipment": ["Bike"] });
    let id = desk.try_to_book(&desk.wanted_with("10:00", &place)).await.expect(201).id();

    for (change, constraint) in [
        ("room_id = null, equipment = '{}'".to_owned(), "appointment_provider_free"),
        (format!("provider_id = '{other}', equipment = '{{}}'"), "appointment_room_free"),
        (
            format!("provider_id = '{other}', room_id = null, equipment = '{{Bike,Bike,Mat}}'"),
            "appointment_equipment_free",
        ),
    ] {
        let refused = insert(&desk.clinic, id, &change).await.unwrap_err();
        assert!(refused.contains(constraint), "{refused}");
    }
    for fine in [
        format!("provider_id = '{other}', room_id = null, equipment = '{{Mat}}'"),
        "status = 'cancelled'".to_owned(),
        "overbooked = true".to_owned(),
        "starts_at = ends_at, ends_at = ends_at + interval '1 hour', busy_from = busy_until,
             busy_until = busy_until + interval '1 hour'"
            .to_owned(),
    ] {
        insert(&desk.clinic, id, &fine).await.unwrap_or_else(|error| panic!("{fine}: {error}"));
    }
}

#[tokio::test]
async fn of_steps_that_exclude_each_other_one_is_taken() {
    let desk = Desk::open().await;
    for round in 0..4 {
        let id = desk.booked(&format!("{}:00", 10 + round)).await;
        let steps = ["check-in", "cancel", "no-show", "check-in", "cancel", "no-show"];

        let answers = futures::future::join_all(steps.map(|step| desk.step(id, step))).await;

        // Whoever arrived may still cancel; nothing else goes together.
        let taken: Vec<&str> =
            steps.iter().zip(&answers).filter(|(_, answer)| answer.status == 200).map(|(step, _)| *step).collect();
        let one = taken.len() == 1 || (taken.len() == 2 && taken.contains(&"check-in") && taken.contains(&"cancel"));
        assert!(one, "{taken:?}");
        let version = desk.seen(id).await["version"].as_u64().unwrap();
        assert_eq!(version, 1 + taken.len() as u64);
        for refused in answers.iter().filter(|answer| answer.status != 200) {
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "illegal_transition"));
        }
    }
}

#[tokio::test]
async fn changes_without_a_version_follow_each_other() {
    let desk = Desk::open().await;
    let path = format!("/api/appointments/{}/", desk.booked("10:00").await);

    let changes = (0..10).map(|n| desk.reception.put(&path, &json!({ "reason": format!("Cough {n}") })).into_future());
    let answers = futures::future::join_all(changes).await;

    assert!(answers.iter().all(|answer| answer.status == 200));
    assert_eq!(desk.reception.get(&path).await.header("etag"), "\"11\"");
}
