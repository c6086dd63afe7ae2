//! Administrators who connect a service.

use serde_json::json;
use testkit::{Role, TestClinic};

use super::Ground;

const PATH: &str = "/api/identity-service/";

#[tokio::test]
async fn the_secret_is_kept_sealed_and_never_shown() {
    let ground = Ground::new().await;
    let chief = ground.chief().await;
    let shown = chief.get(PATH).await.expect(200);
    assert_eq!(shown.json()["has_secret"], true);
    assert_eq!(shown.header("etag"), "\"1\"");
    let page = ground.clinic.browser(Role::Admin).await.get("/admin/identity/").await.expect(200);
    for text in [shown.text(), page.text()] {
        assert!(!text.contains("praxis-web-secret"));
    }
    let kept = "select encode(client_secret, 'escape') || settings::text from {room}.identity_provider";
    assert!(!ground.clinic.value(kept).await.contains("praxis-web-secret"));

    // Blank keeps it; the service still knows us.
    ground.connect(&json!({"client_secret": "", "mode": "introspection"})).await;
    let tested = ground.chief().await.post("/api/identity-service/test/", &json!({})).await.expect(200).json();
    let works: Vec<bool> =
        tested["findings"].as_array().unwrap().iter().map(|it| it["works"].as_bool().unwrap()).collect();
    assert_eq!(works, [true, true, true]);
    ground.connect(&json!({"client_secret": "wrong", "mode": "introspection"})).await;
    let tested = ground.chief().await.post("/api/identity-service/test/", &json!({})).await.expect(200).json();
    assert_eq!(tested["findings"][2]["code"], "client");
}

#[tokio::test]
async fn of_two_who_change_it_the_second_is_told() {
    let ground = Ground::new().await;
    let chief = ground.chief().await;
    let changed = chief.put(PATH, &ground.usual()).header("if-match", "\"1\"").await.expect(200);
    assert_eq!(changed.header("etag"), "\"2\"");
    chief.put(PATH, &ground.usual()).header("if-match", "\"1\"").await.expect(412);
}

#[tokio::test]
async fn what_cannot_work_is_not_switched_on() {
    let clinic = TestClinic::new().await;
    let chief = clinic.sign_in(Role::Admin).await;
    for (input, field) in [
        (json!({"enabled": true}), "/issuer"),
        (json!({"issuer": "http://id.example.org"}), "/issuer"),
        (json!({"issuer": "https://127.0.0.1/"}), "/issuer"),
        (json!({"issuer": "https://169.254.169.254/"}), "/issuer"),
        (json!({"enabled": true, "issuer": "https://id.example.org"}), "/audience"),
        (json!({"algorithms": ["HS256"]}), "/algorithms"),
        (json!({"algorithms": ["none"]}), "/algorithms"),
        (json!({"token_type": "any"}), "/token_type"),
        (json!({"mode": "trust"}), "/mode"),
        (json!({"enabled": true, "issuer": "https://id.example.org", "mode": "introspection"}), "/client_id"),
    ] {
        let answer = chief.put(PATH, &input).await.expect(422).json();
        assert!(answer["errors"].as_array().unwrap().iter().any(|it| it["pointer"] == field), "{input}: {answer}");
    }
    for unknown in [json!({"roles": {"physician": "chief"}}), json!({"secret": "x"})] {
        assert!(chief.put(PATH, &unknown).await.status.is_client_error());
    }
    assert_eq!(clinic.value("select count(*)::text from {room}.identity_provider").await, "0");
}

#[tokio::test]
async fn the_page_saves_tests_links_and_takes_away_without_scripts() {
    let ground = Ground::new().await;
    let browser = ground.clinic.browser_of(ground.chief.staff()).await;
    let page = browser.get("/admin/identity/").await.expect(200).text();
    assert!(page.contains("http://nile.localhost/auth/identity/callback/") && page.contains("desk = reception"));

    let issuer = ground.provider.issuer().to_owned();
    let form = |roles: &'static str, version: &'static str| {
        vec![
            ("enabled", "true"),
            ("issuer", issuer.as_str()),
            ("mode", "keys"),
            ("audience", "praxis"),
            ("token_type", "at+jwt"),
            ("algorithms", "ES256"),
            ("clinic_claim", "org_id"),
            ("roles_claim", "roles"),
            ("roles", roles),
            ("version", version),
        ]
    };
    let answer = browser.submit("/admin/identity/", &form("physician is doctor", "1")).await.expect(422);
    assert!(answer.text().contains("physician is doctor"));
    browser.submit("/admin/identity/", &form("front = desk = reception\r\nphysician=Doctor", "7")).await.expect(422);
    let saved = browser.submit("/admin/identity/", &form("front = desk = reception\r\nphysician=Doctor", "1")).await;
    assert_eq!(saved.expect(303).header("location"), "/admin/identity/");
    let shown = ground.chief().await.get(PATH).await.json();
    assert_eq!(shown["roles"], json!({"front = desk": "reception", "physician": "doctor"}));
    assert_eq!((&shown["algorithms"], &shown["browser"]), (&json!(["ES256"]), &json!(false)));

    let tested = browser.submit("/admin/identity/test/", &[]).await.expect(200).text();
    assert!(tested.contains("The service answers and publishes 1 key that can be used."));
    let staff = ground.clinic.hire(&[Role::Doctor]).await.id.to_string();
    let link = [("staff", staff.as_str()), ("subject", "chart-program")];
    browser.submit("/admin/identity/people/", &link).await.expect(303);
    let token = ground.provider.token("chart-program").await;
    ground.ask(&token).await.expect(200);
    let id = ground.clinic.value("select id::text from {room}.staff_identity").await;
    browser.submit(&format!("/admin/identity/people/{id}/remove/"), &[]).await.expect(303);
    ground.ask(&token).await.expect(401);
    assert!(browser.get("/admin/identity/").await.text().contains("Link taken away"));
}

#[tokio::test]
async fn only_a_fresh_proof_changes_whom_the_clinic_trusts() {
    let ground = Ground::new().await;
    let chief = ground.chief().await;
    ground.wait(301);
    let answer = chief.put(PATH, &ground.usual()).await;
    assert_eq!(answer.to_string(), r#"403 {"code":"reauthentication_required"}"#);
    chief.delete(PATH).await.expect(403);
}
