//! The ledger as a file.

use serde_json::{Value, json};
use testkit::{Desk, Role};
use uuid::Uuid;

use super::Counter;

const PATH: &str = "/business/transactions";

/// A clinic whose ledger has a charge, a payment for a visit, and a part of it given back.
struct Books {
    counter: Counter,
    patient: testkit::Person,
    visit: Uuid,
    payment: Uuid,
}

impl Books {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let visit = desk.booked("09:00").await;
        let billing = desk.clinic.sign_in(Role::Billing).await;
        let write = async |input: Value| {
            // What is written later is later.
            desk.clinic.advance(jiff::SignedDuration::from_secs(1));
            billing.post(PATH, &input).await.expect(201).id()
        };
        write(json!({ "kind": "charge", "amount": "350.00", "tax_rate": "14", "billing_code": "PT-1",
            "appointment": visit, "note": "=Left knee" }))
        .await;
        let payment =
            write(json!({ "kind": "payment", "method": "card", "amount": "350.00", "appointment": visit })).await;
        let part = json!({ "amount": "100.50" });
        desk.clinic.advance(jiff::SignedDuration::from_secs(1));
        billing.post(&format!("{PATH}/{payment}/refund"), &part).await.expect(201);
        billing.post(&format!("{PATH}/{payment}/receipt"), &json!({})).await;
        let admin = desk.clinic.sign_in(Role::Admin).await;
        Self { counter: Counter { clinic: desk.clinic, admin }, patient: desk.patient, visit, payment }
    }

    async fn lines(&self, wanted: &Value) -> Vec<Value> {
        let file = self.counter.file(wanted).await;
        file.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect()
    }
}

fn transactions(format: &str) -> Value {
    json!({ "kind": "transactions", "format": format })
}

#[tokio::test]
async fn every_line_of_the_ledger_is_in_the_file_in_the_order_in_which_it_was_written() {
    let books = Books::open().await;

    let found = books.lines(&transactions("jsonl")).await;

    let said: Vec<_> = found.iter().map(|line| [&line["kind"], &line["status"], &line["method"]]).collect();
    assert_eq!(
        json!(said),
        json!([
            ["charge", "partly_settled", null],
            ["payment", "partly_refunded", "card"],
            ["refund", "completed", "card"]
        ])
    );
    let charge = &found[0];
    assert_eq!(charge["contact_id"], json!(books.patient.id));
    assert_eq!((&charge["contact_number"], &charge["contact"]), (&json!(books.patient.number), &json!("José Gómez")));
    assert_eq!((&charge["appointment_id"], &charge["billing_code"]), (&json!(books.visit), &json!("PT-1")));
    assert!(charge["visit_at"].as_str().is_some_and(|at| at.contains("T09:00:00+02:00")), "{charge}");
    assert_eq!((&charge["currency"], &charge["note"]), (&json!("EGP"), &json!("=Left knee")));
    assert_eq!(found[2]["of"], json!(books.payment));
}

#[tokio::test]
async fn amounts_keep_every_digit_and_what_a_spreadsheet_would_run_is_guarded() {
    let books = Books::open().await;

    let csv = books.counter.file(&transactions("csv")).await;

    let rows: Vec<&str> = csv.trim_end().split("\r\n").collect();
    assert_eq!(rows.len(), 4, "{csv}");
    assert!(rows[0].starts_with("ID,Created at,"), "{csv}");
    assert!(rows[1].contains(",350.00,42.98,14,350.00,350.00,100.50,EGP,") && rows[1].contains("'=Left knee"), "{csv}");
    assert!(rows[2].contains(",-350.00,249.50,0.00,EGP,"), "{csv}");
    assert!(rows[3].contains(",100.50,"), "{csv}");
}

#[tokio::test]
async fn the_ledger_is_narrowed_to_the_days_on_which_it_was_written() {
    let books = Books::open().await;
    let of = |from: &str, to: &str| json!({ "kind": "transactions", "format": "jsonl", "from": from, "to": to });

    assert_eq!(books.lines(&of("2030-01-07", "2030-01-07")).await.len(), 3);
    assert_eq!(books.lines(&of("2030-01-08", "2030-01-31")).await.len(), 0);
}

#[tokio::test]
async fn whose_money_it_was_is_on_record_as_exported() {
    let books = Books::open().await;

    books.lines(&transactions("jsonl")).await;

    let log = books.counter.admin.get(&format!("/api/audit/?patient={}", books.patient.id)).await.expect(200).text();
    assert!(log.contains("write_export"), "{log}");
}
