//! Several currencies, their places and their coins.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Till, is_sound};

fn money(amount: &str, currency: &str) -> Value {
    json!({ "amount": amount, "currency": currency })
}

#[tokio::test]
async fn each_currency_is_owed_by_itself_in_its_own_places() {
    let till = Till::open().await;
    for (amount, currency) in [("350.50", "EGP"), ("12.345", "KWD"), ("900", "JPY"), ("40.10", "ILS"), ("7.00", "EUR")]
    {
        let charge = json!({ "kind": "charge", "amount": money(amount, currency) });
        let found = till.write(&charge).await.expect(201).json();
        assert_eq!(found["amount"], money(amount, currency));
    }
    let yen = json!({ "kind": "payment", "method": "card", "amount": money("400", "JPY") });
    till.write(&yen).await.expect(201);

    let owed: Vec<String> = till
        .balances()
        .await
        .iter()
        .map(|balance| {
            format!("{} {}", balance["balance"]["amount"].as_str().unwrap(), balance["currency"].as_str().unwrap())
        })
        .collect();
    assert_eq!(owed, ["350.50 EGP", "7.00 EUR", "40.10 ILS", "500 JPY", "12.345 KWD"]);
    let wrong = json!({ "kind": "charge", "amount": money("1.5", "JPY") });
    assert_snapshot!(till.write(&wrong).await, @r#"422 {"code":"invalid","errors":{"/amount":"not_an_amount"}}"#);
    is_sound(&till).await;
}

#[tokio::test]
async fn what_there_are_no_coins_for_is_a_line_of_its_own() {
    let till = Till::open().await;
    let charge = json!({ "kind": "charge", "amount": money("12.37", "ILS") });
    let charge = till.write(&charge).await.expect(201).id();
    let cash = |amount: &str| json!({ "kind": "payment", "method": "cash", "amount": money(amount, "ILS") });

    assert_snapshot!(till.write(&cash("12.37")).await, @r#"422 {"code":"invalid","errors":{"/amount":"not_in_coins"}}"#);
    till.write(&cash("12.40")).await.expect(201);

    let seen = till.seen(charge).await;
    assert_eq!((&seen["status"], &seen["net"]["amount"]), (&json!("settled"), &json!("12.40")));
    let lines = till.billing.get("/business/transactions?kind=adjustment").await.expect(200).json();
    let line = &lines["items"][0];
    assert_eq!(
        (&line["cause"], &line["amount"]["amount"], &line["of"]),
        (&json!("cash_rounding"), &json!("0.03"), &json!(charge))
    );
    assert_eq!(till.balances().await[0]["balance"]["amount"], "0.00");

    // Less than what is open is a part of it, and nothing is rounded.
    let next = till.write(&json!({ "kind": "charge", "amount": money("20.04", "ILS") })).await.expect(201).id();
    till.write(&cash("10.00")).await.expect(201);
    assert_eq!(till.state(next).await, ("partly_settled".to_owned(), "10.04".to_owned()));
    till.write(&cash("10.00")).await.expect(201);
    assert_eq!(till.state(next).await, ("settled".to_owned(), "0.00".to_owned()));
    is_sound(&till).await;
}
