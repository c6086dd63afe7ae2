//! The recycle bin: what was deleted, by whom and when, and the way back. Nothing is deleted here for good: how long what is
//! out of sight is kept is a matter of what it is.

pub mod api;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
mod query;
