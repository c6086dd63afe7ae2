//! An instant as people of the clinic read it.

use jiff::Timestamp;
use web::Guest;

/// Day and time in the clinic's zone, and the instant itself for programs.
#[derive(Debug, Clone)]
pub struct Moment {
    pub iso: String,
    pub day: String,
    pub time: String,
}

impl Moment {
    pub fn new(guest: &Guest, at: Timestamp) -> Self {
        let here = at.to_zoned(guest.tenant().time_zone.clone());
        let day = if guest.tenant().region == "US" { "%m/%d/%Y" } else { "%d/%m/%Y" };
        Self { iso: at.to_string(), day: here.strftime(day).to_string(), time: here.strftime("%H:%M").to_string() }
    }
}
