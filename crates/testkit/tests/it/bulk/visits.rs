//! Moving many appointments on at once: the life cycle decides for each.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Desk, Response, Role};
use uuid::Uuid;

use super::told;

async fn step(client: &Client, step: &str, ids: &[Uuid], more: &Value) -> Response {
    let mut input = json!({ "ids": ids });
    for (name, value) in more.as_object().expect("an object") {
        input[name] = value.clone();
    }
    client.post(&format!("/business/appointments/bulk/{step}"), &input).await
}

#[tokio::test]
async fn the_life_cycle_decides_for_each_and_each_is_on_record() {
    let desk = Desk::open().await;
    let reception = desk.clinic.sign_in(Role::Reception).await;
    let (one, other, over) = (desk.booked("10:00").await, desk.booked("11:00").await, desk.booked("12:00").await);
    desk.step(over, "cancel").await.expect(200);

    let answer = step(&reception, "check-in", &[one, over, other, Uuid::nil()], &json!({})).await.expect(200);

    assert_eq!(told(&answer), (2, 0, 2, vec!["illegal_transition".to_owned(), "not_found".to_owned()]));
    let detail = answer.json()["results"][1]["detail"].to_string();
    assert!(detail.contains("ancelled"), "it names both states: {detail}");
    let record: Vec<_> = desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["check_in_appointment success staff about 1"; 2]);
    assert_eq!(
        (desk.seen(one).await["status"].clone(), desk.seen(over).await["status"].clone()),
        (json!("arrived"), json!("cancelled"))
    );
    let answer = step(&reception, "complete", &[one, over], &json!({})).await.expect(200);
    assert_eq!(told(&answer), (1, 0, 1, vec!["illegal_transition".to_owned()]));
}

#[tokio::test]
async fn many_are_cancelled_for_one_reason() {
    let desk = Desk::open().await;
    let reception = desk.clinic.sign_in(Role::Reception).await;
    let visits = [desk.booked("10:00").await, desk.booked("11:00").await];

    let answer = step(&reception, "cancel", &visits, &json!({ "reason": "The doctor is ill" })).await.expect(200);

    assert_eq!(told(&answer), (2, 0, 0, vec![]));
    let seen = desk.seen(visits[1]).await;
    assert_eq!((&seen["status"], seen.to_string().contains("The doctor is ill")), (&json!("cancelled"), true));
    let long = step(&reception, "cancel", &visits, &json!({ "reason": "x".repeat(501) })).await.expect(422).json();
    assert_eq!((&long["errors"][0]["pointer"], &long["errors"][0]["code"]), (&json!("/reason"), &json!("too_long")));
}

#[tokio::test]
async fn who_may_not_move_one_moves_none_and_neighbours_reach_nobody() {
    let desk = Desk::open().await;
    let visit = desk.booked("10:00").await;
    let next_door = desk.clinic.other().await.sign_in(Role::Admin).await;
    for way in ["check-in", "complete", "no-show", "cancel"] {
        let viewer = desk.clinic.sign_in(Role::Viewer).await;
        assert_eq!(step(&viewer, way, &[visit], &json!({})).await.to_string(), r#"403 {"code":"forbidden"}"#);
        let answer = step(&next_door, way, &[visit], &json!({})).await.expect(200);
        assert_eq!(told(&answer), (0, 0, 1, vec!["not_found".to_owned()]));
        assert_eq!(step(&next_door, way, &[], &json!({})).await.status, 422);
    }
    assert_eq!(desk.seen(visit).await["status"], "booked");
}

#[tokio::test]
async fn a_day_is_moved_on_from_its_page_and_taken_back() {
    let mut desk = Desk::open().await;
    let visits = [desk.booked("10:00").await, desk.booked("11:00").await];
    desk.later(SignedDuration::from_hours(6)).await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let page = browser.get("/reception/bulk?date=2030-01-07").await.expect(200).text();
    assert!(visits.iter().all(|id| page.contains(&format!("value=\"{id}\""))), "{page}");
    assert!(browser.get("/reception/bulk?date=nonsense").await.expect(200).is_page());

    let ids = visits.map(|id| id.to_string());
    let chosen = [("ids", ids[0].as_str()), ("ids", ids[1].as_str())];
    let asked = browser.submit("/reception/bulk/no-show", &chosen).await.expect(200).text();
    assert!(asked.contains("Will be done") && asked.contains("José Gómez"), "{asked}");
    assert_eq!(desk.seen(visits[0]).await["status"], "booked", "nothing is done yet");
    let sure = [chosen[0], chosen[1], ("confirmed", "yes")];
    let done = browser.submit("/reception/bulk/no-show", &sure).await.expect(200).text();
    assert!(done.contains("/reception/bulk/revert"), "{done}");
    assert_eq!(desk.seen(visits[1]).await["status"], "noshow");
    browser.submit("/reception/bulk/revert", &sure).await.expect(200);
    assert_eq!(desk.seen(visits[1]).await["status"], "booked");
    let refused = browser.submit("/reception/bulk/cancel", &chosen).await.expect(422).text();
    assert!(!refused.is_empty());
}
