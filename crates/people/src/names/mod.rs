//! Names as they are searched: folded words, the prefixes that are indexed, and queries over them.
//!
//! The index holds keyed hashes of prefixes of 2 to 8 letters; a longer word is found by its first 8 and then
//! verified against the opened name by [`Query::matches`]. Spellings that one name is known by (`O'Brien`, `OBrien`;
//! `السيد`, `سيد`; `عبد الرحمن`, `عبدالرحمن`; `Müller`, `Mueller`) are made on the side of the index, so that
//! every word of a query is one lookup.

mod fold;
mod initials;
mod spellings;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};
use std::fmt;

pub use initials::initials;
use spellings::Chunk;

/// Letters of the shortest prefix that is indexed.
pub const SHORTEST: usize = 2;
/// Letters of the longest prefix that is indexed.
pub const LONGEST: usize = 8;

/// The folded words of a name, in order and without repetition.
///
/// A word with an apostrophe or hyphen inside is given whole and in parts, an Arabic word with article also without:
/// `O'Brien` is `obrien`, `o`, `brien`. The words of these words are these words.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    distinct(spellings::chunks(name).iter().flat_map(Chunk::words))
}

/// Every prefix by which a name is found: 2 to 8 letters of each of its words and their other spellings.
#[must_use]
pub fn prefixes(name: &str) -> BTreeSet<String> {
    let mut prefixes = BTreeSet::new();
    for word in spellings::all(name) {
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends.take(LONGEST).skip(SHORTEST - 1) {
            prefixes.extend(word.get(..end).map(str::to_owned));
        }
    }
    prefixes
}

/// Letters and digits only, folded, without anything between: to compare headings and labels.
#[must_use]
pub fn key(text: &str) -> String {
    fold::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two names are one, in whatever order and spelling their words stand.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    let said = |query: &str, name: &str| {
        let spellings = spellings::all(name);
        query_words(query).iter().all(|word| spellings.contains(word))
    };
    said(one, other) && said(other, one)
}

fn query_words(text: &str) -> Vec<String> {
    distinct(spellings::chunks(text).iter().flat_map(Chunk::query_words))
}

/// What somebody types to find a name: the beginnings of some of its words, in any order.
#[derive(Clone, PartialEq, Eq)]
pub struct Query {
    /// For the index: the longest indexed prefix of each word that has two letters. All must be found.
    pub tokens: Vec<String>,
    /// For [`Query::matches`]: the words whole, single letters included.
    pub words: Vec<String>,
}

/// Reads a query; see [`Query::is_empty`] for one that asks too little.
#[must_use]
pub fn query(text: &str) -> Query {
    let words = query_words(text);
    let long_enough = words.iter().filter(|word| word.chars().nth(SHORTEST - 1).is_some());
    let tokens = distinct(long_enough.map(|word| word.chars().take(LONGEST).collect()));
    Query { tokens, words }
}

impl Query {
    /// Whether there is nothing to look up: no word of two letters.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether the index alone cannot tell a match: a word is longer, or shorter, than it knows.
    #[must_use]
    pub fn needs_check(&self) -> bool {
        self.words.iter().any(|word| !(SHORTEST..=LONGEST).contains(&word.chars().count()))
    }

    /// Whether every word of the query begins some word of the name. An empty query matches nothing.
    #[must_use]
    pub fn matches(&self, full_name: &str) -> bool {
        let spellings = spellings::all(full_name);
        let begins_one = |word: &String| spellings.iter().any(|spelling| spelling.starts_with(word));
        !self.is_empty() && self.words.iter().all(begins_one)
    }
}

/// What is searched for is as private as what is found.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Query({} words)", self.words.len())
    }
}

fn distinct(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    words.into_iter().filter(|word| seen.insert(word.clone())).collect()
}
