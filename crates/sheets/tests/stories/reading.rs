//! What is read back.

use std::io::Write as _;

use sheets::{Cell, Format, Hints, RecordFault, Source, SourceProblem};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{number, text, written};

const HINTS: Hints<'static> = Hints {
    encoding: None,
    separator: None,
    quote: None,
    header: Some(true),
    country: None,
    is_known: |heading| heading == "Name",
};

fn rows(file: &[u8]) -> Vec<Vec<String>> {
    let source = Source::find(file, &HINTS).expect("a table");
    assert_eq!(source.columns.first().map(String::as_str), Some("Name"));
    source.rows(file).map(|record| record.fields.expect("a row")).collect()
}

#[test]
fn what_was_written_comes_back_from_both() {
    let written_rows = [
        [text("Gómez, \"José\""), number("12.5")],
        [text("حداد\nأمل"), Cell::Nothing],
        [text("<&>"), number("9007199254740993")],
    ];
    for format in [Format::Csv, Format::Xlsx] {
        let found = rows(&written(format, &written_rows));
        let width = |row: &Vec<String>| row.get(1).cloned().unwrap_or_default();
        assert_eq!(
            found.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(),
            ["Gómez, \"José\"", "حداد\nأمل", "<&>"]
        );
        assert_eq!(found.iter().map(width).collect::<Vec<_>>(), ["12.5", "", "9007199254740993"], "{format:?}");
    }
}

/// A spreadsheet as other programs write it: shared texts, styles, gaps.
fn foreign(sheet: &str) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let mut zip = ZipWriter::new(&mut file);
    let parts = [
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId7" Target="worksheets/sheet9.xml"/></Relationships>"#,
        ),
        (
            "xl/styles.xml",
            r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
        ),
        (
            "xl/sharedStrings.xml",
            r#"<sst><si><t>Name</t></si><si><r><t>Jo</t></r><r><t xml:space="preserve">sé </t></r><rPh><t>x</t></rPh></si><si><t>Born &amp; bred</t></si></sst>"#,
        ),
        ("xl/worksheets/sheet9.xml", sheet),
    ];
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    file.into_inner()
}

#[test]
fn shared_texts_days_and_gaps_are_read_as_they_are_meant() {
    let file = foreign(
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>
        <row r="2"/><row r="5"><c r="A5" t="s"><v>1</v></c><c r="C5" s="1"><v>31118</v></c><c r="D5" s="2"><v>47490.375</v></c>
        <c r="E5" t="b"><v>1</v></c><c r="F5"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>"#,
    );
    let source = Source::find(&file, &HINTS).unwrap();
    assert_eq!(source.columns, ["Name", "Born & bred"]);

    let records: Vec<_> = source.rows(&file).collect();

    assert_eq!(records.len(), 1);
    assert_eq!(records[0].line, 5);
    let expected = ["José ", "", "1985-03-12", "2030-01-07T09:00:00", "true", "2"];
    assert_eq!(records[0].fields.as_deref(), Ok(&expected.map(str::to_owned)[..]));
}

#[test]
fn what_is_damaged_or_a_trap_is_refused() {
    let sound = foreign("<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>");
    assert!(Source::find(&sound, &HINTS).is_ok());
    let cut = &sound[..sound.len() / 2];
    assert_eq!(Source::find(cut, &HINTS).err(), Some(SourceProblem::DamagedBook));
    let trap = foreign("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData/></worksheet>");
    assert!(Source::find(&trap, &HINTS).is_err());
    assert_eq!(Source::find(b"PK\x03\x04", &HINTS).err(), Some(SourceProblem::DamagedBook));
    let broken =
        foreign("<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row><row><c><v>1</v></sheetData></worksheet>");
    let source = Source::find(&broken, &HINTS).unwrap();
    let last = source.rows(&broken).last().unwrap();
    assert_eq!(last.fields, Err(RecordFault::Damaged));
}

#[test]
fn few_bytes_that_unpack_to_very_many_are_not_unpacked() {
    let bomb = foreign(&format!(
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>{}</t></is></c></row></sheetData></worksheet>",
        "x".repeat(20_000_000)
    ));

    let first = Source::find(&bomb, &Hints { header: None, ..HINTS });

    assert!(bomb.len() < 200_000 && first.err() == Some(SourceProblem::Empty));
}
