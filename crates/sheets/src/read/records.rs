//! From lines to records.
//!
//! Written here rather than taken from a CSV library for one reason: there, a single quotation mark that is never
//! closed swallows the rest of the file. Here it costs its own row, which is named, and reading goes on at the next line.

use std::collections::VecDeque;

use super::decode::{LONGEST_LINE, Line, Lines};

/// No address or note in quotation marks runs over more lines.
const MOST_LINES: usize = 100;

/// What may part fields.
pub const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFault {
    TooLong,
    QuoteNotClosed,
    /// From here on the file cannot be read.
    Damaged,
}

/// A row of a file, header included.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The line, or the row of a spreadsheet, on which it begins: from 1.
    pub line: u64,
    pub fields: Result<Vec<String>, RecordFault>,
}

/// The records of a file; empty lines are passed over.
pub(crate) struct Records<'a> {
    lines: Lines<'a>,
    /// Lines that were looked at for a closing quotation mark and given back.
    ahead: VecDeque<Line>,
    separator: char,
    quote: char,
}

impl<'a> Records<'a> {
    pub(crate) const fn new(lines: Lines<'a>, separator: char, quote: char) -> Self {
        Self { lines, ahead: VecDeque::new(), separator, quote }
    }

    fn next_line(&mut self) -> Option<Line> {
        self.ahead.pop_front().or_else(|| self.lines.next())
    }

    fn read(&mut self, first: &Line) -> Result<Vec<String>, RecordFault> {
        if first.is_too_long {
            return Err(RecordFault::TooLong);
        }

        let mut splitter = Splitter::new(self.separator, self.quote);
        splitter.feed(&first.text);
        let mut taken = VecDeque::new();
        let mut size = first.text.len();
        while splitter.is_inside_quotes() && taken.len() < MOST_LINES && size <= LONGEST_LINE {
            let Some(line) = self.next_line() else { break };
            size += line.text.len();
            splitter.feed(&line.text);
            taken.push_back(line);
        }

        // Text right behind a closing mark on a later line: it was the opening mark of another field.
        if splitter.is_inside_quotes() || (splitter.has_text_after_quotes && !taken.is_empty()) {
            taken.append(&mut self.ahead);
            self.ahead = taken;
            return Err(RecordFault::QuoteNotClosed);
        }
        Ok(splitter.fields)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            let line = self.next_line()?;
            let fields = self.read(&line);
            // Spreadsheets export empty rows as nothing but separators.
            if !fields.as_ref().is_ok_and(|fields| is_empty(fields)) {
                return Some(Record { line: line.number, fields });
            }
        }
    }
}

/// Whether a row holds nothing.
pub(crate) fn is_empty(fields: &[String]) -> bool {
    fields.iter().all(|field| is_nothing(field))
}

fn is_nothing(field: &str) -> bool {
    field.chars().all(|c| c.is_whitespace() || SEPARATORS.contains(&c))
}

#[derive(PartialEq, Eq)]
enum State {
    Plain,
    Quoted,
    /// Behind a quotation mark inside a quoted field: its end, or the first of two that stand for one.
    MaybeClosed,
    Closed,
}

struct Splitter {
    separator: char,
    quote: char,
    state: State,
    field: String,
    fields: Vec<String>,
    has_text_after_quotes: bool,
}

impl Splitter {
    const fn new(separator: char, quote: char) -> Self {
        Self {
            separator,
            quote,
            state: State::Plain,
            field: String::new(),
            fields: Vec::new(),
            has_text_after_quotes: false,
        }
    }

    fn is_inside_quotes(&self) -> bool {
        self.state == State::Quoted
    }

    /// Takes one more line, the first or the next of a quoted field.
    fn feed(&mut self, line: &str) {
        if self.is_inside_quotes() {
            self.field.push('\n');
        }
        for c in line.chars() {
            self.take(c);
        }
        if !self.is_inside_quotes() {
            self.end_field();
        }
    }

    fn take(&mut self, c: char) {
        match self.state {
            State::Quoted if c == self.quote => self.state = State::MaybeClosed,
            State::Quoted => self.field.push(c),
            State::MaybeClosed if c == self.quote => {
                self.field.push(c);
                self.state = State::Quoted;
            }
            _ if c == self.separator => self.end_field(),
            State::MaybeClosed | State::Closed if c.is_whitespace() => self.state = State::Closed,
            State::MaybeClosed | State::Closed => {
                self.has_text_after_quotes = true;
                self.field.push(c);
                self.state = State::Plain;
            }
            State::Plain if c == self.quote && self.field.trim().is_empty() => {
                self.field.clear();
                self.state = State::Quoted;
            }
            State::Plain => self.field.push(c),
        }
    }

    fn end_field(&mut self) {
        self.fields.push(std::mem::take(&mut self.field));
        self.state = State::Plain;
    }
}
