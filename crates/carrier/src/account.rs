//! An account at a carrier.

use std::fmt;

/// Whose messages they are, and who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub sid: String,
    pub token: Token,
    pub sender: Sender,
}

/// As whom messages are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A Messaging Service, which chooses among its numbers.
    Service(String),
    /// One number or name.
    Number(String),
}

/// The account's secret. Shown nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub fn new(token: String) -> Self {
        Self(token)
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Token(..)")
    }
}
