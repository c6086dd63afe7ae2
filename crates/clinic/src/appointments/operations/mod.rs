//! Everything one can do to an appointment. The only folder here with SQL.

mod attendance;
mod booking;
mod bookings;
mod bulk;
mod changes;
mod duties;
mod finding;
mod moves;
mod offered;
mod places;
mod row;
mod wanted;

pub use attendance::{attendance, completed};
pub use booking::{
    backfill, blockers_of, book, book_occurrence, hold, hold_own, patient_id, patient_named, queue_up, release_own,
};
pub use bookings::{Booked, Busy, InTheWay, booked, busy, in_the_way};
pub use bulk::{Brought, Entered, import, take_back};
pub use changes::{Resched, delete, reschedule, reschedule_occurrence, reschedule_own, restore, update};
pub use duties::{note_no_shows, release_holds};
pub use finding::{
    Coming, Filter, Order, Span, between, coming, count_all, count_coming, find, here_today, keep_own, list,
    next_after, of_series, patients_of, starts_of, titles,
};
pub use moves::{
    Move, begin_visit, cancel, cancel_occurrence, cancel_own, check_in, complete, complete_at_once, confirm,
    confirm_own, end_visit, mark_no_show, move_to, reopen, revert, start_visit, take_offered,
};
pub use offered::{Kept, busy_times, kept, release_offered};
pub use places::crowded;

use tenancy::Subject;

use super::model::Appointment;

/// The appointment and whom it is for, as the record names them.
fn subject(appointment: &Appointment) -> Subject {
    Subject::new("appointment", appointment.id.uuid()).about(appointment.patient.uuid())
}
