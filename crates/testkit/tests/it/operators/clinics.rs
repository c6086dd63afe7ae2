//! What operators do to clinics: make, find, suspend and move them; each on record.

use jiff::SignedDuration;
use testkit::{PASSWORD as STAFF_PASSWORD, Role, TestClinic};

use super::kit::{Operator, PASSWORD, REASON, between, last_of_record, record};

const VOLGA: [(&str, &str); 8] = [
    ("name", "Volga Clinic"),
    ("slug", "volga"),
    ("domain", "volga.localhost"),
    ("region", "EG"),
    ("time_zone", "Africa/Cairo"),
    ("currency", "EGP"),
    ("locale", "ar"),
    ("username", "mona"),
];

#[tokio::test]
async fn a_clinic_is_made_and_its_first_administrator_comes_in_by_link() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;

    let page = operator.browser.submit("/clinics/new/", &VOLGA).await.expect(200).text();

    let link = between(&page, "value=\"http://volga.localhost", "\"");
    let at = |call: testkit::Call| call.header("host", "volga.localhost");
    at(clinic.visitor().get(&link)).await.expect(200);
    let form = [("password", STAFF_PASSWORD), ("password_repeat", STAFF_PASSWORD)];
    at(clinic.visitor().submit(&link, &form)).await.expect(303);
    let form = [("username", "mona"), ("password", STAFF_PASSWORD)];
    at(clinic.visitor().submit("/doctor/staff-login/", &form)).await.expect(303);
    let record = record(&clinic).await;
    assert_eq!(record[record.len() - 2..], ["operator create_clinic success", "operator invite_administrator success"]);
    // Somebody works there now: nobody is invited from outside any more.
    operator.browser.submit("/clinics/volga/administrator/", &[("username", "other")]).await.expect(409);
    let rows = "select count(*) from platform.operator_event where deed = 'create_clinic' and detail is null and tenant_id is not null and operator_id is not null";
    assert_eq!(clinic.value(rows).await, "1");
}

#[tokio::test]
async fn a_lost_invitation_is_made_anew() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let first = operator.browser.submit("/clinics/new/", &VOLGA).await.expect(200).text();
    let again =
        operator.browser.submit("/clinics/volga/administrator/", &[("username", "Mona")]).await.expect(200).text();

    let path = |page: &str| between(page, "value=\"http://volga.localhost", "\"");
    clinic.visitor().get(&path(&first)).header("host", "volga.localhost").await.expect(404);
    clinic.visitor().get(&path(&again)).header("host", "volga.localhost").await.expect(200);
}

#[tokio::test]
async fn a_form_that_cannot_be_is_sent_back() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    for (field, bad) in [
        ("slug", "Volga!"),
        ("slug", "nile"),
        ("domain", "nile.localhost"),
        ("domain", "localhost"),
        ("domain", "-"),
        ("time_zone", "Mars/Olympus"),
        ("region", "EGY"),
        ("locale", "xx"),
        ("name", ""),
        ("username", ""),
    ] {
        let form: Vec<_> = VOLGA.map(|(name, value)| (name, if name == field { bad } else { value })).to_vec();
        let page = operator.browser.submit("/clinics/new/", &form).await.expect(422).text();
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field} {bad}");
        assert!(page.contains("Volga") || field == "name");
    }
}

#[tokio::test]
async fn a_clinic_is_suspended_by_its_name_and_a_reason_and_resumed() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let suspend =
        |slug, reason| operator.browser.submit("/clinics/nile/suspend/", &[("slug", slug), ("reason", reason)]);
    let desk = clinic.sign_in(Role::Reception).await;

    suspend("seine", REASON).await.expect(422);
    suspend("nile", "why").await.expect(422);
    desk.get("/api/patients/").await.expect(200);
    suspend("nile", REASON).await.expect(303);
    assert_eq!(desk.get("/api/patients/").await.to_string(), "403 This clinic is suspended.");
    assert!(operator.browser.get("/record/?clinic=nile").await.expect(200).text().contains(REASON));
    suspend("nile", REASON).await.expect(409);
    operator.browser.submit("/clinics/nile/resume/", &[]).await.expect(303);
    desk.get("/api/patients/").await.expect(200);
    operator.browser.submit("/clinics/nile/resume/", &[]).await.expect(409);
    operator.browser.submit("/clinics/sahara/resume/", &[]).await.expect(404);
    let done = record(&clinic).await.into_iter().filter(|row| row.contains("_clinic success")).collect::<Vec<_>>();
    assert_eq!(done[2..], ["operator suspend_clinic success", "operator resume_clinic success"]);
}

#[tokio::test]
async fn of_two_who_suspend_at_once_one_is_told_that_it_was_done() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let other = Operator::new(&clinic, "mona").await;
    let form = [("slug", "nile"), ("reason", REASON)];

    let (one, two) = tokio::join!(
        operator.browser.submit("/clinics/nile/suspend/", &form),
        other.browser.submit("/clinics/nile/suspend/", &form)
    );

    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let rows = "select count(*) from platform.operator_event where deed = 'suspend_clinic'";
    assert_eq!(clinic.value(rows).await, "1");
}

#[tokio::test]
async fn addresses_come_and_go() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let add = |domain| operator.browser.submit("/clinics/nile/addresses/", &[("domain", domain)]);

    for bad in ["", "a b", "seine.localhost", "localhost", "https://x.example"] {
        add(bad).await.expect(422);
    }
    add("Nile.Example").await.expect(303);
    clinic.visitor().get("/").header("host", "nile.example").await.expect(200);
    let remove = |domain| operator.browser.submit("/clinics/nile/addresses/remove/", &[("domain", domain)]);
    remove("seine.localhost").await.expect(404);
    remove("nile.example").await.expect(303);
    clinic.visitor().get("/").header("host", "nile.example").await.expect(404);
    assert_eq!(last_of_record(&clinic).await, "operator remove_address success");
}

#[tokio::test]
async fn what_changes_a_clinic_needs_a_proof_of_five_minutes() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    clinic.advance(SignedDuration::from_mins(6));
    let form = [("slug", "nile"), ("reason", REASON)];
    for path in [
        "/clinics/nile/suspend/",
        "/clinics/nile/resume/",
        "/clinics/nile/addresses/",
        "/clinics/nile/addresses/remove/",
        "/clinics/nile/administrator/",
        "/clinics/new/",
        "/support/0198c0de-0000-7000-8000-000000000000/enter/",
    ] {
        let page = operator.browser.submit(path, &form).await.expect(403).text();
        assert!(page.contains("proof_password") && page.contains(&format!("action=\"{path}\"")), "{path}");
    }
    let code = operator.next_code();
    let mut proved = form.to_vec();
    proved.extend([("proof_password", PASSWORD), ("proof_code", code.as_str())]);
    operator.browser.submit("/clinics/nile/suspend/", &proved).await.expect(303);
}

#[tokio::test]
async fn a_clinic_is_found_by_a_part_of_its_name_or_address() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let found = async |q: &str| operator.browser.get(&format!("/clinics/?q={q}")).await.expect(200).text();

    assert!(found("NILE").await.contains("Nile Clinic") && !found("nile").await.contains("Clinique"));
    assert!(found("seine.local").await.contains("Clinique de la Seine"));
    assert!(!found("%25").await.contains("Nile Clinic"));
}

#[tokio::test]
async fn the_record_can_only_be_added_to() {
    let clinic = TestClinic::new().await;
    Operator::new(&clinic, "amal").await;
    for sql in [
        "update platform.operator_event set deed = 'x'",
        "delete from platform.operator_event",
        "truncate platform.operator_event",
    ] {
        let refused = clinic.database().try_sql(sql).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}
