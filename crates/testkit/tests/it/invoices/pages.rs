//! The pages about invoices, as browsers without scripts use them.

use serde_json::json;
use testkit::{Client, Role};

use super::{Office, PATH};

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn from_the_account_to_the_paper() {
    let office = Office::open().await;
    let browser = office.till.desk.clinic.browser(Role::Billing).await;
    let charge = office.till.charge("100").await;
    let account = format!("/patients/{}/account", office.till.desk.patient.id);
    assert!(page(&browser, &account).await.contains(&format!("{account}/invoice")));

    let begun = browser.submit(&format!("{account}/invoice"), &[]).await.expect(303);
    let edit = begun.header("location").to_owned();
    let shown = page(&browser, &edit).await;
    assert!(shown.contains(&charge.to_string()) && shown.contains("name=\"line-1-price\""), "{shown}");
    let charge = charge.to_string();
    let typed = [
        ("version", "1"),
        ("currency", "EGP"),
        ("rows", "4"),
        ("line-0-charge", charge.as_str()),
        ("line-0-price", "100.00"),
        ("line-0-quantity", "1"),
        ("line-1-description", "Splint"),
        ("line-1-price", "57"),
        ("line-1-quantity", "2"),
        ("line-1-tax_rate", "14"),
        ("discount", "14"),
    ];
    browser.submit(&edit, &typed).await.expect(303);
    let shown = page(&browser, &edit).await;
    assert!(shown.contains("200.00 EGP") && shown.contains("value=\"57.00\""), "{shown}");

    // The next time one line is taken off, and it is issued.
    let again: Vec<(&str, &str)> = typed
        .into_iter()
        .map(|(name, value)| if name == "version" { (name, "2") } else { (name, value) })
        .chain([("line-0-remove", "true"), ("then", "issue")])
        .collect();
    let issued = browser.submit(&edit, &again).await.expect(303);
    let shown = page(&browser, issued.header("location")).await;
    assert!(shown.contains("INV-000001") && shown.contains("100.00 EGP") && shown.contains("To be paid"), "{shown}");
    let sheet = page(&browser, &format!("{}/print?print=1", issued.header("location"))).await;
    assert!(sheet.contains("receipt-sheet") && sheet.contains("data-print-now"), "{sheet}");
    let strip = page(&browser, &format!("{}/print?paper=strip", issued.header("location"))).await;
    assert!(strip.contains("receipt-strip") && strip.contains("Splint"), "{strip}");
    assert!(page(&browser, &account).await.contains("INV-000001"));
    assert!(page(&browser, "/invoices?status=open").await.contains("INV-000001"));
    // What is issued has no editor any more.
    assert_eq!(browser.get(&edit).await.expect(303).header("location"), issued.header("location"));
}

#[tokio::test]
async fn what_is_wrong_stands_with_its_field_and_nothing_typed_is_lost() {
    let office = Office::open().await;
    let browser = office.till.desk.clinic.browser(Role::Reception).await;
    let id = office.drafted(&json!([{ "description": "Splint", "price": "10" }])).await;
    let edit = format!("/invoices/{id}/edit");
    let typed = [
        ("version", "1"),
        ("currency", "EGP"),
        ("rows", "3"),
        ("line-2-description", "Tape"),
        ("line-2-price", "much"),
        ("due_on", "soon"),
    ];

    let refused = browser.submit(&edit, &typed).await.expect(422).text();
    for part in ["id=\"line-2-price-error\"", "value=\"much\"", "id=\"due_on-error\"", "value=\"Tape\""] {
        assert!(refused.contains(part), "no {part} in {refused}");
    }
    let none = [("version", "1"), ("currency", "EGP"), ("rows", "3"), ("then", "issue")];
    browser.submit(&edit, &none).await.expect(422);
    // Refused as a whole: what stood there still does.
    assert_eq!(office.seen(id).await["version"], 1);
    let late = [("version", "9"), ("currency", "EGP"), ("rows", "3"), ("line-0-price", "1")];
    assert!(browser.submit(&edit, &late).await.expect(412).text().contains("name=\"version\" value=\"1\""));
    let query = page(&browser, "/invoices?from=2030-01-01").await;
    assert!(query.contains("Draft"), "{query}");
    browser.get("/invoices?number=x").await.expect(422);
    browser.submit(&format!("/invoices/{id}/discard"), &[]).await.expect(303);
    office.till.billing.get(&format!("{PATH}/{id}")).await.expect(404);
}

#[tokio::test]
async fn an_invoice_is_paid_and_taken_back_on_its_page() {
    let office = Office::open().await;
    let browser = office.till.desk.clinic.browser(Role::Billing).await;
    let id = office.issued("100").await;
    let path = format!("/invoices/{id}");
    assert!(page(&browser, &format!("{path}/payment")).await.contains("value=\"100.00\""));
    let typed = [("amount", "60"), ("method", "card"), ("idempotency_key", "pay-1")];
    assert_eq!(browser.submit(&format!("{path}/payment"), &typed).await.expect(303).header("location"), path);
    let wrong = [("amount", "much"), ("method", "card"), ("idempotency_key", "pay-2")];
    let refused = browser.submit(&format!("{path}/payment"), &wrong).await.expect(422).text();
    assert!(refused.contains("id=\"amount-error\"") && refused.contains("value=\"much\""), "{refused}");
    assert!(page(&browser, &path).await.contains("Partly paid"));

    let field = format!("amount-{}", office.seen(id).await["lines"][0]["id"].as_str().unwrap());
    let more = [(field.as_str(), "100.01"), ("idempotency_key", "credit-1")];
    let refused = browser.submit(&format!("{path}/credit"), &more).await.expect(409).text();
    assert!(refused.contains("More than was invoiced") || refused.contains("not left"), "{refused}");
    let part = [(field.as_str(), "30"), ("note", "Came late"), ("idempotency_key", "credit-2")];
    let note = browser.submit(&format!("{path}/credit"), &part).await.expect(303);
    assert!(page(&browser, note.header("location")).await.contains("CN-000001"));
    let shown = page(&browser, &path).await;
    assert!(shown.contains("CN-000001") && shown.contains("10.00 EGP"), "{shown}");
}
