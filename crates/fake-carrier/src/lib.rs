//! A carrier that carries nothing: speaks Twilio's HTTP, remembers what it was given, and misbehaves when told to.
//!
//! What it accepted stands on its first page and under `/control/messages`; how it behaves is set under
//! `/control/behaviour`; and `/control/reply` lets somebody answer. Everything that it tells a clinic is signed as Twilio
//! would. Beside it a mail server takes letters by SMTP and delivers none; they stand under `/control/letters`. For tests
//! there is somebody who is told by webhooks, too.

#![forbid(unsafe_code)]

mod api;
mod behaviour;
mod callbacks;
mod control;
mod mail;
mod page;
mod receiver;
mod serve;
mod smtp;
mod state;

pub use behaviour::{Behaviour, Order};
pub use mail::{FakeMail, MailFate, Stage, StoredLetter};
pub use receiver::{FakeReceiver, Heard, HookFate, serve_hooks};
pub use serve::serve;
pub use smtp::serve_mail;
pub use state::{Clock, FakeCarrier, Settings, Stored};
