//! Financial records: what visits came to, for whoever may see it.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Client, Role};
use uuid::Uuid;

use crate::ledger::Till;

const PATH: &str = "/business/financial-records";

async fn seen(by: &Client, query: &str) -> Value {
    by.get(&format!("{PATH}?{query}")).await.expect(200).json()
}

/// What was charged, received and is outstanding, as one line.
fn line(sums: &Value) -> String {
    let amount = |field: &str| sums[field]["amount"].as_str().unwrap_or_default().to_owned();
    format!("{} {} {}", amount("charged"), amount("received"), amount("outstanding"))
}

fn lines(found: &Value, what: &str) -> Vec<String> {
    found[what].as_array().expect("a list").iter().map(line).collect()
}

/// A visit with this provider that was charged with so much.
async fn charged(till: &Till, provider: Uuid, (at, amount): (&str, &str)) -> Uuid {
    let visit = till.desk.wanted_with(at, &json!({ "provider": provider }));
    let visit = till.desk.try_to_book(&visit).await.expect(201).id();
    till.write(&json!({ "kind": "charge", "amount": amount, "appointment": visit })).await.expect(201);
    visit
}

#[tokio::test]
async fn what_was_charged_received_and_is_outstanding() {
    let till = Till::open().await;
    let doctor = till.desk.doctor.id;
    assert_eq!(seen(&till.billing, "").await["totals"], json!([]));
    charged(&till, doctor, ("10:00", "100")).await;
    till.charge("60").await;
    let paid = till.pay("120").await;
    till.refund(paid, &json!({ "amount": "10" })).await.expect(201);
    let foreign = json!({ "kind": "charge", "amount": { "amount": "7", "currency": "EUR" } });
    till.write(&foreign).await.expect(201);

    let found = seen(&till.billing, "from=2030-01-01&to=2030-01-31").await;

    assert_eq!(lines(&found, "totals"), ["160.00 110.00 50.00", "7.00 0.00 7.00"]);
    assert_eq!(lines(&found, "periods"), ["160.00 110.00 50.00", "7.00 0.00 7.00"]);
    assert_eq!(found["periods"][0]["starts_on"], "2030-01-07");
    assert_eq!(found["methods"], json!([{ "method": "card", "received": { "amount": "110.00", "currency": "EGP" } }]));
    assert_eq!(lines(&found["contacts"], "items"), ["160.00 110.00 50.00", "7.00 0.00 7.00"]);
    assert_eq!(found["contacts"]["items"][0]["contact"], json!(till.desk.patient.id));
    let months = seen(&till.billing, "from=2030-01-01&to=2030-12-31&period=month").await;
    assert_eq!(months["periods"][0]["starts_on"], "2030-01-01");
    let before = seen(&till.billing, "from=2029-12-01&to=2029-12-31").await;
    assert_eq!(before["totals"], json!([]));
}

#[tokio::test]
async fn whoever_sees_patients_sees_what_came_of_their_own_visits() {
    let till = Till::open().await;
    let other = till.desk.clinic.hire(&[Role::Doctor]).await;
    charged(&till, till.desk.doctor.id, ("10:00", "100")).await;
    charged(&till, other.id, ("11:00", "40")).await;
    // Of no visit, so of nobody's.
    till.charge("5").await;
    till.pay("120").await;
    let own = till.desk.clinic.sign_in_as(&till.desk.doctor).await;

    assert_eq!(lines(&seen(&own, "").await, "totals"), ["100.00 100.00 0.00"]);
    assert_eq!(
        lines(&seen(&own, &format!("provider={}", till.desk.doctor.id)).await, "totals"),
        ["100.00 100.00 0.00"]
    );
    assert_snapshot!(own.get(&format!("{PATH}?provider={}", other.id)).await, @r#"403 {"code":"forbidden"}"#);
    assert_eq!(lines(&seen(&till.billing, &format!("provider={}", other.id)).await, "totals"), ["40.00 20.00 20.00"]);
    assert_eq!(lines(&seen(&till.billing, "").await, "totals"), ["145.00 120.00 25.00"]);
    for role in [Role::Reception, Role::Viewer, Role::Assistant, Role::Auditor] {
        till.desk.clinic.sign_in(role).await.get(PATH).await.expect(403);
    }
}

#[tokio::test]
async fn services_and_patients_are_told_apart_page_by_page() {
    let till = Till::open().await;
    let admin = till.desk.clinic.sign_in(Role::Admin).await;
    let service = admin.post("/api/services/", &json!({ "name": "Massage" })).await.expect(201).id();
    till.write(&json!({ "kind": "charge", "amount": "30", "service": service })).await.expect(201);
    let other = till.desk.clinic.patient().named("Nour", "Haddad").create().await;
    till.write(&json!({ "kind": "charge", "amount": "80", "contact": other.id })).await.expect(201);

    let answer = till.billing.get(&format!("{PATH}?page_size=1")).await.expect(200);
    let found = answer.json();

    let services = found["services"].as_array().unwrap();
    assert!(
        services.iter().any(|sums| sums["service"] == json!(service) && line(sums) == "30.00 0.00 30.00"),
        "{found}"
    );
    assert!(services.iter().any(|sums| sums["service"].is_null() && line(sums) == "80.00 0.00 80.00"), "{found}");
    // Who owes most first, and only who was shown is on record.
    let contacts = &found["contacts"];
    assert_eq!((&contacts["count"], &contacts["items"][0]["contact"]), (&json!(2), &json!(other.id)));
    let record = till.desk.clinic.audit_of(&answer).await;
    assert!(
        record.iter().any(|row| row.action == "view_financial_records" && row.patients == [other.id]),
        "{record:?}"
    );
    let second = seen(&till.billing, "page_size=1&page=2").await;
    assert_eq!(second["contacts"]["items"][0]["contact"], json!(till.desk.patient.id));
}

#[tokio::test]
async fn what_cannot_be_read_is_said() {
    let till = Till::open().await;
    let ask = |query: &'static str| till.billing.get(&format!("{PATH}?{query}"));
    assert_snapshot!(ask("from=soon&to=late&period=week&provider=7").await, @r#"422 {"code":"invalid","errors":{"/from":"not_a_date","/period":"unknown_choice","/provider":"malformed","/to":"not_a_date"}}"#);
    assert_snapshot!(ask("from=2030-01-02&to=2030-01-01").await, @r#"422 {"code":"invalid","errors":{"/to":"out_of_range"}}"#);
    assert_snapshot!(ask("from=2028-01-01&to=2029-01-01").await, @r#"422 {"code":"invalid","errors":{"/to":"out_of_range"}}"#);
    ask("from=2028-01-01&to=2028-12-31").await.expect(200);
    assert_snapshot!(ask("page=0").await, @r#"422 {"code":"invalid","errors":{"/page":"out_of_range"}}"#);
}

#[tokio::test]
async fn the_page_says_it_to_a_doctor_and_to_the_books() {
    let till = Till::open().await;
    charged(&till, till.desk.doctor.id, ("10:00", "100")).await;
    till.charge("5").await;
    let own = till.desk.clinic.browser_of(&till.desk.doctor).await;
    let shown = own.get("/financial-records").await.expect(200).text();
    assert!(
        shown.contains("100.00 EGP") && !shown.contains("105.00 EGP") && !shown.contains("name=\"provider\""),
        "{shown}"
    );
    let books = till.desk.clinic.browser(Role::Billing).await;
    let shown = books.get("/financial-records").await.expect(200).text();
    assert!(
        shown.contains("105.00 EGP") && shown.contains("name=\"provider\"") && shown.contains("/transactions?contact="),
        "{shown}"
    );
    let refused = books.get("/financial-records?from=soon").await.expect(422).text();
    assert!(refused.contains("href=\"#from\""), "{refused}");
    let empty = books.get("/financial-records?from=2029-01-01&to=2029-01-02").await.expect(200).text();
    assert!(empty.contains("Nothing in these days"), "{empty}");
}
