//! The administration's pages about webhooks.

use testkit::Client;

use super::Ground;

async fn chief(ground: &Ground) -> Client {
    ground.clinic().browser_of(ground.admin.staff()).await
}

fn secret_on(page: &str) -> Option<String> {
    let rest = &page[page.find("whsec_")?..];
    Some(rest[..rest.find('"')?].to_owned())
}

#[tokio::test]
async fn an_administrator_has_somebody_told_and_sees_the_secret_once() {
    let ground = Ground::new().await;
    let chief = chief(&ground).await;
    let empty = chief.get("/admin/webhooks/").await.expect(200).text();
    assert!(empty.contains("Nobody is told of anything"), "{empty}");
    let url = format!("{}/heard", ground.base);
    let form = [
        ("url", url.as_str()),
        ("description", "The billing office"),
        ("enabled", "true"),
        ("types", "patient.created"),
        ("types", "appointment.booked"),
    ];
    let made = chief.submit("/admin/webhooks/new/", &form).await.expect(200).text();
    assert!(secret_on(&made).is_some(), "{made}");
    let listed = chief.get("/admin/webhooks/").await.expect(200).text();
    assert!(listed.contains(&url) && listed.contains("The billing office") && listed.contains("2 kinds"), "{listed}");
    let id = ground.clinic().value("select id from {room}.webhook").await;
    let shown = chief.get(&format!("/admin/webhooks/{id}/")).await.expect(200).text();
    assert!(secret_on(&shown).is_none(), "{shown}");
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
    let ground = Ground::new().await;
    let chief = chief(&ground).await;
    let form = [("url", "http://hooks.example/"), ("description", "The billing office")];
    let page = chief.submit("/admin/webhooks/new/", &form).await.expect(422).text();
    for part in ["url-error", "types-error", "http://hooks.example/", "The billing office"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    let path = format!("/admin/webhooks/{}/", subscriber.id);
    let page = chief.submit(&path, &[("url", ""), ("version", "1")]).await.expect(422).text();
    assert!(page.contains("url-error") && page.contains("types-error"), "{page}");
}

#[tokio::test]
async fn a_webhook_is_changed_given_another_secret_tried_out_and_taken_away() {
    let ground = Ground::new().await;
    let chief = chief(&ground).await;
    let subscriber = ground.subscribe("/heard", &["patient.created"]).await;
    let path = format!("/admin/webhooks/{}/", subscriber.id);
    let page = chief.get(&path).await.expect(200).text();
    assert!(page.contains("No calls yet"), "{page}");
    chief.submit(&format!("{path}ping/"), &[]).await.expect(303);
    ground.deliver().await;
    let page = chief.get(&path).await.expect(200).text();
    assert!(page.contains("ping") && page.contains("Heard") && page.contains("204"), "{page}");
    let event = ground.clinic().value("select event_id from {room}.webhook_delivery").await;
    chief.submit(&format!("{path}deliveries/{event}/redeliver/"), &[]).await.expect(303);
    ground.deliver().await;
    assert_eq!(ground.receiver.heard().len(), 2);

    let url = format!("{}/heard", ground.base);
    let off = [("url", url.as_str()), ("types", "patient.created"), ("version", "1")];
    chief.submit(&path, &off).await.expect(303);
    chief.submit(&path, &off).await.expect(422);
    let page = chief.get(&path).await.expect(200).text();
    assert!(!page.contains(&format!("{path}ping/")), "what is off is not tried out: {page}");

    let rotated = chief.submit(&format!("{path}rotate-secret/"), &[]).await.expect(200).text();
    assert!(secret_on(&rotated).is_some_and(|secret| secret != subscriber.secret), "{rotated}");
    chief.submit(&format!("{path}delete/"), &[]).await.expect(303);
    chief.get(&path).await.expect(404);
}
