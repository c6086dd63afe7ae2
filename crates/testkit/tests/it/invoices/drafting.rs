//! Drafts: from what was charged, from visits, from the price list and by hand.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::{Office, PATH, amount};

#[tokio::test]
async fn a_draft_counts_its_lines_and_charges_nobody() {
    let office = Office::open().await;
    let lines = json!([
        { "description": "Splint", "quantity": "2", "price": "114.00", "tax_rate": "14", "discount": { "percent": "10" } },
        { "description": "Tape", "price": "10.00", "discount": { "amount": "1.00" } },
    ]);
    let made = office.draft(&json!({ "lines": lines, "discount": { "amount": "14.20" } })).await.expect(201);
    assert_eq!(made.header("etag"), "\"1\"");
    let draft = made.json();

    assert_eq!(
        (&draft["status"], &draft["number"], &draft["currency"]),
        (&json!("draft"), &Value::Null, &json!("EGP"))
    );
    let [splint, tape] = [&draft["lines"][0], &draft["lines"][1]];
    // 228.00 less a tenth is 205.20; of the 14.20 that are taken off the whole it bears 13.60.
    assert_eq!((amount(&splint["total"]), amount(&splint["discounted"])), ("191.60", "36.40"));
    assert_eq!((amount(&splint["tax"]), amount(&splint["net"])), ("23.53", "168.07"));
    assert_eq!((amount(&tape["total"]), amount(&tape["tax"]), &tape["quantity"]), ("8.40", "0.00", &json!("1")));
    assert_eq!((amount(&draft["net"]), amount(&draft["tax"]), amount(&draft["total"])), ("176.47", "23.53", "200.00"));
    assert_eq!(draft["taxes"].as_array().unwrap().len(), 2);
    assert_eq!(office.till.owed().await, "0.00");
}

#[tokio::test]
async fn what_stands_on_no_invoice_yet_is_collected() {
    let office = Office::open().await;
    let (till, desk) = (&office.till, &office.till.desk);
    let first = till
        .write(&json!({ "kind": "charge", "amount": "114", "tax_rate": "14", "billing_code": "A1" }))
        .await
        .expect(201)
        .id();
    till.write(&json!({ "kind": "charge", "amount": { "amount": "9", "currency": "EUR" } })).await.expect(201);
    till.pay("14").await;
    let visit = desk.try_to_book(&desk.wanted_with("10:00", &json!({ "cost": "350" }))).await.expect(201).id();
    for step in ["check-in", "start", "complete"] {
        desk.step(visit, step).await.expect(200);
    }

    let draft = office.draft(&json!({ "collect": true })).await.expect(201).json();

    let lines = draft["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 2, "{draft}");
    assert_eq!(
        (&lines[0]["charge"], &lines[0]["description"], amount(&lines[0]["tax"])),
        (&json!(first), &json!("A1"), "14.00")
    );
    assert_eq!((&lines[1]["appointment"], amount(&lines[1]["total"])), (&json!(visit), "350.00"));
    // What stands on a draft is on no other.
    let other = office.draft(&json!({ "collect": true, "currency": "EGP" })).await.expect(201).json();
    assert_eq!(other["lines"], json!([]));
    let twice = office.draft(&json!({ "lines": [{ "charge": first }] })).await;
    assert_snapshot!(twice, @r#"409 {"code":"already_invoiced"}"#);
    let twice = office.draft(&json!({ "lines": [{ "appointment": visit }] })).await;
    assert_snapshot!(twice, @r#"409 {"code":"already_invoiced"}"#);
    // Until it is thrown away.
    let path = format!("{PATH}/{}", draft["id"].as_str().unwrap());
    till.billing.delete(&path).await.expect(204);
    till.billing.get(&path).await.expect(404);
    office.draft(&json!({ "lines": [{ "charge": first }, { "appointment": visit }] })).await.expect(201);
}

#[tokio::test]
async fn services_cost_what_the_list_says_for_the_day_of_the_visit() {
    let office = Office::open().await;
    let (till, desk) = (&office.till, &office.till.desk);
    let admin = desk.clinic.sign_in(Role::Admin).await;
    let service = admin.post("/api/services/", &json!({ "name": "Massage" })).await.expect(201).id();
    assert_snapshot!(office.draft(&json!({ "lines": [{ "service": service }] })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/service":"no_price"}}"#);
    for (from, price) in [("2030-01-01", "114"), ("2030-02-01", "228")] {
        let price = json!({ "service": service, "amount": price, "tax_rate": "14", "valid_from": from });
        till.billing.post("/business/prices", &price).await.expect(201);
    }
    let visit = json!({ "patient": desk.patient.id, "provider": desk.doctor.id, "service": service,
        "starts_at": "2030-02-04T10:00:00+02:00" });
    let visit = desk.try_to_book(&visit).await.expect(201).id();

    let lines = json!([{ "service": service, "quantity": "0.5" }, { "service": service, "appointment": visit }]);
    let draft = office.draft(&json!({ "lines": lines })).await.expect(201).json();

    let [now, then] = [&draft["lines"][0], &draft["lines"][1]];
    assert_eq!((&now["description"], amount(&now["total"]), amount(&now["tax"])), (&json!("Massage"), "57.00", "7.00"));
    assert_eq!(
        (amount(&then["total"]), &then["served_on"], &then["tax_rate"]),
        ("228.00", &json!("2030-02-04"), &json!("14"))
    );
}

#[tokio::test]
async fn a_draft_is_changed_as_a_whole_by_whoever_saw_it() {
    let office = Office::open().await;
    let id = office.drafted(&json!([{ "description": "Splint", "price": "10" }])).await;
    let path = format!("{PATH}/{id}");
    let by = &office.till.billing;

    let other =
        json!({ "lines": [{ "description": "Cast", "price": "20" }], "due_on": "2030-03-01", "note": "Thank you" });
    let changed = by.put(&path, &other).header("if-match", "\"1\"").await.expect(200).json();

    assert_eq!(
        (amount(&changed["total"]), &changed["version"], &changed["due_on"]),
        ("20.00", &json!(2), &json!("2030-03-01"))
    );
    let late = by.put(&path, &other).header("if-match", "\"1\"").await;
    assert_eq!(late.expect(412).code(), "stale_version");
    by.delete(&path).header("if-match", "\"1\"").await.expect(412);
    let somebody = office.till.desk.clinic.patient().create().await.id;
    let moved = by.put(&path, &json!({ "contact": somebody, "lines": [] })).await;
    assert_snapshot!(moved, @r#"422 {"code":"invalid","errors":{"/contact":"fixed"}}"#);
    let audit = office.till.desk.clinic.audit_of(&by.put(&path, &json!({})).await.expect(200)).await;
    assert!(audit[0].to_string().starts_with("change_invoice success"), "{audit:?}");
}

#[tokio::test]
async fn what_cannot_be_is_refused_where_it_stands() {
    let office = Office::open().await;
    let refused = async |input: Value| office.draft(&input).await.to_string();
    let line = async |line: Value| refused(json!({ "lines": [line] })).await;

    assert_snapshot!(line(json!({})).await, @r#"422 {"code":"invalid","errors":{"/lines/0/price":"required"}}"#);
    assert_snapshot!(line(json!({ "price": "1.005" })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/price":"not_an_amount"}}"#);
    assert_snapshot!(line(json!({ "price": "1", "quantity": "0" })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/quantity":"out_of_range"}}"#);
    assert_snapshot!(line(json!({ "price": "10000000000", "quantity": "100000" })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/price":"out_of_range"}}"#);
    assert_snapshot!(line(json!({ "price": "1", "tax_rate": "101" })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/tax_rate":"out_of_range"}}"#);
    assert_snapshot!(line(json!({ "price": "1", "discount": { "amount": "1.01" } })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/discount/amount":"out_of_range"}}"#);
    assert_snapshot!(line(json!({ "price": "1", "discount": { "percent": "1", "amount": "1" } })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/discount/amount":"one_of_two_parts"}}"#);
    assert_snapshot!(line(json!({ "charge": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/charge":"unknown_choice"}}"#);
    assert_snapshot!(line(json!({ "appointment": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/appointment":"unknown_choice"}}"#);
    assert_snapshot!(line(json!({ "price": "1", "service": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/service":"unknown_choice"}}"#);
    assert_snapshot!(line(json!({ "price": "1", "description": "a\u{0}b" })).await, @r#"422 {"code":"invalid","errors":{"/lines/0/description":"control_characters"}}"#);
    assert_snapshot!(refused(json!({ "lines": [{ "price": "1" }], "discount": { "amount": "2" } })).await, @r#"422 {"code":"invalid","errors":{"/discount/amount":"out_of_range"}}"#);
    assert_snapshot!(refused(json!({ "contact": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/contact":"unknown_choice"}}"#);
    assert_snapshot!(refused(json!({ "payer_share": { "percent": "80" } })).await, @r#"422 {"code":"invalid","errors":{"/payer":"required"}}"#);
    assert_snapshot!(refused(json!({ "payer": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/payer":"unknown_choice"}}"#);
    let currencies = json!({ "lines": [{ "price": "1" }, { "price": { "amount": "1", "currency": "EUR" } }] });
    assert_snapshot!(refused(currencies).await, @r#"422 {"code":"invalid","errors":{"/lines/1/price":"other_currency"}}"#);
    let many: Vec<Value> = (0..101).map(|_| json!({ "price": "1" })).collect();
    assert_snapshot!(refused(json!({ "lines": many })).await, @r#"422 {"code":"invalid","errors":{"/lines":"too_many"}}"#);
    let theirs = office.till.desk.clinic.other().await.patient().create().await.id;
    assert_snapshot!(refused(json!({ "contact": theirs })).await, @r#"422 {"code":"invalid","errors":{"/contact":"unknown_choice"}}"#);
}

#[tokio::test]
async fn each_does_what_they_answer_for() {
    let office = Office::open().await;
    let clinic = &office.till.desk.clinic;
    let id = office.drafted(&json!([{ "price": "10" }])).await;
    let desk = &office.till.desk.reception;
    desk.get(PATH).await.expect(200);
    let own = json!({ "contact": office.till.desk.patient.id, "lines": [{ "price": "10" }] });
    desk.post(PATH, &own).await.expect(201);
    desk.post(&format!("{PATH}/{id}/issue"), &json!({})).await.expect(200);
    desk.post(&format!("{PATH}/{id}/credit"), &json!({})).await.expect(403);
    for role in [Role::Doctor, Role::Viewer, Role::Auditor] {
        let other = clinic.sign_in(role).await;
        other.get(PATH).await.expect(403);
        other.get(&format!("{PATH}/{id}")).await.expect(403);
        other.post(PATH, &own).await.expect(403);
    }
    let neighbour = clinic.other().await.sign_in(Role::Billing).await;
    neighbour.get(&format!("{PATH}/{id}")).await.expect(404);
    neighbour.post(&format!("{PATH}/{id}/credit"), &json!({})).await.expect(404);
}
