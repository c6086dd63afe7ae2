//! Reading people from the export of a spreadsheet or another program, without a database.
//!
//! ```text
//! sniff(bytes, choices) -> Format      how the file is written
//! Mapping::new(format, overrides)      which column holds what
//! rows(bytes, format, mapping, ctx)    people, problems and warnings, row by row
//! ```
//!
//! Nothing is changed, guessed or left out in silence: whatever is not taken as it stands is a warning of its row.
//! Problems and warnings name line, column and a stable code, never what stood there.

mod cells;
mod evidence;
mod full_name;
mod mapping;
mod person;
mod postal;
mod problem;
mod rows;
mod sniff;
mod target;
#[cfg(test)]
mod tests;
mod values;

use jiff::civil::Date;

pub use cells::read_cell;
pub use evidence::{DateEvidence, Weighing};
pub use mapping::Mapping;
pub use person::ImportedPerson;
pub use problem::{FileProblem, ProblemCode, RowProblem, RowWarning, WarningCode};
pub use rows::{RowResult, fields_of, rows};
pub use sniff::{Choices, Format, sniff};
pub use target::Target;
pub use values::Sex;

use crate::phone::Region;

/// Where and when the file is read.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Of phone numbers without a country code.
    pub region: Region,
    pub today: Date,
}
