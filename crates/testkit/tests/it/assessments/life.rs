//! A draft, its completion, and what may still be done then.

use std::future::IntoFuture as _;

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Desk, Role};
use uuid::Uuid;

use super::{Ward, nothing, phq_9};

#[tokio::test]
async fn answers_are_scored_by_the_rules_of_their_instrument() {
    let ward = Ward::open().await;

    let answer = ward.write(&ward.doctor, "phq-9", &phq_9(1), &json!({ "status": "completed" })).await.expect(201);

    let found = answer.json();
    assert_eq!((&found["score"], &found["band"], &found["flags"]), (&json!(9), &json!("mild"), &json!(["self_harm"])));
    assert_eq!((&found["instrument"], &found["instrument_version"]), (&json!("phq-9"), &json!(1)));
    assert_eq!((&found["answers"], &found["missing"]), (&phq_9(1), &json!([])));
    assert_eq!((&found["status"], &found["administered_on"]), (&json!("completed"), &json!("2030-01-07")));
    assert_eq!((&found["completed_by"], &found["waits_for_co_sign"]), (&json!(ward.desk.doctor.id), &json!(false)));
    assert_eq!(ward.doctor.get(answer.header("location")).await.expect(200).json(), found);
    let record: Vec<String> = ward.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["write_assessment success staff about 1", "complete_assessment success staff about 1"]);
    assert_eq!(ward.versions().await, ["1 draft", "2 completed"]);
}

#[tokio::test]
async fn norms_ask_for_the_age_on_that_day_and_for_the_sex() {
    let ward = Ward::open().await;
    let woman =
        json!({ "given_name": "Layla", "family_name": "Haddad", "date_of_birth": "1960-01-07", "sex": "female" });
    let woman = ward.desk.reception.post("/api/patients/", &woman).await.expect(201).id();
    let stands = |on: &str| {
        let input = json!({ "patient": woman, "instrument": "chair-stand-30s", "answers": { "stands": 16 }, "administered_on": on });
        ward.doctor.post("/api/assessments/", &input)
    };

    // 60 to 64 is average up to 17, from 65 on the norms begin at 11 to 16, and from 70 on at 10 to 15.
    assert_eq!(stands("2030-01-06").await.expect(201).json()["band"], "average");
    assert_eq!(stands("2030-01-07").await.expect(201).json()["band"], "above_average");
    assert_eq!(stands("2019-01-07").await.expect(201).json()["band"], Value::Null);
}

#[tokio::test]
async fn a_draft_is_replaced_and_what_is_completed_is_not() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, "phq-9", &json!({ "1": 2 })).await;
    ward.desk.clinic.advance(SignedDuration::from_mins(5));

    let draft = ward.doctor.put(&path, &json!({ "answers": { "1": 3, "2": 0 } })).await.expect(200);
    assert_eq!((&draft.json()["answers"], draft.header("etag")), (&json!({ "1": 3, "2": 0 }), "\"2\""));
    assert_eq!((&draft.json()["score"], &draft.json()["missing"][0]), (&Value::Null, &json!("3")));
    let complete = json!({ "answers": phq_9(0), "status": "completed" });
    assert_eq!(ward.doctor.put(&path, &complete).await.expect(200).json()["score"], 0);

    for input in [json!({ "answers": {} }), complete] {
        assert_eq!(ward.doctor.put(&path, &input).await.to_string(), r#"409 {"code":"illegal_transition"}"#);
    }
    assert_snapshot!(ward.doctor.post(&format!("{path}complete/"), &nothing()).await, @r#"409 {"code":"illegal_transition"}"#);
    assert_snapshot!(ward.doctor.delete(&path).await, @r#"405 {"code":"method_not_allowed"}"#);
    assert_eq!(ward.versions().await, ["1 draft", "2 draft", "3 draft", "4 completed"]);
}

#[tokio::test]
async fn a_replacement_is_about_the_same_patient_and_instrument() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, "phq-9", &nothing()).await;
    let other = ward.desk.clinic.patient().create().await;

    let same = json!({ "patient": ward.desk.patient.id, "instrument": "phq-9", "answers": { "1": 1 } });
    ward.doctor.put(&path, &same).await.expect(200);
    let moved = json!({ "patient": other.id, "instrument": "gad-7", "appointment": other.id, "answers": {} });
    assert_snapshot!(ward.doctor.put(&path, &moved).await, @r#"422 {"code":"invalid","errors":{"/appointment":"fixed","/instrument":"fixed","/patient":"fixed"}}"#);
    assert_eq!(ward.doctor.get(&path).await.json()["version"], 2);
}

#[tokio::test]
async fn what_is_missing_is_named_and_completed_only_by_somebody_who_means_it() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, "phq-2", &json!({ "1": 1 })).await;
    let empty = ward.drafted(&ward.doctor, "phq-2", &nothing()).await;
    let complete = |path: &str, input: Value| ward.doctor.post(&format!("{path}complete/"), &input);

    assert_snapshot!(complete(&path, nothing()).await, @r#"422 {"code":"invalid","errors":{"/answers/2":"required"}}"#);
    assert_snapshot!(complete(&empty, json!({ "without_score": true })).await, @r#"422 {"code":"invalid","errors":{"/answers":"required"}}"#);
    let done = complete(&path, json!({ "without_score": true })).await.expect(200).json();
    assert_eq!((&done["score"], &done["missing"], &done["band"]), (&Value::Null, &json!(["2"]), &Value::Null));
    // What could not be completed is not kept half.
    let refused = ward.write(&ward.doctor, "phq-2", &json!({ "1": 1 }), &json!({ "status": "completed" })).await;
    assert_snapshot!(refused, @r#"422 {"code":"invalid","errors":{"/answers/2":"required"}}"#);
    assert_eq!(ward.doctor.list("/api/assessments/").await.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let ward = Ward::open().await;
    let (post, patient) = (|input: Value| ward.doctor.post("/api/assessments/", &input), ward.desk.patient.id);
    let other = ward.desk.clinic.patient().create().await;
    let theirs =
        json!({ "patient": other.id, "provider": ward.desk.doctor.id, "starts_at": "2030-01-08T10:00:00+02:00" });
    let theirs = ward.desk.reception.post("/api/appointments/", &theirs).await.expect(201).id();
    let with = |more: Value| ward.write(&ward.doctor, "phq-9", &nothing(), &more);

    assert_snapshot!(post(json!({})).await, @r#"422 {"code":"invalid","errors":{"/instrument":"required","/patient":"required"}}"#);
    assert_snapshot!(post(json!({ "patient": Uuid::nil(), "instrument": "phq-9" })).await, @r#"404 {"code":"not_found"}"#);
    assert_snapshot!(post(json!({ "patient": patient, "instrument": "mmse" })).await, @r#"422 {"code":"invalid","errors":{"/instrument":"unknown_choice"}}"#);
    assert_snapshot!(post(json!({ "patient": patient, "instrument": "berg" })).await, @r#"422 {"code":"invalid","errors":{"/instrument":"not_in_use"}}"#);
    assert_snapshot!(with(json!({ "administered_on": "2030-01-08" })).await, @r#"422 {"code":"invalid","errors":{"/administered_on":"in_future"}}"#);
    assert_snapshot!(with(json!({ "administered_on": "yesterday" })).await, @r#"422 {"code":"invalid","errors":{"/administered_on":"not_a_date"}}"#);
    assert_snapshot!(with(json!({ "status": "co-signed" })).await, @r#"422 {"code":"invalid","errors":{"/status":"unknown_choice"}}"#);
    assert_snapshot!(with(json!({ "appointment": theirs })).await, @r#"422 {"code":"invalid","errors":{"/appointment":"unknown_choice"}}"#);
    assert_snapshot!(with(json!({ "appointment": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/appointment":"unknown_choice"}}"#);
    assert_snapshot!(ward.write(&ward.doctor, "phq-9", &json!({ "1": 4, "10": 1 }), &nothing()).await, @r#"422 {"code":"invalid","errors":{"/answers/1":"unknown_choice","/answers/10":"unknown_field"}}"#);
    assert_snapshot!(ward.write(&ward.doctor, "gas", &json!({ "goal-1": "x".repeat(301) }), &nothing()).await, @r#"422 {"code":"invalid","errors":{"/answers/goal-1":"too_long"}}"#);
    assert!(ward.doctor.list("/api/assessments/").await.is_empty());
}

#[tokio::test]
async fn what_an_assistant_completes_waits_for_somebody_else_to_sign() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let path = ward.completed(&assistant, "phq-9", &phq_9(0)).await;
    let sign = |by: &testkit::Client| by.post(&format!("{path}co-sign/"), &nothing());

    assert_eq!(ward.doctor.get(&path).await.json()["waits_for_co_sign"], true);
    assert_eq!(ward.doctor.list("/api/assessments/?waits_for_co_sign=true").await.len(), 1);
    sign(&assistant).await.expect(403);
    let signed = sign(&ward.doctor).await.expect(200).json();
    assert_eq!((&signed["status"], &signed["waits_for_co_sign"]), (&json!("co-signed"), &json!(false)));
    assert_eq!(
        (&signed["completed_by"], &signed["co_signed_by"]),
        (&json!(assistant.staff().id), &json!(ward.desk.doctor.id))
    );
    assert_snapshot!(sign(&ward.doctor).await, @r#"409 {"code":"already_done"}"#);
    assert!(ward.doctor.list("/api/assessments/?waits_for_co_sign=true").await.is_empty());
}

#[tokio::test]
async fn nobody_signs_their_own_work_twice_nor_what_is_not_complete() {
    let ward = Ward::open().await;
    let (own, draft) =
        (ward.completed(&ward.doctor, "phq-9", &phq_9(0)).await, ward.drafted(&ward.doctor, "phq-9", &phq_9(0)).await);
    let sign = |path: &str| ward.doctor.post(&format!("{path}co-sign/"), &nothing());

    assert_snapshot!(sign(&own).await, @r#"409 {"code":"already_done"}"#);
    assert_snapshot!(sign(&draft).await, @r#"409 {"code":"illegal_transition"}"#);
    // Somebody completed it as an assistant, and became a therapist since.
    let person = ward.desk.clinic.hire(&[Role::Assistant]).await;
    let path = ward.completed(&ward.desk.clinic.sign_in_as(&person).await, "phq-9", &phq_9(0)).await;
    let sql = format!("update {{room}}.staff set roles = '{{therapist}}' where id = '{}'", person.id);
    ward.desk.clinic.sql_as_superuser(&sql).await;
    let promoted = ward.desk.clinic.sign_in_as(&person).await;
    assert_snapshot!(promoted.post(&format!("{path}co-sign/"), &nothing()).await, @r#"403 {"code":"forbidden"}"#);
}

#[tokio::test]
async fn an_amendment_is_a_new_version_with_its_reason() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let path = ward.completed(&assistant, "phq-2", &json!({ "1": 1, "2": 1 })).await;
    let amend = |input: Value| ward.doctor.post(&format!("{path}amend/"), &input);
    let answers = json!({ "1": 3, "2": 1 });

    assert_snapshot!(amend(json!({ "answers": answers })).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(amend(json!({ "answers": answers, "reason": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    assert_snapshot!(amend(json!({ "answers": { "1": 1 }, "reason": "x" })).await, @r#"422 {"code":"invalid","errors":{"/answers/2":"required"}}"#);
    assert_snapshot!(amend(json!({ "answers": { "1": 7 }, "reason": "x" })).await, @r#"422 {"code":"invalid","errors":{"/answers/1":"unknown_choice"}}"#);
    let amended = amend(json!({ "answers": answers, "reason": "Read wrongly" })).await.expect(200).json();

    assert_eq!(
        (&amended["score"], &amended["reason"], &amended["status"]),
        (&json!(4), &json!("Read wrongly"), &json!("completed"))
    );
    // Whoever amends it answers for it.
    assert_eq!((&amended["completed_by"], &amended["waits_for_co_sign"]), (&json!(ward.desk.doctor.id), &json!(false)));
    assert_eq!(ward.versions().await, ["1 draft", "2 completed", "3 completed"]);
    let draft = ward.drafted(&ward.doctor, "phq-2", &answers).await;
    let early = ward.doctor.post(&format!("{draft}amend/"), &json!({ "answers": answers, "reason": "x" }));
    assert_snapshot!(early.await, @r#"409 {"code":"illegal_transition"}"#);
}

#[tokio::test]
async fn what_was_entered_in_error_stays_in_the_history() {
    let ward = Ward::open().await;
    let path = ward.completed(&ward.doctor, "phq-2", &json!({ "1": 1, "2": 1 })).await;
    let strike = |input: Value| ward.doctor.post(&format!("{path}strike/"), &input);

    assert_snapshot!(strike(nothing()).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    let struck = strike(json!({ "reason": "Wrong patient" })).await.expect(200).json();
    assert_eq!((&struck["status"], &struck["reason"]), (&json!("entered-in-error"), &json!("Wrong patient")));
    assert_eq!(struck["deleted_by"], json!(ward.desk.doctor.id));
    for step in ["strike", "amend", "complete", "co-sign"] {
        let again = ward.doctor.post(&format!("{path}{step}/"), &json!({ "reason": "x" })).await;
        assert_eq!(again.to_string(), r#"409 {"code":"entered_in_error"}"#, "{step}");
    }
    assert!(ward.doctor.list("/api/assessments/").await.is_empty());
    assert_eq!(ward.doctor.list("/api/assessments/?status=entered-in-error").await.len(), 1);
}

#[tokio::test]
async fn of_many_who_change_the_same_version_one_does() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, "phq-9", &nothing()).await;

    let tries = (0..6).map(|n| {
        let input = json!({ "answers": { "1": n % 4 } });
        ward.doctor.put(&path, &input).header("if-match", "\"1\"").into_future()
    });
    let answers = futures::future::join_all(tries).await;

    let mut ended: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    ended.sort_unstable();
    assert_eq!((ended[0], &ended[1..]), (200, &[412; 5][..]));
    // Who names no version writes over what is there, and only one of them completes it.
    let tries =
        (0..4).map(|_| ward.doctor.put(&path, &json!({ "answers": phq_9(0), "status": "completed" })).into_future());
    let mut ended: Vec<u16> =
        futures::future::join_all(tries).await.iter().map(|answer| answer.status.as_u16()).collect();
    ended.sort_unstable();
    assert_eq!(ended, [200, 409, 409, 409]);
    for step in ["complete", "co-sign", "amend", "strike"] {
        let late = ward.doctor.post(&format!("{path}{step}/"), &json!({ "reason": "x" })).header("if-match", "\"1\"");
        assert_eq!(late.await.to_string(), r#"412 {"code":"stale_version"}"#, "{step}");
    }
}

#[tokio::test]
async fn a_repeated_request_is_done_once() {
    let ward = Ward::open().await;
    let write =
        |answers: Value| ward.write(&ward.doctor, "phq-2", &answers, &nothing()).header("idempotency-key", "k1");

    let first = write(json!({ "1": 1 })).await.expect(201).json();
    assert_eq!(write(json!({ "1": 1 })).await.expect(201).json(), first);
    assert_snapshot!(write(json!({ "1": 2 })).await, @r#"422 {"code":"idempotency_mismatch"}"#);
    assert_eq!(ward.doctor.list("/api/assessments/").await.len(), 1);
}

#[tokio::test]
async fn the_care_team_writes_clinicians_answer_for_it_and_nobody_else_sees_it() {
    let ward = Ward::open().await;
    let path = ward.completed(&ward.doctor, "phq-2", &json!({ "1": 1, "2": 1 })).await;
    for role in Role::ALL {
        let client = ward.sign_in(*role).await;
        let (writes, answers) = match role {
            Role::Doctor | Role::Therapist => (true, true),
            Role::Assistant => (true, false),
            _ => (false, false),
        };
        let status = |may: bool, fine: u16| if may { fine } else { 403 };
        assert_eq!(client.get(&path).await.status, status(writes, 200), "{role:?}");
        assert_eq!(client.get("/api/assessments/").await.status, status(writes, 200), "{role:?}");
        let draft = ward.write(&client, "phq-2", &nothing(), &nothing()).await;
        assert_eq!(draft.status, status(writes, 201), "{role:?}");
        for step in ["amend", "strike"] {
            let input = json!({ "answers": { "1": 0, "2": 0 }, "reason": "x" });
            let own = ward.completed(&ward.doctor, "phq-2", &json!({ "1": 1, "2": 1 })).await;
            let done = client.post(&format!("{own}{step}/"), &input).await;
            assert_eq!(done.status, status(answers, 200), "{role:?} {step}");
        }
    }
}

#[tokio::test]
async fn another_clinic_finds_nothing_here() {
    let ward = Ward::open().await;
    let path = ward.completed(&ward.doctor, "phq-2", &json!({ "1": 1, "2": 1 })).await;
    let neighbour = Desk::of(ward.desk.clinic.other().await).await;
    let stranger = neighbour.clinic.sign_in(Role::Doctor).await;

    stranger.get(&path).await.expect(404);
    stranger.put(&path, &json!({ "answers": {} })).await.expect(404);
    for step in ["complete", "co-sign", "strike", "amend"] {
        let answer = stranger.post(&format!("{path}{step}/"), &json!({ "answers": {}, "reason": "x" })).await;
        assert_eq!(answer.status, 404, "{step}");
    }
    assert_eq!(ward.write(&stranger, "phq-2", &nothing(), &nothing()).await.status, 404);
    // Nor is the patient's after they are gone.
    ward.desk.reception.delete(&ward.desk.patient.path()).await.expect(204);
    ward.doctor.get(&path).await.expect(404);
    assert!(ward.doctor.list("/api/assessments/").await.is_empty());
}

#[tokio::test]
async fn answers_and_scores_lie_sealed() {
    let ward = Ward::open().await;
    ward.completed(&ward.doctor, "gas", &json!({ "goal-1": "Quinquagesima", "level-1": 1 })).await;

    let sql = "select encode(answers, 'escape') || encode(outcome, 'escape') from {room}.assessment_version";
    for row in ward.desk.clinic.sql_as_superuser(sql).await {
        assert!(!row[0].contains("Quinquagesima") && !row[0].contains("score"), "{}", row[0]);
    }
}
