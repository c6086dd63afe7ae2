//! One deed done to many: to each by itself, by the operation that does it to one alone, so that the same policy judges and
//! the same record is left. Whoever is refused is told why, and keeps nobody else from it.

pub mod api;
mod input;
mod model;
mod operations;
mod output;
pub mod pages;
mod visits;
