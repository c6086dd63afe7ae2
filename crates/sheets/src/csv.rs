//! CSV as RFC 4180 has it, in UTF-8.

use crate::cell::Cell;
use crate::guard::guarded;

/// By which spreadsheets that guess tell that a file is UTF-8.
pub(crate) const MARK: &[u8] = "\u{feff}".as_bytes();

pub(crate) fn write_row<'c>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'c Cell>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        match cell {
            Cell::Nothing => {}
            Cell::Number(digits) if Cell::is_sound(digits) => out.extend_from_slice(digits.as_bytes()),
            Cell::Text(text) | Cell::Number(text) => write_text(out, &guarded(text)),
            Cell::Truth(truth) => out.extend_from_slice(if *truth { b"true" } else { b"false" }),
        }
    }
    out.extend_from_slice(b"\r\n");
}

/// Blanks at the ends are quoted as well: some programs would take them off.
fn write_text(out: &mut Vec<u8>, text: &str) {
    if text.contains([',', '"', '\r', '\n', ';', '\t']) || text.trim() != text {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}
