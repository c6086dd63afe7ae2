//! What patients read of assessments: the result in words, once somebody released it, and never an answer.

use std::future::IntoFuture as _;

use clinic::messages::model::{Message, MessageKind};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Browser, Client, Person, Response, Role, Staff, TestClinic};
use uuid::Uuid;

use super::{known, outbox, signed_in};

/// Mona, who has an account, and a doctor who assesses her.
struct Ward {
    clinic: TestClinic,
    person: Person,
    staff: Staff,
    doctor: Client,
}

/// The same answer to all nine questions.
fn phq_9(answer: u8) -> Value {
    (1..=9).map(|n: u8| (n.to_string(), json!(answer))).collect::<serde_json::Map<_, _>>().into()
}

fn page(id: Uuid) -> String {
    format!("/patient/results/{id}/")
}

impl Ward {
    async fn open() -> Self {
        let clinic = TestClinic::new().await;
        let person = known(&clinic).await;
        let staff = clinic.hire(&[Role::Doctor]).await;
        let doctor = clinic.sign_in_as(&staff).await;
        Self { clinic, person, staff, doctor }
    }

    async fn write(&self, by: &Client, input: Value) -> Uuid {
        let mut input = input;
        input["patient"] = json!(self.person.id);
        by.post("/api/assessments/", &input).await.expect(201).id()
    }

    /// One that the doctor completed on a day of January.
    async fn found(&self, instrument: &str, answers: &Value, day: u8) -> Uuid {
        let on = format!("2030-01-0{day}");
        let input =
            json!({ "instrument": instrument, "answers": answers, "status": "completed", "administered_on": on });
        self.write(&self.doctor, input).await
    }

    /// The PHQ-9 of today, with nine points.
    async fn mild(&self) -> Uuid {
        self.found("phq-9", &phq_9(1), 7).await
    }

    async fn step(&self, id: Uuid, step: &str, input: Value) -> Response {
        self.doctor.post(&format!("/api/assessments/{id}/{step}/"), &input).await
    }

    /// What is done then is done a moment later.
    async fn release(&self, id: Uuid) -> Response {
        let answer = self.step(id, "release", json!({})).await;
        self.clinic.advance(SignedDuration::from_secs(1));
        answer
    }

    async fn withdraw(&self, id: Uuid, reason: &str) -> Response {
        self.step(id, "withdraw", json!({ "reason": reason })).await
    }

    async fn news(&self) -> Vec<Message> {
        let mut all = outbox(&self.clinic).await;
        all.retain(|message| message.kind == MessageKind::ResultReleased);
        all
    }

    async fn decisions(&self) -> String {
        self.clinic.value("select count(*) from {room}.assessment_release").await
    }
}

async fn text(browser: &mut Browser, path: &str) -> String {
    browser.get(path).await.expect(200).text()
}

/// Fails where a patient finds it by its list or by its address.
async fn hidden(browser: &mut Browser, id: Uuid) {
    browser.get(&page(id)).await.expect(404);
    let list = text(browser, "/patient/results/").await;
    assert!(!list.contains(&id.to_string()), "{list}");
}

fn holds(page: &str, all: &[&str], none: &[&str]) {
    for words in all {
        assert!(page.contains(words), "no {words} in {page}");
    }
    for words in none {
        assert!(!page.contains(words), "{words} in {page}");
    }
}

/// Where the lines of a list lead.
fn lines(page: &str) -> Vec<String> {
    let lines = page.split("class=\"grow stretched\" href=\"").skip(1);
    lines.map(|line| line.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_result_is_read_in_words_once_it_is_released_and_never_what_was_answered() {
    let ward = Ward::open().await;
    let id = ward.mild().await;
    let mut browser = signed_in(&ward.clinic).await;
    hidden(&mut browser, id).await;

    let answer = ward.release(id).await.expect(200);
    assert_eq!((answer.json()["id"].clone(), answer.header("etag")), (json!(id), "\"2\""));
    assert_eq!(ward.clinic.audit_of(&answer).await[0].to_string(), "release_assessment success staff about 1");
    assert!(text(&mut browser, "/patient/home/").await.contains("1 new"));
    let list = text(&mut browser, "/patient/results/").await;
    holds(&list, &[&page(id), "PHQ-9: depression", ">New<"], &["9 of 27", "Mild"]);

    let answer = browser.get(&page(id)).await.expect(200);
    assert_eq!(ward.clinic.audit_of(&answer).await[0].to_string(), "view_own_records success patient about 1");
    let told =
        ["PHQ-9: depression", "Monday 7 January 2030", "9 of 27", "Mild", "A lower score is better", "treats you"];
    let never = ["Several days", "Act on this today", "self_harm", "Thoughts of death", "How it changed", "Kroenke"];
    holds(&answer.text(), &told, &never);

    ward.clinic.advance(SignedDuration::from_secs(1));
    assert!(!text(&mut browser, "/patient/home/").await.contains("1 new"));
    assert!(!text(&mut browser, "/patient/results/").await.contains(">New<"));
    // Who showed it stands in the list of looks.
    assert!(text(&mut browser, "/patient/access/").await.contains("Showed you what was written"));
}

#[tokio::test]
async fn the_change_is_told_against_the_last_one_that_may_be_read() {
    let ward = Ward::open().await;
    let mut browser = signed_in(&ward.clinic).await;
    let little = json!({ "1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 0, "8": 0, "9": 0 });
    let (first, between) = (ward.found("phq-9", &phq_9(1), 1).await, ward.found("phq-9", &phq_9(3), 2).await);
    let (third, same) = (ward.found("phq-9", &little, 3).await, ward.found("phq-9", &little, 4).await);
    for id in [first, third, same] {
        ward.release(id).await.expect(200);
    }
    let changed = text(&mut browser, &page(third)).await;
    holds(&changed, &["Lower than on Tuesday 1 January 2030.", "it may mean nothing"], &["Wednesday 2"]);
    let unchanged = text(&mut browser, &page(same)).await;
    holds(&unchanged, &["The same as on Thursday 3 January 2030."], &["mean nothing", "large enough"]);

    ward.release(between).await.expect(200);
    let changed = text(&mut browser, &page(third)).await;
    holds(&changed, &["Lower than on Wednesday 2 January 2030.", "large enough to count"], &["Tuesday 1"]);
    let changed = text(&mut browser, &page(between)).await;
    holds(&changed, &["Higher than on Tuesday 1 January 2030.", "large enough to count", "27 of 27"], &[]);

    // Where nobody found out what counts, nothing is said of it; where there is a unit, it stands with the score.
    for (day, answer) in [(1, 0), (2, 3)] {
        let id = ward.found("phq-2", &json!({ "1": answer, "2": answer }), day).await;
        ward.release(id).await.expect(200);
        let grip = ward.found("grip", &json!({ "grip": { "left": [20 + answer], "right": [20] } }), day).await;
        ward.release(grip).await.expect(200);
        let (told, held) = (text(&mut browser, &page(id)).await, text(&mut browser, &page(grip)).await);
        holds(&held, &[&format!("{} kg", 20 + answer), "from 0 to 70"], &["kg of"]);
        if day == 2 {
            holds(&told, &["Higher than on Tuesday 1 January 2030.", "6 of 6"], &["mean nothing", "large enough"]);
        }
    }
}

#[tokio::test]
async fn only_what_somebody_answers_for_is_released_and_by_clinicians_alone() {
    let ward = Ward::open().await;
    let done = ward.mild().await;
    let draft = ward.write(&ward.doctor, json!({ "instrument": "phq-9", "answers": {} })).await;
    let assistant = ward.clinic.sign_in(Role::Assistant).await;
    let complete = json!({ "instrument": "phq-9", "answers": phq_9(0), "status": "completed" });
    let waiting = ward.write(&assistant, complete).await;
    let struck = ward.mild().await;
    ward.step(struck, "strike", json!({ "reason": "Wrong patient" })).await.expect(200);

    for (id, code) in [(draft, "illegal_transition"), (waiting, "illegal_transition"), (struck, "entered_in_error")] {
        assert_eq!(ward.release(id).await.expect(409).code(), code);
        assert_eq!(ward.withdraw(id, "x").await.expect(409).code(), code);
    }
    for id in [Uuid::nil(), ward.person.id] {
        ward.release(id).await.expect(404);
        ward.withdraw(id, "x").await.expect(404);
    }
    let invalid = |code: &str| format!(r#"422 {{"code":"invalid","errors":{{"/reason":"{code}"}}}}"#);
    assert_eq!(ward.withdraw(done, " ").await.to_string(), invalid("required"));
    assert_eq!(ward.withdraw(done, &"x".repeat(201)).await.to_string(), invalid("too_long"));

    let (release, withdraw) =
        (format!("/api/assessments/{done}/release/"), format!("/api/assessments/{done}/withdraw/"));
    let why = json!({ "reason": "x" });
    for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Doctor | Role::Therapist)) {
        let client = ward.clinic.sign_in(*role).await;
        client.post(&release, &json!({})).await.expect(403);
        client.post(&withdraw, &why).await.expect(403);
    }
    let neighbour = ward.clinic.other().await;
    let stranger = neighbour.sign_in(Role::Doctor).await;
    stranger.post(&release, &json!({})).await.expect(404);
    stranger.post(&withdraw, &why).await.expect(404);
    stranger.at(&ward.clinic).post(&release, &json!({})).await.expect(401);
    let mut browser = signed_in(&ward.clinic).await;
    browser.submit(&format!("/assessments/{done}/release"), &[]).await.expect(403);
    browser.submit(&format!("/assessments/{done}/withdraw"), &[("reason", "x")]).await.expect(403);
    assert_eq!((ward.decisions().await.as_str(), ward.news().await.len()), ("0", 0));
    for id in [done, draft, waiting, struck] {
        hidden(&mut browser, id).await;
    }
    // Once it was signed, it may be.
    ward.step(waiting, "co-sign", json!({})).await.expect(200);
    ward.release(waiting).await.expect(200);
    assert!(text(&mut browser, &page(waiting)).await.contains("0 of 27"));
}

#[tokio::test]
async fn nobody_elses_result_is_found_by_list_by_id_or_by_guess() {
    let ward = Ward::open().await;
    let other = ward.clinic.patient().named("Omar", "Farid").create().await;
    let theirs = json!({ "patient": other.id, "instrument": "phq-9", "answers": phq_9(1), "status": "completed" });
    let theirs = ward.doctor.post("/api/assessments/", &theirs).await.expect(201).id();
    ward.release(theirs).await.expect(200);
    let mut browser = signed_in(&ward.clinic).await;

    hidden(&mut browser, theirs).await;
    for guess in ["00000000-0000-0000-0000-000000000000", &ward.person.id.to_string(), "1", "x"] {
        browser.get(&format!("/patient/results/{guess}/")).await.expect(404);
    }
    for path in [format!("/assessments/{theirs}/"), format!("/api/assessments/{theirs}/")] {
        let answer = browser.get(&path).await;
        assert!(answer.status == 403 || answer.status == 303, "{path}: {answer}");
    }
    // Staff have pages of their own.
    ward.clinic.browser_of(&ward.staff).await.get(&page(theirs)).await.expect(403);
    // Nobody without an account is told.
    assert!(ward.news().await.is_empty());
}

#[tokio::test]
async fn what_is_withdrawn_or_taken_back_is_gone_and_twice_is_once() {
    let ward = Ward::open().await;
    let id = ward.mild().await;
    let mut browser = signed_in(&ward.clinic).await;
    // There is nothing to hide yet.
    ward.withdraw(id, "x").await.expect(200);
    assert_eq!(ward.decisions().await, "0");
    for _ in 0..2 {
        ward.release(id).await.expect(200);
    }
    assert_eq!(ward.decisions().await, "1");
    text(&mut browser, &page(id)).await;

    for reason in ["Sexagesima", "Once more"] {
        let answer = ward.withdraw(id, reason).await.expect(200);
        assert_eq!(ward.clinic.audit_of(&answer).await[0].to_string(), "withdraw_assessment success staff about 1");
    }
    assert_eq!(ward.decisions().await, "2");
    hidden(&mut browser, id).await;
    let kept = "select string_agg(encode(reason, 'escape'), ' ') from {room}.assessment_release";
    assert!(!ward.clinic.value(kept).await.contains("Sexagesima"));

    ward.release(id).await.expect(200);
    text(&mut browser, &page(id)).await;
    ward.step(id, "strike", json!({ "reason": "Wrong patient" })).await.expect(200);
    hidden(&mut browser, id).await;
}

#[tokio::test]
async fn an_amendment_stays_released_shows_what_is_right_and_is_news_again() {
    let ward = Ward::open().await;
    let (id, later) = (
        ward.mild().await,
        ward.found("gad-7", &json!({ "1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 1 }), 7).await,
    );
    let mut browser = signed_in(&ward.clinic).await;
    for id in [id, later] {
        ward.release(id).await.expect(200);
        text(&mut browser, &page(id)).await;
        ward.clinic.advance(SignedDuration::from_secs(1));
    }
    assert_eq!(lines(&text(&mut browser, "/patient/results/").await), [page(later), page(id)]);

    let amended = json!({ "answers": phq_9(2), "reason": "Septuagesima" });
    ward.step(id, "amend", amended).await.expect(200);
    let list = text(&mut browser, "/patient/results/").await;
    assert_eq!((lines(&list), list.matches(">New<").count()), (vec![page(id), page(later)], 1));
    holds(&text(&mut browser, &page(id)).await, &["18 of 27", "Moderately severe"], &["Septuagesima", "9 of 27"]);
    assert_eq!(ward.decisions().await, "2");
}

#[tokio::test]
async fn a_patient_is_told_once_unless_they_said_no_and_who_wants_to_be_shown_nothing_is_not() {
    let ward = Ward::open().await;
    let id = ward.mild().await;
    for _ in 0..2 {
        ward.release(id).await.expect(200);
    }
    let [told] = &ward.news().await[..] else { panic!("one message") };
    let words = "Nile Clinic: there is something new for you to read. Sign in to the patient pages of the clinic.";
    assert_eq!((told.body.as_str(), told.patient, told.appointment), (words, Some(ward.person.id), None));

    let mut browser = signed_in(&ward.clinic).await;
    let refuse = [("purpose", "portal_results"), ("answer", "refuse")];
    browser.submit("/patient/consents/", &refuse).await.expect(303);
    hidden(&mut browser, id).await;
    assert!(!text(&mut browser, "/patient/home/").await.contains("1 new"));
    let another = ward.mild().await;
    ward.release(another).await.expect(200);
    assert_eq!(ward.news().await.len(), 1);
    let agree = [("purpose", "portal_results"), ("answer", "agree")];
    browser.submit("/patient/consents/", &agree).await.expect(303);
    for id in [id, another] {
        text(&mut browser, &page(id)).await;
    }
}

#[tokio::test]
async fn all_that_may_be_read_is_one_list_the_newest_first() {
    let ward = Ward::open().await;
    let mut expected = Vec::new();
    for hour in 10..14 {
        let wanted = json!({ "patient": ward.person.id, "provider": ward.staff.id,
            "starts_at": format!("2030-01-07T{hour}:00:00+02:00") });
        let visit = ward.doctor.post("/api/appointments/", &wanted).await.expect(201).id();
        for kind in ["diagnosis", "prescription", "requirement"] {
            let written = json!({ "appointment": visit, "kind": kind, "text": "Water" });
            let record = ward.doctor.post("/api/records/", &written).await.expect(201).id();
            ward.doctor.post(&format!("/api/records/{record}/release/"), &json!({})).await.expect(200);
            expected.push(format!("/patient/appointment-details/{visit}/{}/#{kind}", ward.person.id));
            ward.clinic.advance(SignedDuration::from_secs(1));
            let id = ward.mild().await;
            ward.release(id).await.expect(200);
            expected.push(page(id));
        }
    }
    expected.reverse();
    let mut browser = signed_in(&ward.clinic).await;
    let first = text(&mut browser, "/patient/results/").await;
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let next = next.replace("&#38;", "&").replace("&amp;", "&");
    let second = text(&mut browser, &next).await;
    assert_eq!((lines(&first).len(), lines(&second).len()), (20, 4));
    assert_eq!([lines(&first), lines(&second)].concat(), expected);
    assert!(!second.contains("rel=\"next\""));
}

#[tokio::test]
async fn a_clinician_shows_it_by_one_press_and_hides_it_with_a_reason() {
    let ward = Ward::open().await;
    let id = ward.mild().await;
    let (path, release, withdraw) =
        (format!("/assessments/{id}/"), format!("/assessments/{id}/release"), format!("/assessments/{id}/withdraw"));
    let doctor = ward.clinic.browser_of(&ward.staff).await;
    let assistant = ward.clinic.browser(Role::Assistant).await;
    let seen = |answer: Response| answer.expect(200).text();
    holds(&seen(doctor.get(&path).await), &[&release, "Not shown to the patient"], &[&withdraw]);
    holds(&seen(assistant.get(&path).await), &["Not shown to the patient"], &[&release, &withdraw]);

    let answer = doctor.submit(&release, &[]).await.expect(303);
    assert_eq!(answer.header("location"), path);
    holds(&seen(doctor.get(&path).await), &["Shown to the patient by", "07/01/2030", &withdraw], &[&release]);

    assert!(seen(doctor.get(&withdraw).await).contains("They may have read it already"));
    let refused = doctor.submit(&withdraw, &[("reason", " ")]).await.expect(422).text();
    assert!(refused.contains("href=\"#reason\""), "{refused}");
    doctor.submit(&withdraw, &[("reason", "Octogesima")]).await.expect(303);
    holds(&seen(doctor.get(&path).await), &["Hidden from the patient by", "Octogesima", &release], &[&withdraw]);

    // A draft is nobody's to show.
    let draft = ward.write(&ward.doctor, json!({ "instrument": "phq-9", "answers": {} })).await;
    let shown = seen(doctor.get(&format!("/assessments/{draft}/")).await);
    holds(&shown, &[], &["/release\"", "Not shown to the patient"]);
    doctor.submit(&format!("/assessments/{draft}/release"), &[]).await.expect(409);
}

#[tokio::test]
async fn however_many_decide_at_once_each_decision_is_another_one_and_the_patient_is_told_once() {
    let ward = Ward::open().await;
    let id = ward.mild().await;
    let (show, hide) = (format!("/api/assessments/{id}/release/"), format!("/api/assessments/{id}/withdraw/"));
    let tries = (0..6).map(|_| ward.doctor.post(&show, &json!({})).into_future());
    for answer in futures::future::join_all(tries).await {
        answer.expect(200);
    }
    assert_eq!((ward.decisions().await.as_str(), ward.news().await.len()), ("1", 1));
    let tries = (0..6).map(|n| match n % 2 {
        0 => ward.doctor.post(&show, &json!({})).into_future(),
        _ => ward.doctor.post(&hide, &json!({ "reason": "x" })).into_future(),
    });
    for answer in futures::future::join_all(tries).await {
        answer.expect(200);
    }
    let turns = "select count(*) from (select released = lag(released) over (order by seq) as same
                 from {room}.assessment_release) as d where same";
    assert_eq!(ward.clinic.value(turns).await, "0");
}
