//! What is paid of invoices is told by the ledger, and lists are narrowed by it.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use super::{Office, PATH, amount};

#[tokio::test]
async fn a_payment_names_what_it_pays() {
    let office = Office::open().await;
    let (first, second) = (office.issued("100").await, office.issued("50").await);

    let pay = |amount: &str| json!({ "kind": "payment", "method": "card", "amount": amount, "invoice": second });
    office.till.write(&pay("20")).await.expect(201);

    assert_eq!((office.status(first).await.as_str(), office.status(second).await.as_str()), ("open", "partly_paid"));
    office.till.write(&pay("50")).await.expect(201);
    // What is left pays for what is open longest.
    assert_eq!((office.status(first).await.as_str(), office.status(second).await.as_str()), ("partly_paid", "paid"));
    assert_eq!(amount(&office.seen(first).await["paid"]), "20.00");
    office.is_sound().await;
}

#[tokio::test]
async fn a_payment_for_what_is_not_theirs_is_refused() {
    let office = Office::open().await;
    let id = office.issued("100").await;
    let somebody = office.till.desk.clinic.patient().create().await.id;
    let pay = |more| {
        let mut payment = json!({ "kind": "payment", "method": "card", "amount": "1", "invoice": id });
        for (field, value) in serde_json::Value::as_object(&more).unwrap() {
            payment[field] = value.clone();
        }
        office.till.billing.post("/business/transactions", &payment)
    };

    assert_snapshot!(pay(json!({ "contact": somebody })).await, @r#"422 {"code":"invalid","errors":{"/invoice":"unknown_choice"}}"#);
    assert_snapshot!(pay(json!({ "invoice": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/invoice":"unknown_choice"}}"#);
    assert_snapshot!(pay(json!({ "kind": "charge", "method": null, "contact": somebody })).await, @r#"422 {"code":"invalid","errors":{"/invoice":"out_of_place"}}"#);
    let draft = office.drafted(&json!([{ "price": "1" }])).await;
    assert_snapshot!(pay(json!({ "invoice": draft })).await, @r#"422 {"code":"invalid","errors":{"/invoice":"unknown_choice"}}"#);
}

#[tokio::test]
async fn lists_are_narrowed_by_what_the_ledger_says() {
    let office = Office::open().await;
    let (paid, open) = (office.issued("100").await, office.issued("50").await);
    office
        .till
        .write(&json!({ "kind": "payment", "method": "card", "amount": "100", "invoice": paid }))
        .await
        .expect(201);
    let draft = office.drafted(&json!([{ "price": "1" }])).await;
    let list = async |query: &str| office.till.billing.list(&format!("{PATH}?{query}")).await;

    assert_eq!(list("").await, [draft, open, paid]);
    assert_eq!(list("status=draft").await, [draft]);
    assert_eq!(list("status=paid").await, [paid]);
    assert_eq!(list("status=open").await, [open]);
    assert_eq!(list("number=INV-000002").await, [open]);
    assert_eq!(list("number=1").await, [paid]);
    assert_eq!(list(&format!("contact={}&to=2030-01-07", office.till.desk.patient.id)).await.len(), 3);
    assert_eq!(list("from=2030-01-08").await, Vec::<Uuid>::new());
    assert_eq!(list("status=overdue").await, Vec::<Uuid>::new());
    let wrong = office.till.billing.get(&format!("{PATH}?number=x&status=late")).await;
    assert_snapshot!(wrong, @r#"422 {"code":"invalid","errors":{"/number":"malformed","/status":"unknown_choice"}}"#);

    // The terms are over on the day after.
    office.till.desk.clinic.advance(SignedDuration::from_hours(15 * 24));
    let billing = office.till.desk.clinic.sign_in(testkit::Role::Billing).await;
    assert_eq!(billing.list(&format!("{PATH}?status=overdue")).await, [open]);
    assert_eq!(billing.list(&format!("{PATH}?status=open")).await, Vec::<Uuid>::new());
}
