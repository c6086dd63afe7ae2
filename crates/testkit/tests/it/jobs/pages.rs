//! The pages about jobs, as browsers without scripts use them.

use testkit::{Client, Role, TestClinic};

use super::Heap;

async fn page(by: &Client, path: &str) -> String {
    by.get(path).await.expect(200).text()
}

#[tokio::test]
async fn where_nothing_waits_the_page_says_so() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Admin).await;
    assert!(page(&browser, "/admin/jobs/").await.contains("Nothing yet"));
    clinic.run_duties().await;

    let shown = page(&browser, "/admin/jobs/").await;

    assert!(shown.contains("Nothing waits") && shown.contains("Checking documents for damage"), "{shown}");
    browser.submit("/admin/jobs/run", &[("duty", "verify_documents")]).await.expect(303);
    browser.submit("/admin/jobs/run", &[("duty", "dance")]).await.expect(422);
}

#[tokio::test]
async fn what_was_given_up_is_tried_again_or_discarded_with_a_reason() {
    let heap = Heap::new().await;
    let browser = heap.clinic.browser_of(heap.admin.staff()).await;
    let shown = page(&browser, "/admin/jobs/").await;
    for told in ["Free slot offered", "Not accepted", "Several tries broke off", "30003"] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    assert!(!page(&browser, "/admin/jobs/?queue=exports").await.contains("30003"));

    let job = format!("/admin/jobs/failed/{}/", heap.message);
    assert!(page(&browser, &job).await.contains("30003"));
    let refused = browser.submit(&format!("{job}discard"), &[("reason", "")]).await.expect(422).text();
    assert!(refused.contains("id=\"reason-error\""), "{refused}");
    browser.submit(&format!("{job}discard"), &[("reason", "Told by phone")]).await.expect(303);
    browser.get(&job).await.expect(404);
    let retry = format!("/admin/jobs/failed/{}/retry", heap.job("webhooks").await);
    browser.submit(&retry, &[]).await.expect(303);
    browser.submit("/admin/jobs/retry", &[("queue", "exports")]).await.expect(303);

    let shown = page(&browser, "/admin/jobs/").await;
    assert!(shown.contains("Told by phone") && !shown.contains("Several tries broke off"), "{shown}");
    assert_eq!(heap.failed("").await.len(), 1);
}
