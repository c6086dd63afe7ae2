//! Searching the record: by whom, about whom, what, when, how grave; and that the search stands in it too.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};

async fn entries(auditor: &Client, query: &str) -> Vec<Value> {
    let page = auditor.get(&format!("/api/audit/?{query}")).await.expect(200).json();
    page["results"].as_array().unwrap().clone()
}

/// `view_patient` and the like, newest first.
async fn found(auditor: &Client, query: &str) -> Vec<String> {
    entries(auditor, query).await.iter().map(|entry| entry["action"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_record_is_narrowed_by_everything_that_one_asks() {
    let clinic = TestClinic::new().await;
    let (desk, doctor) = (clinic.sign_in(Role::Reception).await, clinic.sign_in(Role::Doctor).await);
    let (one, two) = (clinic.patient().create().await, clinic.patient().create().await);
    let auditor = clinic.sign_in(Role::Auditor).await;
    clinic.advance(SignedDuration::from_mins(1));
    desk.get(&one.path()).await.expect(200);
    doctor.get(&two.path()).await.expect(200);
    desk.get("/api/patients/?search=gomez").await.expect(200);
    clinic.advance(SignedDuration::from_mins(1));
    desk.get("/api/audit/").await.expect(403);
    doctor.delete(&two.path()).await.expect(204);
    let (desk, doctor) = (desk.staff().id, doctor.staff().id);
    let since = "from=2030-01-07T07:01:00Z";

    for (query, expected) in [
        (format!("{since}&patient={}", one.id), vec!["list_patients", "view_patient"]),
        (format!("{since}&patient={}", two.number.unwrap()), vec!["delete_patient", "list_patients", "view_patient"]),
        (format!("{since}&actor={doctor}"), vec!["delete_patient", "view_patient"]),
        (format!("{since}&actor={desk}&action=view_patient"), vec!["view_patient"]),
        (format!("{since}&action=delete_patient"), vec!["delete_patient"]),
        (format!("{since}&outcome=denied"), vec!["view_audit"]),
        (format!("{since}&risk=medium&actor={doctor}"), vec!["delete_patient"]),
        (
            "to=2030-01-07T07:01:30Z&from=2030-01-07T07:00:30Z&actor=staff&risk=low".to_owned(),
            vec!["list_patients", "view_patient", "view_patient"],
        ),
        (format!("{since}&actor=visitor"), vec![]),
        ("actor=job&action=register_patient".to_owned(), vec!["register_patient", "register_patient"]),
        ("patient=4711".to_owned(), vec![]),
        ("from=2030-01-08".to_owned(), vec![]),
    ] {
        assert_eq!(found(&auditor, &query).await, expected, "{query}");
    }
}

#[tokio::test]
async fn an_entry_says_who_what_when_and_from_where() {
    let clinic = TestClinic::new().await;
    let (desk, auditor) = (clinic.sign_in(Role::Reception).await, clinic.sign_in(Role::Auditor).await);
    let person = clinic.patient().create().await;
    let look = desk.get(&person.path()).header("user-agent", "curl/8").await.expect(200);

    let entry = entries(&auditor, "action=view_patient").await.remove(0);

    assert_eq!((&entry["actor"], &entry["actor_kind"]), (&json!(desk.staff().id), &json!("staff")));
    assert_eq!((&entry["patient"], &entry["subject"]), (&json!(person.id), &json!(person.id)));
    assert_eq!((&entry["user_agent"], &entry["request_id"]), (&json!("curl/8"), &json!(look.header("x-request-id"))));
    assert_eq!((&entry["outcome"], &entry["risk"]), (&json!("success"), &json!("low")));
    assert!(entry["session"].is_string() && entry["at"] == "2030-01-07T07:00:00.001Z", "{entry}");
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_refused_by_name() {
    let clinic = TestClinic::new().await;
    let auditor = clinic.sign_in(Role::Auditor).await;

    let answer = auditor.get("/api/audit/?actor=x&action=x&from=x&to=2030-02-30&outcome=x&risk=x").await;

    assert_snapshot!(answer, @r#"422 {"code":"invalid","errors":{"/action":"unknown_choice","/actor":"unknown_choice","/from":"not_a_date","/outcome":"unknown_choice","/risk":"unknown_choice","/to":"not_a_date"}}"#);
    assert_snapshot!(auditor.get("/api/audit/?patient=x").await, @r#"422 {"code":"invalid","errors":{"/patient":"malformed"}}"#);
    assert_snapshot!(auditor.get("/api/audit/?page=0").await, @r#"422 {"code":"invalid","errors":{"/page":"out_of_range"}}"#);
}

#[tokio::test]
async fn only_administrators_and_auditors_search_and_each_search_stands_there() {
    let clinic = TestClinic::new().await;
    for role in Role::ALL {
        let client = clinic.sign_in(*role).await;
        let may = [Role::Admin, Role::Auditor].contains(role);
        let answer = client.get("/api/audit/").await.expect(if may { 200 } else { 403 });
        let line = if may { "view_audit success staff" } else { "view_audit denied staff" };
        assert_eq!(clinic.audit_of(&answer).await[0].to_string(), line, "{role:?}");
        let browser = clinic.browser_of(client.staff()).await;
        browser.get("/audit/").await.expect(if may { 200 } else { 403 });
    }
}

#[tokio::test]
async fn a_search_reads_one_clinic_and_goes_on_where_it_stopped_while_more_is_written() {
    let clinic = TestClinic::new().await;
    let auditor = clinic.sign_in(Role::Auditor).await;
    let neighbour = clinic.other().await.sign_in(Role::Auditor).await;
    for _ in 0..5 {
        clinic.patient().create().await;
    }
    let (mut seen, mut next) = (Vec::new(), Some("/api/audit/?page_size=2&action=register_patient".to_owned()));

    while let Some(path) = next {
        let page = auditor.get(&path).await.expect(200).json();
        seen.extend(page["results"].as_array().unwrap().iter().map(|entry| entry["id"].clone()));
        next = page["next"].as_str().map(str::to_owned);
        clinic.patient().create().await;
    }

    assert_eq!(seen.len(), 5);
    seen.dedup();
    assert_eq!(seen.len(), 5);
    assert_eq!(found(&neighbour, "action=register_patient").await, [""; 0]);
}

#[tokio::test]
async fn the_chart_shows_who_opened_it_to_those_who_may_know() {
    let clinic = TestClinic::new().await;
    let person = clinic.patient().create().await;
    let desk = clinic.sign_in(Role::Reception).await;
    desk.get(&person.path()).await.expect(200);
    let (doctor, viewer) = (clinic.browser(Role::Doctor).await, clinic.browser(Role::Viewer).await);
    let chart = format!("/patients/{}?tab=access", person.id);

    let page = doctor.get(&chart).await.expect(200);

    assert!(page.text().contains("The reception"), "{}", page.text());
    let kept: Vec<String> = clinic.audit_of(&page).await.iter().map(ToString::to_string).collect();
    assert!(kept.contains(&"view_access_log success staff about 1".to_owned()), "{kept:?}");
    assert!(!viewer.get(&chart).await.text().contains("The reception"));
}
