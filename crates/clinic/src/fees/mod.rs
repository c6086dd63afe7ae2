//! Fees for visits that somebody missed or cancelled late, by the rules of the clinic; none while it has none.
//!
//! A duty charges them, not the transaction in which a visit takes its turn: a visit is cancelled whoever does it, be the
//! day's books closed and the patient's account in somebody else's hands. Each visit is charged once, which an index judges,
//! and what took another turn since is put right by the same duty.

pub mod api;
pub mod duty;
pub mod input;
mod list_page;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
mod query;
