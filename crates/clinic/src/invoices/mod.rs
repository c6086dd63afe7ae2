//! Invoices: what somebody is asked to pay, under numbers without a gap, and credit notes, which take it back.
//!
//! A draft is changed and thrown away as one likes. Issuing it charges what was not charged yet, gives it the next number, and
//! ends its changes for good: the database refuses them. What is paid of it is told by the ledger.

pub mod api;
mod api_policy;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod policy;
pub mod query;
mod rounds;
pub mod sealing;
pub(crate) mod view;
