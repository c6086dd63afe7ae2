//! Credit notes: an invoice is taken back, as a whole or in parts, and never more than there was.

use std::future::IntoFuture as _;

use futures::future::join_all;
use insta::assert_snapshot;
use serde_json::json;
use uuid::Uuid;

use super::{Office, PATH, amount, number};

#[tokio::test]
async fn an_invoice_is_taken_back_as_a_whole() {
    let office = Office::open().await;
    let id = office.issued("114").await;
    office.till.pay("114").await;
    assert_eq!(office.status(id).await, "paid");

    let note = office.credit(id, &json!({ "note": "Billed twice" })).await.expect(201).json();

    assert_eq!((&note["number"], &note["kind"], &note["of"]), (&json!("CN-000001"), &json!("credit_note"), &json!(id)));
    assert_eq!((&note["status"], amount(&note["total"])), (&json!("issued"), "114.00"));
    let seen = office.seen(id).await;
    assert_eq!(
        (&seen["status"], amount(&seen["credited"]), amount(&seen["open"])),
        (&json!("credited"), "114.00", "0.00")
    );
    // What was paid is free again.
    assert_eq!(office.till.owed().await, "-114.00");
    assert_snapshot!(office.credit(id, &json!({})).await, @r#"409 {"code":"more_than_invoiced"}"#);
    let of_note = note["id"].as_str().unwrap().parse().unwrap();
    assert_snapshot!(office.credit(of_note, &json!({})).await, @r#"409 {"code":"not_creditable"}"#);
    office.is_sound().await;
}

#[tokio::test]
async fn what_is_credited_in_parts_carries_all_of_the_tax() {
    let office = Office::open().await;
    let lines = json!([{ "description": "Splint", "price": "100", "tax_rate": "14" }, { "price": "50" }]);
    let id = office.drafted(&lines).await;
    let line = office.issue(id).await.expect(200).json()["lines"][0]["id"].clone();

    let mut tax = 0;
    for part in ["33.33", "33.33", "33.34"] {
        let note = office.credit(id, &json!({ "lines": [{ "line": line, "amount": part }] })).await.expect(201).json();
        assert_eq!(amount(&note["total"]), part);
        tax += amount(&note["tax"]).replace('.', "").parse::<i64>().unwrap();
    }

    assert_eq!(tax, 1_228);
    assert_eq!((office.status(id).await, office.till.owed().await), ("open".to_owned(), "50.00".to_owned()));
    office.is_sound().await;
}

#[tokio::test]
async fn never_more_is_credited_than_was_invoiced() {
    let office = Office::open().await;
    let id = office.issued("100").await;
    let line = office.seen(id).await["lines"][0]["id"].clone();
    let credit = |input| office.credit(id, &input);

    assert_snapshot!(credit(json!({ "lines": [{ "line": line, "amount": "100.01" }] })).await, @r#"409 {"code":"more_than_invoiced"}"#);
    assert_snapshot!(credit(json!({ "lines": [{ "line": line, "amount": "0" }] })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/amount":"out_of_range"}}"#);
    assert_snapshot!(credit(json!({ "lines": [{ "line": Uuid::nil() }] })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/line":"unknown_choice"}}"#);
    assert_snapshot!(credit(json!({ "lines": [{ "line": line }, { "line": line }] })).await, @r#"422 {"code":"invalid","errors":{"/lines/1/line":"duplicate"}}"#);
    let foreign = json!({ "lines": [{ "line": line, "amount": { "amount": "1", "currency": "EUR" } }] });
    assert_snapshot!(credit(foreign).await, @r#"422 {"code":"invalid","errors":{"/lines/0/amount":"other_currency"}}"#);
    let draft = office.drafted(&json!([{ "price": "1" }])).await;
    assert_snapshot!(office.credit(draft, &json!({})).await, @r#"409 {"code":"not_creditable"}"#);
    assert_eq!(office.till.owed().await, "100.00");
}

#[tokio::test]
async fn of_many_at_once_those_do_for_whom_there_is_enough() {
    let office = Office::open().await;
    let id = office.issued("100").await;
    let line = office.seen(id).await["lines"][0]["id"].clone();
    let part = json!({ "lines": [{ "line": line, "amount": "7" }] });

    let answers = join_all((0..20).map(|_| office.credit(id, &part).into_future())).await;

    let mut numbers: Vec<String> = answers.into_iter().filter(|answer| answer.status == 201).map(number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=14).map(|number| format!("CN-{number:06}")).collect::<Vec<_>>());
    assert_eq!((amount(&office.seen(id).await["open"]), office.till.owed().await.as_str()), ("2.00", "2.00"));
    office.is_sound().await;
}

#[tokio::test]
async fn what_was_written_off_is_not_taken_back_once_more() {
    let office = Office::open().await;
    let id = office.issued("100").await;
    let charge = office.seen(id).await["lines"][0]["charge"].as_str().unwrap().parse().unwrap();
    office.till.adjust(charge, "-30").await.expect(201);

    office.credit(id, &json!({})).await.expect(201);

    assert_eq!((office.status(id).await, office.till.owed().await), ("credited".to_owned(), "0.00".to_owned()));
    let listed = office.till.billing.list(&format!("{PATH}?kind=credit_note")).await;
    assert_eq!(listed.len(), 1);
    office.is_sound().await;
}
