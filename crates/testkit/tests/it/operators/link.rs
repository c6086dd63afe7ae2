//! The link that makes an operator, and the authenticator that nobody gets around.

use jiff::SignedDuration;
use testkit::TestClinic;

use super::kit::{Browser, Operator, PASSWORD, invited, record};

const CHOICE: [(&str, &str); 2] = [("password", PASSWORD), ("password_repeat", PASSWORD)];

#[tokio::test]
async fn an_operator_comes_in_by_link_password_and_authenticator() {
    let clinic = TestClinic::new().await;

    let operator = Operator::new(&clinic, "amal").await;

    assert_eq!(operator.codes.len(), 10);
    let clinics = operator.browser.get("/clinics/").await.expect(200).text();
    assert!(clinics.contains("Nile Clinic") && clinics.contains("Clinique de la Seine"));
    assert_eq!(
        record(&clinic).await[2..],
        [
            "host add_operator success",
            "operator choose_password success",
            "operator set_up_authenticator success",
            "operator renew_recovery_codes success",
        ]
    );
}

#[tokio::test]
async fn looking_at_a_link_does_not_use_it_up_and_following_it_does() {
    let clinic = TestClinic::new().await;
    let (_, link) = invited(&clinic, "amal").await;
    let stranger = Browser::new(&clinic);

    for _ in 0..3 {
        stranger.get(&link).await.expect(200);
    }
    stranger.submit(&link, &CHOICE).await.expect(303);
    stranger.submit(&link, &CHOICE).await.expect(404);
    stranger.get(&link).await.expect(404);
}

#[tokio::test]
async fn of_two_who_follow_a_link_at_once_one_gets_in() {
    let clinic = TestClinic::new().await;
    let (_, link) = invited(&clinic, "amal").await;
    let stranger = Browser::new(&clinic);

    let (one, other) = tokio::join!(stranger.submit(&link, &CHOICE), stranger.submit(&link, &CHOICE));

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
}

#[tokio::test]
async fn a_link_lasts_an_hour() {
    let clinic = TestClinic::new().await;
    let (_, link) = invited(&clinic, "amal").await;
    clinic.advance(SignedDuration::from_secs(3600));
    Browser::new(&clinic).submit(&link, &CHOICE).await.expect(404);
}

#[tokio::test]
async fn a_short_or_common_password_is_refused_and_the_link_stays_good() {
    let clinic = TestClinic::new().await;
    let (_, link) = invited(&clinic, "amal").await;
    let stranger = Browser::new(&clinic);

    for bad in ["fourteen chars", "aaaaaaaaaaaaaaaaaaaa", "12345678901234567890"] {
        stranger.submit(&link, &[("password", bad), ("password_repeat", bad)]).await.expect(422);
    }
    stranger.submit(&link, &[("password", PASSWORD), ("password_repeat", "another")]).await.expect(422);
    stranger.submit(&link, &CHOICE).await.expect(303);
}

#[tokio::test]
async fn who_chose_a_password_and_no_authenticator_gets_nowhere() {
    let clinic = TestClinic::new().await;
    let (_, link) = invited(&clinic, "amal").await;
    let mut browser = Browser::new(&clinic);
    let answer = browser.submit(&link, &CHOICE).await.expect(303);
    browser.hold(&answer).await;

    for path in ["/clinics/", "/record/", "/account/", "/support/", "/clinics/new/"] {
        let answer = browser.get(path).await.expect(303);
        assert!(answer.header("location").starts_with("/sign-in/set-up/"), "{path}: {answer}");
    }
    browser.submit("/sign-in/set-up/", &[("code", "000000")]).await.expect(422);
    // The password alone is none: the set-up has to be begun anew, by a new link.
    let form = [("username", "amal"), ("password", PASSWORD)];
    Browser::new(&clinic).submit("/sign-in/", &form).await.expect(422);
}

#[tokio::test]
async fn nothing_of_an_authenticator_can_be_read_in_the_tables() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let secret = totp_rs::Secret::try_from_base32(&operator.secret).unwrap();

    let rows = clinic.sql_as_superuser("select o::text from platform.operator o").await;
    let codes = clinic.sql_as_superuser("select c::text from platform.operator_recovery_code c").await;
    let text: String = rows.into_iter().chain(codes).flatten().collect();

    assert!(!text.contains(&operator.secret));
    assert!(!text.contains(&hex::encode(secret.to_base32())));
    for code in &operator.codes {
        assert!(!text.contains(code.as_str()) && !text.contains(&hex::encode(code)));
    }
}

#[tokio::test]
async fn a_reset_takes_everything_away() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let mut tx = clinic.house().platform(clinic.house().host()).await.unwrap();
    tx.reset_operator(operator.id).await.unwrap();
    tx.commit().await.unwrap();

    operator.browser.get("/clinics/").await.expect(303);
    let form = [("username", "amal"), ("password", PASSWORD)];
    Browser::new(&clinic).submit("/sign-in/", &form).await.expect(422);
}
