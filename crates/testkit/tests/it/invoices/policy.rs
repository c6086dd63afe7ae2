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
