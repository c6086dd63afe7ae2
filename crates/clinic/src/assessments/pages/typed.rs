//! A form of questions as it was sent, read as answers.

use std::collections::BTreeMap;

use ::instruments::{Answer, Answers, Definition, Item, Kind, Measured, Number, Reading};
use people::text::ascii_digits;
use serde_json::{Value, json};

use crate::assessments::input::AssessmentInput;
use crate::assessments::model::Status;

/// The fields in the order they were sent: trials come several times under one name.
#[derive(Clone, Default)]
pub struct Typed(pub Vec<(String, String)>);

/// What an item's fields are called; a full stop stands in no id.
pub fn name(item: &str, part: &str) -> String {
    if part.is_empty() { format!("a.{item}") } else { format!("a.{item}.{part}") }
}

impl Typed {
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// What stands in the fields of one name, in their order.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(found, _)| found == name).map(|(_, value)| value.trim()).collect()
    }

    pub fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    /// What was typed, as the API takes it.
    pub fn input(&self, definition: &Definition) -> AssessmentInput {
        let some = |name: &str| Some(self.get(name).to_owned()).filter(|text| !text.is_empty());
        AssessmentInput {
            instrument: Some(definition.id.clone()),
            appointment: self.get("appointment").parse().ok(),
            answers: self.answers(definition),
            administered_on: some("administered_on"),
            status: Some(if self.get("end") == "complete" { Status::Completed } else { Status::Draft }),
            without_score: self.has("without_score"),
            ..AssessmentInput::default()
        }
    }

    pub fn answers(&self, definition: &Definition) -> BTreeMap<String, Value> {
        definition.items.iter().filter_map(|item| Some((item.id.clone(), self.answer(item)?))).collect()
    }

    fn answer(&self, item: &Item) -> Option<Value> {
        match &item.answer {
            Kind::Choice(_) | Kind::Text(_) => {
                let text = self.get(&name(&item.id, ""));
                let chosen = matches!(item.answer, Kind::Choice(_)).then(|| text.parse::<i64>().ok()).flatten();
                (!text.is_empty()).then(|| chosen.map_or_else(|| json!(text), |number| json!(number)))
            }
            Kind::Number(_) if self.has(&name(&item.id, "unable")) => Some(json!(::instruments::UNABLE)),
            Kind::Number(measured) if measured.sides.is_some() => {
                let side = |side: &str| self.reading(measured, &name(&item.id, side));
                let (left, right) = (side("left"), side("right"));
                (left.is_some() || right.is_some()).then(|| json!({ "left": left, "right": right }))
            }
            Kind::Number(measured) => self.reading(measured, &name(&item.id, "")),
        }
    }

    fn reading(&self, measured: &Measured, name: &str) -> Option<Value> {
        let read: Vec<Value> = self.all(name).into_iter().filter(|text| !text.is_empty()).map(number).collect();
        match measured.trials {
            Some(_) => (!read.is_empty()).then_some(Value::Array(read)),
            None => read.into_iter().next(),
        }
    }

    /// An assessment as its form has it.
    pub fn of(answers: &Answers, administered_on: jiff::civil::Date) -> Self {
        let mut fields = vec![("administered_on".to_owned(), administered_on.to_string())];
        for (item, answer) in answers.iter() {
            match answer {
                Answer::Reading(reading) => fields.extend(read(&name(item, ""), reading)),
                Answer::Words(words) if words == ::instruments::UNABLE => {
                    fields.extend([(name(item, "unable"), "true".to_owned()), (name(item, ""), words.clone())]);
                }
                Answer::Words(words) => fields.push((name(item, ""), words.clone())),
                Answer::Sides { left, right } => {
                    fields.extend(left.iter().flat_map(|reading| read(&name(item, "left"), reading)));
                    fields.extend(right.iter().flat_map(|reading| read(&name(item, "right"), reading)));
                }
            }
        }
        Self(fields)
    }
}

fn read(name: &str, reading: &Reading) -> Vec<(String, String)> {
    let numbers = match reading {
        Reading::Once(number) => std::slice::from_ref(number),
        Reading::Trials(numbers) => numbers.as_slice(),
    };
    numbers.iter().map(|number| (name.to_owned(), number.to_string())).collect()
}

/// As people type it, with a comma or in their own digits; what is no number is refused for what it is.
fn number(text: &str) -> Value {
    let plain = ascii_digits(text).replace([',', '\u{66b}'], ".");
    Number::parse(&plain).map_or_else(|| json!([text]), |number| json!(number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Typed;

    fn answers(instrument: &str, fields: &[(&str, &str)]) -> serde_json::Value {
        let definition = ::instruments::shipped().iter().find(|one| one.id == instrument).unwrap();
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        json!(Typed(fields.collect()).answers(definition))
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(answers("tug", &[("a.time", "9,5")]), json!({ "time": 9.5 }));
        assert_eq!(answers("tug", &[("a.time", "١٢٫٢٥")]), json!({ "time": 12.25 }));
        assert_eq!(answers("tug", &[("a.time", " ")]), json!({}));
        assert_eq!(answers("tug", &[("a.time", "nine")]), json!({ "time": ["nine"] }));
    }

    #[test]
    fn trials_and_sides_come_under_names_of_their_own() {
        let grip = [("a.grip.left", "20"), ("a.grip.left", ""), ("a.grip.left", "21.5"), ("a.grip.right", "")];
        assert_eq!(answers("grip", &grip), json!({ "grip": { "left": [20, 21.5], "right": null } }));
        assert_eq!(
            answers("chair-stand-30s", &[("a.stands", "3"), ("a.stands.unable", "true")]),
            json!({ "stands": "unable" })
        );
    }

    #[test]
    fn what_was_answered_stands_in_the_form_again() {
        let definition = ::instruments::shipped().iter().find(|one| one.id == "gas").unwrap();
        let sent = json!({ "goal-1": "To cook 2 meals", "level-1": -1, "weight-1": 4 });
        let sent = serde_json::from_value(sent).unwrap();
        let read = ::instruments::Answers::read(definition, &sent).unwrap();
        assert_eq!(Typed::of(&read, "2030-01-07".parse().unwrap()).answers(definition), sent);
    }
}
