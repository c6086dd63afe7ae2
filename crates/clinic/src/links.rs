//! Links from a list to its other pages.

use web::{Listing, Place};

use crate::forms::escape;

/// The filters of a list as they stand in links; those that say nothing are left out.
pub fn filters(fields: &[(&str, &Option<String>)]) -> String {
    let said = fields.iter().filter_map(|(name, value)| {
        let value = value.as_deref().filter(|value| !value.is_empty())?;
        Some(format!("&{name}={}", escape(value)))
    });
    said.collect()
}

/// Links to the page before and to the one after; empty where there is none.
pub fn around<T>(path: &str, listing: &Listing<T>, filters: &str) -> (String, String) {
    let (previous, next) = listing.neighbours();
    let link = |number: i64, name: &str, place: Option<Place>| {
        place.map(|place| format!("{path}?page={}&{name}={place}{filters}", number.max(1))).unwrap_or_default()
    };
    let number = listing.page.number;
    (link(number - 1, "before", previous), link(number + 1, "after", next))
}

/// The same of a list whose pages are known by their numbers alone.
pub fn numbered<T>(path: &str, listing: &Listing<T>, filters: &str) -> (String, String) {
    let number = listing.page.number;
    let link = |is_there: bool, number: i64| match is_there {
        true => format!("{path}?page={number}{filters}"),
        false => String::new(),
    };
    (link(number > 1, number - 1), link(listing.has_next(), number + 1))
}
