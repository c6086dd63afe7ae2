//! Looking into the record of who did what.

pub mod api;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod query;
pub mod verify;
pub(crate) mod view;
