//! [`Book`]: an XLSX file with one sheet, put together as its rows come. Texts stand in their cells rather than in a list of
//! all texts, which would have to be held until the end.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

use crate::cell::Cell;
use crate::guard::guarded;
use crate::outlet::Outlet;
use crate::sheet::WriteError;

const MOST_ROWS: u32 = 1_048_576;
const LONGEST_TEXT: usize = 32_767;

/// What surrounds the sheet: file by file, in the order in which programs look for them.
const AROUND: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        // The second style is the headings': bold.
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>"#,
    ),
];

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

pub(crate) struct Book {
    out: Outlet,
    zip: ZipWriter<StreamWriter<Outlet>>,
    rows: u32,
}

impl Book {
    pub(crate) fn begin(headings: &[Cell], is_right_to_left: bool) -> Result<Self, WriteError> {
        let out = Outlet::default();
        let mut zip = ZipWriter::new_stream(out.clone());
        for (name, text) in AROUND {
            zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::from)?;
            zip.write_all(format!("{DECLARATION}{text}").as_bytes())?;
        }
        // Nobody knows how long it becomes.
        let large = SimpleFileOptions::default().large_file(true);
        zip.start_file("xl/worksheets/sheet1.xml", large).map_err(io::Error::from)?;
        let direction = if is_right_to_left { r#" rightToLeft="1""# } else { "" };
        // The headings stay where they are when somebody scrolls.
        let head = format!(
            r#"{DECLARATION}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"{direction}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#
        );
        zip.write_all(head.as_bytes())?;
        let mut book = Self { out, zip, rows: 0 };
        book.write(headings, r#" s="1""#)?;
        Ok(book)
    }

    pub(crate) fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        self.write(cells, "")
    }

    fn write(&mut self, cells: &[Cell], style: &str) -> Result<(), WriteError> {
        if self.rows == MOST_ROWS {
            return Err(WriteError::TooManyRows(MOST_ROWS));
        }
        self.rows += 1;
        let mut row = format!(r#"<row r="{}">"#, self.rows);
        for (place, cell) in cells.iter().enumerate() {
            let at = format!("{}{}", letters(place), self.rows);
            match cell {
                Cell::Nothing => {}
                Cell::Number(digits) if Cell::is_sound(digits) => {
                    let _ = write!(row, r#"<c r="{at}"{style}><v>{digits}</v></c>"#);
                }
                Cell::Text(text) | Cell::Number(text) => {
                    let text = guarded(text);
                    if text.chars().count() > LONGEST_TEXT {
                        return Err(WriteError::TooLong(LONGEST_TEXT));
                    }
                    let _ = write!(row, r#"<c r="{at}" t="inlineStr"{style}><is><t xml:space="preserve">"#);
                    escape(&mut row, &text);
                    row.push_str("</t></is></c>");
                }
                Cell::Truth(truth) => {
                    let _ = write!(row, r#"<c r="{at}" t="b"{style}><v>{}</v></c>"#, u8::from(*truth));
                }
            }
        }
        row.push_str("</row>");
        self.zip.write_all(row.as_bytes())?;
        Ok(())
    }

    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.out.take()
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        self.zip.write_all(b"</sheetData></worksheet>")?;
        self.zip.finish().map_err(io::Error::from)?;
        Ok(self.out.take())
    }
}

/// What a column is called: A to Z, then AA.
fn letters(place: usize) -> String {
    let mut name = Vec::new();
    let mut left = place + 1;
    while left > 0 {
        left -= 1;
        name.push(b'A' + u8::try_from(left % 26).unwrap_or_default());
        left /= 26;
    }
    name.reverse();
    String::from_utf8(name).unwrap_or_default()
}

/// XML has no way to say most control characters: they are left out.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_called_as_in_every_spreadsheet() {
        let called = [0, 1, 25, 26, 27, 51, 52, 701, 702, 16_383].map(letters);

        assert_eq!(called, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
