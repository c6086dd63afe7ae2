//! The calendar: a week of one who sees patients, or a day of all of them, or of all rooms; drawn as a grid or as a list.

mod choice;
mod column;
mod draw;
mod grid;
mod hours;
mod lanes;
mod panel;
#[cfg(test)]
mod tests;
mod week;

pub use choice::{CalendarQuery, PATH};
pub use draw::{calendar, draw};
pub use panel::panel;
