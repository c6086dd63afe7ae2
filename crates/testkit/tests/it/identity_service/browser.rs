//! People who sign in at the service with a browser.

use serde_json::json;
use testkit::{Response, Role};

use super::Ground;

const COOKIE: &str = "identity";

struct Begun {
    cookie: String,
    address: String,
}

impl Ground {
    async fn begin(&self, next: &str) -> Begun {
        let start = self.clinic.visitor().get(&format!("/auth/identity/start/?next={next}")).await.expect(303);
        Begun { cookie: start.cookie(COOKIE).unwrap(), address: start.header("location").to_owned() }
    }

    /// The way back, with what this browser keeps.
    async fn come_back(&self, begun: &Begun, address: &str) -> Response {
        let path = address.strip_prefix("http://nile.localhost").unwrap();
        self.clinic.visitor().get(path).header("cookie", &format!("{COOKIE}={}", begun.cookie)).await
    }

    async fn sign_in(&self, person: &str) -> Response {
        self.provider.at_keyboard(person).await;
        let begun = self.begin("").await;
        let back = self.provider.walk(&begun.address).await;
        self.come_back(&begun, &back).await
    }
}

#[tokio::test]
async fn somebody_signs_in_there_and_works_here() {
    let ground = Ground::new().await;
    let page = ground.clinic.visitor().get("/doctor/staff-login/?next=/audit/").await.expect(200).text();
    assert!(page.contains("Sign in with Hospital account") && page.contains("/auth/identity/start/?next=%2Faudit%2F"));

    ground.provider.at_keyboard("user-mona").await;
    let begun = ground.begin("/doctor/patients-dash/").await;
    let back = ground.provider.walk(&begun.address).await;
    let done = ground.come_back(&begun, &back).await.expect(303);

    assert_eq!(done.header("location"), "/doctor/patients-dash/");
    assert_eq!(done.cookie(COOKIE).unwrap(), "");
    let session = format!("praxis={}", done.cookie("praxis").unwrap());
    let home = ground.clinic.visitor().get("/doctor/patients-dash/").header("cookie", &session).await.expect(200);
    assert!(home.text().contains("Mona Adel"));
    ground.clinic.visitor().get("/admin/").header("cookie", &session).await.expect(403);
    // What the ID token left out was asked for.
    assert_eq!(ground.provider.count("/me").await, 1);
    let record: Vec<String> = ground.clinic.audit_of(&done).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["create_staff success job", "manage_identity_service success job", "sign_in success staff"]);

    let again = ground.sign_in("user-mona").await.expect(303);
    assert_eq!(ground.clinic.value("select count(*)::text from {room}.staff_identity").await, "1");
    assert_ne!(again.cookie("praxis"), done.cookie("praxis"));
}

#[tokio::test]
async fn a_sign_in_ends_only_in_the_browser_that_began_it_once_and_in_time() {
    let ground = Ground::new().await;
    ground.provider.at_keyboard("user-mona").await;
    let (begun, other) = (ground.begin("").await, ground.begin("").await);
    let back = ground.provider.walk(&begun.address).await;

    let stranger = Begun { cookie: String::new(), address: String::new() };
    let forged = Begun { cookie: "AAAA".repeat(40), address: String::new() };
    for (browser, status) in [(&stranger, 400), (&forged, 400), (&other, 403)] {
        let answer = ground.come_back(browser, &back).await.expect(status);
        assert_eq!(answer.cookie("praxis"), None);
    }
    ground.come_back(&begun, &back).await.expect(303);
    // The code is spent.
    ground.come_back(&begun, &back).await.expect(403);
    // The service revokes what a code gave that comes twice; the session here is ours, and stays.
    let late = ground.begin("").await;
    let back = ground.provider.walk(&late.address).await;
    ground.wait(601);
    ground.come_back(&late, &back).await.expect(400);
    // At another clinic the cookie does not open.
    let neighbour = ground.clinic.other().await;
    let path = back.strip_prefix("http://nile.localhost").unwrap();
    neighbour.visitor().get(path).header("cookie", &format!("{COOKIE}={}", late.cookie)).await.expect(404);
}

#[tokio::test]
async fn whoever_went_away_or_has_no_business_here_is_told_so() {
    let ground = Ground::new().await;
    ground.provider.seat(json!({})).await;
    let begun = ground.begin("").await;
    let back = ground.provider.walk(&begun.address).await;
    let answer = ground.come_back(&begun, &back).await.expect(403);
    assert!(answer.text().contains("did not confirm this sign-in"));

    let answer = ground.sign_in("user-jean").await.expect(403);
    assert!(answer.text().contains("you have no access to this clinic"));
    assert_eq!(ground.clinic.audit_of(&answer).await[0].to_string(), "sign_in failure visitor");
    assert_eq!(answer.cookie("praxis"), None);
}

#[tokio::test]
async fn the_way_leads_on_only_inside_this_clinic() {
    let ground = Ground::new().await;
    ground.provider.at_keyboard("user-omar").await;
    for (next, leads) in [
        ("https%3A%2F%2Fevil.example%2F", "/reception/dashboard/"),
        ("%2F%2Fevil.example%2F", "/reception/dashboard/"),
        ("%2F%5Cevil.example", "/reception/dashboard/"),
        ("%2Fpatients%2Fnew", "/patients/new"),
    ] {
        let begun = ground.begin(next).await;
        let back = ground.provider.walk(&begun.address).await;
        assert_eq!(ground.come_back(&begun, &back).await.expect(303).header("location"), leads);
    }
}

#[tokio::test]
async fn somebody_known_here_is_linked_as_the_clinic_decided() {
    let ground = Ground::with(&json!({"provision": false, "link_by_username": true})).await;
    let known = ground.clinic.hire(&[Role::Reception, Role::Billing]).await;
    let tx = ground.clinic.scene().await;
    let index = tx.keys().index("staff.username").exact("mona");
    tx.commit().await.unwrap();
    let rename =
        format!("update {{room}}.staff set username_index = '\\x{}' where id = '{}'", hex::encode(index), known.id);
    ground.clinic.sql_as_superuser(&rename).await;

    let done = ground.sign_in("user-mona").await.expect(303);
    let linked = ground.clinic.value("select staff_id::text from {room}.staff_identity").await;
    assert_eq!(linked, known.id.to_string());
    // In this session they are what the service says, whatever else they are here.
    let session = format!("praxis={}", done.cookie("praxis").unwrap());
    assert_eq!(done.header("location"), "/doctor/appointments-dash/");
    ground.clinic.visitor().get("/doctor/appointments-dash/").header("cookie", &session).await.expect(200);
    let roles = format!("select array_to_string(roles, ',') from {{room}}.staff where id = '{}'", known.id);
    assert_eq!(ground.clinic.value(&roles).await, "billing,doctor,reception");
    // Nobody else becomes the same person.
    ground.sign_in("user-omar").await.expect(403);
}

#[tokio::test]
async fn without_a_service_or_while_it_is_away_nobody_is_sent_anywhere() {
    let mut ground = Ground::with(&json!({"browser": false})).await;
    ground.clinic.visitor().get("/auth/identity/start/").await.expect(404);
    ground.clinic.visitor().get("/auth/identity/callback/?code=x&state=y").await.expect(404);
    assert!(!ground.clinic.visitor().get("/doctor/staff-login/").await.text().contains("/auth/identity/"));
    ground.connect(&json!({})).await;
    ground.provider.stop().await;
    let answer = ground.clinic.visitor().get("/auth/identity/start/").await.expect(503);
    assert!(answer.text().contains("cannot be reached just now"));
}
