//! Roles of the clinic's own making, and that nobody climbs by them.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, PASSWORD, Response, Role, Staff, TestClinic};

use super::{knock, version_of, without_rates};

const HERE: &str = "192.0.2.7";

async fn make(admin: &Client, name: &str, actions: &[&str]) -> Response {
    let mut form = vec![("name", name)];
    form.extend(actions.iter().map(|action| ("actions", *action)));
    admin.submit("/admin/roles/new/", &form).await
}

async fn made(clinic: &TestClinic, admin: &Client, name: &str, actions: &[&str]) -> String {
    let answer = make(admin, name, actions).await.expect(303);
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "manage_roles success staff");
    clinic.value(&format!("select id from {{room}}.custom_role where name = '{name}'")).await
}

/// Makes somebody this and nothing else.
async fn give(clinic: &TestClinic, admin: &Client, staff: &Staff, roles: &[&str], custom: &[&str]) -> Response {
    let version = version_of(clinic, staff).await;
    let mut form = vec![("display_name", "Mona"), ("active", "true"), ("version", version.as_str())];
    form.extend(roles.iter().map(|role| ("roles", *role)));
    form.extend(custom.iter().map(|role| ("custom_roles", *role)));
    admin.submit(&format!("/admin/staff/{}/", staff.id), &form).await
}

#[tokio::test]
async fn whoever_has_one_may_what_it_names_and_nothing_else() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let role = made(&clinic, &admin, "Intern", &["list_patients", "view_patient"]).await;
    let staff = clinic.hire(&[Role::Auditor]).await;

    // With nothing but this role, too.
    give(&clinic, &admin, &staff, &[], &[&role]).await.expect(303);

    let inside = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    let browser = clinic.browser_after(&inside, &staff).await;
    let program = clinic.sign_in_as(&staff).await;
    let patient = clinic.patient().create().await;
    for client in [&browser, &program] {
        client.get(&patient.path()).await.expect(200);
        for path in ["/api/appointments/", "/api/audit/", "/api/contacts/"] {
            client.get(path).await;
        }
        client.get("/api/audit/").await.expect(403);
        client.get("/api/appointments/").await.expect(403);
        client.post("/api/patients/", &json!({ "family_name": "Haddad" })).await.expect(403);
    }
    browser.get("/account/").await.expect(200);
    browser.get(inside.header("location")).await;
    assert!(clinic.sign_in_as(&staff).await.refresh().await.status == 200);
}

#[tokio::test]
async fn a_role_adds_to_those_that_everybody_knows() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let role = made(&clinic, &admin, "Chief desk", &["view_audit"]).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    give(&clinic, &admin, &staff, &["reception"], &[&role]).await.expect(303);
    let program = clinic.sign_in_as(&staff).await;
    program.get("/api/audit/").await.expect(200);
    program.get("/api/patients/").await.expect(200);
    program.post("/api/staff/", &json!({})).await.expect(403);
    let page = admin.get(&format!("/admin/staff/{}/", staff.id)).await.expect(200).text();
    let effective = page.split("<details class=\"more\"").nth(1).unwrap().split("</details>").next().unwrap();
    let both = tenancy::Rights::of_roles(&[Role::Reception]).and([tenancy::Action::ViewAudit].into_iter().collect());
    let shown = both.actions().filter(|action| action.trace() == tenancy::Trace::Audited).count();
    assert_eq!(effective.matches("<li class=\"chip\">").count(), shown, "{effective}");
}

#[tokio::test]
async fn what_becomes_of_a_role_becomes_of_its_holders_within_a_second() {
    let clinic = without_rates().await;
    let second = clinic.at_another_node().await;
    let admin = clinic.browser(Role::Admin).await;
    let role = made(&clinic, &admin, "Intern", &["view_audit"]).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    give(&clinic, &admin, &staff, &["reception"], &[&role]).await.expect(303);
    let program = clinic.sign_in_as(&staff).await;
    program.at(&second).get("/api/audit/").await.expect(200);
    let replace = |version: &'static str, name: &'static str| {
        let form = [("name", name), ("actions", "view_records"), ("version", version)];
        admin.submit(&format!("/admin/roles/{role}/"), &form)
    };

    let done = replace("1", "Trainee").await.expect(303);

    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "manage_roles success staff");
    clinic.advance(SignedDuration::from_secs(1));
    for node in [&clinic, &second] {
        program.at(node).get("/api/audit/").await.expect(403);
        program.at(node).get("/api/records/").await;
    }
    replace("1", "Late").await.expect(412);
    // Taken away from its last holder it can go; before that it cannot.
    admin.submit(&format!("/admin/roles/{role}/delete/"), &[]).await.expect(409);
    give(&clinic, &admin, &staff, &["reception"], &[]).await.expect(303);
    let gone = admin.submit(&format!("/admin/roles/{role}/delete/"), &[]).await.expect(303);
    assert_eq!(clinic.audit_of(&gone).await[0].to_string(), "manage_roles success staff");
    admin.submit(&format!("/admin/roles/{role}/delete/"), &[]).await.expect(404);
    admin.get(&format!("/admin/roles/{role}/")).await.expect(404);
    replace("2", "Gone").await.expect(404);
    give(&clinic, &admin, &staff, &["reception"], &[&role]).await.expect(422);
}

#[tokio::test]
async fn a_role_has_a_name_of_its_own_and_known_actions() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    made(&clinic, &admin, "Intern", &["view_patient"]).await;
    for name in ["", "   ", "Intern", "Admin", "doctor", &"x".repeat(61)] {
        make(&admin, name, &["view_patient"]).await.expect(422);
    }
    for actions in [&[][..], &["everything"], &["tidy_up"], &["resolve_session"], &["view_own_records"]] {
        make(&admin, "Another", actions).await.expect(422);
    }
    // What nobody of the staff may do cannot be slipped in beside something else.
    made(&clinic, &admin, "Mixed", &["view_patient", "tidy_up", "view_own_records", "sign_up_patient"]).await;
    let actions = clinic.value("select actions from {room}.custom_role where name = 'Mixed'").await;
    assert!(
        !actions.contains("tidy_up") && !actions.contains("own_records") && !actions.contains("sign_up"),
        "{actions}"
    );
}

#[tokio::test]
async fn only_administrators_make_roles() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let role = made(&clinic, &admin, "Intern", &["view_patient"]).await;
    let staff = clinic.hire(&[Role::Viewer]).await;
    for other in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let browser = clinic.browser(*other).await;
        make(&browser, "Mine", &["view_records"]).await.expect(403);
        browser.get("/admin/roles/").await.expect(403);
        browser.submit(&format!("/admin/roles/{role}/"), &[]).await.expect(403);
        browser.submit(&format!("/admin/roles/{role}/delete/"), &[]).await.expect(403);
        give(&clinic, &browser, &staff, &["admin"], &[]).await.expect(403);
    }
}

#[tokio::test]
async fn nobody_makes_themselves_more_than_they_are() {
    let clinic = without_rates().await;
    let (admin, other) = (clinic.browser(Role::Admin).await, clinic.browser(Role::Admin).await);
    let role = made(&clinic, &admin, "Readers", &["view_patient"]).await;
    let own = admin.staff().clone();

    give(&clinic, &admin, &own, &["admin", "doctor"], &[]).await.expect(422);
    give(&clinic, &admin, &own, &["admin"], &[&role]).await.expect(422);
    // Given by another, it still cannot be made larger by its holder.
    give(&clinic, &other, &own, &["admin"], &[&role]).await.expect(303);
    let admin = clinic.browser_of(&own).await;
    let form = [("name", "Readers"), ("actions", "view_records"), ("version", "1")];
    admin.submit(&format!("/admin/roles/{role}/"), &form).await.expect(422);
    admin.get("/api/records/").await.expect(403);
    assert!(!clinic.value("select actions from {room}.custom_role").await.contains("view_records"));
    // Nor does anybody suspend themselves, or leave the clinic without an administrator.
    let version = version_of(&clinic, &own).await;
    let form = [("display_name", "Me"), ("roles", "admin"), ("custom_roles", role.as_str()), ("version", &version)];
    admin.submit(&format!("/admin/staff/{}/", own.id), &form).await.expect(422);
}

#[tokio::test]
async fn one_administrator_always_remains() {
    let clinic = without_rates().await;
    let (one, two) = (clinic.browser(Role::Admin).await, clinic.browser(Role::Admin).await);

    let (first, second) = tokio::join!(
        give(&clinic, &one, two.staff(), &["viewer"], &[]),
        give(&clinic, &two, one.staff(), &["viewer"], &[])
    );

    // The one who comes second is refused, or is out already.
    assert!(first.status == 303 || second.status == 303, "{first} and {second}");
    let left = clinic.value("select count(*) from {room}.staff where 'admin' = any(roles) and status = 'active'").await;
    assert_eq!(left, "1");
}

/// Somebody who runs the clinic's people, and is no administrator.
async fn personnel(clinic: &TestClinic, admin: &Client) -> Client {
    let actions = [
        "list_staff",
        "create_staff",
        "change_staff",
        "reset_password",
        "manage_roles",
        "issue_token",
        "list_tokens",
        "list_patients",
        "view_patient",
    ];
    let role = made(clinic, admin, "Personnel", &actions).await;
    let staff = clinic.hire(&[Role::Viewer]).await;
    give(clinic, admin, &staff, &[], &[&role]).await.expect(303);
    clinic.browser_of(&staff).await
}

#[tokio::test]
async fn nobody_gives_what_they_do_not_have() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let hr = personnel(&clinic, &admin).await;
    let (staff, doctor) = (clinic.hire(&[Role::Auditor]).await, clinic.hire(&[Role::Doctor]).await);
    let words = "seven other quiet words";

    for role in ["admin", "doctor", "billing"] {
        let form = [("username", "mona"), ("roles", role), ("password", words), ("password_repeat", words)];
        hr.submit("/admin/staff/new/", &form).await.expect(403);
        hr.post("/api/staff/", &json!({ "username": "mona", "password": words, "roles": [role] })).await.expect(403);
        give(&clinic, &hr, &staff, &[role], &[]).await.expect(403);
    }
    make(&hr, "Climbers", &["view_records"]).await.expect(403);
    make(&hr, "Peers", &["view_patient"]).await.expect(303);
    let token = [("name", "Scale"), ("scopes", "patients:write")];
    hr.submit("/admin/tokens/", &token).await.expect(403);
    hr.submit("/admin/tokens/", &[("name", "Scale"), ("scopes", "patients:read")]).await.expect(403);
    // Nor does anybody become somebody higher by setting their password or taking their second factor away.
    for target in [admin.staff(), &doctor] {
        hr.submit(&format!("/admin/staff/{}/link/", target.id), &[]).await.expect(403);
        hr.submit(&format!("/admin/staff/{}/remove-factors/", target.id), &[]).await.expect(403);
        give(&clinic, &hr, target, &["viewer"], &[]).await.expect(403);
    }
    assert_eq!(clinic.value("select count(*) from {room}.password_link").await, "0");
}

#[tokio::test]
async fn a_role_that_can_run_the_clinic_needs_what_an_administrator_needs() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let hr = personnel(&clinic, &admin).await;
    clinic.advance(SignedDuration::from_hours(8 * 24));
    let answer = knock(&clinic, HERE, &hr.staff().username, PASSWORD).await.expect(303);
    assert!(answer.header("location").starts_with("/sign-in/set-up/"), "{answer}");
}
