//! The words of a name and the other ways to write them.

use std::collections::BTreeSet;

use super::fold::fold;

/// Words that are written apart from, or together with, the word that follows.
const PARTICLES: [&str; 38] = [
    "al", "el", "ul", "as", "es", "abd", "abdel", "abdul", "abdal", "abu", "abou", "ibn", "bin", "ben", "bint", "mac",
    "mc", "o", "d", "l", "de", "da", "di", "do", "del", "della", "la", "le", "du", "van", "von", "der", "den", "ال",
    "عبد", "ابو", "ابن", "בן",
];

/// What a word may begin with when it was written together with the next.
const COMPOUNDS: [&str; 5] = ["عبد", "ابو", "abdel", "abdul", "abdal"];

const ARTICLE: &str = "ال";

/// Letters with a second spelling that their folding does not meet.
const DIGRAPHS: [(char, &str); 5] = [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ø', "oe"), ('å', "aa")];

/// The longest run of particles that is joined: `van der Berg`, `Abd el Rahman`.
const LONGEST_RUN: usize = 4;

/// Letters and digits between blanks, in the parts that apostrophes and hyphens make.
pub(super) struct Chunk {
    parts: Vec<String>,
    has_hyphen: bool,
}

pub(super) fn chunks(text: &str) -> Vec<Chunk> {
    let folded = fold(text);
    let chunks = folded.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-');
    chunks.map(Chunk::of).filter(|chunk| !chunk.parts.is_empty()).collect()
}

impl Chunk {
    fn of(text: &str) -> Self {
        let parts = text.split(['\'', '-']).filter(|part| !part.is_empty());
        Self { parts: parts.map(str::to_owned).collect(), has_hyphen: text.contains('-') }
    }

    pub(super) fn words(&self) -> Vec<String> {
        let mut words = with_and_without_article(self.parts.concat());
        if self.parts.len() > 1 {
            words.extend(self.parts.iter().cloned().flat_map(with_and_without_article));
        }
        words
    }

    /// The words to look for, each of which stands in the index of every spelling of the same name.
    ///
    /// Hyphens part (`Jean-Pierre` finds `Jean Pierre`) except after a particle (`Al-Sayed` finds `Alsayed`);
    /// apostrophes join, since `O'Brien` is `OBrien` elsewhere.
    pub(super) fn query_words(&self) -> Vec<String> {
        let groups = if self.has_hyphen { self.groups() } else { vec![self.parts.concat()] };
        groups.into_iter().filter_map(|word| with_and_without_article(word).pop()).collect()
    }

    /// The parts, with particles and single letters joined to what follows them.
    fn groups(&self) -> Vec<String> {
        let mut groups = Vec::new();
        let mut group = String::new();
        for part in &self.parts {
            group.push_str(part);
            let goes_on = PARTICLES.contains(&part.as_str()) || part.chars().nth(1).is_none();
            if !goes_on {
                groups.push(std::mem::take(&mut group));
            }
        }
        if !group.is_empty() {
            groups.push(group);
        }
        groups
    }
}

/// Every spelling by which a name is found.
pub(super) fn all(name: &str) -> BTreeSet<String> {
    let mut spellings = of_folding(name);
    let lowered = name.to_lowercase();
    if lowered.contains(DIGRAPHS.map(|(letter, _)| letter)) {
        let spelt_out = DIGRAPHS.iter().fold(lowered, |name, (letter, letters)| name.replace(*letter, letters));
        spellings.append(&mut of_folding(&spelt_out));
    }
    spellings
}

fn of_folding(name: &str) -> BTreeSet<String> {
    let chunks = chunks(name);
    let mut spellings: BTreeSet<String> = chunks.iter().flat_map(Chunk::words).collect();
    spellings.extend(chunks.iter().flat_map(Chunk::query_words));

    let parts: Vec<&String> = chunks.iter().flat_map(|chunk| &chunk.parts).collect();
    spellings.extend(joined_particles(&parts).into_iter().flat_map(with_and_without_article));
    let tails: Vec<String> = spellings.iter().filter_map(|word| tail_of_compound(word)).collect();
    spellings.extend(tails.into_iter().flat_map(with_and_without_article));
    spellings
}

/// `van der Berg` also as `vander`, `vanderberg`, `derberg`.
fn joined_particles(parts: &[&String]) -> Vec<String> {
    let mut joined = Vec::new();
    for (at, first) in parts.iter().enumerate().filter(|(_, part)| PARTICLES.contains(&part.as_str())) {
        let mut run = String::from(first.as_str());
        for next in parts.iter().skip(at + 1).take(LONGEST_RUN) {
            run.push_str(next);
            joined.push(run.clone());
            if !PARTICLES.contains(&next.as_str()) {
                break;
            }
        }
    }
    joined
}

fn tail_of_compound(word: &str) -> Option<String> {
    let tail = COMPOUNDS.iter().find_map(|compound| word.strip_prefix(compound))?;
    (tail.chars().count() >= 3).then(|| tail.to_owned())
}

/// The word, then without its article, then without the next (`الالفي`), down to three letters:
/// whatever is typed of a word loses no more articles than the word itself.
fn with_and_without_article(word: String) -> Vec<String> {
    let mut words = vec![word];
    while let Some(bare) = words.last().and_then(|word| word.strip_prefix(ARTICLE)) {
        if bare.chars().nth(2).is_none() {
            break;
        }
        words.push(bare.to_owned());
    }
    words
}
