//! What the carrier says that it has: how it is found out whether a message whose call broke off is among it.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::{Deserialize, Deserializer};

use crate::Progress;

/// A message in the carrier's own list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Listed {
    pub sid: String,
    pub body: String,
    #[serde(rename = "status", deserialize_with = "progress")]
    pub progress: Option<Progress>,
    #[serde(rename = "date_created", deserialize_with = "moment")]
    pub created_at: Timestamp,
    #[serde(rename = "num_segments", deserialize_with = "number", default)]
    pub segments: Option<u16>,
}

impl Listed {
    /// Whether it says the same. Carriers drop blanks at the ends.
    pub fn says(&self, text: &str) -> bool {
        self.body.trim() == text.trim()
    }
}

/// One page of the list.
#[derive(Deserialize)]
pub struct Page {
    pub messages: Vec<Listed>,
    pub next_page_uri: Option<String>,
}

fn progress<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Progress>, D::Error> {
    Ok(Progress::parse(&String::deserialize(from)?))
}

fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(from)?;
    rfc2822::parse(&text).map(|at| at.timestamp()).map_err(serde::de::Error::custom)
}

/// Numbers travel as text here.
pub fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.and_then(|text| text.parse().ok()))
}
