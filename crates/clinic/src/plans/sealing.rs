//! What of plans is sealed, under the key of the patient they are about.

use vault::Field;

pub const CONTENT: Field = Field::party("care_version", "content");
pub const REASON: Field = Field::party("care_version", "reason");
pub const SCORE_NOTE: Field = Field::party("goal_score", "note");
pub const STRIKE_REASON: Field = Field::party("goal_score", "strike_reason");
