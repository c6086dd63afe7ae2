//! The pages about fees, as browsers without scripts use them.

use testkit::{Client, Role};

use super::{FEES, fees, missed, no_show_costs};
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

#[tokio::test]
async fn all_fees_are_listed_by_where_they_stand_when_and_whose_they_are() {
    let till = Till::open().await;
    no_show_costs(&till, "100.00").await;
    let visit = missed(&till, "10:00").await;
    let fee = format!("href=\"/fees/{}\"", fees(&till, visit).await[0]["id"].as_str().unwrap());
    let browser = till.desk.clinic.browser(Role::Billing).await;

    let shown = page(&browser, "/fees").await;

    for told in ["José Gómez", "No-show fee", "100.00 EGP", "Waive", &fee] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    let patient = till.desk.patient.id;
    for (query, is_there) in [
        ("status=charged", true),
        ("status=waived", false),
        ("from=2030-01-07&to=2030-01-07", true),
        ("from=2030-01-08", false),
        ("to=2030-01-06", false),
        (&format!("patient={patient}"), true),
        ("patient=0198c0de-0000-7000-8000-000000000000", false),
    ] {
        assert_eq!(page(&browser, &format!("/fees?{query}")).await.contains(&fee), is_there, "{query}");
        let found = till.billing.get(&format!("{FEES}?{query}")).await.expect(200).json();
        assert_eq!(found["count"], i64::from(is_there), "{query}");
    }
    let wrong = browser.get("/fees?status=lost&from=soon").await.expect(422).text();
    assert!(wrong.contains(&fee) && wrong.contains("href=\"#from\""), "{wrong}");
    let desk = till.desk.clinic.browser(Role::Reception).await;
    assert!(!page(&desk, "/fees").await.contains("Waive<"));
    till.desk.clinic.browser(Role::Doctor).await.get("/fees").await.expect(403);
}
