//! Reading a definition, and what can be wrong with one.

use std::collections::BTreeSet;

use crate::definition::{
    Band, Choices, Definition, Flag, Item, Kind, Measured, Method, Missing, Scoring, Sides, Transform,
};
use crate::number::{FINEST, Number};
use crate::text::{FIRST, Text};

/// What is wrong with a definition, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {code}")]
pub struct Flaw {
    /// A JSON pointer without its leading slash, `items/3/text`; empty when the text is no JSON.
    pub place: String,
    /// One of `unreadable`, `required`, `malformed`, `unknown_field`, `unknown_choice`, `too_long`, `too_many`, `too_few`,
    /// `out_of_range`, `out_of_order`, `duplicate`, `unsupported`.
    pub code: &'static str,
    /// The line that could not be read.
    pub line: Option<usize>,
}

const MOST_ITEMS: usize = 200;
const MOST_OPTIONS: usize = 30;
const MOST_TRIALS: usize = 10;
const LONGEST_ID: usize = 40;
const LONGEST_TEXT: usize = 1_000;
const HEAVIEST: i32 = 1_000;
const MOST_STEPS: usize = 3;
/// Of readings, and of what they are counted as.
const LARGEST: Number = Number::whole(1_000_000);
/// More is a file and no definition.
const LONGEST_DEFINITION: usize = 256 * 1024;

impl Definition {
    /// Reads and checks a definition; names every flaw of one that can be read.
    pub fn from_json(text: &str) -> Result<Self, Vec<Flaw>> {
        if text.len() > LONGEST_DEFINITION {
            return Err(vec![Flaw { place: String::new(), code: "too_long", line: None }]);
        }
        let mut reader = serde_json::Deserializer::from_str(text);
        let definition: Self = serde_path_to_error::deserialize(&mut reader).map_err(|error| vec![misread(error)])?;
        reader.end().map_err(|error| vec![unreadable(&error)])?;
        let flaws = definition.flaws();
        if flaws.is_empty() { Ok(definition) } else { Err(flaws) }
    }

    fn flaws(&self) -> Vec<Flaw> {
        let mut check = Check { definition: self, flaws: Vec::new() };
        check.head();
        check.items();
        check.rules();
        check.flaws
    }
}

fn unreadable(error: &serde_json::Error) -> Flaw {
    Flaw { place: String::new(), code: "unreadable", line: Some(error.line()) }
}

/// What could not be read, and where: a word that was sent is never repeated.
fn misread(error: serde_path_to_error::Error<serde_json::Error>) -> Flaw {
    let mut place = error.path().iter().filter_map(part).collect::<Vec<_>>();
    let inner = error.into_inner();
    if !matches!(inner.classify(), serde_json::error::Category::Data) {
        return unreadable(&inner);
    }
    let message = inner.to_string();
    let code = match message.split('`').next().unwrap_or_default() {
        "missing field " => {
            place.extend(message.split('`').nth(1).map(str::to_owned));
            "required"
        }
        "unknown field " => "unknown_field",
        "unknown variant " => "unknown_choice",
        _ => "malformed",
    };
    Flaw { place: place.join("/"), code, line: Some(inner.line()) }
}

fn part(segment: &serde_path_to_error::Segment) -> Option<String> {
    match segment {
        serde_path_to_error::Segment::Seq { index } => Some(index.to_string()),
        serde_path_to_error::Segment::Map { key } => Some(key.clone()),
        serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => None,
    }
}

struct Check<'a> {
    definition: &'a Definition,
    flaws: Vec<Flaw>,
}

impl<'a> Check<'a> {
    fn refuse(&mut self, place: impl Into<String>, code: &'static str) {
        self.flaws.push(Flaw { place: place.into(), code, line: None });
    }

    fn must(&mut self, holds: bool, place: &str, code: &'static str) {
        if !holds {
            self.refuse(place, code);
        }
    }

    fn head(&mut self) {
        let definition = self.definition;
        self.id("id", &definition.id);
        self.must(definition.version >= 1, "version", "out_of_range");
        let licence = &definition.licence;
        for (place, words) in [("licence/holder", &licence.holder), ("licence/citation", &licence.citation)] {
            self.words(place, words);
        }
        self.must(definition.languages.contains_key(FIRST), "languages", "required");
        for language in definition.languages.keys() {
            let is_tag = language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
            self.must(is_tag, &format!("languages/{language}"), "malformed");
        }
        self.text("title", &definition.title);
        self.text("about", &definition.about);
        self.question("instruction", &definition.instruction);
        if let Some((lowest, highest)) = definition.range {
            self.must(lowest < highest, "range", "out_of_order");
        }
        if let Some(change) = &definition.change {
            self.must(change.minimal > Number::ZERO, "change/minimal", "out_of_range");
            self.words("change/source", &change.source);
        }
    }

    fn items(&mut self) {
        let definition = self.definition;
        self.must(!definition.items.is_empty(), "items", "too_few");
        self.must(definition.items.len() <= MOST_ITEMS, "items", "too_many");
        let counts = definition.items.is_empty() || definition.items.iter().any(Item::is_scored);
        self.must(counts, "items", "required");
        for (name, options) in &definition.scales {
            let place = format!("scales/{name}");
            self.id(&place, name);
            self.options(&place, options);
        }
        let mut known = BTreeSet::new();
        for (place, item) in definition.items.iter().enumerate() {
            let place = format!("items/{place}");
            self.id(&format!("{place}/id"), &item.id);
            self.must(known.insert(&item.id), &format!("{place}/id"), "duplicate");
            self.question(&format!("{place}/text"), &item.text);
            match &item.answer {
                Kind::Choice(choices) => self.choices(&format!("{place}/answer/choice"), choices),
                Kind::Number(measured) => self.measured(&format!("{place}/answer/number"), measured),
                Kind::Text(written) => {
                    let fits = (1..=LONGEST_TEXT).contains(&written.max_length);
                    self.must(fits, &format!("{place}/answer/text/max_length"), "out_of_range");
                }
            }
        }
    }

    fn choices(&mut self, place: &str, choices: &'a Choices) {
        match &choices.scale {
            Some(name) => {
                self.must(self.definition.scales.contains_key(name), &format!("{place}/scale"), "unknown_choice");
                self.must(choices.options.is_empty(), &format!("{place}/options"), "duplicate");
            }
            None => self.options(&format!("{place}/options"), &choices.options),
        }
    }

    fn options(&mut self, place: &str, options: &'a [crate::Choice]) {
        self.must(options.len() >= 2, place, "too_few");
        self.must(options.len() <= MOST_OPTIONS, place, "too_many");
        let mut known = BTreeSet::new();
        for (n, choice) in options.iter().enumerate() {
            let place = format!("{place}/{n}");
            self.must(known.insert(choice.value), &format!("{place}/value"), "duplicate");
            let fits = |number: i32| number.abs() <= HEAVIEST;
            self.must(fits(choice.value) && fits(choice.weight()), &format!("{place}/value"), "out_of_range");
            self.question(&format!("{place}/text"), &choice.text);
        }
    }

    fn measured(&mut self, place: &str, measured: &Measured) {
        self.must(measured.min < measured.max, &format!("{place}/min"), "out_of_order");
        for (name, number) in [("min", Some(measured.min)), ("max", Some(measured.max)), ("unable", measured.unable)] {
            self.number(&format!("{place}/{name}"), number.unwrap_or_default());
        }
        for (n, step) in measured.points.iter().enumerate() {
            self.number(&format!("{place}/points/{n}/points"), step.points);
        }
        self.must(measured.decimals <= FINEST, &format!("{place}/decimals"), "out_of_range");
        if let Some(trials) = measured.trials {
            self.must((2..=MOST_TRIALS).contains(&trials.count), &format!("{place}/trials/count"), "out_of_range");
        }
        if let Some(distance) = measured.distance {
            let fits = distance > Number::ZERO && measured.min > Number::ZERO;
            self.must(fits, &format!("{place}/distance"), "out_of_range");
        }
        let ascending = measured.points.is_sorted_by(|one, next| one.from < next.from);
        self.must(ascending, &format!("{place}/points"), "out_of_order");
        // Every reading counts something.
        let covers =
            measured.distance.is_some() || measured.points.first().is_none_or(|step| step.from <= measured.min);
        self.must(covers, &format!("{place}/points/0"), "out_of_range");
        if let Some(unit) = &measured.unit {
            self.words(&format!("{place}/unit"), unit);
        }
    }

    fn rules(&mut self) {
        let definition = self.definition;
        let scored: Vec<&Item> = definition.items.iter().filter(|item| item.is_scored()).collect();
        self.scoring("scoring", &definition.scoring, &scored);
        let mut known = BTreeSet::new();
        for (n, subscale) in definition.subscales.iter().enumerate() {
            let place = format!("subscales/{n}");
            self.id(&format!("{place}/id"), &subscale.id);
            self.must(known.insert(&subscale.id), &format!("{place}/id"), "duplicate");
            self.text(&format!("{place}/title"), &subscale.title);
            self.must(!subscale.items.is_empty(), &format!("{place}/items"), "too_few");
            for (n, item) in subscale.items.iter().enumerate() {
                let is_scored = scored.iter().any(|known| known.id == *item);
                self.must(is_scored, &format!("{place}/items/{n}"), "unknown_choice");
            }
            let items: Vec<&Item> = scored.iter().copied().filter(|item| subscale.items.contains(&item.id)).collect();
            self.scoring(&format!("{place}/scoring"), &subscale.scoring, &items);
        }
        self.bands("bands", &definition.bands);
        for (n, norm) in definition.norms.iter().enumerate() {
            let place = format!("norms/{n}");
            let ages = norm.age_from.zip(norm.age_to).is_none_or(|(from, to)| from <= to);
            self.must(ages, &format!("{place}/age_from"), "out_of_order");
            self.must(!norm.bands.is_empty(), &format!("{place}/bands"), "too_few");
            self.bands(&format!("{place}/bands"), &norm.bands);
        }
        let mut known = BTreeSet::new();
        for (n, flag) in definition.flags.iter().enumerate() {
            self.must(known.insert(&flag.id), &format!("flags/{n}/id"), "duplicate");
            self.flag(&format!("flags/{n}"), flag);
        }
    }

    fn scoring(&mut self, place: &str, scoring: &Scoring, items: &[&Item]) {
        self.must(scoring.decimals <= FINEST, &format!("{place}/decimals"), "out_of_range");
        if let Missing::Prorate(most) = scoring.missing {
            self.must((1..items.len()).contains(&most), &format!("{place}/missing"), "out_of_range");
        }
        let shares = scoring.transform.contains(&Transform::Percent);
        match &scoring.method {
            Method::GoalAttainment(goals) => {
                self.must(!goals.is_empty(), &format!("{place}/method"), "too_few");
                self.must(scoring.transform.is_empty(), &format!("{place}/transform"), "unsupported");
                for (n, goal) in goals.iter().enumerate() {
                    for item in [&goal.level, &goal.weight] {
                        let is_known = self.definition.item(item).is_some();
                        self.must(is_known, &format!("{place}/method/goal_attainment/{n}"), "unknown_choice");
                    }
                }
            }
            // A sum of fewer items would pass for a smaller score: it has to be made a share.
            Method::Sum => {
                let fits = scoring.missing != Missing::Drop || shares;
                self.must(fits, &format!("{place}/missing"), "unsupported");
            }
            Method::Mean => {}
        }
        self.must(scoring.transform.len() <= MOST_STEPS, &format!("{place}/transform"), "too_many");
        for (n, step) in scoring.transform.iter().enumerate() {
            let place = format!("{place}/transform/{n}");
            match step {
                Transform::Percent => {
                    let is_sum = scoring.method == Method::Sum && n == 0;
                    let each = items.iter().any(
                        |item| matches!(&item.answer, Kind::Number(measured) if measured.sides == Some(Sides::Each)),
                    );
                    let fits = is_sum && !each && !matches!(scoring.missing, Missing::Prorate(_));
                    self.must(fits, &place, "unsupported");
                }
                Transform::TScore { mean, deviation } => {
                    self.must(*deviation > Number::ZERO, &format!("{place}/t_score/deviation"), "out_of_range");
                    self.number(&format!("{place}/t_score/mean"), *mean);
                }
                Transform::Plus(number) | Transform::Times(number) => self.number(&place, *number),
            }
        }
    }

    fn bands(&mut self, place: &str, bands: &'a [Band]) {
        self.must(bands.is_sorted_by(|one, next| one.from < next.from), place, "out_of_order");
        for (n, band) in bands.iter().enumerate() {
            self.id(&format!("{place}/{n}/id"), &band.id);
            self.text(&format!("{place}/{n}/text"), &band.text);
            let again = bands.iter().take(n).any(|other| other.id == band.id);
            self.must(!again, &format!("{place}/{n}/id"), "duplicate");
        }
    }

    fn flag(&mut self, place: &str, flag: &Flag) {
        self.id(&format!("{place}/id"), &flag.id);
        self.text(&format!("{place}/text"), &flag.text);
        self.must(self.definition.item(&flag.item).is_some(), &format!("{place}/item"), "unknown_choice");
        self.must(flag.at_least.is_some() || flag.at_most.is_some(), &format!("{place}/at_least"), "required");
    }

    fn id(&mut self, place: &str, id: &str) {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
        let fits = !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(plain);
        self.must(fits, place, "malformed");
    }

    fn number(&mut self, place: &str, number: Number) {
        self.must(number.abs() <= LARGEST, place, "out_of_range");
    }

    fn words(&mut self, place: &str, words: &str) {
        self.must(!words.trim().is_empty(), place, "required");
        self.must(words.chars().count() <= LONGEST_TEXT, place, "too_long");
    }

    /// Words about the instrument: in English at least.
    fn text(&mut self, place: &str, text: &Text) {
        self.must(text.has(FIRST), place, "required");
        for (language, words) in text.languages() {
            self.words(&format!("{place}/{language}"), words);
        }
    }

    /// Words that people are asked: in every language of the instrument, and in no other.
    fn question(&mut self, place: &str, text: &Text) {
        self.text(place, text);
        let definition = self.definition;
        for language in definition.languages.keys().filter(|language| !text.has(language)) {
            self.refuse(format!("{place}/{language}"), "required");
        }
        for (language, _) in text.languages().filter(|(language, _)| !definition.languages.contains_key(*language)) {
            self.refuse(format!("{place}/{language}"), "unknown_choice");
        }
    }
}
