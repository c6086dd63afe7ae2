//! What was just done, told once on whatever page comes next: a cookie that the page takes away again. It names nobody.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, header};
use money::{Currency, Money};
use web::Guest;

use super::{Flash, Page};

/// What a notice carries besides its words.
#[derive(Clone, Copy)]
enum With {
    Nothing,
    /// The second an appointment starts at; more may follow after a full stop.
    Time,
    Number,
    /// How many of something.
    Count,
    /// So much money.
    Amount,
}

/// Every notice that any page can tell by itself: the key of its words, and what those need.
const KNOWN: &[(&str, With)] = &[
    ("common-saved", With::Nothing),
    ("drafts-kept", With::Nothing),
    ("drafts-discarded", With::Nothing),
    ("parties-registered-now", With::Nothing),
    ("tags-added", With::Nothing),
    ("tags-removed", With::Nothing),
    ("merges-merged", With::Nothing),
    ("merges-reversed", With::Nothing),
    ("merges-told-apart", With::Nothing),
    ("merges-moved-here", With::Nothing),
    ("records-saved", With::Number),
    ("records-struck", With::Nothing),
    ("records-marked-done", With::Nothing),
    ("records-released", With::Nothing),
    ("records-withdrawn", With::Nothing),
    ("history-ended", With::Nothing),
    ("notes-kept", With::Nothing),
    ("notes-signed", With::Nothing),
    ("notes-co-signed", With::Nothing),
    ("notes-amended", With::Nothing),
    ("notes-struck", With::Nothing),
    ("notes-discarded", With::Nothing),
    ("notes-visit-finished", With::Nothing),
    ("notes-template-removed", With::Nothing),
    ("assessments-kept", With::Nothing),
    ("assessments-completed", With::Nothing),
    ("assessments-co-signed", With::Nothing),
    ("assessments-struck", With::Nothing),
    ("assessments-imported", With::Nothing),
    ("documents-uploaded", With::Nothing),
    ("documents-updated", With::Nothing),
    ("documents-submitted", With::Nothing),
    ("documents-approved", With::Nothing),
    ("documents-rejected", With::Nothing),
    ("documents-released", With::Nothing),
    ("documents-withdrawn", With::Nothing),
    ("documents-deleted", With::Nothing),
    ("ledger-paid", With::Nothing),
    ("ledger-paid-change", With::Amount),
    ("ledger-charged", With::Nothing),
    ("ledger-refunded", With::Nothing),
    ("ledger-adjusted", With::Nothing),
    ("fees-rule-ended", With::Nothing),
    ("fees-waived", With::Nothing),
    ("closes-closed", With::Nothing),
    ("closes-reopened", With::Nothing),
    ("prices-ended", With::Nothing),
    ("invoices-drafted", With::Nothing),
    ("invoices-issued", With::Nothing),
    ("invoices-discarded", With::Nothing),
    ("invoices-credited", With::Nothing),
    ("invoices-reminded", With::Nothing),
    ("prices-removed", With::Nothing),
    ("recycle-bin-restored", With::Nothing),
    ("jobs-runs-soon", With::Nothing),
    ("jobs-retried", With::Nothing),
    ("jobs-discarded-now", With::Nothing),
    ("imports-discarded", With::Nothing),
    ("exports-requested", With::Nothing),
    ("exports-discarded", With::Nothing),
    ("readings-recorded", With::Nothing),
    ("readings-struck", With::Nothing),
    ("readings-unstruck", With::Nothing),
    ("readings-limits-removed", With::Nothing),
    ("readings-alert-acknowledged", With::Nothing),
    ("readings-alert-resolved", With::Nothing),
    ("readings-device-revoked", With::Nothing),
    ("accounts-password-set", With::Nothing),
    ("accounts-password-changed", With::Nothing),
    ("accounts-factor-removed", With::Nothing),
    ("accounts-passkey-added", With::Nothing),
    ("accounts-session-closed", With::Nothing),
    ("accounts-sessions-closed", With::Nothing),
    ("accounts-unlocked", With::Nothing),
    ("feeds-revoked", With::Nothing),
    ("portal-booked", With::Nothing),
    ("portal-cancelled", With::Nothing),
    ("portal-moved", With::Nothing),
    ("portal-agreed", With::Nothing),
    ("portal-refused", With::Nothing),
    ("portal-offer-declined", With::Nothing),
    ("portal-waiting-now", With::Nothing),
    ("portal-waiting-no-longer", With::Nothing),
    ("waitlist-added", With::Nothing),
    ("waitlist-offered", With::Nothing),
    ("waitlist-offered-call", With::Nothing),
    ("waitlist-withdrawn", With::Nothing),
    ("message-retried", With::Nothing),
    ("message-test-queued", With::Nothing),
    ("webhooks-told-soon", With::Nothing),
    ("webhooks-deleted", With::Nothing),
    ("portal-passkey-removed", With::Nothing),
    ("accounts-token-revoked", With::Nothing),
    ("schedule-retired", With::Nothing),
    ("schedule-exception-added", With::Nothing),
    ("schedule-exception-removed", With::Nothing),
    ("schedule-closure-added", With::Nothing),
    ("schedule-closure-removed", With::Nothing),
    ("series-booked", With::Count),
    ("series-moved", With::Count),
    ("series-cancelled", With::Count),
    ("support-granted", With::Nothing),
    ("support-revoked", With::Nothing),
    ("platform-suspended", With::Nothing),
    ("platform-resumed", With::Nothing),
    ("platform-address-added", With::Nothing),
    ("platform-address-removed", With::Nothing),
    ("appointments-booked", With::Time),
    ("appointments-rescheduled", With::Time),
];

/// The message of a code, when it is one of those above: `KEY` or `KEY.NUMBER`.
pub fn flash(page: &Page, code: &str) -> Option<Flash> {
    let (key, number) = code.split_once('.').unwrap_or((code, ""));
    let (key, with) = KNOWN.iter().find(|(known, _)| *known == key)?;
    let number = || number.split('.').next().and_then(|number| number.parse::<i64>().ok());
    let text = match with {
        With::Nothing => page.t(key),
        With::Number => page.ta(key, "number", number()?),
        With::Count => page.tn(key, number()?),
        With::Amount => page.ta(key, "amount", amount(code)?),
        With::Time => page.ta(key, "time", page.day_time(jiff::Timestamp::from_second(number()?).ok()?)),
    };
    Some(Flash { kind: "good", text, undo: None })
}

/// `KEY.15000.EGP`
fn amount(code: &str) -> Option<Money> {
    let mut parts = code.split('.').skip(1);
    let (minor, currency) = (parts.next()?.parse().ok()?, Currency::parse(parts.next()?)?);
    Some(Money::new(minor, currency))
}

/// As [`leave`], with an amount that its words need.
#[must_use]
pub fn leave_amount(response: Response, key: &str, amount: Money) -> Response {
    leave(response, &format!("{key}.{}.{}", amount.minor, amount.currency.as_str()))
}

/// Leaves a notice for the next page; it is forgotten after a minute even if no page comes.
#[must_use]
pub fn leave(mut response: Response, code: &str) -> Response {
    put(&mut response, code, 60);
    response
}

fn put(response: &mut Response, code: &str, seconds: u32) {
    let cookie = format!("notice={code}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// A page that has told its notice takes it away: a reload does not tell it again.
pub async fn forget_what_was_told(request: Request, next: Next) -> Response {
    let tells = |guest: &Guest| guest.notice().is_some() && !guest.is_fragment();
    let tells = request.extensions().get::<Guest>().is_some_and(tells);
    let mut response = next.run(request).await;
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if tells && is_page {
        put(&mut response, "", 0);
    }
    response
}
