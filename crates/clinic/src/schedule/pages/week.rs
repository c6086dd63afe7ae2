//! A week as people read it, and as they type it: a line of hours for each day.

use calendar::{Opening, Weekly};
use jiff::civil::{Date, Weekday};
use tenancy::FieldError;

use crate::confirm::Pairs;
use crate::schedule::model::{openings_of, openings_text};
use crate::shell::Page;

/// Hours that hold for some time, day by day from Monday.
pub struct Period {
    /// Since when and until when; blank when always.
    pub label: String,
    /// Each day and its hours; blank when closed.
    pub days: Vec<(String, String)>,
}

/// The hours of each day of the week.
type Days = [Vec<Opening>; 7];

fn place(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default()
}

fn days_of<'a>(lines: impl Iterator<Item = &'a Weekly>) -> Days {
    let mut days = Days::default();
    for line in lines {
        if let Some(day) = days.get_mut(place(line.weekday)) {
            day.push(line.opening);
        }
    }
    for openings in &mut days {
        openings.sort_unstable();
    }
    days
}

/// The name of each day, from Monday.
pub fn weekdays(page: &Page) -> Vec<String> {
    (1..=7).map(|day| page.t(&format!("date-weekday-{day}"))).collect()
}

/// Lines by how long they hold, those that are over left out.
pub fn periods(page: &Page, lines: &[Weekly], today: Date) -> Vec<Period> {
    let mut spans: Vec<_> = lines.iter().map(|line| (line.valid_from, line.valid_to)).collect();
    spans.sort_unstable();
    spans.dedup();
    spans.retain(|(_, to)| to.is_none_or(|last| last >= today));
    let names = weekdays(page);
    let period = |(from, to): (Option<Date>, Option<Date>)| {
        let days = days_of(lines.iter().filter(|line| (line.valid_from, line.valid_to) == (from, to)));
        let texts = days.iter().map(|openings| openings_text(openings));
        Period { label: label(page, from, to), days: names.iter().cloned().zip(texts).collect() }
    };
    spans.into_iter().map(period).collect()
}

fn label(page: &Page, from: Option<Date>, to: Option<Date>) -> String {
    let since = from.map(|day| page.ta("schedule-since", "day", page.long_day(day)));
    let until = to.map(|day| page.ta("schedule-until", "day", page.long_day(day)));
    [since, until].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A week as it was typed.
pub struct WeekForm {
    pub days: Vec<String>,
    /// The first day on which it is to hold; blank replaces everything.
    pub starts_on: String,
    pub version: String,
}

impl WeekForm {
    /// Begins with what holds today.
    pub fn of(lines: &[Weekly], today: Date, version: i32) -> Self {
        let holds = |line: &&Weekly| {
            line.valid_from.is_none_or(|first| first <= today) && line.valid_to.is_none_or(|last| today <= last)
        };
        let days = days_of(lines.iter().filter(holds));
        let days = days.iter().map(|openings| openings_text(openings)).collect();
        Self { days, starts_on: String::new(), version: version.to_string() }
    }

    pub fn read(pairs: &Pairs) -> Self {
        let one = |name: &str| {
            let found = pairs.iter().find(|(found, _)| found == name);
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        let days = (1..=7).map(|day| one(&format!("day-{day}"))).collect();
        Self { days, starts_on: one("starts_on"), version: one("version") }
    }

    /// Monday's hours on every day.
    pub fn copy_monday(&mut self) {
        let monday = self.days.first().cloned().unwrap_or_default();
        self.days.fill(monday);
    }

    pub fn lines(&self) -> Result<Vec<Weekly>, Vec<FieldError>> {
        let (mut lines, mut problems) = (Vec::new(), Vec::new());
        for (number, text) in (1..).zip(&self.days) {
            let weekday = Weekday::from_monday_one_offset(number).ok();
            let Some((weekday, openings)) = weekday.zip(openings_of(text)) else {
                problems.push(FieldError::new(format!("day-{number}"), "not_hours"));
                continue;
            };
            let line = |opening| Weekly { weekday, opening, valid_from: None, valid_to: None };
            lines.extend(openings.into_iter().map(line));
        }
        if problems.is_empty() { Ok(lines) } else { Err(problems) }
    }
}
