//! Signing in by a code: what it proves, how often it may be tried, and what strangers learn.

use std::collections::BTreeSet;

use clinic::messages::model::Withheld;
use jiff::SignedDuration;
use testkit::{Role, TestClinic};

use super::{PHONE, USERNAME, ask, known, outbox, sent_code, set_rules, signed_in, type_code, withheld, wrong};

#[tokio::test]
async fn phone_and_user_name_in_any_spelling_and_a_code_open_the_portal() {
    let clinic = TestClinic::new().await;
    let person = known(&clinic).await;
    for (phone, username) in
        [(PHONE, USERNAME), ("+20 100 1234567", "mona el sayed"), ("٠١٠٠١٢٣٤٥٦٧", "  MONA   El Sayed ")]
    {
        clinic.advance(SignedDuration::from_hours(1));
        let mut browser = clinic.new_browser();
        let answer = ask(&mut browser, phone, username).await.expect(303);
        assert_eq!(answer.header("location"), "/patient/patient-login/code/");
        let code = sent_code(&clinic).await;
        let answer = type_code(&mut browser, &code).await.expect(303);
        assert_eq!(answer.header("location"), "/patient/home/");
        let recorded = clinic.audit_of(&answer).await;
        assert_eq!(recorded.last().expect("a row").to_string(), "sign_in success visitor about 1");
        assert_eq!(recorded.last().expect("a row").patients, [person.id]);
        browser.get("/patient/home/").await.expect(200);
    }
}

#[tokio::test]
async fn a_known_pair_and_an_unknown_one_are_answered_alike() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let (mut known, mut unknown) = (clinic.new_browser(), clinic.new_browser());
    let one = ask(&mut known, PHONE, USERNAME).await.expect(303);
    let other = ask(&mut unknown, PHONE, "somebody else").await.expect(303);
    let names = |answer: &testkit::Response| -> BTreeSet<String> {
        answer.headers.keys().map(|name| name.as_str().to_owned()).collect()
    };
    assert_eq!(names(&one), names(&other));
    assert_eq!(one.header("location"), other.header("location"));
    let [one, other] = [&mut known, &mut unknown];
    let pages = [one.get("/patient/patient-login/code/").await, other.get("/patient/patient-login/code/").await];
    let same = |page: &testkit::Response| page.text().split("nonce").next().expect("a page").to_owned();
    assert_eq!(same(&pages[0]), same(&pages[1]));
    let wrongs = [type_code(one, "000000").await, type_code(other, "000000").await];
    assert_eq!(wrongs[0].status, wrongs[1].status);
    let kept: Vec<_> =
        outbox(&clinic).await.iter().map(|message| (message.status.as_str(), message.body.is_empty())).collect();
    assert_eq!(kept, [("withheld", true), ("queued", false)]);
}

#[tokio::test]
async fn a_code_serves_once() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    let mut copy = browser.clone();
    type_code(&mut browser, &code).await.expect(303);
    type_code(&mut copy, &code).await.expect(422);
}

#[tokio::test]
async fn of_two_right_codes_at_once_one_opens_a_session() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    let calls = (0..20).map(|_| {
        let form = [("code", code.as_str())];
        let call = browser.call(http::Method::POST, "/patient/patient-login/code/").form(&form);
        async move { call.await.status.as_u16() }
    });
    let answers = futures::future::join_all(calls).await;
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
    assert_eq!(clinic.value("select count(*)::text from {room}.session where patient_id is not null").await, "1");
}

#[tokio::test]
async fn a_challenge_takes_five_tries_even_all_at_once() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    let bad = wrong(&code);
    let calls = (0..25).map(|_| {
        let form = [("code", bad.as_str())];
        let call = browser.call(http::Method::POST, "/patient/patient-login/code/").form(&form);
        async move { call.await.status.as_u16() }
    });
    let answers = futures::future::join_all(calls).await;
    assert!(answers.iter().all(|status| *status == 422), "{answers:?}");
    assert_eq!(clinic.value("select tries::text from {room}.sign_in_challenge").await, "5");
    type_code(&mut browser, &code).await.expect(422);
}

#[tokio::test]
async fn a_code_is_over_after_five_minutes() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    clinic.advance(SignedDuration::from_mins(5));
    type_code(&mut browser, &code).await.expect(422);
}

#[tokio::test]
async fn a_code_serves_only_the_browser_that_asked_for_it() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut clinic.new_browser(), &code).await.expect(422);
    // Another challenge of the same patient has a code of its own.
    let mut other = clinic.new_browser();
    ask(&mut other, PHONE, USERNAME).await.expect(303);
    assert_ne!(sent_code(&clinic).await, code, "a hundred thousand to one");
    type_code(&mut other, &code).await.expect(422);
    type_code(&mut browser, &code).await.expect(303);
}

#[tokio::test]
async fn another_code_may_be_asked_for_after_a_minute_and_voids_the_one_before() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let first = sent_code(&clinic).await;
    let soon = browser.submit("/patient/patient-login/resend/", &[]).await.expect(303);
    assert!(soon.header("location").contains("told=soon"), "{soon}");
    assert_eq!(sent_code(&clinic).await, first);
    clinic.advance(SignedDuration::from_secs(60));
    let again = browser.submit("/patient/patient-login/resend/", &[]).await.expect(303);
    assert!(again.header("location").contains("told=resent"), "{again}");
    let second = sent_code(&clinic).await;
    if first != second {
        type_code(&mut browser, &first).await.expect(422);
    }
    type_code(&mut browser, &second).await.expect(303);
}

#[tokio::test]
async fn a_number_gets_so_many_codes_an_hour_and_a_day_and_the_desk_sees_why_no_more() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut sent = 0;
    for _ in 0..8 {
        for _ in 0..5 {
            ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
        }
        let all = outbox(&clinic).await;
        sent = all.iter().filter(|message| message.withheld.is_none()).count();
        assert!(sent <= 10);
        clinic.advance(SignedDuration::from_hours(1));
    }
    // Three an hour, and ten a day.
    assert_eq!(sent, 10);
    let refused = outbox(&clinic).await;
    assert!(refused.iter().any(|message| message.withheld == Some(Withheld::TooMany)));
}

#[tokio::test]
async fn whoever_knows_only_a_number_uses_up_nobodys_codes() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    for guess in 0..20 {
        ask(&mut clinic.new_browser(), PHONE, &format!("guess {guess}")).await.expect(303);
    }
    let mut owner = clinic.new_browser();
    ask(&mut owner, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut owner, &code).await.expect(303);
}

#[tokio::test]
async fn codes_go_to_the_countries_that_the_clinic_named() {
    let clinic = TestClinic::new().await;
    let abroad = clinic.patient().named("Jean", "Petit").create().await;
    super::let_in(&clinic, &abroad, "+33 6 12 34 56 78", "jean").await;
    ask(&mut clinic.new_browser(), "+33612345678", "jean").await.expect(303);
    assert_eq!(withheld(&clinic).await, "country");
    set_rules(&clinic, |rules| rules.countries = vec!["FR".to_owned()]).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, "+33612345678", "jean").await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
}

#[tokio::test]
async fn what_cannot_be_a_phone_or_a_name_is_said_and_nothing_is_lost() {
    let clinic = TestClinic::new().await;
    for (phone, username, kept) in [("", "mona", "mona"), ("12", "mona", "mona"), (PHONE, " ", PHONE), ("no", "", "no")]
    {
        let answer = ask(&mut clinic.new_browser(), phone, username).await.expect(422);
        assert!(answer.text().contains(&format!("value=\"{kept}\"")), "{}", answer.text());
    }
    let long = "m".repeat(151);
    ask(&mut clinic.new_browser(), PHONE, &long).await.expect(422);
    assert!(outbox(&clinic).await.is_empty());
}

#[tokio::test]
async fn nothing_of_one_clinic_lets_anybody_into_another() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let other = clinic.other().await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser.at(&other), &code).await.expect(422);
    let mut inside = signed_in(&clinic).await.at(&other);
    let answer = inside.get("/patient/home/").await.expect(303);
    assert!(answer.header("location").starts_with("/patient/patient-login/"));
}

#[tokio::test]
async fn a_session_from_before_is_not_taken_over() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    browser.set_cookie("praxis", "planted");
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut browser, &code).await.expect(303);
    let first = browser.cookie("praxis").expect("a session").to_owned();
    assert_ne!(first, "planted");
    // Coming in once more ends the session from before.
    clinic.advance(SignedDuration::from_hours(1));
    let mut again = signed_in(&clinic).await;
    let before = again.clone();
    ask(&mut again, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    type_code(&mut again, &code).await.expect(303);
    clinic.app().forget_access();
    before.call(http::Method::GET, "/patient/home/").await.expect(303);
}

#[tokio::test]
async fn a_patient_is_signed_out_after_idle_minutes_and_after_a_day() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut idle = signed_in(&clinic).await;
    clinic.advance(SignedDuration::from_mins(30));
    idle.get("/patient/home/").await.expect(303);
    set_rules(&clinic, |rules| rules.idle_minutes = 240).await;
    clinic.advance(SignedDuration::from_hours(1));
    let mut busy = signed_in(&clinic).await;
    for _ in 0..7 {
        clinic.advance(SignedDuration::from_mins(200));
        busy.get("/patient/home/").await.expect(200);
    }
    clinic.advance(SignedDuration::from_mins(41));
    busy.get("/patient/home/").await.expect(303);
}

#[tokio::test]
async fn staff_do_not_come_in_by_the_patients_door_nor_patients_by_the_staffs() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    ask(&mut clinic.new_browser(), PHONE, &staff.username).await.expect(303);
    assert_eq!(withheld(&clinic).await, "unknown");
    let mut browser = signed_in(&clinic).await;
    for path in ["/reception/dashboard/", "/doctor/appointments-dash/", "/admin/", "/audit/", "/account/", "/messages/"]
    {
        let answer = browser.get(path).await.expect(403);
        assert_eq!(clinic.audit_of(&answer).await[0].to_string().split(' ').nth(1), Some("denied"), "{path}");
    }
    let form = [("username", USERNAME), ("password", testkit::PASSWORD)];
    clinic.new_browser().submit("/doctor/staff-login/", &form).await.expect(422);
}

#[tokio::test]
async fn a_code_is_kept_nowhere_in_the_open() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    let mut browser = clinic.new_browser();
    ask(&mut browser, PHONE, USERNAME).await.expect(303);
    let code = sent_code(&clinic).await;
    for table in ["sign_in_challenge", "message", "patient_account", "audit_event", "allowance"] {
        let rows = clinic.sql_as_superuser(&format!("select t::text from {{room}}.{table} t")).await;
        for row in rows.iter().flatten() {
            for secret in [code.as_str(), "1001234567", "Mona", "mona"] {
                assert!(!row.contains(&hex::encode(secret)), "{table}");
            }
            assert!(!row.contains("1001234567") && !row.to_lowercase().contains("mona"), "{table}");
        }
    }
}

#[tokio::test]
async fn what_was_not_sent_cannot_be_typed() {
    let clinic = TestClinic::new().await;
    known(&clinic).await;
    set_rules(&clinic, |rules| rules.codes_per_number_an_hour = 0).await;
    ask(&mut clinic.new_browser(), PHONE, USERNAME).await.expect(303);
    assert_eq!(withheld(&clinic).await, "too_many");
    let keys = clinic.house().keys_of(clinic.tenant()).await.expect("keys");
    let row = clinic
        .sql_as_superuser("select encode(hash, 'hex'), encode(code_hash, 'hex') from {room}.sign_in_challenge")
        .await;
    let (challenge, expected) = (&row[0][0], &row[0][1]);
    let index = keys.index("sign_in_challenge.code");
    // As the program hashes what is typed: the index of a challenge that was sent is found this way.
    let guessed = (0..1_000_000).any(|code| hex::encode(index.exact(&format!("{challenge} {code:06}"))) == *expected);
    assert!(!guessed);
}
