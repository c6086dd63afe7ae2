//! Registering, replacing and deleting people, and everything that is refused on the way.

use http::Method;
use insta::assert_snapshot;
use serde_json::json;
use testkit::{Role, TestClinic};

#[tokio::test]
async fn everything_told_about_a_patient_comes_back_in_its_canonical_form() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let input = json!({
        "given_name": " José ", "family_name": "Gómez", "date_of_birth": "12/03/1985", "sex": "male", "mrn": "MRN-0042",
        "phone": "0100 123 4567", "email": "Jose.Gomez@Example.org", "language": "es", "preferred_channel": "sms",
        "address": { "line1": "5 Tahrir Square", "city": "Cairo", "country": "eg" },
        "emergency_contacts": [{ "name": "Luis Gómez", "relationship": "brother", "phone": null }],
        "insurance": { "provider": "Misr", "policy_number": "77", "valid_until": "2031-12-31" },
        "consents": [{ "purpose": "sms_reminders", "given": true, "on": "2030-01-07" }],
        "notes": "Needs a chair\nwith arms.", "id": "ignored", "organization_id": "ignored", "number": 99,
    });

    let answer = desk.post("/business/contacts", &input).await.expect(201);

    assert_snapshot!(serde_json::to_string(&redacted(answer.json(), &clinic, &desk)).unwrap(), @r#"{"active":true,"address":{"city":"Cairo","country":"EG","line1":"5 Tahrir Square","line2":null,"postal_code":null,"region":null},"consents":[{"by":"clinic","form":null,"given":true,"on":"2030-01-07","purpose":"sms_reminders"}],"created_at":"2030-01-07T07:00:00Z","created_by":"[desk]","date_of_birth":"1985-03-12","deleted_at":null,"deleted_by":null,"email":"Jose.Gomez@example.org","emergency_contacts":[{"name":"Luis Gómez","phone":null,"relationship":"brother"}],"family_name":"Gómez","given_name":"José","id":"[id]","insurance":{"group_number":null,"policy_number":"77","provider":"Misr","valid_until":"2031-12-31"},"kind":"patient","language":"es","mrn":"MRN-0042","notes":"Needs a chair\nwith arms.","number":1,"organization_id":"[nile]","phone":"+201001234567","preferred_channel":"sms","sex":"male","updated_at":"2030-01-07T07:00:00Z","updated_by":"[desk]","version":1}"#);
    assert_eq!(answer.header("etag"), "\"1\"");
    assert_eq!(answer.header("location"), format!("/business/contacts/{}", answer.id()));
    let read = desk.get(answer.header("location")).await.expect(200);
    assert_eq!(read.json(), answer.json());
}

fn redacted(mut person: serde_json::Value, clinic: &TestClinic, desk: &testkit::Client) -> serde_json::Value {
    let named =
        [(person["id"].clone(), "[id]"), (json!(clinic.tenant().id), "[nile]"), (json!(desk.staff().id), "[desk]")];
    for value in person.as_object_mut().unwrap().values_mut() {
        if let Some((_, name)) = named.iter().find(|(id, _)| id == value) {
            *value = json!(name);
        }
    }
    person
}

#[tokio::test]
async fn medical_record_number_is_another_name_of_mrn() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;

    let input = json!({ "family_name": "Gómez", "medical_record_number": "A-1" });
    assert_eq!(desk.post("/business/contacts", &input).await.expect(201).json()["mrn"], "A-1");
}

#[tokio::test]
async fn each_field_that_is_refused_is_named_with_its_reason() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let input = json!({
        "given_name": "x".repeat(101), "family_name": "a\u{0}b", "date_of_birth": "31/02/1985", "mrn": "!!!", "phone": "12",
        "email": "nobody", "language": "x y", "address": { "country": "Egypt", "city": "y".repeat(101) },
        "emergency_contacts": [{ "name": "ok", "phone": null, "relationship": null }, { "name": " ", "phone": null, "relationship": null }],
        "notes": "z".repeat(5001),
    });

    let answer = desk.post("/api/patients/", &input).await;

    assert_snapshot!(answer, @r#"422 {"code":"invalid","errors":{"/address/city":"too_long","/address/country":"unknown_choice","/date_of_birth":"not_a_date","/email":"not_an_email","/emergency_contacts/1/name":"required","/family_name":"control_characters","/given_name":"too_long","/language":"malformed","/mrn":"malformed","/notes":"too_long","/phone":"not_a_phone"}}"#);
    let detail = answer.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["pointer"] == "/given_name")
        .unwrap()["detail"]
        .clone();
    assert_eq!(detail, "At most 100 characters");
    assert_eq!(clinic.value("select count(*) from {room}.party").await, "0");
}

#[tokio::test]
async fn a_person_needs_a_name_and_a_birthday_that_has_been() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let post = |input: serde_json::Value| desk.post("/api/patients/", &input);

    assert_snapshot!(post(json!({})).await, @r#"422 {"code":"invalid","errors":{"/family_name":"required"}}"#);
    assert_snapshot!(post(json!({ "given_name": "  ", "family_name": "" })).await, @r#"422 {"code":"invalid","errors":{"/family_name":"required"}}"#);
    let tomorrow = json!({ "given_name": "Nour", "date_of_birth": "2030-01-08" });
    assert_snapshot!(post(tomorrow).await, @r#"422 {"code":"invalid","errors":{"/date_of_birth":"in_future"}}"#);
    post(json!({ "given_name": "Nour", "date_of_birth": "2030-01-07" })).await.expect(201);
}

#[tokio::test]
async fn email_and_record_number_are_unique_among_the_living() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let held = clinic.patient().email("jose@example.org").mrn("MRN-0042").create().await;
    let same_email = json!({ "family_name": "Haddad", "email": "JOSE@example.org" });
    let same_mrn = json!({ "family_name": "Haddad", "mrn": "mrn 0042" });

    for path in ["/api/patients/", "/business/contacts"] {
        assert_eq!(desk.post(path, &same_email).await.to_string(), r#"409 {"code":"duplicate_email"}"#);
        assert_eq!(desk.post(path, &same_mrn).await.to_string(), r#"409 {"code":"duplicate_mrn"}"#);
    }
    let somebody = clinic.patient().named("Nour", "Haddad").create().await;
    assert_snapshot!(desk.put(&somebody.path(), &same_mrn).await, @r#"409 {"code":"duplicate_mrn"}"#);
    // Another clinic is another world.
    let elsewhere = clinic.other().await.sign_in(Role::Reception).await;
    elsewhere.post("/api/patients/", &same_email).await.expect(201);

    desk.delete(&held.path()).await.expect(204);
    desk.post("/api/patients/", &same_email).await.expect(201);
    desk.put(&somebody.path(), &same_mrn).await.expect(200);
}

#[tokio::test]
async fn fifty_at_once_with_one_email_make_one_patient() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let input = json!({ "family_name": "Haddad", "email": "one@example.org" });

    let tries = (0..20).map(|_| desk.post("/api/patients/", &input).into_future());
    let answers = futures::future::join_all(tries).await;

    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (201, &[409; 19][..]));
}

#[tokio::test]
async fn a_replacement_leaves_nothing_of_before_but_what_it_cannot_see() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let full = json!({ "family_name": "Gómez", "phone": "0100 123 4567", "notes": "old",
        "consents": [{ "purpose": "sms_reminders", "given": true, "on": null }] });
    let id = desk.post("/business/contacts", &full).await.expect(201).id();

    let answer = desk.put(&format!("/api/patients/{id}/"), &json!({ "family_name": "Haddad" })).await.expect(200);

    let after = answer.json();
    assert_eq!(
        (&after["family_name"], &after["phone"], &after["notes"]),
        (&json!("Haddad"), &json!(null), &json!(null))
    );
    assert_eq!((&after["version"], answer.header("etag")), (&json!(2), "\"2\""));
    // Consents are not shown to patients' clients: their silence does not withdraw any.
    let contact = desk.get(&format!("/business/contacts/{id}")).await.expect(200).json();
    assert_eq!(contact["consents"][0]["purpose"], "sms_reminders");
    assert!(desk.list("/api/patients/?search=gomez").await.is_empty());
    assert_eq!(desk.list("/api/patients/?search=haddad").await, [id]);
}

#[tokio::test]
async fn what_was_read_can_be_sent_back() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().born("1985-03-12").phone("+33 6 12 34 56 78").mrn("A-7").notes("n").create().await;

    for path in [person.path(), person.contact_path()] {
        let mut before = desk.get(&path).await.expect(200).json();
        let mut after = desk.put(&path, &before).await.expect(200).json();
        for changed in ["version", "updated_at", "updated_by"] {
            before[changed] = json!(null);
            after[changed] = json!(null);
        }
        assert_eq!(before, after);
    }
}

#[tokio::test]
async fn who_changes_an_old_version_is_told() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await;
    let change = json!({ "family_name": "Haddad" });
    let put = |tag: &str| desk.put(&person.path(), &change).header("if-match", tag);

    put("\"1\"").await.expect(200);
    for tag in ["\"1\"", "\"3\"", "W/\"2\"", "W/\"x\"", "nonsense", "", "2", "\"1\", \"3\"", "\"1,2\"", "\"1\", *"] {
        assert_eq!(put(tag).await.to_string(), r#"412 {"code":"stale_version"}"#);
    }
    assert_snapshot!(desk.delete(&person.path()).header("if-match", "\"1\"").await, @r#"412 {"code":"stale_version"}"#);
    put("*").await.expect(200);
    put("W/\"9\", \"7\",\"3\" ").await.expect(200);
    put("\"1\"").and_header("if-match", "\"4\"").await.expect(200);
    desk.delete(&person.path()).header("if-match", "\"5\"").await.expect(204);
}

#[tokio::test]
async fn whoever_demands_no_version_writes_over_the_other_and_nobody_is_refused() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await;

    let changes =
        (0..12).map(|n| desk.put(&person.path(), &json!({ "family_name": format!("Haddad {n}") })).into_future());
    let answers = futures::future::join_all(changes).await;

    let mut versions: Vec<i64> =
        answers.into_iter().map(|answer| answer.expect(200).json()["version"].as_i64().unwrap()).collect();
    versions.sort_unstable();
    assert_eq!(versions, (2..=13).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_contact_stays_what_it_is_unless_something_else_is_said() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let vendor = clinic.contact("vendor").create().await;
    let patient = clinic.patient().create().await;
    let name = json!({ "family_name": "Haddad" });
    let (as_staff, as_patient) =
        (json!({ "family_name": "Haddad", "kind": "staff" }), json!({ "family_name": "Haddad", "kind": "patient" }));

    assert_eq!(desk.put(&vendor.contact_path(), &name).await.expect(200).json()["kind"], "vendor");
    assert_eq!(desk.put(&patient.contact_path(), &name).await.expect(200).json()["kind"], "patient");
    assert_eq!(desk.put(&vendor.contact_path(), &as_staff).await.expect(200).json()["kind"], "staff");
    // A chart is not left behind.
    assert_snapshot!(desk.put(&patient.contact_path(), &as_staff).await, @r#"422 {"code":"invalid","errors":{"/kind":"fixed"}}"#);
    let became = desk.put(&vendor.contact_path(), &as_patient).await.expect(200).json();
    assert_eq!((&became["kind"], &became["number"]), (&json!("patient"), &json!(2)));
    assert_eq!(desk.list("/api/patients/").await, [vendor.id, patient.id]);
    // Through the patients' door everybody is one.
    assert_eq!(desk.put(&patient.path(), &as_staff).await.expect(200).json()["given_name"], "");
    assert_eq!(desk.get(&patient.contact_path()).await.expect(200).json()["kind"], "patient");
}

#[tokio::test]
async fn of_many_changes_to_one_version_one_wins() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await;

    let changes = (0..12).map(|n| {
        let call = match n % 2 {
            0 => desk.put(&person.path(), &json!({ "family_name": format!("Haddad {n}") })),
            _ => desk.delete(&person.path()),
        };
        call.header("if-match", "\"1\"").into_future()
    });
    let answers = futures::future::join_all(changes).await;

    let won = answers.iter().filter(|answer| answer.status.is_success()).count();
    assert_eq!(won, 1, "{:?}", answers.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(clinic.value("select version from {room}.party").await, "2");
}

#[tokio::test]
async fn who_holds_the_present_version_is_not_sent_it_again() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().create().await;

    for tag in ["\"1\"", "W/\"1\"", "\"0\", \"1\"", "*"] {
        let answer = desk.get(&person.path()).header("if-none-match", tag).await.expect(304);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("etag"), "\"1\"");
        // Not sending it again tells that it is still so.
        assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "view_patient success staff about 1");
    }
    for tag in ["\"2\"", "1", ""] {
        desk.get(&person.path()).header("if-none-match", tag).await.expect(200);
    }
}

#[tokio::test]
async fn a_deleted_patient_is_gone_from_every_list_and_from_nowhere_else() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let person = clinic.patient().phone("0100 123 4567").create().await;

    desk.delete(&person.path()).await.expect(204);

    for path in [person.path(), person.contact_path()] {
        for method in [Method::GET, Method::DELETE] {
            desk.call(method, &path).await.expect(404);
        }
        desk.put(&path, &json!({ "family_name": "Gómez" })).await.expect(404);
    }
    for query in ["", "?search=gomez", "?phone=01001234567", "?search=1"] {
        assert!(desk.list(&format!("/api/patients/{query}")).await.is_empty());
    }
    let row = clinic.sql_as_superuser("select deleted_by, given_name is not null from {room}.party").await;
    assert_eq!(row, [[desk.staff().id.to_string(), "t".to_owned()]]);
}

#[tokio::test]
async fn somebody_elses_id_and_nobodys_look_the_same() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let foreign = clinic.other().await.patient().create().await.id.to_string();

    for id in [foreign.as_str(), "0198c0de-0000-7000-8000-000000000000", "1", "x", "%00", "..%2f..", "%F0%9F%98%80"] {
        for root in ["/api/patients", "/business/contacts"] {
            let path = format!("{root}/{id}");
            assert_eq!(desk.get(&path).await.to_string(), r#"404 {"code":"not_found"}"#);
            assert_eq!(desk.delete(&path).await.to_string(), r#"404 {"code":"not_found"}"#);
            assert_eq!(
                desk.put(&path, &json!({ "family_name": "x" })).await.to_string(),
                r#"404 {"code":"not_found"}"#
            );
        }
    }
}

#[tokio::test]
async fn a_problem_speaks_the_language_that_was_asked_for() {
    let clinic = TestClinic::new().await;
    let desk = clinic.sign_in(Role::Reception).await;
    let french = clinic.other().await.sign_in(Role::Reception).await;

    for (desk, asked, spoken, title) in [
        (&desk, "fr-CA, en;q=0.8", "fr", "Introuvable"),
        (&desk, "ar", "ar", "غير موجود"),
        (&desk, "tlh", "en", "Not found"),
        (&french, "tlh", "fr", "Introuvable"),
    ] {
        let answer = desk.get("/api/patients/x/").header("accept-language", asked).await.expect(404);
        assert_eq!((answer.header("content-language"), &answer.json()["title"]), (spoken, &json!(title)));
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["instance"], "/api/patients/x/");
        assert_eq!(answer.json()["request_id"], answer.header("x-request-id"));
    }
}
