//! Which passwords will do, and where they are never seen.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::json;
use testkit::{Client, PASSWORD, Response, Role, TestClinic};

use super::{factors::Authenticator, knock, without_rates};

const HERE: &str = "192.0.2.7";

async fn change(browser: &Client, current: &str, new: &str) -> Response {
    browser.submit("/account/password/", &[("current", current), ("password", new), ("password_repeat", new)]).await
}

/// Changes it, or says what was wrong with it.
async fn verdict(clinic: &TestClinic, new: &str) -> u16 {
    let browser = clinic.browser(Role::Reception).await;
    change(&browser, PASSWORD, new).await.status.as_u16()
}

#[tokio::test]
async fn length_is_asked_for_and_letters_of_no_kind() {
    let clinic = without_rates().await;
    for (password, status) in [
        ("", 422),
        ("tk7 Wq2 zP9 xR", 422),
        ("tk7 Wq2 zP9 xRv", 303),
        ("nuvolopacefiume", 303),
        ("نهر هادئ بلا اسم بعيد", 303),
        ("729461850372916", 303),
        ("  lead and trail   ", 303),
        ("emoji \u{1f41f}\u{1f333} are letters too", 303),
    ] {
        assert_eq!(verdict(&clinic, password).await, status, "{password:?}");
    }
}

#[tokio::test]
async fn long_ones_are_taken_whole_up_to_a_bound() {
    let clinic = without_rates().await;
    let letters: String =
        (0..256).map(|number| char::from(b'a' + u8::try_from((number * number + 7 * number) % 26).unwrap())).collect();
    for length in [64, 65, 100, 256] {
        let staff = clinic.hire(&[Role::Reception]).await;
        let browser = clinic.browser_of(&staff).await;
        change(&browser, PASSWORD, &letters[..length]).await.expect(303);
        // Not cut off anywhere: the last letter counts.
        knock(&clinic, HERE, &staff.username, &letters[..length - 1]).await.expect(422);
        knock(&clinic, HERE, &staff.username, &letters[..length]).await.expect(303);
    }
    assert_eq!(verdict(&clinic, &format!("{letters}a")).await, 422);
    assert_eq!(verdict(&clinic, &letters.repeat(1000)).await, 422);
}

#[tokio::test]
async fn twelve_letters_are_enough_beside_a_second_factor() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Reception).await;
    let twelve = "tk7 Wq2 zP9x";
    change(&browser, PASSWORD, twelve).await.expect(422);
    let (_, browser) = Authenticator::set_up(&clinic, &browser).await;
    change(&browser, PASSWORD, &twelve[..11]).await.expect(422);
    change(&browser, PASSWORD, twelve).await.expect(303);
}

#[tokio::test]
async fn what_guessers_try_first_is_refused() {
    let clinic = without_rates().await;
    let mut taken = Vec::new();
    for password in [
        "passwordpassword",
        "password password",
        "password123456789",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnopq",
        "1234567890123456",
        "iloveyouiloveyou",
        "P@ssw0rdP@ssw0rd",
        "NileClinicNileClinic",
        "nile clinic 2030",
    ] {
        if verdict(&clinic, password).await != 422 {
            taken.push(password);
        }
    }
    assert!(taken.is_empty(), "{taken:?}");
}

#[tokio::test]
async fn the_words_of_the_account_itself_are_refused() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    for password in
        ["zubaydah qandil", "Zubaydah1Qandil1", "qandilqandilqandil", "thessaly thessaly", "ZUBAYDAH-THESSALY"]
    {
        let form = [
            ("username", "zubaydah qandil"),
            ("display_name", "Thessaly"),
            ("roles", "viewer"),
            ("password", password),
            ("password_repeat", password),
        ];
        admin.submit("/admin/staff/new/", &form).await.expect(422);
        let input = json!({ "username": "zubaydah qandil", "display_name": "Thessaly", "roles": ["viewer"], "password": password });
        let refused = admin.post("/api/staff/", &input).await;
        assert_eq!(
            refused.to_string(),
            r#"422 {"code":"invalid","errors":{"/password":"common_password"}}"#,
            "{password}"
        );
    }
}

#[tokio::test]
async fn none_of_the_last_five_comes_back() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let mut browser = clinic.browser_of(&staff).await;
    let words: Vec<String> = (0..5).map(|number| format!("quiet river number {number} flows")).collect();
    let mut current = PASSWORD.to_owned();
    for new in &words {
        clinic.advance(jiff::SignedDuration::from_secs(1));
        change(&browser, &current, &current).await.expect(422);
        browser = browser.after(&change(&browser, &current, new).await.expect(303)).await;
        current.clone_from(new);
    }
    for old in &words {
        change(&browser, &current, old).await.expect(422);
    }
    // The sixth back may.
    change(&browser, &current, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn two_different_spellings_change_nothing() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Reception).await;
    let form =
        [("current", PASSWORD), ("password", "seven other quiet words"), ("password_repeat", "seven other quiet word")];
    browser.submit("/account/password/", &form).await.expect(422);
    change(&browser, "", "seven other quiet words").await.expect(422);
    knock(&clinic, HERE, &browser.staff().username, PASSWORD).await.expect(303);
}

#[tokio::test]
async fn of_two_changes_at_once_one_holds_and_a_reset_is_not_undone() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let (one, two) = (clinic.browser_of(&staff).await, clinic.browser_of(&staff).await);
    let words = ["seven other quiet words", "eight other quiet words"];

    let (first, second) = tokio::join!(change(&one, PASSWORD, words[0]), change(&two, PASSWORD, words[1]));

    let mut taken = Vec::new();
    for (answer, word) in [(first, words[0]), (second, words[1])] {
        let opens = knock(&clinic, HERE, &staff.username, word).await.status == 303;
        assert_eq!(opens, answer.status == 303 && !answer.header("location").contains("login"), "{answer}");
        taken.push(opens);
    }
    assert_eq!(taken.iter().filter(|opens| **opens).count(), 1);
    assert_eq!(clinic.value("select count(*) from {room}.staff_password").await, "1");
}

/// A log that can be read afterwards.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_password_and_no_link_stands_in_the_log_or_on_record() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Reception]).await;
    let secrets = ["a wrong and secret word", "seven other quiet words", "eight other quiet words"];

    knock(&clinic, HERE, &staff.username, secrets[0]).await.expect(422);
    let input = json!({ "username": staff.username, "password": secrets[0] });
    clinic.visitor().post("/api/auth/login/", &input).await.expect(401);
    change(&clinic.browser_of(&staff).await, PASSWORD, secrets[1]).await.expect(303);
    let page = admin.submit(&format!("/admin/staff/{}/link/", staff.id), &[]).await.expect(200);
    let link = super::between(&page, "/welcome/", "/");
    let form = [("password", secrets[2]), ("password_repeat", secrets[2])];
    clinic.visitor().submit(&format!("/welcome/{link}/"), &form).await.expect(303);

    let written = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    let record = clinic.value("select string_agg(e::text, ' ') from {room}.audit_event e").await;
    for secret in secrets.iter().copied().chain([PASSWORD, link.as_str()]) {
        assert!(!written.contains(secret), "{secret} is in the log");
        assert!(!record.contains(secret), "{secret} is on record");
    }
}
