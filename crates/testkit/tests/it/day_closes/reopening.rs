//! Opening a closed day again.

use insta::assert_snapshot;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{PATH, TODAY, cash, close, counted, reopen};
use crate::ledger::Till;

#[tokio::test]
async fn a_day_is_opened_again_and_counted_anew() {
    let till = Till::open().await;
    cash(&till, "100").await;
    let first = close(&till, &[counted(&till, "cash", "100")]).await.expect(201).id();

    let answer = reopen(&till, first).await.expect(200);
    let seen = answer.json();

    assert_eq!((&seen["status"], &seen["reopen_reason"]), (&json!("reopened"), &json!("Forgot one")));
    assert_eq!(seen["reopened_by"], json!(till.billing.staff().id));
    let record = till.desk.clinic.audit_of(&answer).await;
    assert!(record.iter().any(|row| row.action == "reopen_day" && row.outcome == "success"), "{record:?}");
    cash(&till, "20").await;
    let second = close(&till, &[counted(&till, "cash", "120")]).await.expect(201).id();
    assert_eq!(till.billing.list(&format!("{PATH}?from={TODAY}")).await, [second, first]);
    assert_eq!(till.billing.list(&format!("{PATH}?status=reopened")).await, [first]);
    let stored = till
        .desk
        .clinic
        .value("select encode(reopen_reason, 'escape') from {room}.day_close order by id limit 1")
        .await;
    assert!(!stored.contains("Forgot"), "{stored}");
}

#[tokio::test]
async fn it_takes_a_reason_and_happens_once() {
    let till = Till::open().await;
    let closed = close(&till, &[]).await.expect(201).id();
    let try_it = |id: Uuid, input: Value| till.billing.post(&format!("{PATH}/{id}/reopen"), &input);

    assert_snapshot!(try_it(closed, json!({})).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(try_it(closed, json!({ "reason": "x".repeat(501) })).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    assert_snapshot!(try_it(Uuid::nil(), json!({ "reason": "Because" })).await, @r#"404 {"code":"not_found"}"#);
    reopen(&till, closed).await.expect(200);
    assert_snapshot!(reopen(&till, closed).await, @r#"409 {"code":"already_done"}"#);
}
