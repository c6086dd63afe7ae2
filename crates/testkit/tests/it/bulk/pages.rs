//! Choosing on the pages of lists: what would become of each is shown, then done, then taken back.

use testkit::{Client, Desk, Response, Role, TestClinic};
use uuid::Uuid;

use super::tags_of;

async fn send(browser: &Client, path: &str, ids: &[Uuid], more: &[(&str, &str)]) -> Response {
    let ids: Vec<String> = ids.iter().map(Uuid::to_string).collect();
    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("ids", id.as_str())).collect();
    fields.extend(more);
    browser.submit(path, &fields).await
}

#[tokio::test]
async fn nothing_is_done_before_somebody_has_seen_what_would_be() {
    let desk = Desk::open().await;
    let clinic = &desk.clinic;
    let (browser, admin) = (clinic.browser(Role::Admin).await, clinic.sign_in(Role::Admin).await);
    desk.booked("10:00").await;
    let free = clinic.patient().named("Nour", "Haddad").create().await.id;
    let all = [free, desk.patient.id];

    let asked = send(&browser, "/patients/bulk/delete", &all, &[]).await.expect(200);
    let text = asked.text();
    assert!(text.contains("Nour Haddad") && text.contains("José Gómez") && text.contains("Not possible"), "{text}");
    assert_eq!(admin.list("/api/patients/").await.len(), 2, "nothing is done yet");
    let record: Vec<_> = clinic.audit_of(&asked).await.iter().map(ToString::to_string).collect();
    assert_eq!(record, ["list_patients success staff about 2"]);

    let done = send(&browser, "/patients/bulk/delete", &[free], &[("confirmed", "yes")]).await.expect(200);
    let text = done.text();
    assert!(text.contains("/admin/recycle-bin/bulk/restore") && text.contains("Undo"), "{text}");
    assert_eq!(admin.list("/api/patients/").await, [desk.patient.id]);
    let undone = send(&browser, "/admin/recycle-bin/bulk/restore", &[free], &[("confirmed", "yes")]).await.expect(200);
    assert!(undone.text().contains("Nour Haddad"), "{undone}");
    assert_eq!(admin.list("/api/patients/").await.len(), 2);
}

#[tokio::test]
async fn patients_are_tagged_from_the_list_and_the_list_is_narrowed_by_it() {
    let clinic = TestClinic::new().await;
    let (browser, desk) = (clinic.browser(Role::Reception).await, clinic.sign_in(Role::Reception).await);
    let one = clinic.patient().named("Nour", "Haddad").create().await.id;
    let other = clinic.patient().named("Layla", "Fawzy").create().await.id;
    let list = browser.get("/doctor/patients-dash/").await.expect(200).text();
    assert!(list.contains(r#"formaction="/patients/bulk/tag""#) && list.contains("Choose Nour Haddad"), "{list}");

    let tag = [("tag", "Recall <2031>")];
    let asked = send(&browser, "/patients/bulk/tag", &[one], &tag).await.expect(200).text();
    assert!(asked.contains("Will be done") && asked.contains("Nour Haddad"), "{asked}");
    assert_eq!(clinic.value("select count(*) from {room}.tag").await, "0", "asking leaves nothing");
    let sure = [tag[0], ("confirmed", "yes"), ("idempotency_key", "0198c0de-0000-7000-8000-000000000002")];
    send(&browser, "/patients/bulk/tag", &[one], &sure).await.expect(200);
    let again = send(&browser, "/patients/bulk/tag", &[one], &sure).await.expect(303);
    assert_eq!(again.header("location"), "/doctor/patients-dash/");
    assert_eq!(tags_of(&desk, one).await, ["Recall <2031>"]);

    let tag = clinic.value("select id from {room}.tag").await;
    let list = browser.get(&format!("/doctor/patients-dash/?tag={tag}")).await.expect(200).text();
    assert!(list.contains("Nour Haddad") && !list.contains("Layla Fawzy"), "{list}");
    let chart = browser.get(&format!("/patients/{one}")).await.expect(200).text();
    assert!(chart.contains("Recall &#60;2031&#62;") || chart.contains("Recall &lt;2031&gt;"), "{chart}");
    assert!(!browser.get(&format!("/patients/{other}")).await.expect(200).text().contains("2031"));
}

#[tokio::test]
async fn whoever_chose_nobody_or_typed_no_tag_is_told_so() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    let person = clinic.patient().create().await.id;
    let nobody = send(&browser, "/patients/bulk/delete", &[], &[]).await.expect(422).text();
    assert!(nobody.contains("Nothing was chosen"), "{nobody}");
    send(&browser, "/patients/bulk/tag", &[person], &[("tag", "")]).await.expect(422);
    send(&browser, "/patients/bulk/tag", &[person, person], &[("tag", "VIP")]).await.expect(422);
    browser.submit("/patients/bulk/tag", &[("ids", "somebody"), ("tag", "VIP")]).await.expect(422);
    let stranger = send(&browser, "/patients/bulk/delete", &[Uuid::nil()], &[]).await.expect(200).text();
    assert!(stranger.contains("Not there") && !stranger.contains("name=\"confirmed\""), "{stranger}");
    let away = [("next", "https://elsewhere.example/")];
    assert!(!send(&browser, "/patients/bulk/delete", &[person], &away).await.expect(200).text().contains("elsewhere"));
}

#[tokio::test]
async fn tags_of_one_patient_have_a_page_of_their_own() {
    let clinic = TestClinic::new().await;
    let (browser, desk) = (clinic.browser(Role::Reception).await, clinic.sign_in(Role::Reception).await);
    let person = clinic.patient().create().await.id;
    let path = format!("/patients/{person}/tags");
    assert!(browser.get(&path).await.expect(200).text().contains("No tags yet"));

    browser.submit(&path, &[("name", "VIP")]).await.expect(303);
    assert!(browser.get(&path).await.expect(200).text().contains("VIP"));
    let refused = browser.submit(&path, &[("name", &"x".repeat(41))]).await.expect(422).text();
    assert!(refused.contains("name-error"), "{refused}");
    let tag = clinic.value("select id from {room}.tag").await;
    browser.submit(&format!("{path}/{tag}/remove"), &[]).await.expect(303);
    assert_eq!(tags_of(&desk, person).await, [""; 0]);
    clinic.browser(Role::Viewer).await.get(&path).await.expect(403);
}
