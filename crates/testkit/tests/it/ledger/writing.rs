//! Writing into the ledger, and reading it.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::{PATH, Till, payment};

#[tokio::test]
async fn a_charge_is_read_as_it_was_written() {
    let till = Till::open().await;
    let charge = json!({ "kind": "charge", "amount": "114.00", "tax_rate": "14", "billing_code": "PT-30",
        "billing_period": "2030-01", "due_on": "2030-02-07", "note": "Second session" });

    let answer = till.write(&charge).await.expect(201);

    let found = answer.json();
    assert_eq!((&found["kind"], &found["status"]), (&json!("charge"), &json!("open")));
    assert_eq!(found["amount"], json!({ "amount": "114.00", "currency": "EGP" }));
    assert_eq!((&found["tax"]["amount"], &found["tax_rate"]), (&json!("14.00"), &json!("14")));
    assert_eq!((&found["left"]["amount"], &found["due_on"]), (&json!("114.00"), &json!("2030-02-07")));
    assert_eq!((&found["note"], &found["contact"]), (&json!("Second session"), &json!(till.desk.patient.id)));
    assert_eq!(till.billing.get(answer.header("location")).await.expect(200).json(), found);
    let record: Vec<String> = till.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["create_transaction success staff about 1"]);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let till = Till::open().await;
    let write = async |input: Value| till.write(&input).await.to_string();

    assert_snapshot!(write(json!({})).await, @r#"422 {"code":"invalid","errors":{"/kind":"required"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"required"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "0" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"out_of_range"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "-5" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"out_of_range"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5.001" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"not_an_amount"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "10000000000.01" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"out_of_range"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": { "amount": "5", "currency": "XXX" } })).await, @r#"422 {"code":"invalid","errors":{"/amount":"unknown_choice"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "method": "cash", "receipt_required": true })).await, @r#"422 {"code":"invalid","errors":{"/method":"out_of_place","/receipt_required":"out_of_place"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "tax": "6" })).await, @r#"422 {"code":"invalid","errors":{"/tax":"out_of_range"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "tax": "1", "tax_rate": "14" })).await, @r#"422 {"code":"invalid","errors":{"/tax":"one_of_two_taxes"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "tax_rate": "101" })).await, @r#"422 {"code":"invalid","errors":{"/tax_rate":"out_of_range"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "billing_period": "2030-13" })).await, @r#"422 {"code":"invalid","errors":{"/billing_period":"malformed"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "note": "x".repeat(501) })).await, @r#"422 {"code":"invalid","errors":{"/note":"too_long"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "billing_code": "a\u{0}b" })).await, @r#"422 {"code":"invalid","errors":{"/billing_code":"control_characters"}}"#);
    assert_snapshot!(write(json!({ "kind": "payment", "amount": "5" })).await, @r#"422 {"code":"invalid","errors":{"/method":"required"}}"#);
    assert_snapshot!(write(json!({ "kind": "adjustment", "amount": "5" })).await, @r#"422 {"code":"invalid","errors":{"/contact":"out_of_place","/of":"required"}}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "contact": Uuid::nil() })).await, @r#"404 {"code":"not_found"}"#);
    assert_snapshot!(write(json!({ "kind": "charge", "amount": "5", "appointment": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/appointment":"unknown_choice"}}"#);
    assert_snapshot!(till.billing.post(PATH, &json!({ "kind": "charge", "amount": "5" })).await, @r#"422 {"code":"invalid","errors":{"/contact":"required"}}"#);
    assert_eq!(till.billing.list(PATH).await, Vec::<uuid::Uuid>::new());
}

#[tokio::test]
async fn a_visit_says_whom_its_money_is_with() {
    let till = Till::open().await;
    let visit = till.desk.booked("10:00").await;
    let other = till.desk.clinic.patient().create().await;

    let charge = json!({ "kind": "charge", "amount": "50", "appointment": visit });
    let found = till.write(&charge).await.expect(201).json();
    assert_eq!(found["contact"], json!(till.desk.patient.id));
    let elsewhere = json!({ "kind": "charge", "amount": "50", "appointment": visit, "contact": other.id });
    assert_snapshot!(till.write(&elsewhere).await, @r#"422 {"code":"invalid","errors":{"/appointment":"unknown_choice"}}"#);
}

#[tokio::test]
async fn lists_are_narrowed_by_everything() {
    let till = Till::open().await;
    let visit = till.desk.booked("10:00").await;
    let charge = json!({ "kind": "charge", "amount": "100", "appointment": visit, "billing_period": "2030-01" });
    let charge = till.write(&charge).await.expect(201).id();
    let paid = till.pay("40").await;
    let foreign = json!({ "kind": "payment", "method": "cash", "amount": { "amount": "20", "currency": "EUR" } });
    let foreign = till.write(&foreign).await.expect(201).id();
    let refund = till.refund(paid, &json!({ "amount": "15" })).await.expect(201).id();

    let list = async |query: &str| till.billing.list(&format!("{PATH}?{query}")).await;
    assert_eq!(list("").await, [refund, foreign, paid, charge]);
    assert_eq!(list("kind=payment").await, [foreign, paid]);
    assert_eq!(list("method=cash").await, [foreign]);
    assert_eq!(list("status=partly_settled").await, [charge]);
    assert_eq!(list("status=partly_refunded").await, [paid]);
    assert_eq!(list("currency=eur").await, [foreign]);
    assert_eq!(list("billing_period=2030-01").await, [charge]);
    assert_eq!(list(&format!("appointment={visit}")).await, [charge]);
    assert_eq!(list(&format!("contact={}", Uuid::nil())).await, Vec::<uuid::Uuid>::new());
    assert_eq!(list("from=2030-01-07&to=2030-01-07").await.len(), 4);
    assert_eq!(list("from=2030-01-08").await, Vec::<uuid::Uuid>::new());
    assert_eq!(list("page=2&page_size=3").await, [charge]);
    let wrong = "kind=gift&currency=XXX&from=soon&contact=7&billing_period=2030";
    assert_snapshot!(till.billing.get(&format!("{PATH}?{wrong}")).await, @r#"422 {"code":"invalid","errors":{"/billing_period":"malformed","/contact":"malformed","/currency":"unknown_choice","/from":"not_a_date","/kind":"unknown_choice"}}"#);
}

#[tokio::test]
async fn the_same_payment_under_the_same_key_is_taken_once() {
    let till = Till::open().await;
    let pay = || till.write(&payment("40")).header("idempotency-key", "till-1");

    let (first, again) = (pay().await.expect(201), pay().await.expect(201));

    assert_eq!((first.id(), again.header("idempotency-replayed")), (again.id(), "true"));
    assert_eq!(till.owed().await, "-40.00");
    let other = till.write(&payment("41")).header("idempotency-key", "till-1").await;
    assert_eq!(other.expect(422).code(), "idempotency_mismatch");
}

#[tokio::test]
async fn each_does_what_they_answer_for() {
    let till = Till::open().await;
    let (charge, paid) = (till.charge("100").await, till.pay("100").await);
    let desk = &till.desk.reception;
    let with_patient = |kind: &str| {
        json!({ "kind": kind, "method": if kind == "payment" { json!("cash") } else { Value::Null }, "amount": "1",
            "contact": till.desk.patient.id })
    };
    desk.post(PATH, &with_patient("charge")).await.expect(201);
    desk.post(PATH, &with_patient("payment")).await.expect(201);
    desk.post(&format!("{PATH}/{paid}/refund"), &json!({})).await.expect(403);
    desk.post(PATH, &json!({ "kind": "refund", "of": paid })).await.expect(403);
    desk.post(PATH, &json!({ "kind": "adjustment", "of": charge, "amount": "-1" })).await.expect(403);
    for role in [Role::Doctor, Role::Viewer, Role::Auditor] {
        let other = till.desk.clinic.sign_in(role).await;
        other.get(PATH).await.expect(403);
        other.get(&format!("/business/contacts/{}/balance", till.desk.patient.id)).await.expect(403);
    }
}

#[tokio::test]
async fn rows_can_be_added_and_never_changed() {
    let till = Till::open().await;
    till.charge("100").await;
    till.pay("40").await;
    let room = till.desk.clinic.schema().to_owned();
    for (what, table) in [
        ("update {t} set amount_minor = 1", "transaction"),
        ("delete from {t}", "transaction"),
        ("truncate {t} cascade", "transaction"),
        ("delete from {t}", "allocation"),
        ("update {t} set amount_minor = 1", "allocation"),
        ("update {t} set net_minor = 1", "transaction_worth"),
        ("delete from {t}", "receipt"),
    ] {
        let what = what.replace("{t}", &format!("{room}.{table}"));
        let refused = format!(
            "do $$ begin set local role {room}; {what}; raise exception 'it went through';
             exception when insufficient_privilege then null; end $$"
        );
        till.desk.clinic.sql_as_superuser(&refused).await;
    }
    assert_eq!(till.owed().await, "60.00");
}

#[tokio::test]
async fn words_about_somebody_lie_sealed_and_go_with_them() {
    let till = Till::open().await;
    let note = json!({ "kind": "charge", "amount": "5", "note": "Quinquagesima" });
    let id = till.write(&note).await.expect(201).id();

    let stored = till.desk.clinic.value("select encode(note, 'escape') from {room}.transaction").await;
    assert!(!stored.is_empty() && !stored.contains("Quinquagesima"), "{stored}");
    till.desk.clinic.sql_as_superuser("update {room}.party set secret = null").await;
    let seen = till.seen(id).await;
    assert_eq!((&seen["note"], &seen["amount"]["amount"]), (&Value::Null, &json!("5.00")));
}
