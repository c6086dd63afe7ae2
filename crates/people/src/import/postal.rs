//! Postal codes of the USA, from which spreadsheets take the leading zeros.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::problem::WarningCode;
use crate::names;
use crate::phone::Region;
use crate::text::ascii_digits;

/// What a cleaning left, and what is to be said about it.
pub(super) struct Cleaned {
    pub text: Option<String>,
    pub warning: Option<WarningCode>,
}

impl Cleaned {
    pub(super) const fn as_is(text: String) -> Self {
        Self { text: Some(text), warning: None }
    }

    const fn with(text: String, warning: WarningCode) -> Self {
        Self { text: Some(text), warning: Some(warning) }
    }
}

/// The states of the USA with how many leading zeros their postal codes lose when a spreadsheet takes them for numbers.
const US_STATES: &str = "al alabama|ak alaska|az arizona|ar arkansas|ca california|co colorado|ct connecticut 1|de delaware|\
    dc districtofcolumbia|fl florida|ga georgia|hi hawaii|id idaho|il illinois|in indiana|ia iowa|ks kansas|ky kentucky|la louisiana|\
    me maine 1|md maryland|ma massachusetts 1|mi michigan|mn minnesota|ms mississippi|mo missouri|mt montana|ne nebraska|nv nevada|\
    nh newhampshire 1|nj newjersey 1|nm newmexico|ny newyork|nc northcarolina|nd northdakota|oh ohio|ok oklahoma|or oregon|\
    pa pennsylvania|pr puertorico 2|ri rhodeisland 1|sc southcarolina|sd southdakota|tn tennessee|tx texas|ut utah|vt vermont 1|\
    va virginia|vi virginislands 2|wa washington|wv westvirginia|wi wisconsin|wy wyoming";

/// How many leading zeros the postal codes of a state have, if it is one. Two letters are a state only in a clinic
/// in the USA: elsewhere they are other things.
pub(super) fn us_state(region: &str, home: Region) -> Option<usize> {
    static ZEROS: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| US_STATES.split('|').flat_map(state).collect());
    let key = names::key(region);
    let may_be_state = key.len() > 2 || home.as_str() == "US";
    ZEROS.get(key.as_str()).copied().filter(|_| may_be_state)
}

fn state(entry: &str) -> impl Iterator<Item = (&str, usize)> {
    let zeros = entry.rsplit(' ').next().and_then(|zeros| zeros.parse().ok()).unwrap_or(0);
    entry.split(' ').take(2).map(move |name| (name, zeros))
}

/// A postal code of the USA with the zeros that a spreadsheet took away, where the state has such codes.
pub(super) fn us_postal_code(code: &str, state_zeros: Option<usize>) -> Cleaned {
    let code = ascii_digits(code);
    let (first, extension) =
        code.split_once('-').map_or((code.as_str(), None), |(first, extension)| (first, Some(extension)));
    if !first.bytes().all(|b| b.is_ascii_digit()) {
        return Cleaned::with(code, WarningCode::PostalCodeUnlikely);
    }
    if first.trim_matches('0').is_empty() {
        return Cleaned { text: None, warning: Some(WarningCode::PostalCodeLeftOut) };
    }

    let lost = 5_usize.saturating_sub(first.len());
    // Without a state the country says enough of one zero: no code of the USA has four digits.
    let may_lose = state_zeros.unwrap_or(1);
    let extension = extension.map(|extension| format!("-{extension}")).unwrap_or_default();
    match first.len() {
        5 | 9 => Cleaned::as_is(code),
        3 | 4 if lost <= may_lose => {
            Cleaned::with(format!("{first:0>5}{extension}"), WarningCode::PostalCodeZeroRestored)
        }
        _ => Cleaned::with(code, WarningCode::PostalCodeUnlikely),
    }
}
