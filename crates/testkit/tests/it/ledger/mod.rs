//! The ledger: what is owed, what is paid, and that nothing appears or vanishes.

mod board;
mod currencies;
mod merging;
mod pages;
mod prices;
mod receipts;
mod refunds;
mod settling;
mod statements;
mod writing;

use serde_json::{Value, json};
use testkit::{Call, Client, Desk, Role};
use uuid::Uuid;

const PATH: &str = "/business/transactions";

/// A clinic with a patient, and somebody who answers for its books.
pub struct Till {
    pub desk: Desk,
    pub billing: Client,
}

impl Till {
    pub async fn open() -> Self {
        let desk = Desk::open().await;
        Self { billing: desk.clinic.sign_in(Role::Billing).await, desk }
    }

    /// A transaction with the patient, with something more.
    pub fn write(&self, input: &Value) -> Call {
        let mut wanted = input.clone();
        if wanted["contact"].is_null() && wanted["of"].is_null() && wanted["appointment"].is_null() {
            wanted["contact"] = json!(self.desk.patient.id);
        }
        // What is written later is later.
        self.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
        self.billing.post(PATH, &wanted)
    }

    pub async fn charge(&self, amount: &str) -> Uuid {
        self.write(&json!({ "kind": "charge", "amount": amount })).await.expect(201).id()
    }

    pub async fn pay(&self, amount: &str) -> Uuid {
        self.write(&payment(amount)).await.expect(201).id()
    }

    pub fn refund(&self, payment: Uuid, input: &Value) -> Call {
        self.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
        self.billing.post(&format!("{PATH}/{payment}/refund"), input)
    }

    pub fn adjust(&self, of: Uuid, amount: &str) -> Call {
        self.write(&json!({ "kind": "adjustment", "of": of, "amount": amount }))
    }

    pub async fn seen(&self, id: Uuid) -> Value {
        self.billing.get(&format!("{PATH}/{id}")).await.expect(200).json()
    }

    /// Where a transaction stands, and what is left of it.
    pub async fn state(&self, id: Uuid) -> (String, String) {
        let seen = self.seen(id).await;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (text(&seen["status"]), text(&seen["left"]["amount"]))
    }

    /// What the patient owes in each currency.
    pub async fn balances(&self) -> Vec<Value> {
        let path = format!("/business/contacts/{}/balance", self.desk.patient.id);
        let found = self.billing.get(&path).await.expect(200).json()["items"].as_array().expect("a list").clone();
        for balance in &found {
            adds_up(balance);
        }
        found
    }

    /// What the patient owes in the clinic's currency.
    pub async fn owed(&self) -> String {
        let balances = self.balances().await;
        let own = balances.iter().find(|balance| balance["currency"] == "EGP");
        own.map_or("0.00", |balance| balance["balance"]["amount"].as_str().expect("an amount")).to_owned()
    }
}

pub fn payment(amount: &str) -> Value {
    json!({ "kind": "payment", "method": "card", "amount": amount })
}

/// What is owed is the sum of all that was written, and what is open without what is unused.
#[track_caller]
fn adds_up(balance: &Value) {
    let minor = |field: &str| -> i64 {
        let amount = balance[field]["amount"].as_str().expect("an amount").replace('.', "");
        amount.parse().expect("a number")
    };
    assert_eq!(minor("balance"), minor("charged") - minor("paid") + minor("refunded") + minor("adjusted"), "{balance}");
    assert_eq!(minor("balance"), minor("open") - minor("unused"), "{balance}");
}

/// Fails the test unless what is kept beside each charge and payment is what its rows come to.
pub async fn is_sound(till: &Till) {
    let wrong = "select count(*) from {room}.transaction t join {room}.transaction_worth w on w.transaction_id = t.id
        where w.net_minor <> t.amount_minor + coalesce((select sum(case c.kind when 'refund' then -c.amount_minor
                else c.amount_minor end) from {room}.transaction c where c.of_id = t.id), 0)
           or w.allocated_minor <> coalesce((select sum(a.amount_minor) from {room}.allocation a
                where t.id in (a.payment_id, a.charge_id)), 0)";
    assert_eq!(till.desk.clinic.value(wrong).await, "0");
}
