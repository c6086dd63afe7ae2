//! What ends a fee: the visit takes another turn, or somebody lets the patient off.

use std::future::IntoFuture as _;

use futures::future::join_all;
use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::{FEES, fees, miss, missed, no_show_costs, settle, status};
use crate::ledger::{Till, is_sound};

#[tokio::test]
async fn who_came_after_all_owes_nothing_and_may_miss_it_again() {
    let till = Till::open().await;
    no_show_costs(&till, "100").await;
    let visit = missed(&till, "10:00").await;
    till.pay("100").await;

    till.desk.step(visit, "revert").await.expect(200);
    settle(&till).await;

    assert_eq!(status(&fees(&till, visit).await), ["reverted"]);
    // What was paid of it is theirs.
    assert_eq!(till.owed().await, "-100.00");
    till.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
    miss(&till, visit).await;
    assert_eq!(status(&fees(&till, visit).await), ["charged", "reverted"]);
    assert_eq!(till.owed().await, "0.00");
    is_sound(&till).await;
}

#[tokio::test]
async fn whoever_is_let_off_is_not_charged_again() {
    let till = Till::open().await;
    no_show_costs(&till, "100").await;
    let visit = missed(&till, "10:00").await;
    let fee = fees(&till, visit).await[0].clone();
    let path = format!("{FEES}/{}/waive", fee["id"].as_str().unwrap());

    assert_snapshot!(till.billing.post(&path, &json!({})).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(till.billing.post(&path, &json!({ "reason": "x".repeat(501) })).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    let waived = till.billing.post(&path, &json!({ "reason": "Was in hospital" })).await.expect(200).json();

    assert_eq!((&waived["status"], &waived["ended_by"]), (&json!("waived"), &json!(till.billing.staff().id)));
    assert_eq!(till.billing.get(&format!("{FEES}/{}", fee["id"].as_str().unwrap())).await.expect(200).json(), waived);
    assert_eq!(till.owed().await, "0.00");
    let lines = till.billing.get("/business/transactions?kind=adjustment").await.expect(200).json();
    let line = &lines["items"][0];
    assert_eq!((&line["cause"], &line["note"]), (&json!("write_off"), &json!("Was in hospital")));
    assert_snapshot!(till.billing.post(&path, &json!({ "reason": "Again" })).await, @r#"409 {"code":"already_done"}"#);
    settle(&till).await;
    assert_eq!(status(&fees(&till, visit).await), ["waived"]);
    is_sound(&till).await;
}

#[tokio::test]
async fn of_many_who_waive_one_fee_one_does() {
    let till = Till::open().await;
    no_show_costs(&till, "100").await;
    let visit = missed(&till, "10:00").await;
    let path = format!("{FEES}/{}/waive", fees(&till, visit).await[0]["id"].as_str().unwrap());
    let reason = json!({ "reason": "Was in hospital" });

    let answers = join_all((0..10).map(|_| till.billing.post(&path, &reason).into_future())).await;

    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|answer| answer.status == 200 || answer.code() == "already_done"), "{answers:?}");
    assert_eq!(till.owed().await, "0.00");
}

#[tokio::test]
async fn each_does_what_they_answer_for() {
    let till = Till::open().await;
    no_show_costs(&till, "100").await;
    let visit = missed(&till, "10:00").await;
    let path = format!("{FEES}/{}", fees(&till, visit).await[0]["id"].as_str().unwrap());
    let reason = json!({ "reason": "Was in hospital" });
    till.desk.reception.get(&path).await.expect(200);
    till.desk.reception.post(&format!("{path}/waive"), &reason).await.expect(403);
    till.desk.clinic.sign_in(Role::Doctor).await.get(&path).await.expect(403);
    let next_door = till.desk.clinic.other().await.sign_in(Role::Billing).await;
    next_door.get(&path).await.expect(404);
    next_door.post(&format!("{path}/waive"), &reason).await.expect(404);
    assert_snapshot!(till.billing.post(&format!("{FEES}/{}/waive", Uuid::nil()), &reason).await, @r#"404 {"code":"not_found"}"#);
    assert_eq!(till.billing.list(&format!("{FEES}?patient={}&status=charged", till.desk.patient.id)).await.len(), 1);
    assert_eq!(till.billing.list(&format!("{FEES}?status=waived")).await, Vec::<Uuid>::new());
    assert_snapshot!(till.billing.get(&format!("{FEES}?status=lost&patient=7")).await, @r#"422 {"code":"invalid","errors":{"/patient":"malformed","/status":"unknown_choice"}}"#);
}

#[tokio::test]
async fn a_waiver_is_on_record_with_its_reason() {
    let till = Till::open().await;
    no_show_costs(&till, "100").await;
    let visit = missed(&till, "10:00").await;
    let path = format!("{FEES}/{}/waive", fees(&till, visit).await[0]["id"].as_str().unwrap());
    let answer = till.billing.post(&path, &json!({ "reason": "Quinquagesima" })).await.expect(200);
    let record = till.desk.clinic.audit_of(&answer).await;
    assert!(record.iter().any(|row| row.action == "waive_fee" && row.patients == [till.desk.patient.id]), "{record:?}");
    let stored =
        till.desk.clinic.value("select encode(note, 'escape') from {room}.transaction where note is not null").await;
    assert!(!stored.contains("Quinquagesima"), "{stored}");
    assert_eq!(
        till.seen(fees(&till, visit).await[0]["transaction"].as_str().unwrap().parse().unwrap()).await["note"],
        Value::Null
    );
}
