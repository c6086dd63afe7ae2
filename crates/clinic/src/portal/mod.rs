//! What a patient sees of their own: appointments, what was written at them, the account. Every operation takes the
//! patient from whoever asks; none can name another.

mod access;
mod account;
mod book;
mod booking;
mod consents;
mod documents;
mod exercises;
mod operations;
pub mod pages;
mod reading;
mod result;
mod results;
mod waiting;

pub use account::keep_language;

/// Where patients arrive.
pub const HOME: &str = "/patient/home/";
