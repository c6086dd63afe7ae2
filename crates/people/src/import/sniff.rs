//! How a file is written, found by looking at it; every finding can be overridden.

use encoding_rs::Encoding;
use sheets::{Hints, Rows, Source};

use super::evidence::{self, DateEvidence};
use super::mapping::Mapping;
use super::problem::FileProblem;
use super::target::Target;
use crate::date::DateOrder;
use crate::phone::Region;

/// What the person who imports knows better than the file shows.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// A label of the Encoding Standard: `utf-8`, `windows-1256`, `utf-16le`.
    pub encoding: Option<String>,
    pub separator: Option<char>,
    pub quote: Option<char>,
    pub date_order: Option<DateOrder>,
    pub header: Option<bool>,
    /// See [`Mapping::new`].
    pub columns: Vec<String>,
    /// Where the clinic is: a hint for the encoding.
    pub region: Option<Region>,
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    pub encoding: &'static Encoding,
    pub separator: char,
    pub quote: char,
    pub date_order: DateEvidence,
    /// Whether the first record names the columns.
    pub header: bool,
    /// The headings; without header the columns are called `1`, `2`, ...
    pub columns: Vec<String>,
    /// A spreadsheet rather than text.
    pub is_book: bool,
    source: Source,
}

/// Finds out how a file is written.
///
/// # Errors
/// [`FileProblem`], when there is nothing in the file, or a choice cannot be applied.
pub fn sniff(bytes: &[u8], choices: &Choices) -> Result<Format, FileProblem> {
    let source = Source::find(bytes, &hints(choices))?;
    let mapping = Mapping::without_check(&source.columns, &choices.columns)?;
    let mut format = Format {
        encoding: source.encoding,
        separator: source.separator,
        quote: source.quote,
        date_order: DateEvidence::NotNeeded,
        header: source.header,
        columns: source.columns.clone(),
        is_book: source.is_book,
        source,
    };
    format.date_order = match choices.date_order {
        Some(order) => DateEvidence::Chosen(order),
        None => evidence::gather(bytes, &format, &mapping),
    };
    Ok(format)
}

fn hints(choices: &Choices) -> Hints<'_> {
    Hints {
        encoding: choices.encoding.as_deref(),
        separator: choices.separator,
        quote: choices.quote,
        header: choices.header,
        country: choices.region.as_ref().map(Region::as_str),
        is_known: |heading| Target::of_heading(heading).is_some(),
    }
}

impl Format {
    /// The records that hold people.
    pub(super) fn rows<'a>(&self, bytes: &'a [u8]) -> Rows<'a> {
        self.source.rows(bytes)
    }
}
