//! The end of the money day: what was counted, and that nothing more comes to a closed day.

mod closing;
mod pages;
mod racing;
mod reopening;

use serde_json::{Value, json};
use testkit::Call;
use uuid::Uuid;

use crate::ledger::Till;

const PATH: &str = "/business/day-closes";
const TODAY: &str = "2030-01-07";

/// What somebody counted of what the till took.
fn counted(till: &Till, method: &str, amount: &str) -> Value {
    json!({ "method": method, "cashier": till.billing.staff().id, "counted": amount })
}

fn close(till: &Till, counts: &[Value]) -> Call {
    till.billing.post(PATH, &json!({ "day": TODAY, "counts": counts }))
}

fn reopen(till: &Till, close: Uuid) -> Call {
    till.billing.post(&format!("{PATH}/{close}/reopen"), &json!({ "reason": "Forgot one" }))
}

async fn takings(till: &Till) -> Value {
    till.billing.get(&format!("{PATH}/takings?day={TODAY}")).await.expect(200).json()
}

/// A payment in cash.
async fn cash(till: &Till, amount: &str) -> Uuid {
    till.write(&json!({ "kind": "payment", "method": "cash", "amount": amount })).await.expect(201).id()
}
