//! What a message is, and how far it got. No database here.

use jiff::Timestamp;
use people::Phone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::parties::model::codes;

codes! {
    /// What a message is for.
    MessageKind {
        OneTimeCode = "one_time_code",
        SignInPhoneChanged = "sign_in_phone_changed",
        ActivationCodeIssued = "activation_code_issued",
    }
}

codes! {
    /// How far a message got.
    MessageStatus {
        Queued = "queued",
        Sending = "sending",
        Sent = "sent",
        Delivered = "delivered",
        Undelivered = "undelivered",
        Failed = "failed",
        Dead = "dead",
        Withheld = "withheld",
    }
}

codes! {
    /// Why a message was not sent: nobody is known by what was typed, the account is blocked, the clinic sends nothing to
    /// that country, too many were sent lately.
    Withheld {
        Unknown = "unknown",
        Blocked = "blocked",
        Country = "country",
        TooMany = "too_many",
    }
}

/// A message that is to be sent, or would have been.
pub struct NewMessage {
    pub kind: MessageKind,
    pub patient: Option<Uuid>,
    pub recipient: Phone,
    pub body: String,
    /// When it is of no use any more.
    pub expires_at: Option<Timestamp>,
}

/// A message in the outbox.
pub struct Message {
    pub id: Uuid,
    pub kind: MessageKind,
    pub status: MessageStatus,
    pub withheld: Option<Withheld>,
    pub patient: Option<Uuid>,
    /// In E.164.
    pub recipient: String,
    pub body: String,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
}
