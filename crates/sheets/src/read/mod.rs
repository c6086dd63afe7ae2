//! Reading a table back: how its file is written is found by looking at it, and then its rows come one at a time.

mod archive;
mod book;
mod decode;
mod records;
mod source;
mod strings;

pub use records::{Record, RecordFault, SEPARATORS};
pub use source::{Hints, Rows, Source, SourceProblem};
