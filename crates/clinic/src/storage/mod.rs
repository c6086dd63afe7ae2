//! How much a clinic keeps, how much room there is, and whether what is kept is still what it was: for whoever runs it.

pub mod api;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
