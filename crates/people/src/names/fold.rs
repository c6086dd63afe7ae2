//! One spelling for the many ways a letter is written.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::{ascii_digit, is_direction_mark};

/// Folds case, accents, vowel signs, and the letters that people use for each other.
///
/// Folding what is folded changes nothing. Apostrophes become `'` and hyphens `-` for the caller to judge.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase().replace('`', "'");
    }

    let mut folded = String::with_capacity(text.len());
    // The signs go first: compatibility decomposition would tear some of them (´ becomes a blank and an accent).
    let chars = text.chars().filter(|c| !is_invisible(*c)).map(sign);
    // Lowering comes after decomposition, so that İ is an I with a dot to drop.
    for c in chars.nfkd().flat_map(char::to_lowercase).nfkd() {
        if is_combining_mark(c) || is_tatweel(c) {
            continue;
        }
        match latin(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.extend(letter(ascii_digit(sign(c)))),
        }
    }
    folded
}

/// Characters that are not seen: they neither make another name nor part a word.
const fn is_invisible(c: char) -> bool {
    is_direction_mark(c) || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200d}' | '\u{2060}')
}

/// Lengthens an Arabic word for looks alone.
const fn is_tatweel(c: char) -> bool {
    c == '\u{640}'
}

/// Apostrophes and hyphens of all sorts.
const fn sign(c: char) -> char {
    match c {
        '\u{60}'
        | '\u{b4}'
        | '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2b9}'..='\u{2bf}'
        | '\u{5f3}'
        | '\u{ff07}'
        | '\u{a78c}' => '\'',
        // The zero-width non-joiner parts Persian words as a hyphen does.
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5be}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{200c}' => '-',
        other => other,
    }
}

/// Latin letters that no decomposition takes apart.
const fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' | 'ƚ' => "l",
        'đ' | 'ð' | 'ɗ' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ɓ' => "b",
        'ƙ' | 'ĸ' => "k",
        'ƴ' => "y",
        'ə' | 'ǝ' => "e",
        'ς' => "σ",
        _ => return None,
    })
}

/// Arabic and Hebrew letters written for each other; nothing for those that are left out.
const fn letter(c: char) -> Option<char> {
    Some(match c {
        // Hamza and madda above or below have been dropped as marks by now; what is left is the wasla and old forms.
        '\u{671}'..='\u{673}' | '\u{675}' => '\u{627}',
        // Standing alone, hamza is what people leave out first: علاء, علا.
        '\u{621}' | '\u{674}' => return None,
        '\u{629}' | '\u{6c1}' | '\u{6c3}' | '\u{6d5}' | '\u{6be}' => '\u{647}',
        '\u{649}' | '\u{6cc}' | '\u{6d2}' | '\u{6cd}' => '\u{64a}',
        '\u{6a9}' => '\u{643}',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        other => other,
    })
}
