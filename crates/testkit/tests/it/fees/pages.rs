//! The pages about fees, as browsers without scripts use them.

use testkit::{Client, Role};

use super::{fees, missed};
use crate::ledger::Till;

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn a_rule_is_set_a_fee_charged_told_and_waived() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Admin).await;
    assert!(page(&browser, "/admin/fees").await.contains("Nobody is charged"));
    let wrong = browser.submit("/admin/fees", &[("occasion", "no_show"), ("amount", "much")]).await;
    assert!(wrong.expect(422).text().contains("id=\"amount-error\""));
    let typed = [("occasion", "no_show"), ("amount", "100"), ("currency", "EGP"), ("notice_hours", "24")];
    browser.submit("/admin/fees", &typed).await.expect(303);
    let again = browser.submit("/admin/fees", &typed).await.expect(409).text();
    assert!(again.contains("These visits have a rule"), "{again}");
    assert!(page(&browser, "/admin/fees").await.contains("100.00 EGP"));

    let visit = missed(&till, "10:00").await;

    let patient = till.desk.patient.id;
    let details = page(&browser, &format!("/patient/appointment-details/{visit}/{patient}/")).await;
    let fee = format!("/fees/{}", fees(&till, visit).await[0]["id"].as_str().unwrap());
    assert!(details.contains(&fee) && details.contains("No-show fee"), "{details}");
    let board = page(&browser, "/reception/dashboard/?tab=cancelled").await;
    assert!(board.contains("No-show fee") && board.contains("100.00 EGP"), "{board}");
    assert!(page(&browser, &format!("/patients/{patient}/account")).await.contains("No-show fee"));
    let refused = browser.submit(&format!("{fee}/waive"), &[("reason", "")]).await.expect(422).text();
    assert!(refused.contains("id=\"reason-error\""), "{refused}");
    browser.submit(&format!("{fee}/waive"), &[("reason", "Was in hospital")]).await.expect(303);
    let shown = page(&browser, &fee).await;
    assert!(shown.contains("Waived") && !shown.contains("/waive\""), "{shown}");
    let doctor = till.desk.clinic.browser(Role::Doctor).await;
    assert!(!page(&doctor, &format!("/patient/appointment-details/{visit}/{patient}/")).await.contains("No-show fee"));
}

#[tokio::test]
async fn a_rule_is_ended() {
    let till = Till::open().await;
    let browser = till.desk.clinic.browser(Role::Billing).await;
    let typed = [("occasion", "late_cancellation"), ("amount", "40"), ("notice_hours", "12"), ("own_only", "true")];
    browser.submit("/admin/fees", &typed).await.expect(303);
    let shown = page(&browser, "/admin/fees").await;
    let end = format!("/admin/fees/{}/end", till.billing.list(super::RULES).await[0]);
    assert!(shown.contains("Less than 12 hours before") && shown.contains(&end), "{shown}");
    browser.submit(&end, &[]).await.expect(303);
    assert!(!page(&browser, "/admin/fees").await.contains(&end));
}
