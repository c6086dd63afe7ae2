//! Appointments: who comes when to whom, and what became of it.
//!
//! Their life is one table, [`model::Status::may_become`]; whether a time is free is judged by the database.

pub mod api;
mod api_attendance;
mod api_holds;
mod api_moves;
pub mod day;
pub mod input;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
pub mod policy;
mod query;
pub mod sealing;
#[cfg(test)]
mod tests;
pub mod wall;

pub use day::Days;
