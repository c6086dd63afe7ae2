//! How much of what was to be done at home was done.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::model::Exercise;

/// As far back as is looked.
pub const DAYS: i32 = 28;

/// The first of the last four weeks.
pub fn since(today: Date) -> Date {
    today.saturating_sub((DAYS - 1).days())
}

/// What was done of what was due in the last four weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adherence {
    pub done: u32,
    pub due: u32,
}

impl Adherence {
    /// Of an exercise that was done on these days. What was due follows from the days of the four weeks on which it ran;
    /// one that is over counts as far as it went.
    pub fn of(exercise: &Exercise, over_on: Option<Date>, done: &[Date], today: Date) -> Self {
        let first = exercise.begins_on.max(since(today));
        let ends = [exercise.ends_on, over_on].into_iter().flatten().fold(today, Date::min);
        let ran = (ends - first).get_days() + 1;
        let ran = u32::try_from(ran).unwrap_or(0);
        let counted = done.iter().filter(|day| (first..=ends).contains(*day)).count();
        Self { done: u32::try_from(counted).unwrap_or(u32::MAX), due: exercise.times_per_week * ran / 7 }
    }

    /// Less than half of it.
    pub fn is_low(self) -> bool {
        self.done * 2 < self.due
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Adherence, since};
    use crate::plans::model::Exercise;

    fn exercise(begins_on: Date, ends_on: Option<Date>) -> Exercise {
        Exercise {
            name: "Fist".to_owned(),
            instructions: None,
            sets: None,
            reps: None,
            hold_seconds: None,
            times_per_week: 3,
            begins_on,
            ends_on,
        }
    }

    fn told(exercise: &Exercise, over_on: Option<Date>, done: &[Date]) -> (u32, u32) {
        let Adherence { done, due } = Adherence::of(exercise, over_on, done, date(2030, 1, 31));
        (done, due)
    }

    #[test]
    fn four_weeks_are_due_and_no_more() {
        assert_eq!(since(date(2030, 1, 31)), date(2030, 1, 4));
        let done = [date(2030, 1, 3), date(2030, 1, 4), date(2030, 1, 31)];
        assert_eq!(told(&exercise(date(2029, 6, 1), None), None, &done), (2, 12));
    }

    #[test]
    fn only_the_days_on_which_it_ran_count() {
        assert_eq!(told(&exercise(date(2030, 1, 25), None), None, &[]), (0, 3));
        assert_eq!(told(&exercise(date(2030, 1, 4), Some(date(2030, 1, 10))), None, &[date(2030, 1, 11)]), (0, 3));
        assert_eq!(told(&exercise(date(2030, 1, 4), None), Some(date(2030, 1, 17)), &[date(2030, 1, 17)]), (1, 6));
    }

    #[test]
    fn what_has_not_begun_or_was_over_before_is_not_due() {
        assert_eq!(told(&exercise(date(2030, 2, 5), None), None, &[]), (0, 0));
        assert_eq!(told(&exercise(date(2029, 6, 1), Some(date(2029, 12, 31))), None, &[date(2029, 12, 31)]), (0, 0));
    }
}
