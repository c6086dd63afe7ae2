//! Those who wait for a time to become free, and the times that they are offered.
//!
//! Whatever is free and suits somebody who waits is offered in their order: those who are put first, then those who wait
//! longest. The time is held while the offer stands, by an appointment like any other hold; who accepts books that.
//! An offer is made by a duty that looks at what is free, so it does not matter how a time became free, or whether
//! anybody said so.

pub mod api;
pub mod form;
mod input;
mod letter;
pub mod model;
pub mod offering;
pub mod operations;
mod output;
pub mod pages;
mod query;
mod quiet;
pub mod sealing;
