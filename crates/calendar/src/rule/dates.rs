//! On which dates a rule falls.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

use super::{Frequency, OrdinalDay, Rule};

/// Nothing is planned further ahead; a rule that never comes true ends here, too.
const LAST_YEAR: i16 = 2200;

impl Rule {
    /// The dates from a start on, whatever ends the series.
    pub(super) fn dates(&self, start: Date) -> impl Iterator<Item = Date> {
        (0i64..)
            .map_while(move |period| self.period(start, period))
            .take_while(|period| period.year() <= LAST_YEAR)
            .flat_map(move |period| self.dates_in(period, start))
            .filter(move |date| *date >= start)
    }

    /// The first day of a day, week, month or year so many periods on.
    fn period(&self, start: Date, period: i64) -> Option<Date> {
        let first = match self.frequency {
            Frequency::Daily => start,
            Frequency::Weekly => first_of_week(start, self.week_starts_on)?,
            Frequency::Monthly => start.first_of_month(),
            Frequency::Yearly => start.first_of_year(),
        };
        first.checked_add(self.steps(period.checked_mul(i64::from(self.interval))?)?).ok()
    }

    fn steps(&self, count: i64) -> Option<Span> {
        let none = Span::new();
        match self.frequency {
            Frequency::Daily => none.try_days(count),
            Frequency::Weekly => none.try_weeks(count),
            Frequency::Monthly => none.try_months(count),
            Frequency::Yearly => none.try_years(count),
        }
        .ok()
    }

    /// The dates of one period, in order.
    fn dates_in(&self, period: Date, start: Date) -> Vec<Date> {
        match self.frequency {
            Frequency::Daily => [period].into_iter().filter(|date| self.allows(*date)).collect(),
            Frequency::Weekly => self.in_week(period, start.weekday()),
            Frequency::Monthly => self.in_month(period, start.day()),
            Frequency::Yearly => Date::new(period.year(), start.month(), start.day()).into_iter().collect(),
        }
    }

    fn in_week(&self, first: Date, usual: Weekday) -> Vec<Date> {
        let wanted = |date: &Date| match self.days.is_empty() {
            true => date.weekday() == usual,
            false => self.has_day(*date),
        };
        (0..7).filter_map(|days| first.checked_add(days.days()).ok()).filter(wanted).collect()
    }

    fn in_month(&self, first: Date, usual: i8) -> Vec<Date> {
        let is_plain = self.days.is_empty() && self.month_days.is_empty();
        let days = (1..=first.days_in_month()).filter_map(|day| Date::new(first.year(), first.month(), day).ok());
        days.filter(|date| if is_plain { date.day() == usual } else { self.allows(*date) }).collect()
    }

    fn allows(&self, date: Date) -> bool {
        (self.days.is_empty() || self.has_day(date)) && (self.month_days.is_empty() || self.has_month_day(date))
    }

    fn has_day(&self, date: Date) -> bool {
        let from_start = (date.day() - 1) / 7 + 1;
        let from_end = (date.day() - date.days_in_month()) / 7 - 1;
        let matches = |day: &OrdinalDay| {
            day.weekday == date.weekday() && day.ordinal.is_none_or(|wanted| wanted == from_start || wanted == from_end)
        };
        self.days.iter().any(matches)
    }

    fn has_month_day(&self, date: Date) -> bool {
        let from_end = date.day() - date.days_in_month() - 1;
        self.month_days.iter().any(|day| *day == date.day() || *day == from_end)
    }
}

fn first_of_week(date: Date, week_starts_on: Weekday) -> Option<Date> {
    date.checked_sub(i64::from(date.weekday().since(week_starts_on)).days()).ok()
}
