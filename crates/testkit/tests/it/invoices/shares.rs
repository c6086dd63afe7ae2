//! What somebody else bears: told apart on the invoice, in the ledger and when it is paid.

use insta::assert_snapshot;
use serde_json::json;

use super::{Office, amount};

#[tokio::test]
async fn the_payer_owes_their_share_and_the_patient_the_rest() {
    let office = Office::open().await;
    let (till, insurer) = (&office.till, office.insurer().await);
    let before = till.write(&json!({ "kind": "charge", "amount": "114", "tax_rate": "14" })).await.expect(201).id();
    let draft = json!({ "lines": [{ "charge": before }, { "description": "Splint", "price": "100" }], "payer": insurer,
        "payer_share": { "percent": "80" }, "authorization_number": "A-77" });
    let draft = office.draft(&draft).await.expect(201).json();
    assert_eq!((amount(&draft["payer_total"]), amount(&draft["contact_total"])), ("171.20", "42.80"));

    let id = draft["id"].as_str().unwrap().parse().unwrap();
    let issued = office.issue(id).await.expect(200).json();

    assert_eq!((amount(&issued["payer_open"]), amount(&issued["contact_open"])), ("171.20", "42.80"));
    assert_eq!((till.owed().await, office.owed_by(insurer).await), ("42.80".to_owned(), "171.20".to_owned()));
    let share = till.seen(issued["lines"][0]["payer_charge"].as_str().unwrap().parse().unwrap()).await;
    assert_eq!((amount(&share["amount"]), amount(&share["tax"])), ("91.20", "11.20"));
    office.is_sound().await;

    let paid =
        json!({ "kind": "payment", "method": "insurance", "amount": "171.20", "invoice": id, "contact": insurer });
    till.write(&paid).await.expect(201);
    assert_eq!(office.status(id).await, "partly_paid");
    till.write(&json!({ "kind": "payment", "method": "card", "amount": "42.80", "invoice": id })).await.expect(201);
    assert_eq!(office.status(id).await, "paid");
    office.is_sound().await;
}

#[tokio::test]
async fn what_is_taken_back_is_taken_from_both() {
    let office = Office::open().await;
    let insurer = office.insurer().await;
    let draft = json!({ "lines": [{ "price": "100" }], "payer": insurer, "payer_share": { "amount": "60" } });
    let id = office.draft(&draft).await.expect(201).id();
    let line = office.issue(id).await.expect(200).json()["lines"][0]["id"].clone();

    let note = office.credit(id, &json!({ "lines": [{ "line": line, "amount": "10" }] })).await.expect(201).json();

    assert_eq!((amount(&note["payer_total"]), amount(&note["contact_total"])), ("6.00", "4.00"));
    assert_eq!((office.till.owed().await, office.owed_by(insurer).await), ("36.00".to_owned(), "54.00".to_owned()));
    office.credit(id, &json!({})).await.expect(201);
    assert_eq!((office.till.owed().await, office.owed_by(insurer).await), ("0.00".to_owned(), "0.00".to_owned()));
    office.is_sound().await;
}

#[tokio::test]
async fn all_of_it_may_be_the_payers() {
    let office = Office::open().await;
    let insurer = office.insurer().await;
    let charge = office.till.charge("100").await;
    office.till.pay("100").await;
    let draft = json!({ "lines": [{ "charge": charge }, { "price": "20" }], "payer": insurer, "payer_share": { "percent": "100" } });
    let id = office.draft(&draft).await.expect(201).id();
    office.issue(id).await.expect(200);

    // What the patient paid for it is theirs again.
    assert_eq!((office.till.owed().await, office.owed_by(insurer).await), ("-100.00".to_owned(), "120.00".to_owned()));
    let more = json!({ "lines": [{ "price": "20" }], "payer": insurer, "payer_share": { "amount": "20.01" } });
    assert_snapshot!(office.draft(&more).await, @r#"422 {"code":"invalid","errors":{"/payer_share/amount":"out_of_range"}}"#);
    office.is_sound().await;
}

#[tokio::test]
async fn to_forgo_what_was_charged_takes_whoever_may() {
    let office = Office::open().await;
    let desk = &office.till.desk.reception;
    let charge = office.till.charge("100").await;
    let draft = json!({ "lines": [{ "charge": charge, "discount": { "percent": "10" } }] });
    let id = office.draft(&draft).await.expect(201).id();

    desk.post(&format!("{}/{id}/issue", super::PATH), &json!({})).await.expect(403);
    let issued = office.issue(id).await.expect(200).json();

    assert_eq!((&issued["number"], amount(&issued["total"])), (&json!("INV-000001"), "90.00"));
    assert_eq!(office.till.owed().await, "90.00");
    office.is_sound().await;
}
