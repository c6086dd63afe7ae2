//! [`Source`]: how a file is written, found by looking at it; every finding can be overridden.

use encoding_rs::{Encoding, UTF_8};

use super::book::{self, Book};
use super::decode::{self, Lines};
use super::records::{Record, Records, SEPARATORS};

/// What is known of a file before it is looked at.
#[derive(Clone, Copy)]
pub struct Hints<'h> {
    /// A label of the Encoding Standard.
    pub encoding: Option<&'h str>,
    pub separator: Option<char>,
    pub quote: Option<char>,
    pub header: Option<bool>,
    /// ISO 3166, of where it was written.
    pub country: Option<&'h str>,
    /// Whether a heading means something to who reads.
    pub is_known: fn(&str) -> bool,
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceProblem {
    #[error("the file is empty")]
    Empty,
    #[error("no encoding is called {0}")]
    UnknownEncoding(String),
    #[error("the spreadsheet cannot be read")]
    DamagedBook,
    #[error("the spreadsheet is too large once it is unpacked")]
    TooLarge,
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub encoding: &'static Encoding,
    pub separator: char,
    pub quote: char,
    /// Whether the first record names the columns.
    pub header: bool,
    /// The headings; without header the columns are called `1`, `2`, ...
    pub columns: Vec<String>,
    /// A spreadsheet rather than text.
    pub is_book: bool,
    line_end: char,
    /// Whether the file begins with the `sep=;` by which spreadsheets tell each other the separator.
    has_separator_line: bool,
}

/// Records that are looked at to find separator and quotation mark.
const SAMPLE: usize = 50;

/// The rows of a file, one at a time.
pub type Rows<'a> = Box<dyn Iterator<Item = Record> + Send + 'a>;

impl Source {
    /// Finds out how a file is written.
    ///
    /// # Errors
    /// [`SourceProblem`], when there is nothing in the file, it is damaged, or a hint cannot be applied.
    pub fn find(bytes: &[u8], hints: &Hints<'_>) -> Result<Self, SourceProblem> {
        let mut source = match book::is_book(bytes) {
            true => {
                Book::open(bytes)?;
                Self { is_book: true, ..Self::plain(UTF_8, '\n') }
            }
            false => Self::text(bytes, hints)?,
        };
        let sample = source.sample(bytes);
        let first = sample.first().ok_or(SourceProblem::Empty)?;
        source.header = hints.header.unwrap_or_else(|| is_header(first, sample.get(1), hints.is_known));
        source.columns = if source.header {
            first.iter().map(|name| name.trim().to_owned()).collect()
        } else {
            (1..=first.len()).map(|number| number.to_string()).collect()
        };
        Ok(source)
    }

    const fn plain(encoding: &'static Encoding, line_end: char) -> Self {
        Self {
            encoding,
            separator: ',',
            quote: '"',
            header: false,
            columns: Vec::new(),
            is_book: false,
            line_end,
            has_separator_line: false,
        }
    }

    fn text(bytes: &[u8], hints: &Hints<'_>) -> Result<Self, SourceProblem> {
        let encoding = match hints.encoding {
            Some(label) => Encoding::for_label_no_replacement(label.as_bytes())
                .ok_or_else(|| SourceProblem::UnknownEncoding(label.to_owned()))?,
            None => decode::detect(bytes, hints.country),
        };
        let mut source = Self::plain(encoding, decode::line_end(bytes, encoding));
        source.quote = hints.quote.unwrap_or_else(|| source.find_quote(bytes));
        let declared = source.declared_separator(bytes);
        source.has_separator_line = declared.is_some();
        source.separator = hints.separator.or(declared).unwrap_or_else(|| source.find_separator(bytes, hints.is_known));
        Ok(source)
    }

    /// All records, the header included.
    pub fn records<'a>(&self, bytes: &'a [u8]) -> Rows<'a> {
        if self.is_book {
            return match Book::open(bytes) {
                Ok(book) => Box::new(book),
                // It was opened before, to find this out.
                Err(_) => Box::new(std::iter::empty()),
            };
        }
        let lines = Lines::new(bytes, self.encoding, self.line_end);
        Box::new(Records::new(lines, self.separator, self.quote).skip(usize::from(self.has_separator_line)))
    }

    /// The records below the header.
    pub fn rows<'a>(&self, bytes: &'a [u8]) -> Rows<'a> {
        let rows = self.records(bytes).skip(usize::from(self.header));
        let width = self.columns.len();
        // Spreadsheets leave out what is empty at the end of a row.
        if self.is_book { Box::new(rows.map(move |row| widened(row, width))) } else { Box::new(rows) }
    }

    fn sample(&self, bytes: &[u8]) -> Vec<Vec<String>> {
        self.records(bytes).take(SAMPLE).filter_map(|record| record.fields.ok()).collect()
    }

    fn declared_separator(&self, bytes: &[u8]) -> Option<char> {
        let first = Lines::new(bytes, self.encoding, self.line_end).next()?.text;
        let mut declared = first.trim_matches([' ', '"']).strip_prefix("sep=")?.chars();
        declared.next().filter(|separator| SEPARATORS.contains(separator))
    }

    /// The separator under which the first record holds most known headings; among equals the one that parts the records
    /// most evenly, and then into most fields.
    fn find_separator(&self, bytes: &[u8], is_known: fn(&str) -> bool) -> char {
        let score = |separator: &char| {
            let sample = Self { separator: *separator, ..self.clone() }.sample(bytes);
            let width = sample.first().map_or(0, Vec::len);
            let even = sample.iter().filter(|fields| fields.len() == width).count();
            let known = sample.first().map_or(0, |fields| known_headings(fields, is_known));
            let share = if width > 1 { even * 100 / sample.len().max(1) } else { 0 };
            (known, share, width)
        };
        // The last of equal maxima wins, and a comma is the commonest.
        SEPARATORS.iter().rev().copied().max_by_key(score).unwrap_or(',')
    }

    /// Single quotation marks count only where they open and close fields; O'Brien is no quotation.
    fn find_quote(&self, bytes: &[u8]) -> char {
        let lines = Lines::new(bytes, self.encoding, self.line_end);
        let text: Vec<String> = lines.take(SAMPLE).map(|line| line.text).collect();
        let is_quoted = |field: &str| field.len() > 1 && field.starts_with('\'') && field.ends_with('\'');
        let quoted = text.iter().flat_map(|line| line.split(SEPARATORS)).filter(|field| is_quoted(field)).count();
        if quoted > text.len() / 2 && !text.iter().any(|line| line.contains('"')) { '\'' } else { '"' }
    }
}

fn widened(row: Record, width: usize) -> Record {
    let fields = row.fields.map(|mut fields| {
        fields.resize(fields.len().max(width), String::new());
        fields
    });
    Record { fields, ..row }
}

fn known_headings(fields: &[String], is_known: fn(&str) -> bool) -> usize {
    fields.iter().filter(|field| is_known(field)).count()
}

/// A record of headings has known ones, or no digits while the next has some.
fn is_header(first: &[String], second: Option<&Vec<String>>, is_known: fn(&str) -> bool) -> bool {
    let has_digits = |fields: &[String]| fields.iter().any(|field| field.chars().any(char::is_numeric));
    known_headings(first, is_known) > 0 || (!has_digits(first) && second.is_some_and(|fields| has_digits(fields)))
}
