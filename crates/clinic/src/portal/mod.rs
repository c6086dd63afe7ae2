//! What a patient sees of their own: appointments, what was written at them, the account. Every operation takes the
//! patient from whoever asks; none can name another.

mod account;
mod book;
mod booking;
mod operations;
pub mod pages;
mod waiting;

/// Where patients arrive.
pub const HOME: &str = "/patient/home/";
