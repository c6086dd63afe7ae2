//! The second factor: set up, shown, guessed at, lost.

use futures::future::join_all;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, PASSWORD, Response, Role, Staff, TestClinic};
use totp_rs::{Builder, Secret, Totp};

use super::{between, cookies_of, grow_stale, knock, with_proof, without_rates};

const HERE: &str = "192.0.2.7";

/// An app on somebody's telephone, and the codes on their paper.
pub struct Authenticator {
    clinic: TestClinic,
    totp: Totp,
    pub paper: Vec<String>,
}

impl Authenticator {
    /// Sets one up in a browser in which somebody has just signed in; that browser goes on as the second.
    pub async fn set_up(clinic: &TestClinic, browser: &Client) -> (Self, Client) {
        let page = browser.get("/account/authenticator/").await.expect(200);
        let secret = between(&page, "class=\"secret\">", "<").replace(' ', "");
        let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
        let mut app = Self { clinic: clinic.clone(), totp, paper: Vec::new() };
        let done = browser.submit("/account/authenticator/", &[("code", &app.code())]).await.expect(200);
        app.paper =
            done.text().split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
        assert_eq!(app.paper.len(), 10);
        assert_eq!(clinic.audit_of(&done).await[0].to_string(), "enrol_factor success staff");
        clinic.advance(SignedDuration::from_secs(60));
        let browser = browser.after(&done).await;
        (app, browser)
    }

    pub fn code(&self) -> String {
        self.code_after(0)
    }

    /// As the clock will show it so many seconds from now.
    pub fn code_after(&self, seconds: i64) -> String {
        let at = u64::try_from(self.clinic.clock().now().as_second() + seconds).unwrap();
        self.totp.generate(at).to_string()
    }
}

/// Somebody with a second factor.
async fn somebody(clinic: &TestClinic) -> (Staff, Authenticator) {
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (app, _) = Authenticator::set_up(clinic, &clinic.browser_of(&staff).await).await;
    (staff, app)
}

/// Past the password, before the code.
async fn half_way(clinic: &TestClinic, staff: &Staff) -> Client {
    let answer = knock(clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    assert!(answer.header("location").starts_with("/sign-in/second-factor/"), "{answer}");
    clinic.browser_after(&answer, staff).await
}

async fn show(browser: &Client, code: &str) -> Response {
    browser.submit("/sign-in/second-factor/", &[("code", code)]).from(HERE).await
}

#[tokio::test]
async fn after_the_password_comes_the_code_and_nothing_opens_before_it() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    let browser = half_way(&clinic, &staff).await;

    for page in [
        "/doctor/appointments-dash/",
        "/reception/dashboard/",
        "/account/",
        "/account/authenticator/",
        "/account/password/",
    ] {
        let answer = browser.get(page).await;
        assert!(
            answer.status == 303 && answer.header("location").starts_with("/sign-in/second-factor/"),
            "{page}: {answer}"
        );
    }
    browser.get("/api/patients/").await.expect(403);
    browser.get("/api/auth/sessions/").await.expect(403);
    browser.submit("/account/authenticator/remove/", &[]).await.expect(303);
    browser.submit("/account/sessions/end-others/", &[]).await.expect(303);

    let done = show(&browser, &app.code()).await.expect(303);

    assert_eq!(clinic.audit_of(&done).await.last().unwrap().to_string(), "sign_in success staff");
    let inside = clinic.browser_after(&done, &staff).await;
    assert_ne!(inside.cookie(), browser.cookie());
    inside.get("/doctor/appointments-dash/").await.expect(200);
    browser.get("/doctor/appointments-dash/").await.expect(303);
    browser.get("/api/patients/").await.expect(401);
}

#[tokio::test]
async fn a_code_counts_once() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    let code = app.code();
    show(&half_way(&clinic, &staff).await, &code).await.expect(303);

    let again = show(&half_way(&clinic, &staff).await, &code).await.expect(422);
    assert_eq!(clinic.audit_of(&again).await[0].to_string(), "sign_in failure staff");
    // Nor does one that is older than the last one taken.
    show(&half_way(&clinic, &staff).await, &app.code_after(-30)).await.expect(422);
    clinic.advance(SignedDuration::from_secs(30));
    show(&half_way(&clinic, &staff).await, &app.code()).await.expect(303);
}

#[tokio::test]
async fn a_clock_may_be_half_a_minute_wrong_and_no_more() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    for (seconds, status) in [(-90, 422), (-60, 422), (60, 422), (90, 422), (-30, 303), (30, 303)] {
        let code = app.code_after(seconds);
        assert_eq!(show(&half_way(&clinic, &staff).await, &code).await.status, status, "{seconds}");
    }
}

#[tokio::test]
async fn codes_are_read_as_people_write_them_and_nothing_else_is_one() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    let browser = half_way(&clinic, &staff).await;
    let code = app.code();
    for wrong in ["", "0", &code[..5], &format!("{code}0"), "' or 1=1", &"1".repeat(10_000), "\u{0}"] {
        show(&browser, wrong).await.expect(422);
    }
    let arabic: String =
        code.chars().map(|digit| char::from_u32(0x660 + digit.to_digit(10).unwrap()).unwrap()).collect();
    show(&browser, &format!(" {} {} ", &arabic[..6], &arabic[6..])).await.expect(303);
}

#[tokio::test]
async fn a_code_on_paper_opens_once() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    let typed = app.paper[3].to_uppercase().replace('-', " ");
    show(&half_way(&clinic, &staff).await, &typed).await.expect(303);
    show(&half_way(&clinic, &staff).await, &app.paper[3]).await.expect(422);
    show(&half_way(&clinic, &staff).await, &app.paper[4]).await.expect(303);
    let (other, _) = somebody(&clinic).await;
    show(&half_way(&clinic, &other).await, &app.paper[5]).await.expect(422);
    let kept = clinic.value("select string_agg(c::text, ' ') from {room}.recovery_code c").await;
    assert!(app.paper.iter().all(|code| !kept.contains(code.as_str())));
}

#[tokio::test]
async fn new_paper_makes_the_old_worthless() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (app, browser) = Authenticator::set_up(&clinic, &clinic.browser_of(&staff).await).await;

    let page = browser.submit("/account/recovery-codes/", &[]).await.expect(200);

    assert!(app.paper.iter().all(|code| !page.text().contains(code.as_str())));
    show(&half_way(&clinic, &staff).await, &app.paper[0]).await.expect(422);
    show(&half_way(&clinic, &staff).await, &between(&page, "<li><code>", "<")).await.expect(303);
}

#[tokio::test]
async fn programs_send_the_code_along() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    let sign_in = |password: &str, code: Option<&str>| {
        let input = json!({ "username": staff.username, "password": password, "code": code });
        clinic.visitor().post("/api/auth/login/", &input).from(HERE)
    };
    let code = app.code();

    let without = sign_in(PASSWORD, None).await;
    assert_eq!(without.to_string(), r#"401 {"code":"second_factor_required"}"#);
    assert_eq!(clinic.audit_of(&without).await[0].to_string(), "sign_in failure visitor");
    for (password, code) in
        [("incorrect", Some(code.as_str())), ("incorrect", None), (PASSWORD, Some("000000")), (PASSWORD, Some(""))]
    {
        assert_eq!(sign_in(password, code).await.to_string(), r#"401 {"code":"unauthenticated"}"#);
    }
    let tokens = sign_in(PASSWORD, Some(&code)).await.expect(200).json();
    assert!(tokens["stage"].is_null());
    assert_eq!(sign_in(PASSWORD, Some(&code)).await.to_string(), r#"401 {"code":"unauthenticated"}"#);
}

#[tokio::test]
async fn guesses_at_codes_are_counted() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    // A new half of a sign-in is no new start.
    for _ in 0..3 {
        let browser = half_way(&clinic, &staff).await;
        for _ in 0..5 {
            show(&browser, "000000").await.expect(422);
        }
    }
    show(&half_way(&clinic, &staff).await, &app.code()).await.expect(422);
    show(&half_way(&clinic, &staff).await, &app.paper[0]).await.expect(422);
    clinic.advance(SignedDuration::from_mins(15));
    show(&half_way(&clinic, &staff).await, &app.code()).await.expect(303);
}

#[tokio::test]
async fn whoever_stole_the_password_keeps_the_owner_out_neither() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    let first = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    let device = cookies_of(&first).split("; ").find(|pair| pair.starts_with("device=")).unwrap().to_owned();
    let both = format!("{}; {device}", clinic.browser_after(&first, &staff).await.cookie());
    let browser = clinic.browser_after(&first, &staff).await;
    let at_home = |browser: &Client, both: &str, code: &str| {
        browser.submit("/sign-in/second-factor/", &[("code", code)]).header("cookie", both).from(HERE)
    };
    at_home(&browser, &both, &app.code()).await.expect(303);

    for number in 0..7 {
        let address = format!("203.0.{number}.7");
        let answer = knock(&clinic, &address, &staff.username, PASSWORD).await.expect(303);
        let thief = clinic.browser_after(&answer, &staff).await;
        for _ in 0..15 {
            thief.submit("/sign-in/second-factor/", &[("code", "000000")]).from(&address).await.expect(422);
        }
    }

    clinic.advance(SignedDuration::from_secs(30));
    // Elsewhere not even the right code helps any more.
    let elsewhere = clinic.browser_after(&knock(&clinic, "203.0.200.7", &staff.username, PASSWORD).await, &staff).await;
    elsewhere.submit("/sign-in/second-factor/", &[("code", &app.code())]).from("203.0.200.7").await.expect(422);
    let again = knock(&clinic, HERE, &staff.username, PASSWORD).header("cookie", &device).await.expect(303);
    let browser = clinic.browser_after(&again, &staff).await;
    at_home(&browser, &format!("{}; {device}", browser.cookie()), &app.code()).await.expect(303);
}

#[tokio::test]
async fn of_two_right_codes_at_once_one_opens_one_session() {
    let clinic = without_rates().await;
    let (staff, app) = somebody(&clinic).await;
    let (one, two) = (half_way(&clinic, &staff).await, half_way(&clinic, &staff).await);
    let code = app.code();

    let both = tokio::join!(show(&one, &code), show(&two, &code));
    assert_eq!(usize::from(both.0.status == 303) + usize::from(both.1.status == 303), 1);

    // The same half, with different codes that are all right.
    clinic.advance(SignedDuration::from_secs(60));
    let half = half_way(&clinic, &staff).await;
    let before = full_sessions(&clinic).await;
    let codes = [app.code(), app.paper[0].clone(), app.paper[1].clone(), app.paper[2].clone()];
    join_all(codes.iter().map(|code| async { show(&half, code).await })).await;
    assert_eq!(full_sessions(&clinic).await - before, 1);
}

async fn full_sessions(clinic: &TestClinic) -> i64 {
    let sql = "select count(*) from {room}.session where stage = 'full' and ended_at is null";
    clinic.value(sql).await.parse().unwrap()
}

#[tokio::test]
async fn an_administrator_has_a_week_to_set_one_up_and_then_does_nothing_else_before() {
    let clinic = without_rates().await;
    let admin = clinic.hire(&[Role::Admin]).await;
    clinic.advance(SignedDuration::from_hours(7 * 24 - 1));
    clinic.browser_of(&admin).await.get("/admin/").await.expect(200);
    clinic.advance(SignedDuration::from_hours(1));

    let answer = knock(&clinic, HERE, &admin.username, PASSWORD).await.expect(303);

    assert!(answer.header("location").starts_with("/sign-in/set-up/"), "{answer}");
    let browser = clinic.browser_after(&answer, &admin).await;
    for page in ["/admin/", "/reception/dashboard/", "/account/", "/admin/staff/new/"] {
        let answer = browser.get(page).await;
        assert!(answer.status == 303 && answer.header("location").starts_with("/sign-in/set-up/"), "{page}: {answer}");
    }
    let refused = browser.get("/api/patients/").await;
    assert_eq!(refused.to_string(), r#"403 {"code":"second_factor_missing"}"#);
    browser.submit("/account/authenticator/remove/", &[]).await.expect(303);
    browser.submit("/account/password/", &[]).await.expect(303);

    let (_, inside) = Authenticator::set_up(&clinic, &browser).await;
    inside.get("/admin/").await.expect(200);
    browser.get("/admin/").await.expect(303);
}

#[tokio::test]
async fn a_program_of_an_administrator_without_one_gets_nowhere_either() {
    let clinic = without_rates().await;
    let admin = clinic.hire(&[Role::Admin]).await;
    clinic.advance(SignedDuration::from_hours(8 * 24));
    let mut program = clinic.sign_in_as(&admin).await;
    for _ in 0..2 {
        let refused = program.get("/api/patients/").await;
        assert_eq!(refused.to_string(), r#"403 {"code":"second_factor_missing"}"#);
        program.refresh().await.expect(200);
    }
}

#[tokio::test]
async fn the_clinic_decides_which_roles_need_one() {
    let clinic = without_rates().await;
    let policy = r#"{"second_factor": {"roles": ["doctor"], "grace_days": 0}}"#;
    let sql = format!("insert into {{room}}.setting (name, value, updated_at) values ('access', '{policy}', now())");
    clinic.sql_as_superuser(&sql).await;
    clinic.app().forget_access();
    for (roles, place) in [
        (&[Role::Doctor][..], "/sign-in/set-up/"),
        (&[Role::Doctor, Role::Admin], "/sign-in/set-up/"),
        (&[Role::Admin], "/reception/dashboard/"),
        (&[Role::Reception], "/reception/dashboard/"),
    ] {
        let staff = clinic.hire(roles).await;
        let answer = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
        assert!(answer.header("location").starts_with(place), "{roles:?}: {answer}");
    }
}

#[tokio::test]
async fn it_is_taken_away_only_with_a_fresh_proof_of_both() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (app, browser) = Authenticator::set_up(&clinic, &clinic.browser_of(&staff).await).await;
    grow_stale(&clinic, &browser).await;
    let remove = |fields: &[(&str, &str)]| browser.submit("/account/authenticator/remove/", fields);

    remove(&[]).await.expect(403);
    remove(&with_proof(&[])).await.expect(422);
    remove(&with_proof(&[("proof_code", "000000")])).await.expect(422);
    remove(&[("proof_password", "incorrect"), ("proof_code", &app.code())]).await.expect(422);
    assert_eq!(clinic.value("select count(*) from {room}.authenticator").await, "1");
    let done = remove(&with_proof(&[("proof_code", &app.code())])).await.expect(303);

    assert!(clinic.audit_of(&done).await.iter().any(|row| row.to_string() == "remove_factor success staff"));
    browser.after(&done).await.get("/account/").await.expect(200);
    browser.get("/account/").await.expect(303);
    let answer = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    assert_eq!(answer.header("location"), "/doctor/appointments-dash/");
}

#[tokio::test]
async fn whoever_finds_an_open_screen_cannot_add_one_of_their_own() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Doctor).await;
    grow_stale(&clinic, &browser).await;

    let answer = browser.get("/account/authenticator/").await.expect(303);
    assert_eq!(answer.header("location"), "/account/confirm/?next=/account/authenticator/");
    browser.submit("/account/authenticator/", &[("code", "000000")]).await.expect(403);
    browser.post("/account/passkeys/begin/", &json!({})).await.expect(403);
    browser.submit("/account/confirm/", &with_proof(&[("next", "/account/authenticator/")])).await.expect(303);
    browser.get("/account/authenticator/").await.expect(200);
}

#[tokio::test]
async fn an_administrator_takes_it_away_from_whoever_lost_it() {
    let clinic = without_rates().await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (_, browser) = Authenticator::set_up(&clinic, &clinic.browser_of(&staff).await).await;
    let admin = clinic.browser(Role::Admin).await;
    let path = format!("/admin/staff/{}/remove-factors/", staff.id);
    clinic.browser(Role::Reception).await.submit(&path, &[]).await.expect(403);
    grow_stale(&clinic, &admin).await;
    admin.submit(&path, &[]).await.expect(403);

    let done = admin.submit(&path, &with_proof(&[])).await.expect(303);

    assert!(clinic.audit_of(&done).await.iter().any(|row| row.to_string() == "remove_factor success staff"));
    browser.get("/account/").await.expect(303);
    let answer = knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    assert_eq!(answer.header("location"), "/doctor/appointments-dash/");
    for table in ["authenticator", "recovery_code", "passkey"] {
        assert_eq!(clinic.value(&format!("select count(*) from {{room}}.{table}")).await, "0");
    }
    admin.submit(&path.replace(&staff.id.to_string(), "0198c0de-0000-7000-8000-000000000000"), &[]).await.expect(404);
}

#[tokio::test]
async fn an_app_is_set_up_by_a_right_code_and_once() {
    let clinic = without_rates().await;
    let browser = clinic.browser(Role::Doctor).await;
    let secret = |page: &Response| between(page, "class=\"secret\">", "<");
    let first = browser.get("/account/authenticator/").await.expect(200);
    let wrong = browser.submit("/account/authenticator/", &[("code", "000000")]).await.expect(422);
    // A wrong code changes nothing in the telephone.
    assert_eq!(secret(&first), secret(&wrong));
    assert_eq!(clinic.value("select count(*) from {room}.authenticator").await, "0");

    let (app, browser) = Authenticator::set_up(&clinic, &browser).await;

    assert_eq!(browser.get("/account/authenticator/").await.expect(303).header("location"), "/account/");
    browser.submit("/account/authenticator/", &[("code", &app.code())]).await.expect(303);
}
