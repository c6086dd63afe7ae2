//! One effect per key: the same answer again, whoever hangs up or crashes in between.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Call, Client, Response, Role, TestClinic};

const PATH: &str = "/api/patients/";

fn register(client: &Client, key: &str, input: &Value) -> Call {
    client.post(PATH, input).header("idempotency-key", key)
}

async fn people(clinic: &TestClinic) -> String {
    clinic.value("select count(*) from {room}.party").await
}

#[tokio::test]
async fn the_same_request_under_the_same_key_happens_once() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let input = json!({ "family_name": "Haddad" });

    let first = register(&desk, "k1", &input).await.expect(201);
    let again = register(&desk, "k1", &input).await.expect(201);

    assert_eq!((&first.body, first.header("location")), (&again.body, again.header("location")));
    assert_eq!(
        (first.header("etag"), first.header("content-type")),
        (again.header("etag"), again.header("content-type"))
    );
    assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
    assert_eq!(again.header("cache-control"), "no-store");
    assert_eq!(people(&clinic).await, "1");
    register(&desk, "k2", &input).await.expect(201);
    assert_eq!(people(&clinic).await, "2");
}

#[tokio::test]
async fn an_answer_given_again_is_on_record_again() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let first = register(&desk, "k", &json!({ "family_name": "Haddad" })).await.expect(201);
    let again = register(&desk, "k", &json!({ "family_name": "Haddad" })).await.expect(201);

    let record = clinic.audit_of(&again).await;
    assert_snapshot!(record[0], @"replay_request success staff about 1");
    assert_eq!(record[0].patients, [first.id()]);
}

#[tokio::test]
async fn who_may_no_longer_do_it_is_not_shown_what_they_did() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let input = json!({ "family_name": "Haddad" });
    register(&desk, "k", &input).await.expect(201);
    clinic
        .sql_as_superuser(&format!("update {{room}}.staff set roles = '{{auditor}}' where id = '{}'", desk.staff().id))
        .await;
    clinic.advance(SignedDuration::from_secs(1));

    let answer = register(&desk, "k", &input).await;

    assert_snapshot!(answer, @r#"403 {"code":"forbidden"}"#);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "register_patient denied staff");
}

#[tokio::test]
async fn another_request_under_the_same_key_is_refused() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    register(&desk, "k", &json!({ "family_name": "Haddad" })).await.expect(201);

    let answer = register(&desk, "k", &json!({ "family_name": "Gómez" })).await;

    assert_snapshot!(answer, @r#"422 {"code":"idempotency_mismatch"}"#);
    assert_eq!(people(&clinic).await, "1");
}

#[tokio::test]
async fn a_key_belongs_to_one_person_one_path_and_one_clinic() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let (desk, colleague) = (clinic.sign_in(Role::Reception).await, clinic.sign_in(Role::Reception).await);
    let input = json!({ "family_name": "Haddad" });

    let mut ids = vec![register(&desk, "k", &input).await.expect(201).id()];
    ids.push(register(&colleague, "k", &input).await.expect(201).id());
    ids.push(desk.post("/business/contacts", &input).header("idempotency-key", "k").await.expect(201).id());
    ids.push(register(&other.sign_in(Role::Reception).await, "k", &input).await.expect(201).id());
    // The same path in other words is the same path.
    let again = desk.post("/api/v1/patients", &input).header("idempotency-key", "k").await.expect(201).id();

    assert_eq!(again, ids[0]);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

#[tokio::test]
async fn twins_at_the_same_moment_make_one_row() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let input = json!({ "family_name": "Haddad" });

    let answers = futures::future::join_all((0..6).map(|_| register(&desk, "k", &input).into_future())).await;

    assert_eq!(people(&clinic).await, "1");
    let done: Vec<_> = answers.iter().filter(|answer| answer.status == 201).map(Response::id).collect();
    assert!(!done.is_empty() && done.iter().all(|id| *id == done[0]));
    for late in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(late.to_string(), r#"409 {"code":"idempotency_in_progress"}"#);
    }
}

#[tokio::test]
async fn what_did_not_happen_leaves_the_key_free() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let held = clinic.patient().email("one@example.org").create().await;
    let input = json!({ "family_name": "Haddad", "email": "one@example.org" });

    register(&desk, "k", &input).await.expect(409);
    register(&desk, "k", &json!({ "family_name": "" })).await.expect(422);
    desk.delete(&held.path()).await.expect(204);
    register(&desk, "k", &input).await.expect(201);
    assert_eq!(register(&desk, "k", &input).await.expect(201).header("idempotency-replayed"), "true");
}

#[tokio::test]
async fn after_a_day_a_key_is_forgotten() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let input = json!({ "family_name": "Haddad" });
    let first = register(&desk, "k", &input).await.expect(201).id();
    let staff = desk.staff().clone();

    clinic.advance(SignedDuration::from_hours(23));
    let desk = clinic.sign_in_as(&staff).await;
    assert_eq!(register(&desk, "k", &input).await.expect(201).id(), first);
    clinic.advance(SignedDuration::from_mins(61));
    let desk = clinic.sign_in_as(&staff).await;
    assert_ne!(register(&desk, "k", &input).await.expect(201).id(), first);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_registers_once() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let form = [
        ("family_name", "Haddad"),
        ("given_name", "Nour"),
        ("idempotency_key", "0198c0de-0000-7000-8000-000000000001"),
    ];

    let first = browser.submit("/patients/new", &form).await.expect(303);
    let again = browser.submit("/patients/new", &form).await.expect(303);

    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!(people(&clinic).await, "1");
}

#[tokio::test]
async fn a_kept_answer_is_sealed() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    register(&desk, "k", &json!({ "family_name": "Haddad" })).await.expect(201);
    let kept = clinic.value("select encode(response, 'hex') from {room}.idempotency_key").await;

    assert!(!String::from_utf8_lossy(&hex::decode(kept).unwrap()).contains("Haddad"));
}

#[tokio::test]
async fn a_machine_repeats_itself_without_harm() {
    let clinic = TestClinic::new().await;
    let machine = clinic.token(&["patients:write"]).await;
    let input = json!({ "family_name": "Haddad" });

    let first = register(&machine, "k", &input).await.expect(201);
    assert_eq!(register(&machine, "k", &input).await.expect(201).body, first.body);
    assert_eq!(people(&clinic).await, "1");
    register(&clinic.token(&["patients:read"]).await, "k", &input).await.expect(403);
}

#[tokio::test]
async fn a_form_that_was_only_questioned_may_be_sent_again() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    clinic.patient().named("Nour", "Haddad").phone("0100 123 4567").create().await;
    let form =
        |anyway| [("family_name", "Salem"), ("phone", "01001234567"), ("idempotency_key", "k"), ("anyway", anyway)];

    for _ in 0..2 {
        let page = browser.submit("/patients/new", &form("")).await.expect(409);
        assert!(page.text().contains("<bdi>Nour Haddad</bdi>"));
        assert_eq!(clinic.audit_of(&page).await[0].to_string(), "search_patients success staff about 1");
    }
    browser.submit("/patients/new", &form("yes")).await.expect(303);
    assert_eq!(people(&clinic).await, "2");
}
