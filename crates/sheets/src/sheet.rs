//! [`Sheet`]: a table on its way into a file.

use serde_json::Value;

use crate::book::Book;
use crate::cell::Cell;
use crate::csv;

/// What kind of file a table becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
    /// One JSON object a line.
    JsonLines,
}

impl Format {
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::JsonLines => "application/jsonl",
        }
    }

    /// How names of such files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::JsonLines => "jsonl",
        }
    }
}

/// A column: what programs call it, and what people read above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub heading: String,
}

/// What a file looks like.
#[derive(Clone, Debug)]
pub struct Layout {
    pub format: Format,
    pub columns: Vec<Column>,
    /// Whether a CSV file begins with the mark by which older spreadsheets know UTF-8.
    pub has_mark: bool,
    /// Whether the first column stands at the right.
    pub is_right_to_left: bool,
}

/// Why a row cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("a row of {given} cells under {columns} columns")]
    Width { given: usize, columns: usize },
    #[error("a spreadsheet holds no more than {0} rows")]
    TooManyRows(u32),
    #[error("a cell of a spreadsheet holds no more than {0} characters")]
    TooLong(usize),
    #[error("the file cannot be put together: {0}")]
    Broken(#[from] std::io::Error),
}

/// A table that is being written.
pub struct Sheet {
    columns: Vec<&'static str>,
    body: Body,
}

enum Body {
    Csv(Vec<u8>),
    Json(Vec<u8>),
    Book(Box<Book>),
}

impl Sheet {
    /// Begins with the headings; JSON lines name their values by themselves.
    pub fn begin(layout: Layout) -> Result<Self, WriteError> {
        let headings = || layout.columns.iter().map(|column| Cell::Text(column.heading.clone())).collect::<Vec<_>>();
        let body = match layout.format {
            Format::Csv => {
                let mut out = if layout.has_mark { csv::MARK.to_vec() } else { Vec::new() };
                csv::write_row(&mut out, headings().iter());
                Body::Csv(out)
            }
            Format::Xlsx => Body::Book(Box::new(Book::begin(&headings(), layout.is_right_to_left)?)),
            Format::JsonLines => Body::Json(Vec::new()),
        };
        Ok(Self { columns: layout.columns.iter().map(|column| column.name).collect(), body })
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        let (given, columns) = (cells.len(), self.columns.len());
        if given != columns {
            return Err(WriteError::Width { given, columns });
        }
        match &mut self.body {
            Body::Csv(out) => csv::write_row(out, cells.iter()),
            Body::Json(out) => write_object(out, &self.columns, cells),
            Body::Book(book) => book.row(cells)?,
        }
        Ok(())
    }

    /// What is ready of the file, once.
    pub fn take(&mut self) -> Vec<u8> {
        match &mut self.body {
            Body::Csv(out) | Body::Json(out) => std::mem::take(out),
            Body::Book(book) => book.take(),
        }
    }

    /// The rest of the file.
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        match self.body {
            Body::Csv(out) | Body::Json(out) => Ok(out),
            Body::Book(book) => book.finish(),
        }
    }
}

/// Numbers as they are: no detour over a floating point.
fn write_object(out: &mut Vec<u8>, names: &[&'static str], cells: &[Cell]) {
    out.push(b'{');
    for (place, (name, cell)) in names.iter().zip(cells).enumerate() {
        if place > 0 {
            out.push(b',');
        }
        out.extend_from_slice(Value::from(*name).to_string().as_bytes());
        out.push(b':');
        match cell {
            Cell::Nothing => out.extend_from_slice(b"null"),
            Cell::Number(digits) if Cell::is_sound(digits) => out.extend_from_slice(digits.as_bytes()),
            Cell::Text(text) | Cell::Number(text) => {
                out.extend_from_slice(Value::from(text.as_str()).to_string().as_bytes());
            }
            Cell::Truth(truth) => out.extend_from_slice(truth.to_string().as_bytes()),
        }
    }
    out.extend_from_slice(b"}\n");
}
