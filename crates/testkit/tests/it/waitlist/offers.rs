//! What becomes free is offered, in order, to those whom it suits.

use serde_json::{Value, json};

use super::{HOUR, Queue, TIME};

#[tokio::test]
async fn a_time_that_becomes_free_is_held_for_the_first_and_they_are_told() {
    let queue = Queue::new().await;
    let (first, second) = (queue.waits("Omar", 1).await, queue.waits("Mona", 2).await);
    queue.look().await;
    assert_eq!(queue.offered(first).await, Value::Null, "nothing is free");

    queue.let_go().await;
    queue.look().await;

    let entry = queue.entry(first).await;
    let offer = &entry["offer"];
    assert_eq!((&offer["starts_at"], &offer["provider"]), (&json!(TIME), &json!(queue.doctor)));
    assert_eq!(offer["status"], "open");
    assert!(offer["expires_at"].as_str().unwrap().starts_with("2030-01-07T09:00:02"), "two hours from now: {offer}");
    let held = queue.appointment(&offer["appointment"]).await;
    assert_eq!((&held["status"], &held["patient"]), (&json!("proposed"), &entry["patient"]));
    assert_eq!(queue.offered(second).await, Value::Null);
    let letters = queue.letters().await;
    assert_eq!(letters.len(), 1);
    let body = &letters[0].body;
    assert!(body.contains("Omar, a time is free on 08/01/2030 at 10:00. It is kept for you until 11:00."), "{body}");
    assert!(body.contains(&format!("https://{}/offer/", queue.clinic.host())), "{body}");
    let record = queue.clinic.audit().await;
    let offered = record.iter().find(|row| row.action == "offer_slot").expect("on record");
    assert_eq!(offered.to_string(), "offer_slot success job about 1");

    // Another look changes nothing.
    queue.look().await;
    assert_eq!(queue.letters().await.len(), 1);
    let taken = json!({ "patient": entry["patient"], "provider": queue.doctor, "starts_at": TIME });
    queue.desk.post("/api/appointments/", &taken).await.expect(409);
}

#[tokio::test]
async fn however_a_time_became_free_it_is_offered() {
    for freed in ["no-show", "moved", "deleted", "held"] {
        let queue = Queue::new().await;
        let entry = queue.waits("Omar", 1).await;
        let path = format!("/api/appointments/{}/", queue.taken);
        match freed {
            "no-show" => drop(queue.desk.post(&format!("{path}no-show/"), &json!({})).await.expect(200)),
            "moved" => {
                let to = json!({ "starts_at": "2030-01-08T09:00:00Z" });
                queue.desk.post(&format!("{path}reschedule/"), &to).await.expect(200);
            }
            "deleted" => drop(queue.desk.delete(&path).await.expect(204)),
            _ => {
                let hold =
                    "update {room}.appointment set status = 'proposed', hold_expires_at = '2030-01-07T07:00:00Z'";
                queue.clinic.sql_as_superuser(hold).await;
            }
        }
        queue.look().await;
        assert_eq!(queue.offered(entry).await, TIME, "{freed}");
    }
}

#[tokio::test]
async fn the_duty_is_due_at_once_when_a_time_becomes_free() {
    let queue = Queue::new().await;
    let entry = queue.waits("Omar", 1).await;
    let mut news = queue.clinic.house().bus().subscribe();
    queue.let_go().await;
    let mut heard = false;
    while let Ok(news) = news.try_recv() {
        heard |= news.is_about(queue.clinic.tenant().id, tenancy::Topic::Waitlist);
    }
    assert!(heard, "a cancelled visit is news for those who wait");
    queue.clinic.run_duties().await;
    assert_eq!(queue.offered(entry).await, TIME);
}

#[tokio::test]
async fn an_offer_that_nobody_answers_goes_to_the_next_and_never_back() {
    let mut queue = Queue::new().await;
    let (first, second) = (queue.waits("Omar", 1).await, queue.waits("Mona", 2).await);
    queue.let_go().await;
    queue.look().await;
    queue.later(HOUR * 2).await;
    queue.look().await;
    assert_eq!((queue.offered(first).await, queue.offered(second).await), (Value::Null, json!(TIME)));
    queue.later(HOUR * 2).await;
    queue.look().await;

    for entry in [first, second] {
        assert_eq!((queue.offered(entry).await, queue.status(entry).await), (Value::Null, "waiting".to_owned()));
    }
    assert_eq!(queue.letters().await.len(), 2);
    let ended = queue.clinic.value("select string_agg(status, ' ') from {room}.waitlist_offer").await;
    assert_eq!(ended, "expired expired");
    // The time is anybody's.
    let person = queue.person("Yara", 3).await;
    let wanted = json!({ "patient": person.id, "provider": queue.doctor, "starts_at": TIME });
    queue.desk.post("/api/appointments/", &wanted).await.expect(201);
}

#[tokio::test]
async fn what_does_not_suit_is_not_offered() {
    let queue = Queue::new().await;
    let other = queue.clinic.hire(&[testkit::Role::Doctor]).await.id;
    for (number, change) in [
        json!({ "from_time": "10:01", "to_time": "10:31" }),
        json!({ "from_time": "10:00", "to_time": "10:29" }),
        json!({ "weekdays": [1, 3, 4, 5, 6, 7] }),
        json!({ "earliest_on": "2030-01-09", "latest_on": "2030-01-09", "weekdays": [2] }),
        json!({ "service": null, "minutes": 31 }),
        json!({ "service": null, "provider": other, "weekdays": [7] }),
    ]
    .iter()
    .enumerate()
    {
        let person = queue.person("Omar", u32::try_from(number).unwrap()).await;
        let mut wish = queue.wish(&person);
        for (name, value) in change.as_object().unwrap() {
            wish[name] = value.clone();
        }
        queue.desk.post("/api/waitlist/", &wish).await.expect(201);
    }
    queue.let_go().await;
    queue.look().await;
    assert!(queue.letters().await.is_empty());
}

#[tokio::test]
async fn who_has_something_else_to_come_to_is_not_offered_that_time() {
    let queue = Queue::new().await;
    let person = queue.person("Omar", 1).await;
    let (busy, next) =
        (queue.desk.post("/api/waitlist/", &queue.wish(&person)).await.expect(201).id(), queue.waits("Mona", 2).await);
    let other = queue.clinic.hire(&[testkit::Role::Doctor]).await.id;
    let visit = json!({ "patient": person.id, "provider": other, "starts_at": "2030-01-08T08:15:00Z" });
    queue.desk.post("/api/appointments/", &visit).await.expect(201);
    queue.let_go().await;
    queue.look().await;
    assert_eq!((queue.offered(busy).await, queue.offered(next).await), (Value::Null, json!(TIME)));
}

#[tokio::test]
async fn who_cannot_be_told_is_passed_over() {
    let queue = Queue::new().await;
    let silent = queue.clinic.patient().named("Silent", "Farid").create().await;
    let unwilling = queue.person("Unwilling", 8).await;
    let put = json!({ "given_name": "Unwilling", "family_name": "Farid", "phone": "0100 123 4008", "preferred_channel": "post" });
    queue.desk.put(&unwilling.path(), &put).await.expect(200);
    for person in [&silent, &unwilling] {
        queue.desk.post("/api/waitlist/", &queue.wish(person)).await.expect(201);
    }
    let stopped = queue.waits("Stopped", 9).await;
    let next = queue.waits("Omar", 1).await;
    stop(&queue, "+201001234009").await;
    queue.let_go().await;
    queue.look().await;
    assert_eq!((queue.offered(stopped).await, queue.offered(next).await), (Value::Null, json!(TIME)));
}

/// Somebody wants nothing more from the clinic.
async fn stop(queue: &Queue, number: &str) {
    let phone = people::Phone::parse(number, people::Region::parse("EG").unwrap()).unwrap();
    let tx = queue.clinic.scene().await;
    let index = clinic::messages::sealing::number_index(&tx.keys(), &phone);
    let hex = hex::encode(index);
    tx.commit().await.unwrap();
    let insert = format!("insert into {{room}}.opt_out values ('\\x{hex}', now())");
    queue.clinic.sql_as_superuser(&insert).await;
}

#[tokio::test]
async fn in_the_quiet_hours_nobody_is_offered_anything_and_afterwards_they_are() {
    let mut queue = Queue::new().await;
    let person = queue.person("Omar", 1).await;
    let wish = json!({ "patient": person.id, "service": queue.service, "earliest_on": "2030-01-09" });
    queue.later(HOUR * 12).await;
    let entry = queue.desk.post("/api/waitlist/", &wish).await.expect(201).id();
    queue.look().await;
    assert_eq!(queue.offered(entry).await, Value::Null, "it is nine in the evening");
    queue.later(HOUR * 11).await;
    queue.look().await;
    assert_eq!(queue.offered(entry).await, "2030-01-09T07:00:00Z");
}

#[tokio::test]
async fn what_begins_too_soon_to_be_answered_in_time_is_not_offered() {
    let mut queue = Queue::new().await;
    let entry = queue.waits("Omar", 1).await;
    // It begins at ten, patients may move theirs until eight, and now it is ten to eight.
    queue.later(HOUR * 23 - jiff::SignedDuration::from_mins(10)).await;
    let none = "insert into {room}.messaging (id, settings, updated_at)
        values (gen_random_uuid(), '{\"quiet_from\": \"03:00:00\", \"quiet_until\": \"03:00:00\"}', now())";
    queue.clinic.sql_as_superuser(none).await;
    queue.let_go().await;
    queue.look().await;
    assert_eq!(queue.offered(entry).await, Value::Null);
}

#[tokio::test]
async fn an_offer_can_be_answered_until_visits_can_be_moved_and_no_longer() {
    let mut queue = Queue::new().await;
    let policy = "insert into {room}.setting (name, value, updated_at) values
        ('booking', '{\"cutoff_minutes\": 60}', now())";
    queue.clinic.sql_as_superuser(policy).await;
    let entry = queue.waits("Omar", 1).await;
    queue.later(HOUR * 23).await;
    queue.let_go().await;
    queue.look().await;
    // It begins at ten, and now it is eight.
    assert_eq!(queue.entry(entry).await["offer"]["expires_at"], "2030-01-08T07:00:00Z");
}

#[tokio::test]
async fn who_lets_three_offers_go_is_left_in_peace_until_the_next_day() {
    let mut queue = Queue::new().await;
    let person = queue.person("Omar", 1).await;
    let wish = json!({ "patient": person.id, "service": queue.service, "earliest_on": "2030-01-09" });
    let entry = queue.desk.post("/api/waitlist/", &wish).await.expect(201).id();
    let mut offered = Vec::new();
    for _ in 0..5 {
        queue.look().await;
        offered.push(queue.offered(entry).await);
        queue.later(HOUR * 2).await;
    }
    let times = ["2030-01-09T07:00:00Z", "2030-01-09T07:30:00Z", "2030-01-09T08:00:00Z"];
    assert_eq!(offered, [json!(times[0]), json!(times[1]), json!(times[2]), Value::Null, Value::Null]);
    queue.later(HOUR * 14).await;
    queue.look().await;
    assert_eq!(queue.offered(entry).await, "2030-01-09T08:30:00Z");
}

#[tokio::test]
async fn an_offer_that_ended_is_not_sent() {
    let queue = Queue::new().await;
    let (entry, _) = queue.offered_to("Omar").await;
    queue.desk.post(&format!("/api/waitlist/{entry}/withdraw/"), &json!({})).await.expect(200);
    queue.clinic.run_duty("send_messages").await;
    let letter = queue.letters().await.remove(0);
    assert_eq!(letter.withheld.map(clinic::messages::model::Withheld::as_str), Some("expired"));
}

#[tokio::test]
async fn a_message_that_stands_goes_out() {
    let queue = Queue::new().await;
    queue.offered_to("Omar").await;
    queue.clinic.run_duty("send_messages").await;
    assert_eq!(queue.letters().await.remove(0).status.as_str(), "sent");
}

#[tokio::test]
async fn other_wishes_take_back_what_does_not_suit_them() {
    let queue = Queue::new().await;
    let (entry, _) = queue.offered_to("Omar").await;
    let path = format!("/api/waitlist/{entry}/");
    let patient = queue.entry(entry).await["patient"].clone();
    let still = json!({ "patient": patient, "service": queue.service, "latest_on": "2030-01-20" });
    queue.desk.put(&path, &still).await.expect(200);
    assert_eq!(queue.offered(entry).await, TIME);
    let not = json!({ "patient": patient, "service": queue.service, "earliest_on": "2030-01-10" });
    queue.desk.put(&path, &not).await.expect(200);
    assert_eq!(queue.offered(entry).await, Value::Null);
    let left = "select count(*) from {room}.appointment where hold_expires_at is not null";
    assert_eq!(queue.clinic.value(left).await, "0", "its time is let go of");
}

#[tokio::test]
async fn the_desk_offers_a_time_by_hand_and_books_one() {
    let mut queue = Queue::new().await;
    let entry = queue.waits("Omar", 1).await;
    let path = format!("/api/waitlist/{entry}/");
    let at = |time: &str| json!({ "provider": queue.doctor, "starts_at": format!("2030-01-08T{time}") });
    assert_eq!(queue.desk.post(&format!("{path}offer/"), &at("10:00")).await.expect(409).code(), "not_offered");
    let (noon, one, ten) = (at("12:00"), at("13:00"), at("10:00"));
    queue.desk.post(&format!("{path}offer/"), &json!({ "provider": queue.doctor, "starts_at": "x" })).await.expect(422);

    let made = queue.desk.post(&format!("{path}offer/"), &noon).await.expect(201).json();
    assert_eq!((&made["starts_at"], &made["is_sent"]), (&json!("2030-01-08T10:00:00Z"), &json!(true)));
    assert_eq!(queue.desk.post(&format!("{path}offer/"), &one).await.expect(409).code(), "already_offered");
    queue.later(HOUR * 2).await;
    assert_eq!(queue.desk.post(&format!("{path}offer/"), &noon).await.expect(409).code(), "already_offered");
    queue.desk.post(&format!("{path}offer/"), &one).await.expect(201);

    queue.desk.post(&format!("{path}book/"), &one).header("if-match", "\"9\"").await.expect(412);
    assert_eq!(queue.desk.post(&format!("{path}book/"), &ten).await.expect(409).code(), "not_offered");
    // The very time that is offered becomes theirs.
    let held = queue.entry(entry).await["offer"]["appointment"].clone();
    let booked = queue.desk.post(&format!("{path}book/"), &one).await.expect(200).json();
    assert_eq!((&booked["status"], &booked["appointment"]), (&json!("booked"), &held));
    assert_eq!(queue.appointment(&held).await["status"], "booked");
    assert_eq!(queue.desk.post(&format!("{path}book/"), &noon).await.expect(409).code(), "illegal_transition");
    assert_eq!(queue.desk.post(&format!("{path}offer/"), &noon).await.expect(409).code(), "illegal_transition");
}

#[tokio::test]
async fn another_time_that_is_booked_takes_the_offer_back() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    let noon = json!({ "provider": queue.doctor, "starts_at": "2030-01-08T12:00" });
    let booked = queue.desk.post(&format!("/api/waitlist/{entry}/book/"), &noon).await.expect(200).json();
    assert_eq!(queue.appointment(&booked["appointment"]).await["starts_at"], "2030-01-08T10:00:00Z");
    queue.clinic.visitor().submit(&format!("{link}accept/"), &[]).await.expect(409);
    assert_eq!(queue.clinic.value("select count(*) from {room}.appointment where status <> 'cancelled'").await, "1");
}

#[tokio::test]
async fn what_the_desk_does_to_the_held_time_is_an_answer() {
    let queue = Queue::new().await;
    let (entry, link) = queue.offered_to("Omar").await;
    let held = queue.entry(entry).await["offer"]["appointment"].as_str().unwrap().to_owned();
    queue.desk.post(&format!("/api/appointments/{held}/confirm/"), &json!({})).await.expect(200);
    let page = queue.clinic.visitor().get(&link).await.expect(200).text();
    assert!(page.contains("The time is yours"), "{page}");
    queue.look().await;
    let entry = queue.entry(entry).await;
    assert_eq!((&entry["status"], &entry["appointment"]), (&json!("booked"), &json!(held)));
}

#[tokio::test]
async fn a_hold_that_the_desk_cancels_is_offered_to_the_next() {
    let queue = Queue::new().await;
    let (first, link) = queue.offered_to("Omar").await;
    let second = queue.waits("Mona", 2).await;
    let held = queue.entry(first).await["offer"]["appointment"].as_str().unwrap().to_owned();
    queue.desk.post(&format!("/api/appointments/{held}/cancel/"), &json!({})).await.expect(200);
    let page = queue.clinic.visitor().get(&link).await.expect(200).text();
    assert!(page.contains("This time was taken back"), "{page}");
    queue.clinic.visitor().submit(&format!("{link}accept/"), &[]).await.expect(409);
    queue.look().await;
    assert_eq!((queue.offered(first).await, queue.offered(second).await), (Value::Null, json!(TIME)));
    assert_eq!(queue.status(first).await, "waiting");
}
