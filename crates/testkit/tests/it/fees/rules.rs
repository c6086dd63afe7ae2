//! The rules of the clinic.

use insta::assert_snapshot;
use serde_json::json;
use testkit::Role;
use uuid::Uuid;

use super::{RULES, fees, missed, no_show_costs, rule};
use crate::ledger::Till;

#[tokio::test]
async fn a_rule_holds_from_when_it_is_set_until_it_ends() {
    let till = Till::open().await;
    let set = no_show_costs(&till, "100").await;
    let charged = missed(&till, "10:00").await;
    till.desk.clinic.advance(jiff::SignedDuration::from_secs(1));

    let ended = till.billing.post(&format!("{RULES}/{set}/end"), &json!({})).await.expect(200).json();

    assert!(!ended["ended_at"].is_null());
    assert_eq!(till.billing.post(&format!("{RULES}/{set}/end"), &json!({})).await.expect(200).json(), ended);
    till.desk.clinic.advance(jiff::SignedDuration::from_secs(1));
    let free = missed(&till, "11:00").await;
    assert_eq!((fees(&till, charged).await.len(), fees(&till, free).await.len()), (1, 0));
    let next = no_show_costs(&till, "50").await;
    assert_eq!(till.billing.list(RULES).await, [next, set]);
}

#[tokio::test]
async fn what_is_wrong_is_said_where_it_stands() {
    let till = Till::open().await;
    let set = |input: serde_json::Value| till.billing.post(RULES, &input);

    assert_snapshot!(set(json!({})).await, @r#"422 {"code":"invalid","errors":{"/amount":"required","/occasion":"required"}}"#);
    assert_snapshot!(set(json!({ "occasion": "no_show", "amount": "0", "tax_rate": "x" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"out_of_range","/tax_rate":"not_a_number"}}"#);
    assert_snapshot!(set(json!({ "occasion": "no_show", "amount": "5", "notice_hours": 3, "own_only": true })).await, @r#"422 {"code":"invalid","errors":{"/notice_hours":"out_of_place","/own_only":"out_of_place"}}"#);
    assert_snapshot!(set(json!({ "occasion": "late_cancellation", "amount": "5", "notice_hours": 337 })).await, @r#"422 {"code":"invalid","errors":{"/notice_hours":"out_of_range"}}"#);
    assert_snapshot!(set(json!({ "occasion": "no_show", "amount": "5", "service": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/service":"unknown_choice"}}"#);
    rule(&till, &json!({ "occasion": "late_cancellation", "kind": "surgery", "amount": "5" })).await;
    let again = json!({ "occasion": "late_cancellation", "kind": "surgery", "amount": "6", "notice_hours": 12 });
    assert_snapshot!(set(again).await, @r#"409 {"code":"fee_rule_there"}"#);
    assert_snapshot!(till.billing.post(&format!("{RULES}/{}/end", Uuid::nil()), &json!({})).await, @r#"404 {"code":"not_found"}"#);
}

#[tokio::test]
async fn rules_are_for_those_who_answer_for_the_books() {
    let till = Till::open().await;
    let set = no_show_costs(&till, "100").await;
    let wanted = json!({ "occasion": "no_show", "kind": "surgery", "amount": "5" });
    till.desk.reception.get(RULES).await.expect(200);
    till.desk.reception.post(RULES, &wanted).await.expect(403);
    till.desk.reception.post(&format!("{RULES}/{set}/end"), &json!({})).await.expect(403);
    let next_door = till.desk.clinic.other().await.sign_in(Role::Billing).await;
    next_door.post(&format!("{RULES}/{set}/end"), &json!({})).await.expect(404);
}
