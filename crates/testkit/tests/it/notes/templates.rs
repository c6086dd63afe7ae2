//! Words to begin a note with: the clinic's, and everybody's own.

use insta::assert_snapshot;
use serde_json::{Value, json};
use testkit::{Client, Role};
use uuid::Uuid;

use super::{Ward, nothing};

fn make(by: &Client, shared: bool, name: &str) -> testkit::Call {
    let words = json!({ "name": name, "shared": shared, "subjective": "{{patient}}, {{age}}", "plan": "Splint" });
    by.post("/api/note-templates/", &words)
}

async fn names(by: &Client) -> Vec<String> {
    let found = by.get("/api/note-templates/").await.expect(200).json();
    found["results"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_clinics_are_everybodys_and_ones_own_are_ones_own() {
    let ward = Ward::open().await;
    let (assistant, admin) = (ward.sign_in(Role::Assistant).await, ward.sign_in(Role::Admin).await);
    let shared = make(&ward.doctor, true, "Hand").await.expect(201);
    let own = make(&assistant, false, "Mine").await.expect(201);

    assert_eq!(names(&assistant).await, ["Hand", "Mine"]);
    assert_eq!(names(&ward.doctor).await, ["Hand"]);
    assert_eq!(names(&admin).await, ["Hand"]);
    make(&assistant, true, "Ours").await.expect(403);
    make(&admin, true, "Elbow").await.expect(201);
    make(&admin, false, "Mine").await.expect(403);
    let (shared, own) = (shared.header("location").to_owned(), own.header("location").to_owned());
    let words = json!({ "name": "Other", "plan": "x" });
    assistant.put(&shared, &words).await.expect(403);
    assistant.delete(&shared).await.expect(403);
    for client in [&ward.doctor, &admin] {
        client.get(&own).await.expect(404);
        client.put(&own, &words).await.expect(404);
        client.delete(&own).await.expect(404);
    }
    assistant.put(&own, &words).await.expect(200);
    assert_snapshot!(assistant.put(&own, &words).header("if-match", "\"1\"").await, @r#"412 {"code":"stale_version"}"#);
    assistant.delete(&own).await.expect(204);
    assistant.get(&own).await.expect(404);
    ward.sign_in(Role::Reception).await.get("/api/note-templates/").await.expect(403);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let ward = Ward::open().await;
    let post = |input: Value| ward.doctor.post("/api/note-templates/", &input);
    assert_snapshot!(post(json!({ "plan": "x" })).await, @r#"422 {"code":"invalid","errors":{"/name":"required"}}"#);
    assert_snapshot!(post(json!({ "name": "x" })).await, @r#"422 {"code":"invalid","errors":{"/subjective":"required"}}"#);
    assert_snapshot!(post(json!({ "name": "x".repeat(61), "plan": "x" })).await, @r#"422 {"code":"invalid","errors":{"/name":"too_long"}}"#);
    assert_snapshot!(post(json!({ "name": "x", "plan": "{{mrn}}" })).await, @r#"422 {"code":"invalid","errors":{"/plan":"unknown_placeholder"}}"#);
    ward.doctor.get(&format!("/api/note-templates/{}/", Uuid::nil())).await.expect(404);
}

#[tokio::test]
async fn a_template_is_inserted_with_what_is_known_filled_in() {
    let ward = Ward::open().await;
    let result = json!({ "patient": ward.desk.patient.id, "instrument": "phq-2", "answers": { "1": 1, "2": 1 }, "status": "completed" });
    ward.doctor.post("/api/assessments/", &result).await.expect(201);
    let words = json!({ "name": "Hand", "subjective": "{{patient}} on {{date}}", "objective": "{{last_result}}", "plan": "{{author}}" });
    let id = ward.doctor.post("/api/note-templates/", &words).await.expect(201).id().to_string();
    let path = ward.drafted(&ward.doctor, &json!({ "subjective": "Typed" })).await.replace("/api", "");
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    assert!(
        browser.get(&format!("{path}edit")).await.expect(200).text().contains(&format!("<option value=\"{id}\">Hand"))
    );

    let filled = browser.get(&format!("{path}filled/{id}")).await.expect(200).json();
    assert!(filled["subjective"].as_str().unwrap().ends_with(" on 07/01/2030"), "{filled}");
    assert!(
        filled["objective"].as_str().unwrap().contains("2 (07/01/2030)")
            || filled["objective"].as_str().unwrap().contains("(07/01/2030)"),
        "{filled}"
    );
    assert_eq!(filled["plan"], "The doctor");
    let sent = [("subjective", "Typed"), ("version", "1"), ("do", "insert"), ("template", id.as_str())];
    browser.submit(&format!("{path}edit"), &sent).await.expect(303);
    let kept = ward.doctor.get(&format!("/api{path}")).await.json();
    assert_eq!(kept["subjective"], format!("Typed\n{}", filled["subjective"].as_str().unwrap()));
    assert_eq!(kept["plan"], "The doctor");
    let other = ward.desk.clinic.browser(Role::Therapist).await;
    other.get(&format!("{path}filled/{id}")).await.expect(404);
    browser.get(&format!("{path}filled/{}", Uuid::nil())).await.expect(404);
}

#[tokio::test]
async fn templates_are_made_changed_and_removed_by_their_forms() {
    let ward = Ward::open().await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let new = "/notes/templates/new";
    let page = browser.submit(new, &[("name", "Hand"), ("plan", "{{mrn}}")]).await.expect(422).text();
    assert!(page.contains("{{mrn}}") && page.contains(r#"id="plan-error""#), "{page}");
    browser.submit(new, &[("name", "Hand"), ("plan", "{{date}}"), ("shared", "true")]).await.expect(303);
    let page = browser.get("/notes/templates/").await.expect(200).text();
    let links = page.split("href=\"").filter_map(|rest| rest.strip_prefix("/notes/templates/")?.split_once("/\""));
    let id = links.map(|(id, _)| id.to_owned()).find(|id| id.len() == 36);
    let path = format!("/notes/templates/{}", id.unwrap_or_else(|| panic!("{page}")));
    assert!(browser.get(&path).await.expect(200).text().contains("{{date}}"));
    let stale = browser.submit(&path, &[("name", "Hand"), ("plan", "x"), ("version", "7")]).await;
    assert_eq!(stale.status, 412, "{stale}");
    browser.submit(&path, &[("name", "Wrist"), ("plan", "x"), ("version", "1")]).await.expect(303);
    assert_eq!(names(&ward.doctor).await, ["Wrist"]);
    assert_eq!(browser.submit(&format!("{path}/remove"), &[]).await.status, 422);
    browser.submit(&format!("{path}/remove"), &[("version", "2")]).await.expect(303);
    assert!(names(&ward.doctor).await.is_empty());
}

#[tokio::test]
async fn templates_lie_sealed_and_notes_outlive_them() {
    let ward = Ward::open().await;
    let made = ward.doctor.post("/api/note-templates/", &json!({ "name": "Quinquagesima", "plan": "Sexagesima" }));
    let made = made.await.expect(201);
    assert_eq!(ward.desk.clinic.audit_of(&made).await[0].to_string(), "write_own_template success staff");
    let row = ward.desk.clinic.value("select t::text from {room}.note_template t").await;
    for word in ["Quinquagesima", "Sexagesima"] {
        assert!(!row.contains(word) && !row.contains(&hex::encode(word)), "{row}");
    }
    let path = ward.drafted(&ward.doctor, &nothing()).await;
    ward.doctor.delete(made.header("location")).await.expect(204);
    ward.doctor.get(&path).await.expect(200);
}
