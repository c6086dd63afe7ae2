//! The cells of one row, and the book of what is wrong with them.

use super::mapping::Mapping;
use super::problem::{ProblemCode, RowProblem, RowWarning, WarningCode};
use super::target::Target;
use crate::text::{self, TextError};

/// What programs write for nothing. Not looked for in names: Null is one.
const PLACEHOLDERS: [&str; 8] = ["null", "n/a", "#n/a", "\\n", "-", "--", "none", "nil"];

pub(super) struct Cells<'a> {
    fields: &'a [String],
    mapping: &'a Mapping,
    line: u64,
    pub problems: Vec<RowProblem>,
    pub warnings: Vec<RowWarning>,
}

impl<'a> Cells<'a> {
    pub(super) const fn new(line: u64, fields: &'a [String], mapping: &'a Mapping) -> Self {
        Self { fields, mapping, line, problems: Vec::new(), warnings: Vec::new() }
    }

    pub(super) fn refuse(&mut self, target: Target, code: ProblemCode) {
        self.refuse_because_of(target, code, None);
    }

    pub(super) fn refuse_because_of(&mut self, target: Target, code: ProblemCode, first_line: Option<u64>) {
        let column = self.column(target);
        self.problems.push(RowProblem { line: self.line, column, code, first_line });
    }

    pub(super) fn warn(&mut self, target: Target, code: WarningCode) {
        self.warn_because_of(target, code, None);
    }

    pub(super) fn warn_because_of(&mut self, target: Target, code: WarningCode, first_line: Option<u64>) {
        let column = self.column(target);
        self.warnings.push(RowWarning { line: self.line, column, code, first_line });
    }

    /// The text of a column that is not a name; nothing for placeholders.
    pub(super) fn text(&mut self, target: Target, max_chars: usize) -> Option<String> {
        let at = self.mapping.places(target).next()?;
        self.text_at(target, at, max_chars)
    }

    /// The texts of all columns that hold it, as far as they hold something.
    pub(super) fn texts(&mut self, target: Target, max_chars: usize) -> Vec<String> {
        let places: Vec<usize> = self.mapping.places(target).collect();
        places.into_iter().filter_map(|at| self.text_at(target, at, max_chars)).collect()
    }

    fn text_at(&mut self, target: Target, at: usize, max_chars: usize) -> Option<String> {
        let field = self.read(target, at, max_chars)?;
        if PLACEHOLDERS.iter().any(|nothing| field.eq_ignore_ascii_case(nothing)) {
            self.warn(target, WarningCode::PlaceholderIgnored);
            return None;
        }
        Some(field)
    }

    /// The text of a name.
    pub(super) fn name(&mut self, target: Target, max_chars: usize) -> Option<String> {
        let at = self.mapping.places(target).next()?;
        self.read(target, at, max_chars)
    }

    fn read(&mut self, target: Target, at: usize, max_chars: usize) -> Option<String> {
        match read_cell(self.fields.get(at)?, max_chars, target == Target::Notes) {
            Ok(text) => text,
            Err(code) => {
                self.refuse(target, code);
                None
            }
        }
    }

    fn column(&self, target: Target) -> Option<String> {
        let at = self.mapping.places(target).next()?;
        self.mapping.name_of(at).map(str::to_owned)
    }
}

/// What stands in a cell, of any table: one line of text or several, nothing where it is empty.
///
/// # Errors
/// [`ProblemCode`], where that cannot be kept as text.
pub fn read_cell(field: &str, max_chars: usize, has_lines: bool) -> Result<Option<String>, ProblemCode> {
    let field = without_formula(field);
    if field.contains('\u{fffd}') {
        return Err(ProblemCode::UndecodableText);
    }
    let cleaned = if has_lines { text::clean(field, max_chars) } else { text::one_line(field, max_chars) };
    match cleaned {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(TextError::ControlCharacter) => Err(ProblemCode::ControlCharacter),
        Err(TextError::TooLong { .. }) => Err(ProblemCode::TextTooLong),
    }
}

/// Spreadsheets are kept from taking numbers apart by writing them as formulas: `="0012"`. What our own exports keep them
/// from running comes back as it was.
fn without_formula(field: &str) -> &str {
    let field = sheets::unguarded(field.trim());
    field.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).unwrap_or(field)
}
