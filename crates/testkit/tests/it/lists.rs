//! Pages of lists: two shapes, one order, nothing skipped and nothing twice.

use insta::assert_snapshot;
use serde_json::Value;
use testkit::{Client, Desk, Role, TestClinic};
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
    let link = |name: &str| middle[name].as_str().unwrap().to_owned();
    assert!(link("next").starts_with("/api/patients/?page_size=2&active=true&page=3&after="), "{middle}");
    assert!(link("previous").starts_with("/api/patients/?page_size=2&active=true&page=1&before="), "{middle}");
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
        ("after=x", r#"422 {"code":"invalid","errors":{"/after":"malformed"}}"#),
        ("before=1.x", r#"422 {"code":"invalid","errors":{"/before":"malformed"}}"#),
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

fn ids(page: &Value) -> Vec<Uuid> {
    let rows = page["results"].as_array().or(page["items"].as_array()).unwrap();
    rows.iter().map(|row| row["id"].as_str().unwrap().parse().unwrap()).collect()
}

/// The pages from one link to the next, `between` being done after each.
async fn walk(desk: &Client, start: &str, link: &str, mut between: impl AsyncFnMut()) -> Vec<Vec<Uuid>> {
    let (mut pages, mut next) = (Vec::new(), Some(start.to_owned()));
    while let Some(path) = next {
        let page = desk.get(&path).await.expect(200).json();
        pages.push(ids(&page));
        next = page[link].as_str().map(str::to_owned);
        assert!(pages.len() < 50, "the links lead in a circle");
        between().await;
    }
    pages
}

#[tokio::test]
async fn whoever_follows_the_links_newest_first_sees_each_row_once() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut there = Vec::new();
    for _ in 0..5 {
        there.insert(0, clinic.patient().create().await.id);
    }

    for query in ["", "&search=gomez", "&search=g%C3%B3mez+jos%C3%A9+j"] {
        let start = format!("/api/patients/?ordering=-created_at&page_size=2{query}");
        let pages = walk(&desk, &start, "next", async || {
            clinic.patient().create().await;
        });
        let seen = pages.await.concat();
        assert_eq!(seen[seen.len() - 5..], there, "{query}");
        let mut once = seen.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), seen.len(), "{query}");
    }
}

#[tokio::test]
async fn a_row_that_is_deleted_hides_no_other() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut there = Vec::new();
    for _ in 0..5 {
        there.push(clinic.patient().create().await);
    }
    let first = desk.get("/api/patients/?page_size=2").await.expect(200).json();

    desk.delete(&there[0].path()).await.expect(204);

    let second = desk.get(first["next"].as_str().unwrap()).await.expect(200).json();
    assert_eq!(ids(&second), [there[2].id, there[3].id]);
}

#[tokio::test]
async fn the_way_back_is_the_way_there() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    for _ in 0..7 {
        clinic.patient().create().await;
    }

    for order in ["created_at", "-created_at"] {
        let last = format!("/api/patients/?ordering={order}&page_size=2&page=4");
        let mut back = walk(&desk, &last, "previous", async || ()).await;
        back.reverse();
        let there = walk(&desk, &format!("/api/patients/?ordering={order}&page_size=2"), "next", async || ()).await;
        assert_eq!(back, there);
        assert_eq!(there.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2, 1]);
    }
}

#[tokio::test]
async fn a_day_that_fills_up_while_it_is_read_shows_each_booking_once() {
    let desk = Desk::open().await;
    for order in ["starts_at", "-starts_at", "created_at", "-created_at"] {
        let desk = Desk::of(desk.clinic.clone()).await;
        let mut there = Vec::new();
        for at in ["14:00", "11:00", "13:00", "12:00", "15:00"] {
            there.push(desk.booked(at).await);
        }
        // Before, between and behind what is there.
        let mut late = ["10:00", "11:30", "12:30", "15:30", "13:30"].into_iter();
        let start = format!("/api/appointments/?ordering={order}&page_size=2&provider={}", desk.doctor.id);

        let pages = walk(&desk.reception, &start, "next", async || {
            if let Some(at) = late.next() {
                desk.booked(at).await;
            }
        });
        let seen = pages.await.concat();

        let mut once = seen.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), seen.len(), "{order} repeats one");
        assert!(there.iter().all(|id| seen.contains(id)), "{order} skips one");
        let whole = format!("/api/appointments/?ordering={order}&provider={}", desk.doctor.id);
        let mut whole = desk.reception.list(&whole).await;
        whole.retain(|id| seen.contains(id));
        assert_eq!(seen, whole, "{order}");
    }
}

#[tokio::test]
async fn business_clients_find_the_same_links_in_a_header() {
    let desk = Desk::open().await;
    for at in ["10:00", "11:00", "12:00"] {
        desk.booked(at).await;
    }

    let first = desk.reception.get("/business/appointments?ordering=-starts_at&page_size=1").await.expect(200);
    let link = first.header("link").to_owned();
    let next = link
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix(">; rel=\"next\""))
        .unwrap_or_else(|| panic!("{link}"));
    desk.booked("13:00").await;
    let second = desk.reception.get(next).await.expect(200);

    assert!(next.starts_with("/business/appointments?ordering=-starts_at&page_size=1&page=2&after="), "{next}");
    assert_eq!(second.json()["items"][0]["starts_at"], "2030-01-07T09:00:00Z");
    assert!(second.header("link").contains("; rel=\"prev\""), "{}", second.header("link"));
    assert_eq!(desk.reception.get("/business/appointments").await.header("link"), "");
}
