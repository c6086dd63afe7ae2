//! Invitations and resets: whoever holds the link chooses the password, and nobody else ever knows it.

use futures::future::join_all;
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Client, PASSWORD, Response, Role, Staff, TestClinic};

use super::{between, grow_stale, knock, with_proof, without_rates};

const HERE: &str = "192.0.2.7";
const NEW: &str = "seven other quiet words";

/// The link that the administrator hands over, as a path.
async fn link(admin: &Client, staff: &Staff) -> String {
    let page = admin.submit(&format!("/admin/staff/{}/link/", staff.id), &[]).await.expect(200);
    let address = between(&page, "id=\"link\" value=\"", "\"");
    let path = address.strip_prefix("http://nile.localhost").unwrap_or_else(|| panic!("{address}"));
    assert!(path.starts_with("/welcome/"));
    path.to_owned()
}

async fn choose(clinic: &TestClinic, link: &str, password: &str) -> Response {
    clinic.visitor().submit(link, &[("password", password), ("password_repeat", password)]).await
}

/// Registered without a password, as at the desk of the administration.
async fn invite(clinic: &TestClinic, admin: &Client) -> Staff {
    let form = [
        ("username", "mona adel"),
        ("display_name", "Mona"),
        ("roles", "doctor"),
        ("password", ""),
        ("password_repeat", ""),
    ];
    let answer = admin.submit("/admin/staff/new/", &form).await.expect(303);
    let id = answer.header("location").split('/').nth(3).unwrap().parse().unwrap();
    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "create_staff success staff");
    Staff { id, username: "mona adel".to_owned() }
}

#[tokio::test]
async fn whoever_is_invited_chooses_a_password_and_gets_in() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let mona = invite(&clinic, &admin).await;
    for password in ["", PASSWORD] {
        knock(&clinic, HERE, &mona.username, password).await.expect(422);
    }
    let link = link(&admin, &mona).await;

    let page = clinic.visitor().get(&link).await.expect(200);
    assert!(page.text().contains("Mona") && page.header("cache-control") == "no-store");
    let done = choose(&clinic, &link, NEW).await.expect(303);

    assert_eq!(done.header("location"), "/doctor/staff-login/");
    let record = clinic.audit_of(&done).await;
    assert_eq!((record[0].to_string().as_str(), record[0].actor_id), ("change_password success staff", Some(mona.id)));
    knock(&clinic, HERE, &mona.username, NEW).await.expect(303);
}

#[tokio::test]
async fn a_link_is_spent_by_sending_the_form_and_by_nothing_else() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let link = link(&admin, &staff).await;

    // Programs that look into mails open every link, in every way they know.
    for method in
        [http::Method::GET, http::Method::HEAD, http::Method::OPTIONS, http::Method::PUT, http::Method::DELETE]
    {
        clinic.visitor().call(method, &link).await;
    }
    for (password, repeated) in [
        ("", ""),
        ("short", "short"),
        (NEW, PASSWORD),
        ("password password", "password password"),
        (PASSWORD, PASSWORD),
    ] {
        let form = [("password", password), ("password_repeat", repeated)];
        clinic.visitor().submit(&link, &form).await.expect(422);
    }
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(303);
    choose(&clinic, &link, NEW).await.expect(303);

    for _ in 0..2 {
        choose(&clinic, &link, "yet another four words").await.expect(404);
    }
    clinic.visitor().get(&link).await.expect(404);
    knock(&clinic, HERE, &staff.username, NEW).await.expect(303);
    knock(&clinic, HERE, &staff.username, PASSWORD).await.expect(422);
}

#[tokio::test]
async fn of_many_at_once_one_spends_it() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let link = link(&admin, &staff).await;
    let words: Vec<String> = (0..6).map(|number| format!("quiet river number {number} flows")).collect();

    let answers = join_all(words.iter().map(|words| async { choose(&clinic, &link, words).await })).await;

    let spent: Vec<usize> = (0..6).filter(|number| answers[*number].status == 303).collect();
    assert_eq!(spent.len(), 1);
    assert!(answers.iter().all(|answer| matches!(answer.status.as_u16(), 303 | 404)));
    knock(&clinic, HERE, &staff.username, &words[spent[0]]).await.expect(303);
}

#[tokio::test]
async fn an_invitation_lasts_three_days_and_a_reset_an_hour() {
    let clinic = without_rates().await;
    let admin = clinic.hire(&[Role::Admin]).await;
    let desk = clinic.browser_of(&admin).await;
    let (mona, old) = (invite(&clinic, &desk).await, clinic.hire(&[Role::Doctor]).await);
    let (invitation, reset) = (link(&desk, &mona).await, link(&desk, &old).await);

    clinic.advance(SignedDuration::from_secs(3599));
    clinic.visitor().get(&reset).await.expect(200);
    clinic.advance(SignedDuration::from_secs(1));
    clinic.visitor().get(&reset).await.expect(404);
    choose(&clinic, &reset, NEW).await.expect(404);
    clinic.advance(SignedDuration::from_secs(71 * 3600 - 1));
    clinic.visitor().get(&invitation).await.expect(200);
    clinic.advance(SignedDuration::from_secs(1));
    choose(&clinic, &invitation, NEW).await.expect(404);
    // Not even the sweeper leaves a trace.
    clinic.run_duty("housekeeping").await;
    assert_eq!(clinic.value("select count(*) from {room}.password_link").await, "0");
}

#[tokio::test]
async fn a_new_link_makes_the_old_one_worthless() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (first, second) = (link(&admin, &staff).await, link(&admin, &staff).await);

    choose(&clinic, &first, NEW).await.expect(404);
    choose(&clinic, &second, NEW).await.expect(303);
}

#[tokio::test]
async fn a_link_of_somebody_suspended_or_of_another_clinic_leads_nowhere() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let link = link(&admin, &staff).await;
    let other = clinic.other().await;

    other.visitor().get(&link).await.expect(404);
    choose(&other, &link, NEW).await.expect(404);
    for nonsense in
        ["/welcome/", "/welcome/x/", "/welcome/%00/", &format!("/welcome/{}/", "A".repeat(43)), &format!("{link}more/")]
    {
        clinic.visitor().get(nonsense).await.expect(404);
        choose(&clinic, nonsense, NEW).await.expect(404);
    }
    clinic.sql_as_superuser(&format!("update {{room}}.staff set status = 'suspended' where id = '{}'", staff.id)).await;
    clinic.visitor().get(&link).await.expect(404);
    choose(&clinic, &link, NEW).await.expect(404);
    admin.submit(&format!("/admin/staff/{}/link/", staff.id), &[]).await.expect(409);
}

#[tokio::test]
async fn only_administrators_who_have_just_shown_who_they_are_make_links() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let path = format!("/admin/staff/{}/link/", staff.id);
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        clinic.browser(*role).await.submit(&path, &[]).await.expect(403);
    }
    grow_stale(&clinic, &admin).await;

    let asked = admin.submit(&path, &[]).await.expect(403);
    assert!(!asked.text().contains("/welcome/"));
    assert_eq!(clinic.value("select count(*) from {room}.password_link").await, "0");
    let made = admin.submit(&path, &with_proof(&[])).await.expect(200);

    assert!(clinic.audit_of(&made).await.iter().any(|row| row.to_string() == "reset_password success staff"));
    let secret = between(&made, "/welcome/", "/");
    let kept = clinic.value("select string_agg(l::text, ' ') from {room}.password_link l").await;
    assert!(!kept.contains(&secret));
}

#[tokio::test]
async fn a_reset_throws_out_whoever_was_in_and_opens_a_lock() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    let (browser, mut program) = (clinic.browser_of(&staff).await, clinic.sign_in_as(&staff).await);
    super::fail(&clinic, HERE, &staff.username, 15).await;
    let link = link(&admin, &staff).await;
    // Asking for one is no reason yet.
    browser.get("/account/").await.expect(200);

    choose(&clinic, &link, NEW).await.expect(303);

    browser.get("/account/").await.expect(303);
    program.get("/api/patients/").await.expect(401);
    program.refresh().await.expect(401);
    knock(&clinic, HERE, &staff.username, NEW).await.expect(303);
}

#[tokio::test]
async fn the_second_factor_outlives_a_reset() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let staff = clinic.hire(&[Role::Doctor]).await;
    super::factors::Authenticator::set_up(&clinic, &clinic.browser_of(&staff).await).await;

    let link = link(&admin, &staff).await;
    choose(&clinic, &link, NEW).await.expect(303);

    let answer = knock(&clinic, HERE, &staff.username, NEW).await.expect(303);
    assert!(answer.header("location").starts_with("/sign-in/second-factor/"), "{answer}");
}

#[tokio::test]
async fn the_desk_is_staffed_from_the_page_that_the_old_system_had() {
    let clinic = without_rates().await;
    let admin = clinic.browser(Role::Admin).await;
    let page = admin.get("/reception/reception-signup/").await.expect(200);
    assert!(page.text().contains("name=\"username\"") && !page.text().contains("name=\"roles\""));
    let form = |username: &'static str, more: &[(&'static str, &'static str)]| {
        let mut fields = vec![("username", username), ("password1", NEW), ("password2", NEW)];
        fields.extend_from_slice(more);
        admin.submit("/reception/reception-signup/", &fields)
    };

    let answer = form("mona adel", &[("roles", "admin"), ("role", "doctor")]).await.expect(303);

    assert_eq!(clinic.audit_of(&answer).await[0].to_string(), "create_staff success staff");
    // Whatever roles are sent along, the desk is what it is.
    assert_eq!(clinic.value("select roles from {room}.staff where not 'admin' = any(roles)").await, "{reception}");
    let inside = knock(&clinic, HERE, "mona adel", NEW).await.expect(303);
    assert_eq!(inside.header("location"), "/reception/dashboard/");
    form("MONA ADEL", &[]).await.expect(422);
    form("", &[]).await.expect(422);
    let form = [("username", "amal"), ("password1", NEW), ("password2", PASSWORD)];
    admin.submit("/reception/reception-signup/", &form).await.expect(422);
    // The key of the form makes a second click harmless.
    let key = between(&page, "name=\"idempotency_key\" value=\"", "\"");
    let fields = [("username", "amal"), ("password", NEW), ("password_repeat", NEW), ("idempotency_key", key.as_str())];
    let (first, second) = (
        admin.submit("/reception/reception-signup/", &fields).await,
        admin.submit("/reception/reception-signup/", &fields).await,
    );
    assert_eq!((first.status, second.header("location")), (second.status, first.header("location")));
    assert_eq!(clinic.value("select count(*) from {room}.staff").await, "3");
}

#[tokio::test]
async fn nobody_but_an_administrator_staffs_the_desk_nor_a_program_by_that_page() {
    let clinic = without_rates().await;
    let fields = [("username", "mona"), ("password", NEW), ("password_repeat", NEW)];
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        clinic.browser(*role).await.submit("/reception/reception-signup/", &fields).await.expect(403);
    }
    clinic.visitor().submit("/reception/reception-signup/", &fields).await.expect(303);
    clinic.token(&["patients:write"]).await.submit("/reception/reception-signup/", &fields).await.expect(403);
    let admin = clinic.browser(Role::Admin).await;
    admin.post("/reception/reception-signup/", &json!({ "username": "mona" })).await.expect(415);
}
