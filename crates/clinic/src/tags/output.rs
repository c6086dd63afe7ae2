//! Tags as programs read them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Tag, Tally};

/// A word of the clinic's own that people are found by.
#[derive(Serialize, ToSchema)]
#[schema(as = Tag)]
pub struct TagOutput {
    id: Uuid,
    #[schema(example = "Recall 2031")]
    name: String,
}

impl From<Tag> for TagOutput {
    fn from(tag: Tag) -> Self {
        Self { id: tag.id, name: tag.name }
    }
}

/// A tag, and how many have it.
#[derive(Serialize, ToSchema)]
#[schema(as = TagTally)]
pub struct TallyOutput {
    #[serde(flatten)]
    tag: TagOutput,
    #[schema(example = 12)]
    people: i64,
}

impl From<Tally> for TallyOutput {
    fn from(tally: Tally) -> Self {
        Self { tag: tally.tag.into(), people: tally.people }
    }
}
