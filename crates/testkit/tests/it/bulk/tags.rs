//! Tags of one person: given, taken, found by, and nobody's business next door.

use serde_json::json;
use testkit::{Role, TestClinic};
use uuid::Uuid;

use super::tags_of;

#[tokio::test]
async fn a_tag_is_given_and_taken_with_what_changed_on_record() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await;
    let path = format!("/business/contacts/{}/tags", person.id);

    let given = desk.post(&path, &json!({ "name": "  Recall   2031 " })).await.expect(200);
    let tag = given.json();
    assert_eq!(tag["name"], "Recall 2031");
    assert_eq!(clinic.audit_of(&given).await[0].to_string(), "tag_contact success staff about 1");
    let again = desk.post(&path, &json!({ "name": "recall 2031" })).await.expect(200).json();
    assert_eq!(again, tag, "whatever the case, it is one tag, as it was first spelled");
    assert_eq!(tags_of(&desk, person.id).await, ["Recall 2031"]);

    let one = format!("{path}/{}", tag["id"].as_str().unwrap());
    let taken = desk.delete(&one).await.expect(204);
    assert_eq!(clinic.audit_of(&taken).await[0].to_string(), "untag_contact success staff about 1");
    assert_eq!(tags_of(&desk, person.id).await, [""; 0]);
    assert_eq!(desk.delete(&one).await.to_string(), r#"404 {"code":"not_found"}"#);
    let record = clinic.sign_in(Role::Admin).await.get("/api/v1/audit/?action=untag_contact").await.expect(200).text();
    assert!(!record.contains("Recall"), "what was said stands sealed: {record}");
    let seen =
        clinic.value("select count(*) from {room}.audit_event where action = 'tag_contact' and detail is not null");
    assert_eq!(seen.await, "1", "the second time nothing changed");
}

#[tokio::test]
async fn nobody_can_read_a_tag_in_the_database() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await;
    let path = format!("/business/contacts/{}/tags", person.id);
    desk.post(&path, &json!({ "name": "Quinquagesima" })).await.expect(200);

    let kept = clinic.value("select encode(name, 'escape') || encode(name_index, 'escape') from {room}.tag").await;
    assert!(!kept.to_lowercase().contains("quinqua"), "{kept}");
}

#[tokio::test]
async fn a_list_is_narrowed_by_a_tag() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let (one, other) = (clinic.patient().create().await, clinic.contact("vendor").create().await);
    clinic.patient().create().await;
    let mut tag = String::new();
    for person in [&one, &other] {
        let path = format!("/business/contacts/{}/tags", person.id);
        tag = desk.post(&path, &json!({ "name": "VIP" })).await.expect(200).id().to_string();
    }

    assert_eq!(desk.list(&format!("/business/contacts?tag={tag}")).await, [one.id, other.id]);
    assert_eq!(desk.list(&format!("/api/patients/?tag={tag}")).await, [one.id]);
    assert!(desk.list(&format!("/business/contacts?tag={}", Uuid::nil())).await.is_empty());
    desk.get("/business/contacts?tag=VIP").await.expect(422);
    let tags = desk.get("/api/tags/").await.expect(200).json();
    assert_eq!((&tags["results"][0]["name"], &tags["results"][0]["people"]), (&json!("VIP"), &json!(2)));

    desk.delete(&one.path()).await.expect(204);
    desk.delete(&other.contact_path()).await.expect(204);
    let tags = desk.get("/api/tags/").await.expect(200).json();
    assert_eq!(tags["count"], 0, "nobody has it who is not out of sight");
}

#[tokio::test]
async fn what_is_no_tag_is_refused_at_its_field() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await;
    let path = format!("/business/contacts/{}/tags", person.id);
    for (name, code) in [("", "required"), ("  ", "required"), ("a\u{0}b", "control_characters")] {
        let answer = desk.post(&path, &json!({ "name": name })).await.expect(422).json();
        assert_eq!((&answer["errors"][0]["pointer"], &answer["errors"][0]["code"]), (&json!("/name"), &json!(code)));
    }
    let long = desk.post(&path, &json!({ "name": "x".repeat(41) })).await.expect(422).json();
    assert_eq!(long["errors"][0]["code"], "too_long");
    for number in 0..20 {
        desk.post(&path, &json!({ "name": format!("Tag {number}") })).await.expect(200);
    }
    let full = desk.post(&path, &json!({ "name": "One more" })).await.expect(422).json();
    assert_eq!(full["errors"][0]["code"], "too_many");
    desk.post(&path, &json!({ "name": "Tag 7" })).await.expect(200);
}

#[tokio::test]
async fn nobody_tags_somebody_next_door_or_who_is_gone() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let foreign = clinic.other().await.patient().create().await.id;
    let gone = clinic.patient().create().await;
    desk.delete(&gone.path()).await.expect(204);
    for id in [foreign, gone.id, Uuid::nil()] {
        let path = format!("/business/contacts/{id}/tags");
        assert_eq!(desk.post(&path, &json!({ "name": "VIP" })).await.to_string(), r#"404 {"code":"not_found"}"#);
        assert_eq!(desk.get(&path).await.to_string(), r#"404 {"code":"not_found"}"#);
    }
    assert_eq!(clinic.value("select count(*) from {room}.tag").await, "0");
    let person = clinic.patient().create().await;
    let path = format!("/business/contacts/{}/tags", person.id);
    clinic.sign_in(Role::Viewer).await.post(&path, &json!({ "name": "VIP" })).await.expect(403);
}

#[tokio::test]
async fn of_two_who_make_the_same_tag_at_once_one_does() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().create().await);
    let give = async |id: Uuid, name: &str| {
        desk.post(&format!("/business/contacts/{id}/tags"), &json!({ "name": name })).await.expect(200).id()
    };

    let (first, second) = tokio::join!(give(one.id, "VIP"), give(other.id, "vip"));

    assert_eq!(first, second);
    assert_eq!(clinic.value("select count(*) from {room}.tag").await, "1");
}

#[tokio::test]
async fn tags_go_over_with_a_merge_and_come_back_with_it() {
    let clinic = TestClinic::new().await;
    let admin = clinic.sign_in(Role::Admin).await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().create().await);
    for (person, name) in [(&one, "VIP"), (&other, "VIP"), (&other, "Recall")] {
        let path = format!("/business/contacts/{}/tags", person.id);
        admin.post(&path, &json!({ "name": name })).await.expect(200);
    }
    let merge = json!({ "other": other.id, "version": 1, "other_version": 1, "reason": "Registered twice" });
    let merge = admin.post(&format!("/api/patients/{}/merge/", one.id), &merge).await.expect(200).id();
    assert_eq!(tags_of(&admin, one.id).await, ["Recall", "VIP"]);

    admin.post(&format!("/api/merges/{merge}/reverse/"), &json!({ "reason": "Two after all" })).await.expect(200);
    assert_eq!(tags_of(&admin, one.id).await, ["VIP"]);
    assert_eq!(tags_of(&admin, other.id).await, ["Recall", "VIP"]);
}
