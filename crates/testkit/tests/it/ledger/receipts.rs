//! Receipts: numbered without a gap, each once.

use std::future::IntoFuture as _;

use futures::future::join_all;
use insta::assert_snapshot;
use serde_json::json;

use super::{PATH, Till};

#[tokio::test]
async fn whoever_asks_again_gets_the_same_receipt() {
    let till = Till::open().await;
    let paid = till.pay("100").await;
    let path = format!("{PATH}/{paid}/receipt");

    assert_snapshot!(till.billing.get(&path).await, @r#"404 {"code":"not_found"}"#);
    let first = till.billing.post(&path, &json!({})).await.expect(200).json();
    till.desk.clinic.advance(jiff::SignedDuration::from_mins(4));
    let again = till.billing.post(&path, &json!({})).await.expect(200).json();

    assert_eq!((&first, first["number"].as_i64()), (&again, Some(1)));
    assert_eq!(till.billing.get(&path).await.expect(200).json(), first);
    let seen = till.seen(paid).await;
    assert_eq!((&seen["receipt_number"], &seen["receipt_issued_at"]), (&json!(1), &first["issued_at"]));
    let charge = till.charge("5").await;
    let none = till.billing.post(&format!("{PATH}/{charge}/receipt"), &json!({})).await;
    assert_snapshot!(none, @r#"409 {"code":"no_receipt"}"#);
}

#[tokio::test]
async fn of_many_at_once_each_has_the_next_number() {
    let till = Till::open().await;
    let mut paid = Vec::new();
    for amount in 1..=20 {
        paid.push(till.pay(&amount.to_string()).await);
    }
    // Each is asked for twice.
    let nothing = json!({});
    let calls =
        paid.iter().chain(&paid).map(|id| till.billing.post(&format!("{PATH}/{id}/receipt"), &nothing).into_future());

    let answers = join_all(calls).await;

    let mut numbers: Vec<i64> =
        answers.into_iter().map(|answer| answer.expect(200).json()["number"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    let twice: Vec<i64> = (1..=20).flat_map(|number| [number, number]).collect();
    assert_eq!(numbers, twice);
}
