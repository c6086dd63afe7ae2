//! When a fee is charged, and how much.

use std::future::IntoFuture as _;

use futures::future::join;
use serde_json::json;

use super::{fees, miss, missed, no_show_costs, rule, settle, status};
use crate::ledger::{Till, is_sound};
use crate::patient_access::{PHONE, USERNAME, let_in, signed_in};

#[tokio::test]
async fn without_a_rule_nothing_is_charged() {
    let till = Till::open().await;
    let visit = missed(&till, "10:00").await;
    // Not afterwards either: what happened before a rule goes by the rule of its time.
    till.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
    no_show_costs(&till, "100").await;
    settle(&till).await;
    assert!(fees(&till, visit).await.is_empty());
    assert_eq!(till.owed().await, "0.00");
}

#[tokio::test]
async fn whoever_does_not_come_is_charged_once() {
    let till = Till::open().await;
    let rule = json!({ "occasion": "no_show", "amount": "114", "tax_rate": "14" });
    let rule = super::rule(&till, &rule).await;

    let visit = missed(&till, "10:00").await;
    settle(&till).await;

    let found = fees(&till, visit).await;
    assert_eq!(status(&found), ["charged"]);
    assert_eq!((&found[0]["rule"], &found[0]["occasion"]), (&json!(rule), &json!("no_show")));
    let charge = till.seen(found[0]["transaction"].as_str().unwrap().parse().unwrap()).await;
    assert_eq!((&charge["fee"], &charge["tax"]["amount"]), (&json!("no_show"), &json!("14.00")));
    assert_eq!((&charge["appointment"], &charge["status"]), (&json!(visit), &json!("open")));
    assert_eq!(till.owed().await, "114.00");
    is_sound(&till).await;
}

#[tokio::test]
async fn the_duty_may_run_twice_at_once() {
    let till = Till::open().await;
    no_show_costs(&till, "100").await;
    let visit = till.desk.booked("10:00").await;
    till.desk.step(visit, "no-show").await.expect(200);
    let clinic = &till.desk.clinic;
    let alone = |node| async move {
        let house: &tenancy::House = node;
        clinic::fees::duty::charge_fees(house.clone(), clinic.tenant().clone()).await.expect("a round");
    };

    let other = clinic.at_another_node().await;
    join(alone(clinic.house()), alone(other.house())).await;

    assert_eq!(fees(&till, visit).await.len(), 1);
    assert_eq!(till.owed().await, "100.00");
}

#[tokio::test]
async fn of_several_rules_the_closest_holds() {
    let till = Till::open().await;
    no_show_costs(&till, "10").await;
    let service = json!({ "name": "Massage" });
    let service =
        till.desk.clinic.sign_in(testkit::Role::Admin).await.post("/api/services/", &service).await.expect(201).id();
    rule(&till, &json!({ "occasion": "no_show", "kind": "surgery", "amount": "20" })).await;
    rule(&till, &json!({ "occasion": "no_show", "service": service, "amount": "30" })).await;
    rule(&till, &json!({ "occasion": "no_show", "amount": { "amount": "9", "currency": "EUR" } })).await;
    for (at, more, amount) in [
        ("10:00", json!({ "kind": "consultation" }), "10.00 EGP"),
        ("11:00", json!({ "kind": "surgery" }), "20.00 EGP"),
        ("12:00", json!({ "kind": "surgery", "service": service }), "30.00 EGP"),
        ("13:00", json!({ "kind": "consultation", "cost": { "amount": "50", "currency": "EUR" } }), "9.00 EUR"),
    ] {
        let visit = till.desk.try_to_book(&till.desk.wanted_with(at, &more)).await.expect(201).id();
        miss(&till, visit).await;
        let found = fees(&till, visit).await;
        let charged = format!("{} {}", found[0]["amount"]["amount"], found[0]["amount"]["currency"]).replace('"', "");
        assert_eq!(charged, amount, "{more}");
    }
}

#[tokio::test]
async fn cancelling_late_costs_and_early_does_not() {
    let till = Till::open().await;
    rule(&till, &json!({ "occasion": "late_cancellation", "notice_hours": 3, "amount": "40" })).await;
    // It is nine in the morning.
    let (late, early) = (till.desk.booked("11:59").await, till.desk.booked("12:30").await);
    for visit in [late, early] {
        till.desk.step(visit, "cancel").await.expect(200);
    }
    settle(&till).await;
    assert_eq!(status(&fees(&till, late).await), ["charged"]);
    assert!(fees(&till, early).await.is_empty());
    assert_eq!(till.owed().await, "40.00");
}

#[tokio::test]
async fn what_the_desk_cancels_may_cost_nothing() {
    let till = Till::open().await;
    rule(&till, &json!({ "occasion": "late_cancellation", "notice_hours": 48, "own_only": true, "amount": "40" }))
        .await;
    let clinic = &till.desk.clinic;
    let_in(clinic, &till.desk.patient, PHONE, USERNAME).await;
    let by_desk = till.desk.booked("10:00").await;
    till.desk.step(by_desk, "cancel").await.expect(200);
    let tomorrow = json!({ "starts_at": "2030-01-08T10:00:00+02:00" });
    let by_patient = till.desk.try_to_book(&till.desk.wanted_with("10:00", &tomorrow)).await.expect(201).id();
    let mut browser = signed_in(clinic).await;
    browser.submit(&format!("/patient/appointments/{by_patient}/cancel/"), &[]).await.expect(303);

    settle(&till).await;

    assert!(fees(&till, by_desk).await.is_empty());
    assert_eq!(status(&fees(&till, by_patient).await), ["charged"]);
}

#[tokio::test]
async fn a_closed_day_takes_no_fee_and_the_next_one_does() {
    let mut till = Till::open().await;
    no_show_costs(&till, "100").await;
    till.billing.post("/business/day-closes", &json!({})).await.expect(201);
    // The visit takes its turn all the same.
    let visit = missed(&till, "10:00").await;
    assert!(fees(&till, visit).await.is_empty());

    till.desk.later(jiff::SignedDuration::from_hours(24)).await;
    till.billing = till.desk.clinic.sign_in_as(till.billing.staff()).await;
    settle(&till).await;

    assert_eq!(status(&fees(&till, visit).await), ["charged"]);
}

#[tokio::test]
async fn whoever_pays_meanwhile_waits_for_nobody() {
    let till = Till::open().await;
    no_show_costs(&till, "100").await;
    let visit = till.desk.booked("10:00").await;
    till.desk.step(visit, "no-show").await.expect(200);
    let pay = json!({ "kind": "payment", "method": "cash", "amount": "100", "contact": till.desk.patient.id });
    let (paid, ()) = join(till.billing.post("/business/transactions", &pay).into_future(), settle(&till)).await;
    paid.expect(201);
    settle(&till).await;
    assert_eq!(till.owed().await, "0.00");
    is_sound(&till).await;
}
