//! Money in numbers: what the ledger says, summed.

use serde_json::{Value, json};
use testkit::Role;

use super::told;
use crate::ledger::Till;

const DAY: &str = "from=2030-01-07&to=2030-01-07";

async fn money(till: &Till) -> Value {
    told(&till.billing, &format!("money/?{DAY}")).await["currencies"][0].clone()
}

#[tokio::test]
async fn money_is_summed_by_what_it_was() {
    let till = Till::open().await;
    let charge = till.write(&json!({ "kind": "charge", "amount": "114.00", "tax_rate": "14" })).await.expect(201).id();
    till.adjust(charge, "-57.00").await.expect(201);
    let cash = json!({ "kind": "payment", "method": "cash", "amount": "40.00" });
    let payment = till.write(&cash).await.expect(201).id();
    till.write(&json!({ "kind": "payment", "method": "card", "amount": "17.00" })).await.expect(201);
    till.refund(payment, &json!({ "amount": "10.00" })).await.expect(201);

    let told = money(&till).await;

    let total = &told["total"];
    let amounts =
        ["revenue", "tax", "put_right", "paid", "refunded"].map(|name| total[name]["amount"].as_str().unwrap());
    assert_eq!(amounts, ["57.00", "7.00", "-57.00", "57.00", "10.00"]);
    assert_eq!((&total["charges"], &total["payments"]), (&json!(1), &json!(2)));
    assert_eq!(total["methods"][0]["method"], "cash");
    assert_eq!(total["methods"][0]["refunded"]["amount"], "10.00");
    assert_eq!((&told["currency"], &told["before"]["charges"]), (&json!("EGP"), &json!(0)));
    till.desk.clinic.run_duty("count_days").await;
    assert_eq!(money(&till).await, told);
}

#[tokio::test]
async fn money_of_a_visit_goes_with_it_to_another_provider() {
    let till = Till::open().await;
    let visit = till.desk.booked("10:00").await;
    till.write(&json!({ "kind": "charge", "amount": "50.00", "appointment": visit })).await.expect(201);
    till.desk.clinic.run_duty("count_days").await;
    let other = till.desk.clinic.hire(&[Role::Doctor]).await;
    let moved = format!("update {{room}}.appointment set provider_id = '{}' where id = '{visit}'", other.id);
    till.desk.clinic.sql_as_superuser(&moved).await;

    for _ in 0..2 {
        let told = money(&till).await;
        assert_eq!(told["providers"][0]["provider"], json!(other.id));
        assert_eq!(told["total"]["revenue"]["amount"], "50.00");
        till.desk.clinic.run_duty("count_days").await;
    }
}

#[tokio::test]
async fn what_is_still_to_be_paid_is_told_by_how_long_it_is_due() {
    let till = Till::open().await;
    till.charge("10.00").await;
    for (due, amount) in
        [("2030-02-01", "1.00"), ("2029-12-31", "2.00"), ("2029-12-01", "4.00"), ("2029-01-01", "8.00")]
    {
        till.write(&json!({ "kind": "charge", "amount": amount, "due_on": due })).await.expect(201);
    }

    let told = told(&till.billing, "receivables").await;

    let currency = &told["currencies"][0];
    let ages: Vec<_> = currency["ages"].as_array().unwrap().iter().map(|age| age["open"]["amount"].clone()).collect();
    assert_eq!(ages, ["11.00", "2.00", "4.00", "0.00", "8.00"].map(|amount| json!(amount)));
    assert_eq!(currency["open"]["amount"], "25.00");
}

#[tokio::test]
async fn money_is_for_those_who_answer_for_the_books() {
    let till = Till::open().await;
    for role in Role::ALL {
        let client = till.desk.clinic.sign_in(*role).await;
        let expected = if matches!(role, Role::Admin | Role::Billing | Role::Auditor) { 200 } else { 403 };
        for report in ["money", "receivables"] {
            let answer = client.get(&format!("/api/analytics/{report}/")).await;
            assert_eq!(answer.status, expected, "{report} as {role:?}");
        }
    }
    let answer = till.billing.get("/api/analytics/money/").await.expect(200);
    assert_eq!(till.desk.clinic.audit_of(&answer).await[0].to_string(), "view_earnings success staff");
}
