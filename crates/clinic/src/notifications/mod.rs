//! What people of the clinic are told while they work: that a patient is here, that somebody booked, that a message could
//! not be sent. Told in the transaction in which it happens, so neither is ever without the other. It says what and when,
//! never whom: a screen that stands open shows it to whoever passes.

pub mod model;
pub mod operations;
pub mod pages;

/// What a page must be allowed to show the bell.
pub const READ: tenancy::Action = tenancy::Action::ReadNotifications;
