//! CSV and JSON lines.

use sheets::{Cell, Format, Sheet, WriteError};

use crate::{layout, number, text, written};

fn csv(rows: &[[Cell; 2]]) -> String {
    String::from_utf8(written(Format::Csv, rows)).expect("UTF-8")
}

#[test]
fn csv_is_as_rfc_4180_has_it() {
    let rows = [
        [text("Gómez, José"), number("12.50")],
        [text("says \"no\""), number("-3")],
        [text("two\r\nlines"), Cell::Nothing],
        [text(" blank"), Cell::Truth(true)],
        [text("حداد"), Cell::Truth(false)],
    ];

    let expected = "Name,Amount\r\n\"Gómez, José\",12.50\r\n\"says \"\"no\"\"\",-3\r\n\"two\r\nlines\",\r\n\" blank\",true\r\nحداد,false\r\n";
    assert_eq!(csv(&rows), expected);
}

#[test]
fn the_mark_stands_before_everything_where_it_is_wished_for() {
    let mut sheet = Sheet::begin(sheets::Layout { has_mark: true, ..layout(Format::Csv) }).unwrap();

    assert_eq!(sheet.take(), "\u{feff}Name,Amount\r\n".as_bytes());
}

#[test]
fn json_keeps_every_digit_and_every_character() {
    let rows = [[text("=1+1 \"x\"\n"), number("9007199254740993.10")], [Cell::Nothing, Cell::Truth(true)]];

    let file = String::from_utf8(written(Format::JsonLines, &rows)).unwrap();

    let expected = "{\"name\":\"=1+1 \\\"x\\\"\\n\",\"amount\":9007199254740993.10}\n{\"name\":null,\"amount\":true}\n";
    assert_eq!(file, expected);
}

#[test]
fn what_is_no_number_is_written_as_text_and_guarded() {
    let rows = [[number("1e5"), number("=1")], [number(""), number("007")], [number("-"), number("1.")]];

    assert_eq!(csv(&rows), "Name,Amount\r\n1e5,'=1\r\n,007\r\n'-,1.\r\n");
}

#[test]
fn a_row_of_another_width_is_refused() {
    let mut sheet = Sheet::begin(layout(Format::Csv)).unwrap();

    let refused = sheet.row(&[Cell::Nothing]);

    assert!(matches!(refused, Err(WriteError::Width { given: 1, columns: 2 })), "{refused:?}");
}
