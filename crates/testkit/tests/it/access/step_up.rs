//! What nobody does who has only found an open screen: each such change asks first who it is, and goes on with the form.

use http::Method;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, PASSWORD, Response, Role, Staff, TestClinic};
use uuid::Uuid;

use super::{grow_stale, version_of, with_proof, without_rates};

/// A form that needs a fresh proof, and a question to the database whose answer it changes.
struct Guarded {
    path: String,
    fields: Vec<(String, String)>,
    changes: &'static str,
}

fn guarded(path: impl Into<String>, fields: &[(&str, &str)], changes: &'static str) -> Guarded {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Guarded { path: path.into(), fields, changes }
}

const STAFF: &str = "select string_agg(t::text, ' ') from {room}.staff t";
const LINKS: &str = "select count(*) from {room}.password_link";
const ROLES: &str = "select string_agg(t::text, ' ') from {room}.custom_role t";
const TOKENS: &str = "select count(*) from {room}.api_token";
const POLICY: &str = "select count(*) from {room}.setting";
const FACTORS: &str = "select count(*) from {room}.authenticator";
const EXPORTS: &str = "select count(*) from {room}.export";
const SERVICES: &str = "select count(*) from {room}.identity_provider";

/// Every such form there is in an administrator's pages.
async fn all(clinic: &TestClinic, staff: &Staff) -> Vec<Guarded> {
    let (person, version) = (format!("/admin/staff/{}/", staff.id), version_of(clinic, staff).await);
    let role = clinic.value("select id from {room}.custom_role").await;
    vec![
        guarded(
            &person,
            &[("display_name", "Mona"), ("roles", "doctor"), ("active", "true"), ("version", &version)],
            STAFF,
        ),
        guarded(format!("{person}link/"), &[], LINKS),
        guarded(format!("{person}remove-factors/"), &[], FACTORS),
        guarded("/admin/roles/new/", &[("name", "Second desk"), ("actions", "view_patient")], ROLES),
        guarded(
            format!("/admin/roles/{role}/"),
            &[("name", "Third desk"), ("actions", "list_patients"), ("version", "1")],
            ROLES,
        ),
        guarded(format!("/admin/roles/{role}/delete/"), &[], ROLES),
        guarded("/admin/tokens/", &[("name", "Scale"), ("scopes", "readings:write")], TOKENS),
        guarded("/admin/exports/", &[("kind", "patients"), ("format", "csv")], EXPORTS),
        guarded("/admin/policy/", POLICY_FORM, POLICY),
        guarded("/admin/identity/", &[("issuer", "https://id.example.org"), ("version", "0")], SERVICES),
    ]
}

const POLICY_FORM: &[(&str, &str)] = &[
    ("version", "0"),
    ("min_length", "12"),
    ("min_length_alone", "16"),
    ("history", "5"),
    ("factor_roles", "admin"),
    ("grace_days", "7"),
    ("idle_minutes", "30"),
];

async fn scene() -> (TestClinic, Client, Staff) {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    super::factors::Authenticator::set_up(&clinic, &clinic.browser_of(&staff).await).await;
    let admin = clinic.browser(Role::Admin).await;
    let role = [("name", "Desk"), ("actions", "view_patient")];
    admin.submit("/admin/roles/new/", &role).await.expect(303);
    grow_stale(&clinic, &admin).await;
    (clinic, admin, staff)
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The form that a page for confirming carries along, as a browser would send it.
fn carried(page: &Response) -> Vec<(String, String)> {
    let text = page.text();
    let form = text.split("<form").find(|form| form.contains("proof_password")).unwrap();
    let hidden = form.split("<input type=\"hidden\" name=\"").skip(1);
    let fields = hidden
        .filter_map(|input| input.split_once("\" value=\""))
        .map(|(name, rest)| (name.to_owned(), rest.split('"').next().unwrap().to_owned()));
    fields.filter(|(name, _)| name != "csrf_token").collect()
}

#[tokio::test]
async fn each_of_them_asks_first_and_goes_on_with_what_was_typed() {
    let (clinic, admin, staff) = scene().await;
    let count = all(&clinic, &staff).await.len();
    for number in 0..count {
        let form = all(&clinic, &staff).await.remove(number);
        let before = clinic.value(form.changes).await;

        let asked = admin.submit(&form.path, &pairs(&form.fields)).await.expect(403);
        assert!(asked.text().contains(&format!("action=\"{}\"", form.path)), "{}: {}", form.path, asked.text());
        assert_eq!(clinic.value(form.changes).await, before, "{} went on without a proof", form.path);
        let mut fields = carried(&asked);
        assert_eq!(fields, form.fields, "{}", form.path);
        let wrong = [pairs(&fields), vec![("proof_password", "incorrect")]].concat();
        admin.submit(&form.path, &wrong).await.expect(422);
        assert_eq!(clinic.value(form.changes).await, before, "{} went on with a wrong one", form.path);

        fields.push(("proof_password".to_owned(), PASSWORD.to_owned()));
        let done = admin.submit(&form.path, &pairs(&fields)).await;
        assert!(matches!(done.status.as_u16(), 200 | 303), "{}: {done}\n{}", form.path, done.text());
        assert_ne!(clinic.value(form.changes).await, before, "{} did nothing", form.path);
        let record = clinic.audit_of(&done).await;
        assert!(
            record.iter().any(|row| row.to_string() == "reauthenticate success staff"),
            "{}: {record:?}",
            form.path
        );
        assert!(!done.text().contains(PASSWORD));
        clinic.advance(SignedDuration::from_secs(301));
    }
}

#[tokio::test]
async fn a_proof_is_fresh_for_five_minutes() {
    let (clinic, admin, staff) = scene().await;
    let path = format!("/admin/staff/{}/link/", staff.id);
    admin.submit("/account/confirm/", &with_proof(&[])).await.expect(303);
    clinic.advance(SignedDuration::from_mins(5));
    admin.submit(&path, &[]).await.expect(200);
    clinic.advance(SignedDuration::from_secs(1));
    admin.submit(&path, &[]).await.expect(403);
}

#[tokio::test]
async fn the_proof_of_one_session_is_none_of_another() {
    let (clinic, admin, staff) = scene().await;
    let path = format!("/admin/staff/{}/link/", staff.id);
    let elsewhere = clinic.browser_of(admin.staff()).await;
    elsewhere.submit(&path, &[]).await.expect(200);
    admin.submit(&path, &[]).await.expect(403);
    let answer = admin.submit(&path, &[("proof_password", PASSWORD), ("proof_code", "123456")]).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn whoever_has_a_second_factor_shows_both() {
    let (clinic, admin, staff) = scene().await;
    let (app, admin) = super::factors::Authenticator::set_up(&clinic, &clinic.browser_of(admin.staff()).await).await;
    grow_stale(&clinic, &admin).await;
    let path = format!("/admin/staff/{}/link/", staff.id);
    admin.submit(&path, &with_proof(&[])).await.expect(422);
    admin.submit(&path, &with_proof(&[("proof_code", "000000")])).await.expect(422);
    admin.submit(&path, &with_proof(&[("proof_code", &app.code())])).await.expect(200);
}

#[tokio::test]
async fn programs_are_asked_too() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Admin]).await;
    let program = clinic.sign_in_as(&staff).await;
    clinic.advance(SignedDuration::from_secs(301));
    let service = json!({ "issuer": "https://id.example.org" });
    let nobody = json!({ "staff": Uuid::nil(), "subject": "somebody" });
    for (method, path, body) in [
        (Method::PUT, "/api/identity-service/", &service),
        (Method::DELETE, "/api/identity-service/", &service),
        (Method::POST, "/api/identity-service/people/", &nobody),
    ] {
        let refused = program.call(method, path).json(body).await;
        assert_eq!(refused.to_string(), r#"403 {"code":"reauthentication_required"}"#, "{path}");
    }

    program.post("/api/auth/reauthenticate/", &json!({ "password": "incorrect" })).await.expect(422);
    program.put("/api/identity-service/", &service).await.expect(403);
    let done = program.post("/api/auth/reauthenticate/", &json!({ "password": PASSWORD })).await.expect(204);
    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "reauthenticate success staff");
    program.put("/api/identity-service/", &service).await.expect(200);
}

#[tokio::test]
async fn hiring_by_a_program_needs_no_less_than_by_a_page() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Admin]).await;
    let (program, browser) = (clinic.sign_in_as(&staff).await, clinic.browser_of(&staff).await);
    clinic.advance(SignedDuration::from_secs(301));
    let input = json!({ "username": "mona", "password": "seven other quiet words", "roles": ["admin"] });
    assert_eq!(program.post("/api/staff/", &input).await.to_string(), r#"403 {"code":"reauthentication_required"}"#);
    let form = [("username", "mona"), ("roles", "admin"), ("password", ""), ("password_repeat", "")];
    browser.submit("/admin/staff/new/", &form).await.expect(403);
    browser.submit("/admin/staff/new/", &with_proof(&form)).await.expect(303);
}

#[tokio::test]
async fn confirming_leads_on_to_nowhere_but_this_site() {
    let (_, admin, _) = scene().await;
    for next in
        ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/%2f%2fevil.example"]
    {
        let answer = admin.submit("/account/confirm/", &with_proof(&[("next", next)])).await.expect(303);
        assert_eq!(answer.header("location"), "/reception/dashboard/", "{next}");
    }
    let answer = admin.submit("/account/confirm/", &with_proof(&[("next", "/admin/?a=b")])).await.expect(303);
    assert_eq!(answer.header("location"), "/admin/?a=b");
}
