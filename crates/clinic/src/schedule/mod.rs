//! When the clinic can be visited: what it offers, everybody's hours, closures, and the times that are free.
//!
//! The rules are those of the crate `calendar`; here they are kept, changed and asked.

pub mod api;
mod api_hours;
mod api_slots;
mod input;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
mod query;
pub mod sealing;
