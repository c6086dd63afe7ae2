//! From bytes to lines of text, in bounded memory and whatever the encoding.

use chardetng::EncodingDetector;
use encoding_rs::{Decoder, Encoding, UTF_8};

/// Bytes decoded at a time.
const CHUNK: usize = 16 * 1024;
/// No row is longer: what is longer is no line of text, and must not fill the memory.
pub(crate) const LONGEST_LINE: usize = 64 * 1024;
/// Bytes with letters beyond ASCII that the detector is shown.
const EVIDENCE: usize = 1024 * 1024;

/// The encoding of a file: by its byte order mark, as UTF-8 when it is, otherwise by the frequency of its letters,
/// for which it helps to know the country.
pub(crate) fn detect(bytes: &[u8], country: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if is_mostly_utf8(bytes) {
        return UTF_8;
    }

    let mut detector = EncodingDetector::new();
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let evidence = bytes.get(first.saturating_sub(64)..).unwrap_or_default();
    detector.feed(evidence.get(..EVIDENCE).unwrap_or(evidence), true);
    let domain = country.map(str::to_ascii_lowercase);
    detector.guess(domain.as_deref().map(str::as_bytes), false)
}

/// One damaged row must not make another encoding of a thousand good ones.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut letters = 0_usize;
    let mut faults = 0_usize;
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    faults == 0 || letters >= 10 * faults
}

/// The byte that ends lines: old spreadsheets on the Mac write carriage returns alone.
pub(crate) fn line_end(bytes: &[u8], encoding: &'static Encoding) -> char {
    let mut start = Lines::new(bytes.get(..CHUNK).unwrap_or(bytes), encoding, '\0');
    let text = start.next().map(|line| line.text).unwrap_or_default();
    if text.contains('\r') && !text.contains('\n') { '\r' } else { '\n' }
}

pub(crate) struct Line {
    /// Counted from 1.
    pub number: u64,
    /// Without its end; empty when it was too long.
    pub text: String,
    pub is_too_long: bool,
}

/// The lines of a file. What cannot be decoded stands as U+FFFD.
pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    decoder: Decoder,
    end: char,
    decoded: String,
    /// Where in `decoded` the next line begins.
    at: usize,
    number: u64,
    is_exhausted: bool,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: &'a [u8], encoding: &'static Encoding, end: char) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { bytes, decoder, end, decoded: String::new(), at: 0, number: 0, is_exhausted: false }
    }

    fn decode_more(&mut self) {
        self.decoded.drain(..self.at);
        self.at = 0;

        let (now, later) = self.bytes.split_at_checked(CHUNK).unwrap_or((self.bytes, &[]));
        let room = self.decoder.max_utf8_buffer_length(now.len()).unwrap_or(4 * CHUNK);
        self.decoded.reserve(room);
        let (_, read, _) = self.decoder.decode_to_string(now, &mut self.decoded, later.is_empty());
        self.bytes = self.bytes.get(read..).unwrap_or_default();
        self.is_exhausted = later.is_empty() && self.bytes.is_empty();
    }

    fn rest(&self) -> &str {
        self.decoded.get(self.at..).unwrap_or_default()
    }

    fn line(&self, text: &str, is_too_long: bool) -> Line {
        let text = if self.end == '\n' { text.strip_suffix('\r').unwrap_or(text) } else { text };
        Line { number: self.number, text: if is_too_long { String::new() } else { text.to_owned() }, is_too_long }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let mut is_too_long = false;
        self.number += 1;
        loop {
            if let Some(length) = self.rest().find(self.end) {
                let text = self.rest().get(..length).unwrap_or_default();
                let line = self.line(text, is_too_long || length > LONGEST_LINE);
                self.at += length + self.end.len_utf8();
                return Some(line);
            }
            if self.is_exhausted {
                let length = self.rest().len();
                let line = self.line(self.rest(), is_too_long || length > LONGEST_LINE);
                self.at += length;
                return (length > 0 || is_too_long).then_some(line);
            }
            if self.rest().len() > LONGEST_LINE {
                is_too_long = true;
                self.at = self.decoded.len();
            }
            self.decode_more();
        }
    }
}
