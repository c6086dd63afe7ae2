//! Messages to patients: the outbox they wait in, how they are sent, and what comes back.
//!
//! A message is queued in the transaction that has a reason for it, so neither is ever without the other. Before a
//! carrier is called it is committed that it will be; a call whose outcome nobody knows is looked up in the carrier's own
//! list and never made again blindly. Where no carrier is set up the outbox itself is where messages are read.

pub mod addressing;
pub mod admin_page;
pub mod allowance;
pub mod api;
pub mod input;
pub mod mailing;
pub mod model;
pub mod notices;
pub mod operations;
pub mod pages;
pub mod query;
pub mod reminders;
pub mod replies;
pub mod sealing;
pub mod sending;
pub mod settings;
pub mod texts_page;
pub mod webhook;
pub mod wording;
