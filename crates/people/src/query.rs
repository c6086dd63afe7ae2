//! One search box for people: what may the text mean?
//!
//! "gom 3/12/1985", "0100 123 4567", "MRN 00-12", "4711": the text is taken apart word by word. Dates narrow the
//! search and so do names; what is left with digits in it is an identifier, which may be read in several ways.

use std::fmt;

use jiff::civil::Date;

use crate::date::{self, DateOrder};
use crate::email::Email;
use crate::mrn::Mrn;
use crate::names::{self, Query};
use crate::phone::{Phone, Region};
use crate::text::ascii_digits;

/// What the clinic's settings say about reading.
#[derive(Clone, Copy, Debug)]
pub struct SearchContext {
    pub region: Region,
    pub date_order: DateOrder,
    pub today: Date,
}

/// A search, part by part. A person is found when the name **and** the date of birth fit, as far as they are given,
/// **and** any of e-mail, phone, MRN and number, if one of those is given ([`SearchTerm::has_identifier`]).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SearchTerm {
    pub names: Option<Query>,
    pub date_of_birth: Option<Date>,
    pub email: Option<Email>,
    /// Only when the number is complete: the index is exact and knows no last digits.
    pub phone: Option<Phone>,
    /// More than one where a label may belong to it: `mrn 12` is 12 or MRN-12.
    pub mrns: Vec<Mrn>,
    /// The integer that some clinics number their patients by.
    pub number: Option<i64>,
}

/// Fewer digits are not worth reading as a phone.
const SHORTEST_PHONE: usize = 4;

/// Words that say what follows; they are no names when an identifier follows.
const LABELS: [&str; 24] = [
    "mrn",
    "id",
    "no",
    "nr",
    "num",
    "number",
    "file",
    "folder",
    "patient",
    "tel",
    "phone",
    "mobile",
    "dob",
    "born",
    "dossier",
    "ne",
    "رقم",
    "ملف",
    "هاتف",
    "مريض",
    "תיק",
    "מספר",
    "טלפונ",
    "נייד",
];

impl SearchTerm {
    /// Reads what was typed; nothing that can be typed is an error, at worst the term is empty.
    #[must_use]
    pub fn parse(text: &str, context: &SearchContext) -> Self {
        let mut term = Self::default();
        let mut rest = Vec::new();

        for word in text.split_whitespace() {
            if let Some(date) = date_in(word, *context) {
                term.date_of_birth = Some(date);
            } else if let Ok(email) = Email::parse(word) {
                term.email = Some(email);
            } else {
                rest.push(word);
            }
        }

        let is_identifier = |word: &str| word.chars().any(char::is_numeric) || is_phone_sign(word);
        let mut labelled = Vec::new();
        if term.date_of_birth.is_some() || rest.iter().any(|word| is_identifier(word)) {
            labelled.clone_from(&rest);
            rest.retain(|word| !is_label(word));
        }
        let (identifier, named): (Vec<&str>, Vec<&str>) = rest.iter().partition(|word| is_identifier(word));
        term.names = Some(names::query(&named.join(" "))).filter(|query| !query.is_empty());
        // Single letters are no name to search by, but may belong to the number: A 123.
        let mrn = if term.names.is_none() { rest } else { identifier.clone() };
        term.read_identifier(&identifier.join(" "), &spellings(&labelled, &mrn), context.region);
        term
    }

    fn read_identifier(&mut self, text: &str, mrns: &[String], region: Region) {
        let digits = ascii_digits(text);
        let digits = digits.trim().trim_start_matches('#');
        if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
            self.number = digits.parse().ok();
        }
        if digits.bytes().filter(u8::is_ascii_digit).count() >= SHORTEST_PHONE {
            self.phone = Phone::parse(text, region).ok();
        }
        if text.chars().any(char::is_numeric) {
            self.mrns = mrns.iter().filter_map(|mrn| Mrn::parse(mrn).ok()).collect();
        }
    }

    /// Whether one of the exact identifiers has to fit.
    #[must_use]
    pub const fn has_identifier(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || !self.mrns.is_empty() || self.number.is_some()
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_none() && self.date_of_birth.is_none() && !self.has_identifier()
    }
}

/// What is searched for is as private as what is found: only which parts there are.
impl fmt::Debug for SearchTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("names", self.names.is_some()),
            ("date_of_birth", self.date_of_birth.is_some()),
            ("email", self.email.is_some()),
            ("phone", self.phone.is_some()),
            ("mrn", !self.mrns.is_empty()),
            ("number", self.number.is_some()),
        ];
        let given = parts.iter().filter(|(_, given)| *given).map(|(part, _)| part);
        f.write_str("SearchTerm ")?;
        f.debug_set().entries(given).finish()
    }
}

/// A date with separators; eight digits in a row are rather a number.
fn date_in(word: &str, context: SearchContext) -> Option<Date> {
    let has_separator = word.contains(['/', '-', '.']);
    has_separator.then(|| date::parse(word, context.date_order, context.today).ok()).flatten()
}

fn is_label(word: &str) -> bool {
    LABELS.contains(&names::key(word).as_str())
}

/// The record number as it may be meant: without the labels before it, and with one, two and so on of them.
fn spellings(words: &[&str], mrn: &[&str]) -> Vec<String> {
    let start = mrn.first().and_then(|first| words.iter().position(|word| word == first)).unwrap_or_default();
    let before = words.get(..start).unwrap_or_default().iter().rev().take_while(|word| is_label(word));
    let mut spellings = vec![mrn.join(" ")];
    for label in before {
        spellings.extend(spellings.last().map(|shorter| format!("{label} {shorter}")));
    }
    spellings
}

fn is_phone_sign(word: &str) -> bool {
    word.chars().all(|c| matches!(c, '+' | '-' | '/' | '(' | ')' | '#'))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn term(text: &str) -> SearchTerm {
        let region = Region::parse("EG").expect("a region");
        SearchTerm::parse(text, &SearchContext { region, date_order: DateOrder::DayMonthYear, today: date(2026, 3, 2) })
    }

    fn parts(text: &str) -> String {
        let term = term(text);
        [
            term.names.map(|names| format!("names {}", names.words.join("+"))),
            term.date_of_birth.map(|date| format!("born {date}")),
            term.email.map(|email| format!("email {}", email.as_str())),
            term.phone.map(|phone| format!("phone {}", phone.as_e164())),
            (!term.mrns.is_empty())
                .then(|| format!("mrn {}", term.mrns.iter().map(Mrn::canonical).collect::<Vec<_>>().join("/"))),
            term.number.map(|number| format!("number {number}")),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
    }

    #[test]
    fn the_box_knows_what_was_typed() {
        for (text, expected) in [
            ("gom jos", "names gom+jos"),
            ("  José  ", "names jose"),
            ("الس", "names الس"),
            ("12/3/1985", "born 1985-03-12"),
            ("١٢/٣/١٩٨٥", "born 1985-03-12"),
            ("gom 1985-03-12 jos", "names gom+jos, born 1985-03-12"),
            ("dob 12.3.1985", "born 1985-03-12"),
            ("0100 123 4567", "phone +201001234567, mrn 01001234567"),
            ("+20 100-123-4567", "phone +201001234567, mrn 201001234567"),
            ("01001234567", "phone +201001234567, mrn 01001234567, number 1001234567"),
            ("amal 01001234567", "names amal, phone +201001234567, mrn 01001234567, number 1001234567"),
            ("٤٧١١", "mrn 4711, number 4711"),
            ("#17", "mrn 17, number 17"),
            ("MRN 00-12/a", "mrn 0012A/MRN0012A"),
            ("gom mrn 42", "names gom, mrn 42/MRN42, number 42"),
            ("file mrn 42", "mrn 42/MRN42/FILEMRN42, number 42"),
            ("رقم ١٢", "mrn 12/رقم12, number 12"),
            ("A 123", "mrn A123, number 123"),
            ("1d604da9-9a81-4ba9-80c2-de3375d59b40", "mrn 1D604DA99A814BA980C2DE3375D59B40"),
            ("Amal@Example.org", "email Amal@example.org"),
            ("file", "names file"),
            ("9/99/2", "mrn 9992"),
            ("99999999999999999999", "mrn 99999999999999999999"),
            ("", ""),
            ("j", ""),
            ("- +", ""),
        ] {
            assert_eq!(parts(text), expected, "{text}");
            assert_eq!(term(text).is_empty(), expected.is_empty(), "{text}");
        }
    }

    #[test]
    fn debug_names_parts_only() {
        assert_eq!(format!("{:?}", term("gom 12/3/1985")), r#"SearchTerm {"names", "date_of_birth"}"#);
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(text in "\\PC{0,40}|[0-9+/ .@a-z-]{0,30}") {
            let _ = term(&text);
        }
    }
}
