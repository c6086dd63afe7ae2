//! Hours as they are set: a week, exceptions to it, and days on which everything is closed.

use std::ops::RangeInclusive;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::span::{Span, union};
use crate::wall::{DAY_MINUTES, at_minute, edge};

/// Whose hours they are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    Clinic,
    Provider(Uuid),
    Room(Uuid),
    Equipment(String),
}

/// A part of a day as the wall shows it, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    from: u16,
    to: u16,
}

impl Opening {
    pub const WHOLE_DAY: Self = Self { from: 0, to: DAY_MINUTES };

    /// Nothing when it would take no time; 1440 is the midnight at the day's end.
    pub const fn new(from: u16, to: u16) -> Option<Self> {
        if from < to && to <= DAY_MINUTES { Some(Self { from, to }) } else { None }
    }

    pub const fn from_minute(self) -> u16 {
        self.from
    }

    pub const fn to_minute(self) -> u16 {
        self.to
    }

    fn common(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }
}

/// In order, with those that touch each other made one.
fn merged(mut openings: Vec<Opening>) -> Vec<Opening> {
    openings.sort_unstable();
    openings.dedup_by(|next, last| {
        let touches = next.from <= last.to;
        if touches {
            last.to = last.to.max(next.to);
        }
        touches
    });
    openings
}

/// One line of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekly {
    pub weekday: Weekday,
    pub opening: Opening,
    /// The first and the last day on which it holds; without bounds when absent.
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
}

impl Weekly {
    fn holds_on(&self, date: Date) -> bool {
        self.weekday == date.weekday()
            && self.valid_from.is_none_or(|first| first <= date)
            && self.valid_to.is_none_or(|last| date <= last)
    }
}

/// What holds on one date in place of the week: closed, or other hours. A date may have several of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    pub on: Date,
    pub opening: Option<Opening>,
}

/// Days on which nobody comes: a holiday, works on the house. The last day belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    pub id: Uuid,
    pub name: String,
    pub from: Date,
    pub to: Date,
}

impl Closure {
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

/// What one owner has set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timetable {
    pub weekly: Vec<Weekly>,
    pub exceptions: Vec<Exception>,
}

impl Timetable {
    /// What holds for a clinic that has set nothing: Monday to Friday, nine to five.
    pub fn usual() -> Vec<Weekly> {
        let weekdays = Weekday::Monday.cycle_forward().take(5);
        Opening::new(9 * 60, 17 * 60).map(|opening| for_ever(weekdays, opening)).unwrap_or_default()
    }

    /// What holds for a room or a thing for which nobody has set anything: any hour of any day.
    pub fn always() -> Vec<Weekly> {
        for_ever(Weekday::Monday.cycle_forward().take(7), Opening::WHOLE_DAY)
    }

    fn week_on(&self, date: Date) -> Vec<Opening> {
        merged(self.weekly.iter().filter(|line| line.holds_on(date)).map(|line| line.opening).collect())
    }

    /// What stands in place of the week on a date, if anything does; closed once is closed.
    fn exception_on(&self, date: Date) -> Option<Vec<Opening>> {
        let exceptions: Vec<_> = self.exceptions.iter().filter(|exception| exception.on == date).collect();
        if exceptions.is_empty() {
            return None;
        }
        let openings: Option<Vec<Opening>> = exceptions.iter().map(|exception| exception.opening).collect();
        Some(merged(openings.unwrap_or_default()))
    }
}

fn for_ever(weekdays: impl Iterator<Item = Weekday>, opening: Opening) -> Vec<Weekly> {
    weekdays.map(|weekday| Weekly { weekday, opening, valid_from: None, valid_to: None }).collect()
}

/// The clinic's own hours, by which all others are read.
#[derive(Debug, Clone)]
pub struct Plan {
    pub zone: TimeZone,
    pub clinic: Timetable,
    pub closures: Vec<Closure>,
}

impl Plan {
    pub fn closures_on(&self, date: Date) -> impl Iterator<Item = &Closure> {
        self.closures.iter().filter(move |closure| closure.covers(date))
    }

    /// When an owner is there on a date, as the wall shows it.
    pub fn openings(&self, owner: &Owner, own: &Timetable, date: Date) -> Vec<Opening> {
        if self.closures_on(date).next().is_some() {
            return Vec::new();
        }
        let bound = self.clinic.exception_on(date);
        let hours = match own.exception_on(date) {
            Some(exception) => exception,
            None if *owner != Owner::Clinic && !own.weekly.is_empty() => own.week_on(date),
            None => match owner {
                Owner::Clinic | Owner::Provider(_) => return bound.unwrap_or_else(|| self.clinic_week(date)),
                Owner::Room(_) | Owner::Equipment(_) => vec![Opening::WHOLE_DAY],
            },
        };
        match bound {
            Some(bound) => common(&hours, &bound),
            None => hours,
        }
    }

    fn clinic_week(&self, date: Date) -> Vec<Opening> {
        if self.clinic.weekly.is_empty() {
            return Timetable { weekly: Timetable::usual(), exceptions: Vec::new() }.week_on(date);
        }
        self.clinic.week_on(date)
    }

    /// When an owner is there, in real time, on these days. Hours up to midnight and on from there are one span.
    pub(crate) fn spans(&self, owner: &Owner, own: &Timetable, days: &RangeInclusive<Date>) -> Vec<Span> {
        let mut spans = Vec::new();
        for date in each_day(days) {
            spans.extend(self.openings(owner, own, date).into_iter().filter_map(|opening| self.span(date, opening)));
        }
        union(spans)
    }

    fn span(&self, date: Date, opening: Opening) -> Option<Span> {
        let edge = |minute| edge(&self.zone, at_minute(date, minute)?);
        Some(Span::new(edge(opening.from)?, edge(opening.to)?))
    }
}

pub(crate) fn each_day(days: &RangeInclusive<Date>) -> impl Iterator<Item = Date> {
    let last = *days.end();
    std::iter::successors(Some(*days.start()), |date| date.tomorrow().ok()).take_while(move |date| *date <= last)
}

/// The day before, these days, and the day after: what a slot may reach into.
pub(crate) fn widened(days: &RangeInclusive<Date>) -> RangeInclusive<Date> {
    let by = |date: Date, days: i64| date.checked_add(days.days()).unwrap_or(date);
    by(*days.start(), -1)..=by(*days.end(), 1)
}

fn common(ours: &[Opening], theirs: &[Opening]) -> Vec<Opening> {
    ours.iter().flat_map(|our| theirs.iter().filter_map(|their| our.common(*their))).collect()
}
