//! The end of the money day: what was taken is counted, a difference is explained, and nothing more comes to that day.
//!
//! What should be there follows from the ledger: what each cashier took, by method and currency. Closing and writing are
//! kept apart by the database, so a payment of the last second either is counted or is refused.

pub mod api;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
pub mod query;
pub mod sealing;
