//! Guessing passwords: it ends soon, and keeps nobody else out.

use std::time::Duration;

use futures::future::join_all;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, PASSWORD, Response, Role, TestClinic};

use super::{cookies_of, fail, knock, without_rates};

const HERE: &str = "192.0.2.7";
const THERE: &str = "198.51.100.7";

/// An address in the network of that number.
fn network(number: usize) -> String {
    format!("203.0.{number}.7")
}

/// Fails a hundred times, from as few networks as that takes; returns the user name.
async fn close(clinic: &TestClinic, username: &str) {
    for number in 0..7 {
        fail(clinic, &network(number), username, if number < 6 { 15 } else { 10 }).await;
    }
}

#[tokio::test]
async fn fifteen_failures_lock_their_network_for_fifteen_minutes() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;

    fail(&clinic, HERE, &staff.username, 14).await;
    clinic.advance(SignedDuration::from_mins(1));
    fail(&clinic, HERE, &staff.username, 1).await;

    let locked = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(422);
    assert_eq!(clinic.audit_of(&locked).await[0].to_string(), "sign_in denied visitor");
    // A neighbour in the same block is the same network.
    knock(&clinic, "192.0.2.200", &staff.username, PASSWORD).await.expect(422);
    clinic.advance(SignedDuration::from_secs(15 * 60 - 1));
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(422);
    clinic.advance(SignedDuration::from_secs(1));
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn the_fifteenth_try_may_still_be_right_and_wipes_the_slate() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    for _ in 0..2 {
        fail(&clinic, HERE, &staff.username, 14).await;
        knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    }
}

#[tokio::test]
async fn trying_on_does_not_put_the_end_of_a_lock_off() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    fail(&clinic, HERE, &staff.username, 15).await;
    for _ in 0..14 {
        clinic.advance(SignedDuration::from_mins(1));
        fail(&clinic, HERE, &staff.username, 2).await;
    }

    clinic.advance(SignedDuration::from_mins(1));
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn after_a_lock_there_are_fifteen_tries_again_and_not_one_more() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    for _ in 0..2 {
        fail(&clinic, HERE, &staff.username, 20).await;
        clinic.advance(SignedDuration::from_mins(15));
    }
    fail(&clinic, HERE, &staff.username, 14).await;
    let last = knock(&clinic, HERE, &staff.username, "incorrect").await;
    assert_eq!(clinic.audit_of(&last).await[0].outcome, "failure");
    let locked = knock(&clinic, HERE, &staff.username, "incorrect").await;
    assert_eq!(clinic.audit_of(&locked).await[0].outcome, "denied");
}

#[tokio::test]
async fn a_stranger_elsewhere_keeps_nobody_out() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let known = cookies_of(&knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303));

    fail(&clinic, THERE, &staff.username, 40).await;

    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(422);
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    // Even from the stranger's own network, a browser that is known gets in.
    fail(&clinic, THERE, &staff.username, 40).await;
    let device = only_device(&known);
    knock(&clinic, THERE, &staff.username, PASSWORD).header("cookie", &device).await.expect(303);
}

/// The cookie by which the browser is known, without the session's.
fn only_device(cookies: &str) -> String {
    cookies.split("; ").find(|pair| pair.starts_with("device=")).expect("a device").to_owned()
}

#[tokio::test]
async fn a_known_browser_has_a_count_of_its_own_that_locks_as_well() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let device = only_device(&cookies_of(&knock(&clinic, HERE, &staff.username, PASSWORD).await));

    for _ in 0..15 {
        knock(&clinic, THERE, &staff.username, "incorrect").header("cookie", &device).await.expect(422);
    }

    knock(&clinic, HERE, &staff.username, PASSWORD).header("cookie", &device).await.expect(422);
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn a_browser_known_to_one_is_nothing_to_another_and_made_up_ones_are_nothing_at_all() {
    let clinic = without_rates().await;
    let (mona, amal) = (clinic.hire(&[Role::Reception]).await, clinic.hire(&[Role::Reception]).await);
    let device = only_device(&cookies_of(&knock(&clinic, HERE, &mona.username, PASSWORD).await));
    let made_up = format!("device={}", "A".repeat(43));

    fail(&clinic, THERE, &amal.username, 15).await;

    for device in [device.as_str(), made_up.as_str(), "device=", "device=x"] {
        knock(&clinic, THERE, &amal.username, PASSWORD).header("cookie", device).await.expect(422);
    }
    let other = clinic.other().await;
    let theirs = other.hire(&[Role::Reception]).await;
    fail(&other, THERE, &theirs.username, 15).await;
    knock(&other, THERE, &theirs.username, PASSWORD).header("cookie", &device).await.expect(422);
}

#[tokio::test]
async fn a_hundred_failures_from_a_known_browser_make_it_a_strangers() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let device = only_device(&cookies_of(&knock(&clinic, HERE, &staff.username, PASSWORD).await));
    let tries = async |times: usize| {
        for _ in 0..times {
            knock(&clinic, HERE, &staff.username, "incorrect").header("cookie", &device).await.expect(422);
        }
    };
    for _ in 0..7 {
        tries(15).await;
        clinic.advance(SignedDuration::from_mins(15));
    }
    // Five of them were a stranger's already; ten more lock the network, and not only this browser.
    tries(10).await;
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(422);
}

#[tokio::test]
async fn many_networks_together_are_slowed_down_and_known_browsers_are_not() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let device = only_device(&cookies_of(&knock(&clinic, HERE, &staff.username, PASSWORD).await));
    let paused = || clinic.clock().paused();

    fail(&clinic, &network(0), &staff.username, 15).await;
    assert_eq!(paused(), Duration::ZERO);
    fail(&clinic, &network(1), &staff.username, 3).await;
    assert_eq!(paused(), Duration::from_millis(250 + 500 + 750));
    let before = paused();
    knock(&clinic, HERE, &staff.username, "incorrect").header("cookie", &device).await.expect(422);
    assert_eq!(paused(), before);
    // The right password waits as the wrong ones do, once.
    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(303);
    assert_eq!(paused().saturating_sub(before), Duration::from_secs(1));
    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(303);
    assert_eq!(paused().saturating_sub(before), Duration::from_secs(1));
}

#[tokio::test]
async fn nobody_waits_longer_than_five_seconds() {
    let clinic = without_rates().await;
    for number in 0..4 {
        fail(&clinic, &network(number), "nobody we know", 14).await;
    }
    let before = clinic.clock().paused();
    fail(&clinic, &network(9), "nobody we know", 1).await;
    assert_eq!(clinic.clock().paused().saturating_sub(before), Duration::from_secs(5));
}

#[tokio::test]
async fn a_hundred_failures_close_an_account_to_strangers_and_never_to_its_owner() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let device = only_device(&cookies_of(&knock(&clinic, HERE, &staff.username, PASSWORD).await));
    close(&clinic, &staff.username).await;

    let refused = knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(422);
    assert_eq!(clinic.audit_of(&refused).await[0].to_string(), "sign_in denied visitor");
    // Waiting does not help.
    clinic.advance(SignedDuration::from_hours(30 * 24));
    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(422);
    clinic.run_duty("housekeeping").await;
    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(422);

    // The owner gets in where they always did, and opens it for themselves everywhere.
    knock(&clinic, HERE, &staff.username, PASSWORD).header("cookie", &device).await.expect(303);
    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn an_administrator_sees_the_lock_and_opens_it() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    close(&clinic, &staff.username).await;
    let admin = clinic.browser(Role::Admin).await;
    let page = format!("/admin/staff/{}/", staff.id);
    let unlock = format!("{page}unlock/");
    assert!(admin.get(&page).await.expect(200).text().contains(&unlock));

    clinic.browser(Role::Reception).await.submit(&unlock, &[]).await.expect(403);
    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(422);
    let done = admin.submit(&unlock, &[]).await.expect(303);

    assert_eq!(clinic.audit_of(&done).await[0].to_string(), "unlock_account success staff");
    assert!(!admin.get(&page).await.expect(200).text().contains(&unlock));
    for address in [THERE, &network(0)] {
        knock(&clinic, address, &staff.username, PASSWORD).await.expect(303);
    }
    admin.submit(&format!("/admin/staff/{}/unlock/", uuid_of_nobody()), &[]).await.expect(404);
}

fn uuid_of_nobody() -> &'static str {
    "0198c0de-0000-7000-8000-000000000000"
}

#[tokio::test]
async fn a_name_that_nobody_has_is_counted_like_one_that_somebody_has() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let mut seen = Vec::new();
    for username in [staff.username.as_str(), "nobody we know"] {
        let before = clinic.clock().paused();
        let mut outcomes = Vec::new();
        for number in 0..8 {
            for _ in 0..16 {
                let answer = knock(&clinic, &network(number), username, "incorrect").await.expect(422);
                outcomes.push(clinic.audit_of(&answer).await[0].outcome.clone());
            }
        }
        seen.push((outcomes, clinic.clock().paused().saturating_sub(before)));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].0.iter().filter(|outcome| *outcome == "failure").count(), 100);
}

/// What of an answer may depend on nothing but the request's number.
fn looks(answer: &Response, username: &str) -> String {
    let mut headers: Vec<String> =
        answer.headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    headers.retain(|line| !line.starts_with("x-request-id") && !line.starts_with("content-security-policy"));
    let hidden = [username, answer.header("x-request-id")];
    let body = hidden.iter().fold(answer.text(), |text, hidden| text.replace(hidden, "*"));
    let nonce = body.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("no nonce").to_owned();
    format!("{} {headers:?} {}", answer.status, body.replace(&nonce, "*"))
}

#[tokio::test]
async fn wrong_unknown_suspended_and_locked_cannot_be_told_apart() {
    let clinic = without_rates().await;
    let mut staff = Vec::new();
    for _ in 0..3 {
        staff.push(clinic.hire(&[Role::Reception]).await);
    }
    let sql = format!("update {{room}}.staff set status = 'suspended' where id = '{}'", staff[2].id);
    clinic.sql_as_superuser(&sql).await;
    let (wrong, locked, suspended) = (&staff[0].username, &staff[1].username, &staff[2].username);
    let unknown = "x".repeat(wrong.len());
    fail(&clinic, HERE, locked, 15).await;

    let cases = [(wrong, "incorrect"), (locked, PASSWORD), (suspended, PASSWORD), (&unknown, PASSWORD)];
    let (mut pages, mut programs) = (Vec::new(), Vec::new());
    for (username, password) in cases {
        pages.push(looks(&knock(&clinic, HERE, username, password).await.expect(422), username));
        let input = json!({ "username": username, "password": password });
        let answer = clinic.visitor().post("/api/auth/login/", &input).from(HERE).await.expect(401);
        programs.push(looks(&answer, username));
    }
    for all in [pages, programs] {
        assert!(all.iter().all(|one| *one == all[0]), "{all:#?}");
    }
}

#[tokio::test]
async fn one_password_tried_on_everybody_locks_nobody() {
    let clinic = without_rates().await;
    let mut everybody = Vec::new();
    for _ in 0..20 {
        everybody.push(clinic.hire(&[Role::Reception]).await);
    }
    for password in ["Summer-2030!", "password123456", "clinic clinic clinic"] {
        for staff in &everybody {
            knock(&clinic, HERE, &staff.username, password).await.expect(422);
        }
    }
    for staff in &everybody {
        knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
        knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(303);
    }
    assert_eq!(clinic.clock().paused(), Duration::ZERO);
}

#[tokio::test]
async fn a_thousand_at_once_get_no_further_than_fifteen() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;

    let all = (0..1000).map(|_| async { knock(&clinic, HERE, &staff.username, "incorrect").await });
    let answers = join_all(all).await;

    assert!(answers.iter().all(|answer| matches!(answer.status.as_u16(), 422 | 503)));
    let tried = clinic.audit().await.into_iter().filter(|row| row.action == "sign_in");
    let checked = tried.filter(|row| row.outcome == "failure").count();
    assert!(checked <= 15, "{checked} of them were checked");
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(422);
    knock(&clinic, THERE, &staff.username, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn programs_are_counted_as_browsers_are() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let sign_in = |password: &str| {
        let input = json!({ "username": staff.username, "password": password });
        clinic.visitor().post("/api/auth/login/", &input).from(HERE)
    };
    for _ in 0..7 {
        sign_in("incorrect").await.expect(401);
    }
    fail(&clinic, HERE, &staff.username, 8).await;
    sign_in(PASSWORD).await.expect(401);
    clinic.advance(SignedDuration::from_mins(15));
    sign_in(PASSWORD).await.expect(200);
}

#[tokio::test]
async fn what_a_client_says_of_its_own_address_does_not_count() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    for number in 0..15 {
        let call = knock(&clinic, HERE, &staff.username, "incorrect").header("x-forwarded-for", &network(number));
        call.header("forwarded", &format!("for={}", network(number))).header("x-real-ip", &network(number)).await;
    }
    let call = knock(&clinic, HERE, &staff.username, PASSWORD).header("x-forwarded-for", THERE);
    call.await.expect(422);
}

#[tokio::test]
async fn what_counts_no_more_is_swept_away() {
    let clinic = without_rates().await;
    fail(&clinic, HERE, "nobody we know", 3).await;
    clinic.visitor().call(http::Method::POST, "/sign-in/passkey/begin").json(&json!({})).await.expect(200);
    let kept = async || {
        clinic
            .value("select (select count(*) from {room}.attempt) + (select count(*) from {room}.passkey_ceremony)")
            .await
    };
    assert_eq!(kept().await, "3");

    clinic.advance(SignedDuration::from_hours(25));
    clinic.run_duty("housekeeping").await;

    assert_eq!(kept().await, "0");
}

#[tokio::test]
async fn an_open_screen_is_no_better_place_to_guess_at() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let browser: Client = clinic.browser_of(&staff).await;
    let guess = async |password: &str| {
        let form = [
            ("current", password),
            ("password", "seven other quiet words"),
            ("password_repeat", "seven other quiet words"),
        ];
        browser.submit("/account/password/", &form).await
    };
    for _ in 0..15 {
        let wrong = guess("incorrect").await.expect(422);
        assert_eq!(clinic.audit_of(&wrong).await[0].to_string(), "change_password failure staff");
    }
    let locked = guess(PASSWORD).await.expect(422);
    assert_eq!(clinic.audit_of(&locked).await[0].to_string(), "change_password denied staff");
    // The same count holds for confirming who one is.
    let form = [("proof_password", PASSWORD)];
    clinic.advance(SignedDuration::from_mins(10));
    browser.submit("/account/confirm/", &form).await.expect(422);
    // Whoever signs in by the door is not locked out by what happened inside.
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    clinic.advance(SignedDuration::from_mins(5));
    browser.submit("/account/confirm/", &form).await.expect(303);
}
