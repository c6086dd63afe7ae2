//! Which days make a week: the one place that knows where it begins.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use web::Locale;

/// The day a week begins with where the reader's language is spoken; the clinic's region decides where that differs.
pub fn first_day(locale: Locale, region: &str) -> Weekday {
    match (locale, region) {
        (Locale::En, "US" | "CA") | (Locale::Ar, "SA") | (Locale::He, _) => Weekday::Sunday,
        (Locale::Ar, _) => Weekday::Saturday,
        (Locale::En | Locale::Fr, _) => Weekday::Monday,
    }
}

/// The seven days around one of them.
pub fn days_of(date: Date, first: Weekday) -> Vec<Date> {
    let into = i64::from(date.weekday().since(first));
    (0..7).filter_map(|day| date.checked_add((day - into).days()).ok()).collect()
}

/// The number a week goes by, where weeks have numbers: they are counted from Mondays.
pub fn number(date: Date, first: Weekday) -> Option<i8> {
    (first == Weekday::Monday).then(|| date.iso_week_date().week())
}
