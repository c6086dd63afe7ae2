//! What forms and JSON have in common: the codes of refused values, and reading as this clinic reads.

use people::{DateError, DateOrder, Phone, Region, TextError};
use web::Guest;

use crate::parties::input::Reading;

pub fn text_code(error: &TextError) -> &'static str {
    match error {
        TextError::TooLong { .. } => "too_long",
        TextError::ControlCharacter => "control_characters",
    }
}

pub fn date_code(error: &DateError) -> &'static str {
    match error {
        DateError::InFuture => "in_future",
        DateError::TooLongAgo => "out_of_range",
        _ => "not_a_date",
    }
}

/// A clinic in a region without numbering plan takes international numbers only.
pub fn phone(text: &str, region: Option<Region>) -> Option<Phone> {
    Phone::parse(text, region?).ok()
}

/// How this clinic reads phones and dates. Only the United States write the month first.
pub fn reading(guest: &Guest) -> Reading {
    reading_in(guest.tenant(), guest.today())
}

pub fn reading_in(tenant: &tenancy::Tenant, today: jiff::civil::Date) -> Reading {
    let order = if tenant.region == "US" { DateOrder::MonthDayYear } else { DateOrder::DayMonthYear };
    Reading { region: Region::parse(&tenant.region), order, today }
}
