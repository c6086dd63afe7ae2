//! Tables as files: written row by row as CSV, XLSX or JSON lines, and read back from CSV and XLSX.
//!
//! ```text
//! Sheet::begin(layout) -> row, row, row … take, take … -> finish
//! ```
//!
//! ```text
//! Source::find(bytes, hints) -> rows(bytes) -> record, record, record …
//! ```
//!
//! Whoever writes takes what is ready whenever they like, so a file of any length passes through the memory of a few rows
//! and never touches the disk: what spreadsheet libraries spill into temporary files would lie there in the open.
//!
//! What a spreadsheet would run is not left to run: see [`guard`].

#![forbid(unsafe_code)]

mod book;
mod cell;
mod csv;
mod guard;
mod outlet;
mod read;
mod sheet;

pub use cell::Cell;
pub use guard::{guarded, unguarded};
pub use read::{Hints, Record, RecordFault, Rows, SEPARATORS, Source, SourceProblem};
pub use sheet::{Column, Format, Layout, Sheet, WriteError};
