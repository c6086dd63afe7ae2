//! The waiting list as programs read it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use super::model::{Entry, EntryStatus, Listed, Offer, OfferStatus};
use super::operations::Made;
use crate::appointments::model::Kind;
use crate::schedule::model::clock;

/// Somebody who waits for a time, or waited.
#[derive(Serialize, ToSchema)]
#[schema(as = WaitlistEntry)]
pub struct EntryOutput {
    id: Uuid,
    patient: Uuid,
    service: Option<Uuid>,
    kind: Kind,
    #[schema(example = 30)]
    minutes: u16,
    /// Anybody who offers it when none.
    provider: Option<Uuid>,
    #[schema(value_type = String, format = Date, example = "2030-01-07")]
    earliest_on: Date,
    #[schema(value_type = String, format = Date, example = "2030-02-06")]
    latest_on: Date,
    /// 1 is Monday.
    weekdays: Vec<i16>,
    #[schema(example = "09:00")]
    from_time: String,
    /// `24:00` is the midnight at the day's end.
    #[schema(example = "12:00")]
    to_time: String,
    is_priority: bool,
    note: Option<String>,
    status: EntryStatus,
    /// What they got in the end.
    appointment: Option<Uuid>,
    /// What they are offered and have not answered yet.
    offer: Option<OfferOutput>,
    #[schema(example = 1)]
    version: i32,
    created_at: Timestamp,
    created_by: Option<Uuid>,
    updated_at: Timestamp,
    updated_by: Option<Uuid>,
}

/// A time that somebody is offered.
#[derive(Serialize, ToSchema)]
#[schema(as = WaitlistOffer)]
pub struct OfferOutput {
    id: Uuid,
    /// The appointment that holds the time.
    appointment: Option<Uuid>,
    provider: Uuid,
    #[schema(example = "2030-01-08T07:00:00Z")]
    starts_at: Timestamp,
    #[schema(example = "2030-01-08T07:30:00Z")]
    ends_at: Timestamp,
    /// Until when it can be accepted.
    #[schema(example = "2030-01-07T12:00:00Z")]
    expires_at: Timestamp,
    status: OfferStatus,
}

/// An offer that was just made.
#[derive(Serialize, ToSchema)]
#[schema(as = NewWaitlistOffer)]
pub struct MadeOutput {
    #[serde(flatten)]
    offer: OfferOutput,
    /// Whether the patient has a number, so that a message was written. Else somebody has to call.
    is_sent: bool,
}

impl From<Offer> for OfferOutput {
    fn from(offer: Offer) -> Self {
        Self {
            id: offer.id.uuid(),
            appointment: offer.appointment,
            provider: offer.provider,
            starts_at: offer.slot.starts_at,
            ends_at: offer.slot.ends_at,
            expires_at: offer.expires_at,
            status: offer.status,
        }
    }
}

impl From<Made> for MadeOutput {
    fn from(made: Made) -> Self {
        Self { offer: made.offer.into(), is_sent: made.is_sent }
    }
}

impl From<Entry> for EntryOutput {
    fn from(entry: Entry) -> Self {
        let wishes = entry.wishes;
        Self {
            id: entry.id.uuid(),
            patient: entry.patient.uuid(),
            service: wishes.service,
            kind: wishes.kind,
            minutes: wishes.minutes,
            provider: wishes.provider,
            earliest_on: wishes.earliest_on,
            latest_on: wishes.latest_on,
            weekdays: wishes.weekdays,
            from_time: clock(wishes.hours.from_minute()),
            to_time: clock(wishes.hours.to_minute()),
            is_priority: entry.is_priority,
            note: entry.note.map(Phi::into_inner),
            status: entry.status,
            appointment: entry.appointment,
            offer: None,
            version: entry.version,
            created_at: entry.created_at,
            created_by: entry.created_by,
            updated_at: entry.updated_at,
            updated_by: entry.updated_by,
        }
    }
}

impl From<Listed> for EntryOutput {
    fn from(listed: Listed) -> Self {
        Self { offer: listed.offer.map(OfferOutput::from), ..listed.entry.into() }
    }
}
