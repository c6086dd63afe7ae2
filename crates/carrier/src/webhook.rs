//! What the carrier tells us by itself: how far a message got, and what somebody answered.

use crate::Progress;

/// What one call of the carrier's said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    Report(Report),
    Inbound(Inbound),
}

/// How far a message got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub account: String,
    pub sid: String,
    pub progress: Progress,
    pub error_code: Option<String>,
}

/// A message that somebody sent to one of our numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbound {
    pub account: String,
    pub sid: String,
    pub from: String,
    pub to: String,
    pub body: String,
}

impl Told {
    /// Reads the fields of a call; none when it is about nothing that we know.
    pub fn read(fields: &[(String, String)]) -> Option<Self> {
        let of = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        let (account, sid) = (of("AccountSid")?, of("MessageSid").or_else(|| of("SmsSid"))?);
        match of("MessageStatus").or_else(|| of("SmsStatus"))?.as_str() {
            "received" | "receiving" => {
                Some(Self::Inbound(Inbound { account, sid, from: of("From")?, to: of("To")?, body: of("Body")? }))
            }
            word => {
                let (progress, error_code) = (Progress::parse(word)?, of("ErrorCode").filter(|code| !code.is_empty()));
                Some(Self::Report(Report { account, sid, progress, error_code }))
            }
        }
    }
}
