//! Who waits for what, and what suits them. No database here.

use calendar::Opening;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tenancy::Id;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use crate::appointments::model::{Kind, PatientRef, Slot};
use crate::parties::model::{Party, codes};

codes! {
    /// Whether somebody still waits, and if not, why.
    EntryStatus { Waiting = "waiting", Booked = "booked", Withdrawn = "withdrawn", Lapsed = "lapsed" }
}

codes! {
    /// What became of an offer.
    OfferStatus {
        Open = "open",
        Accepted = "accepted",
        Declined = "declined",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

/// What somebody waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    pub service: Option<Uuid>,
    pub kind: Kind,
    pub minutes: u16,
    /// Anybody who offers it when absent.
    pub provider: Option<Uuid>,
    pub earliest_on: Date,
    pub latest_on: Date,
    /// 1 is Monday; sorted, and never none.
    pub weekdays: Vec<i16>,
    /// Between which times of day; the whole day when they do not mind.
    pub hours: Opening,
}

pub const EVERY_DAY: [i16; 7] = [1, 2, 3, 4, 5, 6, 7];

impl Wishes {
    /// Whether they could come then.
    pub fn suit(&self, zone: &TimeZone, slot: Slot) -> bool {
        let (from, to) = (zone.to_datetime(slot.starts_at), zone.to_datetime(slot.ends_at));
        let weekday = i16::from(from.weekday().to_monday_one_offset());
        let is_on_a_day =
            (self.earliest_on..=self.latest_on).contains(&from.date()) && self.weekdays.contains(&weekday);
        is_on_a_day && (self.hours == Opening::WHOLE_DAY || self.is_within(from, to))
    }

    fn is_within(&self, from: DateTime, to: DateTime) -> bool {
        let ends = if to.date() == from.date() { minute_of(to) } else { Opening::WHOLE_DAY.to_minute() };
        self.hours.from_minute() <= minute_of(from) && ends <= self.hours.to_minute()
    }
}

fn minute_of(at: DateTime) -> u16 {
    u16::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or_default()
}

/// Somebody who waits, or waited.
#[derive(Clone)]
pub struct Entry {
    pub id: Id<Entry>,
    pub patient: Id<Party>,
    pub wishes: Wishes,
    /// Stands before those who are not.
    pub is_priority: bool,
    pub note: Option<Phi<String>>,
    pub status: EntryStatus,
    /// What they got in the end.
    pub appointment: Option<Uuid>,
    pub version: i32,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
    pub updated_at: Timestamp,
    pub updated_by: Option<Uuid>,
}

/// What is to stand on the list, checked.
#[derive(Clone)]
pub struct NewEntry {
    /// Needed for a new one; nobody's entry becomes somebody else's.
    pub patient: Option<PatientRef>,
    pub wishes: Wishes,
    pub is_priority: bool,
    pub note: Option<String>,
}

/// A time that somebody on the list was offered.
#[derive(Debug, Clone)]
pub struct Offer {
    pub id: Id<Offer>,
    pub entry: Id<Entry>,
    /// What holds the time; nothing once that was let go.
    pub appointment: Option<Uuid>,
    pub provider: Uuid,
    pub slot: Slot,
    pub status: OfferStatus,
    pub expires_at: Timestamp,
}

impl Offer {
    /// Whether it can be accepted.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.status == OfferStatus::Open && self.expires_at > now
    }
}

/// Somebody on the list, with the offer that they have not answered yet.
pub struct Listed {
    pub entry: Entry,
    pub offer: Option<Offer>,
}

/// Nobody is offered a time that leaves less to answer.
pub const LEAST: SignedDuration = SignedDuration::from_mins(15);

#[cfg(test)]
mod tests {
    use super::*;

    fn wishes(weekdays: &[i16], hours: Opening) -> Wishes {
        Wishes {
            service: None,
            kind: Kind::Consultation,
            minutes: 30,
            provider: None,
            earliest_on: "2030-01-07".parse().unwrap(),
            latest_on: "2030-01-11".parse().unwrap(),
            weekdays: weekdays.to_vec(),
            hours,
        }
    }

    fn suits(wishes: &Wishes, at: &str) -> bool {
        let zone = TimeZone::get("Africa/Cairo").unwrap();
        let starts_at = zone.to_timestamp(at.parse::<DateTime>().unwrap()).unwrap();
        wishes.suit(&zone, Slot::lasting(starts_at, 30).unwrap())
    }

    #[test]
    fn a_time_suits_that_lies_within_days_weekdays_and_hours_of_the_clinics_wall() {
        let mornings = wishes(&[1, 3], Opening::new(540, 720).unwrap());
        // Monday, Wednesday; the last visit ends at noon.
        for at in ["2030-01-07T09:00", "2030-01-09T11:30"] {
            assert!(suits(&mornings, at), "{at}");
        }
        for at in ["2030-01-08T09:00", "2030-01-07T08:59", "2030-01-07T11:31", "2030-01-14T09:00"] {
            assert!(!suits(&mornings, at), "{at}");
        }
    }

    #[test]
    fn who_does_not_mind_the_hour_may_come_over_midnight() {
        assert!(suits(&wishes(&EVERY_DAY, Opening::WHOLE_DAY), "2030-01-07T23:45"));
        assert!(!suits(&wishes(&EVERY_DAY, Opening::new(1200, 1439).unwrap()), "2030-01-07T23:45"));
    }
}
