//! How a clinic writes its invoices: a page for administrators.

use serde_json::json;
use testkit::Role;

use super::{Office, number};

const PAGE: &str = "/admin/invoicing";

#[tokio::test]
async fn numbers_and_terms_follow_the_clinic() {
    let office = Office::open().await;
    let admin = office.till.desk.clinic.browser(Role::Admin).await;
    let wanted = [
        ("name", "Clinic of Dr Haddad"),
        ("address", "12 Nile Street\r\nCairo"),
        ("tax_number", "123-456"),
        ("footer", "Thank you"),
        ("series", "re-30"),
        ("credit_series", "GS"),
        ("payment_days", "30"),
        ("version", "0"),
    ];

    let first = office.issued("1").await;
    admin.submit(PAGE, &wanted).await.expect(303);
    let again = admin.submit(PAGE, &wanted).await.expect(422).text();
    assert!(again.contains("changed"), "{again}");

    let id = office.drafted(&json!([{ "price": "10" }])).await;
    let issued = office.issue(id).await.expect(200).json();
    assert_eq!((&issued["number"], &issued["due_on"]), (&json!("RE-30-000001"), &json!("2030-02-06")));
    assert_eq!(number(office.credit(id, &json!({})).await.expect(201)), "GS-000001");
    let printed = admin.get(&format!("/invoices/{id}/print")).await.expect(200).text();
    for words in ["Clinic of Dr Haddad", "12 Nile Street", "123-456", "Thank you", "RE-30-000001"] {
        assert!(printed.contains(words), "no {words} in {printed}");
    }
    // What was issued before keeps what it says.
    let before = admin.get(&format!("/invoices/{first}/print")).await.expect(200).text();
    assert!(!before.contains("12 Nile Street") && before.contains("INV-000001"), "{before}");
}

#[tokio::test]
async fn what_is_wrong_stands_with_its_field() {
    let office = Office::open().await;
    let admin = office.till.desk.clinic.browser(Role::Admin).await;
    let typed = [("series", "a/b"), ("credit_series", "CN"), ("payment_days", "366"), ("version", "0")];
    let refused = admin.submit(PAGE, &typed).await.expect(422).text();
    assert!(refused.contains("id=\"series-error\"") && refused.contains("id=\"payment_days-error\""), "{refused}");
    let same = [("series", "CN"), ("credit_series", "cn"), ("payment_days", "14"), ("version", "0")];
    assert!(admin.submit(PAGE, &same).await.expect(422).text().contains("id=\"credit_series-error\""));
    office.till.desk.clinic.browser(Role::Billing).await.get(PAGE).await.expect(403);
}

const SETTINGS: &str = "/business/invoicing";

#[tokio::test]
async fn programs_set_how_invoices_are_written() {
    let office = Office::open().await;
    let clinic = &office.till.desk.clinic;
    let admin = clinic.sign_in(Role::Admin).await;
    let usual = admin.get(SETTINGS).await.expect(200);
    assert_eq!((&usual.json()["series"], &usual.json()["payment_days"]), (&json!("INV"), &json!(14)));
    let wanted = json!({
        "series": "re", "credit_series": "GS", "payment_days": 30, "reminder_days": [10],
        "letterhead": { "name": "Clinic of Dr Haddad", "address": "12 Nile Street", "tax_number": "123-456", "footer": "" },
    });

    let changed = admin.put(SETTINGS, &wanted).await.expect(200);

    assert_eq!((&changed.json()["series"], &changed.json()["reminder_days"]), (&json!("RE"), &json!([10])));
    assert_eq!(clinic.audit_of(&changed).await[0].to_string(), "change_invoicing success staff");
    let shown = admin.get(SETTINGS).await.expect(200);
    assert_eq!(shown.json(), changed.json());
    assert_eq!(shown.header("etag"), changed.header("etag"));
    let stale = admin.put(SETTINGS, &wanted).header("if-match", usual.header("etag")).await;
    assert_eq!(stale.to_string(), r#"412 {"code":"stale_version"}"#);
    let page = clinic.browser(Role::Admin).await.get(PAGE).await.expect(200).text();
    assert!(page.contains("12 Nile Street"), "{page}");
}

#[tokio::test]
async fn what_programs_send_wrongly_is_named_by_its_place() {
    let office = Office::open().await;
    let admin = office.till.desk.clinic.sign_in(Role::Admin).await;
    let long = "x".repeat(201);
    for (wrong, pointer) in [
        (json!({ "series": "a/b" }), "/series"),
        (json!({ "series": "CN" }), "/credit_series"),
        (json!({ "payment_days": 366 }), "/payment_days"),
        (json!({ "reminder_days": [7, 7] }), "/reminder_days"),
        (json!({ "letterhead": { "name": long } }), "/letterhead/name"),
        (json!({ "letterhead": { "footer": "a\u{0}b" } }), "/letterhead/footer"),
    ] {
        let refused = admin.put(SETTINGS, &wrong).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    let billing = office.till.desk.clinic.sign_in(Role::Billing).await;
    billing.get(SETTINGS).await.expect(200);
    billing.put(SETTINGS, &json!({})).await.expect(403);
}
