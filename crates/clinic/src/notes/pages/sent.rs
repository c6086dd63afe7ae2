//! What the forms of notes send.

use uuid::Uuid;

use crate::notes::input::{is_section, sections_of};
use crate::notes::model::{Sections, Signing};

pub type Pairs = Vec<(String, String)>;

/// What one wants by sending the editor.
pub enum Wish {
    /// To keep it and go on.
    Keep,
    Sign(Signing),
    /// To begin with the words of a template.
    Insert(Uuid),
    /// To take over a section of the note before.
    Copy(String),
    /// To go on with what was chosen where two had written.
    Again,
}

/// A form as it was typed.
pub struct Sent(pub Pairs);

impl Sent {
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// As browsers end lines, and as they are kept.
    pub fn sections(&self) -> Sections {
        sections_of(&self.0)
    }

    pub fn version(&self) -> Option<i64> {
        self.get("version").parse().ok()
    }

    pub fn wish(&self) -> Wish {
        let copied = self.get("copy");
        match (self.get("do"), self.get("template").parse()) {
            _ if !self.get("again").is_empty() => Wish::Again,
            _ if is_section(copied) => Wish::Copy(copied.to_owned()),
            ("sign", _) => Wish::Sign(Signing { incomplete: self.get("incomplete") == "true" }),
            ("insert", Ok(template)) => Wish::Insert(template),
            _ => Wish::Keep,
        }
    }
}
