//! What a series is. No database here.

use calendar::Rule;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use tenancy::{Error, Id, Result};
use uuid::Uuid;

use crate::appointments::model::{Appointment, NewAppointment, Slot};
use crate::parties::model::Party;

/// Two years of weekly visits: more at once is a slip.
pub const MOST: usize = 104;

/// A rule by which somebody comes again.
#[derive(Debug, Clone)]
pub struct Series {
    pub id: Id<Series>,
    pub patient: Id<Party>,
    pub rule: Rule,
    /// Of the first visit, as the wall shows it.
    pub starts: DateTime,
    pub minutes: i64,
    /// The series that this one goes on with.
    pub follows: Option<Uuid>,
    pub created_at: Timestamp,
    pub created_by: Option<Uuid>,
}

/// A series that somebody wants.
#[derive(Clone)]
pub struct NewSeries {
    /// What each visit is like.
    pub visit: NewAppointment,
    pub rule: Rule,
    pub starts: DateTime,
    pub minutes: i64,
    /// Days of the rule on which nobody comes.
    pub skip: Vec<Date>,
}

/// A visit that a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    pub day: Date,
    pub slot: Slot,
}

/// A visit that was asked for, and who is in its way.
#[derive(Debug, Clone)]
pub struct Proposed {
    pub visit: Visit,
    pub blocked_by: Vec<Uuid>,
    pub is_past: bool,
}

impl NewSeries {
    /// Every visit that the rule asks for and that is not left out; refuses a rule without an end in sight.
    pub fn visits(&self, zone: &TimeZone) -> Result<Vec<Visit>> {
        let occurrences: Vec<_> = self.rule.occurrences(self.starts, zone).take(MOST + 1).collect();
        if occurrences.len() > MOST {
            return Err(Error::invalid("rule", "too_many"));
        }
        let visits = occurrences.into_iter().filter(|(wall, _)| !self.skip.contains(&wall.date()));
        visits
            .map(|(wall, starts_at)| Ok(Visit { day: wall.date(), slot: Slot::lasting(starts_at, self.minutes)? }))
            .collect()
    }
}

/// From which visit on a series is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// All that are still to come.
    Now,
    /// This one, and those after it.
    Visit(Id<Appointment>),
}

/// How the visits of a series are to be from then on.
#[derive(Debug, Clone, Default)]
pub struct Shift {
    /// So many days later, or earlier below nought: from Mondays to Wednesdays is two.
    pub days: i32,
    pub time: Option<jiff::civil::Time>,
    pub minutes: Option<i64>,
    pub provider: Option<Uuid>,
    pub override_reason: Option<String>,
}

impl Shift {
    /// Where a visit comes to stand; it keeps what is not changed, as the wall shows it.
    pub fn apply(&self, slot: Slot, zone: &TimeZone) -> Result<(Date, Slot)> {
        let at = zone.to_datetime(slot.starts_at);
        let day = at.date().checked_add(jiff::Span::new().days(self.days));
        let day = day.map_err(|_| Error::invalid("days", "out_of_range"))?;
        let time = self.time.unwrap_or(at.time());
        let starts_at = calendar::wall::instant(zone, day.to_datetime(time));
        let starts_at = starts_at.ok_or_else(|| Error::invalid("time", "no_such_time"))?;
        Ok((day, Slot::lasting(starts_at, self.minutes.unwrap_or(slot.minutes()))?))
    }

    pub fn is_forward(&self) -> bool {
        self.days > 0 || self.days == 0 && self.time.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(rule: &str, starts: &str) -> NewSeries {
        NewSeries {
            visit: NewAppointment::default(),
            rule: rule.parse().unwrap(),
            starts: starts.parse().unwrap(),
            minutes: 30,
            skip: Vec::new(),
        }
    }

    #[test]
    fn a_series_keeps_its_hour_when_the_clocks_change() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let visits = series("FREQ=WEEKLY;COUNT=3", "2026-03-02T09:00").visits(&zone).unwrap();
        let starts: Vec<String> = visits.iter().map(|visit| visit.slot.starts_at.to_string()).collect();

        assert_eq!(starts, ["2026-03-02T14:00:00Z", "2026-03-09T13:00:00Z", "2026-03-16T13:00:00Z"]);
    }

    #[test]
    fn days_that_are_left_out_are_counted_but_not_visited() {
        let zone = TimeZone::UTC;
        let wanted = NewSeries {
            skip: vec!["2026-03-09".parse().unwrap()],
            ..series("FREQ=WEEKLY;COUNT=3", "2026-03-02T09:00")
        };
        let days: Vec<String> = wanted.visits(&zone).unwrap().iter().map(|visit| visit.day.to_string()).collect();

        assert_eq!(days, ["2026-03-02", "2026-03-16"]);
    }

    #[test]
    fn a_rule_without_an_end_is_refused() {
        assert!(series("FREQ=DAILY", "2026-03-02T09:00").visits(&TimeZone::UTC).is_err());
    }

    #[test]
    fn a_shift_moves_what_the_wall_shows() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let slot = Slot::lasting("2026-03-27T09:00:00Z".parse().unwrap(), 30).unwrap();
        let shift = Shift { days: 3, ..Shift::default() };
        let (day, moved) = shift.apply(slot, &zone).unwrap();

        // Over the change of the clocks ten o'clock stays ten o'clock.
        assert_eq!(
            (day.to_string(), moved.starts_at.to_string()),
            ("2026-03-30".into(), "2026-03-30T08:00:00Z".into())
        );
    }
}
