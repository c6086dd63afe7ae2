//! Paying while the day is closed.

use std::future::IntoFuture as _;

use futures::future::{join, join_all};
use serde_json::{Value, json};

use super::{PATH, TODAY, takings};
use crate::ledger::Till;

#[tokio::test]
async fn a_payment_while_the_day_is_closed_is_counted_or_refused() {
    let till = Till::open().await;
    // Whoever closes counts one pound whatever there is, so that what was there is told by what is missing.
    let cashier = till.billing.staff().id;
    let count = json!({ "method": "cash", "cashier": cashier, "counted": "1", "reason": "A race" });
    let close = json!({ "day": TODAY, "counts": [count] });
    let pay = json!({ "kind": "payment", "method": "cash", "amount": "10", "contact": till.desk.patient.id });

    let payments = (0..30).map(|_| till.billing.post("/business/transactions", &pay).into_future());
    let closing = till.billing.post(PATH, &close).into_future();
    let (answers, closed) = join(join_all(payments), closing).await;

    let closed = closed.expect(201).json();
    let taken = answers.iter().filter(|answer| answer.status == 201).count();
    assert!(answers.iter().all(|answer| answer.status == 201 || answer.code() == "day_closed"), "{answers:?}");
    assert_eq!(closed["counts"][0]["expected"]["amount"], format!("{}.00", taken * 10));
    let seen = takings(&till).await;
    let now: Vec<&Value> =
        seen["takings"].as_array().unwrap().iter().map(|taken| &taken["expected"]["amount"]).collect();
    assert!(now.iter().all(|amount| **amount == closed["counts"][0]["expected"]["amount"]), "{seen}");
}

#[tokio::test]
async fn of_many_who_close_one_day_one_does() {
    let till = Till::open().await;
    let close = json!({ "day": TODAY });

    let answers = join_all((0..10).map(|_| till.billing.post(PATH, &close).into_future())).await;

    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert!(answers.iter().all(|answer| answer.status == 201 || answer.code() == "day_closed"), "{answers:?}");
}
