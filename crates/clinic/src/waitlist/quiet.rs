//! The quiet hours of a clinic's wall, in which nobody is offered anything and no offer runs out.

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tenancy::{Error, Result};

use super::model::LEAST;
use crate::messages::settings::Messaging;

/// When a clinic is not to be heard.
pub struct Quiet<'a> {
    from: Time,
    until: Time,
    zone: &'a TimeZone,
}

impl<'a> Quiet<'a> {
    pub fn of(messaging: &Messaging, zone: &'a TimeZone) -> Self {
        Self { from: messaging.quiet_from, until: messaging.quiet_until, zone }
    }

    /// When the quiet hours that a moment lies in are over; nothing when it lies in none.
    pub fn over(&self, at: Timestamp) -> Result<Option<Timestamp>> {
        let time = self.zone.to_datetime(at).time();
        let is_quiet = match self.from <= self.until {
            true => self.from <= time && time < self.until,
            false => self.from <= time || time < self.until,
        };
        if is_quiet { self.next(at, self.until).map(Some) } else { Ok(None) }
    }

    /// So long after a moment, quiet hours not counted: what is offered in the evening can be answered in the morning.
    fn awake_for(&self, from: Timestamp, mut wait: SignedDuration) -> Result<Timestamp> {
        let later = |at: Timestamp, wait| at.checked_add(wait).map_err(Error::internal);
        if self.from == self.until {
            return later(from, wait);
        }
        let mut at = from;
        loop {
            at = self.over(at)?.unwrap_or(at);
            let begins = self.next(at, self.from)?;
            let awake = begins.duration_since(at);
            if wait <= awake {
                return later(at, wait);
            }
            wait -= awake;
            at = begins;
        }
    }

    /// Until when an offer made now stands, and never after `latest`; nothing when that leaves no time to answer.
    pub fn expiry(&self, now: Timestamp, stands: SignedDuration, latest: Timestamp) -> Result<Option<Timestamp>> {
        let at = self.awake_for(now, stands)?.min(latest);
        Ok((at.duration_since(now) >= LEAST.min(stands)).then_some(at))
    }

    /// When the wall shows this next. An hour that spring skips is read as it would have been without the skip.
    fn next(&self, at: Timestamp, time: Time) -> Result<Timestamp> {
        let shown = self.zone.to_datetime(at);
        let today = shown.date().to_datetime(time);
        let next: DateTime = match today > shown {
            true => today,
            false => shown.date().tomorrow().map_err(Error::internal)?.to_datetime(time),
        };
        let next = self.zone.to_ambiguous_zoned(next).compatible().map_err(Error::internal)?.timestamp();
        // Of an hour that comes twice the first may be past.
        Ok(if next > at { next } else { at.checked_add(SignedDuration::from_hours(1)).map_err(Error::internal)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_HOURS: SignedDuration = SignedDuration::from_hours(2);

    fn at(zone: &TimeZone, text: &str) -> Timestamp {
        zone.to_timestamp(text.parse::<DateTime>().unwrap()).unwrap()
    }

    fn expiry(now: &str, latest: &str) -> Option<String> {
        let zone = TimeZone::get("Africa/Cairo").unwrap();
        let messaging = Messaging::default();
        let quiet = Quiet::of(&messaging, &zone);
        let found = quiet.expiry(at(&zone, now), TWO_HOURS, at(&zone, latest)).unwrap();
        found.map(|found| found.to_zoned(zone.clone()).strftime("%d %H:%M").to_string())
    }

    #[test]
    fn quiet_hours_end_in_the_morning_and_are_none_during_the_day() {
        let zone = TimeZone::get("Africa/Cairo").unwrap();
        let messaging = Messaging::default();
        let over = |text: &str| {
            let over = Quiet::of(&messaging, &zone).over(at(&zone, text)).unwrap();
            over.map(|over| over.to_zoned(zone.clone()).strftime("%d %H:%M").to_string())
        };
        assert_eq!(over("2030-01-07T20:59"), None);
        assert_eq!(over("2030-01-07T21:00").as_deref(), Some("08 08:00"));
        assert_eq!(over("2030-01-08T07:59").as_deref(), Some("08 08:00"));
        assert_eq!(over("2030-01-08T08:00"), None);
    }

    #[test]
    fn an_offer_of_the_evening_can_be_answered_in_the_morning() {
        assert_eq!(expiry("2030-01-07T10:00", "2030-01-10T10:00").as_deref(), Some("07 12:00"));
        assert_eq!(expiry("2030-01-07T19:00", "2030-01-10T10:00").as_deref(), Some("07 21:00"));
        assert_eq!(expiry("2030-01-07T20:30", "2030-01-10T10:00").as_deref(), Some("08 09:30"));
    }

    #[test]
    fn an_offer_never_outlives_its_use_and_leaves_time_to_answer() {
        assert_eq!(expiry("2030-01-07T10:00", "2030-01-07T11:00").as_deref(), Some("07 11:00"));
        assert_eq!(expiry("2030-01-07T10:00", "2030-01-07T10:15").as_deref(), Some("07 10:15"));
        assert_eq!(expiry("2030-01-07T10:00", "2030-01-07T10:14"), None);
        assert_eq!(expiry("2030-01-07T10:00", "2030-01-07T09:00"), None);
    }

    #[test]
    fn without_quiet_hours_an_offer_stands_as_long_as_it_says() {
        let zone = TimeZone::get("Africa/Cairo").unwrap();
        let messaging = Messaging { quiet_until: Messaging::default().quiet_from, ..Messaging::default() };
        let quiet = Quiet::of(&messaging, &zone);
        let (now, latest) = (at(&zone, "2030-01-07T23:00"), at(&zone, "2030-01-10T10:00"));
        assert_eq!(quiet.over(now).unwrap(), None);
        assert_eq!(quiet.expiry(now, TWO_HOURS, latest).unwrap(), Some(at(&zone, "2030-01-08T01:00")));
    }
}
