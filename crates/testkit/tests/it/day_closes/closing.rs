//! Counting and closing.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::{PATH, TODAY, cash, close, counted, takings};
use crate::ledger::Till;

#[tokio::test]
async fn what_should_be_there_follows_from_the_ledger() {
    let till = Till::open().await;
    till.charge("500").await;
    let paid = cash(&till, "100").await;
    till.pay("80").await;
    till.refund(paid, &json!({ "amount": "30" })).await.expect(201);
    let wrong = cash(&till, "50").await;
    till.adjust(wrong, "-5").await.expect(201);
    let foreign = json!({ "kind": "payment", "method": "cash", "amount": { "amount": "7", "currency": "EUR" } });
    till.write(&foreign).await.expect(201);
    let by_desk = json!({ "kind": "payment", "method": "cash", "amount": "9", "contact": till.desk.patient.id });
    till.desk.reception.post("/business/transactions", &by_desk).await.expect(201);

    let seen = takings(&till).await;

    let (billing, desk) = (till.billing.staff().id, till.desk.reception.staff().id);
    let line = |taken: &Value| {
        let amount = format!("{} {}", taken["expected"]["amount"], taken["expected"]["currency"]).replace('"', "");
        (taken["method"].as_str().unwrap().to_owned(), taken["cashier"] == json!(billing), amount)
    };
    let mut lines: Vec<_> = seen["takings"].as_array().unwrap().iter().map(line).collect();
    lines.sort();
    let expected = [
        ("card", true, "80.00 EGP"),
        ("cash", false, "9.00 EGP"),
        ("cash", true, "115.00 EGP"),
        ("cash", true, "7.00 EUR"),
    ];
    let expected: Vec<_> = expected.map(|(method, own, amount)| (method.to_owned(), own, amount.to_owned())).into();
    assert_eq!(lines, expected);
    assert!(seen["takings"].as_array().unwrap().iter().any(|taken| taken["cashier"] == json!(desk)));
    assert_eq!((&seen["day"], &seen["close"]), (&json!(TODAY), &Value::Null));
}

#[tokio::test]
async fn a_day_is_counted_closed_and_takes_nothing_more() {
    let till = Till::open().await;
    let (charge, paid) = (till.charge("100").await, cash(&till, "100").await);
    let open = till.billing.get(&format!("{PATH}/open")).await.expect(200).json();
    assert_eq!(open["items"], json!([{ "day": TODAY, "count": 1 }]));

    let missing =
        json!({ "method": "cash", "cashier": till.billing.staff().id, "counted": "99.50", "reason": "Quinquagesima" });
    let closed = close(&till, &[missing]).await.expect(201).json();

    assert_eq!((&closed["status"], &closed["day"]), (&json!("closed"), &json!(TODAY)));
    assert_eq!(closed["counts"][0]["difference"], json!({ "amount": "-0.50", "currency": "EGP" }));
    assert_eq!(closed["counts"][0]["reason"], "Quinquagesima");
    let path = format!("{PATH}/{}", closed["id"].as_str().unwrap());
    assert_eq!(till.billing.get(&path).await.expect(200).json(), closed);
    assert_eq!(till.billing.list(&format!("{PATH}?status=closed&from={TODAY}&to=today")).await.len(), 1);
    assert_eq!(till.billing.get(&format!("{PATH}/open")).await.expect(200).json()["items"], json!([]));
    assert_eq!(takings(&till).await["close"], closed["id"]);
    let contact = till.desk.patient.id;
    for refused in [
        json!({ "kind": "charge", "amount": "1", "contact": contact }),
        json!({ "kind": "payment", "method": "card", "amount": "1", "contact": contact }),
        json!({ "kind": "refund", "of": paid, "amount": "1" }),
        json!({ "kind": "adjustment", "of": charge, "amount": "-1" }),
    ] {
        assert_eq!(till.write(&refused).await.to_string(), r#"409 {"code":"day_closed"}"#);
    }
    assert_snapshot!(close(&till, &[counted(&till, "cash", "100")]).await, @r#"409 {"code":"day_closed"}"#);
    // A receipt is paper about a payment, and no payment.
    till.billing.post(&format!("/business/transactions/{paid}/receipt"), &json!({})).await.expect(200);
    let stored = till.desk.clinic.value("select encode(reason, 'escape') from {room}.day_count").await;
    assert!(!stored.is_empty() && !stored.contains("Quinquagesima"), "{stored}");
}

#[tokio::test]
async fn the_next_day_is_open() {
    let mut till = Till::open().await;
    cash(&till, "100").await;
    close(&till, &[counted(&till, "cash", "100")]).await.expect(201);

    till.desk.later(jiff::SignedDuration::from_hours(24)).await;
    till.billing = till.desk.clinic.sign_in_as(till.billing.staff()).await;

    till.pay("5").await;
    let seen = till.billing.get(&format!("{PATH}/takings")).await.expect(200).json();
    assert_eq!((&seen["day"], &seen["takings"][0]["expected"]["amount"]), (&json!("2030-01-08"), &json!("5.00")));
    let open = till.billing.get(&format!("{PATH}/open")).await.expect(200).json();
    assert_eq!(open["items"], json!([{ "day": "2030-01-08", "count": 1 }]));
}

#[tokio::test]
async fn a_day_goes_by_the_wall_of_the_clinic() {
    let till = Till::open().await;
    cash(&till, "100").await;
    // Shortly before two hours past midnight by UTC it is midnight in Cairo.
    let at = "update {room}.transaction set created_at = '2030-01-06T22:00:00Z'";
    till.desk.clinic.sql_as_superuser(at).await;
    assert_eq!(takings(&till).await["takings"].as_array().unwrap().len(), 1);
    let at = "update {room}.transaction set created_at = '2030-01-06T21:59:59Z'";
    till.desk.clinic.sql_as_superuser(at).await;
    assert_eq!(takings(&till).await["takings"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_is_said_where_it_stands() {
    let till = Till::open().await;
    cash(&till, "100").await;
    let post = |input: Value| till.billing.post(PATH, &input);
    let cashier = till.billing.staff().id;

    assert_snapshot!(post(json!({ "day": "2030-01-08" })).await, @r#"422 {"code":"invalid","errors":{"/day":"in_future"}}"#);
    assert_snapshot!(post(json!({ "day": "soon" })).await, @r#"422 {"code":"invalid","errors":{"/day":"not_a_date"}}"#);
    assert_snapshot!(post(json!({ "day": TODAY })).await, @r#"422 {"code":"invalid","errors":{"/counts":"count_missing"}}"#);
    assert_snapshot!(close(&till, &[counted(&till, "cash", "99")]).await, @r#"422 {"code":"invalid","errors":{"/counts/0/reason":"difference_unexplained"}}"#);
    assert_snapshot!(close(&till, &[counted(&till, "cash", "much")]).await, @r#"422 {"code":"invalid","errors":{"/counts/0/counted":"not_an_amount"}}"#);
    assert_snapshot!(close(&till, &[json!({})]).await, @r#"422 {"code":"invalid","errors":{"/counts/0/counted":"required","/counts/0/method":"required"}}"#);
    let twice = [counted(&till, "cash", "100"), counted(&till, "cash", "100")];
    assert_snapshot!(close(&till, &twice).await, @r#"422 {"code":"invalid","errors":{"/counts/1":"duplicate"}}"#);
    let stranger = json!({ "method": "card", "cashier": Uuid::nil(), "counted": "1", "reason": "Found" });
    assert_snapshot!(close(&till, &[counted(&till, "cash", "100"), stranger]).await, @r#"422 {"code":"invalid","errors":{"/counts/1/cashier":"unknown_choice"}}"#);
    let long = json!({ "method": "cash", "cashier": cashier, "counted": "1", "reason": "x".repeat(501) });
    assert_snapshot!(close(&till, &[long]).await, @r#"422 {"code":"invalid","errors":{"/counts/0/reason":"too_long"}}"#);
    let many: Vec<Value> = (0..501).map(|_| counted(&till, "cash", "100")).collect();
    assert_snapshot!(close(&till, &many).await, @r#"422 {"code":"invalid","errors":{"/counts":"too_many"}}"#);
    assert_snapshot!(till.billing.get(&format!("{PATH}?status=ajar")).await, @r#"422 {"code":"invalid","errors":{"/status":"unknown_choice"}}"#);
    assert_snapshot!(till.billing.get(&format!("{PATH}/{}", Uuid::nil())).await, @r#"404 {"code":"not_found"}"#);
    till.pay("1").await;
    let other = json!({ "method": "check", "counted": "5", "reason": "Found in the drawer" });
    let counts = [counted(&till, "cash", "100"), counted(&till, "card", "1"), other];
    close(&till, &counts).await.expect(201);
}

#[tokio::test]
async fn each_does_what_they_answer_for() {
    let till = Till::open().await;
    let empty = json!({ "day": "2030-01-02" });
    let closed = till.desk.reception.post(PATH, &empty).await.expect(201).id();
    let reason = json!({ "reason": "Forgot one" });
    till.desk.reception.post(&format!("{PATH}/{closed}/reopen"), &reason).await.expect(403);
    for role in [Role::Doctor, Role::Viewer, Role::Auditor] {
        let other = till.desk.clinic.sign_in(role).await;
        other.get(PATH).await.expect(403);
        other.post(PATH, &empty).await.expect(403);
    }
    let other = till.desk.clinic.other().await;
    let next_door = other.sign_in(Role::Billing).await;
    next_door.get(&format!("{PATH}/{closed}")).await.expect(404);
    next_door.post(&format!("{PATH}/{closed}/reopen"), &reason).await.expect(404);
}

#[tokio::test]
async fn what_was_counted_stands() {
    let till = Till::open().await;
    cash(&till, "100").await;
    close(&till, &[counted(&till, "cash", "100")]).await.expect(201);
    let room = till.desk.clinic.schema().to_owned();
    for what in [
        "update {t}day_count set counted_minor = 1",
        "update {t}day_close set day = '2030-01-01'",
        "delete from {t}day_count",
        "delete from {t}day_close",
    ] {
        let what = what.replace("{t}", &format!("{room}."));
        let refused = format!(
            "do $$ begin set local role {room}; {what}; raise exception 'it went through';
             exception when insufficient_privilege then null; end $$"
        );
        till.desk.clinic.sql_as_superuser(&refused).await;
    }
}
