//! How a file is written, found by looking at it; every finding can be overridden.

use encoding_rs::Encoding;

use super::decode::{self, Lines};
use super::evidence::{self, DateEvidence};
use super::mapping::Mapping;
use super::problem::FileProblem;
use super::records::{Record, Records, SEPARATORS};
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
    pub(super) line_end: char,
    /// Whether the file begins with the `sep=;` by which spreadsheets tell each other the separator.
    pub(super) has_separator_line: bool,
}

/// Records that are looked at to find separator and quotation mark.
const SAMPLE: usize = 50;

/// Finds out how a file is written.
///
/// # Errors
/// [`FileProblem`], when there is nothing in the file, or a choice cannot be applied.
pub fn sniff(bytes: &[u8], choices: &Choices) -> Result<Format, FileProblem> {
    let encoding = match &choices.encoding {
        Some(label) => Encoding::for_label_no_replacement(label.as_bytes())
            .ok_or_else(|| FileProblem::UnknownEncoding(label.clone()))?,
        None => decode::detect(bytes, choices.region),
    };
    let mut format = Format {
        encoding,
        separator: ',',
        quote: '"',
        date_order: DateEvidence::NotNeeded,
        header: false,
        columns: Vec::new(),
        line_end: decode::line_end(bytes, encoding),
        has_separator_line: false,
    };

    format.quote = choices.quote.unwrap_or_else(|| quote(bytes, &format));
    let declared = declared_separator(bytes, &format);
    format.has_separator_line = declared.is_some();
    format.separator = choices.separator.or(declared).unwrap_or_else(|| separator(bytes, &format));

    let sample = sample(bytes, &format);
    let first = sample.first().ok_or(FileProblem::Empty)?;
    format.header = choices.header.unwrap_or_else(|| is_header(first, sample.get(1)));
    format.columns = if format.header {
        first.iter().map(|name| name.trim().to_owned()).collect()
    } else {
        (1..=first.len()).map(|number| number.to_string()).collect()
    };

    let mapping = Mapping::without_check(&format.columns, &choices.columns)?;
    format.date_order = match choices.date_order {
        Some(order) => DateEvidence::Chosen(order),
        None => evidence::gather(bytes, &format, &mapping),
    };
    Ok(format)
}

impl Format {
    /// All records, the header included.
    pub(super) fn records<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = Record> + use<'a> {
        let lines = Lines::new(bytes, self.encoding, self.line_end);
        Records::new(lines, self.separator, self.quote).skip(usize::from(self.has_separator_line))
    }

    /// The records that hold people.
    pub(super) fn rows<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = Record> + use<'a> {
        self.records(bytes).skip(usize::from(self.header))
    }
}

fn sample(bytes: &[u8], format: &Format) -> Vec<Vec<String>> {
    format.records(bytes).take(SAMPLE).filter_map(|record| record.fields.ok()).collect()
}

fn declared_separator(bytes: &[u8], format: &Format) -> Option<char> {
    let first = Lines::new(bytes, format.encoding, format.line_end).next()?.text;
    let mut declared = first.trim_matches([' ', '"']).strip_prefix("sep=")?.chars();
    declared.next().filter(|separator| SEPARATORS.contains(separator))
}

/// The separator under which the first record holds most known headings; among equals the one that parts the records
/// most evenly, and then into most fields.
fn separator(bytes: &[u8], format: &Format) -> char {
    let score = |separator: &char| {
        let sample = sample(bytes, &Format { separator: *separator, ..format.clone() });
        let width = sample.first().map_or(0, Vec::len);
        let even = sample.iter().filter(|fields| fields.len() == width).count();
        let known = sample.first().map_or(0, |fields| known_headings(fields));
        let share = if width > 1 { even * 100 / sample.len().max(1) } else { 0 };
        (known, share, width)
    };
    // The last of equal maxima wins, and a comma is the commonest.
    SEPARATORS.iter().rev().copied().max_by_key(score).unwrap_or(',')
}

/// Single quotation marks count only where they open and close fields; O'Brien is no quotation.
fn quote(bytes: &[u8], format: &Format) -> char {
    let text: Vec<String> =
        Lines::new(bytes, format.encoding, format.line_end).take(SAMPLE).map(|line| line.text).collect();
    let is_quoted = |field: &str| field.len() > 1 && field.starts_with('\'') && field.ends_with('\'');
    let quoted = text.iter().flat_map(|line| line.split(SEPARATORS)).filter(|field| is_quoted(field)).count();
    if quoted > text.len() / 2 && !text.iter().any(|line| line.contains('"')) { '\'' } else { '"' }
}

fn known_headings(fields: &[String]) -> usize {
    fields.iter().filter(|field| Target::of_heading(field).is_some()).count()
}

/// A record of headings has known ones, or no digits while the next has some.
fn is_header(first: &[String], second: Option<&Vec<String>>) -> bool {
    let has_digits = |fields: &[String]| fields.iter().any(|field| field.chars().any(char::is_numeric));
    known_headings(first) > 0 || (!has_digits(first) && second.is_some_and(|fields| has_digits(fields)))
}
