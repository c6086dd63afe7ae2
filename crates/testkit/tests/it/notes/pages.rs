//! The editor and the pages around it, as a browser without scripts uses them.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Client, Role};

use super::{Ward, soap};

/// The four sections as a form has them, with whatever else is sent.
fn form<'a>(sections: &'a Value, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = sections.as_object().unwrap().iter().map(|(name, text)| (name.as_str(), text.as_str().unwrap()));
    fields.chain(more.iter().copied()).collect()
}

/// Somebody at the editor of a fresh note.
async fn at_the_editor(ward: &Ward) -> (Client, String) {
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let started = browser.submit(&format!("/patients/{}/visit", ward.desk.patient.id), &[]).await.expect(303);
    let path = started.header("location").strip_suffix("edit").unwrap().to_owned();
    (browser, path)
}

#[tokio::test]
async fn a_note_is_written_and_signed_by_its_form() {
    let ward = Ward::open().await;
    let (browser, path) = at_the_editor(&ward).await;
    let page = browser.get(&format!("{path}edit")).await.expect(200).text();
    assert!(page.contains("This is the first note.") && !page.contains("You have a draft"), "{page}");

    let edit = format!("{path}edit");
    let kept = browser.submit(&edit, &form(&soap(), &[("version", "1"), ("do", "keep")])).await.expect(303);
    assert_eq!((kept.header("location"), kept.cookie("notice")), (edit.as_str(), Some("notes-kept".to_owned())));
    let signed = browser.submit(&edit, &form(&soap(), &[("version", "2"), ("do", "sign")])).await.expect(303);
    assert_eq!(signed.header("location"), path);

    let page = browser.get(&path).await.expect(200).text();
    assert!(page.contains("Splint at night") && page.contains("Unchanged since it was signed."), "{page}");
    assert!(page.contains("SHA-256"));
    browser.get(&edit).await.expect(303);
    // And again by the same press: it is signed already, and shown.
    let again = browser.submit(&edit, &form(&soap(), &[("version", "2"), ("do", "sign")])).await.expect(303);
    assert_eq!(again.header("location"), path);
    let list = browser.get(&format!("/patients/{}/notes/", ward.desk.patient.id)).await.expect(200).text();
    assert!(list.contains(&format!("href=\"{path}\"")) && list.contains("Improving"));
    let chart = browser.get(&format!("/patients/{}", ward.desk.patient.id)).await.expect(200).text();
    assert!(chart.contains(&format!("href=\"{path}\"")), "the timeline tells of it");
}

#[tokio::test]
async fn what_is_missing_is_asked_about_and_nothing_typed_is_lost() {
    let ward = Ward::open().await;
    let (browser, path) = at_the_editor(&ward).await;
    let mut words = soap();
    words["plan"] = json!("");
    let edit = format!("{path}edit");

    let refused = browser.submit(&edit, &form(&words, &[("version", "1"), ("do", "sign")])).await.expect(422);
    let page = refused.text();
    assert!(page.contains(r#"name="incomplete""#) && page.contains("Grip 18 kg"), "{page}");
    assert!(page.contains(r#"name="version" value="2""#), "what was typed is kept already");
    let sent = form(&words, &[("version", "2"), ("do", "sign"), ("incomplete", "true")]);
    browser.submit(&edit, &sent).await.expect(303);
    assert!(browser.get(&path).await.expect(200).text().contains("Grip 18 kg"));
}

#[tokio::test]
async fn whoever_comes_back_is_told_of_their_draft() {
    let ward = Ward::open().await;
    let (browser, path) = at_the_editor(&ward).await;
    let kept = browser.submit(&format!("{path}keep"), &form(&soap(), &[("version", "1")])).await.expect(200).json();
    assert_eq!((&kept["said"], &kept["version"]), (&json!("Saved 09:00"), &json!(2)));
    ward.desk.clinic.advance(SignedDuration::from_mins(16));
    browser.get(&format!("{path}edit")).await.expect(303);

    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let page = browser.get(&format!("{path}edit")).await.expect(200).text();
    assert!(page.contains("You have a draft from 09:00.") && page.contains("Splint at night"), "{page}");
    let list = browser.get("/doctor/appointments-dash/").await.expect(200).text();
    assert!(list.contains("Your unsigned notes") && list.contains(&format!("{path}edit")), "{list}");
    let gone = browser.submit(&format!("{path}discard"), &[]).await.expect(303);
    assert_eq!(gone.header("location"), format!("/patients/{}/notes/", ward.desk.patient.id));
    browser.get(&format!("{path}edit")).await.expect(404);
}

#[tokio::test]
async fn a_note_that_is_sent_after_the_session_ran_out_waits_behind_the_sign_in() {
    let ward = Ward::open().await;
    let (browser, path) = at_the_editor(&ward).await;
    let edit = format!("{path}edit");
    let csrf = browser.get(&edit).await.csrf();
    ward.desk.clinic.advance(SignedDuration::from_mins(16));

    let words = soap();
    let sent = form(&words, &[("csrf_token", &csrf), ("version", "1"), ("do", "keep")]);
    let answer = browser.submit(&edit, &sent).await.expect(303);
    let next = answer.header("location").strip_prefix("/doctor/staff-login/?next=%2Fdrafts%2F").unwrap().to_owned();
    let again = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let page = again.get(&format!("/drafts/{next}")).await.expect(200).text();
    assert!(page.contains("Splint at night") && page.contains(&format!("action=\"{edit}\"")), "{page}");
}

#[tokio::test]
async fn two_windows_are_shown_both_texts_and_what_they_began_from() {
    let ward = Ward::open().await;
    let (browser, path) = at_the_editor(&ward).await;
    let edit = format!("{path}edit");
    browser.submit(&edit, &form(&soap(), &[("version", "1")])).await.expect(303);
    let mut one = soap();
    one["plan"] = json!("Splint by day");
    browser.submit(&edit, &form(&one, &[("version", "2")])).await.expect(303);
    let mut other = soap();
    other["plan"] = json!("No splint");

    let told = browser.submit(&format!("{path}keep"), &form(&other, &[("version", "2")])).await.expect(409).json();
    assert!(told["said"].as_str().unwrap().contains("another window"), "{told}");
    let page = browser.submit(&edit, &form(&other, &[("version", "2")])).await.expect(409).text();
    for text in ["No splint", "Splint by day", "Splint at night", "Keep both"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(page.contains(r#"name="version" value="3""#) && !page.contains(r#"id="side-objective""#));
    let mut both = soap();
    both["plan"] = json!("Splint by day\n\nNo splint");
    browser.submit(&edit, &form(&both, &[("version", "3"), ("again", "1")])).await.expect(200);
    browser.submit(&edit, &form(&both, &[("version", "3")])).await.expect(303);
    let id = path.trim_start_matches("/notes/");
    assert_eq!(ward.doctor.get(&format!("/api/notes/{id}")).await.json()["plan"], both["plan"]);
}

#[tokio::test]
async fn what_was_typed_while_another_window_signed_can_become_an_amendment() {
    let ward = Ward::open().await;
    let (browser, path) = at_the_editor(&ward).await;
    let edit = format!("{path}edit");
    browser.submit(&edit, &form(&soap(), &[("version", "1"), ("do", "sign")])).await.expect(303);
    let mut late = soap();
    late["plan"] = json!("Again in a week");

    let page = browser.submit(&edit, &form(&late, &[("version", "1")])).await.expect(409).text();
    assert!(page.contains("Again in a week") && page.contains("Splint at night"), "{page}");
    assert!(page.contains(&format!("action=\"{path}amend\"")) && page.contains(r#"name="reason""#), "{page}");
    let sent = form(&late, &[("version", "3"), ("reason", "Added what was said last")]);
    browser.submit(&format!("{path}amend"), &sent).await.expect(303);
    let page = browser.get(&path).await.expect(200).text();
    assert!(page.contains("Again in a week") && page.contains("Added what was said last"), "{page}");
    let compared = browser.get(&format!("{path}compare")).await.expect(200).text();
    assert!(compared.contains("<ins>") && compared.contains("<del>"), "{compared}");
}

#[tokio::test]
async fn an_amendment_without_a_reason_comes_back_as_it_was_typed() {
    let ward = Ward::open().await;
    let path = ward.signed(&ward.doctor).await.replace("/api", "");
    let browser = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let mut words = soap();
    words["plan"] = json!("Another plan");
    let amend = format!("{path}amend");
    assert!(browser.get(&amend).await.expect(200).text().contains("Splint at night"));
    let page = browser.submit(&amend, &form(&words, &[("version", "2")])).await.expect(422).text();
    assert!(page.contains("Another plan") && page.contains(r#"id="reason-error""#), "{page}");
    let stale = browser.submit(&amend, &form(&words, &[("version", "1"), ("reason", "x")])).await.expect(409).text();
    assert!(stale.contains("Another plan") && stale.contains("Splint at night"), "{stale}");
}

#[tokio::test]
async fn a_section_of_the_note_before_is_copied_without_scripts() {
    let ward = Ward::open().await;
    let first = ward.signed(&ward.doctor).await.replace("/api", "");
    ward.desk.clinic.advance(SignedDuration::from_mins(1));
    let (browser, path) = at_the_editor(&ward).await;
    let page = browser.get(&format!("{path}edit")).await.expect(200).text();
    assert!(page.contains("Improving") && page.contains(&format!("href=\"{first}\"")), "{page}");

    let sent = [("plan", "Once more:"), ("version", "1"), ("copy", "plan")];
    browser.submit(&format!("{path}edit"), &sent).await.expect(303);
    let page = browser.get(&format!("{path}edit")).await.expect(200).text();
    assert!(page.contains("Once more:\nSplint at night"), "{page}");
}

#[tokio::test]
async fn what_assistants_sign_is_on_the_list_of_those_who_answer_for_it() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let path = ward.signed(&assistant).await.replace("/api", "");
    ward.desk.clinic.advance(SignedDuration::from_hours(72));
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let page = doctor.get("/notes/").await.expect(200).text();
    assert!(page.contains("To be co-signed") && page.contains(&path) && page.contains("3 days"), "{page}");
    let note = doctor.get(&path).await.expect(200).text();
    assert!(note.contains(&format!("action=\"{path}co-sign\"")), "{note}");
    doctor.submit(&format!("{path}co-sign"), &[("version", "2")]).await.expect(303);
    assert!(doctor.get("/notes/").await.expect(200).text().contains("Nothing waits"));
    let own = ward.desk.clinic.browser_of(assistant.staff()).await;
    assert!(!own.get(&path).await.expect(200).text().contains("co-sign\""));
}

#[tokio::test]
async fn a_visit_is_begun_from_the_board_the_list_and_the_appointment() {
    let ward = Ward::open().await;
    let appointment = ward.desk.booked("10:00").await;
    ward.desk.step(appointment, "check-in").await.expect(200);
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let details = format!("/patient/appointment-details/{appointment}/{}/", ward.desk.patient.id);
    let press = format!("action=\"/visits/{appointment}/start\"");
    for page in ["/doctor/appointments-dash/", "/reception/dashboard/?tab=arrived", &details] {
        assert!(doctor.get(page).await.expect(200).text().contains(&press), "{page}");
    }
    let desk = ward.desk.clinic.browser(Role::Reception).await;
    let board = desk.get("/reception/dashboard/?tab=arrived").await.expect(200).text();
    assert!(!board.contains(&press) && board.contains("value=\"checked-in\""), "{board}");
}

#[tokio::test]
async fn a_visit_can_be_ended_by_hand() {
    let ward = Ward::open().await;
    let (browser, path) = at_the_editor(&ward).await;
    let page = browser.get(&format!("{path}edit")).await.expect(200).text();
    let finish = page.split("action=\"/encounters/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    browser.submit(&format!("/encounters/{finish}"), &[]).await.expect(303);
    assert!(!browser.get(&format!("{path}edit")).await.expect(200).text().contains("/finish"));
    assert_eq!(ward.desk.clinic.value("select status from {room}.encounter").await, "finished");
}
