//! What a message is, and how far it got. No database here.

use jiff::Timestamp;
use people::{Email, Phone};
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
        AppointmentReminder = "appointment_reminder",
        AppointmentConfirmation = "appointment_confirmation",
        AppointmentCancelled = "appointment_cancelled",
        SeriesConfirmation = "series_confirmation",
        SeriesCancelled = "series_cancelled",
        WaitlistOffer = "waitlist_offer",
        ResultReleased = "result_released",
        InvoiceReminder = "invoice_reminder",
        FromClinic = "from_clinic",
        TestMessage = "test_message",
    }
}

impl MessageKind {
    /// Codes and what protects an account: somebody waits for these, and nobody can ask not to get them.
    pub fn lane(self) -> Lane {
        match self {
            Self::OneTimeCode | Self::SignInPhoneChanged | Self::ActivationCodeIssued | Self::TestMessage => {
                Lane::Urgent
            }
            Self::AppointmentReminder
            | Self::AppointmentConfirmation
            | Self::AppointmentCancelled
            | Self::SeriesConfirmation
            | Self::SeriesCancelled
            | Self::WaitlistOffer
            | Self::ResultReleased
            | Self::InvoiceReminder
            | Self::FromClinic => Lane::Rest,
        }
    }
}

codes! {
    /// The way a message goes.
    Way { Sms = "sms", Email = "email" }
}

/// To whom a message goes, and by which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    Phone(Phone),
    /// A letter says first what it is about.
    Email {
        address: Email,
        subject: String,
    },
}

impl Recipient {
    pub fn way(&self) -> Way {
        match self {
            Self::Phone(_) => Way::Sms,
            Self::Email { .. } => Way::Email,
        }
    }

    /// The number in E.164, or the address.
    pub fn address(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.as_e164(),
            Self::Email { address, .. } => address.as_str(),
        }
    }

    pub fn subject(&self) -> Option<&String> {
        match self {
            Self::Phone(_) => None,
            Self::Email { subject, .. } => Some(subject),
        }
    }
}

impl From<Phone> for Recipient {
    fn from(phone: Phone) -> Self {
        Self::Phone(phone)
    }
}

/// The line that a message stands in: the urgent ones never stand behind the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    Urgent,
    Rest,
}

impl Lane {
    pub fn is_urgent(self) -> bool {
        self == Self::Urgent
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

impl MessageStatus {
    /// Whether the carrier's word `next` says more than is known. Late words of earlier states say nothing; that the
    /// carrier has a message, though nobody here knew, does.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Queued | Self::Sending | Self::Dead => {
                matches!(next, Self::Sent | Self::Delivered | Self::Undelivered | Self::Failed)
            }
            Self::Sent => matches!(next, Self::Delivered | Self::Undelivered | Self::Failed),
            Self::Delivered | Self::Undelivered | Self::Failed | Self::Withheld => false,
        }
    }

    /// Whether somebody may have it tried again.
    pub fn can_be_retried(self) -> bool {
        matches!(self, Self::Dead | Self::Failed | Self::Undelivered)
    }

    /// The codes of all states that a predicate holds for.
    pub fn codes(holds: impl Fn(Self) -> bool) -> Vec<String> {
        Self::ALL.iter().filter(|status| holds(**status)).map(|status| status.as_str().to_owned()).collect()
    }
}

impl From<carrier::Progress> for MessageStatus {
    /// What the carrier has is sent, as far as the clinic is concerned.
    fn from(progress: carrier::Progress) -> Self {
        match progress {
            carrier::Progress::Waiting | carrier::Progress::Sent => Self::Sent,
            carrier::Progress::Delivered => Self::Delivered,
            carrier::Progress::Undelivered => Self::Undelivered,
            carrier::Progress::Failed => Self::Failed,
        }
    }
}

codes! {
    /// Why a message was not sent: nobody is known by what was typed, the account is blocked, the clinic sends nothing to
    /// that country, too many were sent lately; its time is over, its appointment was moved or cancelled, the number
    /// wants nothing more, the patient did not want it.
    Withheld {
        Unknown = "unknown",
        Blocked = "blocked",
        Country = "country",
        TooMany = "too_many",
        Expired = "expired",
        AppointmentChanged = "appointment_changed",
        OptedOut = "opted_out",
        NoConsent = "no_consent",
    }
}

codes! {
    /// What a patient answered to a reminder.
    Answered { Confirmed = "confirmed", Cancelled = "cancelled" }
}

/// The visit that a message is about, as it was when the message was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    pub appointment: Uuid,
    pub starts_at: Timestamp,
    /// Of a reminder: how long before it.
    pub offset_minutes: Option<i32>,
}

/// A message that is to be sent, or would have been.
pub struct NewMessage {
    pub kind: MessageKind,
    pub patient: Option<Uuid>,
    pub recipient: Recipient,
    pub body: String,
    pub visit: Option<Visit>,
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
    pub appointment: Option<Uuid>,
    pub way: Way,
    /// A number in E.164, or an address.
    pub recipient: String,
    pub subject: Option<String>,
    pub body: String,
    pub attempts: i32,
    pub provider: Option<String>,
    pub provider_sid: Option<String>,
    pub error_code: Option<String>,
    pub answer: Option<Answered>,
    pub created_at: Timestamp,
    pub scheduled_for: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::MessageStatus::{self, Dead, Delivered, Failed, Queued, Sending, Sent, Undelivered, Withheld};

    #[test]
    fn what_is_over_stays_over_and_late_words_undo_nothing() {
        for (from, may) in [
            (Queued, &[Sent, Delivered, Undelivered, Failed][..]),
            (Sending, &[Sent, Delivered, Undelivered, Failed]),
            (Dead, &[Sent, Delivered, Undelivered, Failed]),
            (Sent, &[Delivered, Undelivered, Failed]),
            (Delivered, &[]),
            (Undelivered, &[]),
            (Failed, &[]),
            (Withheld, &[]),
        ] {
            for to in MessageStatus::ALL {
                assert_eq!(from.may_become(*to), may.contains(to), "{from:?} to {to:?}");
            }
        }
    }
}
