//! What becomes of invoices where two charts become one, and two again.

use serde_json::json;

use super::{Office, amount};

#[tokio::test]
async fn invoices_go_along_and_come_back() {
    let office = Office::open().await;
    let (clinic, kept) = (&office.till.desk.clinic, &office.till.desk.patient);
    let double = clinic.patient().create().await;
    let draft = json!({ "contact": double.id, "lines": [{ "description": "Quinquagesima", "price": "100" }] });
    let id = office.draft(&draft).await.expect(201).id();
    office.issue(id).await.expect(200);

    let wanted = json!({ "other": double.id, "version": 1, "other_version": 1, "reason": "Registered twice" });
    let desk = &office.till.desk.reception;
    let merge = desk.post(&format!("{}merge/", kept.path()), &wanted).await.expect(200).id();

    let seen = office.seen(id).await;
    assert_eq!((&seen["contact"], &seen["lines"][0]["description"]), (&json!(kept.id), &json!("Quinquagesima")));
    assert_eq!(office.till.owed().await, "100.00");
    office.credit(id, &json!({ "lines": [{ "line": seen["lines"][0]["id"], "amount": "40" }] })).await.expect(201);
    desk.post(&format!("/api/merges/{merge}/reverse/"), &json!({ "reason": "Two people after all" })).await.expect(200);

    let seen = office.seen(id).await;
    assert_eq!((&seen["contact"], amount(&seen["open"])), (&json!(double.id), "60.00"));
    assert_eq!((office.till.owed().await, office.owed_by(double.id).await), ("0.00".to_owned(), "60.00".to_owned()));
    office.is_sound().await;
}
