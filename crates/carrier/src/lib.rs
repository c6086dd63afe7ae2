//! What carries messages out of the house, and what it tells us afterwards.
//!
//! Nothing here knows clinics or tables. Each call ends in one [`Outcome`], which says whether the carrier has the
//! message, has it for certain not, or whether nobody can tell. The last one is never sent again blindly.

#![forbid(unsafe_code)]

mod account;
mod hook;
mod http;
mod listing;
mod outcome;
mod segments;
mod signature;
mod smtp;
mod twilio;
mod webhook;

pub use account::{Account, Sender, Token};
pub use hook::{HookAnswer, HookMessage, HookSecret, HookTrouble, Hooks, LONGEST_HOOK};
pub use lettre::Address as MailAddress;
pub use listing::Listed;
pub use outcome::{Accepted, Outcome, Progress, Refusal, Retry};
pub use segments::{Encoding, Segments};
pub use signature::Signature;
pub use smtp::{Letter, MailServer, Reaches, Security, Session as MailSession, Smtp};
pub use twilio::{LONGEST_CALL, Text, Trouble, Twilio};
pub use webhook::{Inbound, Report, Told};
