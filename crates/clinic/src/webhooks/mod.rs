//! Outgoing webhooks: programs of others are told of what happens here, by ids alone, as Standard Webhooks has it.
//!
//! What happened is noted by the rows to which it happens (`migrations/0026_webhooks.sql`), in their transaction, and told
//! by the [`courier`]: at least once, in no particular order, to each receiver apart from all others.

pub mod api;
pub mod courier;
mod input;
pub mod model;
pub mod operations;
mod output;
pub mod pages;
pub mod sealing;
