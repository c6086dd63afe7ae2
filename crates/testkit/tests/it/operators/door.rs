//! Signing in: the second factor always, a code once, a lock after fifteen.

use jiff::SignedDuration;
use testkit::TestClinic;

use super::kit::{Browser, Operator, PASSWORD, last_of_record, record};

#[tokio::test]
async fn the_password_alone_opens_nothing() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let halfway = operator.halfway().await;

    for path in ["/clinics/", "/clinics/nile/", "/record/", "/account/", "/support/"] {
        let answer = halfway.get(path).await.expect(303);
        assert!(answer.header("location").starts_with("/sign-in/second-factor/"), "{path}: {answer}");
    }
    let answer = halfway.submit("/clinics/nile/resume/", &[]).await.expect(303);
    assert_eq!(answer.header("location"), "/sign-in/second-factor/");
    // Nor can one set up another authenticator instead.
    let answer = halfway.get("/sign-in/set-up/").await.expect(303);
    assert_eq!(answer.header("location"), "/sign-in/second-factor/");
    halfway.submit("/sign-in/set-up/", &[("code", &operator.code())]).await.expect(303);
    halfway.get("/clinics/").await.expect(303);
}

#[tokio::test]
async fn a_code_counts_once() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let (first, second) = (operator.halfway().await, operator.halfway().await);
    let code = operator.next_code();

    first.submit("/sign-in/second-factor/", &[("code", &code)]).await.expect(303);
    second.submit("/sign-in/second-factor/", &[("code", &code)]).await.expect(422);
    assert_eq!(last_of_record(&clinic).await, "operator show_code failure");
    let next = operator.next_code();
    second.submit("/sign-in/second-factor/", &[("code", &next)]).await.expect(303);
}

#[tokio::test]
async fn of_two_right_codes_at_once_one_gets_in() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let (first, second) = (operator.halfway().await, operator.halfway().await);
    let code = operator.next_code();
    let form = [("code", code.as_str())];

    let (one, other) =
        tokio::join!(first.submit("/sign-in/second-factor/", &form), second.submit("/sign-in/second-factor/", &form));

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
}

#[tokio::test]
async fn a_code_from_paper_counts_once() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let (first, second) = (operator.halfway().await, operator.halfway().await);
    let typed = operator.codes[0].to_uppercase().replace('-', " ");

    first.submit("/sign-in/second-factor/", &[("code", &typed)]).await.expect(303);
    second.submit("/sign-in/second-factor/", &[("code", &operator.codes[0])]).await.expect(422);
    second.submit("/sign-in/second-factor/", &[("code", &operator.codes[1])]).await.expect(303);
}

#[tokio::test]
async fn a_new_session_begins_at_each_step() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let mut browser = operator.halfway().await;
    let before = browser.clone();
    let code = operator.next_code();

    let answer = browser.submit("/sign-in/second-factor/", &[("code", &code)]).await.expect(303);
    browser.hold(&answer).await;

    assert_ne!(browser.cookie, before.cookie);
    browser.get("/clinics/").await.expect(200);
    assert_eq!(before.get("/clinics/").await.header("location"), "/sign-in/?next=%2Fclinics%2F");
}

#[tokio::test]
async fn unknown_wrong_and_locked_look_the_same() {
    let clinic = TestClinic::new().await;
    Operator::new(&clinic, "amal").await;
    let stranger = Browser::new(&clinic);
    let plain = |text: String| text.replace("nobody", "amal");

    let form = |name, password| [("username", name), ("password", password)];
    let wrong = stranger.submit("/sign-in/", &form("amal", "wrong")).await.expect(422);
    let unknown = stranger.submit("/sign-in/", &form("nobody", "wrong")).await.expect(422);
    for _ in 0..15 {
        stranger.submit("/sign-in/", &form("amal", "wrong")).await.expect(422);
    }
    let locked = stranger.submit("/sign-in/", &form("amal", PASSWORD)).await.expect(422);

    let bare = |text: String| {
        let nonce = super::kit::between(&text, "nonce=\"", "\"");
        plain(text).replace(&nonce, "")
    };
    assert_eq!(bare(wrong.text()), bare(unknown.text()));
    assert_eq!(bare(wrong.text()), bare(locked.text()));
    assert_eq!(last_of_record(&clinic).await, "visitor show_password denied");
    clinic.advance(SignedDuration::from_mins(15));
    stranger.submit("/sign-in/", &form("amal", PASSWORD)).await.expect(303);
}

#[tokio::test]
async fn guesses_at_codes_are_counted_wherever_they_come_from() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let browser = operator.halfway().await;
    for _ in 0..15 {
        browser.submit("/sign-in/second-factor/", &[("code", "000000")]).await.expect(422);
    }
    let code = operator.next_code();
    browser.submit("/sign-in/second-factor/", &[("code", &code)]).await.expect(422);
}

#[tokio::test]
async fn a_session_ends_with_fifteen_idle_minutes_and_with_twelve_hours() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    for _ in 0..3 {
        clinic.advance(SignedDuration::from_mins(14));
        operator.browser.get("/clinics/").await.expect(200);
    }
    // What a page does by itself is no sign of life.
    clinic.advance(SignedDuration::from_mins(8));
    operator.browser.get("/clinics/").header("x-background", "1").await.expect(200);
    clinic.advance(SignedDuration::from_mins(8));
    operator.browser.get("/clinics/").await.expect(303);

    let browser = operator.sign_in().await;
    for _ in 0..(12 * 6 - 1) {
        clinic.advance(SignedDuration::from_mins(10));
        browser.get("/clinics/").await.expect(200);
    }
    clinic.advance(SignedDuration::from_mins(10));
    browser.get("/clinics/").await.expect(303);
}

#[tokio::test]
async fn whoever_signs_out_is_out() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;

    operator.browser.submit("/sign-out/", &[]).await.expect(303);

    operator.browser.get("/clinics/").await.expect(303);
    assert_eq!(last_of_record(&clinic).await, "operator sign_out success");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let (second, third) = (operator.sign_in().await, operator.sign_in().await);
    let page = operator.browser.get("/account/").header("user-agent", "curl/8").await.expect(200).text();
    assert_eq!(page.matches("/end/\"").count(), 2, "{page}");
    let path = format!(
        "/account/sessions/{}/end/",
        super::kit::between(&page, "/account/sessions/", "/end/\"").rsplit('/').next().unwrap()
    );

    operator.browser.submit(&path, &[]).await.expect(303);
    let gone = [&second, &third].map(|browser| browser.get("/clinics/"));
    let [one, other] = gone;
    let mut statuses = [one.await.status.as_u16(), other.await.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 303]);

    operator.browser.submit("/account/sessions/end-others/", &[]).await.expect(303);
    second.get("/clinics/").await.expect(303);
    third.get("/clinics/").await.expect(303);
    operator.browser.get("/clinics/").await.expect(200);
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_the_present_one() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let other = operator.sign_in().await;
    let form = |current, new| [("current", current), ("password", new), ("password_repeat", new)];
    let new = "nine slow lanterns on water";

    operator.browser.submit("/account/password/", &form("wrong", new)).await.expect(422);
    operator.browser.submit("/account/password/", &form(PASSWORD, "short")).await.expect(422);
    operator.browser.submit("/account/password/", &form(PASSWORD, PASSWORD)).await.expect(422);
    operator.browser.submit("/account/password/", &form(PASSWORD, new)).await.expect(303);

    other.get("/clinics/").await.expect(303);
    operator.browser.get("/clinics/").await.expect(200);
    Browser::new(&clinic).submit("/sign-in/", &[("username", "amal"), ("password", new)]).await.expect(303);
}

#[tokio::test]
async fn new_codes_need_a_fresh_proof_and_replace_the_old_ones() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    clinic.advance(SignedDuration::from_mins(6));
    operator.browser.submit("/account/recovery-codes/", &[]).await.expect(403);
    let code = operator.next_code();
    let wrong = [("proof_password", PASSWORD), ("proof_code", "000000")];
    operator.browser.submit("/account/recovery-codes/", &wrong).await.expect(422);
    let proof = [("proof_password", PASSWORD), ("proof_code", code.as_str())];
    operator.browser.submit("/account/recovery-codes/", &proof).await.expect(200);

    let halfway = operator.halfway().await;
    halfway.submit("/sign-in/second-factor/", &[("code", &operator.codes[3])]).await.expect(422);
    assert!(record(&clinic).await.contains(&"operator confirm failure".to_owned()));
}
