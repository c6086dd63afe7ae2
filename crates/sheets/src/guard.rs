//! Formula injection: a text that a spreadsheet would take for a formula is kept from it by a quotation mark before it, as
//! OWASP's ASVS asks (1.2.10). Numbers are written as numbers and need none.

use std::borrow::Cow;

const STARTS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

/// The text as it may stand in a cell.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(STARTS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text as it was before it was guarded: what was written here comes back as it went.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(STARTS)).unwrap_or(text)
}
