//! The pages about the end of a day, as browsers without scripts use them.

use serde_json::json;
use testkit::{Client, Role};

use super::{TODAY, cash};
use crate::ledger::Till;

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn a_day_is_counted_closed_and_opened_again() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser_of(till.billing.staff()).await;
    assert!(page(&browser, "/day-closes").await.contains("No day was closed yet"));
    cash(&till, "100").await;
    till.pay("80").await;
    let key = |method: &str| format!("{method}-EGP-{}", till.billing.staff().id);
    let (cash_field, card_field) = (format!("counted-{}", key("cash")), format!("counted-{}", key("card")));

    let form = page(&browser, "/day-closes/new").await;
    // Cash is counted before anybody sees a sum in its field.
    assert!(form.contains("value=\"80.00\"") && !form.contains("value=\"100.00\""), "{form}");
    let typed = [("day", TODAY), (card_field.as_str(), "80.00"), (cash_field.as_str(), "95")];
    let refused = browser.submit("/day-closes", &typed).await.expect(422).text();
    assert!(
        refused.contains(&format!("id=\"reason-{}-error\"", key("cash"))) && refused.contains("value=\"95\""),
        "{refused}"
    );
    let reason = format!("reason-{}", key("cash"));
    let typed = [typed[0], typed[1], typed[2], (reason.as_str(), "Change for the taxi")];
    let closed = browser.submit("/day-closes", &typed).await.expect(303);

    let sheet = page(&browser, closed.header("location")).await;
    for words in ["-5.00 EGP", "Change for the taxi", "data-print", "Closed"] {
        assert!(sheet.contains(words), "no {words} in {sheet}");
    }
    assert!(page(&browser, "/day-closes/new").await.contains("This day is closed"));
    assert!(page(&browser, "/day-closes").await.contains("-5.00 EGP"));
    let again = format!("{}/reopen", closed.header("location"));
    let refused = browser.submit(&again, &[("reason", " ")]).await.expect(422).text();
    assert!(refused.contains("id=\"reason-error\""), "{refused}");
    browser.submit(&again, &[("reason", "One more")]).await.expect(303);
    let sheet = page(&browser, closed.header("location")).await;
    assert!(sheet.contains("One more") && sheet.contains("Opened again"), "{sheet}");
    assert!(page(&browser, "/day-closes").await.contains("Not closed yet"));
}

#[tokio::test]
async fn notes_and_coins_are_summed_up_without_scripts() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser_of(till.billing.staff()).await;
    cash(&till, "275.50").await;
    let key = format!("cash-EGP-{}", till.billing.staff().id);
    let [hundred, fifty, half, quarter] = [10_000, 5_000, 50, 25].map(|minor| format!("pieces-{key}-{minor}"));
    let counted = format!("counted-{key}");
    assert!(page(&browser, "/day-closes/new").await.contains(&hundred));

    let other = [("day", TODAY), (hundred.as_str(), "2"), (counted.as_str(), "3")];
    assert!(
        browser.submit("/day-closes", &other).await.expect(422).text().contains(&format!("id=\"{counted}-error\""))
    );
    let unread = [("day", TODAY), (hundred.as_str(), "two")];
    assert!(
        browser.submit("/day-closes", &unread).await.expect(422).text().contains(&format!("id=\"{counted}-error\""))
    );
    let typed = [
        ("day", TODAY),
        (hundred.as_str(), "٢"),
        (fifty.as_str(), "1"),
        (half.as_str(), "50"),
        (quarter.as_str(), "2"),
    ];
    let closed = browser.submit("/day-closes", &typed).await.expect(303);
    assert!(page(&browser, closed.header("location")).await.contains("275.50 EGP"));
}

#[tokio::test]
async fn whoever_gives_more_gets_change() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Reception).await;
    till.write(&json!({ "kind": "charge", "amount": "87.50" })).await.expect(201);
    let account = format!("/patients/{}/account/payment", till.desk.patient.id);
    let pay = |given: &'static str, method: &'static str| {
        browser.submit(&account, &[("amount", "87.50"), ("currency", "EGP"), ("method", method), ("given", given)])
    };

    assert!(page(&browser, &account).await.contains("data-change=\"EGP\""));
    assert!(pay("80", "cash").await.expect(422).text().contains("id=\"given-error\""));
    assert!(pay("much", "cash").await.expect(422).text().contains("id=\"given-error\""));
    let taken = pay("100", "cash").await.expect(303);
    let notice = taken.cookie("notice").expect("a notice");
    assert!(notice.starts_with("ledger-paid-change.1250.EGP"), "{notice}");
    let cookies = format!("{}; notice={notice}", browser.cookie());
    let told = browser.get(taken.header("location")).header("cookie", &cookies).await.expect(200).text();
    assert!(told.contains("Change: 12.50 EGP"), "{told}");
    // What is paid by card gives no change.
    assert_eq!(pay("100", "card").await.expect(303).cookie("notice").as_deref(), Some("ledger-paid"));
}

#[tokio::test]
async fn there_is_no_closing_tomorrow() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Billing).await;
    let refused = browser.get("/day-closes/new?day=2030-01-08").await.expect(422).text();
    assert!(refused.contains("id=\"day-error\""), "{refused}");
}
