//! What an instrument is, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::number::Number;
use crate::text::{Standing, Text};

/// An instrument in one version, which never changes once it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Known by it in every version: `phq-9`.
    pub id: String,
    pub version: u32,
    pub title: Text,
    /// What it measures.
    pub about: Text,
    pub licence: Licence,
    /// The languages that all its questions are in.
    pub languages: BTreeMap<String, Standing>,
    /// What stands above the items.
    pub instruction: Text,
    pub direction: Direction,
    /// What the score is counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The lowest and the highest score there can be, for drawing; none where the sky is the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<(Number, Number)>,
    /// Options that several items share, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scales: BTreeMap<String, Vec<Choice>>,
    pub items: Vec<Item>,
    pub scoring: Scoring,
    /// Whether a higher value of any item can never lower the score.
    #[serde(default, skip_serializing_if = "is_false")]
    pub monotone: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subscales: Vec<Subscale>,
    /// What scores mean, from the lowest up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// What scores mean for people of an age and a sex; the first that fits comes before `bands`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub norms: Vec<Norm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// From which difference on two scores of a person differ by more than chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// Who owns an instrument, and on which terms it may be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    pub class: LicenceClass,
    pub holder: String,
    pub citation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LicenceClass {
    /// Free to use.
    Open,
    /// To be used by those who have the owner's permission.
    Permission,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    HigherIsBetter,
    HigherIsWorse,
}

impl Direction {
    /// Which values of a measurement are the better ones, where an item does not say.
    pub fn better(self) -> Better {
        match self {
            Self::HigherIsBetter => Better::Higher,
            Self::HigherIsWorse => Better::Lower,
        }
    }
}

/// A question, or something to measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: String,
    pub text: Text,
    pub answer: Kind,
}

/// How an item is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Choice(Choices),
    Number(Measured),
    /// Words that belong to the answers and count for nothing.
    Text(Written),
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Choices {
    /// The name of shared options.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// Options of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Whether the highest weight counts as the lowest, and so on.
    #[serde(skip_serializing_if = "is_false")]
    pub reverse: bool,
}

/// One of the answers that an item offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is sent and stored.
    pub value: i32,
    /// What it counts; as much as its value where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i32>,
    pub text: Text,
}

impl Choice {
    pub fn weight(&self) -> i32 {
        self.weight.unwrap_or(self.value)
    }
}

/// A measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    pub min: Number,
    pub max: Number,
    /// How finely it is read.
    #[serde(default)]
    pub decimals: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub better: Option<Better>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trials: Option<Trials>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<Sides>,
    /// A distance, when what is read is the time for it and what counts is the speed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance: Option<Number>,
    /// What a reading counts, from the lowest up; itself where nothing is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Points>,
    /// What it counts that somebody could not do it; no answer of its own where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unable: Option<Number>,
    /// It goes with the answers and is not part of the score.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unscored: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    Higher,
    Lower,
}

/// Several readings of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trials {
    pub count: usize,
    pub take: Take,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    Best,
    Mean,
    Worst,
}

/// Of something that is measured left and right: which side counts, or that both do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sides {
    Worse,
    Better,
    Each,
}

/// What readings from here on count, up to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    pub from: Number,
    pub points: Number,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    pub max_length: usize,
}

/// How values become a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    pub method: Method,
    #[serde(default)]
    pub missing: Missing,
    /// One after the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transform: Vec<Transform>,
    /// To how many decimals the score is rounded in the end.
    #[serde(default)]
    pub decimals: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Sum,
    Mean,
    /// The T-score of goals that a person has set: 50 + 10 Σwx / √(0.7 Σw² + 0.3 (Σw)²).
    GoalAttainment(Vec<Goal>),
}

/// The items that say how far a goal was reached, and how much it matters; one where nobody says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    pub level: String,
    pub weight: String,
}

/// What becomes of a score when answers are missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// There is none.
    #[default]
    AllRequired,
    /// Up to so many count as the mean of the others.
    Prorate(usize),
    /// It is made from what was answered, as if nothing else had been asked.
    Drop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    Plus(Number),
    Times(Number),
    /// Of the way from the lowest to the highest that the answered items could have come to.
    Percent,
    /// 50 at the mean, and 10 more for each standard deviation.
    TScore {
        mean: Number,
        deviation: Number,
    },
}

/// A score of some of the items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscale {
    pub id: String,
    pub title: Text,
    pub items: Vec<String>,
    pub scoring: Scoring,
}

/// What scores from here on mean, up to the next band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub id: String,
    pub from: Number,
    pub severity: Severity,
    pub text: Text,
}

/// How much somebody should mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    None,
    Mild,
    Moderate,
    Severe,
}

/// Bands for people of an age and a sex, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_from: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_to: Option<u32>,
    pub bands: Vec<Band>,
}

/// The sexes that norms were taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Female,
    Male,
}

/// Something that one answer alone says, whatever the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    pub id: String,
    pub item: String,
    /// Raised by what the item counts, from here up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    /// Or from here down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Number>,
    /// Somebody has to act on it today.
    #[serde(default, skip_serializing_if = "is_false")]
    pub critical: bool,
    pub text: Text,
}

/// How large a difference has to be, and who found that out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub minimal: Number,
    pub kind: ChangeKind,
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// More than measuring twice differs by.
    Detectable,
    /// What patients or clinicians notice.
    Important,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Definition {
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// What an item offers, its own or shared.
    pub fn options<'a>(&'a self, choices: &'a Choices) -> &'a [Choice] {
        let shared = choices.scale.as_ref().and_then(|name| self.scales.get(name));
        shared.map_or(&choices.options, Vec::as_slice)
    }

    /// The options of an item from the lowest weight to the highest.
    pub(crate) fn weights(&self, choices: &Choices) -> (i32, i32) {
        let weights = || self.options(choices).iter().map(Choice::weight);
        (weights().min().unwrap_or(0), weights().max().unwrap_or(0))
    }

    /// How far the wording in a language was tested; that of the first language where there is none.
    pub fn standing(&self, language: &str) -> Standing {
        let known = self.languages.get(language).or_else(|| self.languages.get(crate::text::FIRST));
        known.copied().unwrap_or(Standing::Working)
    }

    /// The band of this id, wherever it stands.
    pub fn band(&self, id: &str) -> Option<&Band> {
        self.bands.iter().chain(self.norms.iter().flat_map(|norm| &norm.bands)).find(|band| band.id == id)
    }

    pub fn flag(&self, id: &str) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.id == id)
    }

    pub fn subscale(&self, id: &str) -> Option<&Subscale> {
        self.subscales.iter().find(|subscale| subscale.id == id)
    }

    /// Whether the owner's permission is needed.
    pub fn needs_permission(&self) -> bool {
        self.licence.class == LicenceClass::Permission
    }
}

impl Item {
    /// Whether it is part of what is counted; what is not may stay without an answer.
    pub fn is_scored(&self) -> bool {
        match &self.answer {
            Kind::Choice(_) => true,
            Kind::Number(measured) => !measured.unscored,
            Kind::Text(_) => false,
        }
    }
}
