//! Bringing in: each line exactly once, whatever breaks off on the way.

use clinic::imports::kinds::Said;
use clinic::imports::model::ImportKind;
use clinic::imports::operations::work;
use serde_json::json;
use testkit::Role;

use super::{FINE, Inbox, many};

#[tokio::test]
async fn who_is_in_the_file_is_in_the_clinic_and_on_record() {
    let inbox = Inbox::open().await;

    let import = inbox.committed(FINE).await;

    let seen = inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["committed"]), (&json!("done"), &json!(2)));
    let desk = inbox.clinic.sign_in(Role::Reception).await;
    for text in ["gom+jos", "A-1", "27.3.1985", "01001234567", "jose@example.org", "%D8%A7%D9%85%D9%84"] {
        assert_eq!(desk.list(&format!("/api/patients/?search={text}")).await.len(), 1, "{text}");
    }
    let record = inbox.clinic.audit().await;
    let brought = record.iter().find(|row| row.action == "import_patients").unwrap();
    assert_eq!(brought.to_string(), "import_patients success staff about 2");
    assert_eq!(brought.actor_id, Some(inbox.admin.staff().id));
    assert_eq!(inbox.kept(), 0, "the file is of no use any more");
}

#[tokio::test]
async fn numbers_are_given_in_the_order_of_the_file() {
    let inbox = Inbox::open().await;

    inbox.committed(many(1203)).await;

    let sql = "select bool_and(p.number = r.line - 1)::text from {room}.import_row r join {room}.party p on p.id = r.subject_id";
    assert_eq!((inbox.people().await.as_str(), inbox.clinic.value(sql).await.as_str()), ("1203", "true"));
}

#[tokio::test]
async fn rows_with_problems_keep_the_others_away_or_are_left_out() {
    let inbox = Inbox::open().await;
    let import = inbox.checked("First name,Last name\nNour,Haddad\n,\nx,\n,1\n").await;
    let commit = format!("/api/imports/{import}/commit/");

    let refused = inbox.admin.post(&commit, &json!({})).await;
    assert_eq!(refused.to_string(), r#"409 {"code":"import_has_problems"}"#);
    inbox.admin.post(&commit, &json!({ "skip_problems": true })).await.expect(200);
    let again = inbox.admin.post(&commit, &json!({ "skip_problems": true })).await;
    assert_eq!(again.to_string(), r#"409 {"code":"wrong_import_state"}"#);
    inbox.work().await;

    let seen = inbox.seen(import).await;
    assert_eq!((&seen["committed"], &seen["left_out"]), (&json!(2), &json!(1)));
    assert_eq!(inbox.people().await, "2");
}

#[tokio::test]
async fn whoever_came_in_by_another_door_meanwhile_is_left_out() {
    let inbox = Inbox::open().await;
    let import = inbox.checked(FINE).await;
    inbox.clinic.patient().mrn("A-2").create().await;

    inbox.step(import, "commit", &json!({})).await;
    inbox.work().await;

    let seen = inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["committed"], &seen["left_out"]), (&json!("done"), &json!(1), &json!(1)));
}

#[tokio::test]
async fn whoever_breaks_off_is_followed_by_somebody_who_goes_on_after_the_last_line() {
    let inbox = Inbox::open().await;
    let import = inbox.checked(many(1203)).await;
    inbox.step(import, "commit", &json!({})).await;
    // As far as somebody got who was killed: the first batch is in.
    let (lines, said): (Vec<i64>, Vec<Said>) = (2..=501).map(|line| (line, someone(&format!("Person {line}")))).unzip();
    let batch = work::Batch { from_line: 0, to_line: 501, lines: &lines, said: &said, left_out: 0 };
    let mut tx = inbox.clinic.scene().await;
    let import_of = (tenancy::Id::new(import), ImportKind::Patients);
    assert_eq!(work::bring_in(&mut tx, import_of, &batch).await.unwrap(), Some(Vec::new()));
    tx.commit().await.unwrap();

    inbox.work().await;

    assert_eq!((inbox.people().await.as_str(), inbox.seen(import).await["committed"].clone()), ("1203", json!(1203)));
    let lines = "select count(distinct line) || ' ' || count(distinct subject_id) from {room}.import_row";
    assert_eq!(inbox.clinic.value(lines).await, "1203 1203");
}

#[tokio::test]
async fn a_batch_comes_in_once_even_if_two_bring_it_in() {
    let inbox = Inbox::open().await;
    let import = inbox.checked(FINE).await;
    inbox.step(import, "commit", &json!({})).await;
    let said = [someone("Nour"), someone("Mia")];
    let batch = work::Batch { from_line: 0, to_line: 3, lines: &[2, 3], said: &said, left_out: 0 };

    for (place, expected) in [(1, true), (2, false)] {
        let mut tx = inbox.clinic.scene().await;
        let brought = work::bring_in(&mut tx, (tenancy::Id::new(import), ImportKind::Patients), &batch).await.unwrap();
        assert_eq!(brought.is_some(), expected, "{place}");
        if expected {
            tx.commit().await.unwrap();
        }
    }
    inbox.work().await;

    let seen = inbox.seen(import).await;
    assert_eq!((inbox.people().await.as_str(), &seen["committed"], &seen["status"]), ("2", &json!(2), &json!("done")));
}

fn someone(family: &str) -> Said {
    let input = clinic::parties::input::PartyInput { family_name: Some(family.to_owned()), ..Default::default() };
    let reading = clinic::parties::input::Reading {
        region: None,
        order: people::DateOrder::DayMonthYear,
        today: jiff::civil::date(2030, 1, 7),
    };
    Said::Person(Box::new(input.parse(reading).expect("somebody")))
}

#[tokio::test]
async fn whoever_may_not_any_more_brings_nothing_in() {
    let inbox = Inbox::open().await;
    let import = inbox.checked(FINE).await;
    inbox.step(import, "commit", &json!({})).await;
    let sql = format!("update {{room}}.staff set roles = '{{reception}}' where id = '{}'", inbox.admin.staff().id);
    inbox.clinic.sql_as_superuser(&sql).await;

    inbox.work().await;

    assert_eq!(inbox.people().await, "0");
    let other = inbox.clinic.sign_in(Role::Admin).await;
    assert_eq!(other.get(&format!("/api/imports/{import}/")).await.expect(200).json()["status"], "checked");
}

#[tokio::test]
async fn what_was_exported_comes_in_again_as_it_was() {
    for locale in ["en", "fr", "ar", "he"] {
        let inbox = Inbox::open().await;
        let input = json!({ "given_name": "=José", "family_name": "Gómez", "mrn": "A-7", "date_of_birth": "1985-03-12",
            "sex": "male", "phone": "+20 100 123 4567", "email": "jose@example.org", "language": "fr",
            "notes": "@home\nafter nine", "address": { "line1": "12 rue des Lilas", "line2": "2nd floor", "city": "Lyon",
            "postal_code": "69003", "country": "FR" } });
        let before = inbox.admin.post("/api/patients/", &input).await.expect(201).json();
        let wanted = json!({ "kind": "patients" });
        let asked = inbox.admin.post("/api/exports/", &wanted).header("accept-language", locale).await.expect(201);
        inbox.clinic.run_duty("write_exports").await;
        let file = inbox.admin.get(&format!("/api/exports/{}/file/", asked.id())).await.expect(200).body;
        let clinic = inbox.clinic.other().await;
        let next_door = Inbox { admin: clinic.sign_in(Role::Admin).await, clinic };

        let import = next_door.committed(&file).await;

        let problems = next_door.problems(import).await;
        assert_eq!(next_door.seen(import).await["committed"], 1, "{locale}: {problems:?}");
        let after = &next_door.admin.get("/api/patients/").await.expect(200).json()["results"][0];
        for field in ["given_name", "family_name", "mrn", "date_of_birth", "sex", "phone", "email", "language", "notes"]
        {
            assert_eq!(after[field], before[field], "{field} in {locale}");
        }
        for part in ["line1", "line2", "city", "postal_code", "country"] {
            assert_eq!(after["address"][part], before["address"][part], "{part} in {locale}");
        }
    }
}
