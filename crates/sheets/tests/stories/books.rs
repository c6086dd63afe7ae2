//! XLSX, as any program unpacks it.

use std::io::{Cursor, Read as _};

use sheets::{Cell, Format, Layout, Sheet, WriteError};
use zip::ZipArchive;

use crate::{layout, number, text, written};

fn part(file: Vec<u8>, name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut found = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut found).expect("text");
    found
}

#[test]
fn texts_are_texts_numbers_are_numbers_and_formulas_are_neither() {
    let rows =
        [[text("a<b & \"c\""), number("12.50")], [text("=1+1"), Cell::Truth(true)], [Cell::Nothing, number("x")]];

    let sheet = part(written(Format::Xlsx, &rows), "xl/worksheets/sheet1.xml");

    for found in [
        r#"<c r="A1" t="inlineStr" s="1"><is><t xml:space="preserve">Name</t></is></c>"#,
        r#"<c r="A2" t="inlineStr"><is><t xml:space="preserve">a&lt;b &amp; "c"</t></is></c><c r="B2"><v>12.50</v></c>"#,
        r#"<c r="A3" t="inlineStr"><is><t xml:space="preserve">'=1+1</t></is></c><c r="B3" t="b"><v>1</v></c>"#,
        r#"<row r="4"><c r="B4" t="inlineStr"><is><t xml:space="preserve">x</t></is></c></row>"#,
    ] {
        assert!(sheet.contains(found), "{found}\n{sheet}");
    }
    assert!(!sheet.contains("<f>") && sheet.ends_with("</sheetData></worksheet>"));
}

#[test]
fn control_characters_which_xml_cannot_say_are_left_out() {
    let sheet = part(written(Format::Xlsx, &[[text("a\u{1}b\u{b}c\nd"), Cell::Nothing]]), "xl/worksheets/sheet1.xml");

    assert!(sheet.contains(">abc\nd</t>"), "{sheet}");
}

#[test]
fn every_part_that_is_named_is_there() {
    let file = written(Format::Xlsx, &[]);
    for name in ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"] {
        assert!(part(file.clone(), name).starts_with("<?xml"), "{name}");
    }
    let types = part(file, "[Content_Types].xml");
    assert!(types.contains("/xl/worksheets/sheet1.xml"));
}

#[test]
fn a_sheet_for_those_who_write_from_the_right_begins_there() {
    let sheet = Sheet::begin(Layout { is_right_to_left: true, ..layout(Format::Xlsx) }).unwrap();

    assert!(part(sheet.finish().unwrap(), "xl/worksheets/sheet1.xml").contains(r#"rightToLeft="1""#));
}

#[test]
fn a_long_table_passes_through_the_memory_of_a_few_rows() {
    let mut sheet = Sheet::begin(layout(Format::Xlsx)).unwrap();
    let mut largest = 0;
    for place in 0..50_000 {
        sheet.row(&[text(&format!("Somebody with the number {place}")), number("1")]).unwrap();
        largest = largest.max(sheet.take().len());
    }

    assert!(largest < 256 * 1024, "{largest} bytes were held at once");
}

#[test]
fn what_no_spreadsheet_holds_is_refused() {
    let mut sheet = Sheet::begin(layout(Format::Xlsx)).unwrap();

    let refused = sheet.row(&[text(&"x".repeat(32_768)), Cell::Nothing]);

    assert!(matches!(refused, Err(WriteError::TooLong(_))), "{refused:?}");
}
