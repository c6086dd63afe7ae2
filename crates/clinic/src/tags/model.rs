//! What a tag is. No database here.

use uuid::Uuid;

/// A word of the clinic's own that people are found by.
#[derive(Clone)]
pub struct Tag {
    pub id: Uuid,
    pub name: String,
}

/// How many have a tag who are not out of sight.
pub struct Tally {
    pub tag: Tag,
    pub people: i64,
}

/// What a tag is to be called.
#[derive(Clone)]
pub struct TagName(String);

impl TagName {
    /// In characters.
    pub const MOST: usize = 40;

    /// A checked text of one line.
    pub fn new(line: String) -> Self {
        Self(line)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for all spellings that are one tag.
    pub fn canonical(&self) -> String {
        self.0.to_lowercase()
    }
}

/// So many tags one person can have.
pub const MOST_OF_ONE: i64 = 20;

/// What a change came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Made,
    /// It was so already.
    Needless,
}
