//! An instrument's items as its form asks them.

use std::sync::Arc;

use ::instruments::{Definition, Item, Kind, Measured, Standing};

use super::typed::{Typed, name};
use crate::assessments::view::Words;
use crate::forms::FormErrors;
use crate::shell::Page;

/// One of the answers that are offered.
pub struct Offer {
    pub value: i32,
    pub words: Words,
    pub is_chosen: bool,
}

/// Where a number is typed.
pub struct Entry {
    pub id: String,
    pub name: String,
    pub label: String,
    pub value: String,
}

/// An item as it is asked.
pub struct Question {
    pub id: String,
    pub name: String,
    /// Among the others, from one.
    pub number: usize,
    pub words: Words,
    pub offers: Vec<Offer>,
    pub entries: Vec<Entry>,
    pub unit: String,
    /// What fits, in words.
    pub hint: String,
    /// The field by which somebody says that it could not be done.
    pub unable: Option<(String, bool)>,
    pub text: Option<(String, usize)>,
    pub is_optional: bool,
    pub error: String,
}

/// Why the questions are not to be read out as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Caution {
    None,
    /// They are not in the reader's language.
    InEnglish,
    /// A translation whose scores were never compared.
    Working,
}

pub fn caution(page: &Page, definition: &Definition) -> Caution {
    match definition.languages.get(page.lang()) {
        None => Caution::InEnglish,
        Some(Standing::Working) => Caution::Working,
        Some(Standing::Original | Standing::Validated) => Caution::None,
    }
}

pub fn questions(page: &Page, definition: &Arc<Definition>, typed: &Typed, errors: &FormErrors) -> Vec<Question> {
    let numbered = definition.items.iter().enumerate();
    numbered.map(|(place, item)| question(page, definition, (place + 1, item), typed, errors)).collect()
}

fn question(
    page: &Page,
    definition: &Definition,
    (number, item): (usize, &Item),
    typed: &Typed,
    errors: &FormErrors,
) -> Question {
    let field = name(&item.id, "");
    let mut asked = Question {
        id: format!("item-{}", item.id),
        number,
        words: Words::new(page, &item.text),
        offers: Vec::new(),
        entries: Vec::new(),
        unit: String::new(),
        hint: String::new(),
        unable: None,
        text: None,
        is_optional: !item.is_scored(),
        error: errors.of(&format!("item-{}", item.id)),
        name: field.clone(),
    };
    match &item.answer {
        Kind::Choice(choices) => {
            let chosen = typed.get(&field);
            let offers = definition.options(choices).iter().map(|choice| Offer {
                value: choice.value,
                words: Words::new(page, &choice.text),
                is_chosen: chosen == choice.value.to_string(),
            });
            asked.offers = offers.collect();
        }
        Kind::Number(measured) => measure(page, item, measured, typed, &mut asked),
        Kind::Text(written) => asked.text = Some((typed.get(&field).to_owned(), written.max_length)),
    }
    asked
}

fn measure(page: &Page, item: &Item, measured: &Measured, typed: &Typed, asked: &mut Question) {
    asked.unit = measured.unit.clone().unwrap_or_default();
    let range = format!("{}–{}", measured.min, measured.max);
    asked.hint = if asked.unit.is_empty() { range } else { format!("{range} {}", asked.unit) };
    let sides: &[(&str, &str)] = match measured.sides {
        Some(_) => &[("left", "assessments-left"), ("right", "assessments-right")],
        None => &[("", "")],
    };
    let trials = measured.trials.map_or(1, |trials| trials.count);
    for (side, key) in sides {
        let field = name(&item.id, side);
        let typed = typed.all(&field);
        for trial in 0..trials {
            let side = if key.is_empty() { String::new() } else { page.t(key) };
            let count = if trials > 1 { page.ta("assessments-trial", "number", trial + 1) } else { String::new() };
            let words = [side, count].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
            let value = typed.get(trial).filter(|text| **text != ::instruments::UNABLE);
            let value = value.map(|text| (*text).to_owned()).unwrap_or_default();
            asked.entries.push(Entry { id: format!("{field}.{trial}"), name: field.clone(), label: words, value });
        }
    }
    let unable = name(&item.id, "unable");
    asked.unable = measured.unable.is_some().then(|| (unable.clone(), typed.has(&unable)));
}
