//! Texts that the cells of a spreadsheet share, and how its numbers are to be read.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::Xml;
use super::source::SourceProblem;

/// All texts together.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// The value of an attribute.
pub(super) fn attribute(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// Adds what an event says to a text.
pub(super) fn gather(event: &Event<'_>, text: &mut String) -> Result<(), SourceProblem> {
    let damaged = |_| SourceProblem::DamagedBook;
    match event {
        Event::Text(said) => text.push_str(&said.decode().map_err(damaged)?),
        Event::CData(said) => text.push_str(&said.decode().map_err(damaged)?),
        Event::GeneralRef(named) => match named.resolve_char_ref() {
            Ok(Some(c)) => text.push(c),
            Ok(None) => match &*named.decode().map_err(damaged)? {
                "amp" => text.push('&'),
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "quot" => text.push('"'),
                "apos" => text.push('\''),
                _ => return Err(SourceProblem::DamagedBook),
            },
            Err(_) => return Err(SourceProblem::DamagedBook),
        },
        // Where an entity could be said that stands for very much.
        Event::DocType(_) => return Err(SourceProblem::DamagedBook),
        _ => {}
    }
    Ok(())
}

/// Texts by their numbers. Readings of East Asian words stand beside them, and are left out.
pub(super) fn shared(mut xml: Xml<'_>) -> Result<Vec<Box<str>>, SourceProblem> {
    let (mut texts, mut text, mut size) = (Vec::new(), String::new(), 0_usize);
    let (mut is_text, mut is_reading) = (false, false);
    let mut buffer = Vec::new();
    loop {
        let event = next(&mut xml, &mut buffer)?;
        match &event {
            Event::Start(element) if element.local_name().as_ref() == b"t" => is_text = true,
            Event::End(element) if element.local_name().as_ref() == b"t" => is_text = false,
            Event::Start(element) if element.local_name().as_ref() == b"rPh" => is_reading = true,
            Event::End(element) if element.local_name().as_ref() == b"rPh" => is_reading = false,
            Event::End(element) if element.local_name().as_ref() == b"si" => {
                size = size.saturating_add(text.len() + size_of::<Box<str>>());
                if size > MOST_TEXT {
                    return Err(SourceProblem::TooLarge);
                }
                texts.push(std::mem::take(&mut text).into_boxed_str());
            }
            Event::Empty(element) if element.local_name().as_ref() == b"si" => texts.push("".into()),
            Event::Eof => return Ok(texts),
            Event::DocType(_) => return Err(SourceProblem::DamagedBook),
            event if is_text && !is_reading => gather(event, &mut text)?,
            _ => {}
        }
        if text.len() > MOST_TEXT {
            return Err(SourceProblem::TooLarge);
        }
    }
}

pub(super) fn next<'b, R: std::io::BufRead>(
    xml: &mut Reader<R>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, SourceProblem> {
    buffer.clear();
    xml.read_event_into(buffer).map_err(|_| SourceProblem::DamagedBook)
}

/// How numbers of a style are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Number,
    /// A day, or an instant where there is a part of a day.
    Day,
    Time,
}

/// The looks of the cells' styles, by their numbers.
pub(super) fn looks(mut xml: Xml<'_>) -> Result<Vec<Look>, SourceProblem> {
    let (mut own, mut looks, mut is_cells) = (Vec::<(u32, Look)>::new(), Vec::new(), false);
    let mut buffer = Vec::new();
    loop {
        match next(&mut xml, &mut buffer)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == b"numFmt" => {
                let number = attribute(&element, b"numFmtId").and_then(|id| id.parse().ok());
                own.extend(number.zip(attribute(&element, b"formatCode").map(|code| look_of(&code))));
            }
            Event::Start(element) if element.local_name().as_ref() == b"cellXfs" => is_cells = true,
            Event::End(element) if element.local_name().as_ref() == b"cellXfs" => is_cells = false,
            Event::Start(element) | Event::Empty(element) if is_cells && element.local_name().as_ref() == b"xf" => {
                let number = attribute(&element, b"numFmtId").and_then(|id| id.parse::<u32>().ok()).unwrap_or_default();
                let known = own.iter().find(|(own, _)| *own == number).map(|(_, look)| *look);
                looks.push(known.unwrap_or_else(|| built_in(number)));
                if looks.len() > 100_000 {
                    return Err(SourceProblem::TooLarge);
                }
            }
            Event::Eof => return Ok(looks),
            _ => {}
        }
    }
}

/// As ECMA-376 numbers them (18.8.30).
fn built_in(number: u32) -> Look {
    match number {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Look::Day,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Look::Time,
        _ => Look::Number,
    }
}

/// A format's letters outside of quotation marks and brackets tell what it is for.
fn look_of(code: &str) -> Look {
    let (mut letters, mut chars) = (String::new(), code.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            // What follows is for negative numbers.
            ';' => break,
            c => letters.push(c.to_ascii_lowercase()),
        }
    }
    if letters.contains("general") {
        Look::Number
    } else if letters.contains(['y', 'd']) {
        Look::Day
    } else if letters.contains(['h', 's']) {
        Look::Time
    } else {
        Look::Number
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, look_of};

    #[test]
    fn formats_tell_what_they_are_for() {
        for (code, look) in [
            ("yyyy\\-mm\\-dd", Look::Day),
            ("dd/mm/yyyy hh:mm", Look::Day),
            ("[$-409]d\\-mmm\\-yy;@", Look::Day),
            ("hh:mm:ss", Look::Time),
            ("0.00", Look::Number),
            ("#,##0\" days\"", Look::Number),
            ("[Red]0", Look::Number),
            ("General", Look::Number),
            ("@", Look::Number),
        ] {
            assert_eq!(look_of(code), look, "{code}");
        }
    }
}
