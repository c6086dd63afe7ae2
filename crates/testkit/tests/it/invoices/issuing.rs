//! Issuing: numbers without a gap, charges once, and what stays as it is from then on.

use std::future::IntoFuture as _;

use futures::future::join_all;
use insta::assert_snapshot;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Office, PATH, amount, number};

#[tokio::test]
async fn issuing_charges_what_was_not_charged_and_nothing_twice() {
    let office = Office::open().await;
    let till = &office.till;
    let before = till.charge("100").await;
    let lines = json!([{ "charge": before }, { "description": "Splint", "price": "114", "tax_rate": "14" }]);
    let id = office.drafted(&lines).await;
    assert_eq!(till.owed().await, "100.00");

    let issued = office.issue(id).await.expect(200).json();

    assert_eq!((&issued["number"], &issued["status"]), (&json!("INV-000001"), &json!("open")));
    assert_eq!((&issued["issued_on"], &issued["due_on"]), (&json!("2030-01-07"), &json!("2030-01-21")));
    assert_eq!((amount(&issued["total"]), amount(&issued["open"])), ("214.00", "214.00"));
    assert_eq!(issued["lines"][0]["charge"], json!(before));
    let charged = till.seen(issued["lines"][1]["charge"].as_str().unwrap().parse().unwrap()).await;
    assert_eq!(
        (amount(&charged["amount"]), amount(&charged["tax"]), &charged["due_on"]),
        ("114.00", "14.00", &json!("2030-01-21"))
    );
    assert_eq!(till.owed().await, "214.00");
    assert_snapshot!(office.issue(id).await, @r#"409 {"code":"invoice_issued"}"#);
    office.is_sound().await;
}

#[tokio::test]
async fn of_fifty_at_once_each_has_the_next_number() {
    let office = Office::open().await;
    let mut drafts = Vec::new();
    for _ in 0..25 {
        drafts.push(office.drafted(&json!([{ "price": "1" }])).await);
    }
    // Of several people, so that not all of them wait for one row.
    for _ in 0..25 {
        let somebody = office.till.desk.clinic.patient().create().await.id;
        let draft = json!({ "contact": somebody, "lines": [{ "price": "1" }] });
        drafts.push(office.draft(&draft).await.expect(201).id());
    }

    let answers = join_all(drafts.iter().map(|id| office.issue(*id).into_future())).await;

    let mut numbers: Vec<String> = answers.into_iter().map(|answer| number(answer.expect(200))).collect();
    numbers.sort_unstable();
    let all: Vec<String> = (1..=50).map(|number| format!("INV-{number:06}")).collect();
    assert_eq!(numbers, all);
    office.is_sound().await;
}

#[tokio::test]
async fn what_is_refused_takes_no_number() {
    let office = Office::open().await;
    let none = office.drafted(&json!([])).await;
    assert_snapshot!(office.issue(none).await, @r#"422 {"code":"invalid","errors":{"/lines":"required"}}"#);
    let late = office.draft(&json!({ "lines": [{ "price": "1" }], "due_on": "2030-01-06" })).await.expect(201).id();
    assert_snapshot!(office.issue(late).await, @r#"422 {"code":"invalid","errors":{"/due_on":"in_past"}}"#);
    assert_snapshot!(office.issue(Uuid::nil()).await, @r#"404 {"code":"not_found"}"#);
    let stale = office.drafted(&json!([{ "price": "1" }])).await;
    office.issue(stale).header("if-match", "\"7\"").await.expect(412);

    assert_eq!(number(office.issue(stale).await.expect(200)), "INV-000001");
}

#[tokio::test]
async fn of_two_who_issue_one_draft_one_does() {
    let office = Office::open().await;
    let id = office.drafted(&json!([{ "price": "70" }])).await;

    let answers = join_all((0..8).map(|_| office.issue(id).into_future())).await;

    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "{answers:?}");
    assert_eq!(office.till.owed().await, "70.00");
}

#[tokio::test]
async fn a_draft_that_the_ledger_left_behind_is_not_issued() {
    let office = Office::open().await;
    let (till, desk) = (&office.till, &office.till.desk);
    let charge = till.charge("100").await;
    let id = office.drafted(&json!([{ "charge": charge }])).await;
    till.adjust(charge, "-10").await.expect(201);

    assert_snapshot!(office.issue(id).await, @r#"409 {"code":"charge_changed"}"#);
    till.billing.put(&format!("{PATH}/{id}"), &json!({ "lines": [{ "charge": charge }] })).await.expect(200);
    assert_eq!(amount(&office.issue(id).await.expect(200).json()["total"]), "90.00");

    // A visit that the desk charged for while it stood on a draft.
    let visit = desk.try_to_book(&desk.wanted_with("10:00", &json!({ "cost": "350" }))).await.expect(201).id();
    let id = office.drafted(&json!([{ "appointment": visit }])).await;
    let charge = till.write(&json!({ "kind": "charge", "amount": "350", "appointment": visit })).await.expect(201).id();
    assert_snapshot!(office.issue(id).await, @r#"409 {"code":"charge_changed"}"#);
    // Nor is it charged again by hand, before what was charged stands on an invoice.
    let again = json!({ "lines": [{ "appointment": visit, "price": "350" }] });
    assert_snapshot!(till.billing.put(&format!("{PATH}/{id}"), &again).await, @r#"422 {"code":"invalid","errors":{"/lines/0/appointment":"charged_meanwhile"}}"#);
    let both =
        json!({ "lines": [{ "charge": charge }, { "appointment": visit, "description": "Splint", "price": "20" }] });
    till.billing.put(&format!("{PATH}/{id}"), &both).await.expect(200);
    assert_eq!(amount(&office.issue(id).await.expect(200).json()["total"]), "370.00");
}

#[tokio::test]
async fn what_was_issued_is_changed_by_nobody() {
    let office = Office::open().await;
    let id = office.issued("100").await;
    let (path, by) = (format!("{PATH}/{id}"), &office.till.billing);
    assert_snapshot!(by.put(&path, &json!({ "lines": [] })).await, @r#"409 {"code":"invoice_issued"}"#);
    assert_snapshot!(by.delete(&path).await, @r#"409 {"code":"invoice_issued"}"#);

    let room = office.till.desk.clinic.schema().to_owned();
    for what in [
        "update {t} set due_on = '2031-01-01'",
        "update {t} set number = 7",
        "update {t} set series = null, number = null, issued_on = null, issued_at = null",
        "delete from {t}",
        "update {t}_line set total_minor = 1",
        "update {t}_line set charge_id = null",
        "delete from {t}_line",
        "insert into {t}_line (id, invoice_id, place, served_on, quantity_thousandths, price_minor, gross_minor,
             total_minor, tax_minor, share_minor)
         select gen_random_uuid(), id, 9, '2030-01-07', 1000, 1, 1, 1, 0, 0 from {t}",
    ] {
        let what = what.replace("{t}", &format!("{room}.invoice"));
        let refused = format!(
            "do $$ begin set local role {room}; {what}; raise exception 'it went through';
             exception when check_violation then null; end $$"
        );
        office.till.desk.clinic.sql_as_superuser(&refused).await;
    }
    for what in ["truncate {t} cascade", "update {t}_counter set last = 9", "delete from {t}_counter"] {
        let what = what.replace("{t}", &format!("{room}.invoice"));
        let refused = format!(
            "do $$ begin set local role {room}; {what}; raise exception 'it went through';
             exception when insufficient_privilege then null; end $$"
        );
        office.till.desk.clinic.sql_as_superuser(&refused).await;
    }
    assert_eq!(amount(&office.seen(id).await["total"]), "100.00");
}

#[tokio::test]
async fn words_about_somebody_lie_sealed_and_go_with_them() {
    let office = Office::open().await;
    let draft = json!({ "lines": [{ "description": "Quinquagesima", "price": "5" }], "note": "Septuagesima" });
    let id = office.draft(&draft).await.expect(201).id();
    office.issue(id).await.expect(200);

    let clinic = &office.till.desk.clinic;
    let stored =
        "select string_agg(to_jsonb(i)::text || to_jsonb(l)::text, '') from {room}.invoice i, {room}.invoice_line l";
    let stored = clinic.value(stored).await;
    assert!(!stored.contains("uagesima") && !stored.contains(&hex::encode("Quinquagesima")), "{stored}");
    clinic.sql_as_superuser("update {room}.party set secret = null").await;
    let seen = office.seen(id).await;
    assert_eq!((&seen["note"], &seen["lines"][0]["description"]), (&Value::Null, &Value::Null));
    assert_eq!(amount(&seen["total"]), "5.00");
}

#[tokio::test]
async fn programs_of_others_hear_of_it() {
    let office = Office::open().await;
    let admin = office.till.desk.clinic.sign_in(testkit::Role::Admin).await;
    let hook = json!({ "url": "https://hooks.example/praxis", "types": ["invoice.issued", "invoice.credited"] });
    admin.post("/api/webhooks/", &hook).await.expect(201);
    let id = office.issued("100").await;
    let note = office.credit(id, &json!({})).await.expect(201).id();

    let told = "select string_agg(concat_ws(' ', type, subject_id, patient_id), ', ' order by happened_at) from {room}.webhook_event";
    let patient = office.till.desk.patient.id;
    assert_eq!(
        office.till.desk.clinic.value(told).await,
        format!("invoice.issued {id} {patient}, invoice.credited {note} {patient}")
    );
}
