//! The price list: what each service costs, in which currency, with how much tax, from one day to another.
//!
//! A price that began is never changed: the next one takes its place from a day on. What was charged stays charged.

pub mod api;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
