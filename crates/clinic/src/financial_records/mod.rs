//! Financial records: what visits were charged with, what was received for them, and what is outstanding.
//!
//! Nothing is kept: each answer is summed up anew from the ledger. What was received is told where a payment meets a charge,
//! so it belongs to a visit, and through it to a service and to whoever saw the patient.

pub mod api;
pub mod input;
pub mod model;
pub mod operations;
pub mod output;
pub mod pages;
