//! Deeds done to many by the API: to each by itself, judged and recorded as if it alone had been asked for.

use serde_json::json;
use testkit::{Desk, Role, TestClinic};
use uuid::Uuid;

use super::{bulk, tags_of, told};

#[tokio::test]
async fn many_are_tagged_each_on_record_and_whoever_is_not_there_is_told_so() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let foreign = clinic.other().await.patient().create().await.id;
    let (one, other) = (clinic.patient().create().await.id, clinic.contact("vendor").create().await.id);
    bulk(&desk, "tag", &[other], &json!({ "tag": "VIP" })).await.expect(200);

    let answer = bulk(&desk, "tag", &[one, foreign, other, Uuid::nil()], &json!({ "tag": "vip" })).await.expect(200);

    assert_eq!(told(&answer), (1, 1, 2, vec!["not_found".to_owned(), "not_found".to_owned()]));
    let rows = answer.json();
    let ids: Vec<_> = rows["results"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [one, foreign, other, Uuid::nil()].map(|id| id.to_string()), "in the order that was asked");
    let lines: Vec<String> = clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    let mut lines = lines;
    lines.sort();
    assert_eq!(lines, ["tag_contact success staff", "tag_contact success staff about 1"]);
    assert_eq!((tags_of(&desk, one).await, tags_of(&desk, other).await), (vec!["VIP".into()], vec!["VIP".into()]));

    let answer = bulk(&desk, "untag", &[one, foreign], &json!({ "tag": "VIP" })).await.expect(200);
    assert_eq!(told(&answer), (1, 0, 1, vec!["not_found".to_owned()]));
    let answer = bulk(&desk, "untag", &[one], &json!({ "tag": "VIP" })).await.expect(200);
    assert_eq!(told(&answer), (0, 1, 0, vec![]));
    let answer = bulk(&desk, "untag", &[one], &json!({ "tag": "No such" })).await.expect(200);
    assert_eq!(told(&answer), (0, 0, 1, vec!["unknown_choice".to_owned()]));
}

#[tokio::test]
async fn whoever_is_expected_stays_and_the_others_go_and_come_back() {
    let desk = Desk::open().await;
    let clinic = &desk.clinic;
    let (admin, reception) = (clinic.sign_in(Role::Admin).await, clinic.sign_in(Role::Reception).await);
    desk.booked("10:00").await;
    let free = [clinic.patient().create().await.id, clinic.patient().mrn("A-7").create().await.id];
    let all = [free[0], desk.patient.id, free[1]];

    let answer = bulk(&reception, "delete", &all, &json!({})).await.expect(200);
    assert_eq!(told(&answer), (2, 0, 1, vec!["has_appointments".to_owned()]));
    assert!(answer.json()["results"][1]["detail"].as_str().unwrap().contains('1'), "{answer}");
    assert_eq!(admin.list("/business/contacts").await, [desk.patient.id]);
    assert_eq!(clinic.audit_of(&answer).await.len(), 2, "who was refused left nothing on record");

    clinic.patient().mrn("A-7").create().await;
    let answer = bulk(&admin, "restore", &all, &json!({})).await.expect(200);
    assert_eq!(told(&answer), (1, 0, 2, vec!["not_found".to_owned(), "duplicate_mrn".to_owned()]));
    admin.get(&format!("/api/patients/{}/", free[0])).await.expect(200);
    assert_eq!(bulk(&reception, "restore", &all, &json!({})).await.status, 403);
}

#[tokio::test]
async fn when_all_are_refused_nothing_is_on_record_and_it_is_an_answer_all_the_same() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    let answer = bulk(&desk, "delete", &[Uuid::nil(), Uuid::max()], &json!({})).await.expect(200);

    assert_eq!(told(&answer).2, 2);
    assert_eq!(clinic.audit_of(&answer).await, []);
}

#[tokio::test]
async fn a_choice_that_cannot_be_meant_is_refused() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await.id;
    let many: Vec<Uuid> = (0..501).map(Uuid::from_u128).collect();
    let cases: [(&[Uuid], &str, &str); 3] =
        [(&[], "/ids", "required"), (&many, "/ids", "too_many_chosen"), (&[person, person], "/ids/1", "duplicate")];
    for (ids, pointer, code) in cases {
        let answer = bulk(&desk, "tag", ids, &json!({ "tag": "VIP" })).await.expect(422).json();
        assert_eq!((&answer["errors"][0]["pointer"], &answer["errors"][0]["code"]), (&json!(pointer), &json!(code)));
    }
    let answer = bulk(&desk, "tag", &[], &json!({ "tag": "" })).await.expect(422).json();
    assert_eq!(answer["errors"].as_array().unwrap().len(), 2);
    desk.post("/business/contacts/bulk/delete", &json!({ "ids": ["somebody"] })).await.expect(422);
    desk.post("/business/contacts/bulk/delete", &json!({ "ids": [person], "?": 1 })).await.expect(200);
}

#[tokio::test]
async fn the_same_request_sent_again_is_answered_and_not_done_again() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let person = clinic.patient().create().await;
    let send = || {
        admin
            .post("/business/contacts/bulk/delete", &json!({ "ids": [person.id] }))
            .and_header("idempotency-key", "0198c0de-0000-7000-8000-000000000001")
    };
    let first = send().await.expect(200);
    bulk(&admin, "restore", &[person.id], &json!({})).await.expect(200);

    let second = send().await.expect(200);

    assert_eq!(first.json(), second.json());
    admin.get(&person.path()).await.expect(200);
}

#[tokio::test]
async fn five_hundred_go_at_once() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let first = clinic.patient().create().await.id;
    // All but one are nobody's: each of them is looked for, and told apart from the one who is there.
    let mut ids = vec![first];
    ids.extend((1..500).map(Uuid::from_u128));

    let answer = bulk(&admin, "tag", &ids, &json!({ "tag": "VIP" })).await.expect(200);

    assert_eq!((told(&answer).0, told(&answer).2), (1, 499));
}

#[tokio::test]
async fn two_who_tag_the_same_people_at_once_do_not_block_each_other() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let mut ids = Vec::new();
    for _ in 0..8 {
        ids.push(clinic.patient().create().await.id);
    }
    let backwards: Vec<Uuid> = ids.iter().rev().copied().collect();
    let (vip, recall) = (json!({ "tag": "VIP" }), json!({ "tag": "Recall" }));

    let (one, other) = tokio::join!(bulk(&desk, "tag", &ids, &vip), bulk(&desk, "tag", &backwards, &recall));

    assert_eq!((told(&one.expect(200)).0, told(&other.expect(200)).0), (8, 8));
}
