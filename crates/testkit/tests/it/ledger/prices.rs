//! The price list, and charges by it.

use std::future::IntoFuture as _;

use futures::future::join_all;
use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Call, Role};
use uuid::Uuid;

use super::Till;

const PRICES: &str = "/business/prices";

/// A clinic with something to charge for.
struct Shop {
    till: Till,
    service: Uuid,
}

impl Shop {
    async fn open() -> Self {
        let till = Till::open().await;
        let admin = till.desk.clinic.sign_in(Role::Admin).await;
        let service = json!({ "name": "Massage", "price": "200" });
        Self { service: admin.post("/api/services/", &service).await.expect(201).id(), till }
    }

    fn set(&self, input: &Value) -> Call {
        let mut wanted = input.clone();
        if wanted["service"].is_null() {
            wanted["service"] = json!(self.service);
        }
        self.till.billing.post(PRICES, &wanted)
    }

    /// What the service costs on a day.
    async fn costs(&self, day: &str) -> String {
        let path = format!("{PRICES}?service={}&currency=EGP&on={day}", self.service);
        let found = self.till.billing.get(&path).await.expect(200).json();
        found["items"][0]["amount"]["amount"].as_str().unwrap_or("nothing").to_owned()
    }
}

#[tokio::test]
async fn the_next_price_takes_the_place_of_the_one_before() {
    let shop = Shop::open().await;
    let first = json!({ "amount": "350", "tax_rate": "14", "valid_from": "2030-01-01" });
    let first = shop.set(&first).await.expect(201).json();
    assert_eq!((&first["amount"]["currency"], &first["valid_to"]), (&json!("EGP"), &Value::Null));

    shop.set(&json!({ "amount": "400", "valid_from": "2030-02-01" })).await.expect(201);
    shop.set(&json!({ "amount": { "amount": "9", "currency": "EUR" }, "valid_from": "2030-01-01" })).await.expect(201);

    let costs = [shop.costs("2029-12-31").await, shop.costs("2030-01-31").await, shop.costs("2030-02-01").await];
    assert_eq!(costs, ["nothing", "350.00", "400.00"]);
    assert_eq!(shop.till.billing.list(&format!("{PRICES}?service={}", shop.service)).await.len(), 3);
}

#[tokio::test]
async fn on_no_day_there_are_two_prices() {
    let shop = Shop::open().await;
    let march = json!({ "amount": "350", "valid_from": "2030-03-01", "valid_to": "2030-03-31" });
    let calls = (0..4).map(|_| shop.set(&march).into_future());

    let answers = join_all(calls).await;

    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1, "{answers:?}");
    let other = json!({ "amount": "1", "valid_from": "2030-03-31" });
    assert_snapshot!(shop.set(&other).await, @r#"409 {"code":"price_there"}"#);
    shop.set(&json!({ "amount": "1", "valid_from": "2030-04-01" })).await.expect(201);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let shop = Shop::open().await;
    let set = async |input: Value| shop.set(&input).await.to_string();

    assert_snapshot!(set(json!({})).await, @r#"422 {"code":"invalid","errors":{"/amount":"required"}}"#);
    assert_snapshot!(set(json!({ "amount": "0" })).await, @r#"422 {"code":"invalid","errors":{"/amount":"out_of_range"}}"#);
    assert_snapshot!(set(json!({ "amount": "1", "tax_rate": "101" })).await, @r#"422 {"code":"invalid","errors":{"/tax_rate":"out_of_range"}}"#);
    assert_snapshot!(set(json!({ "amount": "1", "valid_from": "2030-02-01", "valid_to": "2030-01-31" })).await, @r#"422 {"code":"invalid","errors":{"/valid_to":"out_of_range"}}"#);
    assert_snapshot!(set(json!({ "amount": "1", "service": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/service":"unknown_choice"}}"#);
    shop.till.desk.reception.post(PRICES, &json!({ "service": shop.service, "amount": "1" })).await.expect(403);
    shop.till.desk.reception.get(PRICES).await.expect(200);
}

#[tokio::test]
async fn a_price_ends_and_one_to_come_is_taken_back() {
    let shop = Shop::open().await;
    let now = shop.set(&json!({ "amount": "350" })).await.expect(201).id();
    let by = &shop.till.billing;

    assert_snapshot!(by.delete(&format!("{PRICES}/{now}")).await, @r#"409 {"code":"price_in_force"}"#);
    let early = by.post(&format!("{PRICES}/{now}/end"), &json!({ "on": "2030-01-06" })).await;
    assert_snapshot!(early, @r#"422 {"code":"invalid","errors":{"/on":"out_of_range"}}"#);
    let ended = by.post(&format!("{PRICES}/{now}/end"), &json!({})).await.expect(200).json();
    assert_eq!(ended["valid_to"], "2030-01-07");
    let later = shop.set(&json!({ "amount": "400", "valid_from": "2030-01-08" })).await.expect(201).id();
    by.delete(&format!("{PRICES}/{later}")).await.expect(204);
    assert_eq!(shop.costs("2030-01-08").await, "nothing");
    assert_snapshot!(by.delete(&format!("{PRICES}/{later}")).await, @r#"404 {"code":"not_found"}"#);
}

#[tokio::test]
async fn a_charge_costs_what_the_list_says_for_the_day_of_its_visit() {
    let shop = Shop::open().await;
    let till = &shop.till;
    let charge = json!({ "kind": "charge", "service": shop.service });
    assert_snapshot!(till.write(&charge).await, @r#"422 {"code":"invalid","errors":{"/service":"no_price"}}"#);
    shop.set(&json!({ "amount": "114", "tax_rate": "14" })).await.expect(201);
    shop.set(&json!({ "amount": "228", "tax_rate": "14", "valid_from": "2030-02-01" })).await.expect(201);

    let today = till.write(&charge).await.expect(201).json();
    assert_eq!((&today["amount"]["amount"], &today["tax"]["amount"]), (&json!("114.00"), &json!("14.00")));
    assert_eq!(today["service"], json!(shop.service));
    let visit = json!({ "patient": till.desk.patient.id, "provider": till.desk.doctor.id, "service": shop.service,
        "starts_at": "2030-02-04T10:00:00+02:00" });
    let booked = till.desk.try_to_book(&visit).await.expect(201).json();
    // What is booked costs what the list says for that day, not what the service said once.
    assert_eq!(booked["cost"]["amount"], "228.00");
    let then = json!({ "kind": "charge", "service": shop.service, "appointment": booked["id"] });
    assert_eq!(till.write(&then).await.expect(201).json()["tax"]["amount"], "28.00");
    let foreign = json!({ "kind": "charge", "service": shop.service, "currency": "EUR" });
    assert_snapshot!(till.write(&foreign).await, @r#"422 {"code":"invalid","errors":{"/service":"no_price"}}"#);
    let taxed = json!({ "kind": "charge", "service": shop.service, "tax_rate": "5" });
    assert_snapshot!(till.write(&taxed).await, @r#"422 {"code":"invalid","errors":{"/tax_rate":"out_of_place"}}"#);
}

#[tokio::test]
async fn prices_are_set_on_a_page() {
    let shop = Shop::open().await;
    let browser = shop.till.desk.clinic.browser(Role::Billing).await;
    let page = "/admin/prices";
    assert!(browser.get(page).await.expect(200).text().contains("No prices yet"));
    let service = shop.service.to_string();

    let refused = browser.submit(page, &[("service", service.as_str()), ("amount", "much")]).await.expect(422).text();
    assert!(refused.contains("id=\"amount-error\"") && refused.contains("value=\"much\""), "{refused}");
    let typed = [("service", service.as_str()), ("amount", "350"), ("currency", "EGP"), ("valid_from", "2030-01-01")];
    browser.submit(page, &typed).await.expect(303);
    let twice = browser.submit(page, &typed).await.expect(409).text();
    assert!(twice.contains("id=\"valid_from-error\""), "{twice}");
    let shown = browser.get(page).await.expect(200).text();
    assert!(shown.contains("Massage") && shown.contains("350.00 EGP") && shown.contains("In force"), "{shown}");
    let form = format!("/patients/{}/account/charge", shop.till.desk.patient.id);
    let shown = browser.get(&form).await.expect(200).text();
    assert!(shown.contains("Massage · 350.00 EGP"), "{shown}");
    let by_list = [("service", service.as_str()), ("amount", ""), ("currency", "EGP")];
    browser.submit(&form, &by_list).await.expect(303);
    assert_eq!(shop.till.owed().await, "350.00");
}
