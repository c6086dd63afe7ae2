//! Fees for visits that were missed or cancelled late.

mod charging;
mod ending;
mod pages;
mod rules;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::ledger::Till;

const FEES: &str = "/business/fees";
const RULES: &str = "/business/fee-rules";

async fn rule(till: &Till, input: &Value) -> Uuid {
    till.billing.post(RULES, input).await.expect(201).id()
}

async fn no_show_costs(till: &Till, amount: &str) -> Uuid {
    rule(till, &json!({ "occasion": "no_show", "amount": amount })).await
}

/// A visit to which nobody came; the duty has seen it.
async fn missed(till: &Till, at: &str) -> Uuid {
    let visit = till.desk.booked(at).await;
    miss(till, visit).await;
    visit
}

async fn miss(till: &Till, visit: Uuid) {
    till.desk.step(visit, "no-show").await.expect(200);
    settle(till).await;
}

async fn settle(till: &Till) {
    till.desk.clinic.run_duty("charge_fees").await;
}

/// The fees of a visit, the newest first.
async fn fees(till: &Till, visit: Uuid) -> Vec<Value> {
    let found = till.billing.get(&format!("{FEES}?appointment={visit}")).await.expect(200).json();
    found["items"].as_array().expect("a list").clone()
}

fn status(fees: &[Value]) -> Vec<&str> {
    fees.iter().map(|fee| fee["status"].as_str().expect("a status")).collect()
}
