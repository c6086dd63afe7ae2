//! Medical record numbers: whatever a clinic writes on its folders.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::text::{self, TextError};

/// The longest record number, in characters.
pub const MAX_CHARS: usize = 40;

/// A record number as the clinic writes it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Mrn(String);

/// Why a record number is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MrnError {
    /// Nothing in it that could tell two folders apart.
    #[error("no letter or digit")]
    Empty,
    #[error("longer than {MAX_CHARS} characters")]
    TooLong,
    #[error("contains a control character")]
    ControlCharacter,
}

impl MrnError {
    /// Stable code for texts and API answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "mrn_empty",
            Self::TooLong => "mrn_too_long",
            Self::ControlCharacter => "mrn_control_character",
        }
    }
}

impl From<TextError> for MrnError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::TooLong { .. } => Self::TooLong,
            TextError::ControlCharacter => Self::ControlCharacter,
        }
    }
}

impl Mrn {
    /// Reads a record number as typed.
    ///
    /// # Errors
    /// [`MrnError`], when there is no letter or digit in it, or it cannot be kept.
    pub fn parse(text: &str) -> Result<Self, MrnError> {
        // `one_line` would turn a line end or tab inside into a blank and so make another number of it.
        if text.trim().chars().any(char::is_control) {
            return Err(MrnError::ControlCharacter);
        }
        let mrn = Self(text::one_line(text, MAX_CHARS)?);
        if mrn.canonical().is_empty() {
            return Err(MrnError::Empty);
        }
        Ok(mrn)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that is compared and indexed: letters and digits only, in upper case, digits in ASCII;
    /// `mrn 00-12/a` and `MRN0012A` are one folder.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.0.nfkc().map(text::ascii_digit).flat_map(char::to_uppercase).filter(|c| c.is_alphanumeric()).collect()
    }
}

impl fmt::Debug for Mrn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mrn(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> Result<String, MrnError> {
        Mrn::parse(text).map(|mrn| mrn.canonical())
    }

    #[test]
    fn spellings_of_one_folder_are_one() {
        assert_eq!(Mrn::parse("  mrn 00-12/a ").map(|mrn| mrn.as_str().to_owned()), Ok("mrn 00-12/a".into()));
        for text in ["mrn 00-12/a", "MRN0012A", "ＭＲＮ-００１２a", "mrn.٠٠١٢.a"] {
            assert_eq!(canonical(text), Ok("MRN0012A".into()), "{text}");
        }
        assert_eq!(canonical("0012"), Ok("0012".into()), "leading zeros count");
        assert_eq!(canonical("م-١٢"), Ok("م12".into()));
    }

    #[test]
    fn what_cannot_name_a_folder_is_refused() {
        assert_eq!(canonical(""), Err(MrnError::Empty));
        assert_eq!(canonical(" -/- "), Err(MrnError::Empty));
        assert_eq!(canonical("12\x0034"), Err(MrnError::ControlCharacter));
        assert_eq!(canonical("12\n34"), Err(MrnError::ControlCharacter));
        assert_eq!(canonical(&"1".repeat(40)), Ok("1".repeat(40)));
        assert_eq!(canonical(&"1".repeat(41)), Err(MrnError::TooLong));
    }
}
