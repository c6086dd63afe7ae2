//! Words in several languages, and how far a language's wording was tested.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The same words in several languages; in the first, English, always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<String, String>);

/// The language that every text has.
pub const FIRST: &str = "en";

impl Text {
    pub fn english(text: &str) -> Self {
        Self(BTreeMap::from([(FIRST.to_owned(), text.to_owned())]))
    }

    /// The words in a language, and in which language they are: English where there are none.
    pub fn in_language<'a>(&'a self, language: &'a str) -> (&'a str, &'a str) {
        match self.0.get(language) {
            Some(words) => (words, language),
            None => (self.0.get(FIRST).map_or("", String::as_str), FIRST),
        }
    }

    pub fn has(&self, language: &str) -> bool {
        self.0.contains_key(language)
    }

    pub fn languages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, words)| (language.as_str(), words.as_str()))
    }
}

/// How far the wording of an instrument's questions in a language was tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The words that the instrument was made in.
    Original,
    /// A translation that was tested with people, and is published as such.
    Validated,
    /// A translation for those who work with it; its scores were never compared.
    Working,
}

impl Standing {
    /// Whether scores in this wording mean what the literature says.
    pub fn is_validated(self) -> bool {
        matches!(self, Self::Original | Self::Validated)
    }
}
