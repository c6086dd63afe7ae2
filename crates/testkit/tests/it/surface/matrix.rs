//! Who gets where: every page and every route of the API, as each role of each clinic, held against the action that it
//! stands for. A page that is not on the list of `who` fails the test, as does a line that no page stands behind.

use std::collections::BTreeSet;

use http::Method;
use tenancy::Action;
use testkit::{Client, Response, Role, TestClinic};

use super::routes::{Operation, nowhere, operations, pages};
use super::scene::Scene;
use super::who::Who::{Anybody, May, Patients, Staff, Supporters};
use super::who::{PAGES, Who};

#[test]
fn every_page_is_on_the_list_and_every_line_is_a_page() {
    let list = |path: &str, get: bool, post: bool| format!("{path} get={get} post={post}");
    let there: BTreeSet<String> = pages().iter().map(|page| list(&page.path, page.get, page.post)).collect();
    let named: BTreeSet<String> =
        PAGES.iter().map(|(path, get, post)| list(path, get.is_some(), post.is_some())).collect();
    let missing: Vec<_> = there.difference(&named).collect();
    let idle: Vec<_> = named.difference(&there).collect();
    assert!(missing.is_empty() && idle.is_empty(), "say who may in PAGES: {missing:#?}; no page any more: {idle:#?}");
}

/// Whether the answer is a refusal for want of a right, as the record has it, too.
async fn is_denied(clinic: &TestClinic, answer: &Response) -> bool {
    assert!(answer.status.as_u16() < 500, "{answer}");
    let record = clinic.audit_of(answer).await;
    let denied = record.iter().any(|row| row.outcome == "denied");
    assert_eq!(denied, answer.status == 403, "{answer}: {record:?}");
    denied
}

/// What is wrong with an answer to somebody, if anything.
async fn judge(clinic: &TestClinic, answer: &Response, (who, role): (Who, Role), what: &str) -> Option<String> {
    let (fine, action) = match who {
        Anybody | Staff => (answer.status != 403, "anybody"),
        Patients | Supporters => (is_denied(clinic, answer).await, "nobody of the staff"),
        May(action) => (is_denied(clinic, answer).await != role.may(action), action.code()),
    };
    (!fine).then(|| format!("{what} as {role:?} ({action}): {answer}"))
}

#[tokio::test]
async fn each_page_opens_to_those_whom_its_action_names_and_to_nobody_else() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let mut wrong = Vec::new();
    for role in Role::ALL {
        let hired = clinic.hire(&[*role]).await;
        for (template, get, post) in PAGES {
            let path = path_of(&scene, template);
            // Anew each time: some of these pages end what one is signed in with.
            if let Some(who) = get.filter(|_| !template.ends_with("/live")) {
                let browser = clinic.browser_of(&hired).await;
                wrong.extend(judge(&clinic, &browser.get(&path).await, (who, *role), &path).await);
            }
            if let Some(who) = post {
                let browser = clinic.browser_of(&hired).await;
                let answer = match template.contains("passkey") && !template.ends_with("remove") {
                    true => browser.post(&path, &serde_json::json!({})).await,
                    false => browser.submit(&path, &[("status", "Completed")]).await,
                };
                wrong.extend(judge(&clinic, &answer, (*who, *role), &format!("form of {path}")).await);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn to_every_role_of_another_clinic_all_doors_are_shut() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let other = clinic.other().await;
    let doors = ["/doctor/staff-login/", "/patient/patient-login/"];
    let refused = |answer: &Response| {
        answer.status == 401 || doors.iter().any(|door| answer.header("location").starts_with(door))
    };
    for role in Role::ALL {
        let staff = other.hire(&[*role]).await;
        let (browser, program) =
            (other.browser_of(&staff).await.at(&clinic), other.sign_in_as(&staff).await.at(&clinic));
        for (template, get, post) in PAGES {
            let path = path_of(&scene, template);
            if get.is_some_and(|who| !matches!(who, Anybody)) {
                let answer = browser.get(&path).await;
                assert!(refused(&answer), "{path} as {role:?} from next door: {answer}");
            }
            if post.is_some_and(|who| !matches!(who, Anybody)) {
                let answer = browser.submit(&path, &[]).await;
                assert!(refused(&answer), "form of {path} as {role:?} from next door: {answer}");
            }
        }
        for operation in operations().iter().filter(|operation| !operation.is_open()) {
            for client in [&browser, &program] {
                let answer = call(&scene, client, operation).await;
                assert_eq!(answer.status, 401, "{} as {role:?} from next door", operation.id);
            }
        }
    }
}

/// The path, and where it names nothing the query that does.
fn path_of(scene: &Scene, template: &str) -> String {
    let path = scene.path(template).unwrap_or_else(|| nowhere(template));
    let needs = template.starts_with("/patient/") && !template.contains('{');
    if needs { format!("{path}?appointment={}", scene.path("{appointment}").unwrap()) } else { path }
}

async fn call(scene: &Scene, client: &Client, operation: &Operation) -> Response {
    if operation.id == "sign_out" {
        // What a refresh token ends is its own session, whoever sends it.
        return client.call(Method::POST, &operation.path).await;
    }
    match scene.request(client, operation) {
        Some(call) => call.await,
        None => client.call(operation.method.clone(), &nowhere(&operation.path)).await,
    }
}

#[tokio::test]
async fn each_route_of_the_api_answers_those_whom_its_action_names_and_nobody_else() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let mut wrong = Vec::new();
    for role in Role::ALL {
        let staff = clinic.hire(&[*role]).await;
        let all = operations();
        for operation in all.iter().filter(|operation| !operation.is_open()) {
            let action = match operation.id.as_str() {
                "view_identity_service" | "list_identities" => Action::ManageIdentityService,
                _ => operation.action().unwrap_or_else(|| panic!("{} stands for no action", operation.id)),
            };
            // Whatever would succeed is asked of somebody who is not there: nothing is deleted under the next role.
            let path = nowhere(&operation.path);
            let client = clinic.sign_in_as(&staff).await;
            let call = client.call(operation.method.clone(), &path);
            let reads = operation.method == Method::GET;
            let answer = match operation.sample().filter(|_| !reads) {
                Some(_) if role.may(action) => call.json(&serde_json::json!({ "?": true })).await,
                Some(_) => scene.request(&client, operation).unwrap_or(call).await,
                None => call.await,
            };
            wrong.extend(judge(&clinic, &answer, (May(action), *role), &operation.id).await);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
