//! Finding people by whatever reception has in hand.

use testkit::{Client, Role, TestClinic};
use uuid::Uuid;

async fn found(desk: &Client, text: &str) -> Vec<Uuid> {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("search", text).finish();
    desk.list(&format!("/api/patients/?{query}")).await
}

#[tokio::test]
async fn names_are_found_in_any_order_by_their_beginnings_and_however_they_are_spelled() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let jose = clinic.patient().named("José María", "Gómez de la Cruz").create().await.id;
    let ahmed = clinic.patient().named("أحمد", "إبراهيم").create().await.id;
    let anna = clinic.patient().named("Anna-Lena", "O'Brien").create().await.id;
    let long = clinic.patient().named("Wolfeschlegelsteinhausen", "Bergerdorff").create().await.id;

    for text in ["gom jos", "JOSE GOMEZ", "gómez, josé", "cruz maria", "  jose\tgom ", "de la cruz"] {
        assert_eq!(found(&desk, text).await, [jose], "{text}");
    }
    for text in ["احمد", "ابراهيم", "أحمد إبر", "ابراهيم احمد"] {
        assert_eq!(found(&desk, text).await, [ahmed], "{text}");
    }
    for text in ["obrien", "o'brien", "lena", "anna lena", "brien anna"] {
        assert_eq!(found(&desk, text).await, [anna], "{text}");
    }
    assert_eq!(found(&desk, "wolfeschlegelst berg").await, [long]);
    for text in ["wolfeschlegelX", "gomez anna", "osé", "zzz", "' or 1=1 --", "%", "\\", "\u{202e}"] {
        assert_ne!(found(&desk, text).await.len(), 1, "{text}");
    }
}

#[tokio::test]
async fn a_text_that_asks_for_nothing_finds_nobody() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    clinic.patient().create().await;

    for text in ["%", "?!", "-", "\u{202e}", "x"] {
        assert!(found(&desk, text).await.is_empty(), "{text:?}");
    }
    assert_eq!(found(&desk, "  ").await.len(), 1);
}

#[tokio::test]
async fn a_phone_is_found_in_any_spelling() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let id = clinic.patient().phone("+20 100 123 4567").create().await.id;
    clinic.patient().phone("+20 100 123 4568").create().await;

    for text in [
        "01001234567",
        "0100 123 4567",
        "+201001234567",
        "00201001234567",
        "٠١٠٠١٢٣٤٥٦٧",
        "(0100) 123-4567",
        "tel 0100 1234567",
    ] {
        assert_eq!(found(&desk, text).await, [id], "{text}");
    }
    assert_eq!(desk.list("/api/patients/?phone=0100-123-4567").await, [id]);
    assert!(found(&desk, "123 4567").await.is_empty());
}

#[tokio::test]
async fn record_number_number_and_birthday_find_their_patient() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let one = clinic.patient().mrn("MRN-0042").born("1985-03-12").create().await;
    let two =
        clinic.patient().named("Nour", "Haddad").mrn("77").born("1990-01-02").email("nour@example.org").create().await;

    for text in [
        "MRN-0042",
        "mrn-0042",
        "file mrn-0042",
        "mrn 0042",
        "file mrn 0042",
        "gom mrn 0042",
        "12/03/1985",
        "1985-03-12",
        "gom 12.3.1985",
        "1",
        "#1",
    ] {
        assert_eq!(found(&desk, text).await, [one.id], "{text}");
    }
    for text in ["77", "2", "nour@example.org", "NOUR@Example.Org", "haddad 02/01/1990", "born 2.1.1990"] {
        assert_eq!(found(&desk, text).await, [two.id], "{text}");
    }
    assert!(found(&desk, "gomez 02/01/1990").await.is_empty());
    for (filter, ids) in [
        ("mrn=mrn0042", vec![one.id]),
        ("email=Nour@example.org", vec![two.id]),
        ("born_from=1985-03-12&born_to=1985-03-12", vec![one.id]),
        ("born_from=1985-03-13", vec![two.id]),
        ("born_to=1990-01-02", vec![one.id, two.id]),
        ("born_from=2000-01-01&born_to=1999-01-01", vec![]),
        ("search=gomez&mrn=77", vec![]),
        ("active=false", vec![]),
    ] {
        assert_eq!(desk.list(&format!("/api/patients/?{filter}")).await, ids, "{filter}");
    }
}

#[tokio::test]
async fn what_is_searched_for_and_what_is_filtered_by_must_both_fit() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let one =
        clinic.patient().mrn("A-1").phone("0100 123 4567").born("1985-03-12").email("a@example.org").create().await;
    let two =
        clinic.patient().mrn("B-2").phone("0100 123 4568").born("1990-01-02").email("b@example.org").create().await;

    for (query, ids) in [
        ("search=A-1&phone=01001234567", vec![one.id]),
        ("search=A-1&phone=01001234568", vec![]),
        ("search=A-1&mrn=B-2", vec![]),
        ("search=01001234568&mrn=B-2&email=b@example.org", vec![two.id]),
        ("search=a@example.org&mrn=B-2", vec![]),
        ("search=12/03/1985&born_from=1980-01-01", vec![one.id]),
        ("search=12/03/1985&born_from=1986-01-01", vec![]),
        ("search=gomez&email=b@example.org", vec![two.id]),
    ] {
        assert_eq!(desk.list(&format!("/api/patients/?{query}")).await, ids, "{query}");
        assert_eq!(desk.list(&format!("/business/contacts?{query}")).await, ids, "{query}");
    }
}

#[tokio::test]
async fn search_stays_inside_the_clinic() {
    let clinic = TestClinic::new().await;
    let elsewhere = clinic.other().await.sign_in(Role::Reception).await;
    clinic.patient().phone("+20 100 123 4567").mrn("A-1").create().await;

    for text in ["gomez", "+201001234567", "A-1", "1"] {
        assert!(found(&elsewhere, text).await.is_empty(), "{text:?}");
    }
}

#[tokio::test]
async fn the_search_box_shows_the_newest_first_and_names_each_in_the_record() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let (one, two) = (clinic.patient().create().await.id, clinic.patient().create().await.id);

    let page = browser.get("/search?q=gom").header("hx-request", "true").await.expect(200);

    let text = page.text();
    assert!(text.find(&two.to_string()).unwrap() < text.find(&one.to_string()).unwrap());
    let record = clinic.audit_of(&page).await;
    assert_eq!(record[0].to_string(), "search_patients success staff about 2");
    assert!(browser.get("/search?q=%3F%21").await.expect(200).text().find("<bdi>José").is_none());
}
