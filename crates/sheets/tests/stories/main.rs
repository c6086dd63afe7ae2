//! Tables as files, as their readers find them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that panics has said its piece"
)]

mod books;
mod guarding;
mod reading;
mod texts;

use sheets::{Cell, Column, Format, Layout, Sheet};

/// A file with two columns and these rows, taken piece by piece as its writer would.
pub fn written(format: Format, rows: &[[Cell; 2]]) -> Vec<u8> {
    let mut sheet = Sheet::begin(layout(format)).expect("headings");
    let mut file = sheet.take();
    for row in rows {
        sheet.row(row).expect("a row");
        file.extend(sheet.take());
    }
    file.extend(sheet.finish().expect("an end"));
    file
}

pub fn layout(format: Format) -> Layout {
    let column = |name, heading: &str| Column { name, heading: heading.to_owned() };
    let columns = vec![column("name", "Name"), column("amount", "Amount")];
    Layout { format, columns, has_mark: false, is_right_to_left: false }
}

pub fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

pub fn number(digits: &str) -> Cell {
    Cell::Number(digits.to_owned())
}
