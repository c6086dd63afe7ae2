//! Taking an import back: whoever is as they came in goes, whoever was changed since stays and is listed.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Role;

use super::{Inbox, many};

#[tokio::test]
async fn whoever_was_changed_since_stays_and_is_listed() {
    let inbox = Inbox::open().await;
    let import = inbox.committed(many(1005)).await;
    let doctor = inbox.clinic.hire(&[Role::Doctor]).await;
    let patient =
        async |number: i64| inbox.clinic.value(&format!("select id from {{room}}.party where number = {number}")).await;
    let (changed, booked) = (patient(1001).await, patient(1002).await);
    let renamed = json!({ "given_name": "Nour", "family_name": "Fawzy" });
    inbox.admin.put(&format!("/api/patients/{changed}/"), &renamed).await.expect(200);
    let visit = json!({ "patient": booked, "provider": doctor.id, "starts_at": "2030-01-08T10:00:00+02:00" });
    inbox.admin.post("/api/appointments/", &visit).await.expect(201);

    inbox.step(import, "undo", &json!({})).await;
    inbox.work().await;

    let seen = inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["taken_back"], &seen["kept"]), (&json!("undone"), &json!(1003), &json!(2)));
    assert_eq!(inbox.people().await, "2");
    let path = format!("/api/imports/{import}/rows/?outcome=kept");
    let kept = inbox.admin.get(&path).await.expect(200).json();
    let ids: Vec<&Value> = kept["results"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&json!(changed), &json!(booked)]);
    // They are in the recycle bin, like everybody who is deleted.
    let bin = inbox.admin.get("/api/recycle-bin/?kind=patient&page_size=1").await.expect(200).json();
    assert_eq!(bin["count"], 1003);
    let undone = inbox.clinic.audit().await.into_iter().filter(|row| row.action == "undo_import");
    assert_eq!(undone.map(|row| row.patients.len()).sum::<usize>(), 1003);
}

#[tokio::test]
async fn nothing_is_taken_back_twice_or_too_late_or_before_it_came_in() {
    let inbox = Inbox::open().await;
    let (import, open) = (inbox.committed(many(3)).await, inbox.checked("First name,Last name\nMia,Noa\n").await);
    let undo = |import| format!("/api/imports/{import}/undo/");

    let early = inbox.admin.post(&undo(open), &json!({})).await;
    assert_eq!(early.to_string(), r#"409 {"code":"wrong_import_state"}"#);
    inbox.admin.post(&undo(import), &json!({})).await.expect(200);
    let twice = inbox.admin.post(&undo(import), &json!({})).await;
    assert_eq!(twice.to_string(), r#"409 {"code":"wrong_import_state"}"#);
    inbox.work().await;
    inbox.admin.post(&undo(import), &json!({})).await.expect(409);

    let late = inbox.committed("First name,Last name\nMona,Aziz\n").await;
    inbox.clinic.advance(SignedDuration::from_hours(14 * 24));
    let admin = inbox.clinic.sign_in(testkit::Role::Admin).await;
    admin.post(&undo(late), &json!({})).await.expect(409);
    assert_eq!(inbox.people().await, "1");
}

#[tokio::test]
async fn who_was_taken_back_can_come_in_again() {
    let inbox = Inbox::open().await;
    let first = inbox.committed(many(3)).await;
    inbox.step(first, "undo", &json!({})).await;
    inbox.work().await;

    let second = inbox.committed(many(3)).await;

    assert_eq!((inbox.seen(second).await["committed"].clone(), inbox.people().await), (json!(3), "3".to_owned()));
}
