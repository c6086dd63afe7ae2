//! Messages to patients: the outbox they wait in, and what the clinic sees of it.
//!
//! A message is queued in the transaction that has a reason for it, so neither is ever without the other. Where no
//! carrier is set up the outbox itself is where messages are read.

pub mod allowance;
pub mod model;
pub mod operations;
pub mod pages;
pub mod sealing;
