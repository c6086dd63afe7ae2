//! What people mean by what they answer. No database here.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parties::model::codes;

codes! {
    /// What came of an answer: nothing more is sent to that number, or things are again; the appointment is confirmed,
    /// cancelled, or it was too late to; somebody has to read it.
    Meaning {
        Stop = "stop",
        Start = "start",
        Confirmed = "confirmed",
        Cancelled = "cancelled",
        TooLate = "too_late",
        Other = "other",
    }
}

/// What somebody wants who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Stop,
    Start,
    Confirm,
    Cancel,
    Other,
}

impl Wish {
    /// Only a word that stands alone is an order: "I cannot come, please stop by" is for a person to read. The words by
    /// which carriers themselves stop sending mean the same here.
    pub fn read(body: &str) -> Self {
        let word = body.trim().trim_end_matches(['.', '!']).to_uppercase();
        match word.as_str() {
            "STOP" | "STOPALL" | "UNSUBSCRIBE" | "CANCEL" | "END" | "QUIT" | "ARRET" | "ARRÊT" | "توقف" | "הסר" => {
                Self::Stop
            }
            "START" | "UNSTOP" | "ابدأ" => Self::Start,
            "C" | "1" | "YES" | "OUI" | "نعم" | "כן" => Self::Confirm,
            "X" => Self::Cancel,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wish;

    #[test]
    fn only_a_word_that_stands_alone_is_an_order() {
        for (text, wish) in [
            ("STOP", Wish::Stop),
            (" stop. ", Wish::Stop),
            ("Unsubscribe", Wish::Stop),
            ("start", Wish::Start),
            ("c", Wish::Confirm),
            ("Yes!", Wish::Confirm),
            ("نعم", Wish::Confirm),
            ("x", Wish::Cancel),
            ("", Wish::Other),
            ("XX", Wish::Other),
            ("please stop by", Wish::Other),
            ("C u there", Wish::Other),
        ] {
            assert_eq!(Wish::read(text), wish, "{text}");
        }
    }
}
