//! The ledger: who owes what, who paid, and what was put right.
//!
//! A transaction is added and never changed. A charge is owed until payments pay for it, the oldest first; what is wrong
//! is put right by an adjustment of it, and money is given back by a refund of its payment. What a charge or a payment
//! comes to by now is kept beside it by the database, whose checks judge those who would give back the same money twice.

pub mod api;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod query;
pub mod sealing;
pub(crate) mod view;
