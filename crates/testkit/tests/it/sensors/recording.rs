//! Recording: what devices in the field send, the same again, something else, and many at once.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Role, Setup, TestClinic};
use web::{InFlightLimits, Settings};

use super::{PATH, device, glucose, pulse, rows};

const AT: &str = "2030-01-07T05:00:00Z";

#[tokio::test]
async fn a_reading_is_given_back_as_it_was_sent() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write", "readings:read"]).await;

    let sent = glucose(&patient, "100.50", AT);
    let made = program.post(PATH, &sent).await.expect(201);
    let list = program.get(PATH).await.expect(200).json();

    for reading in [&made.json(), &list["results"][0]] {
        for field in ["patient", "sensor_type", "value", "unit", "measured_at"] {
            assert_eq!(reading[field], sent[field], "{field}");
        }
        assert_eq!((reading["type_code"].as_str(), &reading["patient_id"]), (Some("glucose"), &json!(patient.id)));
    }
    assert_eq!((list["count"].as_i64(), &list["next"], &list["previous"]), (Some(1), &Value::Null, &Value::Null));
    let record = clinic.audit_of(&made).await;
    assert_eq!(
        record.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["record_readings success integration about 1"]
    );
    assert_eq!((record[0].patients.clone(), record[0].actor_id.is_some()), (vec![patient.id], true));
}

#[tokio::test]
async fn with_or_without_a_slash_a_number_or_an_id_it_is_the_same_reading() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write"]).await;
    let first = program.post("/api/v1/readings", &glucose(&patient, "100.5", AT)).await.expect(201);
    for (path, change) in [
        (PATH, json!({ "patient": patient.id })),
        ("/api/readings/", json!({ "patient": patient.number.unwrap().to_string() })),
        ("/api/readings", json!({ "value": 100.5 })),
        (PATH, json!({ "sensor_type": "glucose" })),
        (PATH, json!({ "measured_at": "2030-01-07T07:00:00+02:00" })),
        (PATH, json!({ "value": "100.50" })),
    ] {
        let mut again = glucose(&patient, "100.5", AT);
        for (field, value) in change.as_object().unwrap() {
            again[field] = value.clone();
        }
        clinic.advance(SignedDuration::from_secs(1));
        assert_eq!(program.post(path, &again).await.expect(201).json(), first.json(), "{again}");
    }
    assert_eq!(rows(&clinic).await, "1");
}

#[tokio::test]
async fn another_value_for_the_same_instant_is_refused_and_the_first_stays() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let (meter, _) = device(&clinic, &[&patient]).await;
    meter.post(PATH, &glucose(&patient, "100.5", AT)).await.expect(201);

    assert_snapshot!(meter.post(PATH, &glucose(&patient, "100.6", AT)).await, @r#"409 {"code":"reading_differs"}"#);
    let mut other = glucose(&patient, "5.6", AT);
    other["unit"] = "mmol/L".into();
    assert_snapshot!(meter.post(PATH, &other).await, @r#"409 {"code":"reading_differs"}"#);

    assert_eq!(clinic.value("select value from {room}.reading").await, "100.5");
    // Another device may see it otherwise.
    let (second, _) = device(&clinic, &[&patient]).await;
    second.post(PATH, &glucose(&patient, "100.6", AT)).await.expect(201);
    assert_eq!(rows(&clinic).await, "2");
}

#[tokio::test]
async fn late_and_out_of_order_is_fine_and_the_future_is_not() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write", "readings:read"]).await;
    for at in [
        "2030-01-07T06:00:00Z",
        "2029-11-30T23:59:59.999999Z",
        "2029-12-01T00:00:00Z",
        "2020-06-01T00:00:00Z",
        "2030-01-07T07:04:59Z",
    ] {
        program.post(PATH, &pulse(&patient, "70", at)).await.expect(201);
    }
    for (at, said) in
        [("2030-01-07T07:06:00Z", "in_future"), ("2019-01-01T00:00:00Z", "too_long_ago"), ("yesterday", "malformed")]
    {
        let answer = program.post(PATH, &pulse(&patient, "70", at)).await.expect(422);
        assert_eq!(answer.json()["errors"][0]["code"], said, "{at}");
    }
    let list = program.get("/api/readings/?ordering=measured_at&page_size=2").await.expect(200).json();
    assert_eq!(list["count"], 5);
    assert_eq!(list["results"][0]["measured_at"], "2020-06-01T00:00:00Z");
    let next = list["next"].as_str().unwrap().to_owned();
    assert_eq!(program.get(&next).await.expect(200).json()["results"][0]["measured_at"], "2029-12-01T00:00:00Z");
    for (query, count) in [
        ("?from=2029-12-01T00:00:00Z", 3),
        ("?to=2029-12-01T00:00:00Z", 2),
        ("?from=2029-12-01&to=2029-12-01", 2),
        ("?sensor_type=pulse", 5),
        ("?sensor_type=glucometer", 0),
        (&format!("?patient={}", patient.number.unwrap()), 5),
    ] {
        assert_eq!(program.get(&format!("{PATH}{query}")).await.expect(200).json()["count"], count, "{query}");
    }
    for query in ["?from=soon", "?ordering=value", "?patient=nobody", "?page=0", "?sensor_type=%21"] {
        let answer = program.get(&format!("{PATH}{query}")).await;
        assert!([404, 422].contains(&answer.status.as_u16()), "{query}: {answer}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_by_name() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write"]).await;
    for (change, pointer, code) in [
        (json!({ "value": "4" }), "/value", "not_possible"),
        (json!({ "value": "lots" }), "/value", "not_a_decimal"),
        (json!({ "unit": "km" }), "/unit", "unknown_unit"),
        (json!({ "sensor_type": "No type" }), "/sensor_type", "malformed"),
        (json!({ "patient": [] }), "/patient", "malformed"),
        (json!({ "patient": null }), "/patient", "required"),
        (json!({ "note": "x".repeat(501) }), "/note", "too_long"),
        (json!({ "unit": null }), "/unit", "required"),
    ] {
        let mut reading = glucose(&patient, "100.5", AT);
        for (field, value) in change.as_object().unwrap() {
            reading[field] = value.clone();
        }
        let problem = program.post(PATH, &reading).await.expect(422).json();
        assert_eq!(
            (problem["errors"][0]["pointer"].as_str(), problem["errors"][0]["code"].as_str()),
            (Some(pointer), Some(code))
        );
    }
    let answer = program
        .post(
            PATH,
            &json!({ "patient": 4711, "sensor_type": "weight", "value": "70", "unit": "kg", "measured_at": AT }),
        )
        .await;
    assert_snapshot!(answer, @r#"404 {"code":"not_found"}"#);
    assert_eq!(clinic.value("select count(*) from {room}.audit_event where action = 'record_readings'").await, "0");
}

#[tokio::test]
async fn a_type_that_nobody_knows_is_taken_as_it_comes() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write"]).await;
    let reading = json!({ "patient": patient.number, "sensor_type": "grip-strength", "value": "-0.070", "unit": "kN",
        "measured_at": AT });
    let made = program.post(PATH, &reading).await.expect(201).json();
    assert_eq!(
        (made["value"].as_str(), made["unit"].as_str(), made["type_code"].as_str()),
        (Some("-0.070"), Some("kN"), Some("grip-strength"))
    );
}

#[tokio::test]
async fn of_two_hundred_at_once_one_is_recorded_and_all_are_answered_alike() {
    // One machine may have so many requests under way here.
    let in_flight = InFlightLimits { share: 256, ..InFlightLimits::default() };
    let settings = Settings { in_flight, ..Settings::default() };
    let clinic = TestClinic::with(Setup { settings, ..Setup::default() }).await;
    let patient = clinic.patient().create().await;
    let (meter, _) = device(&clinic, &[&patient]).await;
    let reading = glucose(&patient, "100.5", AT);

    let calls = (0..200).map(|_| meter.post(PATH, &reading).into_future());
    let answers = futures::future::join_all(calls).await;

    assert!(answers.iter().all(|answer| answer.status == 201 && answer.body == answers[0].body));
    assert_eq!(rows(&clinic).await, "1");
}

#[tokio::test]
async fn of_two_values_at_once_one_is_recorded_and_the_other_refused() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let (meter, _) = device(&clinic, &[&patient]).await;
    let calls =
        (0..60).map(|n| meter.post(PATH, &glucose(&patient, if n % 2 == 0 { "100" } else { "110" }, AT)).into_future());
    let answers = futures::future::join_all(calls).await;

    let kept = clinic.value("select value from {room}.reading").await;
    for (place, answer) in answers.iter().enumerate() {
        let own = if place % 2 == 0 { "100" } else { "110" };
        assert_eq!(answer.status.as_u16(), if own == kept { 201 } else { 409 }, "{answer}");
    }
}

#[tokio::test]
async fn those_who_go_together_are_judged_alone() {
    let clinic = TestClinic::new().await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().named("Layla", "Haddad").create().await);
    let ((first, _), (second, _)) = (device(&clinic, &[&one]).await, device(&clinic, &[&other]).await);
    let calls = (0..40).map(|n| {
        let at = format!("2030-01-07T05:00:{:02}Z", n % 60);
        // Every fourth speaks for somebody else's patient.
        let (meter, patient) = if n % 2 == 0 { (&first, &one) } else { (&second, &other) };
        let patient = if n % 4 == 3 { &one } else { patient };
        meter.post(PATH, &pulse(patient, "70", &at)).into_future()
    });
    let answers = futures::future::join_all(calls).await;
    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer.status.as_u16(), if n % 4 == 3 { 404 } else { 201 }, "{n}: {answer}");
    }
    assert_eq!(rows(&clinic).await, "30");
    let recorded = clinic.audit().await.into_iter().filter(|row| row.action == "record_readings");
    assert!(recorded.clone().all(|row| row.actor == "integration" && row.patients.len() == 1));
    assert!(recorded.count() >= 2);
}

#[tokio::test]
async fn a_batch_says_of_each_how_it_went() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let (meter, id) = device(&clinic, &[&patient]).await;
    meter.post(PATH, &glucose(&patient, "99", AT)).await.expect(201);
    let batch = json!({ "readings": [
        glucose(&patient, "101.0", "2030-01-07T05:01:00Z"),
        glucose(&patient, "98", AT),
        glucose(&patient, "99", AT),
        json!({ "patient": 99, "sensor_type": "glucometer", "value": "99", "unit": "mg/dL", "measured_at": AT }),
        glucose(&patient, "0", AT),
        glucose(&patient, "101", "2030-01-07T05:01:00Z"),
        glucose(&patient, "102", "2030-01-07T05:01:00Z"),
        7,
        json!({ "sensor_type": "weight", "value": "70", "unit": "kg", "measured_at": AT }),
    ] });

    let answer = meter.post("/api/v1/readings/batch/", &batch).await.expect(200);

    let said = answer.json();
    let statuses: Vec<i64> =
        said["results"].as_array().unwrap().iter().map(|it| it["status"].as_i64().unwrap()).collect();
    assert_eq!(statuses, [201, 409, 201, 404, 422, 201, 409, 422, 201]);
    assert_eq!((said["recorded"].as_i64(), said["refused"].as_i64()), (Some(4), Some(5)));
    assert_eq!(said["results"][4]["errors"][0]["pointer"], "/readings/4/value");
    assert_eq!(said["results"][5]["reading"]["value"], "101.0");
    assert_eq!(rows(&clinic).await, "3");
    let record = clinic.audit_of(&answer).await;
    assert_eq!(
        record.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["record_readings success integration about 1"]
    );
    assert_eq!(record[0].actor_id, Some(id));
}

#[tokio::test]
async fn what_a_gateway_passes_on_together_stands_on_record_once_and_names_everybody() {
    let clinic = TestClinic::new().await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().named("Layla", "Haddad").create().await);
    let (gateway, _) = device(&clinic, &[&one, &other]).await;
    let batch = json!({ "readings": [glucose(&one, "99", AT), glucose(&other, "98", AT), glucose(&one, "97", "2030-01-07T05:01:00Z")] });
    let answer = gateway.post("/api/v1/readings/batch/", &batch).await.expect(200);

    let record = clinic.audit_of(&answer).await;
    assert_eq!(
        record.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["record_readings success integration about 2"]
    );
    let mut named = record[0].patients.clone();
    named.sort_unstable();
    let mut sent = vec![one.id, other.id];
    sent.sort_unstable();
    assert_eq!(named, sent);
}

#[tokio::test]
async fn a_batch_is_neither_empty_nor_endless() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write", "readings:read"]).await;
    let many = |count: usize| {
        let at = |n: usize| format!("2030-01-06T{:02}:{:02}:{:02}Z", n / 3600, n / 60 % 60, n % 60);
        json!({ "readings": (0..count).map(|n| pulse(&patient, "70", &at(n))).collect::<Vec<_>>() })
    };
    for wrong in [many(0), many(1001), json!({}), json!({ "readings": {} })] {
        program.post("/api/readings/batch/", &wrong).await.expect(422);
    }
    assert_eq!(program.post("/api/readings/batch/", &many(1000)).await.expect(200).json()["recorded"], 1000);
    assert_eq!(program.post("/api/readings/batch/", &many(1000)).await.expect(200).json()["recorded"], 1000);
    assert_eq!(rows(&clinic).await, "1000");
    let all_wrong = json!({ "readings": [{ "value": "x" }, 3] });
    let answer = program.post("/api/readings/batch/", &all_wrong).await.expect(200);
    assert_eq!((answer.json()["recorded"].as_i64(), clinic.audit_of(&answer).await.len()), (Some(0), 0));
}

#[tokio::test]
async fn a_key_is_honoured_like_everywhere() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let program = clinic.token(&["readings:write"]).await;
    let send = |value: &str| program.post(PATH, &glucose(&patient, value, AT)).header("idempotency-key", "k");
    let first = send("100").await.expect(201);
    let again = send("100").await.expect(201);
    assert_eq!((first.body, again.header("idempotency-replayed")), (again.body.clone(), "true"));
    assert_snapshot!(send("101").await, @r#"422 {"code":"idempotency_mismatch"}"#);
}

#[tokio::test]
async fn who_may_not_write_does_not() {
    let clinic = TestClinic::new().await;
    let other = clinic.other().await;
    let patient = clinic.patient().create().await;
    let reading = glucose(&patient, "100", AT);
    for client in [
        clinic.token(&["readings:read"]).await,
        clinic.token(&["patients:read", "patients:write"]).await,
        clinic.sign_in(Role::Reception).await,
        clinic.sign_in(Role::Admin).await,
    ] {
        client.post(PATH, &reading).await.expect(403);
        client.post("/api/readings/batch/", &json!({ "readings": [reading] })).await.expect(403);
    }
    clinic.visitor().post(PATH, &reading).await.expect(401);
    other.token(&["readings:write"]).await.at(&clinic).post(PATH, &reading).await.expect(401);
    other
        .token(&["readings:write"])
        .await
        .post(
            PATH,
            &json!({ "patient": patient.id, "sensor_type": "weight", "value": "70", "unit": "kg", "measured_at": AT }),
        )
        .await
        .expect(404);
    clinic.token(&["readings:write"]).await.get(PATH).await.expect(403);
    assert_eq!(rows(&clinic).await, "0");
}

#[tokio::test]
async fn a_note_is_sealed_and_for_those_who_read_the_chart() {
    let clinic = TestClinic::new().await;
    let patient = clinic.patient().create().await;
    let doctor = clinic.sign_in(Role::Doctor).await;
    let mut reading = glucose(&patient, "100", AT);
    reading["note"] = "After Sexagesima breakfast".into();
    doctor.post(PATH, &reading).await.expect(201);

    let dump = clinic.value("select string_agg(r::text || encode(r.note, 'escape'), ' ') from {room}.reading r").await;
    assert!(!dump.contains("Sexagesima") && dump.contains("100"));
    let own = doctor.get(PATH).await.expect(200).json();
    assert_eq!(own["results"][0]["note"], "After Sexagesima breakfast");
    let program = clinic.token(&["readings:read"]).await;
    assert_eq!(program.get(PATH).await.expect(200).json()["results"][0]["note"], Value::Null);
}

#[tokio::test]
async fn looking_at_readings_names_whose_they_are() {
    let clinic = TestClinic::new().await;
    let (one, other) = (clinic.patient().create().await, clinic.patient().named("Layla", "Haddad").create().await);
    let doctor = clinic.sign_in(Role::Doctor).await;
    for patient in [&one, &other] {
        doctor.post(PATH, &pulse(patient, "70", AT)).await.expect(201);
    }
    let all = doctor.get(PATH).await.expect(200);
    assert_eq!(clinic.audit_of(&all).await[0].to_string(), "view_readings success staff about 2");
    let some = doctor.get(&format!("{PATH}?patient={}", one.id)).await.expect(200);
    assert_eq!(clinic.audit_of(&some).await[0].patients, [one.id]);
    doctor.delete(&other.path()).await.expect(204);
    assert_eq!(doctor.get(PATH).await.expect(200).json()["count"], 1);
    doctor.post(PATH, &pulse(&other, "71", "2030-01-07T05:30:00Z")).await.expect(404);
}
