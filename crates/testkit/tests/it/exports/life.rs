//! From the question to the end of the file: what is on record, what survives a crash, and what goes when.

use clinic::exports::operations::work;
use jiff::SignedDuration;
use serde_json::json;
use testkit::Role;

use super::{Counter, patients};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn everybody_in_the_file_is_on_record_before_anybody_can_have_it() {
    let counter = Counter::open().await;
    let person = counter.clinic.patient().create().await;
    let export = counter.ask(&patients("csv")).await;
    let asked = counter.clinic.audit().await.pop().unwrap();
    assert_eq!(asked.to_string(), "request_export success staff");

    counter.write().await;

    let record = counter.clinic.audit().await;
    let written: Vec<_> = record.iter().filter(|row| row.action == "write_export").collect();
    assert!(written.iter().any(|row| row.patients == [person.id]), "{record:?}");
    // In the name of who asked, though they are not there.
    assert!(written.iter().all(|row| row.actor_id == Some(counter.admin.staff().id)));
    let answer = counter.admin.get(&format!("/api/exports/{export}/file/")).await.expect(200);
    assert_eq!(counter.clinic.audit_of(&answer).await[0].to_string(), "download_export success staff");
    // Patients learn of it.
    let log = counter.admin.get(&format!("/api/audit/?patient={}", person.id)).await.expect(200).text();
    assert!(log.contains("write_export"), "{log}");
}

#[tokio::test]
async fn who_asked_is_told_when_it_is_ready() {
    let counter = Counter::open().await;
    counter.ask(&patients("csv")).await;

    counter.write().await;

    let told = "select count(*) from {room}.notification where kind = 'export_ready'";
    assert_eq!(counter.clinic.value(told).await, "1");
}

#[tokio::test]
async fn the_file_is_sealed_and_gone_after_a_day() {
    let mut counter = Counter::open().await;
    counter.clinic.patient().named("Quinquagesima", "Gómez").create().await;
    let export = counter.ask(&patients("csv")).await;
    counter.write().await;
    let shelf = counter.clinic.objects().join(counter.clinic.tenant().id.to_string());
    let file = std::fs::read_dir(&shelf).unwrap().next().unwrap().unwrap().path();
    let bytes = std::fs::read(file).unwrap();
    assert!(!bytes.windows(8).any(|window| window == b"Quinquag"));

    counter.later(HOUR * 23).await;
    counter.admin.get(&format!("/api/exports/{export}/file/")).await.expect(200);
    counter.later(HOUR).await;
    let refused = counter.admin.get(&format!("/api/exports/{export}/file/")).await;
    assert_eq!(refused.to_string(), r#"409 {"code":"no_export_file"}"#);
    counter.write().await;

    assert_eq!(counter.kept(), 0);
    assert_eq!(counter.seen(export).await["status"], "expired");
    counter.clinic.advance(HOUR * 24 * 31);
    counter.write().await;
    assert_eq!(counter.clinic.value("select count(*) from {room}.export").await, "0");
}

#[tokio::test]
async fn whoever_dies_while_writing_is_followed_by_another_try() {
    let counter = Counter::open().await;
    counter.clinic.patient().create().await;
    let export = counter.ask(&patients("csv")).await;
    // As far as somebody got who was killed: the row says so, and half a file lies in the store.
    let mut tx = counter.clinic.scene().await;
    let died = work::take(&mut tx).await.unwrap().expect("something to write");
    tx.commit().await.unwrap();
    let name = clinic::documents::archive_name(counter.clinic.tenant().id, died.object);
    let half = futures::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from_static(b"ID,Nu"))]);
    counter.clinic.archive().store.keep(name, &died.key, 100, half).await.unwrap();

    counter.write().await;

    assert_eq!(counter.seen(export).await["status"], "ready");
    assert_eq!(counter.kept(), 1, "what was left by half is gone");
    // Should the one who was taken for dead come back, nothing of theirs counts.
    let mut tx = counter.clinic.scene().await;
    assert!(!work::note(&mut tx, &died, 7, 7).await.unwrap());
    tx.commit().await.unwrap();
    let file = counter.admin.get(&format!("/api/exports/{export}/file/")).await.expect(200).text();
    assert_eq!(file.lines().count(), 2);
}

#[tokio::test]
async fn after_several_tries_that_broke_off_nobody_tries_again() {
    let counter = Counter::open().await;
    let export = counter.ask(&patients("csv")).await;
    for _ in 0..5 {
        let mut tx = counter.clinic.scene().await;
        work::take(&mut tx).await.unwrap().expect("something to write");
        tx.commit().await.unwrap();
    }

    counter.write().await;

    let seen = counter.seen(export).await;
    assert_eq!((&seen["status"], &seen["failure"]), (&json!("failed"), &json!("gave_up")));
    let told = "select count(*) from {room}.notification where kind = 'export_failed'";
    assert_eq!((counter.clinic.value(told).await.as_str(), counter.kept()), ("1", 0));
}

#[tokio::test]
async fn what_was_discarded_while_it_was_written_is_not_handed_out() {
    let counter = Counter::open().await;
    let (before, after) = (counter.ask(&patients("csv")).await, counter.ask(&patients("csv")).await);
    counter.admin.delete(&format!("/api/exports/{before}/")).await.expect(204);
    counter.write().await;
    counter.admin.get(&format!("/api/exports/{before}/")).await.expect(404);
    assert_eq!(counter.kept(), 1);

    counter.admin.delete(&format!("/api/exports/{after}/")).await.expect(204);
    counter.admin.get(&format!("/api/exports/{after}/file/")).await.expect(404);
    counter.admin.delete(&format!("/api/exports/{after}/")).await.expect(404);
    counter.write().await;

    assert_eq!(counter.kept(), 0);
    assert_eq!(counter.clinic.value("select count(*) from {room}.export").await, "0");
}

#[tokio::test]
async fn whoever_may_not_any_more_gets_nothing() {
    for sql in ["update {room}.staff set roles = '{reception}'", "update {room}.staff set status = 'suspended'"] {
        let counter = Counter::open().await;
        let other = counter.clinic.hire(&[Role::Admin]).await;
        let export = counter.ask(&patients("csv")).await;
        let sql = format!("{sql} where id = '{}'", counter.admin.staff().id);
        counter.clinic.sql_as_superuser(&sql).await;

        counter.write().await;

        let failed = counter.clinic.value(&format!("select failure from {{room}}.export where id = '{export}'")).await;
        assert_eq!((failed.as_str(), counter.kept()), ("not_allowed", 0));
        assert_ne!(other.id, counter.admin.staff().id);
    }
}
