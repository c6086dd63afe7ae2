//! What boards and calendars say of the money for a visit, and to whom.

use serde_json::json;
use testkit::{Client, Role};
use uuid::Uuid;

use super::Till;

/// The row of a visit.
async fn row(by: &Client, visit: Uuid) -> String {
    let board = by.get("/reception/dashboard/?tab=done").await.expect(200).text();
    let begin = board.find(&format!("id=\"appointment-{visit}\"")).expect("a row");
    let row = &board[begin..];
    row[..row.find("</tr>").expect("its end")].to_owned()
}

#[tokio::test]
async fn a_board_says_what_is_paid_and_what_is_owed() {
    let till = Till::open().await;
    let visit = till.desk.wanted_with("10:00", &json!({ "cost": "350" }));
    let visit = till.desk.try_to_book(&visit).await.expect(201).id();
    for step in ["check-in", "start", "complete"] {
        till.desk.step(visit, step).await.expect(200);
    }
    let desk = till.desk.clinic.browser(Role::Reception).await;
    let owed = "Owed <bdi dir=\"ltr\" class=\"money\">";

    // What it costs, before anybody wrote that down.
    assert!(row(&desk, visit).await.contains(&format!("{owed}350.00 EGP")));
    till.write(&json!({ "kind": "charge", "amount": "300", "appointment": visit })).await.expect(201);
    assert!(row(&desk, visit).await.contains(&format!("{owed}300.00 EGP")));
    till.pay("120").await;
    assert!(row(&desk, visit).await.contains(&format!("{owed}180.00 EGP")));
    till.pay("180").await;
    let paid = row(&desk, visit).await;
    assert!(paid.contains("Paid") && !paid.contains(owed), "{paid}");
    // Whoever may not see money is told nothing of it.
    let viewer = till.desk.clinic.browser(Role::Viewer).await;
    let shown = row(&viewer, visit).await;
    assert!(!shown.contains("Paid") && !shown.contains(owed), "{shown}");
}

#[tokio::test]
async fn a_program_does_what_its_scopes_say() {
    let till = Till::open().await;
    let reads = till.desk.clinic.token(&["transactions:read"]).await;
    let writes = till.desk.clinic.token(&["transactions:write"]).await;
    let payment = json!({ "kind": "payment", "method": "card", "amount": "5", "contact": till.desk.patient.id });

    let paid = writes.post(super::PATH, &payment).await.expect(201).id();
    writes.post(&format!("{}/{paid}/receipt", super::PATH), &json!({})).await.expect(200);
    assert_eq!(reads.list(super::PATH).await, [paid]);
    reads.get(&format!("{}/{paid}", super::PATH)).await.expect(200);
    reads.get(&format!("/business/contacts/{}/balance", till.desk.patient.id)).await.expect(200);
    reads.get("/business/prices").await.expect(200);

    reads.post(super::PATH, &payment).await.expect(403);
    writes.get(super::PATH).await.expect(403);
    writes.post(&format!("{}/{paid}/refund", super::PATH), &json!({})).await.expect(403);
    writes.post(super::PATH, &json!({ "kind": "refund", "of": paid })).await.expect(403);
    writes.post("/business/day-closes", &json!({})).await.expect(403);
    reads.get("/business/financial-records").await.expect(403);
    reads.get("/api/patients/").await.expect(403);
}
