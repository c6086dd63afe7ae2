//! Spans of days with their steps, and shares. No database here.

use std::ops::AddAssign;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::appointments::model::Kind;
use crate::parties::model::codes;

codes! {
    /// In which parts a span is counted.
    Step { Day = "day", Week = "week", Month = "month" }
}

codes! {
    /// Spans with a name. Those that are under way end today.
    Preset {
        Today = "today",
        Week = "this_week",
        LastWeek = "last_week",
        Month = "this_month",
        LastMonth = "last_month",
        LastDays = "last_30_days",
        Quarter = "last_90_days",
        Year = "this_year",
        LastYear = "last_year",
        NextDays = "next_30_days",
    }
}

/// Nobody looks at more than this at once.
pub const MOST_DAYS: i32 = 1_830;
/// Finer steps are for shorter spans.
const MOST_BY_DAY: i32 = 92;
const MOST_BY_WEEK: i32 = 371;

/// Days of the clinic's, from the first to the last, in steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub first: Date,
    pub last: Date,
    pub step: Step,
}

impl Period {
    /// A span in steps that suit it; none where it ends before it begins, or is too long, or the step too short for it.
    pub fn new(first: Date, last: Date, step: Option<Step>) -> Option<Self> {
        let days = days_between(first, last).filter(|days| (1..=MOST_DAYS).contains(days))?;
        let step = step.unwrap_or(match days {
            ..=31 => Step::Day,
            32..=182 => Step::Week,
            _ => Step::Month,
        });
        let most = match step {
            Step::Day => MOST_BY_DAY,
            Step::Week => MOST_BY_WEEK,
            Step::Month => MOST_DAYS,
        };
        (days <= most).then_some(Self { first, last, step })
    }

    /// The span that a name stands for today.
    pub fn named(preset: Preset, today: Date) -> (Date, Date) {
        let back = |days: i32| today.saturating_sub(days.days());
        let monday = back(i32::from(today.weekday().to_monday_zero_offset()));
        let year = |year: i16, month, day| Date::new(year, month, day).unwrap_or(today);
        match preset {
            Preset::Today => (today, today),
            Preset::Week => (monday, today),
            Preset::LastWeek => (monday.saturating_sub(7.days()), monday.saturating_sub(1.day())),
            Preset::Month => (today.first_of_month(), today),
            Preset::LastMonth => {
                let last = today.first_of_month().saturating_sub(1.day());
                (last.first_of_month(), last)
            }
            Preset::LastDays => (back(29), today),
            Preset::Quarter => (back(89), today),
            Preset::Year => (today.first_of_year(), today),
            Preset::LastYear => {
                let before = today.year().saturating_sub(1);
                (year(before, 1, 1), year(before, 12, 31))
            }
            Preset::NextDays => (today, today.saturating_add(29.days())),
        }
    }

    pub fn days(&self) -> i32 {
        days_between(self.first, self.last).unwrap_or(1)
    }

    /// As many days, just before these.
    pub fn before(&self) -> (Date, Date) {
        (self.first.saturating_sub(self.days().days()), self.first.saturating_sub(1.day()))
    }

    /// The first day of each step. The first step and the last may be parts of a week or a month.
    pub fn starts(&self) -> Vec<Date> {
        let mut starts = vec![self.first];
        let mut next = self.next(self.first);
        while next <= self.last {
            starts.push(next);
            next = self.next(next);
        }
        starts
    }

    fn next(&self, day: Date) -> Date {
        match self.step {
            Step::Day => day.saturating_add(1.day()),
            Step::Week => day.nth_weekday(1, Weekday::Monday).unwrap_or(Date::MAX),
            Step::Month => day.first_of_month().saturating_add(1.month()),
        }
    }

    /// Whether the numbers of whole months will do.
    pub fn is_by_months(&self) -> bool {
        self.step == Step::Month
    }
}

fn days_between(first: Date, last: Date) -> Option<i32> {
    first.until(last).ok().map(|span| span.get_days().saturating_add(1))
}

/// What is asked for: when, of whom, of what.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub period: Period,
    pub provider: Option<Uuid>,
    pub kind: Option<Kind>,
}

/// Something that is counted in each step of a span, in the span as a whole, and in as many days before it.
#[derive(Debug, Clone)]
pub struct Course<T> {
    pub total: T,
    pub before: T,
    pub steps: Vec<(Date, T)>,
}

impl<T: Default + Clone + for<'a> AddAssign<&'a T>> Course<T> {
    pub fn new(period: &Period) -> Self {
        let steps = period.starts().into_iter().map(|start| (start, T::default())).collect();
        Self { total: T::default(), before: T::default(), steps }
    }

    /// Adds what was counted in a step, of which 0 is all that was before.
    pub fn add(&mut self, bucket: i32, counted: &T) {
        let step = usize::try_from(bucket).ok().and_then(|bucket| bucket.checked_sub(1));
        match step {
            None => self.before += counted,
            Some(step) => {
                self.total += counted;
                if let Some((_, sum)) = self.steps.get_mut(step) {
                    *sum += counted;
                }
            }
        }
    }
}

/// A part of a whole, in thousandths, rounded half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(pub i64);

impl Share {
    /// None of nothing.
    pub fn of(part: i64, whole: i64) -> Option<Self> {
        (whole > 0).then(|| Self((part * 2000 + whole).div_euclid(whole * 2)))
    }

    /// As programs read it: between 0 and 1 where the part is not more than the whole.
    #[expect(clippy::cast_precision_loss, reason = "thousandths of what is counted are far below 2^53")]
    pub fn fraction(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// In percent, as people and spreadsheets read it.
    pub fn percent(self) -> String {
        format!("{}.{}", self.0 / 10, self.0 % 10)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Period, Preset, Share, Step};

    fn period(from: (i16, i8, i8), to: (i16, i8, i8), step: Step) -> Period {
        Period::new(date(from.0, from.1, from.2), date(to.0, to.1, to.2), Some(step)).unwrap()
    }

    #[test]
    fn steps_begin_on_mondays_and_on_firsts() {
        let weeks = period((2030, 1, 3), (2030, 1, 21), Step::Week).starts();
        assert_eq!(weeks, [date(2030, 1, 3), date(2030, 1, 7), date(2030, 1, 14), date(2030, 1, 21)]);
        let months = period((2030, 1, 31), (2030, 3, 1), Step::Month).starts();
        assert_eq!(months, [date(2030, 1, 31), date(2030, 2, 1), date(2030, 3, 1)]);
        assert_eq!(period((2030, 1, 7), (2030, 1, 7), Step::Day).starts(), [date(2030, 1, 7)]);
        assert_eq!(period((2030, 1, 7), (2030, 1, 14), Step::Week).starts(), [date(2030, 1, 7), date(2030, 1, 14)]);
    }

    #[test]
    fn what_was_before_is_as_long_and_ends_the_day_before() {
        assert_eq!(period((2030, 3, 1), (2030, 3, 31), Step::Day).before(), (date(2030, 1, 29), date(2030, 2, 28)));
        assert_eq!(period((2030, 1, 7), (2030, 1, 7), Step::Day).before(), (date(2030, 1, 6), date(2030, 1, 6)));
    }

    #[test]
    fn a_span_is_neither_empty_nor_too_long_for_its_steps() {
        let day = date(2030, 1, 7);
        let new = |last, step| Period::new(day, last, step);
        assert_eq!(new(date(2030, 1, 6), None), None);
        assert_eq!(new(date(2036, 1, 7), None), None);
        assert_eq!(new(date(2030, 12, 31), Some(Step::Day)), None);
        assert_eq!(new(date(2032, 1, 7), Some(Step::Week)), None);
        assert_eq!(new(date(2030, 1, 31), None).unwrap().step, Step::Day);
        assert_eq!(new(date(2030, 3, 31), None).unwrap().step, Step::Week);
        assert_eq!(new(date(2031, 1, 6), None).unwrap().step, Step::Month);
    }

    #[test]
    fn names_of_spans_mean_days() {
        // A Monday.
        let today = date(2030, 1, 7);
        let named = |preset| Period::named(preset, today);
        assert_eq!(named(Preset::Today), (today, today));
        assert_eq!(named(Preset::Week), (today, today));
        assert_eq!(named(Preset::LastWeek), (date(2029, 12, 31), date(2030, 1, 6)));
        assert_eq!(named(Preset::LastMonth), (date(2029, 12, 1), date(2029, 12, 31)));
        assert_eq!(named(Preset::LastDays), (date(2029, 12, 9), today));
        assert_eq!(named(Preset::Year), (date(2030, 1, 1), today));
        assert_eq!(named(Preset::LastYear), (date(2029, 1, 1), date(2029, 12, 31)));
        for preset in Preset::ALL {
            let (first, last) = named(*preset);
            assert!(Period::new(first, last, None).is_some(), "{preset:?}");
        }
    }

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(Share::of(1, 3).map(Share::percent).as_deref(), Some("33.3"));
        assert_eq!(Share::of(2, 3).map(Share::percent).as_deref(), Some("66.7"));
        assert_eq!(Share::of(1, 2000).map(Share::percent).as_deref(), Some("0.1"));
        assert_eq!(Share::of(5, 4).map(Share::percent).as_deref(), Some("125.0"));
        assert_eq!(Share::of(0, 0), None);
    }
}
