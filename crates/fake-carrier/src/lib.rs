//! A carrier that carries nothing: speaks Twilio's HTTP, remembers what it was given, and misbehaves when told to.
//!
//! What it accepted stands under `/control/messages`; how it behaves is set under `/control/behaviour`; and
//! `/control/reply` lets somebody answer. Everything that it tells a clinic is signed as Twilio would.

#![forbid(unsafe_code)]

mod api;
mod behaviour;
mod callbacks;
mod control;
mod serve;
mod state;

pub use behaviour::{Behaviour, Order};
pub use serve::serve;
pub use state::{Clock, FakeCarrier, Settings, Stored};
