//! Getting in and staying in, told by those who should and those who should not.

mod attacks;
mod factors;
mod glass;
mod links;
mod lockout;
mod machines;
mod passwords;
mod roles;
mod sessions;
mod step_up;

use testkit::{Call, Client, PASSWORD, Response, Setup, Staff, TestClinic};
use web::Settings;
use web::limits::Rates;

/// A clinic whose doors count nothing but failures.
pub async fn without_rates() -> TestClinic {
    let rates = Rates { principal: None, address: None, clinic: None, credentials: None };
    TestClinic::with(Setup { settings: Settings { rates, ..Settings::default() }, ..Setup::default() }).await
}

/// Somebody at the sign-in page.
fn knock(clinic: &TestClinic, address: &str, username: &str, password: &str) -> Call {
    let form = [("username", username), ("password", password)];
    clinic.visitor().submit("/doctor/staff-login/", &form).from(address)
}

/// Fails so many times, from one address.
async fn fail(clinic: &TestClinic, address: &str, username: &str, times: usize) {
    for _ in 0..times {
        knock(clinic, address, username, "incorrect horse battery").await.expect(422);
    }
}

/// What a browser sends back of what it was given.
fn cookies_of(answer: &Response) -> String {
    let set = answer.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()?.split(';').next());
    set.collect::<Vec<_>>().join("; ")
}

/// Somebody of the staff, with the version that a form about them names.
async fn version_of(clinic: &TestClinic, staff: &Staff) -> String {
    clinic.value(&format!("select version from {{room}}.staff where id = '{}'", staff.id)).await
}

/// Five minutes and a bit later: what was proved at the sign-in is no fresh proof any more.
async fn grow_stale(clinic: &TestClinic, browser: &Client) {
    clinic.advance(jiff::SignedDuration::from_secs(301));
    browser.get("/account/").await.expect(200);
}

/// The same form, with the password that proves who sends it.
fn with_proof<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().copied().chain([("proof_password", PASSWORD)]).collect()
}

/// The text of a page between two marks.
fn between(answer: &Response, before: &str, after: &str) -> String {
    let text = answer.text();
    let start = text.find(before).unwrap_or_else(|| panic!("no {before} in {text}")) + before.len();
    text[start..].split(after).next().unwrap_or_default().to_owned()
}
