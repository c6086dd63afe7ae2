//! How far goals were reached: by their scores alone.

use ::instruments::{Number, goal_attainment};

use super::model::{CareStatus, Goal, Item, Score};

/// Where a goal stands beside where it began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    pub now: Option<i32>,
    /// What it is compared with: the score before, else the level at the start.
    pub before: Option<i32>,
}

/// Which way a goal goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    Better,
    Same,
    Worse,
}

impl Standing {
    /// Of a goal with these scores, in the order of their days; what was taken back does not count.
    pub fn of(goal: &Goal, scores: &[Score]) -> Self {
        let mut counting = scores.iter().filter(|score| score.struck.is_none()).map(|score| score.level);
        let (now, before) = (counting.next_back(), counting.next_back());
        Self { now, before: before.or(goal.baseline_level) }
    }

    /// None while there is nothing to compare.
    pub fn trend(self) -> Option<Trend> {
        Some(match self.now?.cmp(&self.before?) {
            std::cmp::Ordering::Greater => Trend::Better,
            std::cmp::Ordering::Equal => Trend::Same,
            std::cmp::Ordering::Less => Trend::Worse,
        })
    }
}

/// What the goals of a plan come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attainment {
    /// Of the goals that were scored.
    pub now: Option<Number>,
    /// Of the same goals, where each says at which level it began.
    pub at_start: Option<Number>,
}

impl Attainment {
    /// Of these goals, each with where it stands. What was cancelled or taken back does not count.
    pub fn of<'a>(goals: impl Iterator<Item = (&'a Item, Standing)>) -> Self {
        let counts = |item: &Item| !matches!(item.status, CareStatus::Cancelled | CareStatus::EnteredInError);
        let scored: Vec<(i32, Option<i32>, u32)> = goals
            .filter(|(item, _)| counts(item))
            .filter_map(|(item, standing)| {
                let goal = item.goal()?;
                Some((standing.now?, goal.baseline_level, goal.weight))
            })
            .collect();
        let weighed = |level: i32, weight: u32| (Number::from(level), Number::whole(weight.into()));
        let now: Vec<_> = scored.iter().map(|(now, _, weight)| weighed(*now, *weight)).collect();
        let start: Option<Vec<_>> = scored.iter().map(|(_, start, weight)| Some(weighed((*start)?, *weight))).collect();
        Self { now: goal_attainment(&now, 1), at_start: start.and_then(|start| goal_attainment(&start, 1)) }
    }
}
