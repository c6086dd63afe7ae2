//! The walls between the platform's host and the clinics': neither's cookies, links or pages work at the other.

use http::Method;
use testkit::{Call, Role, TestClinic};

use super::kit::{Browser, Operator, PLATFORM, invited};
use crate::surface::{files_under, nowhere, operations, pages};

/// The platform's own routes, as the sources declare them: path, and whether it takes forms.
fn platform_pages() -> Vec<(String, bool)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../clinic/src/platform");
    let mut found = Vec::new();
    for file in files_under(&folder, "rs") {
        let source = std::fs::read_to_string(&file).unwrap();
        for declared in source.split(".route(").skip(1) {
            let path = declared.split('"').nth(1).unwrap().to_owned();
            found.push((path, declared.split('\n').next().unwrap().contains("post(")));
        }
    }
    assert!(found.len() >= 20);
    found
}

/// What strangers may ask for.
const OPEN: &[&str] =
    &["/", "/sign-in", "/sign-in/second-factor", "/sign-in/set-up", "/welcome/{link}", "/session/preferences"];

#[tokio::test]
async fn strangers_are_asked_to_sign_in() {
    let clinic = TestClinic::new().await;
    let stranger = Browser::new(&clinic);
    for (path, takes_forms) in platform_pages().iter().filter(|(path, _)| !OPEN.contains(&path.as_str())) {
        let path = nowhere(path);
        let answer = stranger.get(&path).await;
        assert!(matches!(answer.status.as_u16(), 303 | 405), "{path}: {answer}");
        if *takes_forms {
            let answer = stranger.submit(&path, &[]).await.expect(303);
            assert_eq!(answer.header("location"), "/sign-in/", "{path}");
        }
    }
}

#[tokio::test]
async fn a_form_without_its_proof_or_from_elsewhere_changes_nothing() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    for (path, _) in platform_pages().iter().filter(|(_, takes_forms)| *takes_forms) {
        let path = nowhere(path);
        operator.browser.submit(&path, &[]).without("x-csrf-token").await.expect(403);
        operator.browser.submit(&path, &[]).header("origin", "http://evil.example").await.expect(403);
        operator.browser.submit(&path, &[]).header("sec-fetch-site", "same-site").await.expect(403);
    }
    operator.browser.get("/clinics/").await.expect(200);
}

#[tokio::test]
async fn a_clinics_cookie_opens_nothing_at_the_platform() {
    let clinic = TestClinic::new().await;
    let chief = clinic.browser(Role::Admin).await;
    let secret = chief.cookie().split_once('=').unwrap().1.to_owned();
    for cookie in [chief.cookie().to_owned(), format!("praxis-operator={secret}")] {
        let call = Call::new(clinic.router(), Method::GET, "/clinics/").header("host", PLATFORM);
        call.header("cookie", &cookie).await.expect(303);
    }
    let token = clinic.sign_in(Role::Admin).await;
    let call = Call::new(clinic.router(), Method::GET, "/clinics/").header("host", PLATFORM);
    call.header("authorization", token.authorization()).await.expect(303);
}

#[tokio::test]
async fn an_operators_cookie_opens_nothing_at_a_clinic() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let secret = operator.browser.cookie.split_once('=').unwrap().1.to_owned();
    for cookie in [operator.browser.cookie.clone(), format!("praxis={secret}")] {
        for path in ["/reception/dashboard/", "/admin/", "/api/patients/", "/support/"] {
            let answer = clinic.visitor().get(path).header("cookie", &cookie).await;
            assert!(matches!(answer.status.as_u16(), 303 | 401), "{path}: {answer}");
        }
    }
}

#[tokio::test]
async fn no_page_and_no_route_of_a_clinic_is_at_the_platforms_host() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let own: Vec<String> = platform_pages().into_iter().map(|(path, _)| path).collect();
    for operation in operations() {
        let path = nowhere(&operation.path);
        let answer = operator.browser.call(operation.method.clone(), &path).await;
        assert!(matches!(answer.status.as_u16(), 404 | 405), "{path}: {answer}");
    }
    for page in pages().iter().filter(|page| page.get && !own.contains(&page.path)) {
        let path = nowhere(&page.path);
        let answer = operator.browser.get(&path).await;
        // One of the platform's own may have the same shape.
        assert!(matches!(answer.status.as_u16(), 404 | 405), "{path}: {answer}");
    }
}

#[tokio::test]
async fn a_link_of_one_host_leads_nowhere_at_the_other() {
    let clinic = TestClinic::new().await;
    let (_, link) = invited(&clinic, "amal").await;
    clinic.visitor().get(&link).await.expect(404);
}

#[tokio::test]
async fn pages_of_the_platform_are_as_closed_as_a_clinics() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let page = operator.browser.get("/clinics/").await.expect(200);

    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("content-security-policy").contains("script-src 'nonce-"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
}

#[tokio::test]
async fn every_page_of_the_platform_speaks_every_language() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    for (path, _) in platform_pages() {
        let path = path.replace("{slug}", "nile");
        for locale in web::Locale::ALL {
            let cookie = format!("{}; locale={}", operator.browser.cookie, locale.code());
            let answer = operator.browser.get(&nowhere(&path)).header("cookie", &cookie).await;
            assert!(answer.status.as_u16() < 500, "{path}: {answer}");
            let html = answer.text();
            if !answer.is_page() {
                continue;
            }
            assert!(html.contains(&format!("<html lang=\"{}\" dir=\"{}\"", locale.code(), locale.dir())), "{path}");
            for text in html.split(['<', '>', '"']) {
                let is_key = ["platform-", "deed-", "support-", "accounts-", "common-"]
                    .iter()
                    .any(|topic| text.starts_with(topic));
                let named = html.contains(&format!("id=\"{text}\"")) || html.contains(&format!("class=\"{text}\""));
                assert!(!is_key || named || text.contains(' '), "{path} in {} shows {text}", locale.code());
            }
        }
    }
}
