//! Codes on paper.

use jiff::SignedDuration;
use testkit::{Browser, Client, Person, Response, Role, TestClinic};

use super::{known, outbox};

async fn printed(desk: &Client, person: &Person) -> (Response, String) {
    let answer = desk.submit(&format!("/patients/{}/portal/code/", person.id), &[]).await.expect(200);
    let text = answer.text();
    let start = text.find("class=\"secret\">").expect("a code") + "class=\"secret\">".len();
    let code = text[start..].split('<').next().expect("a code").to_owned();
    (answer, code)
}

async fn redeem(browser: &mut Browser, code: &str) -> Response {
    browser.submit("/patient/activate/", &[("code", code)]).await
}

#[tokio::test]
async fn a_code_on_paper_lets_its_holder_in_once() {
    let clinic = TestClinic::new().await;
    let (person, desk) = (known(&clinic).await, clinic.browser(Role::Reception).await);
    let (answer, code) = printed(&desk, &person).await;
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "issue_activation_code success staff about 1");
    // Looking at the page, as a mail program or a camera does, uses nothing up.
    let page = clinic.new_browser().get(&format!("/patient/activate/?code={code}")).await.expect(200);
    assert!(page.text().contains(&code));
    let mut browser = clinic.new_browser();
    let typed = code.to_uppercase().replace('-', " ");
    let answer = redeem(&mut browser, &typed).await.expect(303);
    assert_eq!(answer.header("location"), "/patient/home/");
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "sign_in success visitor about 1");
    browser.get("/patient/account/").await.expect(200);
    redeem(&mut clinic.new_browser(), &code).await.expect(422);
}

#[tokio::test]
async fn the_phone_is_told_when_a_code_is_printed() {
    let clinic = TestClinic::new().await;
    let (person, desk) = (known(&clinic).await, clinic.browser(Role::Reception).await);
    printed(&desk, &person).await;
    let told = outbox(&clinic).await.remove(0);
    assert_eq!((told.kind.as_str(), told.recipient.as_str()), ("activation_code_issued", "+201001234567"));
}

#[tokio::test]
async fn a_code_on_paper_is_over_after_a_day_and_when_another_is_made() {
    let clinic = TestClinic::new().await;
    let (person, desk) = (known(&clinic).await, clinic.browser(Role::Reception).await);
    let (_, first) = printed(&desk, &person).await;
    let (_, second) = printed(&desk, &person).await;
    redeem(&mut clinic.new_browser(), &first).await.expect(422);
    clinic.advance(SignedDuration::from_hours(24));
    redeem(&mut clinic.new_browser(), &second).await.expect(422);
}

#[tokio::test]
async fn of_many_who_try_at_once_one_succeeds() {
    let clinic = TestClinic::new().await;
    let (person, desk) = (known(&clinic).await, clinic.browser(Role::Reception).await);
    let (_, code) = printed(&desk, &person).await;
    let calls = (0..20).map(|_| {
        let call = clinic.new_browser().call(http::Method::POST, "/patient/activate/").form(&[("code", &code)]);
        async move { call.await.status.as_u16() }
    });
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
}

#[tokio::test]
async fn guesses_and_codes_of_another_clinic_are_refused_and_recorded() {
    let clinic = TestClinic::new().await;
    let (person, desk) = (known(&clinic).await, clinic.browser(Role::Reception).await);
    let (_, code) = printed(&desk, &person).await;
    for guess in ["", "abcd-efgh-jkmn-pqrs-tuvw-xyz2", "' or 1 = 1"] {
        let answer = redeem(&mut clinic.new_browser(), guess).await.expect(422);
        assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "sign_in failure visitor", "{guess}");
    }
    redeem(&mut clinic.new_browser().at(&clinic.other().await), &code).await.expect(422);
    redeem(&mut clinic.new_browser(), &code).await.expect(303);
}

#[tokio::test]
async fn a_code_on_paper_opens_no_blocked_account() {
    let clinic = TestClinic::new().await;
    let (person, desk) = (known(&clinic).await, clinic.browser(Role::Reception).await);
    let (_, code) = printed(&desk, &person).await;
    desk.submit(&format!("/patients/{}/portal/block/", person.id), &[]).await.expect(303);
    redeem(&mut clinic.new_browser(), &code).await.expect(422);
    desk.submit(&format!("/patients/{}/portal/code/", person.id), &[]).await.expect(409);
}

#[tokio::test]
async fn only_desk_and_administrators_print_codes_and_only_for_patients_with_an_account() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    for role in [Role::Doctor, Role::Therapist, Role::Assistant, Role::Billing, Role::Viewer, Role::Auditor] {
        let browser = clinic.browser(role).await;
        browser.submit(&format!("/patients/{}/portal/code/", person.id), &[]).await.expect(403);
        browser.get(&format!("/patients/{}/portal/", person.id)).await.expect(403);
    }
    let desk = clinic.browser(Role::Reception).await;
    let (stranger, vendor) = (clinic.patient().create().await, clinic.contact("vendor").create().await);
    for id in [stranger.id, vendor.id, uuid::Uuid::nil()] {
        desk.submit(&format!("/patients/{id}/portal/code/"), &[]).await.expect(404);
    }
    let theirs = clinic.other().await.patient().create().await;
    desk.submit(&format!("/patients/{}/portal/code/", theirs.id), &[]).await.expect(404);
}
