//! Who is told that something waits for their signature, and when it waits no more.

use serde_json::json;
use testkit::{Client, Role};
use uuid::Uuid;

use super::{Ward, soap};

const NOTE: &str = "A note waits for your co-signature";
const ASSESSMENT: &str = "An assessment waits for your co-signature";

/// What the page behind the bell says, and how often that is new.
async fn told(who: &Client, words: &str) -> (usize, usize) {
    let page = who.get("/notifications/").await.expect(200).text();
    assert!(!page.contains("Gómez"), "{page}");
    let line = format!("<span class=\"grow\">{words}");
    (page.matches(&line).count(), page.matches(&format!("{line} <span class=\"chip chip-info\">")).count())
}

impl Ward {
    /// Where a note stands that somebody signed at an appointment of the doctor's.
    async fn signed_at(&self, by: &Client, appointment: Uuid) -> String {
        let visit = json!({ "appointment": appointment });
        let visit = by.post("/api/encounters/", &visit).await.expect(201).id();
        let path = format!("/api/notes/{}/", Self::write(by, visit, &soap()).await.expect(201).id());
        by.post(&format!("{path}sign/"), &json!({})).await.expect(200);
        path
    }

    /// Where an assessment stands that somebody completed.
    async fn assessed(&self, by: &Client, appointment: Option<Uuid>) -> String {
        let found = json!({ "patient": self.desk.patient.id, "instrument": "phq-2", "answers": { "1": 0, "2": 0 },
            "appointment": appointment, "status": "completed" });
        format!("/api/assessments/{}/", by.post("/api/assessments/", &found).await.expect(201).id())
    }
}

#[tokio::test]
async fn all_who_may_are_told_once_and_a_signature_settles_it_for_the_others() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let therapist = ward.desk.clinic.browser(Role::Therapist).await;
    let others =
        [ward.desk.clinic.browser(Role::Reception).await, ward.desk.clinic.browser_of(assistant.staff()).await];
    // A draft waits for nobody.
    let note = ward.drafted(&assistant, &soap()).await;
    assert_eq!(told(&doctor, NOTE).await, (0, 0));
    assistant.post(&format!("{note}sign/"), &json!({})).await.expect(200);
    let found = ward.assessed(&assistant, None).await;

    for who in [&doctor, &therapist] {
        assert_eq!((told(who, NOTE).await, told(who, ASSESSMENT).await), ((1, 1), (1, 1)));
    }
    for who in &others {
        assert_eq!((told(who, NOTE).await, told(who, ASSESSMENT).await), ((0, 0), (0, 0)));
    }
    for path in [note, found] {
        ward.doctor.post(&format!("{path}co-sign/"), &json!({})).await.expect(200);
    }
    for who in [&doctor, &therapist] {
        assert_eq!((told(who, NOTE).await, told(who, ASSESSMENT).await), ((1, 0), (1, 0)));
    }
}

#[tokio::test]
async fn it_leads_to_the_list_of_what_waits() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let (note, found) = (ward.signed(&assistant).await, ward.assessed(&assistant, None).await);
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    let page = doctor.get("/notifications/").await.expect(200).text();
    let forms: Vec<&str> = page.split("action=\"/notifications/").skip(1).collect();
    let opens = forms.iter().filter_map(|form| form.split('"').next()).filter(|path| path.ends_with("/open/"));
    for open in opens {
        let answer = doctor.submit(&format!("/notifications/{open}"), &[]).await.expect(303);
        assert_eq!(answer.header("location"), "/notes/");
    }
    let answer = doctor.get("/notes/").await.expect(200);
    let list = answer.text();
    let (note_page, found_page) = (note.replace("/api", ""), found.replace("/api", ""));
    for words in [note_page.as_str(), found_page.as_str(), "Assessments to co-sign", "José Gómez"] {
        assert!(list.contains(words), "no {words} in {list}");
    }
    let record: Vec<String> = ward.desk.clinic.audit_of(&answer).await.iter().map(ToString::to_string).collect();
    assert!(record.contains(&"view_assessments success staff about 1".to_owned()), "{record:?}");
    let own = ward.desk.clinic.browser_of(assistant.staff()).await.get("/notes/").await.expect(200).text();
    assert!(!own.contains("Assessments to co-sign"), "{own}");
    ward.doctor.post(&format!("{found}co-sign/"), &json!({})).await.expect(200);
    assert!(!doctor.get("/notes/").await.expect(200).text().contains("Assessments to co-sign"));
}

#[tokio::test]
async fn whom_the_visit_is_with_is_told_alone() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let appointment = ward.desk.booked("10:00").await;
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;
    let therapist = ward.desk.clinic.browser(Role::Therapist).await;

    ward.assessed(&assistant, Some(appointment)).await;
    ward.signed_at(&assistant, appointment).await;

    assert_eq!((told(&doctor, NOTE).await, told(&doctor, ASSESSMENT).await), ((1, 1), (1, 1)));
    assert_eq!((told(&therapist, NOTE).await, told(&therapist, ASSESSMENT).await), ((0, 0), (0, 0)));
}

#[tokio::test]
async fn without_a_visit_whose_plan_it_is_is_told_alone() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let planner = ward.sign_in(Role::Therapist).await;
    let plan = json!({ "patient": ward.desk.patient.id, "title": "Hand therapy" });
    let plan = planner.post("/api/plans/", &plan).await.expect(201).id();
    let therapist = ward.desk.clinic.browser_of(planner.staff()).await;
    let doctor = ward.desk.clinic.browser_of(&ward.desk.doctor).await;

    ward.signed(&assistant).await;
    ward.assessed(&assistant, None).await;

    assert_eq!((told(&therapist, NOTE).await, told(&therapist, ASSESSMENT).await), ((1, 1), (1, 1)));
    assert_eq!((told(&doctor, NOTE).await, told(&doctor, ASSESSMENT).await), ((0, 0), (0, 0)));
    // A plan that is over is nobody's to answer for.
    let over = json!({ "title": "Hand therapy", "status": "completed" });
    planner.put(&format!("/api/plans/{plan}/"), &over).await.expect(200);
    ward.assessed(&assistant, None).await;
    assert_eq!(told(&doctor, ASSESSMENT).await, (1, 1));
}

#[tokio::test]
async fn whoever_is_gone_is_not_waited_for() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let appointment = ward.desk.booked("10:00").await;
    let therapist = ward.desk.clinic.browser(Role::Therapist).await;
    let leave = format!("update {{room}}.staff set status = 'suspended' where id = '{}'", ward.desk.doctor.id);
    ward.desk.clinic.sql_as_superuser(&leave).await;

    ward.assessed(&assistant, Some(appointment)).await;

    assert_eq!(told(&therapist, ASSESSMENT).await, (1, 1));
}

#[tokio::test]
async fn a_role_of_the_clinics_own_making_counts_as_well() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let lead = ward.desk.clinic.hire(&[Role::Assistant]).await;
    let role = format!(
        "with made as (insert into {{room}}.custom_role (id, name, actions, created_at, updated_at)
             values (gen_random_uuid(), 'Lead', array['co_sign_note'], now(), now()) returning id)
         insert into {{room}}.staff_custom_role (staff_id, role_id) select '{}', id from made returning staff_id",
        lead.id
    );
    ward.desk.clinic.sql_as_superuser(&role).await;
    let browser = ward.desk.clinic.browser_of(&lead).await;

    ward.signed(&assistant).await;
    ward.assessed(&assistant, None).await;

    assert_eq!((told(&browser, NOTE).await, told(&browser, ASSESSMENT).await), ((1, 1), (0, 0)));
}

#[tokio::test]
async fn an_amendment_or_a_strike_settles_it_too_and_what_clinicians_sign_waits_for_nobody() {
    let ward = Ward::open().await;
    let assistant = ward.sign_in(Role::Assistant).await;
    let therapist = ward.desk.clinic.browser(Role::Therapist).await;
    ward.signed(&ward.doctor).await;
    ward.assessed(&ward.doctor, None).await;
    assert_eq!((told(&therapist, NOTE).await, told(&therapist, ASSESSMENT).await), ((0, 0), (0, 0)));

    let note = ward.signed(&assistant).await;
    let (one, other) = (ward.assessed(&assistant, None).await, ward.assessed(&assistant, None).await);
    assert_eq!((told(&therapist, NOTE).await, told(&therapist, ASSESSMENT).await), ((1, 1), (2, 2)));
    let mut words = soap();
    words["reason"] = json!("Dictated anew");
    ward.doctor.post(&format!("{note}amend/"), &words).await.expect(200);
    let amended = json!({ "answers": { "1": 1, "2": 0 }, "reason": "Read wrongly" });
    ward.doctor.post(&format!("{one}amend/"), &amended).await.expect(200);
    assert_eq!((told(&therapist, NOTE).await, told(&therapist, ASSESSMENT).await), ((1, 0), (2, 1)));
    ward.doctor.post(&format!("{other}strike/"), &json!({ "reason": "Wrong patient" })).await.expect(200);
    assert_eq!(told(&therapist, ASSESSMENT).await, (2, 0));
}
