//! Every page: strangers, strangers from next door, forgeries, and each language.

use testkit::{Role, TestClinic};

use super::routes::{Page, nowhere, pages};
use super::scene::Scene;

/// A stream of news never ends; stories of its own read it.
fn ends(page: &&Page) -> bool {
    !page.path.ends_with("/live")
}

/// Pages that are for everybody.
const OPEN: &[&str] = &[
    "/",
    "/doctor/staff-login",
    "/session/preferences",
    "/auth/identity/start",
    "/auth/identity/callback",
    "/sign-in/second-factor",
    "/sign-in/set-up",
    "/sign-in/password",
    "/sign-in/passkey/begin",
    "/sign-in/passkey/finish",
    "/welcome/{link}",
    "/feeds/{file}",
    "/offer/{secret}",
    "/offer/{secret}/accept",
    "/offer/{secret}/decline",
    "/twilio/webhook",
    "/patient",
    "/patient/activate",
    "/patient/patient-login",
    "/patient/patient-login/code",
    "/patient/patient-login/passkey/begin",
    "/patient/patient-login/passkey/finish",
    "/patient/patient-login/resend",
    "/patient/patient-signup",
    "/support/enter/{ticket}",
    "/support/left",
];

/// Where strangers are asked to sign in: patients by a door of their own.
fn door(path: &str) -> &'static str {
    let own = clinic::PATIENT_PATHS.iter().any(|root| path.starts_with(root));
    if own { "/patient/patient-login/" } else { "/doctor/staff-login/" }
}

#[tokio::test]
async fn strangers_are_asked_to_sign_in() {
    let clinic = TestClinic::new().await;
    let neighbour = clinic.other().await.browser(Role::Admin).await.at(&clinic);
    for page in pages().iter().filter(|page| !OPEN.contains(&page.path.as_str())) {
        let path = nowhere(&page.path);
        for client in [clinic.visitor(), neighbour.clone()] {
            if page.get {
                let answer = client.get(&path).await.expect(303);
                let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
                assert_eq!(answer.header("location"), format!("{}?next={next}", door(&path)));
            }
            if page.post {
                let answer = client.submit(&path, &[]).await.expect(303);
                assert_eq!(answer.header("location"), door(&path), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn a_form_without_its_proof_changes_nothing() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let browser = clinic.browser_of(&scene.staff).await;
    for page in pages().iter().filter(|page| page.post) {
        let path = scene.path(&page.path).unwrap_or_else(|| nowhere(&page.path));
        browser.submit(&path, &[]).without("x-csrf-token").await.expect(403);
    }
}

#[tokio::test]
async fn every_page_speaks_every_language() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let browser = clinic.browser_of(&scene.staff).await;
    let topics = topics();
    for page in pages().iter().filter(|page| page.get).filter(ends) {
        for locale in web::Locale::ALL {
            let path = scene.path(&page.path).unwrap_or_else(|| nowhere(&page.path));
            let cookie = format!("{}; locale={}", browser.cookie(), locale.code());
            let answer = browser.get(&path).header("cookie", &cookie).await;
            assert!(answer.status.as_u16() < 500, "{path}: {answer}");
            if !answer.is_page() {
                continue;
            }
            let html = answer.text();
            let begins = format!("<html lang=\"{}\" dir=\"{}\"", locale.code(), locale.dir());
            assert!(html.contains(&begins), "{path} in {}", locale.code());
            for text in html.split(['<', '>', '"']) {
                let key = topics
                    .iter()
                    .any(|topic| text.strip_prefix(topic.as_str()).is_some_and(|rest| rest.starts_with('-')));
                let word = key
                    && !text.contains(' ')
                    && !html.contains(&format!("id=\"{text}\""))
                    && !html.contains(&format!("class=\"{text}\""))
                    && !html.contains(&format!("value=\"{text}\""));
                assert!(!word, "{path} in {} shows the key {text}", locale.code());
            }
        }
    }
}

/// What keys of texts begin with and nothing else does.
fn topics() -> Vec<String> {
    [
        "accounts",
        "appointments",
        "assessments",
        "audit",
        "calendar",
        "closes",
        "common",
        "fees",
        "finances",
        "history",
        "invoices",
        "drafts",
        "ledger",
        "message",
        "messaging",
        "notes",
        "parties",
        "patients",
        "plans",
        "portal",
        "prices",
        "records",
        "rules",
        "schedule",
        "shell",
        "webhooks",
        "wording",
        "action",
        "role",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[tokio::test]
async fn an_id_of_another_clinic_shows_nothing() {
    let clinic = TestClinic::new().await;
    let theirs = Scene::set(&clinic.other().await).await;
    let browser = clinic.browser_of(&clinic.hire(Role::ALL).await).await;
    for page in pages().iter().filter(|page| page.path.contains('{')) {
        let Some(path) = theirs.path(&page.path) else { continue };
        if page.get {
            browser.get(&path).await.expect(404);
        }
        if page.post {
            let form = [("family_name", "Haddad"), ("status", "Completed"), ("text", "x"), ("reason", "x")];
            let answer = browser.submit(&path, &form).await;
            // A form that lacks something, or is none with a file, may be told so before anybody looks whose it is.
            assert!(matches!(answer.status.as_u16(), 404 | 415 | 422), "{path}: {answer}");
            assert!(!answer.text().contains("Gómez"), "{path}");
        }
    }
}

#[tokio::test]
async fn no_role_makes_a_page_fail() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    for role in Role::ALL {
        let browser = clinic.browser(*role).await;
        for page in pages().iter().filter(|page| page.get).filter(ends) {
            let path = scene.path(&page.path).unwrap_or_else(|| nowhere(&page.path));
            let answer = browser.get(&path).await;
            assert!(matches!(answer.status.as_u16(), 200 | 303 | 403 | 404), "{path} as {role:?}: {answer}");
            if answer.status == 403 {
                assert_eq!(clinic.audit_of(&answer).await[0].outcome, "denied", "{path} as {role:?}");
            }
        }
    }
}
