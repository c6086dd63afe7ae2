//! Readings that were measured or typed wrongly: struck, never lost, and counted nowhere.

use futures::future::join_all;
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Person, Role, TestClinic};
use uuid::Uuid;

use super::{PATH, device, pulse, rows, struck_pulse};

const STRIKE: &str = "/api/v1/readings/strike/";
const UNSTRIKE: &str = "/api/v1/readings/unstrike/";
const FIVE: &str = "2030-01-07T05:00:00Z";
const SIX: &str = "2030-01-07T06:00:00Z";

/// A doctor who typed a pulse of 70 at five, and one of 170 at six.
async fn typed() -> (TestClinic, Person, Client) {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    for (value, at) in [("70", FIVE), ("170", SIX)] {
        doctor.post(PATH, &pulse(&patient, value, at)).await.expect(201);
    }
    (clinic, patient, doctor)
}

/// The values in a list, the latest first.
async fn values(client: &Client, query: &str) -> Vec<String> {
    let list = client.get(&format!("{PATH}?{query}")).await.expect(200).json();
    let values = list["results"].as_array().unwrap().iter();
    values.map(|reading| reading["value"].as_str().unwrap_or_default().to_owned()).collect()
}

const HOURS: &str =
    "select coalesce(string_agg(lowest || ' ' || highest || ' ' || total || ' ' || times, ', ' order by hour), '')
    from {room}.reading_hour";

#[tokio::test]
async fn a_struck_reading_stays_and_counts_nowhere() {
    let (clinic, patient, doctor) = typed().await;
    let me = doctor.staff().id;
    let browser = clinic.browser_of(doctor.staff()).await;
    let struck = doctor.post(STRIKE, &struck_pulse(&patient, SIX, me)).await.expect(200);

    let reading = struck.json();
    assert_eq!((&reading["status"], &reading["value"]), (&json!("entered-in-error"), &json!("170")));
    assert_eq!((&reading["deleted_by"], &reading["reason"]), (&json!(me), &json!("Typed a nought too many")));
    assert_eq!(clinic.audit_of(&struck).await[0].to_string(), "strike_reading success staff about 1");
    assert_eq!(rows(&clinic).await, "2");
    let of = format!("patient={}", patient.id);
    assert_eq!(values(&doctor, &of).await, ["70"]);
    assert_eq!(values(&doctor, &format!("{of}&status=final")).await, ["70"]);
    assert_eq!(values(&doctor, &format!("{of}&status=entered-in-error")).await, ["170"]);
    assert_eq!(
        values(&doctor, &format!("{of}&status=entered-in-error&sensor_type=weight")).await,
        Vec::<String>::new()
    );
    assert!(doctor.get(&format!("{PATH}?status=gone")).await.status.is_client_error());
    let list = doctor.get(&format!("{PATH}?{of}")).await.expect(200).json();
    assert_eq!((&list["count"], &list["results"][0]["status"]), (&json!(1), &json!("final")));
    let series = format!("/api/readings/series/?{of}&sensor_type=heart_rate&from=2030-01-07T00:00:00Z&points=2");
    let series = doctor.get(&series).await.expect(200).json();
    assert_eq!((&series["points"][0]["max"], &series["points"][0]["count"]), (&json!("70"), &json!(1)));
    for page in ["readings/", "", "readings/heart_rate/"] {
        let page = browser.get(&format!("/patients/{}/{page}", patient.id)).await.expect(200).text();
        assert!(!page.contains("ltr\">170"), "{page}");
    }
}

#[tokio::test]
async fn machines_learn_that_it_is_struck_and_not_why() {
    let (clinic, patient, doctor) = typed().await;
    doctor.post(STRIKE, &struck_pulse(&patient, SIX, doctor.staff().id)).await.expect(200);
    let program = clinic.token(&["readings:write", "readings:read"]).await;
    let list = program.get(&format!("{PATH}?status=entered-in-error")).await.expect(200).json();
    assert_eq!((&list["count"], &list["results"][0]["reason"]), (&json!(1), &Value::Null));
    assert_eq!(list["results"][0]["deleted_by"], json!(doctor.staff().id));
    for path in [STRIKE, UNSTRIKE] {
        let refused = program.post(path, &struck_pulse(&patient, FIVE, doctor.staff().id)).await;
        assert_eq!(refused.to_string(), r#"403 {"code":"forbidden"}"#);
    }
}

#[tokio::test]
async fn what_comes_again_does_not_bring_it_back() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    let (sensor, id) = device(&clinic, &[&patient]).await;
    let first = sensor.post(PATH, &pulse(&patient, "170", SIX)).await.expect(201).json();
    doctor.post(STRIKE, &struck_pulse(&patient, SIX, id)).await.expect(200);

    let again = sensor.post(PATH, &pulse(&patient, "170", SIX)).await.expect(201).json();

    assert_eq!((&again["id"], &again["received_at"]), (&first["id"], &first["received_at"]));
    assert_eq!((&again["status"], &again["reason"]), (&json!("entered-in-error"), &Value::Null));
    assert_snapshot!(sensor.post(PATH, &pulse(&patient, "70", SIX)).await, @r#"409 {"code":"reading_differs"}"#);
    let batch = json!({ "readings": [pulse(&patient, "170", SIX), pulse(&patient, "72", FIVE)] });
    let batch = sensor.post(&format!("{PATH}batch/"), &batch).await.expect(200).json();
    assert_eq!((&batch["recorded"], &batch["results"][1]["reading"]["status"]), (&json!(2), &json!("final")));
    assert_eq!((rows(&clinic).await.as_str(), values(&doctor, "").await), ("2", vec!["72".to_owned()]));
}

#[tokio::test]
async fn the_hour_is_counted_anew_when_something_is_struck_and_when_that_is_taken_back() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let send = async |value: &str, at: &str| {
        clinic.sign_in_as(&staff).await.post(PATH, &pulse(&patient, value, at)).await.expect(201);
    };
    let change = async |path: &str, at: &str| {
        clinic.sign_in_as(&staff).await.post(path, &struck_pulse(&patient, at, staff.id)).await.expect(200);
    };
    let gather = async || {
        clinic.advance(SignedDuration::from_mins(5));
        clinic.run_duty("gather_readings").await;
    };
    send("60", "2030-01-07T03:00:00Z").await;
    send("200", "2030-01-07T03:10:00Z").await;
    gather().await;
    assert_eq!(clinic.value(HOURS).await, "60 200 260 2");

    change(STRIKE, "2030-01-07T03:10:00Z").await;
    assert_eq!(clinic.value(HOURS).await, "60 60 60 1");
    change(STRIKE, "2030-01-07T03:00:00Z").await;
    assert_eq!(clinic.value(HOURS).await, "", "an hour without readings is none");
    change(UNSTRIKE, "2030-01-07T03:10:00Z").await;
    change(UNSTRIKE, "2030-01-07T03:00:00Z").await;
    assert_eq!(clinic.value(HOURS).await, "60 200 260 2");

    // Before it was gathered: nothing is told to be gathered that is not.
    send("90", "2030-01-07T04:00:00Z").await;
    change(STRIKE, "2030-01-07T04:00:00Z").await;
    assert_eq!(clinic.value(HOURS).await, "60 200 260 2");
    gather().await;
    assert_eq!(clinic.value(HOURS).await, "60 200 260 2");
    change(UNSTRIKE, "2030-01-07T04:00:00Z").await;
    assert_eq!(clinic.value(HOURS).await, "60 200 260 2, 90 90 90 1");
    // What comes later into an hour with something struck counts without it.
    change(STRIKE, "2030-01-07T03:10:00Z").await;
    send("61", "2030-01-07T03:20:00Z").await;
    gather().await;
    assert_eq!(clinic.value(HOURS).await, "60 61 121 2, 90 90 90 1");
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let (clinic, patient, doctor) = typed().await;
    let me = doctor.staff().id;
    let with = |change: Value| {
        let mut input = struck_pulse(&patient, SIX, me);
        for (field, value) in change.as_object().unwrap() {
            input[field] = value.clone();
        }
        doctor.post(STRIKE, &input)
    };
    assert_snapshot!(with(json!({ "reason": null })).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(with(json!({ "reason": "  " })).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(with(json!({ "reason": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    assert_snapshot!(with(json!({ "patient": null, "device": "x", "measured_at": "" })).await, @r#"422 {"code":"invalid","errors":{"/device":"malformed","/measured_at":"required","/patient":"required"}}"#);
    for unknown in [
        json!({ "measured_at": "2030-01-07T06:00:01Z" }),
        json!({ "device": Uuid::nil() }),
        json!({ "sensor_type": "weight" }),
        json!({ "patient": 987_654 }),
        json!({ "patient": Uuid::nil() }),
    ] {
        assert_eq!(with(unknown.clone()).await.status, 404, "{unknown}");
    }
    for role in [Role::Admin, Role::Reception, Role::Viewer, Role::Billing, Role::Auditor] {
        let client = clinic.sign_in(role).await;
        for path in [STRIKE, UNSTRIKE] {
            let refused = client.post(path, &struck_pulse(&patient, SIX, me)).await;
            assert_eq!(refused.to_string(), r#"403 {"code":"forbidden"}"#, "{role:?}");
        }
    }
    let theirs = clinic.other().await.sign_in(Role::Doctor).await;
    let mut named = struck_pulse(&patient, SIX, me);
    named["patient"] = json!(patient.id);
    theirs.post(STRIKE, &named).await.expect(404);
    theirs.post(UNSTRIKE, &named).await.expect(404);
    assert_eq!(values(&doctor, "").await, ["170", "70"]);

    with(json!({})).await.expect(200);
    assert_snapshot!(with(json!({})).await, @r#"409 {"code":"entered_in_error"}"#);
    // Nobody counts who is out of sight.
    clinic.sign_in(Role::Reception).await.delete(&patient.path()).await.expect(204);
    assert_eq!(with(json!({ "measured_at": FIVE })).await.status, 404);
    assert_eq!(values(&doctor, "status=entered-in-error").await, Vec::<String>::new());
}

#[tokio::test]
async fn of_many_who_strike_it_at_once_one_does() {
    let (clinic, patient, doctor) = typed().await;
    let input = struck_pulse(&patient, SIX, doctor.staff().id);
    for path in [STRIKE, UNSTRIKE, STRIKE] {
        let answers = join_all((0..8).map(|_| doctor.post(path, &input).into_future())).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1, "{path}");
        assert!(answers.iter().all(|answer| [200, 409].contains(&answer.status.as_u16())), "{path}");
    }
    assert_eq!(clinic.value("select count(*) from {room}.reading_strike").await, "1");
}

#[tokio::test]
async fn whoever_struck_it_takes_that_back_and_nobody_else() {
    let (clinic, patient, doctor) = typed().await;
    let nurse = clinic.sign_in(Role::Assistant).await;
    let input = struck_pulse(&patient, SIX, doctor.staff().id);
    assert_snapshot!(nurse.post(UNSTRIKE, &input).await, @r#"409 {"code":"already_done"}"#);
    // Whoever measures sees what is wrong, whoever typed it.
    nurse.post(STRIKE, &input).await.expect(200);
    assert_snapshot!(doctor.post(UNSTRIKE, &input).await, @r#"403 {"code":"forbidden"}"#);
    let back = nurse.post(UNSTRIKE, &input).await.expect(200);
    assert_eq!((&back.json()["status"], &back.json()["deleted_by"]), (&json!("final"), &Value::Null));
    assert_eq!(clinic.audit_of(&back).await[0].to_string(), "unstrike_reading success staff about 1");
    assert_snapshot!(nurse.post(UNSTRIKE, &input).await, @r#"409 {"code":"already_done"}"#);
    assert_eq!(values(&doctor, "").await, ["170", "70"]);

    let again = doctor.post(STRIKE, &input).await.expect(200).json();
    assert_eq!(again["deleted_by"], json!(doctor.staff().id));
    nurse.post(UNSTRIKE, &input).await.expect(403);
}

#[tokio::test]
async fn a_struck_value_goes_with_the_others_when_the_clinic_keeps_it_no_longer() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let doctor = clinic.sign_in_as(&staff).await;
    let old = ["2029-10-05T05:00:00Z", "2029-10-05T05:30:00Z"];
    for at in old {
        doctor.post(PATH, &pulse(&patient, "70", at)).await.expect(201);
    }
    doctor.post(STRIKE, &struck_pulse(&patient, old[0], staff.id)).await.expect(200);
    clinic.advance(SignedDuration::from_mins(5));
    clinic.run_duty("gather_readings").await;
    let admin = clinic.sign_in(Role::Admin).await;
    admin.put("/api/readings/policy/", &json!({ "days_kept": 30 })).await.expect(200);
    let late = doctor.post(STRIKE, &struck_pulse(&patient, old[1], staff.id)).await;
    assert_eq!(late.status, 404, "what is about to go is gone");
    clinic.run_duty("keep_readings").await;
    assert_eq!(
        (rows(&clinic).await, clinic.value("select count(*) from {room}.reading_strike").await),
        ("0".into(), "0".into())
    );
    assert_eq!(clinic.value(HOURS).await, "70 70 70 1");
}

#[tokio::test]
async fn pages_show_what_was_struck_to_those_who_want_to_see_it_and_take_it_back() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let staff = clinic.hire(&[Role::Assistant]).await;
    let nurse = clinic.browser_of(&staff).await;
    let home = format!("/patients/{}/readings/", patient.id);
    nurse.submit(&home, &[("heart_rate", "172"), ("measured_at", "2030-01-07T08:00")]).await.expect(303);
    let page = nurse.get(&home).await.expect(200).text();
    let query = format!("strike?measured_at={SIX}&amp;source={}", staff.id);
    assert!(page.contains(&query) && page.contains("ltr\">172"), "{page}");

    let strike = format!("{home}heart_rate/strike");
    let at = format!("{strike}?measured_at={SIX}&source={}", staff.id);
    assert!(nurse.get(&at).await.expect(200).text().contains("ltr\">172"));
    nurse.get(&strike).await.expect(404);
    let source = staff.id.to_string();
    let which = [("measured_at", SIX), ("source", source.as_str())];
    let mut form = which.to_vec();
    let refused = nurse.submit(&strike, &form).await.expect(422).text();
    assert!(refused.contains("id=\"reason-error\"") && refused.contains("ltr\">172"), "{refused}");
    form.push(("reason", "Counted for two minutes"));
    let struck = nurse.submit(&strike, &form).await.expect(303);
    let shown = format!("{home}heart_rate/?struck=1");
    assert_eq!(
        (struck.header("location"), struck.cookie("notice")),
        (shown.as_str(), Some("readings-struck".to_owned()))
    );
    nurse.submit(&strike, &form).await.expect(409);

    for page in [shown.clone(), format!("{home}?struck=1")] {
        let page = nurse.get(&page).await.expect(200).text();
        for text in ["<s><bdi dir=\"ltr\">172", "Counted for two minutes", "Entered in error", "heart_rate/unstrike\""]
        {
            assert!(page.contains(text), "{text}: {page}");
        }
    }
    for page in [home.clone(), format!("{home}heart_rate/")] {
        let page = nurse.get(&page).await.expect(200).text();
        assert!(!page.contains("ltr\">172") && page.contains("Show struck values"), "{page}");
    }
    // Who did not strike it is not offered the way back.
    let doctor = clinic.browser(Role::Doctor).await;
    let page = doctor.get(&shown).await.expect(200).text();
    assert!(page.contains("Counted for two minutes") && !page.contains("/unstrike\""), "{page}");
    doctor.submit(&format!("{home}heart_rate/unstrike"), &which).await.expect(403);

    // What is typed in its place stands beside it.
    nurse.submit(&home, &[("heart_rate", "86"), ("measured_at", "2030-01-07T08:00")]).await.expect(303);
    assert!(nurse.get(&home).await.expect(200).text().contains("ltr\">86"));
    let mut back = which.to_vec();
    back.push(("next", home.as_str()));
    let undone = nurse.submit(&format!("{home}heart_rate/unstrike"), &back).await.expect(303);
    assert_eq!(
        (undone.header("location"), undone.cookie("notice")),
        (home.as_str(), Some("readings-unstruck".to_owned()))
    );
    assert_eq!(clinic.audit_of(&undone).await[0].to_string(), "unstrike_reading success staff about 1");
    assert!(nurse.get(&format!("{home}heart_rate/")).await.expect(200).text().contains("ltr\">172"));
}
