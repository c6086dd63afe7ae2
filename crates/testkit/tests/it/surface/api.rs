//! Every route of the API: strangers, strangers from next door, the wrong role, the record.

use http::Method;
use tenancy::{Action, Rights, Trace};
use testkit::{Call, Response, Role, TestClinic};

use super::routes::{Operation, nowhere, operations};
use super::scene::Scene;

/// Sends, and holds the answer against what the description promises.
async fn send(operation: &Operation, call: Call) -> Response {
    let answer = call.await;
    let status = answer.status.as_u16().to_string();
    let promised = &operation.description["responses"][&status];
    assert!(promised.is_object(), "{} answers {status}, which is not described: {answer}", operation.id);
    if !answer.body.is_empty() {
        let kind = answer.header("content-type");
        let any = &promised["content"]["*/*"];
        assert!(
            promised["content"][kind].is_object() || any.is_object(),
            "{} answers {status} with {kind}",
            operation.id
        );
    }
    answer
}

#[tokio::test]
async fn strangers_get_nowhere() {
    let clinic = TestClinic::new().await;
    for operation in operations().iter().filter(|operation| !operation.is_open()) {
        let call = clinic.visitor().call(operation.method.clone(), &nowhere(&operation.path));
        let answer = send(operation, call).await;
        assert_eq!(answer.to_string(), r#"401 {"code":"unauthenticated"}"#, "{}", operation.id);
    }
    assert_eq!(clinic.audit().await, []);
}

#[tokio::test]
async fn a_token_of_another_clinic_is_a_strangers() {
    let clinic = TestClinic::new().await;
    let neighbour = clinic.other().await.sign_in(Role::Admin).await.at(&clinic);
    let scene = Scene::set(&clinic).await;
    for operation in operations().iter().filter(|operation| !operation.is_open()) {
        let call = scene
            .request(&neighbour, operation)
            .unwrap_or_else(|| neighbour.call(operation.method.clone(), &nowhere(&operation.path)));
        assert_eq!(send(operation, call).await.status, 401, "{}", operation.id);
    }
}

#[tokio::test]
async fn an_id_of_another_clinic_leads_nowhere() {
    let clinic = TestClinic::new().await;
    let theirs = Scene::set(&clinic.other().await).await;
    let chief = clinic.sign_in_as(&clinic.hire(Role::ALL).await).await;
    for operation in operations().iter().filter(|operation| operation.path.contains('{')) {
        let Some(call) = theirs.request(&chief, operation) else { continue };
        let answer = send(operation, call).await;
        assert_eq!(answer.to_string(), r#"404 {"code":"not_found"}"#, "{}", operation.id);
    }
}

#[tokio::test]
async fn whoever_may_not_is_refused_and_the_refusal_recorded() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let scope = "appointments:read";
    let machine = clinic.token(&[scope]).await;
    for operation in operations().iter().filter(|operation| !operation.is_open()) {
        let Some(action) = operation.action().filter(|action| *action != Action::SignOut) else { continue };
        let mut refused = vec![machine.clone()];
        refused.retain(|_| !Rights::of_scopes(&[scope]).may(action));
        if let Some(role) = Role::ALL.iter().find(|role| !role.may(action)) {
            refused.push(clinic.sign_in(*role).await);
        }
        for client in refused {
            let Some(call) = scene.request(&client, operation) else { continue };
            let answer = send(operation, call).await;
            assert_eq!(answer.to_string(), r#"403 {"code":"forbidden"}"#, "{}", operation.id);
            let record = clinic.audit_of(&answer).await;
            assert_eq!((record[0].action.as_str(), record[0].outcome.as_str()), (action.code(), "denied"));
        }
    }
}

/// As many as work side by side where there are so many processors.
const PARTS: usize = 4;

#[tokio::test]
async fn every_route_works_as_described_and_leaves_its_row_first_part() {
    routes_work(0).await;
}

#[tokio::test]
async fn every_route_works_as_described_and_leaves_its_row_second_part() {
    routes_work(1).await;
}

#[tokio::test]
async fn every_route_works_as_described_and_leaves_its_row_third_part() {
    routes_work(2).await;
}

#[tokio::test]
async fn every_route_works_as_described_and_leaves_its_row_fourth_part() {
    routes_work(3).await;
}

async fn routes_work(part: usize) {
    let operations: Vec<Operation> = operations().into_iter().skip(part).step_by(PARTS).collect();
    let (looks, deeds): (Vec<_>, Vec<_>) = operations.iter().partition(|operation| operation.method == Method::GET);
    let mut unreached = Vec::new();
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let frozen = clinic.freeze().await;
    // Whoever only looks changes nothing, and can do so in one clinic.
    let clinic = frozen.copy().await;
    for operation in looks {
        unreached.extend(leaves_its_row(&clinic, &scene, operation).await);
    }
    for operation in deeds {
        // Each in a clinic of its own: they delete what they find, and their examples clash.
        unreached.extend(leaves_its_row(&frozen.copy().await, &scene, operation).await);
    }
    assert!(unreached.is_empty(), "teach `Scene` what the ids in the paths of {unreached:?} stand for");
}

/// Calls it as described; says its name where the scene cannot.
async fn leaves_its_row(clinic: &TestClinic, scene: &Scene, operation: &Operation) -> Option<String> {
    let chief = clinic.sign_in_as(&scene.staff).await;
    let Some(call) = scene.request(&chief, operation) else { return Some(operation.id.clone()) };
    scene.make_ready(clinic, &chief, operation).await;
    // The clock may have moved past the life of the token.
    let call = match operation.is_open() {
        true => call,
        false => call.header("authorization", clinic.sign_in_as(&scene.staff).await.authorization()),
    };
    let answer = send(operation, call).await;
    assert!(answer.status.is_success(), "{}: {answer}\n{}", operation.id, answer.text());
    let action = operation.action()?;
    if action.trace() == Trace::Audited {
        let record = clinic.audit_of(&answer).await;
        let own = record.iter().find(|row| row.action == action.code());
        assert!(own.is_some_and(|row| row.outcome == "success"), "{} left {record:?}", operation.id);
    }
    None
}

#[tokio::test]
async fn looking_changes_nothing() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let chief = clinic.sign_in_as(&scene.staff).await;
    let before = state(&clinic).await;
    for operation in operations().iter().filter(|operation| operation.method == Method::GET) {
        if let Some(call) = scene.request(&chief, operation) {
            call.await.expect(200);
            assert_eq!(state(&clinic).await, before, "{}", operation.id);
        }
    }
}

/// All rows of all tables but the record.
pub(super) async fn state(clinic: &TestClinic) -> String {
    let tables =
        "select tablename from pg_tables where schemaname = '{room}' and tablename <> 'audit_event' order by 1";
    let mut state = String::new();
    for table in clinic.sql_as_superuser(tables).await {
        let sum = format!("select count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) from {{room}}.{} t", table[0]);
        state.push_str(&format!("{} {}\n", table[0], clinic.value(&sum).await));
    }
    state
}

#[tokio::test]
async fn what_no_client_would_send_is_refused_everywhere() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let chief = clinic.sign_in_as(&scene.staff).await;
    for operation in operations().iter().filter(|operation| operation.description["requestBody"].is_object()) {
        let path = scene.path(&operation.path).unwrap_or_else(|| nowhere(&operation.path));
        for body in [&b"{"[..], b"[]", b"7", b"\"\\u0000\"", b"\xff", b"{\"a\":1}}", b"{} {}"] {
            let call = chief.call(operation.method.clone(), &path).body("application/json", body);
            let answer = send(operation, call).await;
            assert!(answer.status.is_client_error(), "{} takes {body:?}: {answer}", operation.id);
        }
        if ["upload_document", "upload_import"].contains(&operation.id.as_str()) {
            // That is what they are for; how large is another story.
            continue;
        }
        let large = chief.call(operation.method.clone(), &path).body("application/json", vec![b' '; 1024 * 1024 + 1]);
        assert_eq!(send(operation, large).await.status, 413, "{}", operation.id);
    }
}
