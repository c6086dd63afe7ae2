//! What support may, exactly: found out by trying every page and every route.

use http::Method;
use testkit::{Call, Role, TestClinic};

use super::kit::{Operator, Supporter, administrator, grant};
use crate::surface::{Scene, nowhere, operations, pages};

/// Written about somebody's health, or noted about them; none of it may reach support in any form.
const SECRETS: [&str; 3] = ["Blood count", "Wants the window seat", "Cough since Monday"];

async fn supporter(clinic: &TestClinic, scope: &str) -> Supporter {
    let (operator, chief) = (Operator::new(clinic, "amal").await, administrator(clinic).await);
    let leave = grant(clinic, &chief, scope, "8").await;
    Supporter::enter(clinic, &operator.ticket(leave).await).await
}

/// Everything that can be asked for, with ids that lead somewhere.
fn everything(scene: &Scene) -> Vec<(Method, String)> {
    let mut calls = Vec::new();
    let path = |template: &str| scene.path(template).unwrap_or_else(|| nowhere(template));
    for page in pages().iter().filter(|page| !page.path.ends_with("/live")) {
        if page.get {
            calls.push((Method::GET, path(&page.path)));
        }
        if page.post {
            calls.push((Method::POST, path(&page.path)));
        }
    }
    for operation in operations() {
        calls.push((operation.method.clone(), path(&operation.path)));
    }
    // Leaving comes last of all, and is no change of the clinic.
    calls.retain(|(_, path)| !path.starts_with("/support/leave"));
    calls
}

async fn write_secrets(clinic: &TestClinic) {
    let doctor = clinic.hire(&[Role::Doctor, Role::Admin]).await;
    let doctor = clinic.sign_in_as(&doctor).await;
    let patient = clinic.patient().named("Layla", "Haddad").notes(SECRETS[1]).create().await;
    let visit = serde_json::json!({ "patient": patient.id, "kind": "consultation", "reason": SECRETS[2],
                                    "starts_at": "2030-01-07T12:00:00+02:00" });
    doctor.post("/api/appointments/", &visit).await.expect(201);
}

async fn state(clinic: &TestClinic) -> String {
    let tables = "select tablename from pg_tables where schemaname = '{room}'
                  and tablename not in ('audit_event', 'session', 'attempt', 'passkey_ceremony') order by 1";
    let mut state = String::new();
    for table in clinic.sql_as_superuser(tables).await {
        let sum = format!("select count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) from {{room}}.{} t", table[0]);
        state.push_str(&format!("{} {}\n", table[0], clinic.value(&sum).await));
    }
    state
}

/// Asks for everything; the paths that showed something.
async fn try_all(clinic: &TestClinic, scope: &str) -> Vec<String> {
    let scene = Scene::set(clinic).await;
    write_secrets(clinic).await;
    let supporter = supporter(clinic, scope).await;
    let before = state(clinic).await;
    let mut shown = Vec::new();
    for (method, path) in everything(&scene) {
        let call = supporter.call(method.clone(), &path);
        let call: Call = match (&method, path.starts_with("/api") || path.starts_with("/business")) {
            (&Method::GET, _) => call,
            (_, true) => call.json(&serde_json::json!({})),
            (_, false) => call.form(&[]),
        };
        let answer = call.await;
        assert!(answer.status.as_u16() < 500, "{method} {path}: {answer}");
        for secret in SECRETS {
            assert!(!answer.text().contains(secret), "{method} {path} shows {secret}");
        }
        if method == Method::GET && answer.status == 200 {
            shown.push(path.clone());
        }
    }
    assert_eq!(state(clinic).await, before, "support changed something");
    supporter.get("/support/").await.expect(200);
    shown
}

#[tokio::test]
async fn support_of_settings_sees_no_patient_and_changes_nothing() {
    let clinic = TestClinic::new().await;
    let shown = try_all(&clinic, "settings").await;

    for path in &shown {
        let of_people = ["/patients", "/reception", "/doctor", "/api/patients", "/api/contacts", "/api/appointments"];
        let open = ["/doctor/staff-login", "/patient/patient-login", "/patient/patient-signup"];
        let about =
            of_people.iter().any(|root| path.starts_with(root)) && !open.iter().any(|root| path.starts_with(root));
        assert!(!about, "support of settings sees {path}");
    }
    let named = "select count(*) from {room}.audit_event where actor_kind = 'support' and outcome = 'success'
                 and (patient_id is not null or patient_ids is not null)";
    assert_eq!(clinic.value(named).await, "0");
}

#[tokio::test]
async fn support_with_patients_sees_who_they_are_and_never_what_was_written() {
    let clinic = TestClinic::new().await;
    let shown = try_all(&clinic, "patients").await;

    for path in ["/api/patients", "/api/appointments", "/reception/dashboard"] {
        assert!(
            shown.iter().any(|found| found.trim_end_matches('/') == path),
            "support with patients sees no {path}: {shown:?}"
        );
    }
    assert!(!shown.iter().any(|path| path.contains("record") && !path.contains("account")), "{shown:?}");
    let looked = "select count(*) > 0 from {room}.audit_event where actor_kind = 'support' and action = 'view_patient'";
    assert_eq!(clinic.value(looked).await, "t");
    let denied = "select count(*) > 0 from {room}.audit_event where actor_kind = 'support' and outcome = 'denied'";
    assert_eq!(clinic.value(denied).await, "t");
}
