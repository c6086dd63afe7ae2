//! The clinic's rules for booking, on their page.

use jiff::SignedDuration;
use testkit::{Desk, Role, TestClinic};

const PAGE: &str = "/admin/booking/";
const FINE: &[(&str, &str)] = &[
    ("version", "0"),
    ("cutoff_minutes", "1440"),
    ("most_ahead", "3"),
    ("hold_minutes", "10"),
    ("no_show_grace_minutes", ""),
    ("offer_minutes", "60"),
];

fn with<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = FINE.to_vec();
    fields.retain(|(known, _)| *known != field);
    fields.push((field, value));
    fields
}

#[tokio::test]
async fn an_administrator_sets_the_rules_and_what_was_seen_by_nobody_is_not_overwritten() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    let page = chief.get(PAGE).await.expect(200).text();
    assert!(page.contains("name=\"cutoff_minutes\" type=\"text\" value=\"120\""), "{page}");
    let done = chief.submit(PAGE, FINE).await.expect(303);
    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "change_booking_policy success staff");
    let page = chief.get(PAGE).await.expect(200).text();
    assert!(page.contains("value=\"1440\"") && page.contains("name=\"version\" value=\"1\""), "{page}");

    // Somebody with an old page is told, and saves over it only when they send it again.
    let late = chief.submit(PAGE, &with("most_ahead", "9")).await.expect(422).text();
    assert!(late.contains("Somebody else changed these rules") && late.contains("value=\"9\""), "{late}");
    assert!(late.contains("name=\"version\" value=\"1\""), "{late}");
    let stored = "select value->>'most_ahead' from {room}.setting where name = 'booking'";
    assert_eq!(clinic.value(stored).await, "3");
    let mut again = with("most_ahead", "9");
    again.retain(|(name, _)| *name != "version");
    again.push(("version", "1"));
    chief.submit(PAGE, &again).await.expect(303);
    assert_eq!(clinic.value(stored).await, "9");
}

#[tokio::test]
async fn what_no_rule_can_be_is_refused_beside_its_field() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    for (field, value) in [
        ("cutoff_minutes", ""),
        ("cutoff_minutes", "-1"),
        ("cutoff_minutes", "10081"),
        ("most_ahead", "0"),
        ("most_ahead", "101"),
        ("hold_minutes", "0"),
        ("hold_minutes", "61"),
        ("no_show_grace_minutes", "soon"),
        ("no_show_grace_minutes", "10081"),
        ("offer_minutes", "4"),
        ("offer_minutes", "99999999999"),
    ] {
        let answer = chief.submit(PAGE, &with(field, value)).await.expect(422).text();
        assert!(answer.contains(&format!("id=\"{field}-error\"")), "{field}={value}: {answer}");
    }
    clinic.browser(Role::Reception).await.get(PAGE).await.expect(403);
    assert_eq!(clinic.value("select count(*) from {room}.setting where name = 'booking'").await, "0");
}

#[tokio::test]
async fn a_time_is_held_for_as_long_as_the_rules_say() {
    let mut desk = Desk::open().await;
    desk.clinic.browser(Role::Admin).await.submit(PAGE, FINE).await.expect(303);
    let held = desk.reception.post("/api/appointments/hold/", &desk.wanted("14:00")).await.expect(201).id();
    desk.later(SignedDuration::from_secs(599)).await;
    desk.try_to_book(&desk.wanted("14:00")).await.expect(409);
    desk.later(SignedDuration::from_secs(1)).await;
    desk.step(held, "confirm").await.expect(409);
    desk.try_to_book(&desk.wanted("14:00")).await.expect(201);
}
