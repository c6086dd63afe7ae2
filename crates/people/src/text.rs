//! Free text as people type and paste it, made fit to be kept.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("longer than {max} characters")]
    TooLong { max: usize },
    /// NUL, escape and their like: PostgreSQL cannot keep NUL, and none of them was meant.
    #[error("contains a control character")]
    ControlCharacter,
}

impl TextError {
    /// Stable code for texts and API answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong { .. } => "too_long",
            Self::ControlCharacter => "control_character",
        }
    }
}

/// Text of several lines: composed (NFC), trimmed, line ends as `\n`; at most `max_chars` characters.
///
/// # Errors
/// [`TextError::ControlCharacter`] for control characters other than line ends and tabs, [`TextError::TooLong`].
pub fn clean(text: &str, max_chars: usize) -> Result<String, TextError> {
    // Browsers send forms with CRLF whatever was typed.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(TextError::ControlCharacter);
    }

    limited(text.trim().nfc().collect(), max_chars)
}

/// Text of one line: as [`clean`], with every run of white space made one blank.
///
/// # Errors
/// As [`clean`].
pub fn one_line(text: &str, max_chars: usize) -> Result<String, TextError> {
    // Direction marks come along when text is pasted from right-to-left documents; nobody sees them,
    // but two names that look the same would differ.
    let visible: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.chars().filter(|c| !is_direction_mark(*c)).nfc().collect() };
    let mut line = String::with_capacity(visible.len());
    for word in visible.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.chars().any(char::is_control) {
        return Err(TextError::ControlCharacter);
    }

    limited(line, max_chars)
}

fn limited(text: String, max_chars: usize) -> Result<String, TextError> {
    if text.chars().nth(max_chars).is_some() {
        return Err(TextError::TooLong { max: max_chars });
    }
    Ok(text)
}

/// Left-to-right and right-to-left marks, embeddings, overrides, isolates, and the byte order mark.
#[must_use]
pub const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The same digit in ASCII, whatever script it is written in; any other character as it is.
#[must_use]
pub fn ascii_digit(c: char) -> char {
    // First digit of each script that stands in the forms a clinic may see.
    const ZEROS: [u32; 9] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0e50, 0xff10];

    let code = u32::from(c);
    ZEROS
        .iter()
        .find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

/// The text with every digit in ASCII and without direction marks: what parsers of numbers and dates begin with.
#[must_use]
pub fn ascii_digits(text: &str) -> String {
    text.chars().filter(|c| !is_direction_mark(*c)).map(ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_composed_and_trimmed() {
        assert_eq!(clean("  Jose\u{301}\r\nGomez\t. \n", 40).as_deref(), Ok("José\nGomez\t."));
        assert_eq!(one_line(" a \r\n b\u{a0}\u{2003}c\t", 40).as_deref(), Ok("a b c"));
        assert_eq!(one_line("\u{200f}مريم\u{200e} \u{202b} x", 40).as_deref(), Ok("مريم x"));
        assert_eq!(one_line("a \u{200f}", 40).as_deref(), Ok("a"));
    }

    #[test]
    fn control_characters_are_refused() {
        for text in ["a\0b", "\u{1b}[31m", "a\u{85}b", "a\u{7f}"] {
            assert_eq!(clean(text, 40), Err(TextError::ControlCharacter), "{text:?}");
        }
        assert_eq!(one_line("a\0b", 40), Err(TextError::ControlCharacter));
    }

    #[test]
    fn length_is_counted_in_characters_of_what_is_kept() {
        assert_eq!(clean("  ééé ", 3).as_deref(), Ok("ééé"));
        assert_eq!(clean("e\u{301}e\u{301}e\u{301}", 3).as_deref(), Ok("ééé"));
        assert_eq!(clean("éééé", 3), Err(TextError::TooLong { max: 3 }));
        assert_eq!(clean("", 0).as_deref(), Ok(""));
    }

    #[test]
    fn digits_of_other_scripts_become_ascii() {
        assert_eq!(ascii_digits("٠١٢٣٤٥٦٧٨٩ ۰۹ ９ a\u{200e}"), "0123456789 09 9 a");
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,40}") {
            if let Ok(once) = clean(&text, 200) {
                proptest::prop_assert_eq!(clean(&once, 200), Ok(once));
            }
            if let Ok(once) = one_line(&text, 200) {
                proptest::prop_assert_eq!(one_line(&once, 200), Ok(once));
            }
        }
    }
}
