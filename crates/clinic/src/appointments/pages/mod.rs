//! The pages of the day: the desk's board, the doctor's list, booking and what is done to a booking.

mod board;
mod booking;
mod calendar;
mod cancel;
mod choosing;
mod details;
mod display;
mod done;
mod draw;
mod form;
mod patients;
mod reschedule;
mod row;
mod rules;
mod status;
mod tab;
mod times;
mod walk_in;

use tenancy::Action;
use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/reception/dashboard", get(draw::desk))
        .route("/reception/display", get(display::display))
        .route("/reception/calendar", get(calendar::calendar))
        .route("/reception/calendar/{id}", get(calendar::panel))
        .route("/reception/book", get(choosing::choose))
        .route("/reception/create-appointment/{patient}", get(booking::form).post(booking::book))
        .route("/reception/walk-in", get(walk_in::form).post(walk_in::admit))
        .route("/reception/update-status/{id}", post(status::update))
        .route("/reception/revert/{id}", post(status::revert))
        .route("/reception/reschedule/{id}", get(reschedule::form).post(reschedule::reschedule))
        .route("/reception/cancel/{id}", get(cancel::form).post(cancel::cancel))
        .route("/admin/booking", get(rules::form).post(rules::save))
        .route("/doctor/appointments-dash", get(draw::doctor))
        .route("/doctor/patients-dash", get(patients::patients))
}

pub use details::{Wish, details};

/// Where the desk is, when nobody said where to go on to.
pub const HOME: &str = "/reception/dashboard/";

/// The actions that pages offer; templates ask by these names.
pub const BOOK: Action = Action::BookAppointment;
pub const REGISTER: Action = Action::RegisterPatient;
