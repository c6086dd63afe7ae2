//! Clinical text reaches nobody but those who care for patients: words that stand nowhere else are written into every
//! clinical field, and everybody else asks for everything, in every form that it can be asked for.

use serde_json::json;
use tenancy::Action;
use testkit::{Call, Client, Response, Role, TestClinic};

use super::routes::{nowhere, operations, pages};
use super::scene::Scene;

/// Every clinical field holds one of these.
const CANARIES: &[&str] = &["Quinquagesima", "Sexagesima", "Septuagesima", "J98.76", "Octogesima", "Nonagesima"];

/// Writes each kind of record and revises it, and strikes one at another visit.
async fn fill(clinic: &TestClinic, scene: &Scene) {
    let doctor = clinic.sign_in(Role::Doctor).await;
    let (patient, appointment) = (scene.path("{patient}").unwrap(), scene.path("{appointment}").unwrap());
    let revised = json!({ "text": "Sexagesima", "reason": "Septuagesima" });
    for known in ["/api/records/{id}", "/api/records/{id}/fulfil"] {
        let path = scene.path(known).unwrap().replace("/fulfil", "");
        doctor.put(&path, &revised).await.expect(200);
    }
    let coded = json!({ "text": "Sexagesima", "code": "J98.76", "reason": "Septuagesima" });
    doctor.put(&scene.path("/api/records/{id}").unwrap(), &coded).await.expect(200);
    let prescription = json!({ "appointment": appointment, "kind": "prescription", "text": "Quinquagesima" });
    let id = doctor.post("/api/records/", &prescription).await.expect(201).id();
    doctor.put(&format!("/api/records/{id}/"), &revised).await.expect(200);
    let hidden = json!({ "reason": "Nonagesima" });
    doctor.post(&format!("/api/records/{id}/release/"), &json!({})).await.expect(200);
    doctor.post(&format!("/api/records/{id}/withdraw/"), &hidden).await.expect(200);
    let visit = json!({ "patient": patient, "kind": "consultation", "starts_at": "2030-01-07T12:00:00+02:00" });
    let appointment = doctor.post("/api/appointments/", &visit).await.expect(201).id();
    let diagnosis =
        json!({ "appointment": appointment, "kind": "diagnosis", "text": "Quinquagesima", "code": "J98.76" });
    let id = doctor.post("/api/records/", &diagnosis).await.expect(201).id();
    let struck = doctor.delete(&format!("/api/records/{id}/")).json(&json!({ "reason": "Octogesima" }));
    assert!(struck.await.status.is_success());
    let allergy = json!({
        "patient": patient, "kind": "allergy", "name": "Quinquagesima", "severity": "severe", "reaction": "Sexagesima",
        "note": "Nonagesima",
    });
    let id = doctor.post("/api/history/", &allergy).await.expect(201).id();
    let struck = doctor.delete(&format!("/api/history/{id}/")).json(&json!({ "reason": "Octogesima" }));
    assert!(struck.await.status.is_success());
    let condition = json!({ "patient": patient, "kind": "condition", "name": "Quinquagesima", "code": "J98.76" });
    doctor.post("/api/history/", &condition).await.expect(201);
    let reading = json!({ "patient": patient, "sensor_type": "weight", "value": "70.0", "unit": "kg",
        "measured_at": "2030-01-07T05:00:00Z", "note": "Sexagesima" });
    doctor.post("/api/readings/", &reading).await.expect(201);
    let mut struck = json!({ "patient": patient, "sensor_type": "weight", "value": "7.5", "unit": "kg",
        "measured_at": "2030-01-07T05:10:00Z", "note": "Sexagesima" });
    doctor.post("/api/readings/", &struck).await.expect(201);
    struck["device"] = json!(doctor.staff().id);
    struck["reason"] = json!("Octogesima");
    doctor.post("/api/readings/strike/", &struck).await.expect(200);
    let goals = json!({ "goal-1": "Quinquagesima", "level-1": 1 });
    let found = json!({ "patient": patient, "instrument": "gas", "answers": goals, "status": "completed" });
    let id = doctor.post("/api/assessments/", &found).await.expect(201).id();
    let amended = json!({ "answers": { "goal-1": "Sexagesima", "level-1": 0 }, "reason": "Septuagesima" });
    doctor.post(&format!("/api/assessments/{id}/amend/"), &amended).await.expect(200);
    doctor.post(&format!("/api/assessments/{id}/release/"), &json!({})).await.expect(200);
    doctor.post(&format!("/api/assessments/{id}/withdraw/"), &hidden).await.expect(200);
    fill_plan(&doctor, &patient).await;
    fill_notes(&doctor, &patient).await;
}

async fn fill_plan(doctor: &Client, patient: &str) {
    let plan =
        json!({ "patient": patient, "title": "Quinquagesima", "summary": "Sexagesima", "review_on": "2030-01-08" });
    let plan = doctor.post("/api/plans/", &plan).await.expect(201).id();
    let goal = json!({ "plan": plan, "text": "Quinquagesima", "baseline": "Sexagesima", "much_less": "Septuagesima",
        "less": "Octogesima", "expected": "Nonagesima", "more": "Sexagesima", "much_more": "Quinquagesima" });
    let goal = doctor.post("/api/goals/", &goal).await.expect(201).id();
    let level = json!({ "level": 1, "note": "Nonagesima" });
    doctor.post(&format!("/api/goals/{goal}/scores/"), &level).await.expect(201);
    let exercise = json!({ "plan": plan, "name": "Sexagesima", "instructions": "Octogesima", "times_per_week": 3 });
    doctor.post("/api/exercises/", &exercise).await.expect(201);
    doctor.post("/api/progress-notes/", &json!({ "plan": plan, "text": "Septuagesima" })).await.expect(201);
}

async fn fill_notes(doctor: &Client, patient: &str) {
    let visit = doctor.post("/api/encounters/", &json!({ "patient": patient })).await.expect(201).id();
    let words = json!({ "encounter": visit, "subjective": "Quinquagesima", "plan": "Quinquagesima" });
    let id = doctor.post("/api/notes/", &words).await.expect(201).id();
    doctor.post(&format!("/api/notes/{id}/sign/"), &json!({ "incomplete": true })).await.expect(200);
    let amended = json!({ "subjective": "Sexagesima", "reason": "Septuagesima" });
    doctor.post(&format!("/api/notes/{id}/amend/"), &amended).await.expect(200);
    doctor.post(&format!("/api/notes/{id}/strike/"), &json!({ "reason": "Octogesima" })).await.expect(200);
    let again = doctor.post("/api/encounters/", &json!({ "patient": patient })).await.expect(201).id();
    doctor.post("/api/notes/", &json!({ "encounter": again, "plan": "Nonagesima" })).await.expect(201);
}

fn canary_in(answer: &Response) -> Option<&'static str> {
    let headers = answer.headers.values().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let all = headers.chain([answer.text()]).collect::<Vec<_>>().join("\n");
    CANARIES.iter().copied().find(|canary| all.contains(canary))
}

/// The ways in which one address can be asked for.
fn dressed(call: &Call) -> Vec<Call> {
    let dress = |name: &str, value: &str| call.clone().header(name, value);
    vec![
        call.clone(),
        dress("hx-request", "true"),
        dress("accept", "application/json"),
        dress("accept", "text/csv"),
        dress("accept", "application/fhir+json"),
        dress("accept", "text/html"),
        dress("accept-profile", "clinic"),
        dress("x-background", "true"),
        dress("if-none-match", "\"0\""),
    ]
}

/// Fails when any of these answers holds what it must not.
async fn silent(calls: Vec<Call>, what: &str) {
    for call in calls {
        let answer = call.await;
        assert_eq!(canary_in(&answer), None, "{what}: {answer}");
    }
}

async fn ask_for_everything(scene: &Scene, browser: &Client, program: &Client, role: Role) {
    for page in pages() {
        let path = scene.path(&page.path).unwrap_or_else(|| nowhere(&page.path));
        let what = format!("{path} as {role:?}");
        if page.get && !page.path.ends_with("/live") {
            silent(dressed(&browser.get(&path)), &what).await;
            let asked = format!("{path}?appointment={}&q=Gomez&search=Quinqua", scene.path("{appointment}").unwrap());
            silent(vec![browser.get(&asked)], &what).await;
        }
        // Signing out would end the asking.
        if page.post && !page.path.contains("logout") && !page.path.starts_with("/emergency") {
            let id = scene.path("{appointment}").unwrap();
            let form = [
                ("appointment", id.as_str()),
                ("text", "x"),
                ("reason", "because"),
                ("status", "nonsense"),
                ("version", "1"),
            ];
            silent(vec![browser.submit(&path, &[]), browser.submit(&path, &form)], &what).await;
        }
    }
    for operation in operations().iter().filter(|operation| operation.id != "sign_out" && operation.id != "end_session")
    {
        let path = scene.path(&operation.path).unwrap_or_else(|| nowhere(&operation.path));
        let what = format!("{} as {role:?}", operation.id);
        for client in [browser, program] {
            let call = client.call(operation.method.clone(), &path);
            let empty = call.clone().json(&json!({}));
            let calls = if operation.method == http::Method::GET { dressed(&call) } else { vec![call, empty] };
            silent(calls, &what).await;
        }
    }
    for search in CANARIES {
        for list in [
            "/api/patients/",
            "/api/contacts/",
            "/business/contacts",
            "/api/appointments/",
            "/api/audit/",
            "/api/records/",
            "/api/notes/",
            "/api/plans/",
            "/api/goals/",
            "/api/reassessments/",
            "/api/encounters/",
        ] {
            let answer = program.get(&format!("{list}?search={search}")).await;
            let found = if answer.status == 200 { answer.json()["count"].as_i64().unwrap_or_default() } else { 0 };
            assert!(found == 0 || list == "/api/audit/", "{list} finds {search} as {role:?}: {answer}");
        }
    }
}

#[tokio::test]
async fn nobody_who_does_not_care_for_patients_receives_a_word_of_it() {
    for role in Role::ALL.iter().filter(|role| !role.may(Action::ViewRecords)) {
        // Each in a clinic of its own: whoever asks for everything deletes some of it.
        let clinic = TestClinic::new().await;
        let scene = Scene::set(&clinic).await;
        fill(&clinic, &scene).await;
        let staff = clinic.hire(&[*role]).await;
        let (browser, program) = (clinic.browser_of(&staff).await, clinic.sign_in_as(&staff).await);
        ask_for_everything(&scene, &browser, &program, *role).await;
    }
}

#[tokio::test]
async fn a_machine_with_every_scope_receives_none_either() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    fill(&clinic, &scene).await;
    let machine = clinic.token(tenancy::SCOPES).await;
    ask_for_everything(&scene, &machine, &machine, Role::Viewer).await;
}

#[tokio::test]
async fn news_say_that_something_changed_and_never_what() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let desk = clinic.browser(Role::Reception).await;
    let mut news = desk.get("/live").header("accept", "text/event-stream").open().await;

    fill(&clinic, &scene).await;

    assert_eq!(news.next().await.as_deref(), Some("board"));
    assert!(!news.raw().is_empty() && CANARIES.iter().all(|canary| !news.raw().contains(canary)), "{}", news.raw());
}

#[tokio::test]
async fn those_who_care_for_patients_do_receive_it() {
    // Otherwise the silence above would prove nothing.
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    fill(&clinic, &scene).await;
    for role in [Role::Doctor, Role::Therapist, Role::Assistant] {
        let browser = clinic.browser(role).await;
        let mut seen = Vec::new();
        for page in pages().iter().filter(|page| page.get && !page.path.ends_with("/live")) {
            let path = scene.path(&page.path).unwrap_or_else(|| nowhere(&page.path));
            seen.extend(canary_in(&browser.get(&path).await));
        }
        assert!(seen.contains(&"Sexagesima"), "{role:?} saw {seen:?}");
        assert!(browser.get("/api/records/").await.expect(200).text().contains("Sexagesima"), "{role:?}");
    }
}
