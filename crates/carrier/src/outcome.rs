//! How a call ended, and how far a message got.

use std::time::Duration;

/// What is known after a message was handed over, or was meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The carrier has it.
    Accepted(Accepted),
    /// The carrier has it for certain not.
    Refused(Refusal),
    /// It may or may not have it: the line broke after the message was on its way.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The carrier's name for the message.
    pub sid: String,
    pub progress: Progress,
    pub segments: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The carrier's code, or `http_` and the status where it gave none.
    pub code: String,
    pub retry: Retry,
}

/// Whether the same message may fare better later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    Never,
    /// Not before that long, where the carrier said.
    Later(Option<Duration>),
}

/// How far the carrier says that a message got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Accepted, not with the network yet.
    Waiting,
    Sent,
    Delivered,
    /// The network had it and could not deliver it.
    Undelivered,
    /// The carrier gave up on it.
    Failed,
}

impl Progress {
    /// The carrier's words; none for those that say nothing about a message of ours.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "accepted" | "scheduled" | "queued" | "sending" => Some(Self::Waiting),
            "sent" => Some(Self::Sent),
            "delivered" | "read" => Some(Self::Delivered),
            "undelivered" => Some(Self::Undelivered),
            "failed" | "canceled" => Some(Self::Failed),
            _ => None,
        }
    }
}
