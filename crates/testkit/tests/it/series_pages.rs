//! Series at the desk: a visit is repeated, and what is left of a series is moved or cancelled.

use serde_json::json;
use testkit::{Client, Desk, Role};
use uuid::Uuid;

async fn at_the_desk(desk: &Desk) -> Client {
    desk.clinic.browser_of(desk.reception.staff()).await
}

const WEEKLY: &str = "every=1&unit=WEEKLY&day=MO&count=4";

fn repeat(visit: Uuid) -> String {
    format!("/reception/series/new/{visit}/")
}

fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// What the button of the shown visits sends.
async fn book(who: &Client, visit: Uuid, skip: &[&str]) -> testkit::Response {
    let shown = who.get(&format!("{}?{WEEKLY}", repeat(visit))).await.expect(200).text();
    let (rule, key) = (field(&shown, "rule"), field(&shown, "idempotency_key"));
    let mut form = vec![("rule", rule.as_str()), ("idempotency_key", key.as_str()), ("count", "4")];
    form.extend(skip.iter().map(|day| ("skip", *day)));
    who.submit(&repeat(visit), &form).await
}

#[tokio::test]
async fn a_visit_is_repeated_after_what_is_in_the_way_was_shown() {
    let desk = Desk::open().await;
    let visit = desk.booked("10:00").await;
    let other = desk.clinic.patient().create().await;
    let taken = json!({ "patient": other.id, "starts_at": "2030-01-21T10:00:00+02:00" });
    desk.try_to_book(&desk.wanted_with("10:00", &taken)).await.expect(201);
    let who = at_the_desk(&desk).await;

    let form = who.get(&repeat(visit)).await.expect(200).text();
    assert!(form.contains("id=\"day-MO\" name=\"day\" value=\"MO\" checked"), "{form}");
    let shown = who.get(&format!("{}?{WEEKLY}", repeat(visit))).await.expect(200).text();
    assert!(shown.contains("2 further visits") && shown.contains("One visit has no room"), "{shown}");
    assert!(shown.contains("value=\"2030-01-21\" checked") && shown.contains("value=\"2030-01-14\">"), "{shown}");

    let refused = book(&who, visit, &[]).await.expect(422).text();
    assert!(refused.contains("Some of these times were taken meanwhile"), "{refused}");
    let answer = book(&who, visit, &["2030-01-21"]).await.expect(303);
    let series = who.get(answer.header("location")).await.expect(200).text();
    assert!(series.contains("14 January") || series.contains("14 Jan"), "{series}");
    assert_eq!(
        desk.clinic.value("select count(*)::text from {room}.appointment where series_id is not null").await,
        "2"
    );
}

#[tokio::test]
async fn what_is_left_is_moved_from_one_on_and_cancelled() {
    let desk = Desk::open().await;
    let visit = desk.booked("10:00").await;
    let who = at_the_desk(&desk).await;
    let series = book(&who, visit, &[]).await.expect(303).header("location").to_owned();
    let starts =
        "select string_agg(to_char(starts_at at time zone 'Africa/Cairo', 'DD HH24:MI'), ', ' order by starts_at)
                  from {room}.appointment where series_id is not null and status = 'booked'";
    assert_eq!(desk.clinic.value(starts).await, "14 10:00, 21 10:00, 28 10:00");

    let second = "select id::text from {room}.appointment where series_day = '2030-01-21'";
    let second = desk.clinic.value(second).await;
    let moved = who.submit(&format!("{series}move/"), &[("from", &second), ("days", "1"), ("time", "11:30")]).await;
    let next = moved.expect(303).header("location").to_owned();
    assert_eq!(desk.clinic.value(starts).await, "14 10:00, 22 11:30, 29 11:30");
    assert!(who.get(&next).await.expect(200).text().contains(&series));

    let last = desk.clinic.value("select id::text from {room}.appointment where series_day = '2030-01-29'").await;
    who.submit(&format!("{next}cancel/"), &[("from", &last), ("reason", "Away")]).await.expect(303);
    assert_eq!(desk.clinic.value(starts).await, "14 10:00, 22 11:30");
}

#[tokio::test]
async fn what_cannot_be_is_said_and_nothing_is_changed() {
    let desk = Desk::open().await;
    let visit = desk.booked("10:00").await;
    let who = at_the_desk(&desk).await;
    for (query, why) in
        [("every=1&unit=WEEKLY&count=", 422), ("every=1&unit=WEEKLY&count=500", 422), ("every=x&count=2", 200)]
    {
        who.get(&format!("{}?{query}", repeat(visit))).await.expect(why);
    }
    let series = book(&who, visit, &[]).await.expect(303).header("location").to_owned();
    for form in [&[("days", "some")][..], &[("time", "25:61")], &[("days", "")], &[("days", "-400")], &[("days", "-8")]]
    {
        who.submit(&format!("{series}move/"), form).await.expect(422);
    }
    who.submit(&format!("{series}cancel/"), &[("reason", &"x".repeat(501))]).await.expect(422);
    let booked = "select count(*)::text from {room}.appointment where series_id is not null and status = 'booked'";
    assert_eq!(desk.clinic.value(booked).await, "3");

    who.submit(&format!("{series}cancel/"), &[]).await.expect(303);
    who.submit(&format!("{series}cancel/"), &[]).await.expect(422);
    // One that belongs to a series is repeated with the others, and one of another clinic is not there.
    let member = desk.clinic.value("select id::text from {room}.appointment where series_id is not null limit 1").await;
    who.get(&format!("/reception/series/new/{member}/")).await.expect(404);
    let neighbour = desk.clinic.other().await;
    neighbour.browser(Role::Reception).await.get(&series).await.expect(404);
    neighbour.browser(Role::Reception).await.get(&repeat(visit)).await.expect(404);
}
