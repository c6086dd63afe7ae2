//! The pages about money, as browsers without scripts use them.

use serde_json::json;
use testkit::{Client, Role};

use super::Till;

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn from_the_board_to_the_receipt() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Reception).await;
    let visit = till.desk.wanted_with("10:00", &json!({ "cost": "350" }));
    let visit = till.desk.try_to_book(&visit).await.expect(201).id();
    for step in ["check-in", "start", "complete"] {
        till.desk.step(visit, step).await.expect(200);
    }
    let form = format!("/patients/{}/account/payment?appointment={visit}", till.desk.patient.id);

    let board = page(&browser, "/reception/dashboard/?tab=done").await;
    assert!(board.contains(&form.replace('&', "&amp;")), "{board}");
    let shown = page(&browser, &form).await;
    assert!(shown.contains("value=\"350.00\"") && shown.contains("name=\"charges_visit\""), "{shown}");
    let typed = [
        ("appointment", visit.to_string()),
        ("amount", "350.00".into()),
        ("currency", "EGP".into()),
        ("method", "cash".into()),
        ("charges_visit", "true".into()),
        ("receipt_required", "true".into()),
    ];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let path = form.split('?').next().unwrap();
    let taken = browser.submit(path, &typed).await.expect(303);

    let receipt = page(&browser, taken.header("location")).await;
    assert!(
        receipt.contains("000001") && receipt.contains("350.00 EGP") && receipt.contains("data-print-now"),
        "{receipt}"
    );
    let strip = page(&browser, &format!("{}&paper=strip", taken.header("location"))).await;
    assert!(strip.contains("receipt-strip"));
    assert_eq!(till.owed().await, "0.00");
    // Whoever comes back finds nothing to charge any more.
    let again = page(&browser, &form).await;
    assert!(!again.contains("name=\"charges_visit\""), "{again}");
}

#[tokio::test]
async fn an_account_says_what_is_owed_and_what_happened() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Billing).await;
    let account = format!("/patients/{}/account", till.desk.patient.id);
    assert!(page(&browser, &account).await.contains("Nothing charged or paid yet"));

    let charge =
        [("amount", "114"), ("currency", "EGP"), ("tax_rate", "14"), ("due_on", "2030-01-06"), ("note", "Splint")];
    browser.submit(&format!("{account}/charge"), &charge).await.expect(303);
    till.pay("14").await;

    let shown = page(&browser, &account).await;
    for words in ["100.00 EGP", "Splint", "Overdue", "Partly paid"] {
        assert!(shown.contains(words), "no {words} in {shown}");
    }
}

#[tokio::test]
async fn what_is_wrong_stands_with_its_field() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Billing).await;
    let account = format!("/patients/{}/account", till.desk.patient.id);

    let refused = browser.submit(&format!("{account}/payment"), &[("amount", "much"), ("method", "card")]).await;
    let refused = refused.expect(422).text();
    assert!(refused.contains("id=\"amount-error\"") && refused.contains("value=\"much\""), "{refused}");
    let refused = browser.submit(&format!("{account}/charge"), &[("amount", "5"), ("tax_rate", "x")]).await;
    assert!(refused.expect(422).text().contains("id=\"tax_rate-error\""));
}

#[tokio::test]
async fn a_payment_is_given_back_and_put_right() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Billing).await;
    let paid = till.pay("100").await;
    let path = format!("/transactions/{paid}");

    let refused = browser.submit(&format!("{path}/refund"), &[("amount", "500"), ("currency", "EGP")]).await;
    let refused = refused.expect(409).text();
    assert!(
        refused.contains("id=\"amount-error\"") && refused.contains("<details class=\"card no-print\" open>"),
        "{refused}"
    );
    browser
        .submit(&format!("{path}/refund"), &[("amount", "40"), ("method", "cash"), ("note", "Late")])
        .await
        .expect(303);
    let wrong = browser.submit(&format!("{path}/adjust"), &[("amount", "-500"), ("cause", "correction")]).await;
    assert!(wrong.expect(409).text().contains("id=\"adjust-amount-error\""));
    browser.submit(&format!("{path}/adjust"), &[("amount", "-10"), ("cause", "correction")]).await.expect(303);

    let shown = page(&browser, &path).await;
    assert!(shown.contains("-40.00 EGP") && shown.contains("-10.00 EGP") && shown.contains("Late"), "{shown}");
    assert_eq!(till.owed().await, "-50.00");
    let desk = page(&till.desk.clinic.browser(Role::Reception).await, &path).await;
    assert!(!desk.contains("/refund") && !desk.contains("/adjust"));
}

#[tokio::test]
async fn the_ledger_is_narrowed_and_goes_on() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Billing).await;
    assert!(page(&browser, "/transactions").await.contains("Nothing found"));
    for amount in 1..=30 {
        till.charge(&format!("{amount}.11")).await;
    }
    till.pay("3").await;

    let first = page(&browser, "/transactions?kind=charge").await;
    assert!(first.contains("30.11 EGP") && !first.contains("-3.00") && first.contains("rel=\"next\""), "{first}");
    browser.get("/transactions?from=soon").await.expect(422);
}
