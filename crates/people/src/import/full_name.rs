//! Names as files write them: with digits behind, and in one field.

use crate::names;

/// Test data generators put numbers behind names to make them unlike real ones: `José Eduardo181`.
pub(super) fn without_trailing_digits(name: &str) -> String {
    let bare = |word: &str| {
        let bare = word.trim_end_matches(char::is_numeric);
        // A word of digits alone is left: it may be the only thing there is, and is judged as a name.
        if bare.chars().any(char::is_alphabetic) { bare.to_owned() } else { word.to_owned() }
    };
    name.split(' ').map(bare).collect::<Vec<_>>().join(" ")
}

/// Given and family name. `Family, Given` is certain; otherwise Arabic and Hebrew names begin with the one given name,
/// and others end with the one family name and its particles.
pub(super) fn split_full_name(full: &str) -> (String, String) {
    const PARTICLES: [&str; 14] =
        ["al", "el", "abu", "bin", "ibn", "ben", "de", "la", "du", "van", "von", "der", "den", "da"];
    if let Some((family, given)) = full.split_once([',', '،']) {
        return (given.trim().to_owned(), family.trim().to_owned());
    }

    let words: Vec<&str> = full.split_whitespace().collect();
    let is_semitic = full.chars().find(|c| c.is_alphabetic()).is_some_and(|c| matches!(c, '\u{590}'..='\u{6ff}'));
    let at = if is_semitic {
        // عبد الرحمن and أبو بكر are one name.
        let is_compound = words.first().is_some_and(|first| ["عبد", "ابو"].contains(&names::key(first).as_str()));
        if is_compound { 2 } else { 1 }
    } else {
        let particles =
            words.iter().rev().skip(1).take_while(|word| PARTICLES.contains(&names::key(word).as_str())).count();
        words.len().saturating_sub(1 + particles).max(1)
    };
    let (given, family) = words.split_at_checked(at).unwrap_or((&words, &[]));
    (given.join(" "), family.join(" "))
}
