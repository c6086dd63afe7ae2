//! What was sent, field by field, with what is wrong with it.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use tenancy::FieldError;

use crate::forms::{optional_text, required_text};

/// Years outside of these are mistyped.
const YEARS: RangeInclusive<i16> = 1900..=2200;

/// Reads fields, and gathers what cannot be accepted.
pub struct Fields {
    pub today: Date,
    problems: Vec<FieldError>,
}

impl Fields {
    pub fn new(today: Date) -> Self {
        Self { today, problems: Vec::new() }
    }

    pub fn refuse(&mut self, field: &'static str, code: &'static str) {
        self.problems.push(FieldError::new(field, code));
    }

    /// What was wrong.
    pub fn problems(self) -> Vec<FieldError> {
        self.problems
    }

    fn take<T>(&mut self, read: Result<T, FieldError>) -> Option<T> {
        read.map_err(|problem| self.problems.push(problem)).ok()
    }

    pub fn text(&mut self, field: &'static str, given: &Option<String>, max: usize) -> Option<String> {
        self.take(optional_text(field, given.as_deref(), max)).flatten()
    }

    /// A text that must be there; empty where it is not.
    pub fn words(&mut self, field: &'static str, given: &Option<String>, max: usize) -> String {
        self.take(required_text(field, given.as_deref(), max)).unwrap_or_default()
    }

    pub fn day(&mut self, field: &'static str, given: &Option<String>) -> Option<Date> {
        let text = given.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
        let read = match text.parse::<Date>() {
            Ok(day) if YEARS.contains(&day.year()) => Ok(day),
            Ok(_) => Err(FieldError::new(field, "out_of_range")),
            Err(_) => Err(FieldError::new(field, "not_a_date")),
        };
        self.take(read)
    }

    /// A day that has come; today when nobody says.
    pub fn past_day(&mut self, field: &'static str, given: &Option<String>) -> Date {
        match self.day(field, given) {
            Some(day) if day > self.today => {
                self.refuse(field, "in_future");
                self.today
            }
            day => day.unwrap_or(self.today),
        }
    }

    /// The last of some days, which cannot come before the first.
    pub fn last_day(&mut self, field: &'static str, given: &Option<String>, first: Date) -> Option<Date> {
        let last = self.day(field, given);
        if last.is_some_and(|last| last < first) {
            self.refuse(field, "before_the_first");
        }
        last
    }

    pub fn number(&mut self, field: &'static str, given: Option<i64>, within: RangeInclusive<i32>) -> Option<i32> {
        let (least, most) = (i64::from(*within.start()), i64::from(*within.end()));
        let read = match given? {
            number if number < least => Err(FieldError::new(field, "too_small").limit(least)),
            number if number > most => Err(FieldError::new(field, "too_large").limit(most)),
            number => i32::try_from(number).map_err(|_| FieldError::new(field, "out_of_range")),
        };
        self.take(read)
    }

    /// How many of something: from one on.
    pub fn count(&mut self, field: &'static str, given: Option<i64>, most: i32) -> Option<u32> {
        self.number(field, given, 1..=most).and_then(|number| u32::try_from(number).ok())
    }

    /// A count that must be there; one where it is not.
    pub fn amount(&mut self, field: &'static str, given: Option<i64>, most: i32) -> u32 {
        if given.is_none() {
            self.refuse(field, "required");
        }
        self.count(field, given, most).unwrap_or(1)
    }
}
