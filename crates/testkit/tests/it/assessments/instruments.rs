//! Which instruments there are, which a clinic uses, and how it brings its own.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::Role;

use super::{Ward, nothing};

const PATH: &str = "/api/v1/instruments/";

fn stairs(version: u32) -> Value {
    json!({
        "id": "stairs", "version": version, "title": { "en": "Stairs", "fr": "Escalier" },
        "about": { "en": "Steps climbed in a minute." },
        "licence": { "class": "open", "holder": "This clinic", "citation": "Made here" },
        "languages": { "en": "original" }, "instruction": { "en": "Count the steps." }, "direction": "higher_is_better",
        "items": [{ "id": "steps", "text": { "en": "Steps" }, "answer": { "number": { "min": 0, "max": 300 } } }],
        "scoring": { "method": "sum", "transform": [{ "times": version }] },
    })
}

#[tokio::test]
async fn those_that_come_with_the_program_are_listed_with_their_terms() {
    let ward = Ward::open().await;

    let list = ward.doctor.get(&format!("{PATH}?page_size=100")).await.expect(200).json();

    assert_eq!((&list["count"], list["results"].as_array().unwrap().len()), (&json!(21), 21));
    let used: Vec<&str> = list["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["in_use"] == false)
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(used, ["barthel", "katz", "lawton", "berg"]);
    let one = ward.doctor.get(&format!("{PATH}phq-9/")).header("accept-language", "fr").await.expect(200).json();
    assert_eq!((&one["title"], &one["licence"]["class"]), (&json!("PHQ-9 : dépression"), &json!("open")));
    assert_eq!(one["languages"], json!([{ "language": "en", "validated": true }]));
    assert_eq!(one["definition"]["items"].as_array().unwrap().len(), 9);
    ward.doctor.get(&format!("{PATH}mmse/")).await.expect(404);
    assert_eq!(
        ward.doctor.get(&format!("{PATH}?page=2&page_size=20")).await.json()["results"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn one_whose_owner_must_be_asked_is_used_by_their_leave_alone() {
    let ward = Ward::open().await;
    let admin = ward.sign_in(Role::Admin).await;
    let choose = |input: Value| admin.put(&format!("{PATH}berg/"), &input);
    let answers = json!({ "1": 4 });

    assert_snapshot!(choose(json!({ "in_use": true })).await, @r#"422 {"code":"invalid","errors":{"/permission":"required"}}"#);
    assert_snapshot!(choose(json!({ "in_use": true, "permission": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/permission":"too_long"}}"#);
    let chosen = choose(json!({ "in_use": true, "permission": "Letter of 2029" })).await.expect(200).json();
    assert_eq!((&chosen["in_use"], &chosen["permission"]), (&json!(true), &json!("Letter of 2029")));
    let path = ward.drafted(&ward.doctor, "berg", &answers).await;

    choose(json!({ "in_use": false })).await.expect(200);
    ward.write(&ward.doctor, "berg", &answers, &nothing()).await.expect(422);
    // What was begun with it is finished.
    ward.doctor.put(&path, &json!({ "answers": answers })).await.expect(200);
    admin.put(&format!("{PATH}mmse/"), &json!({ "in_use": true })).await.expect(404);
}

#[tokio::test]
async fn a_clinic_brings_its_own_and_a_published_version_stays() {
    let ward = Ward::open().await;
    let admin = ward.sign_in(Role::Admin).await;

    let imported = admin.post(PATH, &stairs(1)).await.expect(201);
    assert_eq!((imported.header("location"), &imported.json()["is_own"]), ("/api/instruments/stairs/", &json!(true)));
    let old = ward.completed(&ward.doctor, "stairs", &json!({ "steps": 40 })).await;
    assert_snapshot!(admin.post(PATH, &stairs(1)).await, @r#"409 {"code":"already_recorded"}"#);
    admin.post(PATH, &stairs(2)).await.expect(201);

    let new = ward.completed(&ward.doctor, "stairs", &json!({ "steps": 40 })).await;
    let score = |found: Value| (found["instrument_version"].clone(), found["score"].clone());
    assert_eq!(score(ward.doctor.get(&new).await.json()), (json!(2), json!(80)));
    assert_eq!(score(ward.doctor.get(&old).await.json()), (json!(1), json!(40)));
    // An amendment is scored as the first answers were.
    let amendment = json!({ "answers": { "steps": 41 }, "reason": "Miscounted" });
    let amended = ward.doctor.post(&format!("{old}amend/"), &amendment).await.expect(200).json();
    assert_eq!(score(amended), (json!(1), json!(41)));
    let neighbour = ward.desk.clinic.other().await.sign_in(Role::Doctor).await;
    neighbour.get(&format!("{PATH}stairs/")).await.expect(404);
}

#[tokio::test]
async fn a_definition_with_flaws_is_refused_with_their_places() {
    let ward = Ward::open().await;
    let admin = ward.sign_in(Role::Admin).await;
    let with = |field: &str, value: Value| {
        let mut definition = stairs(1);
        definition[field] = value;
        admin.post(PATH, &definition)
    };

    assert_snapshot!(with("id", json!("phq-9")).await, @r#"422 {"code":"invalid","errors":{"/id":"taken"}}"#);
    assert_snapshot!(with("id", json!("Stairs!")).await, @r#"422 {"code":"invalid","errors":{"/id":"malformed"}}"#);
    assert_snapshot!(with("items", json!([])).await, @r#"422 {"code":"invalid","errors":{"/items":"too_few"}}"#);
    assert_snapshot!(with("colour", json!("red")).await, @r#"422 {"code":"invalid","errors":{"/colour":"unknown_field"}}"#);
    assert_snapshot!(with("scoring", json!({ "method": "guess" })).await, @r#"422 {"code":"invalid","errors":{"/scoring/method":"unknown_choice"}}"#);
    assert_snapshot!(admin.post(PATH, &nothing()).await, @r#"422 {"code":"invalid","errors":{"/id":"required"}}"#);
    admin.get(&format!("{PATH}stairs/")).await.expect(404);
}

#[tokio::test]
async fn administrators_decide_and_clinicians_look() {
    let ward = Ward::open().await;
    for role in Role::ALL {
        let client = ward.sign_in(*role).await;
        let looks = matches!(role, Role::Admin | Role::Doctor | Role::Therapist | Role::Assistant);
        let expected = if looks { 200 } else { 403 };
        assert_eq!(client.get(PATH).await.status, expected, "{role:?}");
        assert_eq!(client.get(&format!("{PATH}phq-9/")).await.status, expected, "{role:?}");
        if *role != Role::Admin {
            client.post(PATH, &stairs(1)).await.expect(403);
            client.put(&format!("{PATH}phq-9/"), &json!({ "in_use": false })).await.expect(403);
        }
    }
}
