//! What was typed is nowhere in the database, and what is there opens in its own place only.

use serde_json::json;
use testkit::{Role, TestClinic};

/// Every value of every table, as text and as bytes.
async fn dump(clinic: &TestClinic) -> String {
    let tables = clinic
        .sql_as_superuser(
            "select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema')",
        )
        .await;
    assert!(tables.len() > 20);
    let mut dump = String::new();
    for table in tables {
        for row in clinic.sql_as_superuser(&format!("select t::text from {} t", table[0])).await {
            dump.push_str(&row[0].to_lowercase());
            dump.push('\n');
        }
    }
    dump
}

/// Words that were typed, and stand nowhere in the open.
const TYPED: &[&str] = &[
    "xanthippe",
    "zwingli",
    "1985-03-12",
    "12/03/1985",
    "qrx-9021047713",
    "qrx9021047713",
    // So long that no ciphertext has it by chance.
    "9021047713",
    "1001234567",
    "pergamon",
    "marmosets",
    "tannery",
    "alexandria",
    "pc-4711",
    "lamprocles",
    "1112223334",
    "eldest",
    "asclepius",
    "pol-5512",
    "olympiads",
    "bucephalus",
    "menexenus",
    "wrestling",
    "insomniacal",
    "goniometry",
    "enthesopathy",
    "kinesiotape",
    "mislaterality",
    "tendinosis",
    "retinacular",
    "misattribution",
    "centesimal",
    "doppelganger",
    "prosopagnosia",
    "half-written",
    "supination",
    "dynamometer",
    "carpometacarpal",
    "theraputty",
    "bimanual",
    "preauthorised",
    "the reception",
    "zwi",
];

#[tokio::test]
async fn nothing_that_was_typed_stands_in_the_database() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let browser = clinic.browser(Role::Reception).await;
    let typed = json!({
        "given_name": "Xanthippe", "family_name": "Zwingli", "date_of_birth": "1985-03-12", "mrn": "QRX-9021047713",
        "phone": "+201001234567", "email": "xanthippe.zwingli@pergamon.example", "notes": "keeps marmosets",
        "address": { "line1": "17 Tannery Lane", "city": "Alexandria", "postal_code": "PC-4711" },
        "emergency_contacts": [{ "name": "Lamprocles", "phone": "+201112223334", "relationship": "eldest" }],
        "insurance": { "provider": "Asclepius", "policy_number": "POL-5512" },
        "consents": [{ "purpose": "olympiads", "given": true, "on": null }],
    });
    let made = desk.post("/business/contacts", &typed).header("idempotency-key", "k").await.expect(201);
    let path = format!("/business/contacts/{}", made.id());
    desk.put(&path, &typed).header("user-agent", "Bucephalus/9").await.expect(200);
    browser.get("/search?q=xanthippe").header("user-agent", "Bucephalus/9").await.expect(200);
    browser.submit("/patients/new", &[("family_name", "Menexenus"), ("notes", "likes wrestling")]).await.expect(303);
    desk.delete(&path).await.expect(204);
    write_notes(&clinic).await;
    write_plan(&clinic).await;
    merge_and_part(&clinic).await;

    let dump = dump(&clinic).await;

    assert!(dump.contains("nile clinic"), "the dump holds what it should");
    let own = [desk.staff().username.as_str(), testkit::PASSWORD, desk.refresh_token()];
    for value in TYPED.iter().copied().chain(own) {
        let value = value.to_lowercase();
        if value.len() > 3 {
            assert!(!dump.contains(&value), "{value} stands in the open");
        }
        assert!(!dump.contains(&hex::encode(&value)) || value.len() < 4, "{value} stands there as bytes");
    }
}

/// A note that is signed, amended and struck, one that is half written, a template, and a reading that is struck.
async fn write_notes(clinic: &TestClinic) {
    let doctor = clinic.sign_in(Role::Doctor).await;
    let patient = clinic.patient().create().await;
    let visit = doctor.post("/api/encounters/", &json!({ "patient": patient.id })).await.expect(201).id();
    let mut words = json!({
        "encounter": visit, "subjective": "insomniacal", "objective": "goniometry", "assessment": "enthesopathy",
        "plan": "kinesiotape", "reason": "mislaterality",
    });
    let note = doctor.post("/api/notes/", &words).await.expect(201).id();
    doctor.post(&format!("/api/notes/{note}/sign/"), &json!({})).await.expect(200);
    words["plan"] = json!("kinesiotape twice");
    doctor.post(&format!("/api/notes/{note}/amend/"), &words).await.expect(200);
    let draft = json!({ "encounter": visit, "plan": "half-written" });
    doctor.post("/api/notes/", &draft).await.expect(201);
    let struck = json!({ "reason": "misattribution" });
    doctor.post(&format!("/api/notes/{note}/strike/"), &struck).header("idempotency-key", "s").await.expect(200);
    let mut reading = json!({ "patient": patient.id, "sensor_type": "weight", "value": "7.5", "unit": "kg",
        "measured_at": "2030-01-07T05:00:00Z" });
    doctor.post("/api/readings/", &reading).await.expect(201);
    reading["device"] = json!(doctor.staff().id);
    reading["reason"] = json!("centesimal");
    doctor.post("/api/readings/strike/", &reading).header("idempotency-key", "r").await.expect(200);
    let template = json!({ "name": "tendinosis", "plan": "retinacular" });
    doctor.post("/api/note-templates/", &template).header("idempotency-key", "t").await.expect(201);
}

/// A plan with a goal that is scored, an exercise and authorised visits.
async fn write_plan(clinic: &TestClinic) {
    let doctor = clinic.sign_in(Role::Doctor).await;
    let patient = clinic.patient().create().await;
    let plan = json!({ "patient": patient.id, "title": "supination" });
    let plan = doctor.post("/api/plans/", &plan).header("idempotency-key", "p").await.expect(201).id();
    let goal = json!({ "plan": plan, "text": "dynamometer", "much_less": "a", "less": "b", "expected": "carpometacarpal",
        "more": "d", "much_more": "e" });
    let goal = doctor.post("/api/goals/", &goal).await.expect(201).id();
    let level = json!({ "level": 1, "note": "bimanual" });
    doctor.post(&format!("/api/goals/{goal}/scores/"), &level).await.expect(201);
    let exercise = json!({ "plan": plan, "name": "theraputty", "times_per_week": 3 });
    doctor.post("/api/exercises/", &exercise).await.expect(201);
    let package = json!({ "patient": patient.id, "label": "preauthorised", "visits": 3 });
    doctor.post("/api/packages/", &package).await.expect(201);
}

/// Two charts that become one for a while.
async fn merge_and_part(clinic: &TestClinic) {
    let desk = clinic.sign_in(Role::Reception).await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().notes("keeps marmosets").create().await);
    let merge = json!({ "other": other.id, "version": 1, "other_version": 1, "reason": "doppelganger" });
    let merge =
        desk.post(&format!("{}merge/", one.path()), &merge).header("idempotency-key", "m").await.expect(200).id();
    let apart = json!({ "reason": "prosopagnosia" });
    desk.post(&format!("/api/merges/{merge}/reverse/"), &apart).await.expect(200);
}

#[tokio::test]
async fn equal_values_look_different_and_only_their_fingerprints_match() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    for clinic in [&clinic, &clinic, &other] {
        clinic.patient().phone("+201001234567").create().await;
    }
    let here = clinic.sql_as_superuser("select phone, phone_index, given_name from {room}.party order by id").await;
    let there = other.sql_as_superuser("select phone, phone_index, given_name from {room}.party").await;

    assert_ne!(here[0][0], here[1][0]);
    assert_ne!(here[0][2], here[1][2]);
    assert_eq!(here[0][1], here[1][1]);
    assert_ne!(here[0][1], there[0][1]);
}

#[tokio::test]
async fn a_value_moved_to_another_row_column_or_clinic_does_not_open() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let (desk, elsewhere) = (clinic.sign_in(Role::Reception).await, other.sign_in(Role::Reception).await);
    let one = clinic.patient().named("Nour", "Haddad").create().await;
    let two = clinic.patient().named("Layla", "Salem").create().await;
    let whole = clinic.patient().named("Dina", "Fahmy").create().await;

    let (to, from) = (two.id, one.id);
    clinic.sql_as_superuser(&format!("update {{room}}.party set given_name = (select given_name from {{room}}.party where id = '{from}') where id = '{to}'")).await;
    clinic.sql_as_superuser(&format!("update {{room}}.party set family_name = given_name where id = '{from}'")).await;
    let (here, there) = (clinic.schema(), other.schema());
    clinic
        .sql_as_superuser(&format!("insert into {there}.party select * from {here}.party where id = '{}'", whole.id))
        .await;

    for answer in [desk.get(&one.path()).await, desk.get(&two.path()).await, elsewhere.get(&whole.path()).await] {
        assert_eq!(answer.to_string(), r#"500 {"code":"internal"}"#);
        for name in ["Nour", "Haddad", "Layla", "Salem", "Dina", "Fahmy"] {
            assert!(!answer.text().contains(name));
        }
    }
    desk.get(&whole.path()).await.expect(200);
}

#[tokio::test]
async fn the_whole_row_of_one_person_put_in_the_place_of_another_does_not_open() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let one = clinic.patient().create().await;
    clinic.sql_as_superuser("insert into {room}.party (id, kind, number, secret, given_name, family_name, created_at, updated_at) select '0198c0de-0000-7000-8000-000000000000', kind, 99, secret, given_name, family_name, created_at, updated_at from {room}.party").await;

    desk.get(&one.path()).await.expect(200);
    desk.get("/api/patients/0198c0de-0000-7000-8000-000000000000/").await.expect(500);
}

#[tokio::test]
async fn a_person_without_their_secret_is_nobody() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let one = clinic.patient().create().await;
    clinic.sql_as_superuser("update {room}.party set secret = null").await;

    desk.get(&one.path()).await.expect(404);
}
