//! Cookies that only the server reads.

use std::time::Duration;

use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use web::Guest;
use web::sessions::Opened;

/// A browser in which somebody has signed in before.
pub const DEVICE: &str = "device";
/// Between the two requests of a passkey.
pub const CEREMONY: &str = "ceremony";
/// Between asking for a code and typing it.
pub const CHALLENGE: &str = "challenge";

const YEAR: u64 = 365 * 24 * 3600;

/// `__Host-` binds a cookie to this host and to HTTPS; plain HTTP on a developer's machine cannot have it.
fn full_name(guest: &Guest, name: &str) -> String {
    let prefix = if guest.app().settings().https { "__Host-" } else { "" };
    format!("{prefix}{name}")
}

pub fn get<'a>(guest: &Guest, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    web::cookie(headers, &full_name(guest, name))
}

/// Kept for so many seconds; for none it is taken away.
pub fn put(guest: &Guest, response: &mut Response, name: &str, value: &str, seconds: u64) {
    append(guest, response, &full_name(guest, name), value, seconds);
}

fn append(guest: &Guest, response: &mut Response, full_name: &str, value: &str, seconds: u64) {
    let secure = if guest.app().settings().https { "; Secure" } else { "" };
    let cookie = format!("{full_name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// The session that was just opened is this browser's from now on, as long as it lasts at most.
pub fn sign_in(guest: &Guest, response: &mut Response, opened: &Opened, lasts: Duration) {
    let secret = opened.secret.as_deref().unwrap_or_default();
    append(guest, response, web::session_cookie(guest.app().settings().https), secret, lasts.as_secs());
}

/// The same session under another id; one that lives by tokens has no cookie.
pub fn go_on(guest: &Guest, mut response: Response, opened: &Opened) -> Response {
    if opened.secret.is_some() {
        sign_in(guest, &mut response, opened, guest.app().settings().session_absolute);
    }
    response
}

pub fn sign_out(guest: &Guest, response: &mut Response) {
    append(guest, response, web::session_cookie(guest.app().settings().https), "", 0);
}

pub fn know_device(guest: &Guest, response: &mut Response, secret: &str) {
    put(guest, response, DEVICE, secret, YEAR);
}
