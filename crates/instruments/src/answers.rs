//! Answers to an instrument, read and held against what it asks.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::definition::{Choices, Definition, Kind, Measured, Written};
use crate::number::Number;

/// What was answered, by the items' ids. What was not answered is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

/// An answer to one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    Reading(Reading),
    /// Words; of a measurement only `unable`.
    Words(String),
    // Last, for a list could be read as a left and a right.
    /// A measurement left and right.
    Sides {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<Reading>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        right: Option<Reading>,
    },
}

/// What was read once, or in several trials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Reading {
    Once(Number),
    Trials(Vec<Number>),
}

/// How it is said that somebody could not do what was to be measured.
pub const UNABLE: &str = "unable";

/// An answer that the instrument does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub item: String,
    /// What is wrong with it: `unknown_field`, `unknown_choice`, `not_a_number`, `out_of_range`, `too_precise`, `too_many`,
    /// `too_long` or `malformed`.
    pub code: &'static str,
}

impl Answers {
    /// Reads answers as clients send them: an object by the items' ids, nothing or `null` for what was not answered.
    pub fn read(definition: &Definition, sent: &BTreeMap<String, Value>) -> Result<Self, Vec<Wrong>> {
        let (mut answers, mut wrong) = (BTreeMap::new(), Vec::new());
        for (id, value) in sent.iter().filter(|(_, value)| !value.is_null()) {
            let item = definition.item(id).ok_or("unknown_field");
            match item.and_then(|item| one(definition, &item.answer, value)) {
                Ok(Some(answer)) => {
                    answers.insert(id.clone(), answer);
                }
                Ok(None) => {}
                Err(code) => wrong.push(Wrong { item: id.clone(), code }),
            }
        }
        if wrong.is_empty() { Ok(Self(answers)) } else { Err(wrong) }
    }

    pub fn get(&self, item: &str) -> Option<&Answer> {
        self.0.get(item)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(item, answer)| (item.as_str(), answer))
    }
}

fn one(definition: &Definition, kind: &Kind, value: &Value) -> Result<Option<Answer>, &'static str> {
    match kind {
        Kind::Choice(choices) => chosen(definition, choices, value).map(Some),
        Kind::Number(measured) => read(measured, value),
        Kind::Text(written) => words(*written, value),
    }
}

fn chosen(definition: &Definition, choices: &Choices, value: &Value) -> Result<Answer, &'static str> {
    let number: Number = Number::deserialize(value).map_err(|_| "unknown_choice")?;
    let offered = definition.options(choices).iter().any(|choice| Number::from(choice.value) == number);
    if offered { Ok(Answer::Reading(Reading::Once(number))) } else { Err("unknown_choice") }
}

fn words(written: Written, value: &Value) -> Result<Option<Answer>, &'static str> {
    let words = value.as_str().ok_or("malformed")?.trim();
    match words.chars().count() {
        0 => Ok(None),
        length if length <= written.max_length => Ok(Some(Answer::Words(words.to_owned()))),
        _ => Err("too_long"),
    }
}

fn read(measured: &Measured, value: &Value) -> Result<Option<Answer>, &'static str> {
    match (value, measured.sides) {
        (Value::String(word), _) if word == UNABLE && measured.unable.is_some() => {
            Ok(Some(Answer::Words(UNABLE.to_owned())))
        }
        (Value::Object(sides), Some(_)) => {
            if sides.keys().any(|side| side != "left" && side != "right") {
                return Err("unknown_field");
            }
            let side =
                |name: &str| sides.get(name).map(|value| reading(measured, value)).transpose().map(Option::flatten);
            let (left, right) = (side("left")?, side("right")?);
            Ok((left.is_some() || right.is_some()).then_some(Answer::Sides { left, right }))
        }
        (_, Some(_)) => Err("not_a_number"),
        (_, None) => Ok(reading(measured, value)?.map(Answer::Reading)),
    }
}

fn reading(measured: &Measured, value: &Value) -> Result<Option<Reading>, &'static str> {
    match (value, measured.trials) {
        (Value::Null, _) => Ok(None),
        (Value::Array(values), Some(trials)) => {
            if values.len() > trials.count {
                return Err("too_many");
            }
            let given = values.iter().filter(|value| !value.is_null());
            let readings = given.map(|value| number(measured, value)).collect::<Result<Vec<_>, _>>()?;
            Ok((!readings.is_empty()).then_some(Reading::Trials(readings)))
        }
        (_, Some(_)) => Ok(Some(Reading::Trials(vec![number(measured, value)?]))),
        (_, None) => Ok(Some(Reading::Once(number(measured, value)?))),
    }
}

fn number(measured: &Measured, value: &Value) -> Result<Number, &'static str> {
    let number: Number = Number::deserialize(value).map_err(|_| "not_a_number")?;
    match number.decimals() {
        _ if number < measured.min || number > measured.max => Err("out_of_range"),
        Some(places) if places <= measured.decimals => Ok(number),
        _ => Err("too_precise"),
    }
}
