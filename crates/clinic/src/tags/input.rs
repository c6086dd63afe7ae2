//! What clients send of tags, checked.

use serde::Deserialize;
use tenancy::Result;
use utoipa::ToSchema;

use super::model::TagName;
use crate::checking::Check;

/// A tag as sent by a client.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct TagInput {
    /// In whichever case: one that is there already keeps its spelling.
    #[schema(example = "Recall 2031", min_length = 1, max_length = 40)]
    pub name: String,
}

impl TagInput {
    pub fn parse(&self) -> Result<TagName> {
        let mut check = Check::default();
        let name = name_in(&mut check, "name", &self.name);
        check.finish(name)
    }
}

/// Reads the name of a tag from a field.
pub fn name_in(check: &mut Check, field: &'static str, text: &str) -> Option<TagName> {
    let was_fine = check.is_fine();
    let line = check.line(field, Some(text), TagName::MOST);
    if line.is_none() && was_fine && check.is_fine() {
        check.fail(field, "required");
    }
    line.map(TagName::new)
}
