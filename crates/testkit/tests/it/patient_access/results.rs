//! What patients read of what was written: when, by whose decision, and never a word before.

use std::future::IntoFuture as _;

use clinic::messages::model::{Message, MessageKind, Withheld};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Browser, Client, Person, Response, Role, Staff, TestClinic};
use uuid::Uuid;

use super::{known, outbox, signed_in};

const WRITTEN: &str = "Quinquagesima";

/// Mona, who has an account, and a doctor who writes.
struct Ward {
    clinic: TestClinic,
    person: Person,
    staff: Staff,
    doctor: Client,
}

impl Ward {
    async fn open() -> Self {
        let clinic = TestClinic::new().await;
        let person = known(&clinic).await;
        let staff = clinic.hire(&[Role::Doctor]).await;
        let doctor = clinic.sign_in_as(&staff).await;
        Self { clinic, person, staff, doctor }
    }

    async fn by_release() -> Self {
        let ward = Self::open().await;
        ward.set_rule("released").await;
        ward
    }

    async fn set_rule(&self, rule: &str) {
        self.clinic.advance(SignedDuration::from_secs(1));
        let admin = self.clinic.browser(Role::Admin).await;
        admin.submit("/admin/results/", &[("rule", rule)]).await.expect(303);
        self.clinic.advance(SignedDuration::from_secs(1));
    }

    async fn visit(&self, at: &str) -> Uuid {
        let wanted = json!({ "patient": self.person.id, "provider": self.staff.id,
            "starts_at": format!("2030-01-07T{at}:00+02:00") });
        self.doctor.post("/api/appointments/", &wanted).await.expect(201).id()
    }

    async fn write(&self, visit: Uuid, kind: &str) -> Uuid {
        let written = json!({ "appointment": visit, "kind": kind, "text": WRITTEN });
        self.doctor.post("/api/records/", &written).await.expect(201).id()
    }

    async fn complete(&self, visit: Uuid) {
        for step in ["check-in", "start", "complete"] {
            self.doctor.post(&format!("/api/appointments/{visit}/{step}/"), &json!({})).await.expect(200);
        }
    }

    async fn release(&self, record: Uuid) -> Response {
        self.doctor.post(&format!("/api/records/{record}/release/"), &json!({})).await
    }

    async fn withdraw(&self, record: Uuid, reason: &str) -> Response {
        self.doctor.post(&format!("/api/records/{record}/withdraw/"), &json!({ "reason": reason })).await
    }

    fn page(&self, visit: Uuid) -> String {
        format!("/patient/appointment-details/{visit}/{}/", self.person.id)
    }

    async fn reads(&self, browser: &mut Browser, visit: Uuid) -> bool {
        self.clinic.advance(SignedDuration::from_secs(1));
        browser.get(&self.page(visit)).await.expect(200).text().contains(WRITTEN)
    }

    async fn news(&self) -> Vec<Message> {
        let mut all = outbox(&self.clinic).await;
        all.retain(|message| message.kind == MessageKind::ResultReleased);
        all
    }

    async fn decisions(&self) -> String {
        self.clinic.value("select count(*) from {room}.result_release").await
    }
}

#[tokio::test]
async fn what_was_written_is_read_once_the_visit_is_completed() {
    let ward = Ward::open().await;
    let visit = ward.visit("10:00").await;
    ward.write(visit, "diagnosis").await;
    let mut browser = signed_in(&ward.clinic).await;
    assert!(!ward.reads(&mut browser, visit).await);
    ward.complete(visit).await;
    assert!(ward.reads(&mut browser, visit).await);
    let list = browser.get("/patient/results/").await.expect(200);
    assert!(list.text().contains(&ward.page(visit)) && !list.text().contains(WRITTEN));
    let recorded: Vec<_> = ward.clinic.audit_of(&list).await.iter().map(ToString::to_string).collect();
    assert_eq!(recorded, ["view_own_records success patient about 1"]);
    // Nobody released anything, so nobody is told.
    assert!(ward.news().await.is_empty());
}

#[tokio::test]
async fn where_the_clinic_releases_nothing_is_read_before_by_any_page_or_api() {
    let ward = Ward::by_release().await;
    let visit = ward.visit("10:00").await;
    let record = ward.write(visit, "diagnosis").await;
    ward.complete(visit).await;
    let mut browser = signed_in(&ward.clinic).await;
    let (me, number) = (ward.person.id, ward.person.number.unwrap());
    let paths = [
        "/patient/home/".to_owned(),
        "/patient/results/".to_owned(),
        "/patient/access/".to_owned(),
        "/patient/consents/".to_owned(),
        "/patient/account/".to_owned(),
        ward.page(visit),
        format!("/patient/appointment-details/{visit}/{number}/"),
        format!("/patient/patient-profile/{me}/"),
        format!("/patient/view-diagnosis/{visit}"),
        format!("/patient/update-diagnosis/{visit}"),
        format!("/records/{record}/withdraw"),
        format!("/patients/{me}"),
        format!("/api/records/{record}/"),
        format!("/api/records/?appointment={visit}"),
        format!("/api/patients/{me}/"),
        format!("/api/appointments/{visit}/"),
        "/api/audit/".to_owned(),
    ];
    for path in &paths {
        assert!(!browser.get(path).await.text().contains(WRITTEN), "{path}");
    }
    let results = browser.get("/patient/results/").await.text();
    assert!(!results.contains(&visit.to_string()), "not even that there is something");
    browser.submit(&format!("/visits/{visit}/release"), &[]).await.expect(403);
    browser.submit(&format!("/records/{record}/withdraw"), &[("reason", "x")]).await.expect(403);

    let doctor = ward.clinic.browser_of(&ward.staff).await;
    let answer = doctor.submit(&format!("/visits/{visit}/release"), &[]).await.expect(303);
    assert_eq!(answer.header("location"), format!("{}#records", ward.page(visit)));
    assert_eq!(ward.clinic.audit_of(&answer).await[0].to_string(), "release_record success staff about 1");
    assert!(ward.reads(&mut browser, visit).await);
    let chart = doctor.get(&ward.page(visit)).await.expect(200).text();
    assert!(chart.contains("Shown to the patient by") && !chart.contains("/release\""), "{chart}");
}

#[tokio::test]
async fn a_visit_goes_by_the_rule_under_which_it_was_completed() {
    let ward = Ward::open().await;
    let (old, between, new) = (ward.visit("10:00").await, ward.visit("11:00").await, ward.visit("12:00").await);
    for visit in [old, between, new] {
        ward.write(visit, "diagnosis").await;
    }
    ward.complete(old).await;
    ward.set_rule("released").await;
    ward.complete(between).await;
    ward.set_rule("completed").await;
    ward.complete(new).await;
    let mut browser = signed_in(&ward.clinic).await;
    assert!(ward.reads(&mut browser, old).await && !ward.reads(&mut browser, between).await);
    assert!(ward.reads(&mut browser, new).await);
    let admin = ward.clinic.browser(Role::Admin).await;
    admin.submit("/admin/results/", &[("rule", "sometimes")]).await.expect(422);
    let answer = admin.submit("/admin/results/", &[("rule", "released")]).await.expect(303);
    assert_eq!(ward.clinic.audit_of(&answer).await[0].to_string(), "change_result_rule success staff");
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_with_its_reason_and_may_be_released_again() {
    let ward = Ward::open().await;
    let visit = ward.visit("10:00").await;
    let record = ward.write(visit, "diagnosis").await;
    ward.complete(visit).await;
    let mut browser = signed_in(&ward.clinic).await;
    assert!(ward.reads(&mut browser, visit).await);
    let invalid = |code: &str| format!(r#"422 {{"code":"invalid","errors":{{"/reason":"{code}"}}}}"#);
    assert_eq!(ward.withdraw(record, " ").await.to_string(), invalid("required"));
    assert_eq!(ward.withdraw(record, &"x".repeat(201)).await.to_string(), invalid("too_long"));
    let answer = ward.withdraw(record, "Sexagesima").await.expect(200);
    assert_eq!(ward.clinic.audit_of(&answer).await[0].to_string(), "withdraw_record success staff about 1");
    assert!(!ward.reads(&mut browser, visit).await);
    let page = browser.get(&ward.page(visit)).await.text();
    assert!(!page.contains("Sexagesima"));
    let doctor = ward.clinic.browser_of(&ward.staff).await;
    assert!(doctor.get(&ward.page(visit)).await.expect(200).text().contains("Sexagesima"));
    // Twice is once, in both directions.
    ward.withdraw(record, "Once more").await.expect(200);
    assert_eq!(ward.decisions().await, "1");
    ward.release(record).await.expect(200);
    ward.release(record).await.expect(200);
    assert_eq!(ward.decisions().await, "2");
    assert!(ward.reads(&mut browser, visit).await);
    // By the form, too.
    let form = format!("/records/{record}/withdraw");
    doctor.get(&form).await.expect(200);
    assert!(doctor.submit(&form, &[("reason", "")]).await.expect(422).text().contains(WRITTEN));
    doctor.submit(&form, &[("reason", "Wrong patient")]).await.expect(303);
    assert!(!ward.reads(&mut browser, visit).await);
}

#[tokio::test]
async fn only_clinicians_decide_and_only_about_their_own_clinic() {
    let ward = Ward::by_release().await;
    let visit = ward.visit("10:00").await;
    let record = ward.write(visit, "requirement").await;
    for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Doctor | Role::Therapist)) {
        let (client, browser) = (ward.clinic.sign_in(*role).await, ward.clinic.browser(*role).await);
        client.post(&format!("/api/records/{record}/release/"), &json!({})).await.expect(403);
        client.post(&format!("/api/records/{record}/withdraw/"), &json!({ "reason": "x" })).await.expect(403);
        browser.submit(&format!("/visits/{visit}/release"), &[]).await.expect(403);
    }
    let neighbour = ward.clinic.other().await;
    let stranger = neighbour.sign_in(Role::Doctor).await;
    let (release, withdraw) = (format!("/api/records/{record}/release/"), format!("/api/records/{record}/withdraw/"));
    stranger.post(&release, &json!({})).await.expect(404);
    stranger.post(&withdraw, &json!({ "reason": "x" })).await.expect(404);
    stranger.at(&ward.clinic).post(&release, &json!({})).await.expect(401);
    for id in [ward.person.id, visit] {
        ward.release(id).await.expect(404);
        ward.withdraw(id, "x").await.expect(404);
    }
    assert_eq!(ward.decisions().await, "0");
    ward.doctor.delete(&format!("/api/records/{record}/?reason=Wrong")).await.expect(204);
    assert_eq!(ward.release(record).await.expect(409).code(), "entered_in_error");
    assert_eq!(ward.withdraw(record, "x").await.expect(409).code(), "entered_in_error");
}

#[tokio::test]
async fn a_released_record_stays_so_in_later_versions_and_what_takes_its_place_does_not() {
    let ward = Ward::by_release().await;
    let visit = ward.visit("10:00").await;
    let record = ward.write(visit, "diagnosis").await;
    ward.release(record).await.expect(200);
    let revised: Value = json!({ "text": "Otitis media", "reason": "Swab", "code": "H66.9" });
    ward.doctor.put(&format!("/api/records/{record}/"), &revised).await.expect(200);
    let mut browser = signed_in(&ward.clinic).await;
    let page = browser.get(&ward.page(visit)).await.expect(200).text();
    assert!(page.contains("Otitis media") && !page.contains(WRITTEN) && !page.contains("Swab"), "{page}");
    assert!(page.contains("This is about: Ears"));
    ward.doctor.delete(&format!("/api/records/{record}/?reason=Wrong")).await.expect(204);
    ward.write(visit, "diagnosis").await;
    assert!(!ward.reads(&mut browser, visit).await);
}

#[tokio::test]
async fn a_patient_is_told_once_that_there_is_something_and_never_what() {
    let ward = Ward::by_release().await;
    let visit = ward.visit("10:00").await;
    for kind in ["diagnosis", "prescription", "requirement"] {
        ward.write(visit, kind).await;
    }
    let doctor = ward.clinic.browser_of(&ward.staff).await;
    for _ in 0..2 {
        doctor.submit(&format!("/visits/{visit}/release"), &[]).await.expect(303);
    }
    let [told] = &ward.news().await[..] else { panic!("one message") };
    let text = "Nile Clinic: there is something new for you to read. Sign in to the patient pages of the clinic.";
    assert_eq!((told.body.as_str(), told.recipient.as_str()), (text, "+201001234567"));
    assert_eq!((told.patient, told.appointment), (Some(ward.person.id), None));
    // Somebody without an account has nowhere to read it.
    let other = ward.clinic.patient().named("Omar", "Farid").phone("0100 765 4321").create().await;
    let wanted = json!({ "patient": other.id, "provider": ward.staff.id, "starts_at": "2030-01-07T14:00:00+02:00" });
    let visit = ward.doctor.post("/api/appointments/", &wanted).await.expect(201).id();
    ward.release(ward.write(visit, "diagnosis").await).await.expect(200);
    assert_eq!(ward.news().await.len(), 1);
}

#[tokio::test]
async fn who_said_no_is_neither_told_nor_shown_until_they_say_yes() {
    let ward = Ward::by_release().await;
    let visit = ward.visit("10:00").await;
    let mut browser = signed_in(&ward.clinic).await;
    let say = |purpose: &'static str, answer: &'static str| [("purpose", purpose), ("answer", answer)];
    browser.submit("/patient/consents/", &say("sms_results", "refuse")).await.expect(303);
    ward.release(ward.write(visit, "diagnosis").await).await.expect(200);
    assert!(ward.news().await.is_empty() && ward.reads(&mut browser, visit).await);
    browser.submit("/patient/consents/", &say("sms_results", "agree")).await.expect(303);
    ward.release(ward.write(visit, "prescription").await).await.expect(200);
    assert_eq!(ward.news().await[0].status.as_str(), "queued");

    browser.submit("/patient/consents/", &say("portal_results", "refuse")).await.expect(303);
    assert_eq!(ward.news().await[0].withheld, Some(Withheld::NoConsent));
    assert!(!ward.reads(&mut browser, visit).await);
    let list = browser.get("/patient/results/").await.expect(200).text();
    assert!(!list.contains(&visit.to_string()) && list.contains("/patient/consents/#portal_results"), "{list}");
    ward.release(ward.write(visit, "requirement").await).await.expect(200);
    assert_eq!(ward.news().await.len(), 1);
    browser.submit("/patient/consents/", &say("portal_results", "agree")).await.expect(303);
    assert!(ward.reads(&mut browser, visit).await);
}

#[tokio::test]
async fn it_is_new_until_it_was_opened_and_again_when_it_changes() {
    let ward = Ward::by_release().await;
    let visit = ward.visit("10:00").await;
    let record = ward.write(visit, "diagnosis").await;
    ward.release(record).await.expect(200);
    ward.clinic.advance(SignedDuration::from_secs(1));
    let mut browser = signed_in(&ward.clinic).await;
    for _ in 0..2 {
        assert!(browser.get("/patient/home/").await.expect(200).text().contains("1 new"));
        assert!(browser.get("/patient/results/").await.expect(200).text().contains(">New<"));
    }
    assert!(ward.reads(&mut browser, visit).await);
    assert!(!browser.get("/patient/home/").await.expect(200).text().contains("1 new"));
    assert!(!browser.get("/patient/results/").await.expect(200).text().contains(">New<"));
    ward.clinic.advance(SignedDuration::from_secs(1));
    let revised = json!({ "text": "Otitis media", "reason": "Swab" });
    ward.doctor.put(&format!("/api/records/{record}/"), &revised).await.expect(200);
    assert!(browser.get("/patient/results/").await.expect(200).text().contains(">New<"));
}

#[tokio::test]
async fn a_long_list_goes_on_where_it_stopped() {
    let ward = Ward::by_release().await;
    let mut visits = Vec::new();
    for hour in 10..18 {
        let visit = ward.visit(&format!("{hour}:00")).await;
        for kind in ["diagnosis", "prescription", "requirement"] {
            ward.release(ward.write(visit, kind).await).await.expect(200);
        }
        ward.clinic.advance(SignedDuration::from_secs(1));
        visits.push(visit);
    }
    let mut browser = signed_in(&ward.clinic).await;
    let rows = |page: &str| page.matches("class=\"grow stretched\"").count();
    let first = browser.get("/patient/results/").await.expect(200).text();
    assert_eq!(rows(&first), 20);
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = browser.get(&next.replace("&amp;", "&")).await.expect(200).text();
    assert_eq!(rows(&second), 4);
    assert!(first.find(&visits[7].to_string()) < first.find(&visits[6].to_string()));
    assert!(!first.contains(&visits[0].to_string()) && second.contains(&visits[0].to_string()));
    assert!(!second.contains("rel=\"next\""));
    for nonsense in ["?at=x&row=y", "?at=9223372036854775807&row=x", "?at=1", "?before=0"] {
        let answer = browser.get(&format!("/patient/results/{nonsense}")).await;
        assert!(answer.status.as_u16() < 500, "{nonsense}: {answer}");
    }
}

#[tokio::test]
async fn however_many_release_at_once_one_does_and_the_patient_is_told_once() {
    let ward = Ward::by_release().await;
    let visit = ward.visit("10:00").await;
    let record = ward.write(visit, "diagnosis").await;
    let path = format!("/api/records/{record}/release/");
    let tries = (0..6).map(|_| ward.doctor.post(&path, &json!({})).into_future());
    for answer in futures::future::join_all(tries).await {
        answer.expect(200);
    }
    assert_eq!((ward.decisions().await.as_str(), ward.news().await.len()), ("1", 1));
    let hide = format!("/api/records/{record}/withdraw/");
    let tries = (0..6).map(|n| match n % 2 {
        0 => ward.doctor.post(&path, &json!({})).into_future(),
        _ => ward.doctor.post(&hide, &json!({ "reason": "x" })).into_future(),
    });
    for answer in futures::future::join_all(tries).await {
        answer.expect(200);
    }
    // Each decision is another one than the one before it.
    let turns = "select count(*) from (select released = lag(released) over (order by seq) as same
                 from {room}.result_release) as d where same";
    assert_eq!(ward.clinic.value(turns).await, "0");
}
