//! Statements: what an account came to before, what was written, and what it comes to since.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::Till;

fn amounts(lines: &Value, field: &str) -> Vec<String> {
    let lines = lines.as_array().expect("lines");
    lines.iter().map(|line| line[field]["amount"].as_str().expect("an amount").to_owned()).collect()
}

#[tokio::test]
async fn a_statement_begins_where_the_one_before_ends() {
    let till = Till::open().await;
    till.charge("100").await;
    till.pay("30").await;
    till.write(&json!({ "kind": "charge", "amount": { "amount": "9", "currency": "EUR" } })).await.expect(201);
    till.desk.clinic.advance(SignedDuration::from_hours(48));
    let by = till.desk.clinic.sign_in(Role::Billing).await;
    let paid = json!({ "kind": "payment", "method": "card", "amount": "80", "contact": till.desk.patient.id });
    let paid = by.post("/business/transactions", &paid).await.expect(201).id();
    by.post(&format!("/business/transactions/{paid}/refund"), &json!({ "amount": "10" })).await.expect(201);
    let path = format!("/business/contacts/{}/statement", till.desk.patient.id);
    let of = async |query: &str| by.get(&format!("{path}?{query}")).await.expect(200).json();

    let before = of("from=2030-01-07&to=2030-01-08").await;
    let after = of("from=2030-01-09&to=2030-01-09").await;

    assert_eq!((&before["opening"]["amount"], &before["closing"]["amount"]), (&json!("0.00"), &json!("70.00")));
    assert_eq!(amounts(&before["lines"], "effect"), ["100.00", "-30.00"]);
    assert_eq!((&after["opening"], &after["closing"]["amount"]), (&before["closing"], &json!("0.00")));
    assert_eq!(amounts(&after["lines"], "balance"), ["-10.00", "0.00"]);
    let euros = of("currency=EUR").await;
    assert_eq!((&euros["closing"]["amount"], &euros["to"]), (&json!("9.00"), &json!("2030-01-09")));
    let none = of("from=2030-02-01&to=2030-02-28").await;
    assert_eq!((&none["opening"], &none["lines"]), (&none["closing"], &json!([])));
}

#[tokio::test]
async fn what_cannot_be_stated_is_refused() {
    let till = Till::open().await;
    let path = format!("/business/contacts/{}/statement", till.desk.patient.id);
    let refused = async |query: &str| till.billing.get(&format!("{path}?{query}")).await.to_string();
    assert_snapshot!(refused("from=2030-02-01&to=2030-01-01").await, @r#"422 {"code":"invalid","errors":{"/to":"out_of_range"}}"#);
    assert_snapshot!(refused("from=soon&currency=XXX").await, @r#"422 {"code":"invalid","errors":{"/currency":"unknown_choice","/from":"not_a_date"}}"#);
    let nobody = till.billing.get(&format!("/business/contacts/{}/statement", Uuid::nil())).await;
    assert_snapshot!(nobody, @r#"404 {"code":"not_found"}"#);
    till.desk.clinic.sign_in(Role::Doctor).await.get(&path).await.expect(403);
}

#[tokio::test]
async fn a_statement_is_printed_for_a_patient() {
    let till = Till::open().await;
    till.charge("100").await;
    let browser = till.desk.clinic.browser(Role::Reception).await;
    let page = format!("/patients/{}/account/statement", till.desk.patient.id);
    let shown = browser.get(&page).await.expect(200).text();
    assert!(shown.contains("100.00 EGP") && shown.contains("data-print") && shown.contains("Owed before"), "{shown}");
    browser.get(&format!("{page}?from=soon")).await.expect(422);
}
