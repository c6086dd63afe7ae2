//! Writes and reads tables for programs that hold others against ours. `write csv|xlsx` turns JSON lines, arrays of cells with
//! the headings first, into a file; `read` turns a file into such lines, in text.

use std::io::{self, Read as _, Write as _};

use serde_json::Value;
use sheets::{Cell, Column, Format, Hints, Layout, Sheet, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let mut given = Vec::new();
    io::stdin().lock().read_to_end(&mut given)?;
    match wanted.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", "csv"] => write(&given, Format::Csv),
        ["write", "xlsx"] => write(&given, Format::Xlsx),
        ["read"] => read(&given),
        _ => Err("say: write csv, write xlsx, or read".into()),
    }
}

fn write(given: &[u8], format: Format) -> Result<(), Box<dyn std::error::Error>> {
    let mut lines = std::str::from_utf8(given)?.lines().map(serde_json::from_str::<Vec<Value>>);
    let headings = lines.next().ok_or("no headings")??;
    let column = |heading: &Value| Column { name: "", heading: heading.as_str().unwrap_or_default().to_owned() };
    let columns = headings.iter().map(column).collect();
    let mut sheet = Sheet::begin(Layout { format, columns, has_mark: false, is_right_to_left: false })?;
    let mut out = io::stdout().lock();
    for line in lines {
        let cells: Vec<Cell> = line?.into_iter().map(cell).collect();
        sheet.row(&cells)?;
        out.write_all(&sheet.take())?;
    }
    Ok(out.write_all(&sheet.finish()?)?)
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Nothing,
        Value::Bool(truth) => truth.into(),
        Value::Number(number) => Cell::Number(number.to_string()),
        Value::String(text) => text.into(),
        other => other.to_string().into(),
    }
}

fn read(given: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
    let hints =
        Hints { encoding: None, separator: None, quote: None, header: Some(true), country: None, is_known: |_| false };
    let source = Source::find(given, &hints)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&source.columns)?)?;
    for record in source.rows(given) {
        let fields = record.fields.map_err(|fault| format!("line {}: {fault:?}", record.line))?;
        writeln!(out, "{}", serde_json::to_string(&fields)?)?;
    }
    Ok(())
}
