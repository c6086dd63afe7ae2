//! When a clinic can be visited: hours, closures, free slots, why a time is not free, and visits that come again.
//!
//! Everything here is a pure function of its arguments: the zone, the bookings and the present moment are handed in.
//!
//! # The clock on the wall
//!
//! Hours, the grid of slots and rules of recurrence are kept as the clock on the clinic's wall shows them, and become
//! instants at the last moment: nine o'clock stays nine o'clock when the clocks change. Twice a year a wall time does not
//! stand for exactly one instant; these rules hold everywhere in this crate.
//!
//! 1. **A wall time that is skipped does not exist.** No slot begins then, and an occurrence that would fall there is
//!    left out and not counted (RFC 5545, 3.3.10).
//! 2. **A wall time that comes twice means its first occurrence.** During the second one no slot begins, though what has
//!    begun goes on.
//! 3. **Hours that meet a change begin and end with it.** An edge of hours that lies in the skipped time is the moment of
//!    the change, so hours across it are shorter in real time, and hours within it are none. Hours across a repeated time
//!    are longer.
//! 4. **Durations are real time.** Ninety minutes from half past one last until four where two o'clock is skipped.
//!
//! # Whose hours
//!
//! - A clinic that has set no week is open as [`Timetable::usual`] says.
//! - Providers who have set no week of their own have the clinic's. Rooms and equipment that have none are there at any
//!   hour. Whoever has a week of their own has only that, also before its first day and after its last.
//! - On a date with exceptions these stand in place of the week. Those of the clinic bind everybody: they stand in place
//!   of the clinic's week, and nobody has hours outside them on that date.
//! - On a day of a [`Closure`] nobody and nothing has hours.
//! - Buffers keep a distance to other bookings; they may lie outside hours.
#![forbid(unsafe_code)]

pub mod feed;
mod hours;
mod reason;
mod rule;
mod slots;
mod span;
#[cfg(test)]
mod tests;
pub mod wall;

pub use hours::{Closure, Exception, Opening, Owner, Plan, Timetable, Weekly};
pub use reason::Reason;
pub use rule::{Ending, Frequency, OrdinalDay, Rule, RuleError};
pub use slots::{Agenda, Booking, Needs, Search, Session, Slot, Terms};
pub use span::Span;
