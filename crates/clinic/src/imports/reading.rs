//! An import's file, ready to be read from its beginning. No database here.

use super::kinds::{Context, Reader, Row};
use super::model::{Choices, Found, ImportKind};

/// A file, and how it is read.
pub struct Table {
    bytes: Vec<u8>,
    reader: Reader,
}

impl Table {
    /// Fails with the code of what keeps a file from being read at all.
    pub fn open(bytes: Vec<u8>, choices: &Choices, kind: ImportKind, at: Context<'_>) -> Result<Self, &'static str> {
        let reader = Reader::open(kind, &bytes, choices, at)?;
        Ok(Self { bytes, reader })
    }

    pub fn found(&self) -> Found {
        self.reader.found()
    }

    /// The rows, one at a time.
    pub fn rows(&self) -> Box<dyn Iterator<Item = Row> + Send + '_> {
        self.reader.rows(&self.bytes)
    }
}
