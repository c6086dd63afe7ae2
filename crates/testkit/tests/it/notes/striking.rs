//! Notes that were signed by mistake: taken back, never lost, and out of the way.

use futures::future::join_all;
use insta::assert_snapshot;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Desk, Role};
use uuid::Uuid;

use super::{Ward, nothing, soap};

fn why() -> Value {
    json!({ "reason": "Written into the wrong chart" })
}

#[tokio::test]
async fn what_was_signed_by_mistake_is_marked_and_stays_to_be_read() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    let before = ward.doctor.get(&path).await.expect(200).json();
    let strike = |input: Value| ward.doctor.post(&format!("{path}strike/"), &input);

    assert_snapshot!(strike(nothing()).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(strike(json!({ "reason": " " })).await, @r#"422 {"code":"invalid","errors":{"/reason":"required"}}"#);
    assert_snapshot!(strike(json!({ "reason": "x".repeat(201) })).await, @r#"422 {"code":"invalid","errors":{"/reason":"too_long"}}"#);
    let stale = strike(why()).header("if-match", "\"1\"");
    assert_snapshot!(stale.await, @r#"412 {"code":"stale_version"}"#);
    ward.desk.clinic.advance(SignedDuration::from_mins(5));
    let struck = strike(why()).await.expect(200);

    let note = struck.json();
    assert_eq!((&note["status"], &note["reason"]), (&json!("entered-in-error"), &why()["reason"]));
    assert_eq!((&note["deleted_by"], &note["signed_by"]), (&json!(ward.desk.doctor.id), &before["signed_by"]));
    assert_eq!((&note["plan"], &note["signed_at"]), (&before["plan"], &before["signed_at"]));
    assert!(note["deleted_at"].as_str() > note["signed_at"].as_str() && before["deleted_at"].is_null());
    assert_eq!(ward.desk.clinic.audit_of(&struck).await[0].to_string(), "strike_note success staff about 1");
    assert_eq!(ward.versions().await, ["2 signed", "3 entered-in-error"]);
    let verified = ward.doctor.get(&format!("{path}verify/")).await.expect(200).json();
    let sound = json!({ "is_intact": true, "versions": [{ "version": 2, "is_intact": true }, { "version": 3, "is_intact": true }] });
    assert_eq!(verified, sound, "what was signed is what it was, and the mark is held by it");
    assert_eq!(ward.doctor.get(&path).await.expect(200).json(), note);
    let versions = ward.doctor.get(&format!("{path}versions/")).await.expect(200).json();
    assert_eq!(versions["results"][1]["sha256"], before["sha256"]);
}

#[tokio::test]
async fn what_is_struck_is_changed_no_more() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    ward.doctor.post(&format!("{path}strike/"), &why()).await.expect(200);
    for step in ["strike", "amend", "co-sign", "sign"] {
        let mut input = soap();
        input["reason"] = json!("x");
        let again = ward.doctor.post(&format!("{path}{step}/"), &input).await;
        assert_eq!(again.to_string(), r#"409 {"code":"entered_in_error"}"#, "{step}");
    }
    for answer in [ward.doctor.put(&path, &soap()).await, ward.doctor.delete(&path).await] {
        assert_eq!(answer.to_string(), r#"409 {"code":"entered_in_error"}"#);
    }
    assert!(ward.doctor.list("/api/notes/").await.is_empty());
    assert!(ward.doctor.list("/api/notes/?status=signed").await.is_empty());
    assert_eq!(ward.doctor.list("/api/notes/?status=entered-in-error").await.len(), 1);
}

#[tokio::test]
async fn a_note_is_struck_by_whoever_answers_for_it_or_may_amend_it() {
    let ward = Ward::open().await;
    let (assistant, other) = (ward.sign_in(Role::Assistant).await, ward.sign_in(Role::Assistant).await);
    let strike = |by: &testkit::Client, path: &str| by.post(&format!("{path}strike/"), &why());

    let own = ward.signed(&assistant).await;
    assert_snapshot!(strike(&other, &own).await, @r#"403 {"code":"forbidden"}"#);
    for role in [Role::Reception, Role::Admin, Role::Viewer, Role::Billing, Role::Auditor] {
        let client = ward.sign_in(role).await;
        assert_eq!(strike(&client, &own).await.to_string(), r#"403 {"code":"forbidden"}"#, "{role:?}");
    }
    let struck = strike(&assistant, &own).await.expect(200).json();
    assert_eq!(struck["waits_for_co_sign"], false, "nobody has to answer for it any more");

    // Who has amended it answers for it since then.
    let amended = ward.signed(&assistant).await;
    let amendment = json!({ "plan": "Other", "reason": "Read wrongly" });
    ward.doctor.post(&format!("{amended}amend/"), &amendment).await.expect(200);
    strike(&assistant, &amended).await.expect(403);
    let therapist = ward.sign_in(Role::Therapist).await;
    strike(&therapist, &amended).await.expect(200);
    assert_eq!(strike(&therapist, &ward.signed(&assistant).await).await.status, 200);
}

#[tokio::test]
async fn a_draft_is_thrown_away_and_nobody_finds_what_is_not_theirs() {
    let ward = Ward::open().await;
    let draft = ward.drafted(&ward.doctor, &soap()).await;
    let strike = |by: &testkit::Client, path: &str| by.post(&format!("{path}strike/"), &why());

    assert_snapshot!(strike(&ward.doctor, &draft).await, @r#"409 {"code":"illegal_transition"}"#);
    strike(&ward.sign_in(Role::Therapist).await, &draft).await.expect(404);
    strike(&ward.doctor, &format!("/api/notes/{}/", Uuid::nil())).await.expect(404);
    let signed = ward.signed(&ward.sign_in(Role::Assistant).await).await;
    let neighbour = Desk::of(ward.desk.clinic.other().await).await;
    strike(&neighbour.clinic.sign_in(Role::Doctor).await, &signed).await.expect(404);
    ward.doctor.delete(&draft).await.expect(204);
    assert_eq!(ward.doctor.get(&signed).await.expect(200).json()["status"], "signed");
}

#[tokio::test]
async fn of_many_who_strike_it_at_once_one_does() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    let answers = join_all((0..8).map(|_| ward.doctor.post(&format!("{path}strike/"), &why()).into_future())).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(answers.iter().all(|answer| [200, 409].contains(&answer.status.as_u16())));
    assert_eq!(ward.versions().await, ["2 signed", "3 entered-in-error"]);
}

#[tokio::test]
async fn the_visit_is_without_it_and_may_have_another() {
    let ward = Ward::open().await;
    let encounter = ward.visit(&ward.doctor).await;
    let first = Ward::write(&ward.doctor, encounter, &soap()).await.expect(201).header("location").to_owned();
    ward.doctor.post(&format!("{first}sign/"), &nothing()).await.expect(200);
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let chart = format!("/patients/{}", ward.desk.patient.id);
    let link = first.replace("/api", "");
    assert!(browser.get(&chart).await.expect(200).text().contains(&format!("href=\"{link}\"")));

    ward.doctor.post(&format!("{first}strike/"), &why()).await.expect(200);

    assert!(!browser.get(&chart).await.expect(200).text().contains(&link), "the timeline does not tell of it");
    let narrowed = browser.get(&format!("{chart}?kind=note")).await.expect(200).text();
    assert!(!narrowed.contains(&link));
    let anew = browser.submit(&format!("/encounters/{encounter}/note"), &[]).await.expect(303);
    let editor = browser.get(anew.header("location")).await.expect(200).text();
    assert!(editor.contains("This is the first note.") && !editor.contains("Splint at night"), "{editor}");
    let second = anew.header("location").replace("/notes/", "/api/notes/").replace("edit", "");
    ward.doctor.put(&second, &soap()).await.expect(200);
    ward.doctor.post(&format!("{second}sign/"), &nothing()).await.expect(200);
    assert_eq!(ward.doctor.list(&format!("/api/notes/?encounter={encounter}")).await.len(), 1);
    let chart = browser.get(&chart).await.expect(200).text();
    assert!(chart.contains(&second.replace("/api", "")));
}

#[tokio::test]
async fn what_waited_for_a_signature_waits_no_more() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let path = ward.signed(&assistant).await;
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    assert!(doctor.get("/notes/").await.expect(200).text().contains("To be co-signed"));
    assistant.post(&format!("{path}strike/"), &why()).await.expect(200);
    assert!(doctor.get("/notes/").await.expect(200).text().contains("Nothing waits"));
}

#[tokio::test]
async fn the_note_says_who_struck_it_when_and_why_and_is_not_printed() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await.replace("/api", "");
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let strike = format!("{path}strike");
    let page = browser.get(&path).await.expect(200).text();
    assert!(page.contains(&format!("href=\"{strike}\"")) && page.contains("data-print"), "{page}");

    assert!(browser.get(&strike).await.expect(200).text().contains(&format!("action=\"{strike}\"")));
    let refused = browser.submit(&strike, &[("reason", "")]).await.expect(422).text();
    assert!(refused.contains(r#"id="reason-error""#), "{refused}");
    let struck = browser.submit(&strike, &[("reason", "Written into the wrong chart")]).await.expect(303);
    assert_eq!((struck.header("location"), struck.cookie("notice")), (path.as_str(), Some("notes-struck".to_owned())));

    let page = browser.get(&path).await.expect(200).text();
    for text in ["Entered in error", "Written into the wrong chart", "Splint at night", "note-text no-print"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("data-print") && !page.contains(&format!("{path}amend")), "{page}");
    assert_eq!(browser.get(&format!("{path}amend")).await.expect(303).header("location"), path);
    let again = browser.get(&strike).await.expect(200).text();
    assert!(!again.contains(&format!("action=\"{strike}\"")), "it is not asked again");
    let list = browser.get(&format!("/patients/{}/notes/", ward.desk.patient.id)).await.expect(200).text();
    assert!(list.contains("<s dir=\"auto\">Improving</s>") && list.contains(&path), "{list}");
    // Whoever neither signed it nor may amend it is not offered to.
    let other = ward.signed(&ward.doctor).await.replace("/api", "");
    let assistant = ward.desk.clinic.browser(Role::Assistant).await;
    assert!(!assistant.get(&other).await.expect(200).text().contains(&format!("{other}strike")));
    assistant.get(&format!("{other}strike")).await.expect(403);
}

#[tokio::test]
async fn what_was_typed_while_somebody_struck_the_note_is_not_lost() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await;
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    ward.doctor.post(&format!("{path}strike/"), &why()).await.expect(200);
    let words = [("plan", "Again in a week"), ("reason", "Added"), ("version", "2")];
    let page = browser.submit(&format!("{}amend", path.replace("/api", "")), &words).await.expect(409).text();
    assert!(page.contains("Again in a week") && page.contains("was marked as entered in error"), "{page}");
}
