//! What pays for what.

use insta::assert_snapshot;
use serde_json::json;
use uuid::Uuid;

use super::{Till, is_sound, payment};

fn state(status: &str, left: &str) -> (String, String) {
    (status.to_owned(), left.to_owned())
}

#[tokio::test]
async fn the_oldest_charge_is_paid_first() {
    let till = Till::open().await;
    let (first, second) = (till.charge("100").await, till.charge("50").await);

    let paid = till.pay("120").await;
    assert_eq!(till.state(first).await, state("settled", "0.00"));
    assert_eq!(till.state(second).await, state("partly_settled", "30.00"));
    till.pay("45").await;
    assert_eq!(till.state(second).await, state("settled", "0.00"));
    assert_eq!(till.owed().await, "-15.00");
    // What was paid too much pays for what comes.
    let third = till.charge("20").await;
    assert_eq!(till.state(third).await, state("partly_settled", "5.00"));

    till.refund(paid, &json!({ "amount": "20" })).await.expect(201);
    assert_eq!(till.state(first).await, state("settled", "0.00"));
    assert_eq!(till.owed().await, "25.00");
    is_sound(&till).await;
}

#[tokio::test]
async fn what_a_payment_names_is_paid_before_the_rest() {
    let till = Till::open().await;
    let visit = till.desk.booked("10:00").await;
    let old = till.charge("100").await;
    let charge = json!({ "kind": "charge", "amount": "50", "appointment": visit });
    let of_visit = till.write(&charge).await.expect(201).id();
    let last = till.charge("30").await;

    let mut at_visit = payment("50");
    at_visit["appointment"] = json!(visit);
    till.write(&at_visit).await.expect(201);
    assert_eq!(till.state(of_visit).await, state("settled", "0.00"));
    assert_eq!(till.state(old).await, state("open", "100.00"));
    let mut named = payment("40");
    named["charges"] = json!([last]);
    till.write(&named).await.expect(201);
    assert_eq!(till.state(last).await, state("settled", "0.00"));
    assert_eq!(till.state(old).await, state("partly_settled", "90.00"));

    let balance = format!("/business/contacts/{}/balance?appointment={visit}", till.desk.patient.id);
    let balance = till.billing.get(&balance).await.expect(200).json();
    assert_eq!(balance["items"][0]["balance"]["amount"], "0.00");
    let other = till.desk.clinic.patient().create().await;
    let theirs = json!({ "kind": "charge", "amount": "5", "contact": other.id });
    let theirs = till.write(&theirs).await.expect(201).id();
    for stranger in [theirs, Uuid::nil()] {
        named["charges"] = json!([stranger]);
        let refused = till.write(&named).await.to_string();
        assert_eq!(refused, r#"422 {"code":"invalid","errors":{"/charges":"unknown_choice"}}"#);
    }
    is_sound(&till).await;
}

#[tokio::test]
async fn who_is_out_of_sight_is_charged_nothing_and_can_be_paid_back() {
    let till = Till::open().await;
    let paid = till.pay("100").await;
    let person = till.desk.patient.path();
    till.desk.reception.delete(&person).await.expect(204);

    assert_snapshot!(till.write(&json!({ "kind": "charge", "amount": "1" })).await, @r#"404 {"code":"not_found"}"#);
    till.refund(paid, &json!({})).await.expect(201);
    assert_eq!(till.state(paid).await, state("refunded", "0.00"));
}
