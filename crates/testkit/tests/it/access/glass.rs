//! Breaking the glass: an administrator reads what only clinicians read, says why, and everybody can see it.

use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, Response, Role, TestClinic};
use uuid::Uuid;

use super::without_rates;

const REASON: &str = "The doctor cannot be reached and the patient asks for the dose";
const DOSE: &str = "Forty drops at night";

/// A clinic in which something was prescribed.
struct Ward {
    clinic: TestClinic,
    patient: Uuid,
    appointment: Uuid,
    record: Uuid,
    admin: Client,
}

impl Ward {
    async fn new() -> Self {
        let clinic = without_rates().await;
        let doctor = clinic.sign_in(Role::Doctor).await;
        let patient = clinic.patient().create().await.id;
        let visit = json!({ "patient": patient, "kind": "consultation", "starts_at": "2030-01-07T10:00:00+02:00" });
        let appointment = doctor.post("/api/appointments/", &visit).await.expect(201).id();
        let written = json!({ "appointment": appointment, "kind": "prescription", "text": DOSE });
        let record = doctor.post("/api/records/", &written).await.expect(201).id();
        let admin = clinic.browser(Role::Admin).await;
        Self { clinic, patient, appointment, record, admin }
    }

    async fn look(&self, who: &Client) -> Response {
        who.get(&format!("/api/records/{}/", self.record)).await
    }

    async fn break_glass(&self) -> Client {
        let form = [("reason", REASON), ("next", "/reception/dashboard/")];
        let answer = self.admin.submit("/emergency/", &form).await.expect(303);
        assert_eq!(answer.header("location"), "/reception/dashboard/");
        self.admin.after(&answer).await
    }
}

#[tokio::test]
async fn it_opens_the_chart_for_half_an_hour_and_closes_by_itself() {
    let ward = Ward::new().await;
    ward.look(&ward.admin).await.expect(403);

    let inside = ward.break_glass().await;

    let seen = ward.look(&inside).await.expect(200);
    assert!(seen.text().contains(DOSE));
    let page = inside.get(&format!("/patient/view-prescription/{}/", ward.appointment)).await.expect(200);
    assert!(page.text().contains(DOSE) && page.text().contains("action=\"/emergency/end/\""));
    for _ in 0..2 {
        ward.clinic.advance(SignedDuration::from_mins(14));
        ward.look(&inside).await.expect(200);
    }
    ward.clinic.advance(SignedDuration::from_mins(2));
    ward.look(&inside).await.expect(403);
    assert!(!inside.get("/reception/dashboard/").await.expect(200).text().contains("/emergency/end/"));
}

#[tokio::test]
async fn everything_done_meanwhile_stands_out_in_the_record() {
    let ward = Ward::new().await;
    let risk = async |answer: &Response| {
        let id = answer.header("x-request-id");
        ward.clinic.value(&format!("select string_agg(action || ' ' || risk, ', ' order by seq) from {{room}}.audit_event where request_id = '{id}'")).await
    };
    let answer = ward.admin.submit("/emergency/", &[("reason", REASON)]).await.expect(303);
    assert_eq!(risk(&answer).await, "break_glass high");
    let inside = ward.admin.after(&answer).await;
    assert_eq!(risk(&ward.look(&inside).await.expect(200)).await, "view_records high");
    assert_eq!(risk(&inside.get("/api/patients/").await.expect(200)).await, "list_patients high");
    let end = inside.submit("/emergency/end/", &[]).await.expect(303);
    assert_eq!(risk(&end).await, "break_glass high");
    let after = inside.after(&end).await;
    assert_eq!(risk(&after.get("/api/patients/").await.expect(200)).await, "list_patients low");
    let kept = ward.clinic.value("select string_agg(e::text, ' ') from {room}.emergency e").await;
    assert!(!kept.contains("doctor"));
}

#[tokio::test]
async fn it_is_for_reading_and_for_nothing_else() {
    let ward = Ward::new().await;
    let inside = ward.break_glass().await;
    let more = json!({ "appointment": ward.appointment, "kind": "diagnosis", "text": "Cough" });
    inside.post("/api/records/", &more).await.expect(403);
    let path = format!("/api/records/{}/", ward.record);
    inside.put(&path, &json!({ "text": "Fifty", "reason": "typo" })).await.expect(403);
    inside.delete(&path).await.expect(403);
    let form = [("text", "Cough")];
    inside.submit(&format!("/patient/add-diagnosis/{}/", ward.appointment), &form).await.expect(403);
    assert_eq!(ward.clinic.value("select count(*) from {room}.clinical_record").await, "1");
}

#[tokio::test]
async fn a_reason_is_asked_for_and_only_administrators_have_one() {
    let ward = Ward::new().await;
    for reason in ["", "short", "         ", &"x".repeat(501)] {
        ward.admin.submit("/emergency/", &[("reason", reason)]).await.expect(422);
    }
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let browser = ward.clinic.browser(*role).await;
        browser.get("/emergency/").await.expect(403);
        let refused = browser.submit("/emergency/", &[("reason", REASON)]).await.expect(403);
        assert_eq!(ward.clinic.audit_of(&refused).await[0].to_string(), "break_glass denied staff");
        browser.submit("/emergency/end/", &[]).await.expect(403);
    }
    assert_eq!(ward.clinic.value("select count(*) from {room}.emergency").await, "0");
    let answer = ward.admin.submit("/emergency/", &[("reason", REASON), ("next", "//evil.example")]).await.expect(303);
    assert_eq!(answer.header("location"), "/doctor/patients-dash/");
}

#[tokio::test]
async fn it_is_bound_to_one_session_which_gets_another_id_at_both_ends() {
    let ward = Ward::new().await;
    let (browser, program) =
        (ward.clinic.browser_of(ward.admin.staff()).await, ward.clinic.sign_in_as(ward.admin.staff()).await);

    let inside = ward.break_glass().await;

    assert_ne!(inside.cookie(), ward.admin.cookie());
    ward.look(&ward.admin).await.expect(401);
    ward.look(&browser).await.expect(403);
    ward.look(&program).await.expect(403);
    let end = inside.submit("/emergency/end/", &[]).await.expect(303);
    let after = inside.after(&end).await;
    assert_ne!(after.cookie(), inside.cookie());
    ward.look(&inside).await.expect(401);
    ward.look(&after).await.expect(403);
    // Whoever signs in anew begins with the glass whole.
    let inside = ward.break_glass_in(&after).await;
    inside.submit("/doctor/staff-logout/", &[]).await.expect(303);
    ward.look(&ward.clinic.browser_of(ward.admin.staff()).await).await.expect(403);
}

impl Ward {
    async fn break_glass_in(&self, browser: &Client) -> Client {
        browser.after(&browser.submit("/emergency/", &[("reason", REASON)]).await.expect(303)).await
    }
}

#[tokio::test]
async fn pages_that_were_open_before_still_work_after() {
    let ward = Ward::new().await;
    let csrf = ward.admin.get("/reception/dashboard/").await.csrf();
    let inside = ward.break_glass().await;
    let call = inside.submit("/session/keep-alive/", &[]).header("x-csrf-token", &csrf);
    assert!(call.await.status.is_success());
}

#[tokio::test]
async fn the_other_administrators_are_told_and_one_of_them_takes_note() {
    let ward = Ward::new().await;
    let other = ward.clinic.browser(Role::Admin).await;
    let inside = ward.break_glass().await;
    let id = ward.clinic.value("select id from {room}.emergency").await;
    let seen = format!("/emergency/{id}/seen/");

    assert!(other.get("/admin/").await.expect(200).text().contains(REASON));
    inside.submit(&seen, &[]).await.expect(404);
    ward.clinic.browser(Role::Auditor).await.submit(&seen, &[]).await.expect(403);
    assert!(other.get("/admin/").await.expect(200).text().contains(REASON));
    let noted = other.submit(&seen, &[]).await.expect(303);

    assert_eq!(ward.clinic.audit_of(&noted).await[0].to_string(), "break_glass success staff");
    assert!(!other.get("/admin/").await.expect(200).text().contains(REASON));
    other.submit(&seen, &[]).await.expect(404);
    other.submit(&format!("/emergency/{}/seen/", ward.patient), &[]).await.expect(404);
}
