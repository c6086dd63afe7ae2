//! What another site can make a browser send, in every form in which it can be sent, to every page that changes
//! something: nothing comes of it. And no page sends anybody to another site.

use http::Method;
use testkit::{Call, Client, Response, Role, TestClinic};

use super::api::state;
use super::routes::{Page, nowhere, pages};
use super::scene::Scene;

/// Somebody who may do everything, in a browser; and where a page is.
struct Stage {
    clinic: TestClinic,
    scene: Scene,
    browser: Client,
}

impl Stage {
    async fn set() -> Self {
        let clinic = TestClinic::new().await;
        let scene = Scene::set(&clinic).await;
        let browser = clinic.browser_of(&scene.staff).await;
        Self { clinic, scene, browser }
    }

    fn path(&self, page: &Page) -> String {
        self.scene.path(&page.path).unwrap_or_else(|| nowhere(&page.path))
    }

    /// A form as another site's page makes a browser send it: with the cookie, and without our page's proof.
    fn foreign(&self, method: Method, path: &str) -> Call {
        self.browser.call(method, path).without("x-csrf-token")
    }
}

/// A boundary and a body in which every kind of field is.
const MULTIPART: &str = "--x\r\nContent-Disposition: form-data; name=\"reason\"\r\n\r\nbecause\r\n--x--\r\n";

const BODIES: &[(&str, &str)] = &[
    ("application/x-www-form-urlencoded", "reason=because&text=x&status=Completed&username=mona"),
    ("application/x-www-form-urlencoded; charset=utf-16", "reason=because"),
    ("APPLICATION/X-WWW-FORM-URLENCODED", "csrf_token="),
    ("multipart/form-data; boundary=x", MULTIPART),
    ("text/plain", "reason=because"),
    ("text/plain; application/json", "{\"reason\": \"because\"}"),
    ("application/json", "{\"reason\": \"because\"}"),
    ("application/csp-report", "{}"),
    ("text/xml", "<a/>"),
    ("", "reason=because"),
    ("nonsense", "csrf_token"),
];

#[tokio::test]
async fn no_form_of_another_site_is_taken_whatever_it_calls_itself() {
    let stage = Stage::set().await;
    let before = state(&stage.clinic).await;
    for page in pages().iter().filter(|page| page.post) {
        let path = stage.path(page);
        for (kind, body) in BODIES {
            let answer = stage.foreign(Method::POST, &path).body(kind, *body).await;
            assert_eq!(answer.status, 403, "{kind} to {path}: {answer}");
        }
        stage.foreign(Method::POST, &path).await.expect(403);
    }
    assert_eq!(state(&stage.clinic).await, before);
}

#[tokio::test]
async fn no_other_method_is_a_way_around() {
    let stage = Stage::set().await;
    let before = state(&stage.clinic).await;
    for page in pages() {
        let path = stage.path(&page);
        for method in ["PUT", "PATCH", "DELETE", "post", "PROPFIND", "CONNECT"] {
            let answer = stage.foreign(method.parse().unwrap(), &path).await;
            assert!(matches!(answer.status.as_u16(), 403 | 405), "{method} {path}: {answer}");
        }
        for (header, value) in
            [("x-http-method-override", "DELETE"), ("x-method-override", "POST"), ("x-http-method", "PUT")]
        {
            if page.get && !page.path.ends_with("/live") {
                let answer = stage.browser.get(&format!("{path}?_method=DELETE")).header(header, value).await;
                assert!(answer.status.as_u16() < 500, "{path}: {answer}");
            }
        }
    }
    assert_eq!(state(&stage.clinic).await, before);
}

#[tokio::test]
async fn a_proof_is_this_sessions_and_stands_where_only_our_page_can_put_it() {
    let stage = Stage::set().await;
    let csrf = stage.browser.get("/account/").await.csrf();
    let neighbour = stage.clinic.browser(Role::Admin).await.get("/account/").await.csrf();
    let before = state(&stage.clinic).await;
    for page in pages().iter().filter(|page| page.post) {
        let path = stage.path(page);
        let foreign = |path: &str| stage.foreign(Method::POST, path);
        for wrong in [
            "",
            " ",
            "null",
            &neighbour,
            &csrf[1..],
            &format!("{csrf}A"),
            &csrf.to_lowercase(),
            &csrf.replace(['-', '_'], "+"),
        ] {
            if wrong != csrf {
                foreign(&path).form(&[("csrf_token", wrong)]).await.expect(403);
                foreign(&path).form(&[]).header("x-csrf-token", wrong).await.expect(403);
            }
        }
        foreign(&format!("{path}?csrf_token={csrf}")).form(&[]).await.expect(403);
        foreign(&path).form(&[("csrf_token", ""), ("csrf_token", &csrf)]).await.expect(403);
        foreign(&path).body("text/plain", format!("csrf_token={csrf}")).await.expect(403);
        foreign(&path).form(&[]).and_header("cookie", &format!("csrf_token={csrf}")).await.expect(403);
    }
    assert_eq!(state(&stage.clinic).await, before);
}

#[tokio::test]
async fn the_right_proof_from_the_wrong_site_is_none() {
    let stage = Stage::set().await;
    let before = state(&stage.clinic).await;
    for page in pages().iter().filter(|page| page.post) {
        let path = stage.path(page);
        for (header, value) in [
            ("origin", "null"),
            ("origin", "https://evil.example"),
            ("origin", "http://seine.localhost"),
            ("origin", "http://nile.localhost.evil.example"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            // Also where nobody is signed in.
            for client in [&stage.browser, &stage.clinic.visitor()] {
                let answer = client.submit(&path, &[]).header(header, value).await;
                assert_eq!(answer.status, 403, "{header}: {value} to {path}: {answer}");
            }
        }
    }
    assert_eq!(state(&stage.clinic).await, before);
}

const ELSEWHERE: &[&str] = &[
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%2f%2fevil.example",
    "/%5cevil.example",
    "https:evil.example",
    "https://evil.example",
    "HTTPS://evil.example/",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "//nile.localhost@evil.example",
    "@evil.example",
    ".evil.example",
    "javascript:alert(1)",
    "data:text/html,evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e%2e//evil.example",
    "/a\r\nlocation: https://evil.example",
    "/\u{2028}/evil.example",
    "／／evil.example",
];

/// Fails when a browser would leave this site.
fn stays(answer: &Response, what: &str) {
    let location = answer.header("location");
    let path = location.split('?').next().unwrap_or_default();
    assert!(path.is_empty() || web::local_path(path) == Some(path), "{what} leads to {location}");
    assert!(!path.contains("evil") && answer.header("refresh").is_empty(), "{what} leads to {location}");
    assert_eq!(answer.headers.get_all("location").iter().count(), usize::from(!location.is_empty()));
}

#[tokio::test]
async fn no_page_sends_anybody_to_another_site() {
    let stage = Stage::set().await;
    let names = ["next", "next_url", "return_to", "redirect", "url", "continue"];
    for page in pages() {
        let path = stage.path(&page);
        for evil in ELSEWHERE {
            let query: String =
                form_urlencoded::Serializer::new(String::new()).extend_pairs(names.map(|name| (name, *evil))).finish();
            let asked = format!("{path}?{query}");
            for client in [&stage.browser, &stage.clinic.visitor()] {
                if page.get && !page.path.ends_with("/live") {
                    let answer = client.get(&asked).await;
                    stays(&answer, &asked);
                    assert!(!answer.text().contains(&format!("href=\"{evil}")), "{asked}");
                }
            }
            let acts = page.path.contains("logout") || page.path.contains("end-sessions");
            if page.post && !acts {
                let form: Vec<(&str, &str)> = names.iter().map(|name| (*name, *evil)).collect();
                stays(&stage.browser.submit(&path, &form).await, &format!("form of {path} with {evil:?}"));
            }
        }
    }
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let clinic = TestClinic::new().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    for evil in ELSEWHERE {
        let form = [("username", staff.username.as_str()), ("password", testkit::PASSWORD), ("next", evil)];
        let answer = clinic.visitor().submit("/doctor/staff-login/", &form).await.expect(303);
        assert_eq!(answer.header("location"), "/reception/dashboard/", "{evil:?}");
        stays(&clinic.visitor().submit("/session/preferences/", &[("next", evil)]).await, "preferences");
    }
}

#[tokio::test]
async fn what_a_client_says_of_its_host_and_path_changes_neither() {
    let stage = Stage::set().await;
    let doctor = stage.clinic.hire(&[Role::Doctor]).await;
    let forged = [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-port", "4444"),
        ("x-forwarded-server", "evil.example"),
        ("forwarded", "host=evil.example;proto=https"),
        ("x-host", "evil.example"),
        ("x-original-url", "/admin/"),
        ("x-rewrite-url", "/admin/"),
        ("x-original-host", "seine.localhost"),
    ];
    for (name, value) in forged {
        let link = stage
            .browser
            .submit(&format!("/admin/staff/{}/link/", doctor.id), &[])
            .header(name, value)
            .await
            .expect(200);
        assert!(link.text().contains("value=\"http://nile.localhost/welcome/"), "{name}");
        let stranger = stage.clinic.visitor().get("/help/shortcuts/").header(name, value).await.expect(303);
        assert_eq!(stranger.header("location"), "/doctor/staff-login/?next=%2Fhelp%2Fshortcuts%2F", "{name}");
        let page = stage.clinic.visitor().get("/doctor/staff-login/").header(name, value).await.expect(200);
        assert!(page.text().contains("Nile Clinic") && !page.text().contains("evil.example"), "{name}");
    }
}
