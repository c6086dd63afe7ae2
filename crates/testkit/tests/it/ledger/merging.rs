//! What becomes of accounts where two charts become one, and two again.

use serde_json::json;
use testkit::Person;

use super::{PATH, Till, is_sound};

async fn merge(till: &Till, kept: &Person, other: &Person) -> String {
    let wanted = json!({ "other": other.id, "version": 1, "other_version": 1, "reason": "Registered twice" });
    let merge = till.desk.reception.post(&format!("{}merge/", kept.path()), &wanted).await.expect(200).id();
    format!("/api/merges/{merge}/reverse/")
}

async fn owed(till: &Till, person: &Person) -> String {
    let path = format!("/business/contacts/{}/balance", person.id);
    let found = till.billing.get(&path).await.expect(200).json();
    found["items"][0]["balance"]["amount"].as_str().unwrap_or("0.00").to_owned()
}

#[tokio::test]
async fn both_accounts_become_one_and_each_takes_back_its_own() {
    let till = Till::open().await;
    let double = till.desk.clinic.patient().create().await;
    let charge = json!({ "kind": "charge", "amount": "100", "contact": double.id, "note": "Quinquagesima" });
    let charge = till.write(&charge).await.expect(201).id();
    till.pay("30").await;

    let reverse = merge(&till, &till.desk.patient, &double).await;

    assert_eq!(owed(&till, &till.desk.patient).await, "70.00");
    assert_eq!(till.seen(charge).await["note"], "Quinquagesima");
    let listed = till.billing.list(&format!("{PATH}?contact={}", double.id)).await;
    assert_eq!(listed, Vec::<uuid::Uuid>::new());
    // Paid while they were one: the charge goes back without it.
    till.pay("100").await;
    assert_eq!(till.state(charge).await, ("settled".to_owned(), "0.00".to_owned()));
    till.desk.reception.post(&reverse, &json!({ "reason": "Two people after all" })).await.expect(200);

    assert_eq!(till.state(charge).await, ("open".to_owned(), "100.00".to_owned()));
    assert_eq!(
        (owed(&till, &till.desk.patient).await, owed(&till, &double).await),
        ("-130.00".into(), "100.00".into())
    );
    assert_eq!(till.seen(charge).await["note"], "Quinquagesima");
    is_sound(&till).await;
}
