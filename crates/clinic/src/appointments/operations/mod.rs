//! Everything one can do to an appointment. The only folder here with SQL.

mod booking;
mod bookings;
mod changes;
mod finding;
mod moves;
mod row;

pub use booking::{backfill, book};
pub use bookings::{Booked, InTheWay, booked, in_the_way};
pub use changes::{Resched, delete, reschedule, update};
pub use finding::{Coming, Filter, Order, between, coming, count_coming, find, list};
pub use moves::{
    Move, cancel, cancel_own, check_in, complete, complete_at_once, mark_no_show, move_to, reopen, revert, start_visit,
};

use tenancy::Subject;

use super::model::Appointment;

/// The appointment and whom it is for, as the record names them.
fn subject(appointment: &Appointment) -> Subject {
    Subject::new("appointment", appointment.id.uuid()).about(appointment.patient.uuid())
}
