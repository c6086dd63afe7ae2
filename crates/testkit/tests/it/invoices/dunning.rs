//! Dunning: what is overdue, and that nobody is reminded of one level twice.

use std::future::IntoFuture as _;

use futures::future::join_all;
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Person, Role};
use uuid::Uuid;

use super::{Office, PATH, amount};

const LIST: &str = "/business/dunning";

/// An invoice of 100 for somebody with a phone, so many days after its day of payment.
async fn late(office: &Office, days: i64) -> (Person, Uuid, Client) {
    let clinic = &office.till.desk.clinic;
    let somebody = clinic.patient().phone("01001234567").create().await;
    let draft = json!({ "contact": somebody.id, "lines": [{ "price": "100" }] });
    let id = office.draft(&draft).await.expect(201).id();
    office.issue(id).await.expect(200);
    clinic.advance(SignedDuration::from_hours((14 + days) * 24));
    (somebody, id, clinic.sign_in(Role::Billing).await)
}

fn remind(by: &Client, id: Uuid) -> testkit::Call {
    by.post(&format!("{PATH}/{id}/remind"), &json!({}))
}

#[tokio::test]
async fn each_level_is_sent_once_when_it_is_due() {
    let office = Office::open().await;
    let clinic = &office.till.desk.clinic;
    let (somebody, id, by) = late(&office, 8).await;

    let listed = by.get(LIST).await.expect(200).json();
    let first = &listed["items"][0];
    assert_eq!(
        (&first["invoice"]["id"], &first["days_overdue"], &first["next_level"]),
        (&json!(id), &json!(8), &json!(1))
    );
    let said = remind(&by, id).await.expect(200).json();
    assert_eq!((&said["reminders"][0]["level"], &said["next_level"]), (&json!(1), &Value::Null));
    assert_snapshot!(remind(&by, id).await, @r#"409 {"code":"already_reminded"}"#);

    clinic.advance(SignedDuration::from_hours(40 * 24));
    let by = clinic.sign_in(Role::Billing).await;
    // One after the other, however late it is.
    for level in [2, 3] {
        let said = remind(&by, id).await.expect(200).json();
        assert_eq!(said["reminders"].as_array().unwrap().last().unwrap()["level"], level);
    }
    assert_snapshot!(remind(&by, id).await, @r#"409 {"code":"already_reminded"}"#);
    let sent = "select string_agg(concat_ws(' ', kind, status, patient_id), ', ') from {room}.message";
    let one = format!("invoice_reminder queued {}", somebody.id);
    assert_eq!(clinic.value(sent).await, [one.as_str(), one.as_str(), one.as_str()].join(", "));
}

#[tokio::test]
async fn of_many_who_remind_at_once_one_does() {
    let office = Office::open().await;
    let (_, id, by) = late(&office, 8).await;

    let answers = join_all((0..8).map(|_| remind(&by, id).into_future())).await;

    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "{answers:?}");
    assert_eq!(office.till.desk.clinic.value("select count(*) from {room}.message").await, "1");
}

#[tokio::test]
async fn nobody_is_reminded_of_what_is_not_overdue_or_against_their_will() {
    let office = Office::open().await;
    let clinic = &office.till.desk.clinic;
    let (somebody, id, by) = late(&office, 3).await;
    // Overdue, but for too few days.
    assert_snapshot!(remind(&by, id).await, @r#"409 {"code":"already_reminded"}"#);
    assert_snapshot!(remind(&by, Uuid::nil()).await, @r#"404 {"code":"not_found"}"#);
    let refuses = "update {room}.party set preferred_channel = 'none'";
    clinic.sql_as_superuser(refuses).await;
    clinic.advance(SignedDuration::from_hours(5 * 24));
    let by = clinic.sign_in(Role::Billing).await;
    assert_snapshot!(remind(&by, id).await, @r#"409 {"code":"not_reachable"}"#);
    let paid = json!({ "kind": "payment", "method": "card", "amount": "100", "contact": somebody.id, "invoice": id });
    by.post("/business/transactions", &paid).await.expect(201);
    assert_snapshot!(remind(&by, id).await, @r#"409 {"code":"not_overdue"}"#);
    assert_eq!(amount(&by.get(&format!("{PATH}/{id}")).await.expect(200).json()["open"]), "0.00");
    assert_eq!(by.get(LIST).await.expect(200).json()["count"], 0);
    clinic.sign_in(Role::Doctor).await.get(LIST).await.expect(403);
    let neighbour = clinic.other().await.sign_in(Role::Billing).await;
    assert_snapshot!(remind(&neighbour, id).await, @r#"404 {"code":"not_found"}"#);
}

#[tokio::test]
async fn the_list_has_a_button_for_what_is_due() {
    let office = Office::open().await;
    let (_, id, _) = late(&office, 8).await;
    let browser = office.till.desk.clinic.browser(Role::Reception).await;

    let shown = browser.get("/invoices/overdue").await.expect(200).text();
    assert!(shown.contains(&format!("/invoices/{id}/remind")) && shown.contains("Send reminder 1"), "{shown}");
    browser.submit(&format!("/invoices/{id}/remind"), &[]).await.expect(303);

    let shown = browser.get("/invoices/overdue").await.expect(200).text();
    assert!(!shown.contains("Send reminder") && shown.contains("Reminder 1"), "{shown}");
    browser.submit(&format!("/invoices/{id}/remind"), &[]).await.expect(409);
}

const ROUND: &str = "/business/dunning/remind";

async fn round(by: &Client) -> Value {
    by.post(ROUND, &json!({})).await.expect(200).json()
}

#[tokio::test]
async fn all_are_reminded_together_and_nobody_twice_on_a_day() {
    let office = Office::open().await;
    let clinic = &office.till.desk.clinic;
    let nobody = clinic.patient().create().await;
    let draft = json!({ "contact": nobody.id, "lines": [{ "price": "100" }] });
    let unheard = office.draft(&draft).await.expect(201).id();
    office.issue(unheard).await.expect(200);
    // By then two levels of either are due.
    let (_, first, by) = late(&office, 40).await;

    let said = round(&by).await;

    assert_eq!((&said["reminded"], &said["refused"], &said["more"]), (&json!(1), &json!(1), &json!(false)));
    let rows = said["invoices"].as_array().unwrap();
    let of = |id: Uuid| rows.iter().find(|row| row["invoice"] == json!(id)).unwrap();
    assert_eq!((&of(first)["level"], &of(first)["code"]), (&json!(1), &Value::Null));
    assert!(of(first)["message"].is_string() && of(first)["number"].is_string());
    assert_eq!((&of(unheard)["level"], &of(unheard)["code"]), (&Value::Null, &json!("not_reachable")));
    let again = round(&by).await;
    assert_eq!(again["reminded"], 0, "the second level is due, but not today");
    assert_eq!(clinic.value("select count(*) from {room}.invoice_reminder").await, "1");

    clinic.advance(SignedDuration::from_hours(24));
    let by = clinic.sign_in(Role::Billing).await;
    let next = round(&by).await;
    let row = next["invoices"].as_array().unwrap().iter().find(|row| row["invoice"] == json!(first)).unwrap().clone();
    assert_eq!(row["level"], 2);
}

#[tokio::test]
async fn of_many_rounds_at_once_one_reminds() {
    let office = Office::open().await;
    let (_, _, by) = late(&office, 30).await;

    let answers = join_all((0..4).map(|_| by.post(ROUND, &json!({})).into_future())).await;

    let reminded: i64 = answers.iter().map(|answer| answer.json()["reminded"].as_i64().unwrap()).sum();
    assert_eq!(reminded, 1, "{answers:?}");
    assert_eq!(office.till.desk.clinic.value("select count(*) from {room}.message").await, "1");
}

#[tokio::test]
async fn a_round_is_for_those_who_may_remind_and_leaves_a_record() {
    let office = Office::open().await;
    let (somebody, _, by) = late(&office, 8).await;
    let clinic = &office.till.desk.clinic;
    clinic.sign_in(Role::Doctor).await.post(ROUND, &json!({})).await.expect(403);

    let said = by.post(ROUND, &json!({})).await.expect(200);

    let record = clinic.audit_of(&said).await;
    assert!(record.iter().any(|row| row.action == "remind_invoice" && row.patients == [somebody.id]), "{record:?}");
    let browser = clinic.browser_of(by.staff()).await;
    let page = browser.get("/invoices/overdue").await.expect(200).text();
    assert!(page.contains("/invoices/overdue/remind"), "{page}");
    let done = browser.submit("/invoices/overdue/remind", &[]).await.expect(200).text();
    assert!(done.contains("Nothing to remind of"), "{done}");
    clinic.advance(SignedDuration::from_hours(20 * 24));
    let browser = clinic.browser_of(by.staff()).await;
    let done = browser.submit("/invoices/overdue/remind", &[]).await.expect(200).text();
    assert!(done.contains("1 reminder is on its way"), "{done}");
}
