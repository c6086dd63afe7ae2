//! A draft, its signature, and what may still be done then.

use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Desk, Role};
use uuid::Uuid;

use super::{Ward, nothing, soap};

#[tokio::test]
async fn a_signed_note_is_frozen_and_ends_its_visit() {
    let ward = Ward::open().await;
    let encounter = ward.visit(&ward.doctor).await;
    let written = Ward::write(&ward.doctor, encounter, &soap()).await.expect(201);
    let path = written.header("location").to_owned();
    assert_eq!((&written.json()["status"], &written.json()["sha256"]), (&json!("draft"), &Value::Null));

    let kept = ward.doctor.put(&path, &json!({ "subjective": "Sleeps well", "plan": "None" })).await.expect(200);
    assert_eq!((&kept.json()["subjective"], &kept.json()["objective"]), (&json!("Sleeps well"), &json!("")));
    assert_eq!(kept.header("etag"), "\"2\"");
    ward.doctor.put(&path, &soap()).await.expect(200);
    ward.desk.clinic.advance(SignedDuration::from_mins(5));
    let signed = ward.doctor.post(&format!("{path}sign/"), &nothing()).await.expect(200);

    let note = signed.json();
    assert_eq!((&note["status"], &note["signed_by"]), (&json!("signed"), &json!(ward.desk.doctor.id)));
    assert_eq!((&note["waits_for_co_sign"], note["sha256"].as_str().unwrap().len()), (&json!(false), 64));
    assert_eq!((&note["plan"], &note["encounter"]), (&soap()["plan"], &json!(encounter)));
    assert_eq!(ward.doctor.get(&path).await.expect(200).json(), note);
    let encounter = ward.doctor.get(&format!("/api/encounters/{encounter}/")).await.json();
    assert_eq!(encounter["status"], "finished");
    let record: Vec<String> = ward.desk.clinic.audit_of(&signed).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["sign_note success staff about 1", "finish_encounter success staff about 1"]);
    // What was on the way to it is gone.
    assert_eq!(ward.versions().await, ["4 signed"]);
    for answer in [
        ward.doctor.put(&path, &json!({ "plan": "Other" })).await,
        ward.doctor.post(&format!("{path}sign/"), &nothing()).await,
        ward.doctor.delete(&path).await,
    ] {
        assert_eq!(answer.to_string(), r#"409 {"code":"illegal_transition"}"#);
    }
    assert_eq!(ward.doctor.get(&path).await.expect(200).json(), note);
}

#[tokio::test]
async fn beginning_leaves_a_record_and_keeping_none() {
    let ward = Ward::open().await;
    let encounter = ward.visit(&ward.doctor).await;
    let written = Ward::write(&ward.doctor, encounter, &nothing()).await.expect(201);
    assert_eq!(ward.desk.clinic.audit_of(&written).await[0].to_string(), "write_note success staff about 1");

    let kept = ward.doctor.put(written.header("location"), &soap()).await.expect(200);
    assert_eq!(ward.desk.clinic.audit_of(&kept).await, []);
}

#[tokio::test]
async fn only_the_last_savings_of_a_draft_stay() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, &nothing()).await;
    for n in 0..50 {
        ward.doctor.put(&path, &json!({ "plan": format!("{n}") })).await.expect(200);
    }
    assert_eq!(ward.versions().await.len(), 40);
    let same = ward.doctor.put(&path, &json!({ "plan": "49" })).await.expect(200);
    assert_eq!(same.header("etag"), "\"51\"", "words that stand there already are no change");
    assert_eq!(ward.doctor.get(&path).await.json()["plan"], "49");
}

#[tokio::test]
async fn a_draft_is_its_authors_alone() {
    let ward = Ward::open().await;
    let encounter = ward.visit(&ward.doctor).await;
    let path = Ward::write(&ward.doctor, encounter, &soap()).await.expect(201).header("location").to_owned();
    let therapist = ward.sign_in(Role::Therapist).await;

    therapist.get(&path).await.expect(404);
    therapist.put(&path, &soap()).await.expect(404);
    therapist.delete(&path).await.expect(404);
    for step in ["sign", "co-sign", "amend"] {
        therapist.post(&format!("{path}{step}/"), &json!({ "plan": "x", "reason": "x" })).await.expect(404);
    }
    for look in ["versions", "diff", "verify"] {
        therapist.get(&format!("{path}{look}/")).await.expect(404);
    }
    assert!(therapist.list("/api/notes/").await.is_empty());
    // Everybody has a draft of their own.
    Ward::write(&therapist, encounter, &soap()).await.expect(201);
    assert_snapshot!(Ward::write(&therapist, encounter, &soap()).await, @r#"409 {"code":"already_recorded"}"#);
    assert_eq!(therapist.list("/api/notes/").await.len(), 1);
}

#[tokio::test]
async fn what_is_missing_is_named_and_signed_only_by_somebody_who_means_it() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, &json!({ "subjective": "Well", "plan": "None" })).await;
    let sign = |input: Value| ward.doctor.post(&format!("{path}sign/"), &input);

    assert_snapshot!(sign(nothing()).await, @r#"422 {"code":"invalid","errors":{"/assessment":"required","/objective":"required"}}"#);
    sign(json!({ "incomplete": true })).await.expect(200);
    let own = ward.drafted(&ward.doctor, &nothing()).await;
    let silent = ward.doctor.post(&format!("{own}sign/"), &json!({ "incomplete": true })).await;
    assert_snapshot!(silent, @r#"422 {"code":"invalid","errors":{"/assessment":"required","/objective":"required","/plan":"required","/subjective":"required"}}"#);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let ward = Ward::open().await;
    let encounter = ward.visit(&ward.doctor).await;
    let write = |input: Value| ward.doctor.post("/api/notes/", &input);

    assert_snapshot!(write(soap()).await, @r#"422 {"code":"invalid","errors":{"/encounter":"required"}}"#);
    assert_snapshot!(write(json!({ "encounter": Uuid::nil() })).await, @r#"422 {"code":"invalid","errors":{"/encounter":"unknown_choice"}}"#);
    assert_snapshot!(write(json!({ "encounter": encounter, "plan": "x".repeat(8001) })).await, @r#"422 {"code":"invalid","errors":{"/plan":"too_long"}}"#);
    assert_snapshot!(write(json!({ "encounter": encounter, "plan": "a\u{7}b" })).await, @r#"422 {"code":"invalid","errors":{"/plan":"control_characters"}}"#);
    assert_snapshot!(write(json!({ "encounter": encounter, "plan": 7 })).await, @r#"400 {"code":"malformed"}"#);
    assert!(ward.doctor.list("/api/notes/").await.is_empty());
    let path = write(json!({ "encounter": encounter, "plan": "x".repeat(8000) }))
        .await
        .expect(201)
        .header("location")
        .to_owned();
    assert_snapshot!(ward.doctor.put(&path, &json!({ "subjective": "x".repeat(8001) })).await, @r#"422 {"code":"invalid","errors":{"/subjective":"too_long"}}"#);
    let stale = ward.doctor.put(&path, &soap()).header("if-match", "\"9\"");
    assert_snapshot!(stale.await, @r#"412 {"code":"stale_version"}"#);
    ward.doctor.get(&format!("/api/notes/{}/", Uuid::nil())).await.expect(404);
}

#[tokio::test]
async fn a_draft_can_be_thrown_away() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, &soap()).await;
    let gone = ward.doctor.delete(&path).await.expect(204);
    assert_eq!(ward.desk.clinic.audit_of(&gone).await[0].to_string(), "discard_note success staff about 1");
    ward.doctor.get(&path).await.expect(404);
    assert!(ward.versions().await.is_empty());
}

#[tokio::test]
async fn what_an_assistant_signs_waits_for_somebody_else() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let path = ward.signed(&assistant).await;
    let sign = |by: &Client| by.post(&format!("{path}co-sign/"), &nothing());

    assert_eq!(ward.doctor.get(&path).await.json()["waits_for_co_sign"], true);
    assert_eq!(ward.doctor.list("/api/notes/?waits_for_co_sign=true").await.len(), 1);
    sign(&assistant).await.expect(403);
    let signed = sign(&ward.doctor).await.expect(200).json();
    assert_eq!((&signed["status"], &signed["waits_for_co_sign"]), (&json!("co-signed"), &json!(false)));
    assert_eq!(
        (&signed["signed_by"], &signed["co_signed_by"]),
        (&json!(assistant.staff().id), &json!(ward.desk.doctor.id))
    );
    assert_snapshot!(sign(&ward.doctor).await, @r#"409 {"code":"already_done"}"#);
    let own = ward.signed(&ward.doctor).await;
    assert_snapshot!(ward.doctor.post(&format!("{own}co-sign/"), &nothing()).await, @r#"409 {"code":"already_done"}"#);
    let draft = ward.drafted(&ward.doctor, &soap()).await;
    assert_snapshot!(ward.doctor.post(&format!("{draft}co-sign/"), &nothing()).await, @r#"409 {"code":"illegal_transition"}"#);
}

#[tokio::test]
async fn nobody_co_signs_what_they_signed_themselves() {
    let ward = Ward::open().await;
    let person = ward.desk.clinic.hire(&[Role::Assistant]).await;
    let path = ward.signed(&ward.desk.clinic.sign_in_as(&person).await).await;
    let sql = format!("update {{room}}.staff set roles = '{{therapist}}' where id = '{}'", person.id);
    ward.desk.clinic.sql_as_superuser(&sql).await;
    let promoted = ward.desk.clinic.sign_in_as(&person).await;
    assert_snapshot!(promoted.post(&format!("{path}co-sign/"), &nothing()).await, @r#"403 {"code":"forbidden"}"#);
}

#[tokio::test]
async fn an_amendment_is_a_new_version_with_its_reason_and_differs_word_by_word() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.sign_in(Role::Assistant).await).await;
    let amend = |input: Value| ward.doctor.post(&format!("{path}amend/"), &input);
    let mut other = soap();
    other["objective"] = json!("Grip 20 kg");

    assert_snapshot!(amend(other.clone()).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    other["reason"] = json!("x".repeat(201));
    assert_snapshot!(amend(other.clone()).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    assert_snapshot!(amend(json!({ "reason": "x" })).await, @r#"422 {"code":"invalid","errors":{"/assessment":"required","/objective":"required","/plan":"required","/subjective":"required"}}"#);
    other["reason"] = json!("Read wrongly");
    let amended = amend(other).await.expect(200).json();
    assert_eq!((&amended["reason"], &amended["status"]), (&json!("Read wrongly"), &json!("signed")));
    // Whoever amends it answers for it.
    assert_eq!((&amended["signed_by"], &amended["waits_for_co_sign"]), (&json!(ward.desk.doctor.id), &json!(false)));

    let versions = ward.doctor.get(&format!("{path}versions/")).await.expect(200).json();
    let told: Vec<_> =
        versions["results"].as_array().unwrap().iter().map(|it| it["objective"].as_str().unwrap()).collect();
    assert_eq!(told, ["Grip 20 kg", "Grip 18 kg"]);
    let diff = ward.doctor.get(&format!("{path}diff/")).await.expect(200).json();
    let pieces = &diff["sections"][1]["pieces"];
    assert_eq!(pieces[1], json!({ "change": "removed", "text": "18" }));
    assert_eq!(pieces[2], json!({ "change": "added", "text": "20" }));
    let back =
        ward.doctor.get(&format!("{path}diff/?from={}&to={}", diff["to"], diff["from"])).await.expect(200).json();
    assert_eq!(back["sections"][1]["pieces"][1], json!({ "change": "removed", "text": "20" }));
    ward.doctor.get(&format!("{path}diff/?from=99")).await.expect(404);
    assert_snapshot!(ward.doctor.get(&format!("{path}diff/?from=x")).await, @r#"422 {"code":"invalid","errors":{"/from":"malformed"}}"#);
    let draft = ward.drafted(&ward.doctor, &soap()).await;
    let early = ward.doctor.post(&format!("{draft}amend/"), &json!({ "plan": "x", "reason": "x" }));
    assert_snapshot!(early.await, @r#"409 {"code":"illegal_transition"}"#);
}

#[tokio::test]
async fn what_was_altered_after_it_was_signed_is_found() {
    for alteration in [
        "update {room}.note_version set author_id = (select id from {room}.staff where id <> author_id limit 1) where version = 2",
        "update {room}.note_version set created_at = created_at - interval '1 day' where version = 2",
        "update {room}.note_version set plan = subjective where version = 2",
        "update {room}.note_version a set plan = b.plan from {room}.note_version b where a.version = 2 and b.version = 3",
        "update {room}.note_version set status = 'co-signed' where version = 2",
    ] {
        let ward = Ward::open().await;
        let path = ward.signed(&ward.doctor).await;
        let amendment = json!({ "plan": "Other", "reason": "Read wrongly" });
        ward.doctor.post(&format!("{path}amend/"), &amendment).await.expect(200);
        let verify = || ward.doctor.get(&format!("{path}verify/"));
        let sound = json!({ "is_intact": true, "versions": [{ "version": 2, "is_intact": true }, { "version": 3, "is_intact": true }] });
        assert_eq!(verify().await.expect(200).json(), sound);

        ward.desk.clinic.sql_as_superuser(alteration).await;

        let found = verify().await.expect(200).json();
        assert_eq!(
            (&found["is_intact"], &found["versions"][0]["is_intact"]),
            (&json!(false), &json!(false)),
            "{alteration}"
        );
    }
}

#[tokio::test]
async fn a_version_that_was_taken_out_is_missed_by_the_one_after_it() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    let amendment = json!({ "plan": "Other", "reason": "Read wrongly" });
    ward.doctor.post(&format!("{path}amend/"), &amendment).await.expect(200);
    ward.desk.clinic.sql_as_superuser("delete from {room}.note_version where version = 2").await;
    assert_eq!(ward.doctor.get(&format!("{path}verify/")).await.json()["is_intact"], false);
}

#[tokio::test]
async fn the_care_team_writes_clinicians_answer_for_it_and_nobody_else_sees_it() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    for role in Role::ALL {
        let client = ward.sign_in(*role).await;
        let (writes, answers) = match role {
            Role::Doctor | Role::Therapist => (true, true),
            Role::Assistant => (true, false),
            _ => (false, false),
        };
        let status = |may: bool, fine: u16| if may { fine } else { 403 };
        for look in ["", "versions/", "diff/", "verify/"] {
            assert_eq!(client.get(&format!("{path}{look}")).await.status, status(writes, 200), "{role:?} {look}");
        }
        assert_eq!(client.get("/api/notes/").await.status, status(writes, 200), "{role:?}");
        let amended = client.post(&format!("{path}amend/"), &json!({ "plan": "x", "reason": "x" })).await;
        assert_eq!(amended.status, status(answers, 200), "{role:?}");
        assert_eq!(client.post("/api/notes/", &soap()).await.status, status(writes, 422), "{role:?}");
    }
}

#[tokio::test]
async fn breaking_the_glass_opens_what_was_signed_and_nothing_more() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    let page = path.replace("/api", "");
    let admin = ward.desk.clinic.browser(Role::Admin).await;
    admin.get(&page).await.expect(403);
    let reason = [("reason", "Unconscious, and nobody else is here")];
    let answer = admin.submit("/emergency/", &reason).await.expect(303);
    let admin = admin.after(&answer).await;
    assert!(admin.get(&page).await.expect(200).text().contains("Splint at night"));
    admin.get(&format!("{page}amend")).await.expect(403);
}

#[tokio::test]
async fn another_clinic_finds_nothing_here() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    let neighbour = Desk::of(ward.desk.clinic.other().await).await;
    let stranger = neighbour.clinic.sign_in(Role::Doctor).await;
    for look in ["", "versions/", "diff/", "verify/"] {
        stranger.get(&format!("{path}{look}")).await.expect(404);
    }
    stranger.put(&path, &soap()).await.expect(404);
    stranger.delete(&path).await.expect(404);
    for step in ["sign", "co-sign", "amend"] {
        stranger.post(&format!("{path}{step}/"), &json!({ "plan": "x", "reason": "x" })).await.expect(404);
    }
    // Nor is the patient's after they are gone.
    ward.desk.reception.delete(&ward.desk.patient.path()).await.expect(204);
    ward.doctor.get(&path).await.expect(404);
    ward.doctor.get(&format!("{path}verify/")).await.expect(404);
    assert!(ward.doctor.list("/api/notes/").await.is_empty());
}

#[tokio::test]
async fn a_repeated_request_is_done_once() {
    let ward = Ward::open().await;
    let encounter = ward.visit(&ward.doctor).await;
    let write = || Ward::write(&ward.doctor, encounter, &soap()).header("idempotency-key", "k1");
    let first = write().await.expect(201).json();
    assert_eq!(write().await.expect(201).json(), first);
    assert_eq!(ward.doctor.list("/api/notes/").await.len(), 1);
}

#[tokio::test]
async fn words_reasons_and_digests_lie_sealed() {
    let ward = Ward::open().await;
    let path = ward.drafted(&ward.doctor, &json!({ "subjective": "Quinquagesima", "plan": "Quinquagesima" })).await;
    let signed = ward.doctor.post(&format!("{path}sign/"), &json!({ "incomplete": true })).await.expect(200).json();
    let amendment = json!({ "plan": "Sexagesima", "reason": "Septuagesima" });
    ward.doctor.post(&format!("{path}amend/"), &amendment).await.expect(200);

    let sql = "select v::text from {room}.note_version v";
    let digest = signed["sha256"].as_str().unwrap();
    for row in ward.desk.clinic.sql_as_superuser(sql).await {
        for word in ["Quinquagesima", "Sexagesima", "Septuagesima"] {
            assert!(!row[0].contains(word) && !row[0].contains(&hex::encode(word)), "{}", row[0]);
        }
        assert!(!row[0].contains(digest), "{}", row[0]);
    }
}
