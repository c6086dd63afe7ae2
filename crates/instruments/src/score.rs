//! What answers come to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answers::{Answer, Answers, Reading, UNABLE};
use crate::definition::{
    Band, Better, Definition, Flag, Goal, Item, Kind, Measured, Method, Missing, Norm, Scoring, Sex, Sides, Take,
    Transform, Trials,
};
use crate::goals::goal_attainment;
use crate::number::Number;

/// What of a person the norms ask for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Subject {
    /// In full years.
    pub age: Option<u32>,
    pub sex: Option<Sex>,
}

/// What answers come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// None while too much is missing.
    pub score: Option<Number>,
    pub subscales: BTreeMap<String, Option<Number>>,
    /// The id of the band that the score lies in.
    pub band: Option<String>,
    /// The ids of what single answers say.
    pub flags: Vec<String>,
    /// The ids of the items that count and were not answered.
    pub missing: Vec<String>,
}

/// What answers come to, of a person like this.
pub fn score(definition: &Definition, answers: &Answers, subject: &Subject) -> Outcome {
    let values = Values { definition, answers };
    let scored = || definition.items.iter().filter(|item| item.is_scored());
    let score = values.score(&definition.scoring, scored());
    let subscales = definition.subscales.iter().map(|subscale| {
        let items = subscale.items.iter().filter_map(|id| definition.item(id));
        (subscale.id.clone(), values.score(&subscale.scoring, items))
    });
    Outcome {
        score,
        subscales: subscales.collect(),
        band: score.and_then(|score| band(bands(definition, subject), score)).map(|band| band.id.clone()),
        flags: definition.flags.iter().filter(|flag| values.raises(flag)).map(|flag| flag.id.clone()).collect(),
        missing: values.missing(scored()),
    }
}

/// The bands for a person: those of the first norm that fits, else those for all.
fn bands<'a>(definition: &'a Definition, subject: &Subject) -> &'a [Band] {
    let norm = definition.norms.iter().find(|norm| holds(norm, subject));
    norm.map_or(&definition.bands, |norm| &norm.bands)
}

impl Definition {
    /// The bands that hold for a person.
    pub fn bands_of(&self, subject: &Subject) -> &[Band] {
        bands(self, subject)
    }
}

fn holds(norm: &Norm, subject: &Subject) -> bool {
    let sex = norm.sex.is_none_or(|sex| subject.sex == Some(sex));
    let from = norm.age_from.is_none_or(|from| subject.age.is_some_and(|age| age >= from));
    let to = norm.age_to.is_none_or(|to| subject.age.is_some_and(|age| age <= to));
    sex && from && to
}

fn band(bands: &[Band], score: Number) -> Option<&Band> {
    bands.iter().rfind(|band| score >= band.from)
}

/// Answers beside what they are answers to.
struct Values<'a> {
    definition: &'a Definition,
    answers: &'a Answers,
}

impl Values<'_> {
    /// What an item counts: as many values as it has, which are two when each side is one, and none without an answer.
    fn of(&self, item: &Item) -> Option<Vec<Number>> {
        let answer = self.answers.get(&item.id)?;
        match &item.answer {
            Kind::Choice(choices) => {
                let Answer::Reading(Reading::Once(chosen)) = answer else { return None };
                let options = self.definition.options(choices);
                let weight = options.iter().find(|choice| Number::from(choice.value) == *chosen)?.weight();
                let (lowest, highest) = self.definition.weights(choices);
                Some(vec![Number::from(if choices.reverse { lowest + highest - weight } else { weight })])
            }
            Kind::Number(measured) => self.measured(measured, answer),
            Kind::Text(_) => None,
        }
    }

    fn measured(&self, measured: &Measured, answer: &Answer) -> Option<Vec<Number>> {
        let usual = if measured.distance.is_some() { Better::Lower } else { self.definition.direction.better() };
        let better = measured.better.unwrap_or(usual);
        match (answer, measured.sides) {
            (Answer::Words(word), _) if word == UNABLE => Some(vec![measured.unable?]),
            (Answer::Reading(reading), None) => Some(vec![value(measured, better, reading)?]),
            (Answer::Sides { left: Some(left), right: Some(right) }, Some(sides)) => {
                let both = [value(measured, better, left)?, value(measured, better, right)?];
                // A speed is better the higher it is, however short the time.
                let better = if measured.distance.is_some() { Better::Higher } else { better };
                match sides {
                    Sides::Each => Some(both.to_vec()),
                    Sides::Better => Some(vec![pick(&both, better, true)?]),
                    Sides::Worse => Some(vec![pick(&both, better, false)?]),
                }
            }
            _ => None,
        }
    }

    fn raises(&self, flag: &Flag) -> bool {
        let values = self.definition.item(&flag.item).and_then(|item| self.of(item)).unwrap_or_default();
        values.iter().any(|value| {
            flag.at_least.is_some_and(|least| *value >= least) || flag.at_most.is_some_and(|most| *value <= most)
        })
    }

    fn missing<'a>(&self, items: impl Iterator<Item = &'a Item>) -> Vec<String> {
        let missing = items.filter(|item| self.of(item).is_none()).map(|item| item.id.clone());
        match &self.definition.scoring.method {
            // Nobody has to set all goals that there is room for.
            Method::GoalAttainment(goals) => {
                let missing: Vec<String> = missing.filter(|id| goals.iter().any(|goal| goal.level == *id)).collect();
                if missing.len() < goals.len() { Vec::new() } else { missing.into_iter().take(1).collect() }
            }
            _ => missing.collect(),
        }
    }

    fn score<'a>(&self, scoring: &Scoring, items: impl Iterator<Item = &'a Item>) -> Option<Number> {
        if let Method::GoalAttainment(goals) = &scoring.method {
            return self.attainment(goals, scoring.decimals);
        }
        let items: Vec<(&Item, Option<Vec<Number>>)> = items.map(|item| (item, self.of(item))).collect();
        let missing = items.iter().filter(|(_, values)| values.is_none()).count();
        let allowed = match scoring.missing {
            Missing::AllRequired => 0,
            Missing::Prorate(most) => most,
            Missing::Drop => items.len().saturating_sub(1),
        };
        if missing > allowed || missing == items.len() {
            return None;
        }
        let answered: Vec<&(&Item, Option<Vec<Number>>)> = items.iter().filter(|(_, found)| found.is_some()).collect();
        let values: Vec<Number> = answered.iter().filter_map(|(_, found)| found.as_ref()).flatten().copied().collect();
        let sum: Number = values.iter().copied().sum();
        let start = match (&scoring.method, scoring.missing) {
            (Method::Mean, _) => sum / count(values.len()),
            (_, Missing::Prorate(_)) => sum * count(items.len()) / count(answered.len()),
            _ => sum,
        };
        // How far answers could have gone, for what is a share of the way.
        let reach: Option<Vec<(Number, Number)>> = answered.iter().map(|(item, _)| self.reach(item)).collect();
        let mut steps = scoring.transform.iter();
        let score = steps.try_fold(start, |score, step| transformed(*step, score, reach.as_deref()))?;
        Some(score.rounded(scoring.decimals)).filter(|score| score.is_writable())
    }

    /// The lowest and the highest that an item can count.
    fn reach(&self, item: &Item) -> Option<(Number, Number)> {
        match &item.answer {
            Kind::Choice(choices) => {
                let (lowest, highest) = self.definition.weights(choices);
                Some((lowest.into(), highest.into()))
            }
            Kind::Number(measured) if measured.points.is_empty() => Some((measured.min, measured.max)),
            Kind::Number(measured) => {
                let points = || measured.points.iter().map(|step| step.points).chain(measured.unable);
                Some((points().min()?, points().max()?))
            }
            Kind::Text(_) => None,
        }
    }

    fn attainment(&self, goals: &[Goal], decimals: u32) -> Option<Number> {
        let value =
            |id: &str| self.definition.item(id).and_then(|item| self.of(item)).and_then(|found| found.first().copied());
        let set =
            goals.iter().filter_map(|goal| Some((value(&goal.level)?, value(&goal.weight).unwrap_or(Number::ONE))));
        let set: Vec<(Number, Number)> = set.collect();
        goal_attainment(&set, decimals)
    }
}

fn count(count: usize) -> Number {
    Number::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn transformed(step: Transform, score: Number, reach: Option<&[(Number, Number)]>) -> Option<Number> {
    Some(match step {
        Transform::Plus(number) => score + number,
        Transform::Times(number) => score * number,
        Transform::TScore { mean, deviation } => Number::whole(50) + Number::whole(10) * (score - mean) / deviation,
        Transform::Percent => {
            let (lowest, highest) =
                reach?.iter().fold((Number::ZERO, Number::ZERO), |(low, high), (from, to)| (low + *from, high + *to));
            Number::whole(100) * (score - lowest) / (highest - lowest)
        }
    })
}

/// What one side's readings count.
fn value(measured: &Measured, better: Better, reading: &Reading) -> Option<Number> {
    let read = match (reading, measured.trials) {
        (Reading::Once(number), _) => *number,
        (Reading::Trials(readings), Some(trials)) => taken(readings, better, trials)?,
        (Reading::Trials(_), None) => return None,
    };
    let read = measured.distance.map_or(read, |distance| distance / read);
    let points = measured.points.iter().rfind(|step| read >= step.from).map(|step| step.points);
    if measured.points.is_empty() { Some(read) } else { points }
}

fn taken(readings: &[Number], better: Better, trials: Trials) -> Option<Number> {
    match trials.take {
        Take::Best => pick(readings, better, true),
        Take::Worst => pick(readings, better, false),
        Take::Mean if readings.len() == trials.count => {
            Some(readings.iter().copied().sum::<Number>() / count(readings.len()))
        }
        // A mean of fewer is another measure.
        Take::Mean => None,
    }
}

fn pick(numbers: &[Number], better: Better, wants_better: bool) -> Option<Number> {
    match (better == Better::Higher) == wants_better {
        true => numbers.iter().max().copied(),
        false => numbers.iter().min().copied(),
    }
}
