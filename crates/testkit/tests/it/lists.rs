//! Pages of lists: two shapes, one order, nothing skipped and nothing twice.

use insta::assert_snapshot;
use testkit::{Role, TestClinic};
use uuid::Uuid;

#[tokio::test]
async fn the_two_shapes_of_a_page() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    assert_snapshot!(desk.get("/api/patients/").await, @r#"200 {"count":0,"next":null,"previous":null,"results":[]}"#);
    assert_snapshot!(desk.get("/business/contacts").await, @r#"200 {"count":0,"items":[],"page":1,"page_size":25}"#);
    for _ in 0..5 {
        clinic.patient().create().await;
    }

    let middle = desk.get("/api/patients/?page=2&page_size=2&active=true").await.expect(200).json();
    assert_eq!((&middle["count"], middle["results"].as_array().unwrap().len()), (&5.into(), 2));
    assert_eq!(middle["next"], "/api/patients/?page_size=2&active=true&page=3");
    assert_eq!(middle["previous"], "/api/patients/?page_size=2&active=true&page=1");
    let last = desk.get("/business/contacts?page=3&page_size=2").await.expect(200).json();
    assert_eq!((&last["page"], last["items"].as_array().unwrap().len()), (&3.into(), 1));
    let beyond = desk.get("/api/patients/?page=9").await.expect(200).json();
    assert_eq!((&beyond["count"], &beyond["next"]), (&5.into(), &serde_json::Value::Null));
}

#[tokio::test]
async fn pages_out_of_range_are_refused() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    for (query, refusal) in [
        ("page=0", r#"422 {"code":"invalid","errors":{"/page":"out_of_range"}}"#),
        ("page=-1", r#"422 {"code":"invalid","errors":{"/page":"out_of_range"}}"#),
        ("page=x", r#"422 {"code":"invalid","errors":{"/page":"malformed"}}"#),
        ("page=99999999999999999999", r#"422 {"code":"invalid","errors":{"/page":"malformed"}}"#),
        ("page_size=0", r#"422 {"code":"invalid","errors":{"/page_size":"out_of_range"}}"#),
        ("page_size=101", r#"422 {"code":"invalid","errors":{"/page_size":"out_of_range"}}"#),
        ("ordering=name", r#"422 {"code":"invalid","errors":{"/ordering":"unknown_choice"}}"#),
        ("born_from=x", r#"422 {"code":"invalid","errors":{"/born_from":"not_a_date"}}"#),
        ("kind=friend", r#"422 {"code":"invalid","errors":{"/kind":"malformed"}}"#),
        ("active=maybe", r#"422 {"code":"invalid","errors":{"/active":"malformed"}}"#),
        ("phone=1&email=2", r#"422 {"code":"invalid","errors":{"/email":"not_an_email","/phone":"not_a_phone"}}"#),
    ] {
        for path in ["/api/patients/", "/business/contacts"] {
            assert_eq!(desk.get(&format!("{path}?{query}")).await.to_string(), refusal, "{query}");
        }
    }
    desk.get("/api/patients/?page=&page_size=&search=&phone=&kind=&active=&unknown=1").await.expect(200);
    desk.get("/api/staff/?page=&page_size=").await.expect(200);
}

#[tokio::test]
async fn inserts_while_paging_neither_skip_nor_repeat() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut there = Vec::new();
    for _ in 0..9 {
        there.push(clinic.patient().create().await.id);
    }

    let mut seen: Vec<Uuid> = Vec::new();
    let mut next = "/api/patients/?page_size=2".to_owned();
    loop {
        let page = desk.get(&next).await.expect(200).json();
        seen.extend(
            page["results"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().parse::<Uuid>().unwrap()),
        );
        if seen.len() < 8 {
            there.push(clinic.patient().create().await.id);
        }
        let Some(path) = page["next"].as_str() else { break };
        next = path.to_owned();
    }
    assert_eq!(seen, there);
}

#[tokio::test]
async fn newest_first_is_the_same_order_backwards() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(clinic.patient().create().await.id);
    }

    assert_eq!(desk.list("/api/patients/").await, ids);
    assert_eq!(desk.list("/api/patients/?ordering=created_at").await, ids);
    ids.reverse();
    assert_eq!(desk.list("/api/patients/?ordering=-created_at").await, ids);
    assert_eq!(desk.list("/api/patients/?ordering=-created_at&search=gomez&page=2&page_size=3").await, ids[3..]);
}
