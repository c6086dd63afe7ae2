//! Giving money back, and putting right what is wrong.

use std::future::IntoFuture as _;

use futures::future::join_all;
use insta::assert_snapshot;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{PATH, Till, is_sound};

#[tokio::test]
async fn a_refund_stands_beside_its_payment() {
    let till = Till::open().await;
    let paid = till.pay("100").await;

    let part = till.refund(paid, &json!({ "amount": "30", "note": "Came late" })).await.expect(201).json();
    assert_eq!((&part["kind"], &part["of"], &part["method"]), (&json!("refund"), &json!(paid), &json!("card")));
    let seen = till.seen(paid).await;
    assert_eq!((&seen["status"], &seen["net"]["amount"]), (&json!("partly_refunded"), &json!("70.00")));
    assert_eq!(seen["refunds"][0]["id"], part["id"]);

    let rest = till.refund(paid, &json!({ "method": "cash" })).await.expect(201).json();
    assert_eq!((&rest["amount"]["amount"], &rest["method"]), (&json!("70.00"), &json!("cash")));
    assert_eq!(till.state(paid).await, ("refunded".to_owned(), "0.00".to_owned()));
    assert_eq!(till.owed().await, "0.00");
    assert_snapshot!(till.refund(paid, &json!({})).await, @r#"409 {"code":"more_than_paid"}"#);
}

#[tokio::test]
async fn no_more_is_given_back_than_was_paid() {
    let till = Till::open().await;
    let (charge, paid) = (till.charge("100").await, till.pay("60").await);

    assert_snapshot!(till.refund(paid, &json!({ "amount": "60.01" })).await, @r#"409 {"code":"more_than_paid"}"#);
    assert_snapshot!(till.refund(paid, &json!({ "amount": "-1" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"out_of_range"}}"#);
    let foreign = json!({ "amount": { "amount": "1", "currency": "EUR" } });
    assert_snapshot!(till.refund(paid, &foreign).await, @r#"422 {"code":"invalid","errors":{"/amount":"other_currency"}}"#);
    assert_snapshot!(till.refund(charge, &json!({ "amount": "1" })).await, @r#"409 {"code":"not_correctable"}"#);
    let refund = till.refund(paid, &json!({ "amount": "1" })).await.expect(201).id();
    assert_snapshot!(till.refund(refund, &json!({ "amount": "1" })).await, @r#"409 {"code":"not_correctable"}"#);
    assert_snapshot!(till.refund(Uuid::nil(), &json!({})).await, @r#"404 {"code":"not_found"}"#);
    let of = json!({ "kind": "refund", "of": paid, "amount": "59" });
    till.write(&of).await.expect(201);
    assert_eq!(till.owed().await, "100.00");
}

#[tokio::test]
async fn of_fifty_who_give_the_same_money_back_at_once_those_do_for_whom_it_is_enough() {
    let till = Till::open().await;
    till.charge("40").await;
    let paid = till.pay("100").await;

    let part = json!({ "amount": "7" });
    let calls = (0..50).map(|_| till.refund(paid, &part).into_future());
    let answers = join_all(calls).await;

    let done = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(done, 14, "{answers:?}");
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(answer.to_string(), r#"409 {"code":"more_than_paid"}"#);
    }
    let seen = till.seen(paid).await;
    assert_eq!((&seen["net"]["amount"], &seen["left"]["amount"]), (&json!("2.00"), &json!("0.00")));
    assert_eq!(till.owed().await, "38.00");
    is_sound(&till).await;
}

#[tokio::test]
async fn of_many_who_do_everything_at_once_the_sums_are_right() {
    let till = Till::open().await;
    let (charge, paid) = (till.charge("100").await, till.pay("100").await);
    let wanted: Vec<Value> = (0..40)
        .map(|n| match n % 4 {
            0 => json!({ "kind": "charge", "amount": "10", "contact": till.desk.patient.id }),
            1 => json!({ "kind": "payment", "method": "cash", "amount": "7", "contact": till.desk.patient.id }),
            2 => json!({ "kind": "refund", "of": paid, "amount": "3" }),
            _ => json!({ "kind": "adjustment", "of": charge, "amount": "-2" }),
        })
        .collect();

    let answers = join_all(wanted.iter().map(|input| till.billing.post(PATH, input).into_future())).await;

    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    // 100 - 100 + 10 × (10 - 7 + 3 - 2)
    assert_eq!(till.owed().await, "40.00");
    is_sound(&till).await;
}

#[tokio::test]
async fn what_is_wrong_is_put_right_and_stays_to_be_seen() {
    let till = Till::open().await;
    let (charge, paid) = (till.charge("100").await, till.pay("100").await);

    let less = till.adjust(charge, "-30").await.expect(201).json();
    assert_eq!((&less["cause"], &less["amount"]["amount"]), (&json!("correction"), &json!("-30.00")));
    assert_eq!(till.state(charge).await, ("settled".to_owned(), "0.00".to_owned()));
    assert_eq!(till.state(paid).await, ("completed".to_owned(), "30.00".to_owned()));
    assert_eq!(till.owed().await, "-30.00");
    // Somebody had typed a wrong amount.
    till.adjust(paid, "-30").await.expect(201);
    assert_eq!(till.owed().await, "0.00");

    assert_snapshot!(till.adjust(charge, "-70.01").await, @r#"409 {"code":"more_than_charged"}"#);
    assert_snapshot!(till.adjust(paid, "-70.01").await, @r#"409 {"code":"more_than_paid"}"#);
    assert_snapshot!(till.adjust(less["id"].as_str().unwrap().parse().unwrap(), "5").await, @r#"409 {"code":"not_correctable"}"#);
    assert_snapshot!(till.adjust(charge, "0").await, @r#"422 {"code":"invalid","errors":{"/amount":"out_of_range"}}"#);
    till.adjust(charge, "-70").await.expect(201);
    assert_eq!(till.state(charge).await, ("cancelled".to_owned(), "0.00".to_owned()));
    assert_eq!(till.seen(charge).await["amount"]["amount"], "100.00");
    is_sound(&till).await;
}

#[tokio::test]
async fn what_is_given_back_in_parts_carries_all_of_the_tax() {
    let till = Till::open().await;
    let paid = json!({ "kind": "payment", "method": "card", "amount": "100", "tax_rate": "14" });
    let paid = till.write(&paid).await.expect(201).id();
    assert_eq!(till.seen(paid).await["tax"]["amount"], "12.28");

    let mut taxes = Vec::new();
    for amount in ["33.33", "33.33", "33.34"] {
        let refund = till.refund(paid, &json!({ "amount": amount })).await.expect(201).json();
        taxes.push(refund["tax"]["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap());
    }
    assert_eq!(taxes.iter().sum::<i64>(), 1_228, "{taxes:?}");
}
