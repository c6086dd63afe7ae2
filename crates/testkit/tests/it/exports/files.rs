//! What stands in the files.

use serde_json::{Value, json};
use testkit::Desk;

use super::{Counter, patients};

fn lines(file: &str) -> Vec<Value> {
    file.lines().map(|line| serde_json::from_str(line).expect("a JSON object")).collect()
}

#[tokio::test]
async fn every_living_patient_is_in_the_file_once_and_nobody_else() {
    let counter = Counter::open().await;
    let gone = counter.clinic.patient().named("Gone", "Away").create().await;
    counter.admin.delete(&gone.path()).await.expect(204);
    counter.clinic.contact("vendor").create().await;
    let mut expected = Vec::new();
    for place in 0..3 {
        let person = counter.clinic.patient().named("Mona", &format!("Haddad {place}")).create().await;
        expected.push((person.id.to_string(), person.number.unwrap()));
    }

    let found = lines(&counter.file(&patients("jsonl")).await);

    let found: Vec<(String, i64)> =
        found.iter().map(|row| (row["id"].as_str().unwrap().to_owned(), row["number"].as_i64().unwrap())).collect();
    assert_eq!(found, expected);
    let everybody = lines(&counter.file(&json!({ "kind": "contacts", "format": "jsonl" })).await);
    assert_eq!(everybody.len(), 4);
    assert_eq!(everybody[0]["kind"], "vendor");
}

#[tokio::test]
async fn more_than_one_page_comes_whole_and_in_order() {
    let counter = Counter::open().await;
    let mut tx = counter.clinic.scene().await;
    let people: Vec<_> = (0..1203).map(|place| someone(&format!("Person {place}"))).collect();
    let ids = clinic::parties::operations::import(&mut tx, &people, |_| ()).await.unwrap();
    tx.commit().await.unwrap();

    let export = counter.ask(&patients("jsonl")).await;
    counter.write().await;

    let seen = counter.seen(export).await;
    assert_eq!(
        (seen["status"].as_str(), &seen["total"], &seen["written"]),
        (Some("ready"), &json!(1203), &json!(1203))
    );
    let file = counter.admin.get(&format!("/api/exports/{export}/file/")).await.expect(200).text();
    let found: Vec<String> = lines(&file).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    let mut expected: Vec<String> = ids.iter().map(ToString::to_string).collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
}

fn someone(family: &str) -> clinic::parties::model::NewParty {
    let input = clinic::parties::input::PartyInput { family_name: Some(family.to_owned()), ..Default::default() };
    let reading = clinic::parties::input::Reading {
        region: None,
        order: people::DateOrder::DayMonthYear,
        today: jiff::civil::date(2030, 1, 7),
    };
    input.parse(reading).expect("somebody")
}

#[tokio::test]
async fn what_a_spreadsheet_would_run_is_guarded_and_numbers_stay_numbers() {
    let counter = Counter::open().await;
    let input = json!({ "family_name": "=HYPERLINK(\"http://evil.example\")", "notes": "@SUM(1)\nand more",
        "phone": "+20 100 123 4567" });
    let number = counter.admin.post("/api/patients/", &input).await.expect(201).json()["number"].clone();

    let csv = counter.file(&patients("csv")).await;

    let row = csv.split_once("\r\n").expect("headings").1;
    assert!(row.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{csv}");
    assert!(row.contains("\"'@SUM(1)\nand more\"") && row.contains(",'+201001234567,"), "{csv}");
    assert!(row.contains(&format!(",{number},")), "{csv}");
    let json = lines(&counter.file(&patients("jsonl")).await);
    assert_eq!(json[0]["family_name"], "=HYPERLINK(\"http://evil.example\")");
}

#[tokio::test]
async fn headings_are_in_the_language_of_who_asked_and_a_mark_stands_where_it_is_wished_for() {
    let counter = Counter::open().await;
    let wanted = json!({ "kind": "patients", "has_mark": true });
    let asked = counter.admin.post("/api/exports/", &wanted).header("accept-language", "fr").await.expect(201);
    counter.write().await;

    let answer = counter.admin.get(&format!("/api/exports/{}/file/", asked.id())).await.expect(200);

    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.header("content-disposition").contains("filename=\"patients-2030-01-07.csv\""));
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    assert!(answer.text().starts_with("\u{feff}ID,"), "{}", answer.text());
    assert!(answer.text().contains("Date de naissance"), "{}", answer.text());
}

#[tokio::test]
async fn appointments_are_narrowed_to_days_of_the_clinics_wall() {
    let desk = Desk::open().await;
    desk.booked("09:00").await;
    let late = json!({ "patient": desk.patient.id, "provider": desk.doctor.id, "reason": "Left knee",
        "starts_at": "2030-01-08T23:30:00+02:00", "cost": { "amount": "350.00", "currency": "EGP" } });
    let late = desk.try_to_book(&late).await.expect(201).id();
    let admin = desk.clinic.sign_in(testkit::Role::Admin).await;
    let counter = Counter { clinic: desk.clinic, admin };

    let wanted = json!({ "kind": "appointments", "format": "jsonl", "from": "2030-01-08", "to": "2030-01-08" });
    let found = lines(&counter.file(&wanted).await);

    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["id"], late.to_string());
    assert_eq!(found[0]["starts_at"], "2030-01-08T23:30:00+02:00");
    assert_eq!((&found[0]["patient"], &found[0]["reason"]), (&json!("José Gómez"), &json!("Left knee")));
    let everything = lines(&counter.file(&json!({ "kind": "appointments", "format": "jsonl" })).await);
    assert_eq!(everything.len(), 2);
}

#[tokio::test]
async fn a_spreadsheet_is_one() {
    let counter = Counter::open().await;
    counter.clinic.patient().create().await;
    let export = counter.ask(&patients("xlsx")).await;
    counter.write().await;

    let answer = counter.admin.get(&format!("/api/exports/{export}/file/")).await.expect(200);

    assert!(answer.body.starts_with(b"PK\x03\x04"));
    assert!(answer.header("content-type").ends_with("spreadsheetml.sheet"));
}
