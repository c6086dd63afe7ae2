//! When the clinic is open: the one place the calendar asks.

use jiff::civil::{Date, Weekday};
use uuid::Uuid;

use super::lanes::Span;

/// The hours of a day in which somebody sees patients, or the whole clinic does; empty on a day off.
pub fn open_hours(_provider: Option<Uuid>, date: Date) -> Vec<Span> {
    let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    if is_weekend { Vec::new() } else { vec![Span { from: 9 * 60, to: 17 * 60 }] }
}
