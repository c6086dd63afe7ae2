//! What is done with an appointment on the calendar: looked at, moved, and moved back.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, Desk, Response, Role};
use uuid::Uuid;

use super::{names, way_back};

const HERE: &str = "/reception/calendar/?date=2030-01-08";

/// Puts it elsewhere as a script does: the answer is the part of the page that changes.
async fn put(browser: &Client, id: Uuid, fields: &[(&str, &str)]) -> Response {
    let fields: Vec<_> = fields.iter().copied().chain([("next", HERE)]).collect();
    browser.submit(&format!("/reception/reschedule/{id}/"), &fields).header("hx-request", "true").await
}

#[tokio::test]
async fn an_appointment_put_elsewhere_can_be_put_back() {
    let desk = Desk::open().await;
    let colleague = desk.clinic.hire(&[Role::Doctor]).await;
    let id = desk.booked("10:00").await;
    let browser = desk.clinic.browser(Role::Reception).await;

    let to = [("date", "2030-01-08"), ("time", "11:15"), ("provider", &*colleague.id.to_string())];
    let answer = put(&browser, id, &to).await.expect(200);

    assert!(answer.text().starts_with(r#"<section id="board""#), "{}", answer.text());
    let moved = desk.seen(id).await;
    assert_eq!(
        (&moved["starts_at"], &moved["ends_at"]),
        (&json!("2030-01-08T09:15:00Z"), &json!("2030-01-08T09:45:00Z"))
    );
    assert_eq!(moved["provider"], json!(colleague.id));

    let back = way_back(&answer).expect("a way back");
    let answer = browser.submit(&back, &[]).await.expect(303);

    assert!(answer.header("location").starts_with(HERE), "{answer}");
    let seen = desk.seen(id).await;
    assert_eq!((&seen["starts_at"], &seen["provider"]), (&json!("2030-01-07T08:00:00Z"), &json!(desk.doctor.id)));
    // Without scripts, too, what was done can be undone.
    let cookie = format!("{}; notice={}", browser.cookie(), answer.cookie("notice").expect("a notice"));
    let told = browser.get(HERE).header("cookie", &cookie).await.expect(200);
    assert!(way_back(&told).is_some_and(|back| back.contains("date=2030-01-08&time=11:15")), "{:?}", way_back(&told));
}

#[tokio::test]
async fn a_time_that_is_taken_asks_for_a_reason_and_takes_it() {
    let desk = Desk::open().await;
    let (id, other) = (desk.booked("10:00").await, desk.clinic.patient().named("Layla", "Haddad").create().await);
    let there = json!({ "patient": other.id, "provider": desk.doctor.id, "starts_at": "2030-01-08T11:00:00+02:00" });
    desk.try_to_book(&there).await.expect(201);
    let browser = desk.clinic.browser(Role::Reception).await;
    let to = [("date", "2030-01-08"), ("time", "11:15")];

    let refused = put(&browser, id, &to).await.expect(409);
    assert_eq!((refused.header("hx-retarget"), refused.header("hx-reswap")), ("#visit-body", "innerHTML"));
    let text = refused.text();
    assert!(text.contains("Layla Haddad") && text.contains(r#"name="override_reason""#), "{text}");
    assert!(text.contains("<bdi>José Gómez</bdi>: Tue 8 Jan 11:15"), "{text}");
    assert_eq!(desk.seen(id).await["starts_at"], json!("2030-01-07T08:00:00Z"));

    let long = "x".repeat(501);
    let too_long = put(&browser, id, &[to[0], to[1], ("override_reason", &long)]).await.expect(422);
    assert_eq!(too_long.header("hx-retarget"), "#visit-body");
    let answer = put(&browser, id, &[to[0], to[1], ("override_reason", "Twins")]).await.expect(200);
    assert_eq!(names(&answer), ["Layla Haddad", "José Gómez"]);
    // The two stand side by side.
    assert!(answer.text().contains(" n2") && answer.text().contains(" l1 n2"));
    let record = desk.clinic.audit_of(&answer).await;
    assert!(record.iter().any(|row| row.action == "override_slot"), "{record:?}");
}

#[tokio::test]
async fn what_cannot_be_is_said_beside_the_calendar_and_changes_nothing() {
    let mut desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    let browser = desk.clinic.browser(Role::Reception).await;
    for (date, time, status) in [
        ("2030-01-07", "08:00", 409),
        ("2030-01-06", "10:00", 409),
        ("2030-01-08", "24:10", 422),
        ("2030-02-30", "10:00", 422),
        ("2030-01-08", "", 422),
        // The night on which clocks go forward in Cairo.
        ("2030-04-26", "00:30", 422),
    ] {
        let answer = put(&browser, id, &[("date", date), ("time", time)]).await.expect(status);
        assert_eq!(answer.header("hx-retarget"), "#visit-body", "{date} {time}");
        assert!(!answer.text().contains("override_reason"), "{date} {time}");
    }
    let stranger = Uuid::nil();
    assert_eq!(put(&browser, stranger, &[("date", "2030-01-08"), ("time", "10:00")]).await.status, 404);
    assert_eq!(desk.seen(id).await["starts_at"], json!("2030-01-07T08:00:00Z"));

    desk.later(SignedDuration::from_mins(10)).await;
    desk.step(id, "check-in").await.expect(200);
    let browser = desk.clinic.browser(Role::Reception).await;
    let begun = put(&browser, id, &[("date", "2030-01-08"), ("time", "10:00")]).await.expect(409);
    assert_eq!(begun.header("hx-retarget"), "#toasts");
}

#[tokio::test]
async fn nobody_is_offered_a_way_back_into_the_past() {
    let mut desk = Desk::open().await;
    let id = desk.booked("09:10").await;
    desk.later(SignedDuration::from_mins(12)).await;
    let browser = desk.clinic.browser(Role::Reception).await;

    let answer = put(&browser, id, &[("date", "2030-01-08"), ("time", "10:00")]).await.expect(200);

    assert!(answer.text().contains("Moved to") && !answer.text().contains("/reception/reschedule/"));
}

#[tokio::test]
async fn a_notice_that_somebody_made_up_is_not_told() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    let browser = desk.clinic.browser(Role::Reception).await;
    for made_up in
        ["", "x", "1.2.3", "1.1.1.1.1", &format!("4000000000.{id}.x.1.{id}"), &format!("9999999999999.{id}.1.2.{id}")]
    {
        let cookie = format!("{}; notice=appointments-rescheduled.{made_up}", browser.cookie());
        let page = browser.get(HERE).header("cookie", &cookie).await.expect(200);
        assert_eq!(way_back(&page).filter(|back| back.contains("reschedule")), None, "{made_up}");
    }
}

#[tokio::test]
async fn the_panel_says_what_can_be_done_and_each_role_gets_what_it_may() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    let path = format!("/reception/calendar/{id}?next=%2Freception%2Fcalendar%2F%3Fview%3Dday");
    let browser = desk.clinic.browser(Role::Reception).await;

    let page = browser.get(&path).await.expect(200);
    let part = browser.get(&path).header("hx-request", "true").await.expect(200);

    assert!(page.text().contains("<h1><bdi>José Gómez</bdi></h1>") && !page.text().contains("hx-target=\"#board\""));
    assert!(part.text().contains(r#"<h2 id="visit-title">"#) && part.text().contains("hx-target=\"#board\""));
    for (answer, links) in [(&page, true), (&part, true)] {
        for link in ["/reception/reschedule/", "/reception/cancel/", "/reception/update-status/"] {
            assert_eq!(answer.text().contains(link), links, "{link}");
        }
    }
    let viewer = desk.clinic.browser(Role::Viewer).await.get(&path).await.expect(200);
    assert!(viewer.text().contains("José Gómez") && !viewer.text().contains("/reception/reschedule/"));
    desk.clinic.browser(Role::Auditor).await.get(&path).await.expect(403);
    let neighbour = desk.clinic.other().await.browser(Role::Reception).await;
    neighbour.get(&path).await.expect(404);
    browser.get(&format!("/reception/calendar/{}", desk.patient.id)).await.expect(404);
    browser.get("/reception/calendar/tomorrow").await.expect(404);

    let form = [("status", "arrived"), ("next", HERE)];
    let answer = browser
        .submit(&format!("/reception/update-status/{id}/"), &form)
        .header("hx-request", "true")
        .await
        .expect(200);
    assert!(answer.text().starts_with(r#"<section id="board""#) && answer.text().contains("José Gómez: Arrived"));
}

#[tokio::test]
async fn an_open_calendar_hears_of_what_changes() {
    let desk = Desk::open().await;
    let watcher = desk.clinic.browser(Role::Viewer).await;
    let page = watcher.get("/reception/calendar/").await.expect(200).text();
    let (_, rest) = page.split_once("data-live=\"").expect("a calendar that keeps itself current");
    let mut board = watcher.get(rest.split('"').next().expect("an address")).open().await;

    desk.booked("10:00").await;

    assert_eq!(board.next().await.as_deref(), Some("board"));
    let (_, rest) = page.split_once("data-live-fragment=\"").expect("a part to ask for again");
    let part = rest.split('"').next().expect("an address");
    let again = watcher.get(part).header("hx-request", "true").header("x-background", "true").await.expect(200);
    assert_eq!(names(&again), ["José Gómez"]);
}
