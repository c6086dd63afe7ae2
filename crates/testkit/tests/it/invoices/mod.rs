//! Invoices: what is on them, what they become in the ledger, and that what was issued stays.

mod crediting;
mod drafting;
mod dunning;
mod issuing;
mod merging;
mod pages;
mod paying;
mod policy;
mod shares;

use serde_json::{Value, json};
use testkit::{Call, Response};
use uuid::Uuid;

use crate::ledger::{Till, is_sound};

const PATH: &str = "/business/invoices";

/// A till at which invoices are written.
pub struct Office {
    pub till: Till,
}

impl Office {
    pub async fn open() -> Self {
        Self { till: Till::open().await }
    }

    /// A draft for the patient, with something more.
    pub fn draft(&self, input: &Value) -> Call {
        let mut wanted = input.clone();
        if wanted["contact"].is_null() {
            wanted["contact"] = json!(self.till.desk.patient.id);
        }
        self.till.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
        self.till.billing.post(PATH, &wanted)
    }

    /// A draft with these lines.
    pub async fn drafted(&self, lines: &Value) -> Uuid {
        self.draft(&json!({ "lines": lines })).await.expect(201).id()
    }

    pub fn issue(&self, id: Uuid) -> Call {
        self.till.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
        self.till.billing.post(&format!("{PATH}/{id}/issue"), &json!({}))
    }

    /// An invoice with one line of so much, issued.
    pub async fn issued(&self, price: &str) -> Uuid {
        let id = self.drafted(&json!([{ "description": "Splint", "price": price }])).await;
        self.issue(id).await.expect(200).id()
    }

    pub fn credit(&self, id: Uuid, input: &Value) -> Call {
        self.till.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
        self.till.billing.post(&format!("{PATH}/{id}/credit"), input)
    }

    pub async fn seen(&self, id: Uuid) -> Value {
        self.till.billing.get(&format!("{PATH}/{id}")).await.expect(200).json()
    }

    pub async fn status(&self, id: Uuid) -> String {
        self.seen(id).await["status"].as_str().expect("a status").to_owned()
    }

    /// Somebody who bears a part of what others owe.
    pub async fn insurer(&self) -> Uuid {
        self.till.desk.clinic.contact("vendor").named("Allianz", "Care").create().await.id
    }

    /// What somebody else owes in the clinic's currency.
    pub async fn owed_by(&self, contact: Uuid) -> String {
        let found = self.till.billing.get(&format!("/business/contacts/{contact}/balance")).await.expect(200).json();
        found["items"][0]["balance"]["amount"].as_str().unwrap_or("0.00").to_owned()
    }

    /// Fails the test unless every ledger and every invoice adds up.
    pub async fn is_sound(&self) {
        is_sound(&self.till).await;
        // What an invoice comes to is what its charges were made for, whatever became of them later.
        let wrong = "select count(*) from {room}.invoice i join {room}.invoice_line l on l.invoice_id = i.id
            where i.kind = 'invoice' and i.number is not null and l.total_minor <> coalesce((select sum(t.amount_minor)
                from {room}.transaction t where t.id in (l.charge_id, l.payer_charge_id)), 0)
                + coalesce((select sum(a.amount_minor) from {room}.transaction a where a.of_id = l.charge_id
                    and a.cause in ('discount', 'insurance_share')), 0)";
        assert_eq!(self.till.desk.clinic.value(wrong).await, "0");
    }
}

/// An amount of an answer.
pub fn amount(value: &Value) -> &str {
    value["amount"].as_str().unwrap_or_default()
}

pub fn number(answer: Response) -> String {
    answer.json()["number"].as_str().expect("a number").to_owned()
}
