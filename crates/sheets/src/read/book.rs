//! [`Book`]: the first sheet of an XLSX file, row by row. What a number means only its style says, so days come out as ISO
//! 8601 and everything else as it would be typed.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan as _};
use quick_xml::events::{BytesStart, Event};

use super::archive::{Archive, Xml, is_archive};
use super::records::{Record, RecordFault, is_empty};
use super::source::SourceProblem;
use super::strings::{Look, attribute, gather, looks, next, shared};

/// Of the parts around the sheet, unpacked.
const MOST_AROUND: u64 = 8 * 1024 * 1024;
const MOST_TEXTS: u64 = 128 * 1024 * 1024;
const MOST_SHEET: u64 = 256 * 1024 * 1024;
const MOST_COLUMNS: usize = 1000;
/// No row of a table is longer: as in text.
const LONGEST_ROW: usize = super::decode::LONGEST_LINE;

pub(super) fn is_book(bytes: &[u8]) -> bool {
    is_archive(bytes)
}

/// A sheet that is being read.
pub(super) struct Book<'a> {
    xml: Xml<'a>,
    buffer: Vec<u8>,
    texts: Vec<Box<str>>,
    looks: Vec<Look>,
    is_1904: bool,
    row: u64,
    is_over: bool,
}

impl<'a> Book<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, SourceProblem> {
        let mut archive = Archive::open(bytes)?;
        let workbook = archive.xml("xl/workbook.xml", MOST_AROUND)?.ok_or(SourceProblem::DamagedBook)?;
        let (sheet, is_1904) = first_sheet(workbook)?;
        let targets = archive.xml("xl/_rels/workbook.xml.rels", MOST_AROUND)?.ok_or(SourceProblem::DamagedBook)?;
        let target = target_of(targets, &sheet)?;
        let looks = archive.xml("xl/styles.xml", MOST_AROUND)?.map(looks).transpose()?.unwrap_or_default();
        let texts = archive.xml("xl/sharedStrings.xml", MOST_TEXTS)?.map(shared).transpose()?.unwrap_or_default();
        let xml = archive.xml(&target, MOST_SHEET)?.ok_or(SourceProblem::DamagedBook)?;
        Ok(Self { xml, buffer: Vec::new(), texts, looks, is_1904, row: 0, is_over: false })
    }

    /// The next row, whatever it holds; none at the end.
    fn next_row(&mut self) -> Result<Option<Record>, SourceProblem> {
        loop {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(element) if element.local_name().as_ref() == b"row" => {
                    self.row = number(&element).unwrap_or(self.row + 1);
                    let fields = self.cells()?;
                    return Ok(Some(Record { line: self.row, fields }));
                }
                Event::Empty(element) if element.local_name().as_ref() == b"row" => {
                    self.row = number(&element).unwrap_or(self.row + 1);
                }
                Event::End(element) if element.local_name().as_ref() == b"sheetData" => return Ok(None),
                Event::DocType(_) => return Err(SourceProblem::DamagedBook),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn cells(&mut self) -> Result<Result<Vec<String>, RecordFault>, SourceProblem> {
        let (mut fields, mut size, mut is_too_long) = (Vec::<String>::new(), 0, false);
        loop {
            let cell = match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(element) if element.local_name().as_ref() == b"c" => Cell::of(&element, fields.len()),
                Event::Empty(element) if element.local_name().as_ref() == b"c" => continue,
                Event::End(element) if element.local_name().as_ref() == b"row" => break,
                Event::Eof => return Err(SourceProblem::DamagedBook),
                _ => continue,
            };
            let text = self.value()?;
            if cell.place >= MOST_COLUMNS || cell.place < fields.len() {
                is_too_long = true;
                continue;
            }
            let text = self.read(&cell, text);
            size += text.len();
            is_too_long |= size > LONGEST_ROW;
            if !is_too_long {
                fields.resize(cell.place, String::new());
                fields.push(text);
            }
        }
        Ok(if is_too_long { Err(RecordFault::TooLong) } else { Ok(fields) })
    }

    /// What stands in a cell, up to its end: its value, or the text in its place. A formula is passed over.
    fn value(&mut self) -> Result<String, SourceProblem> {
        let (mut text, mut is_value) = (String::new(), false);
        loop {
            let event = next(&mut self.xml, &mut self.buffer)?;
            match &event {
                Event::Start(element) if matches!(element.local_name().as_ref(), b"v" | b"t") => is_value = true,
                Event::End(element) if matches!(element.local_name().as_ref(), b"v" | b"t") => is_value = false,
                Event::End(element) if element.local_name().as_ref() == b"c" => return Ok(text),
                Event::Eof => return Err(SourceProblem::DamagedBook),
                event if is_value && text.len() <= LONGEST_ROW => gather(event, &mut text)?,
                _ => {}
            }
        }
    }

    fn read(&self, cell: &Cell, text: String) -> String {
        match cell.kind.as_str() {
            "s" => {
                let text = text.trim().parse().ok().and_then(|place: usize| self.texts.get(place));
                text.map(ToString::to_string).unwrap_or_default()
            }
            "b" => (text.trim() == "1").to_string(),
            "" | "n" => match (text.trim().parse::<f64>(), self.looks.get(cell.style)) {
                (Ok(serial), Some(Look::Day)) => day(serial, self.is_1904).unwrap_or(text),
                (Ok(serial), Some(Look::Time)) => time(serial).unwrap_or(text),
                (Ok(number), _) => plain(number, &text),
                (Err(_), _) => text,
            },
            _ => text,
        }
    }
}

impl Iterator for Book<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        while !self.is_over {
            match self.next_row() {
                Ok(Some(record)) if record.fields.as_ref().is_ok_and(|fields| is_empty(fields)) => {}
                Ok(Some(record)) => return Some(record),
                Ok(None) => self.is_over = true,
                Err(_) => {
                    self.is_over = true;
                    return Some(Record { line: self.row + 1, fields: Err(RecordFault::Damaged) });
                }
            }
        }
        None
    }
}

/// A cell before its value.
struct Cell {
    place: usize,
    kind: String,
    style: usize,
}

impl Cell {
    /// One that does not say where it is stands beside the one before.
    fn of(element: &BytesStart<'_>, beside: usize) -> Self {
        Self {
            place: attribute(element, b"r").and_then(|at| column(&at)).unwrap_or(beside),
            kind: attribute(element, b"t").unwrap_or_default(),
            style: attribute(element, b"s").and_then(|style| style.parse().ok()).unwrap_or(usize::MAX),
        }
    }
}

/// The column of a place such as `AB12`, from 0.
fn column(at: &str) -> Option<usize> {
    let mut place = 0_usize;
    for letter in at.bytes().take_while(u8::is_ascii_alphabetic) {
        place = place.checked_mul(26)?.checked_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    place.checked_sub(1)
}

fn number(row: &BytesStart<'_>) -> Option<u64> {
    attribute(row, b"r")?.parse().ok()
}

/// The relation by which the first sheet is found, and from when days are counted.
fn first_sheet(mut xml: Xml<'_>) -> Result<(String, bool), SourceProblem> {
    let (mut is_1904, mut buffer) = (false, Vec::new());
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                b"workbookPr" => {
                    is_1904 = attribute(&element, b"date1904").is_some_and(|value| value == "1" || value == "true");
                }
                b"sheet" => {
                    let id = attribute(&element, b"id").ok_or(SourceProblem::DamagedBook)?;
                    return Ok((id, is_1904));
                }
                _ => {}
            },
            Event::DocType(_) | Event::Eof => return Err(SourceProblem::DamagedBook),
            _ => {}
        }
    }
}

/// Where a relation leads, as a name in the archive.
fn target_of(mut xml: Xml<'_>, relation: &str) -> Result<String, SourceProblem> {
    let mut buffer = Vec::new();
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(element) | Event::Empty(element)
                if attribute(&element, b"Id").is_some_and(|id| id == relation) =>
            {
                let target = attribute(&element, b"Target").ok_or(SourceProblem::DamagedBook)?;
                return Ok(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned));
            }
            Event::DocType(_) | Event::Eof => return Err(SourceProblem::DamagedBook),
            _ => {}
        }
    }
}

/// Days since the beginning of 1900, which is said to have had a 29th of February; or since that of 1904.
fn day(serial: f64, is_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let (whole, seconds) = ((serial.floor()), (serial.fract() * 86_400.0).round());
    #[expect(clippy::cast_possible_truncation, reason = "it is within a few million")]
    let (whole, seconds) = (whole as i64, seconds as i64);
    let first = match (is_1904, whole) {
        (true, _) => Date::constant(1904, 1, 1),
        (false, ..60) => Date::constant(1899, 12, 31),
        (false, _) => Date::constant(1899, 12, 30),
    };
    let date = first.checked_add(whole.days()).ok()?;
    if seconds == 0 {
        return Some(date.to_string());
    }
    let at: DateTime = date.to_datetime(jiff::civil::Time::midnight());
    Some(at.checked_add(SignedDuration::from_secs(seconds)).ok()?.to_string())
}

fn time(serial: f64) -> Option<String> {
    if serial >= 1.0 {
        return day(serial, false);
    }
    let at = day(serial.max(0.0), false)?;
    Some(at.split_once('T').map_or("00:00:00", |(_, time)| time).to_owned())
}

/// As somebody would type it: whole numbers without a fraction, and none in powers of ten.
fn plain(number: f64, written: &str) -> String {
    let is_plain = written.trim().bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_plain || !number.is_finite() { written.trim().to_owned() } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{column, day, plain, time};

    #[test]
    fn days_are_counted_as_spreadsheets_count_them() {
        for (serial, shown) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (31118.0, "1985-03-12"),
            (31118.5, "1985-03-12T12:00:00"),
            (47490.375, "2030-01-07T09:00:00"),
        ] {
            assert_eq!(day(serial, false).as_deref(), Some(shown), "{serial}");
        }
        assert_eq!(day(29656.0, true).as_deref(), Some("1985-03-12"));
        assert_eq!((day(-1.0, false), day(1e9, false), day(f64::NAN, false)), (None, None, None));
        assert_eq!(time(0.375).as_deref(), Some("09:00:00"));
    }

    #[test]
    fn numbers_come_out_as_they_would_be_typed() {
        let shown = [("1001234567", 1_001_234_567.0), ("1.001234567E9", 1_001_234_567.0), ("0.5", 0.5), ("007", 7.0)];
        let shown = shown.map(|(written, number)| plain(number, written));

        assert_eq!(shown, ["1001234567", "1001234567", "0.5", "007"]);
    }

    #[test]
    fn places_have_columns() {
        assert_eq!(
            ["A1", "Z9", "AA1", "XFD1048576", "7"].map(column),
            [Some(0), Some(25), Some(26), Some(16_383), None]
        );
    }
}
